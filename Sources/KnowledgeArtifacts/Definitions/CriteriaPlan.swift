import Appropriateness
import CaseRecord
import FHIRSyntax
import Guidance

/// An edition of the criteria as a PlanDefinition: every variant with its ratings, follow-up and what would change it.
///
/// It is there to be read. No action has a definition to carry out, so that a program which applies plans without
/// understanding these conditions makes nothing happen; and every option says its rating in words before its name.
struct CriteriaPlan {
  let criteria: Criteria

  /// The language of the conditions: the box of a criteria file. It is none of FHIR's, since no expression on the
  /// input could say the same (docs/profiles.md).
  static let conditionLanguage = "application/vnd.venoguide.case-condition+json"

  private var citations: CriteriaCitations { CriteriaCitations(criteria) }

  var node: FHIRNode {
    let edition = criteria.edition
    let head = ArtifactHead(
      id: "\(CriteriaLibrary.urlName)-\(edition.code)", urlName: CriteriaLibrary.urlName,
      version: edition.code, name: "VenoGuideIliofemoralDvt\(edition.code)",
      title: "\(edition.short): \(edition.title)", description: description)
    return .resource("PlanDefinition") {
      head.identity("PlanDefinition")
      element("type") {
        item("coding") {
          text("system", "http://terminology.hl7.org/CodeSystem/plan-definition-type")
          text("code", "clinical-protocol")
        }
      }
      head.status
      head.about
      text(
        "usage",
        """
        The actions stand in the order in which they are tried. Emergencies come first, whatever is missing; then \
        other topics; then the variants, of which one gives way only where it says so. Variants that fit together \
        otherwise are an overlap: all are shown and none is chosen.
        """)
      text("copyright", Notices.builtIn.ratings)
      citations.edition
      texts(
        "library",
        ["\(Canonicals.url("Library", CriteriaLibrary.urlName))|\(edition.code)"])
      escalations
      otherTopics
      for variant in criteria.variants { self.variant(variant) }
      overlaps
      sharedPlans
    }.withNotices
  }

  private var description: String {
    let notes = criteria.edition.notes.map { "- \($0)" }.joined(separator: "\n")
    return """
      How treatment options for acute and persistent iliofemoral venous thrombosis rate, by clinical scenario. \
      Scenarios and sentences are worded by VenoGuide; the ratings are those of \(criteria.edition.publisher).

      Conditions are given in words and in the language \(CriteriaPlan.conditionLanguage), the form in which \
      VenoGuide's criteria files have them: each names facts of the case and the values that it allows. The facts are \
      derived from a record by rules that FHIRPath or CQL over the record cannot restate; only VenoGuide evaluates them.

      \(notes)
      """
  }

  // MARK: - Groups

  private var escalations: FHIRNode? {
    group(
      "emergencies", "Emergencies",
      """
      To be told before everything else, from what the record says, whatever is missing. They stand beside the answer \
      and do not replace it.
      """, isAny: true,
      criteria.escalations.map { row in
        item("action") {
          text("id", "emergency.\(row.id)")
          text("title", row.text)
          text("priority", "stat")
          citations.citation(row.sources)
          condition(
            row.mustBeSure
              ? row.when.words
              : "the record says, or its sources disagree on it: \(row.when.words)",
            row.when.criteriaText)
          if let unless = row.unless {
            condition("not: \(unless.words)", "{\"unless\": \(unless.criteriaText)}")
          }
        }
      })
  }

  private var otherTopics: FHIRNode? {
    group(
      "other-topics", "Patients whom another topic covers", "No variant is given to them.",
      isAny: false,
      criteria.notCovered.map { row in
        item("action") {
          text("id", "other-topic.\(row.id)")
          text("title", title(of: row.topic))
          text("description", row.reason)
          citations.citation(row.sources)
          condition(row.when.words, row.when.criteriaText)
        }
      })
  }

  private var overlaps: FHIRNode? {
    group(
      "overlaps", "Variants that disagree", "Both are shown and nothing is chosen.", isAny: true,
      criteria.overlaps.map { row in
        item("action") {
          text("id", "overlap.\(row.id)")
          text("prefix", row.id)
          text("title", row.variants.map(name).joined(separator: "; "))
          text("description", row.text)
          citations.citation(row.sources)
          let codes = row.variants.map { "\"\($0)\"" }.joined(separator: ", ")
          condition(
            "all of these variants fit: \(row.variants.map(name).joined(separator: "; "))",
            "{\"overlap\": [\(codes)]}")
        }
      })
  }

  /// Follow-up and changes that belong to no variant.
  private var sharedPlans: FHIRNode? {
    let clocks = criteria.clocks.map { row in
      item("action") {
        text("id", "clock.\(row.id)")
        text("title", row.text.replacing("{date}", with: "that day"))
        citations.citation(row.sources)
        condition(row.now.words, row.now.criteriaText)
        timing(days: row.days, months: row.months, after: row.event)
      }
    }
    return group(
      "any-variant", "Whatever variant fits",
      "Days on which the answer changes by itself, and what belongs to no variant.", isAny: true,
      clocks + transitions { $0.isEmpty } + followUps { $0.isEmpty } + followUpsWithEvent)
  }

  // MARK: - Variants

  private func variant(_ row: VariantRow) -> FHIRNode {
    item("action") {
      text("id", "variant.\(row.code)")
      text("prefix", row.factsID)
      text("title", row.title)
      text("description", row.scenario)
      text("textEquivalent", "Fits when \(row.conditions.words).\(givesWay(row))")
      concept(
        "code", system: Canonical.variantCodeSystem, code: row.code, display: row.title)
      citations.justification("basis", row.basis, sources: [])
      for remark in criteria.remarks where remark.condition.variants.contains(row.code) {
        var own = remark.condition
        let _ = own.variants.removeAll()
        citations.justification(
          remark.id, remark.text, when: own.words(naming: name), sources: remark.sources)
      }
      condition(row.conditions.words, row.conditions.criteriaText)
      for feature in asked(by: row) {
        for question in criteria.questions where question.feature == feature {
          question.requirements(named: "input")
        }
      }
      options(of: row)
      group(
        "\(row.code).follow-up", "Follow-up", "As the sources have it; rows are never merged.",
        isAny: true, followUps { $0.contains(row.code) }, in: row.code)
      group(
        "\(row.code).changes", "Evaluate again", "Events after which the answer may be another.",
        isAny: true, transitions { $0.contains(row.code) }, in: row.code)
    }
  }

  private func givesWay(_ row: VariantRow) -> String {
    let stronger = criteria.variants.filter { $0.overrides.contains(row.code) }.map(\.code)
    return stronger.isEmpty
      ? "" : " Gives way to: \(stronger.map(name).joined(separator: "; "))."
  }

  private func asked(by row: VariantRow) -> [Feature] {
    var features: [Feature] = []
    for feature in row.conditions.flatMap(\.features) where !features.contains(feature) {
      features.append(feature)
    }
    return features
  }

  private func options(of variant: VariantRow) -> FHIRNode? {
    let rows = criteria.ratings.filter { $0.variant == variant.code }
      .sorted { Self.rank($0.rating) < Self.rank($1.rating) }
    let unrated = criteria.options.filter { option in !rows.contains { $0.option == option.code } }
    let silence =
      unrated.isEmpty
      ? ""
      : " Not rated here, which is not the same as not appropriate: "
        + "\(unrated.map(\.title).joined(separator: ", "))."
    return group(
      "\(variant.code).options", "How the options rate",
      "Options to weigh, not orders; within a rating their order is no ranking.\(silence)",
      isAny: true, rows.map(option), in: variant.code)
  }

  private static func rank(_ rating: Rating) -> Int {
    Rating.allCases.firstIndex(of: rating) ?? Rating.allCases.count
  }

  private func option(_ row: RatingRow) -> FHIRNode {
    item("action") {
      text("id", "variant.\(row.variant).option.\(row.option)")
      rating(row)
      text("prefix", row.rating.words)
      text("title", "\(row.rating.words): \(row.label)")
      text("description", row.comment)
      concept("code", system: Canonical.optionCodeSystem, code: row.option, display: row.label)
      citations.citation(of: row)
      for caution in cautions(on: row) {
        var own = caution.condition
        let _ = own.variants.removeAll()
        citations.justification(
          caution.id, caution.text, when: own.words(naming: name), sources: caution.sources)
      }
      for conflict in criteria.conflicts where conflict.options.contains(row.option) {
        self.conflict(conflict)
      }
      citations.evidence(on: row.option, naming: name)
      text("requiredBehavior", "could")
    }
  }

  /// A question on which sources contradict each other: every side with its sources, none chosen.
  private func conflict(_ row: ConflictRow) -> FHIRNode {
    let sides = row.sides.map { "\($0.says) (\($0.sources.joined(separator: "; ")))" }
    return citations.justification(
      row.id, "The sources disagree on \(row.about): \(sides.joined(separator: "; "))",
      when: row.condition.words(naming: name), sources: row.sides.flatMap(\.sources))
  }

  private func cautions(on row: RatingRow) -> [CautionRow] {
    criteria.cautions.filter { caution in
      caution.options.contains(row.option)
        && (caution.ratings.isEmpty || caution.ratings.contains(row.rating))
        && (caution.condition.variants.isEmpty || caution.condition.variants.contains(row.variant))
    }
  }

  private func rating(_ row: RatingRow) -> FHIRNode {
    func part(_ url: String, _ value: FHIRNode?) -> FHIRNode? {
      guard let value else { return nil }
      return item("extension") {
        text("url", url)
        value
      }
    }
    return item("extension") {
      text("url", Canonicals.structure("appropriateness-rating"))
      part(
        "rating",
        element("valueCoding") {
          text("system", Canonicals.codeSystem("appropriateness"))
          text("code", row.rating.rawValue)
          text("display", row.rating.words)
        })
      part("score", number("valueInteger", row.score))
      part("confidence", text("valueString", row.confidence))
      part("comment", text("valueString", row.comment))
    }
  }

  // MARK: - Plans

  private func followUps(_ isIncluded: ([String]) -> Bool) -> [FHIRNode] {
    criteria.followUps.filter { isIncluded($0.condition.variants) }.map { followUp($0) }
  }

  /// Rows of variants that an event on record brings along, whichever variant fits.
  private var followUpsWithEvent: [FHIRNode] {
    criteria.followUps.filter { $0.isShownWithEvent && !$0.condition.variants.isEmpty }.map { row in
      followUp(row, with: row.event)
    }
  }

  private func followUp(_ row: FollowUpRow, with event: TimelineEvent? = nil) -> FHIRNode {
    item("action") {
      text("id", "follow-up.\(row.id)")
      text("title", row.what)
      text("description", row.when)
      concept("code", system: Canonicals.codeSystem("follow-up-kind"), code: row.kind.rawValue)
      citations.citation([row.source])
      if let event {
        let words = event.rawValue.split(separator: "-").joined(separator: " ")
        condition(
          "the record has the event: \(words)",
          "{\"event\": \"\(event.rawValue)\", \"with-event\": true}")
      }
      ownCondition(row.condition, ofAnyOutcome: event != nil)
      timing(of: row)
    }
  }

  private func transitions(_ isIncluded: ([String]) -> Bool) -> [FHIRNode] {
    criteria.transitions.filter { isIncluded($0.condition.variants) }.map { row in
      item("action") {
        text("id", "change.\(row.id)")
        text("title", row.text)
        citations.citation(row.sources)
        ownCondition(row.condition)
      }
    }
  }

  /// What a row asks besides the variant under which it stands, or besides any answer.
  private func ownCondition(
    _ condition: RowCondition, ofAnyOutcome: Bool = false
  ) -> FHIRNode? {
    var own = condition
    own.variants = []
    if ofAnyOutcome { own.outcomes = [] }
    return own.isEmpty ? nil : self.condition(own.words(naming: name), own.criteriaText)
  }

  /// The source's words; a Timing of FHIR has no place for the event from which it counts.
  private func timing(of row: FollowUpRow) -> FHIRNode {
    let from = row.event.map { " (counted from: \($0.rawValue))" } ?? ""
    return element("timingTiming") { element("code") { text("text", row.when + from) } }
  }

  private func timing(days: Int?, months: Int?, after event: TimelineEvent) -> FHIRNode {
    let length = days.map { "\($0) days" } ?? "\(months ?? 0) calendar months"
    return element("timingTiming") {
      element("code") { text("text", "\(length) after: \(event.rawValue)") }
    }
  }

  // MARK: - Building

  /// Actions side by side; of those that are tried in order only the first that holds counts.
  private func group(
    _ id: String, _ title: String, _ description: String, isAny: Bool, _ actions: [FHIRNode],
    in variant: String? = nil
  ) -> FHIRNode? {
    guard !actions.isEmpty else { return nil }
    // A row may stand under several variants, and ids of elements stand once.
    let own = actions.map { action in
      guard let variant, let id = action["id"]?.text, !id.hasPrefix("variant.") else {
        return action
      }
      var action = action
      action.children[0].value = .string("variant.\(variant).\(id)")
      return action
    }
    return item("action") {
      text("id", variant == nil ? id : "variant.\(id)")
      text("title", title)
      text("description", description)
      text("groupingBehavior", "logical-group")
      text("selectionBehavior", isAny ? "any" : "at-most-one")
      text("requiredBehavior", "could")
      text("precheckBehavior", "no")
      own
    }
  }

  private func condition(_ words: String, _ expression: String) -> FHIRNode {
    item("condition") {
      text("kind", "applicability")
      element("expression") {
        text("description", words)
        text("language", CriteriaPlan.conditionLanguage)
        text("expression", expression)
      }
    }
  }

  private func name(_ variant: String) -> String {
    guard let row = criteria.variants.first(where: { $0.code == variant }) else { return variant }
    return "\(row.title) (\(row.factsID))"
  }

  private func title(of reference: TopicReference) -> String {
    guard let topic = criteria.topics.first(where: { $0.id == reference.topic }) else {
      return reference.topic
    }
    let variant = topic.variants.first { $0.id == reference.variant }
    return variant.map { "\(topic.title): \($0.scenario)" } ?? topic.title
  }
}

import Appropriateness
import CaseRecord
import FHIR

/// The contained Parameters, in the order of CONTRACT section 2.
///
/// With several legs a parameter without a leg holds for all of them; one that does not has a part `leg`, or,
/// when it is a plain value, the extension ``Canonical/legExtension``; where a leg has several episodes, `episode`
/// as well. The parameters `leg` at the end tell the outcome of each, `other-episode` what is history.
struct OutputParameters {
  typealias Parameter = R4.Parameters.Parameter

  let recommendations: [Recommendation]
  let program: GuidanceProgram

  var all: [Parameter] {
    let outcome = GuidanceStatus.outcome(of: recommendations)
    var parameters: [Parameter] = [.code("outcome", outcome.rawValue)]
    parameters += forEachLeg { $0.variants.map { .code("variant", $0.variant) } }
    parameters.append("edition", program.edition)
    parameters += escalations
    parameters += forEachLeg { recommendation in
      recommendation.displayedOptions.map {
        Self.option($0, evidence: recommendation.publishedEvidence)
      }
    }
    parameters += forEachLeg { $0.orders.flatMap(order) }
    parameters += forEachLeg { $0.candidates.map(Self.candidate) }
    parameters += facts
    parameters += scores
    parameters += forEachLeg { $0.assumptions.map { .code("assumption", $0.code) } }
    parameters += forEachLeg { $0.changes.map(Self.change) }
    parameters += forEachLeg { $0.followUps.map(Self.followUp) }
    parameters += forEachLeg { $0.publishedEvidence.map(Self.evidence) }
    parameters.append(
      Parameter(
        name: "guideline-followed",
        value: .uri(FHIRPrimitive(Canonical.module(edition: program.edition)))))
    parameters.append("knowledge-digest", program.knowledgeDigest)
    return parameters + legs + otherEpisodes
  }

  private func forEachLeg(_ make: (Recommendation) -> [Parameter]) -> [Parameter] {
    let parts = recommendations.map(make)
    guard let first = parts.first, parts.dropFirst().contains(where: { $0 != first }) else {
      return parts.first ?? []
    }
    return zip(CaseName.names(of: recommendations), parts).flatMap { name, parameters in
      parameters.map { $0.marked(with: name) }
    }
  }

  /// A sentence that stands alone says itself which leg it is about.
  private var escalations: [Parameter] {
    let texts = recommendations.map { $0.escalations.map(\.text) }
    let isShared = texts.allSatisfy { $0 == texts.first }
    if isShared { return (texts.first ?? []).flatMap { [Parameter].one("escalation", $0) } }
    return zip(CaseName.names(of: recommendations), texts).flatMap { name, texts in
      texts.flatMap { text in
        [Parameter].one("escalation", "\(name.words.sentenceCased): \(text)")
          .map { $0.marked(with: name) }
      }
    }
  }

  private static func option(
    _ option: OptionRating, evidence: [PublishedEvidence]
  ) -> Parameter {
    var parts: [Parameter] = [
      Parameter(name: "item-assessed", value: .codeableConcept(option.concept)),
      .code("rating", option.rating.rawValue),
    ]
    if let variant = option.variant { parts.append(.code("variant", variant)) }
    parts.append(Parameter(name: "certain", value: .boolean(FHIRPrimitive(option.isCertain))))
    for caution in option.cautions { parts.append("caution", caution.citedText) }
    for source in option.sources { parts.append("source", source) }
    // What is reported on the option is told once, in the parameters `evidence`; no rating rests on it.
    if option.rating != .notRated {
      parts += evidence.filter { $0.options.contains(option.option) }
        .map { .code("evidence", $0.id) }
    }
    if let score = option.score.flatMap({ Int32(exactly: $0) }) {
      parts.append(Parameter(name: "score", value: .integer(FHIRPrimitive(score))))
    }
    if let comment = option.comment { parts.append("comment", comment) }
    return Parameter(name: "option", part: parts)
  }

  private static func candidate(_ candidate: Candidate) -> Parameter {
    Parameter(
      name: "candidate",
      part: [.code("variant", candidate.variant)]
        + candidate.differs.map { .code("differs", $0.rawValue) }
        + candidate.unknown.map { .code("unknown", $0.rawValue) })
  }

  private static func change(_ change: Statement) -> Parameter {
    var parts: [Parameter] = []
    parts.append("what", change.text)
    if let day = change.date { parts.append(.date("when", day)) }
    for source in change.sources { parts.append("source", source) }
    return Parameter(name: "change", part: parts)
  }

  private static func followUp(_ row: FollowUp) -> Parameter {
    var parts: [Parameter] = []
    parts.append("what", row.what)
    parts.append("when", row.when)
    parts.append(.code("kind", row.kind.rawValue))
    for days in row.eventDays { parts.append(.days("counted-from", days)) }
    for day in row.dates { parts.append(.date("date", day)) }
    for day in row.dates(.overdue) { parts.append(.date("past-due", day)) }
    for day in row.dates(.unclear) + row.dates(.passed) { parts.append(.date("passed", day)) }
    for examination in row.examinations {
      if let days = examination.days { parts.append(.days("on-record", days)) }
      // Each sign of a leg is an observation of its own; their facts name them.
      guard examination.kind != .clinical else { continue }
      for reference in examination.evidence.compactMap({ R4.Reference($0) }) {
        parts.append(Parameter(name: "evidence", value: .reference(reference)))
      }
    }
    parts.append("source", row.source)
    return Parameter(name: "follow-up", part: parts)
  }

  private static func evidence(_ publication: PublishedEvidence) -> Parameter {
    var parts: [Parameter] = [
      .code("id", publication.id), .code("kind", publication.kind.rawValue),
    ]
    parts.append("name", publication.name)
    parts.append("citation", publication.citation)
    for report in publication.reports {
      var reported: [Parameter] = []
      reported.append("statement", report.says)
      reported.append("level", report.level)
      reported.append("confidence", report.confidence)
      reported += report.options.map { .code("option", $0) }
      parts.append(Parameter(name: "report", part: reported))
    }
    for issue in publication.issues { parts.append("known-issue", "\(issue.id): \(issue.text)") }
    for source in publication.sources { parts.append("source", source) }
    return Parameter(name: "evidence", part: parts)
  }

  /// Which legs and episodes were evaluated, when there is more than one.
  private var legs: [Parameter] {
    guard recommendations.count > 1 else { return [] }
    return zip(CaseName.names(of: recommendations), recommendations).map { name, recommendation in
      var parts: [Parameter] = []
      if let leg = name.leg { parts.append(.code("leg", leg)) }
      if let episode = name.episode { parts.append(.code("episode", episode)) }
      parts.append(.code("outcome", recommendation.outcome.rawValue))
      parts += recommendation.variants.map { .code("variant", $0.variant) }
      return Parameter(name: "leg", part: parts)
    }
  }
}

// MARK: - Scores

extension OutputParameters {
  /// The scores of each leg, which they name; an episode is named where a leg has several.
  private var scores: [Parameter] {
    let names = CaseName.names(of: recommendations)
    var parameters: [Parameter] = []
    for (name, recommendation) in zip(names, recommendations) {
      for score in recommendation.facts.scores {
        parameters.append(Self.score(score).marked(with: name))
      }
    }
    return parameters
  }

  /// A score of a leg: a total, or, while items are missing, the least that it comes to (FACTS 5).
  private static func score(_ score: Score) -> Parameter {
    var parts: [Parameter] = [.code("instrument", score.instrument.rawValue)]
    if let total = score.total.flatMap({ Int32(exactly: $0) }) {
      parts.append(
        Parameter(
          name: score.isLowerBound ? "at-least" : "total", value: .integer(FHIRPrimitive(total))))
    }
    if let completeness = score.completeness {
      parts.append(.code("completeness", completeness.rawValue))
    }
    if let category = score.category { parts.append("category", category) }
    if let days = score.observed?.days { parts.append(.days("observed", days)) }
    if let timing = score.timing { parts.append(.code("timing", timing.rawValue)) }
    parts.append(.code("side", score.side.rawValue))
    if let occasions = Int32(exactly: score.occasions) {
      parts.append(Parameter(name: "occasions", value: .integer(FHIRPrimitive(occasions))))
    }
    for remark in score.remarks { parts.append("remark", remark) }
    for reference in score.evidence.compactMap({ R4.Reference($0) }) {
      parts.append(Parameter(name: "evidence", value: .reference(reference)))
    }
    return Parameter(name: "score", part: parts)
  }
}

// MARK: - History

extension OutputParameters {
  /// Thromboses on record that are not evaluated.
  private var otherEpisodes: [Parameter] {
    var parameters: [Parameter] = []
    for recommendation in recommendations {
      for other in recommendation.facts.episode.others {
        var parts: [Parameter] = []
        if other.isSideKnown, let leg = recommendation.leg {
          parts.append(.code("leg", leg.rawValue))
        }
        parts.append(.code("standing", other.standing.rawValue))
        if let began = other.began { parts.append(.days("began", began)) }
        if let ended = other.ended { parts.append(.days("ended", ended)) }
        for reference in other.evidence.compactMap({ R4.Reference($0) }) {
          parts.append(Parameter(name: "evidence", value: .reference(reference)))
        }
        let parameter = Parameter(name: "other-episode", part: parts)
        if !parameters.contains(parameter) { parameters.append(parameter) }
      }
    }
    return parameters
  }
}

// MARK: - Facts

extension OutputParameters {
  /// Every fact that the decision used; facts that are the same for every leg once.
  private var facts: [Parameter] {
    let used = recommendations.map(\.usedFacts)
    guard let first = used.first else { return [] }
    let shared = first.filter { fact in used.dropFirst().allSatisfy { $0.contains(fact) } }
    let own = zip(CaseName.names(of: recommendations), used).flatMap { name, facts in
      facts.filter { !shared.contains($0) }.map { Self.fact($0).marked(with: name) }
    }
    return shared.map(Self.fact) + own
  }

  private static func fact(_ fact: Fact) -> Parameter {
    var parts: [Parameter] = [.code("feature", fact.feature.rawValue)]
    if fact.possible != fact.feature.domain {
      parts += fact.possible.map { .code("value", $0.rawValue) }
    }
    parts.append(.code("state", fact.state.rawValue))
    for reference in fact.evidence.compactMap({ R4.Reference($0) }) {
      parts.append(Parameter(name: "evidence", value: .reference(reference)))
    }
    parts.append("rule", fact.rule)
    parts.append("summary", fact.answerWords)
    for note in fact.notes { parts.append("note", note) }
    return Parameter(name: "fact", part: parts)
  }
}

extension OptionRating {
  /// The option's code with the label that the source uses.
  var concept: R4.CodeableConcept {
    let label = FHIRPrimitive<FHIRString>(shown: label)
    return R4.CodeableConcept(
      coding: [
        R4.Coding(
          system: FHIRPrimitive(Canonical.optionCodeSystem), code: FHIRPrimitive(option),
          display: label)
      ], text: label)
  }
}

extension Statement {
  /// The sentence with the sources that it does not name itself, where it stands alone.
  var citedText: String {
    let named = sources.filter { !$0.isEmpty && !text.containsBytes(of: $0) }
    return named.isEmpty ? text : "\(text) (\(named.joined(separator: "; ")))"
  }
}

import CaseRecord

extension EditionReading {
  // MARK: Features

  mutating func readFeatures() -> [FeatureRule] {
    var seen: [Feature] = []
    let rows = reader.rows(document, "features").compactMap { row -> FeatureRule? in
      reader.expect(
        row,
        only: [
          "feature", "unknown", "take", "unless", "certainty", "unsettled", "assumption",
          "statement", "sources",
        ])
      guard let feature = reader.code(row, "feature", Feature.self),
        let policy = reader.code(row, "unknown", FeatureRule.UnknownPolicy.self)
      else { return nil }
      if seen.contains(feature) {
        reader.report(row, "\"\(feature.rawValue)\" stands twice; remove one of the rows")
      }
      seen.append(feature)
      if !common.questions.contains(where: { $0.feature == feature }) {
        reader.report(row, "\(common.file) has no question for \"\(feature.rawValue)\"; add it")
      }
      let isAssumed = policy == .assumed
      return FeatureRule(
        feature: feature, policy: policy, taken: taken(row, feature, policy),
        unless: reader.optionalCondition(row, "unless", in: space),
        isOpenForCertainty: certainty(row), unsettled: answers(row, "unsettled", of: feature),
        assumptionCode: isAssumed ? reader.text(row, "assumption") : nil,
        assumption: isAssumed ? reader.text(row, "statement") : nil,
        sources: reader.texts(row, "sources"))
    }
    for row in ruledFeatures where !seen.contains(row.0) {
      reader.report(
        row.1, "no row of \"features\" says what happens when \"\(row.0.rawValue)\" is unknown")
    }
    return rows
  }

  /// The features that the rules ask for, with a place to report.
  private var ruledFeatures: [(Feature, CriteriaValue)] {
    var found: [(Feature, CriteriaValue)] = []
    for section in ["variants", "not-covered"] {
      for row in document[section]?.array ?? [] {
        guard let when = row["when"] else { continue }
        for object in when.array ?? [when] {
          guard case .object(let members) = object.content else { continue }
          for member in members {
            guard let feature = Feature(rawValue: member.name),
              !found.contains(where: { $0.0 == feature })
            else { continue }
            found.append((feature, member.value))
          }
        }
      }
    }
    return found
  }

  private mutating func taken(
    _ row: CriteriaValue, _ feature: Feature, _ policy: FeatureRule.UnknownPolicy
  ) -> FeatureValue? {
    if policy == .required {
      if let value = row["take"] {
        reader.report(value, "a required feature is never taken as known; remove \"take\"")
      }
      return nil
    }
    let answers = answers(row, "take", of: feature)
    if answers.count != 1 {
      reader.report(row, "expected one answer in \"take\", found \(answers.count)")
    }
    return answers.first
  }

  private mutating func answers(
    _ row: CriteriaValue, _ name: String, of feature: Feature
  ) -> [FeatureValue] {
    reader.texts(row, name).compactMap { text in
      let answer = FeatureValue(rawValue: text)
      if feature.domain.contains(answer) { return answer }
      let known = feature.domain.map(\.rawValue).joined(separator: ", ")
      reader.report(
        row[name] ?? row,
        "unknown answer \"\(text)\" for \"\(feature.rawValue)\"; expected one of \(known)")
      return nil
    }
  }

  private mutating func certainty(_ row: CriteriaValue) -> Bool {
    guard let text = reader.optionalText(row, "certainty") else { return false }
    if text != "open", let value = row["certainty"] {
      reader.report(value, "unknown certainty \"\(text)\"; expected open, or nothing")
    }
    return text == "open"
  }

  // MARK: Sentences

  mutating func readRemarks() -> [RemarkRow] {
    reader.rows(document, "remarks").map { row in
      reader.expect(
        row,
        only: CriteriaReader.conditionMembers + [
          "id", "gap", "text", "topics", "near", "evidence", "sources",
        ])
      return RemarkRow(
        id: reader.text(row, "id"), condition: condition(row),
        explainsGap: reader.optionalFlag(row, "gap") ?? false, text: reader.text(row, "text"),
        topics: reader.topics(row, "topics", in: common.topics),
        near: reader.references(row, "near", to: variantCodes, of: "variant"),
        evidence: reader.codes(row, "evidence", Feature.self),
        sources: reader.someTexts(row, "sources"))
    }
  }

  mutating func readCautions() -> [CautionRow] {
    reader.rows(document, "cautions").map { row in
      reader.expect(
        row,
        only: CriteriaReader.conditionMembers + ["id", "options", "ratings", "text", "sources"])
      return CautionRow(
        id: reader.text(row, "id"),
        options: reader.references(row, "options", to: optionCodes, of: "option"),
        ratings: reader.codes(row, "ratings", Rating.self), condition: condition(row),
        text: reader.text(row, "text"), sources: reader.someTexts(row, "sources"))
    }
  }

  mutating func readTouches() -> [ContraindicationTable.Treatment: [String]] {
    guard let row = reader.required(document, "touches") else { return [:] }
    reader.expect(row, only: ["thrombolysis", "anticoagulation"])
    return [
      .thrombolysis: reader.references(row, "thrombolysis", to: optionCodes, of: "option"),
      .anticoagulation: reader.references(row, "anticoagulation", to: optionCodes, of: "option"),
    ]
  }

  // MARK: Plans

  mutating func readClocks() -> [ClockRow] {
    reader.rows(document, "clocks").compactMap { row in
      reader.expect(
        row, only: ["id", "event", "days", "months", "now", "then", "text", "sources"])
      let days = reader.optionalNumber(row, "days")
      let months = reader.optionalNumber(row, "months")
      if (days == nil) == (months == nil) {
        reader.report(row, "expected either \"days\" or \"months\"")
      }
      let id = reader.text(row, "id")
      let text = reader.text(row, "text")
      let sources = reader.someTexts(row, "sources")
      guard let event = reader.code(row, "event", TimelineEvent.self) else { return nil }
      return ClockRow(
        id: id, event: event, days: days, months: months,
        now: reader.condition(row, "now", in: space),
        then: reader.condition(row, "then", in: space), text: text, template: Template(text),
        sources: sources)
    }
  }

  mutating func readWhatIfs() -> [WhatIfRow] {
    reader.rows(document, "what-ifs").map { row in
      reader.expect(
        row, only: CriteriaReader.conditionMembers + ["id", "change", "text", "sources"])
      return WhatIfRow(
        id: reader.text(row, "id"), condition: condition(row),
        change: reader.condition(row, "change", in: space),
        text: reader.text(row, "text"), sources: reader.someTexts(row, "sources"))
    }
  }

  mutating func readTransitions() -> [TransitionRow] {
    reader.rows(document, "transitions").map { row in
      reader.expect(row, only: CriteriaReader.conditionMembers + ["id", "text", "sources"])
      return TransitionRow(
        id: reader.text(row, "id"), condition: condition(row), text: reader.text(row, "text"),
        sources: reader.someTexts(row, "sources"))
    }
  }

  mutating func readFollowUps() -> [FollowUpRow] {
    reader.rows(document, "follow-ups").map { row in
      reader.expect(
        row,
        only: CriteriaReader.conditionMembers + [
          "id", "event", "with-event", "what", "timing", "days", "months", "every-months", "kind",
          "shown-by", "source",
        ])
      let event = row["event"] == nil ? nil : reader.code(row, "event", TimelineEvent.self)
      let kind = row["kind"] == nil ? nil : reader.code(row, "kind", FollowUp.Kind.self)
      let examination =
        row["shown-by"] == nil ? nil : reader.code(row, "shown-by", Examination.Kind.self)
      if event == nil, let place = row["days"] ?? row["months"] ?? row["shown-by"] {
        reader.report(place, "counts from no \"event\"; name one")
      }
      return FollowUpRow(
        id: reader.text(row, "id"), condition: condition(row), event: event,
        isShownWithEvent: reader.optionalFlag(row, "with-event") ?? false,
        what: reader.text(row, "what"), when: reader.text(row, "timing"),
        days: reader.numbers(row, "days"), months: reader.numbers(row, "months"),
        everyMonths: reader.optionalNumber(row, "every-months"), kind: kind ?? .due,
        examination: examination, source: reader.text(row, "source"))
    }
  }

  private mutating func condition(_ row: CriteriaValue) -> RowCondition {
    reader.rowCondition(row, in: space, variants: variantCodes)
  }
}

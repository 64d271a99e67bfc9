import CaseRecord

extension Criteria {
  /// Reads one edition.
  ///
  /// - Parameters:
  ///   - edition: a file of `Profiles/criteria`, for example `2020.json`.
  ///   - topics: the neighbouring topics, `topics.json`.
  /// - Throws: every fault that can be found in one pass, with its place.
  public init(edition: CriteriaFile, topics: CriteriaFile) throws(CriteriaError) {
    let topics = try Topic.read(topics)
    let document = try edition.value()
    var reading = EditionReading(document, file: edition.name, topics: topics)
    self = try reading.criteria()
  }
}

/// The reading of one edition's file, section by section.
struct EditionReading {
  let document: CriteriaValue
  let topics: [Topic]
  var reader: CriteriaReader
  var space = CaseSpace()
  /// Codes of the variants, once they are known.
  var variantCodes: [String] = []
  /// Codes of the options, once they are known.
  var optionCodes: [String] = []

  init(_ document: CriteriaValue, file: String, topics: [Topic]) {
    self.document = document
    self.topics = topics
    reader = CriteriaReader(file: file)
  }

  private static let sections = [
    "edition", "phrases", "windows", "features", "premises", "not-covered", "variants", "overlaps",
    "claims", "options", "ratings", "escalations", "remarks", "cautions", "touches", "clocks",
    "what-ifs", "transitions", "follow-ups",
  ]

  mutating func criteria() throws(CriteriaError) -> Criteria {
    reader.expect(document, only: EditionReading.sections)
    let windows = readWindows()
    space = CaseSpace(windows: windows)
    variantCodes = definedCodes("variants", "code")
    optionCodes = definedCodes("options", "code")
    let premises = reader.condition(document, "premises", in: space)
    let notCovered = readNotCovered()
    let variants = readVariants(premises: premises)
    let ratings = readRatings()
    let criteria = Criteria(
      edition: readEdition(), windows: windows, features: readFeatures(), premises: premises,
      notCovered: notCovered, variants: variants, overlaps: readOverlaps(), claims: readClaims(),
      options: readOptions(), ratings: ratings, escalations: readEscalations(),
      remarks: readRemarks(), cautions: readCautions(), touches: readTouches(),
      clocks: readClocks(), whatIfs: readWhatIfs(), transitions: readTransitions(),
      followUps: readFollowUps(), topics: topics, phrases: readPhrases(), document: document,
      space: space,
      table: VariantTable(notCovered: notCovered, variants: variants, space: space))
    try reader.finish()
    return criteria
  }

  /// The codes that the rows of a section define; a code that stands twice is a fault.
  private mutating func definedCodes(_ section: String, _ name: String) -> [String] {
    var codes: [String] = []
    for row in reader.rows(document, section) {
      guard let value = row[name], let code = value.string else { continue }
      if codes.contains(code) {
        reader.report(value, "\"\(code)\" stands twice in \"\(section)\"; remove one of the rows")
      } else {
        codes.append(code)
      }
    }
    return codes
  }

  // MARK: Identity

  private mutating func readEdition() -> Edition {
    guard let row = reader.required(document, "edition") else {
      return Edition(
        code: "", title: "", publisher: "", citation: "", short: "", document: nil, confidence: "",
        notes: [], sources: [])
    }
    reader.expect(
      row,
      only: [
        "code", "title", "publisher", "citation", "short", "document", "confidence", "notes",
        "sources",
      ])
    let sources = reader.rows(row, "sources").map { source in
      reader.expect(source, only: ["key", "meaning"])
      return Edition.SourceKey(
        key: reader.text(source, "key"), meaning: reader.text(source, "meaning"))
    }
    return Edition(
      code: reader.text(row, "code"), title: reader.text(row, "title"),
      publisher: reader.text(row, "publisher"), citation: reader.text(row, "citation"),
      short: reader.text(row, "short"), document: reader.optionalText(row, "document"),
      confidence: reader.text(row, "confidence"), notes: reader.texts(row, "notes"),
      sources: sources)
  }

  private mutating func readPhrases() -> Phrases {
    guard let row = reader.required(document, "phrases") else { return Phrases([:]) }
    let names = Phrases.Name.allCases.map(\.rawValue)
    reader.expect(row, only: names)
    var texts: [String: String] = [:]
    for name in names { texts[name] = reader.text(row, name) }
    return Phrases(texts)
  }

  private mutating func readWindows() -> [TimeWindow] {
    reader.rows(document, "windows", isOptional: true).compactMap { row in
      reader.expect(row, only: ["name", "feature", "event", "days"])
      let name = reader.text(row, "name")
      guard let feature = reader.code(row, "feature", Feature.self),
        let event = reader.code(row, "event", TimelineEvent.self)
      else { return nil }
      guard let days = reader.optionalNumber(row, "days") else {
        reader.report(row, "\"days\" is missing")
        return nil
      }
      if Feature(rawValue: name) != nil {
        reader.report(row, "\"\(name)\" is a feature; give the window another name")
      }
      return TimeWindow(name: name, feature: feature, event: event, days: days)
    }
  }

  // MARK: Rules

  private mutating func readNotCovered() -> [NotCoveredRow] {
    reader.rows(document, "not-covered").map { row in
      reader.expect(row, only: ["id", "when", "topic", "reason", "sources"])
      return NotCoveredRow(
        id: reader.text(row, "id"), when: reader.condition(row, "when", in: space),
        topic: topicReference(row, "topic") ?? TopicReference(topic: "", variant: nil),
        reason: reader.text(row, "reason"), sources: reader.someTexts(row, "sources"))
    }
  }

  private mutating func readVariants(premises: CaseCondition) -> [VariantRow] {
    reader.rows(document, "variants").map { row in
      reader.expect(
        row,
        only: [
          "code", "id", "title", "scenario", "when", "overrides", "near-when", "counterpart",
          "basis",
        ])
      if row["when"] == nil { reader.report(row, "\"when\" is missing") }
      return VariantRow(
        code: reader.text(row, "code"), factsID: reader.text(row, "id"),
        title: reader.text(row, "title"), scenario: reader.text(row, "scenario"),
        conditions: reader.alternatives(row, "when", in: space).map { premises.and($0) },
        overrides: reader.references(row, "overrides", to: variantCodes, of: "variant"),
        nearWhen: reader.optionalCondition(row, "near-when", in: space),
        counterpart: reader.optionalText(row, "counterpart"), basis: reader.text(row, "basis"))
    }
  }

  private mutating func readOverlaps() -> [OverlapRow] {
    reader.rows(document, "overlaps").map { row in
      reader.expect(row, only: ["id", "variants", "text", "sources"])
      return OverlapRow(
        id: reader.text(row, "id"),
        variants: reader.references(row, "variants", to: variantCodes, of: "variant"),
        text: reader.text(row, "text"), sources: reader.someTexts(row, "sources"))
    }
  }

  private mutating func readClaims() -> [ClaimRow] {
    reader.rows(document, "claims").map { row in
      reader.expect(row, only: ["id", "when", "variants", "text"])
      return ClaimRow(
        id: reader.text(row, "id"), when: reader.condition(row, "when", in: space),
        variants: reader.references(row, "variants", to: variantCodes, of: "variant"),
        text: reader.text(row, "text"))
    }
  }

  private mutating func readOptions() -> [OptionRow] {
    reader.rows(document, "options").map { row in
      reader.expect(row, only: ["code", "title"])
      return OptionRow(code: reader.text(row, "code"), title: reader.text(row, "title"))
    }
  }

  private mutating func readRatings() -> [RatingRow] {
    var seen: [String] = []
    var rated: [String] = []
    let rows = reader.rows(document, "ratings").compactMap { row -> RatingRow? in
      reader.expect(
        row,
        only: [
          "variant", "option", "label", "rating", "score", "comment", "confidence", "sources",
        ])
      let variant = reader.reference(row, "variant", to: variantCodes, of: "variant")
      let option = reader.reference(row, "option", to: optionCodes, of: "option")
      let key = variant + "/" + option
      if seen.contains(key) {
        reader.report(
          row, "\"\(option)\" is rated twice in \"\(variant)\"; remove one of the rows")
      }
      seen.append(key)
      rated.append(variant)
      let score = reader.optionalNumber(row, "score")
      if let score, let value = row["score"], !(1...9).contains(score) {
        reader.report(value, "expected a score from 1 to 9")
      }
      let label = reader.text(row, "label")
      let comment = reader.optionalText(row, "comment")
      let confidence = reader.text(row, "confidence")
      let sources = reader.someTexts(row, "sources")
      guard let rating = reader.code(row, "rating", Rating.self) else { return nil }
      if rating == .notRated {
        reader.report(row, "an option that is not rated has no row; remove it")
      }
      return RatingRow(
        variant: variant, option: option, label: label, rating: rating, score: score,
        comment: comment, confidence: confidence, sources: sources)
    }
    for row in reader.rows(document, "variants") {
      if let code = row["code"]?.string, !rated.contains(code) {
        reader.report(row, "no row of \"ratings\" rates the variant \"\(code)\"; add its rows")
      }
    }
    return rows
  }

  // MARK: Topics

  /// A reference such as `ivc-filter/2`, checked against the topics.
  mutating func topicReference(_ row: CriteriaValue, _ name: String) -> TopicReference? {
    guard let value = reader.required(row, name), let text = value.string else { return nil }
    return resolved(value, text)
  }

  /// References to topics; none when there are none.
  mutating func topicReferences(_ row: CriteriaValue, _ name: String) -> [TopicReference] {
    reader.rows(row, name, isOptional: true).compactMap { value in
      guard let text = value.string else {
        reader.report(value, "expected a topic such as \"ivc-filter/2\", found \(value.kind)")
        return nil
      }
      return resolved(value, text)
    }
  }

  private mutating func resolved(_ value: CriteriaValue, _ text: String) -> TopicReference? {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard let id = parts.first, let topic = topics.first(where: { $0.id == id }) else {
      let known = topics.map(\.id).joined(separator: ", ")
      reader.report(value, "no topic \"\(text)\"; expected one of \(known)")
      return nil
    }
    guard parts.count == 2 else { return TopicReference(topic: id, variant: nil) }
    if !topic.variants.contains(where: { $0.id == parts[1] }) {
      let known = topic.variants.map(\.id).joined(separator: ", ")
      reader.report(value, "the topic \"\(id)\" has no variant \"\(parts[1])\"; it has \(known)")
    }
    return TopicReference(topic: id, variant: parts[1])
  }
}

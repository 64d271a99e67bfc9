import CaseRecord

extension Criteria {
  /// Reads one edition.
  ///
  /// - Parameters:
  ///   - edition: a file of `Profiles/criteria`, for example `2020.json`.
  ///   - common: what all editions share, `common.json`.
  ///   - evidence: the publications that bear on options, `evidence.json`; an edition that has the sections
  ///     `evidence` or `conflicts` itself is read with its own instead.
  /// - Throws: every fault that can be found in one pass over a file, with its place.
  public init(
    edition: CriteriaFile, common: CriteriaFile, evidence: CriteriaFile
  ) throws(CriteriaError) {
    let common = try CommonTables(common)
    let document = try edition.value()
    let bringsEvidence = EvidenceTables.sections.contains { document[$0] != nil }
    let evidence =
      bringsEvidence
      ? try EvidenceTables(editionDocument: document, file: edition.name)
      : try EvidenceTables(evidence)
    var reading = EditionReading(
      document, file: edition.name, common: common, evidence: evidence)
    self = try reading.criteria()
  }
}

/// The reading of one edition's file, section by section.
struct EditionReading {
  let document: CriteriaValue
  let common: CommonTables
  let evidence: EvidenceTables
  var reader: CriteriaReader
  var space = CaseSpace()
  /// Codes of the variants, once they are known.
  var variantCodes: [String] = []
  /// Codes of the options, once they are known.
  var optionCodes: [String] = []

  init(
    _ document: CriteriaValue, file: String, common: CommonTables, evidence: EvidenceTables
  ) {
    self.document = document
    self.common = common
    self.evidence = evidence
    reader = CriteriaReader(file: file)
  }

  private static let sections =
    [
      "edition", "windows", "features", "premises", "not-covered", "variants", "overlaps",
      "precedence", "options", "ratings", "remarks", "cautions", "touches", "clocks",
      "what-ifs", "transitions", "follow-ups",
    ] + EvidenceTables.sections

  mutating func criteria() throws(CriteriaError) -> Criteria {
    reader.expect(document, only: EditionReading.sections)
    let windows = readWindows()
    space = CaseSpace(windows: windows)
    variantCodes = definedCodes("variants", "code")
    if space.dimensions.count < Feature.allCases.count + windows.count {
      reader.report(
        document, "at most \(CaseBox.laneCount - Feature.allCases.count) windows are possible")
    }
    if variantCodes.count > BitSet.capacity {
      reader.report(document, "at most \(BitSet.capacity) variants are possible")
    }
    optionCodes = definedCodes("options", "code")
    for option in Set(common.orders.table.rows.flatMap(\.options)).subtracting(optionCodes) {
      reader.report(
        document, "\(common.file) has orders for \"\(option)\", which is no option here; add it")
    }
    let premises = reader.condition(document, "premises", in: space)
    let notCovered = readNotCovered()
    let variants = readVariants(premises: premises)
    let ratings = readRatings()
    let identity = readEdition()
    let table = VariantTable(notCovered: notCovered, variants: variants, space: space)
    if table.results.count > BitSet.capacity {
      reader.report(
        document,
        "the rules come to \(table.results.count) different results; at most "
          + "\(BitSet.capacity) are possible")
    }
    let criteria = Criteria(
      edition: identity, windows: windows, features: readFeatures(),
      questions: common.questions, premises: premises,
      notCovered: notCovered, variants: variants, overlaps: readOverlaps(),
      precedence: readPrecedence(), options: readOptions(), ratings: ratings,
      orders: common.orders, escalations: common.escalations, remarks: readRemarks(),
      cautions: readCautions(), evidence: evidence.rows, conflicts: evidence.conflicts,
      touches: readTouches(),
      clocks: readClocks(), whatIfs: readWhatIfs(), transitions: readTransitions(),
      followUps: readFollowUps(), topics: common.topics, phrases: common.phrases,
      sources: identity.sources
        + common.sources.filter { shared in !identity.sources.contains { $0.key == shared.key } },
      document: document.adding(evidence.members),
      space: space,
      table: table,
      ratingTable: RatingTable(ratings, variants: variantCodes, options: optionCodes))
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
    return Edition(
      code: reader.text(row, "code"), title: reader.text(row, "title"),
      publisher: reader.text(row, "publisher"), citation: reader.text(row, "citation"),
      short: reader.text(row, "short"), document: reader.optionalText(row, "document"),
      confidence: reader.text(row, "confidence"), notes: reader.texts(row, "notes"),
      sources: reader.sourceKeys(row))
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
        topic: reader.topic(row, "topic", in: common.topics)
          ?? TopicReference(topic: "", variant: nil),
        reason: reader.text(row, "reason"), sources: reader.someTexts(row, "sources"))
    }
  }

  private mutating func readVariants(premises: CaseCondition) -> [VariantRow] {
    reader.rows(document, "variants").map { row in
      reader.expect(
        row,
        only: [
          "code", "id", "title", "scenario", "when", "overrides", "near-when",
          "near-unless", "counterpart", "basis",
        ])
      if row["when"] == nil { reader.report(row, "\"when\" is missing") }
      return VariantRow(
        code: reader.text(row, "code"), factsID: reader.text(row, "id"),
        title: reader.text(row, "title"), scenario: reader.text(row, "scenario"),
        conditions: reader.alternatives(row, "when", in: space).map { premises.and($0) },
        overrides: reader.references(row, "overrides", to: variantCodes, of: "variant"),
        nearWhen: reader.optionalCondition(row, "near-when", in: space),
        nearUnless: reader.optionalCondition(row, "near-unless", in: space),
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

  private mutating func readPrecedence() -> [PrecedenceRow] {
    let topics = definedCodes("not-covered", "id")
    let gaps = reader.rows(document, "remarks").filter { $0["gap"] != nil }
      .compactMap { $0["id"]?.string }
    return reader.rows(document, "precedence").compactMap { row in
      reader.expect(row, only: ["id", "when", "variants", "not-covered", "gap", "text"])
      let results = ["variants", "not-covered", "gap"].filter { row[$0] != nil }
      if results.count != 1 {
        reader.report(row, "expected one of \"variants\", \"not-covered\" and \"gap\"")
      }
      let result: PrecedenceRow.Result
      switch results.first {
      case "not-covered":
        result = .notCovered(
          reader.reference(row, "not-covered", to: topics, of: "row of another topic"))
      case "gap":
        result = .gap(reader.reference(row, "gap", to: gaps, of: "remark with \"gap\""))
      default:
        let codes = reader.references(row, "variants", to: variantCodes, of: "variant")
        if results.count == 1, codes.isEmpty {
          reader.report(row, "no variant fits is told by \"gap\"; name the remark that explains it")
        }
        result = .variants(codes)
      }
      return PrecedenceRow(
        id: reader.text(row, "id"), when: reader.condition(row, "when", in: space),
        result: result, text: reader.text(row, "text"))
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
          "variant", "option", "label", "includes", "rating", "score", "comment", "confidence",
          "sources",
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
      let includes = reader.references(
        row, "includes", to: common.orders.rows.map(\.id), of: "order")
      let comment = reader.optionalText(row, "comment")
      let confidence = reader.text(row, "confidence")
      let sources = reader.someTexts(row, "sources")
      guard let rating = reader.code(row, "rating", Rating.self) else { return nil }
      if rating == .notRated {
        reader.report(row, "an option that is not rated has no row; remove it")
      }
      return RatingRow(
        variant: variant, option: option, label: label, includes: includes, rating: rating,
        score: score, comment: comment, confidence: confidence, sources: sources)
    }
    for row in reader.rows(document, "variants") {
      if let code = row["code"]?.string, !rated.contains(code) {
        reader.report(row, "no row of \"ratings\" rates the variant \"\(code)\"; add its rows")
      }
    }
    return rows
  }
}

import CaseRecord

/// What all editions share: how features are asked for, emergencies, orders, other topics, and connecting words.
struct CommonTables {
  /// The name of the file, for errors.
  let file: String
  let phrases: Phrases
  let questions: [FeatureQuestion]
  let escalations: [EscalationRow]
  let orders: OrderRules
  let topics: [Topic]
  /// The keys that rows of all editions cite.
  let sources: [Edition.SourceKey]

  /// Reads `common.json`.
  init(_ file: CriteriaFile) throws(CriteriaError) {
    let document = try file.value()
    var reader = CriteriaReader(file: file.name)
    reader.expect(
      document, only: ["phrases", "questions", "escalations", "orders", "topics", "sources"])
    let topics = Topic.read(document, with: &reader)
    phrases = CommonTables.phrases(document, with: &reader)
    questions = CommonTables.questions(document, with: &reader)
    escalations = CommonTables.escalations(document, topics: topics, with: &reader)
    orders = OrderRules.read(document, topics: topics, with: &reader)
    self.topics = topics
    sources = reader.sourceKeys(document)
    self.file = file.name
    try reader.finish()
  }

  private static func phrases(
    _ document: CriteriaValue, with reader: inout CriteriaReader
  ) -> Phrases {
    guard let row = reader.required(document, "phrases") else { return Phrases([:]) }
    let names = Phrases.Name.allCases.map(\.rawValue)
    reader.expect(row, only: names)
    var texts: [String: String] = [:]
    for name in names { texts[name] = reader.text(row, name) }
    return Phrases(texts)
  }

  private static func questions(
    _ document: CriteriaValue, with reader: inout CriteriaReader
  ) -> [FeatureQuestion] {
    var seen: [Feature] = []
    return reader.rows(document, "questions").compactMap { row in
      reader.expect(row, only: ["feature", "question", "reason", "needs"])
      let text = reader.text(row, "question")
      let reason = reader.text(row, "reason")
      let needs = needs(row, with: &reader)
      guard let feature = reader.code(row, "feature", Feature.self) else { return nil }
      if seen.contains(feature) {
        reader.report(row, "\"\(feature.rawValue)\" is asked for twice; remove one of the rows")
      }
      seen.append(feature)
      return FeatureQuestion(feature: feature, text: text, reason: reason, needs: needs)
    }
  }

  private static func needs(
    _ row: CriteriaValue, with reader: inout CriteriaReader
  ) -> [DataNeed] {
    reader.rows(row, "needs").map { need in
      reader.expect(
        need,
        only: ["type", "path", "code-path", "codes", "value-set", "date-path", "within-days"])
      return DataNeed(
        type: reader.text(need, "type"), path: reader.text(need, "path"),
        codePath: reader.optionalText(need, "code-path"), codes: reader.texts(need, "codes"),
        valueSet: reader.optionalText(need, "value-set"),
        datePath: reader.optionalText(need, "date-path"),
        withinDays: reader.optionalNumber(need, "within-days"))
    }
  }

  private static func escalations(
    _ document: CriteriaValue, topics: [Topic], with reader: inout CriteriaReader
  ) -> [EscalationRow] {
    let space = CaseSpace()
    return reader.rows(document, "escalations").map { row in
      reader.expect(
        row,
        only: ["id", "when", "sure", "unless", "text", "topics", "evidence", "sources"])
      if row["when"] == nil { reader.report(row, "\"when\" is missing") }
      return EscalationRow(
        id: reader.text(row, "id"), when: reader.alternatives(row, "when", in: space),
        mustBeSure: reader.optionalFlag(row, "sure") ?? false,
        unless: reader.optionalCondition(row, "unless", in: space),
        text: reader.text(row, "text"), topics: reader.topics(row, "topics", in: topics),
        evidence: reader.codes(row, "evidence", Feature.self),
        sources: reader.someTexts(row, "sources"))
    }
  }
}

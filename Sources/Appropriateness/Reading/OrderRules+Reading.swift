import CaseRecord

extension OrderRules {
  /// Reads the section of orders.
  static func read(
    _ document: CriteriaValue, topics: [Topic], with reader: inout CriteriaReader
  ) -> OrderRules {
    guard let section = reader.required(document, "orders") else {
      return OrderRules(table: OrderTable(), rows: [], notes: [])
    }
    reader.expect(section, only: ["rows", "reasons", "notes"])
    var entries: [OrderTable.Row] = []
    var rows: [OrderRow] = []
    for row in reader.rows(section, "rows") {
      let entry = entry(row, with: &reader)
      if entries.contains(where: { $0.id == entry.id }) {
        reader.report(row, "the order \"\(entry.id)\" stands twice; remove one of the rows")
      }
      entries.append(entry)
      rows.append(sayings(row, entry, topics: topics, with: &reader))
    }
    return OrderRules(
      table: OrderTable(rows: entries, reasons: Set(reader.someTexts(section, "reasons"))),
      rows: rows, notes: notes(section, with: &reader))
  }

  private static func entry(
    _ row: CriteriaValue, with reader: inout CriteriaReader
  ) -> OrderTable.Row {
    reader.expect(
      row,
      only: [
        "id", "concepts", "without", "leaves-open", "means", "options", "intervention",
        "whole-person", "needs-leg", "topic", "text", "beside", "sources",
      ])
    let meaning = reader.code(row, "means", OrderTable.Meaning.self) ?? .noOption
    let options = reader.texts(row, "options")
    let wanted: ClosedRange<Int> =
      switch meaning {
      case .option, .soleTherapy: 1...1
      case .oneOf: 2...Int.max
      case .part: 1...Int.max
      case .noOption, .otherTopic: 0...0
      }
    if !wanted.contains(options.count) {
      reader.report(
        row, "an order that means \"\(meaning.rawValue)\" cannot have \(options.count) options")
    }
    return OrderTable.Row(
      id: reader.text(row, "id"), concepts: reader.someTexts(row, "concepts"),
      without: reader.texts(row, "without"), leavesOpen: reader.texts(row, "leaves-open"),
      meaning: meaning, options: options,
      isIntervention: reader.optionalFlag(row, "intervention") ?? false,
      isForWholePerson: reader.optionalFlag(row, "whole-person") ?? false,
      needsLeg: reader.optionalFlag(row, "needs-leg") ?? false)
  }

  private static func sayings(
    _ row: CriteriaValue, _ entry: OrderTable.Row, topics: [Topic],
    with reader: inout CriteriaReader
  ) -> OrderRow {
    let topic = row["topic"] == nil ? nil : reader.topic(row, "topic", in: topics)
    if (entry.meaning == .otherTopic) != (topic != nil) {
      reader.report(row, "\"topic\" goes with the meaning \"other-topic\", and only with it")
    }
    let text = reader.optionalText(row, "text")
    let needsText =
      switch entry.meaning {
      case .option: false
      case .oneOf, .part, .soleTherapy, .noOption, .otherTopic: true
      }
    if needsText && text == nil { reader.report(row, "\"text\" is missing") }
    return OrderRow(
      id: entry.id, text: text, textBeside: reader.optionalText(row, "beside"), topic: topic,
      sources: reader.someTexts(row, "sources"))
  }

  private static func notes(
    _ section: CriteriaValue, with reader: inout CriteriaReader
  ) -> [OrderNote] {
    let notes = reader.rows(section, "notes").compactMap { row -> OrderNote? in
      reader.expect(row, only: ["id", "text", "sources"])
      let text = reader.text(row, "text")
      let sources = reader.someTexts(row, "sources")
      return reader.code(row, "id", OrderNote.Kind.self).map {
        OrderNote(kind: $0, text: text, sources: sources)
      }
    }
    for kind in OrderNote.Kind.allCases where !notes.contains(where: { $0.kind == kind }) {
      reader.report(section, "no row of \"notes\" has the id \"\(kind.rawValue)\"")
    }
    return notes
  }
}

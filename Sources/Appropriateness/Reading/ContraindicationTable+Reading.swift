import CaseRecord

extension ContraindicationTable {
  /// Reads the contraindications, `contraindications.json`.
  ///
  /// - Throws: every fault that can be found in one pass, with its place.
  public init(_ file: CriteriaFile) throws(CriteriaError) {
    let document = try file.value()
    var reader = CriteriaReader(file: file.name)
    reader.expect(document, only: ["notes", "rows"])
    var seen: [String] = []
    let rows = reader.rows(document, "rows").compactMap { row -> Row? in
      reader.expect(
        row,
        only: ["id", "title", "against", "concepts", "unit", "against-healthy", "sources"])
      let id = reader.text(row, "id")
      if seen.contains(id) {
        reader.report(row, "the row \"\(id)\" stands twice; remove one of them")
      }
      seen.append(id)
      let title = reader.text(row, "title")
      let concepts = reader.someTexts(row, "concepts")
      let unit = reader.optionalText(row, "unit")
      let isAgainstHealthy = reader.optionalFlag(row, "against-healthy") ?? false
      let sources = reader.rows(row, "sources").map {
        ContraindicationTable.source(&reader, $0, unit: unit)
      }
      if sources.isEmpty { reader.report(row, "expected at least one source") }
      guard let treatment = ContraindicationTable.treatment(&reader, row) else { return nil }
      return Row(
        id: id, title: title, against: treatment, concepts: concepts, unit: unit,
        againstOtherwiseHealthy: isAgainstHealthy, sources: sources)
    }
    try reader.finish()
    self.init(rows: rows)
  }

  private static func treatment(
    _ reader: inout CriteriaReader, _ row: CriteriaValue
  ) -> Treatment? {
    let text = reader.text(row, "against")
    let treatment = Treatment(rawValue: text)
    if treatment == nil {
      reader.report(
        row, "unknown treatment \"\(text)\"; expected thrombolysis or anticoagulation")
    }
    return treatment
  }

  private static let classifications = ["absolute", "relative", "excluded", "named"]

  private static func source(
    _ reader: inout CriteriaReader, _ row: CriteriaValue, unit: String?
  ) -> Source {
    reader.expect(
      row,
      only: [
        "class", "within-days", "within-months", "ever", "from", "below", "above", "citation",
        "note",
      ])
    let classification = reader.text(row, "class")
    if !classifications.contains(classification) {
      let known = classifications.joined(separator: ", ")
      reader.report(row, "unknown class \"\(classification)\"; expected one of \(known)")
    }
    let source = Source(
      classification: classification, withinDays: reader.optionalNumber(row, "within-days"),
      withinMonths: reader.optionalNumber(row, "within-months"),
      ever: reader.optionalFlag(row, "ever"), from: reader.optionalDecimal(row, "from"),
      below: reader.optionalDecimal(row, "below"),
      above: reader.optionalDecimal(row, "above"), citation: reader.text(row, "citation"),
      note: reader.optionalText(row, "note"))
    if source.below != nil || source.above != nil, unit == nil {
      reader.report(row, "a threshold needs the \"unit\" of its row")
    }
    if source.from != nil, source.below == nil {
      reader.report(row, "\"from\" is the lower end of a range; name its upper end as \"below\"")
    }
    return source
  }
}

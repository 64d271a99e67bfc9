/// The published evidence and the conflicts between sources, which all editions share.
struct EvidenceTables {
  /// The sections of a file that hold them.
  static let sections = ["evidence", "conflicts"]

  let rows: [EvidenceRow]
  let conflicts: [ConflictRow]
  /// The sections as they were read, for output as JSON.
  let members: [CriteriaValue.Member]

  /// Reads `evidence.json`.
  init(_ file: CriteriaFile) throws(CriteriaError) {
    let document = try file.value()
    var reader = CriteriaReader(file: file.name)
    reader.expect(document, only: ["notes"] + EvidenceTables.sections)
    // Editions need not have the same options; a report on one that an edition lacks is not shown there.
    try self.init(document, options: nil, with: reader)
  }

  /// Reads the sections of an edition that brings its own.
  init(editionDocument document: CriteriaValue, file: String) throws(CriteriaError) {
    let options = document["options"]?.array?.compactMap { $0["code"]?.string }
    try self.init(document, options: options, with: CriteriaReader(file: file))
  }

  private init(
    _ document: CriteriaValue, options: [String]?, with reader: CriteriaReader
  ) throws(CriteriaError) {
    var reader = reader
    let scope = Scope(options: options)
    rows = EvidenceTables.rows(document, in: scope, with: &reader)
    conflicts = EvidenceTables.conflicts(document, in: scope, with: &reader)
    members = EvidenceTables.sections.compactMap { name in
      document[name].map { CriteriaValue.Member(name: name, value: $0) }
    }
    try reader.finish()
  }

  /// What conditions and rows may name.
  private struct Scope {
    /// Windows are an edition's own; what all editions share asks for features only.
    let space = CaseSpace()
    /// Codes of options; `nil` for any.
    let options: [String]?

    func options(_ row: CriteriaValue, with reader: inout CriteriaReader) -> [String] {
      let texts = reader.someTexts(row, "options")
      guard let options else { return texts }
      return reader.references(row, "options", to: options, of: "option")
    }
  }

  // MARK: Evidence

  private static func rows(
    _ document: CriteriaValue, in scope: Scope, with reader: inout CriteriaReader
  ) -> [EvidenceRow] {
    var seen: [String] = []
    return reader.rows(document, "evidence").compactMap { row in
      reader.expect(
        row, only: ["id", "kind", "name", "citation", "reports", "issues", "sources"])
      let id = reader.text(row, "id")
      reader.expectNew(id, among: &seen, of: "publication", at: row)
      let name = reader.text(row, "name")
      let citation = reader.text(row, "citation")
      let sources = reader.someTexts(row, "sources")
      let issues = reader.rows(row, "issues", isOptional: true).map { issue in
        reader.expect(issue, only: ["id", "text", "in-brief"])
        return PublishedEvidence.KnownIssue(
          id: reader.text(issue, "id"), text: reader.text(issue, "text"),
          brief: reader.optionalText(issue, "in-brief"))
      }
      let reports = reader.rows(row, "reports")
      if reports.isEmpty { reader.report(row, "expected at least one report") }
      let conditions = reports.map { bearing($0, in: scope, with: &reader) }
      let texts = reports.map { report($0, in: scope, with: &reader) }
      guard let kind = reader.code(row, "kind", PublishedEvidence.Kind.self) else { return nil }
      return EvidenceRow(
        publication: PublishedEvidence(
          id: id, kind: kind, name: name, citation: citation, reports: texts, issues: issues,
          sources: sources),
        conditions: conditions)
    }
  }

  /// Members of a condition that hold whatever the edition: variants are an edition's own.
  private static let conditionMembers = ["when", "unless", "unknown", "conflicting", "elapsed"]

  private static func bearing(
    _ row: CriteriaValue, in scope: Scope, with reader: inout CriteriaReader
  ) -> RowCondition {
    if row["when"] == nil { reader.report(row, "\"when\" is missing") }
    return reader.rowCondition(row, in: scope.space, variants: [])
  }

  private static let confidences = ["V", "S", "V+S", "V/S", "I"]

  private static func report(
    _ row: CriteriaValue, in scope: Scope, with reader: inout CriteriaReader
  ) -> PublishedEvidence.Report {
    reader.expect(row, only: ["says", "level", "confidence", "options"] + conditionMembers)
    let confidence = reader.text(row, "confidence")
    if !confidence.isEmpty, !confidences.contains(confidence) {
      let known = confidences.joined(separator: ", ")
      reader.report(
        row["confidence"] ?? row,
        "evidence of confidence \"\(confidence)\" is not shown; expected one of \(known)")
    }
    return PublishedEvidence.Report(
      says: reader.text(row, "says"), level: reader.text(row, "level"), confidence: confidence,
      options: scope.options(row, with: &reader))
  }

  // MARK: Conflicts

  private static func conflicts(
    _ document: CriteriaValue, in scope: Scope, with reader: inout CriteriaReader
  ) -> [ConflictRow] {
    var seen: [String] = []
    return reader.rows(document, "conflicts").map { row in
      reader.expect(row, only: ["id", "options", "about", "sides"] + conditionMembers)
      let id = reader.text(row, "id")
      reader.expectNew(id, among: &seen, of: "conflict", at: row)
      let sides = reader.rows(row, "sides").map { side in
        reader.expect(side, only: ["says", "sources"])
        return ConflictRow.Side(
          says: reader.text(side, "says"), sources: reader.someTexts(side, "sources"))
      }
      if sides.count < 2 { reader.report(row, "a conflict needs two sides or more") }
      return ConflictRow(
        id: id, options: scope.options(row, with: &reader), about: reader.text(row, "about"),
        condition: bearing(row, in: scope, with: &reader), sides: sides)
    }
  }
}

extension CriteriaReader {
  /// Reports a name that stands twice.
  fileprivate mutating func expectNew(
    _ id: String, among seen: inout [String], of kind: String, at row: CriteriaValue
  ) {
    if seen.contains(id) { report(row, "the \(kind) \"\(id)\" stands twice; remove one of them") }
    seen.append(id)
  }
}

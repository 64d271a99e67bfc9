import CaseRecord
import FHIRSyntax

/// A case as JSON: the facts with their evidence, the findings they come from, and everything that was seen and
/// not used (CONTRACT 3, `case`).
///
/// ```swift
/// let document = CaseDocument(record, facts: record.derivedFacts(contraindications: table))
/// let bytes = document.json(isPretty: true)
/// ```
///
/// The document is not FHIR. The same record gives the same bytes; what a record does not say is left out.
public struct CaseDocument: Sendable {
  private let value: JSONValue

  /// Creates the document of a case.
  ///
  /// - Parameters:
  ///   - record: The case as the mapping made it.
  ///   - facts: What was derived from it, one for each leg.
  public init(_ record: CaseRecord, facts: [CaseFacts]) {
    value = .object(
      of: ("subject", .string(record.subject)),
      ("asOf", .string(record.asOf.text)),
      ("person", .person(record.person)),
      ("cases", .list(facts, JSONValue.facts)),
      ("findings", .list(record.findings, JSONValue.finding)),
      ("unmappedCodes", .list(record.unmappedCodes, JSONValue.code)),
      ("setAside", .list(record.setAside, JSONValue.setAside)),
      ("unreadTexts", .list(record.unreadTexts, JSONValue.unread)),
      ("notes", .list(record.notes, JSONValue.note)))
  }

  /// The document as JSON in UTF-8, in one line or indented for a person.
  public func json(isPretty: Bool = false) -> [UInt8] {
    value.json(isPretty: isPretty)
  }
}

extension JSONValue {
  fileprivate static func person(_ person: Person) -> JSONValue {
    .object(
      of: ("birth", .time(person.birth)),
      ("gender", person.gender.map { .string($0.rawValue) }),
      ("isDeceased", person.isDeceased ? .boolean(true) : nil),
      ("evidence", .evidence(person.evidence)))
  }

  fileprivate static func finding(_ finding: Finding) -> JSONValue {
    .object(
      of: ("concept", .string(finding.concept.rawValue)),
      ("presence", .string(finding.presence.rawValue)),
      ("kind", .string(finding.kind.rawValue)),
      ("isVerified", finding.isVerified ? .boolean(true) : nil),
      ("course", finding.course.map { .string($0.rawValue) }),
      ("segments", .texts(finding.segments.sorted().map(\.rawValue))),
      ("laterality", finding.laterality.map { .string($0.rawValue) }),
      ("place", finding.place.map { .string($0.rawValue) }),
      ("statedAcuity", finding.statedAcuity.map { .string($0.rawValue) }),
      ("severity", finding.severity.map { .string($0.rawValue) }),
      ("onset", .time(finding.onset)),
      ("observed", .time(finding.observed)),
      ("end", .time(finding.end)),
      ("method", finding.method.map { .string($0.rawValue) }),
      ("quantity", finding.quantity.map(JSONValue.quantity)),
      ("imagingEvidence", .evidence(finding.imagingEvidence)),
      ("request", finding.request.map(JSONValue.request)),
      ("rule", .string(finding.rule)),
      ("evidence", .piece(finding.evidence)))
  }

  private static func request(_ request: TreatmentRequest) -> JSONValue {
    .object(
      of: ("intent", .string(request.intent.rawValue)),
      ("codes", .texts(request.codes.map(\.text))),
      ("reasons", .list(request.reasons, reason)),
      ("leavesOpen", .texts(request.leavesOpen.sorted())),
      ("isSideContradictory", request.isSideContradictory ? .boolean(true) : nil))
  }

  private static func reason(_ reason: TreatmentRequest.Reason) -> JSONValue {
    switch reason {
    case .concept(let concept): .object(of: ("concept", .string(concept.rawValue)))
    case .resource(let reference): .object(of: ("resource", .string(reference)))
    case .notUnderstood: .object(of: ("isNotUnderstood", .boolean(true)))
    }
  }

  private static func quantity(_ quantity: MeasuredQuantity) -> JSONValue {
    .object(
      of: ("value", .string(quantity.text)),
      ("unit", quantity.unit.map { .string($0) }),
      ("comparator", quantity.comparator.map { .string($0) }))
  }

  fileprivate static func code(_ code: UnmappedCode) -> JSONValue {
    .object(
      of: ("system", .string(code.system)),
      ("code", .string(code.code)),
      ("resourceType", .string(code.resourceType)),
      ("reason", .string(code.reason.rawValue)),
      ("count", .integer(code.count)))
  }

  fileprivate static func setAside(_ resource: SetAsideResource) -> JSONValue {
    .object(
      of: ("reference", .string(resource.reference)),
      ("path", .string(resource.path)),
      ("reason", .string(resource.reason.rawValue)),
      ("explanation", .string(resource.explanation)))
  }

  fileprivate static func unread(_ text: UnreadText) -> JSONValue {
    .object(
      of: ("reference", .string(text.reference)),
      ("path", .string(text.path)),
      ("features", .texts(text.features.map(\.rawValue))))
  }

  fileprivate static func note(_ note: MappingNote) -> JSONValue {
    .object(
      of: ("kind", .string(note.kind.rawValue)),
      ("explanation", .string(note.explanation)),
      ("evidence", .piece(note.evidence)))
  }
}

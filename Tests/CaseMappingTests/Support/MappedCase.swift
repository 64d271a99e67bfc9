import CaseRecord
import FHIR
import FHIRSyntax
import Testing

@testable import CaseMapping

/// A Bundle of JSON resources, scanned and mapped as the program does it.
///
/// Each resource is JSON text; an `id` and the reference to the patient are added where they are missing, so
/// that an example shows what it is about.
struct MappedCase {
  let record: CaseRecord
  let submission: Submission

  init(
    _ resources: String..., patient: String = MappedCase.patient, asOf: String = "2026-06-15"
  ) throws {
    try self.init(resources: resources, patient: patient, asOf: asOf)
  }

  init(
    resources: [String], patient: String = MappedCase.patient, asOf: String = "2026-06-15"
  ) throws {
    let entries = ([patient] + resources).enumerated().map { index, resource in
      "{\"resource\": \(MappedCase.completed(resource, index))}"
    }
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [\(entries.joined(separator: ", "))]}
      """
    try self.init(bytes: Array(bundle.utf8), asOf: asOf)
  }

  init(bytes: [UInt8], asOf: String = "2026-06-15") throws {
    let scanned = try bytes.withUnsafeBytes { bytes in
      try scan(bytes, selector: RelevantResources(terminology: .builtIn))
    }
    try self.init(Submission(scanned), asOf: asOf)
  }

  init(_ submission: Submission, asOf: String = "2026-06-15") throws {
    let subject = try #require(submission.subjects.first)
    try self.init(submission, subject, asOf: asOf)
  }

  init(
    _ submission: Submission, _ subject: Submission.Subject, asOf: String = "2026-06-15"
  ) throws {
    let moment = try #require(FHIRDateTime(asOf).flatMap { AsOf($0) })
    self.submission = submission
    record = CaseMapper(asOf: moment).caseRecord(of: subject, in: submission)
  }

  /// One case for each patient of an input.
  static func all(in submission: Submission, asOf: String = "2026-06-15") throws -> [MappedCase] {
    try submission.subjects.map { try MappedCase(submission, $0, asOf: asOf) }
  }

  /// The findings of a concept or of its refinements.
  func findings(_ concept: String) -> [Finding] {
    record.findings.filter { $0.concept.isKind(of: Concept(concept)) }
  }

  /// The only finding of a concept.
  func finding(
    _ concept: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Finding {
    let found = findings(concept)
    let concepts = record.findings.map(\.concept.rawValue)
    #expect(found.count == 1, "\(concepts)", sourceLocation: sourceLocation)
    return try #require(found.first, "\(concepts)", sourceLocation: sourceLocation)
  }

  /// Why resources were set aside.
  var reasons: [SetAsideResource.Reason] { record.setAside.map(\.reason) }

  /// The kinds of notes.
  var noteKinds: [MappingNote.Kind] { record.notes.map(\.kind) }

  /// Codes that were not understood.
  var unmapped: [String] { record.unmappedCodes.map { "\($0.system)|\($0.code)" } }

  static let patient = """
    {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1978-03-09"}
    """

  private static func completed(_ resource: String, _ index: Int) -> String {
    var resource = resource
    let type =
      resource.split(separator: "\"").drop { $0 != "resourceType" }.dropFirst(2).first ?? ""
    var added = ""
    if !resource.contains("\"id\":") { added += ", \"id\": \"r\(index)\"" }
    let element = type == "AllergyIntolerance" || type == "Device" ? "patient" : "subject"
    let hasSubject = resource.contains("\"\(element)\":")
    if !hasSubject, !["Patient", "Medication", "BodyStructure"].contains(type) {
      added += ", \"\(element)\": {\"reference\": \"Patient/p\"}"
    }
    if let end = resource.lastIndex(of: "}") { resource.insert(contentsOf: added, at: end) }
    return resource
  }
}

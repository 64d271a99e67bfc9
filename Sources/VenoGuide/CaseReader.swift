import CaseMapping
import CaseRecord
import FHIR
import FHIRSyntax

/// From bytes to the cases in them; the variants of the criteria have no part in it.
struct CaseReader: Sendable {
  let terminology: Terminology
  let contraindications: ContraindicationTable
  let orders: OrderTable
  let limits: SyntaxLimits

  init(_ knowledge: Knowledge, limits: SyntaxLimits) {
    terminology = knowledge.terminology
    contraindications = knowledge.contraindications
    orders = knowledge.criteria.orders.table
    self.limits = limits
  }

  /// Reads one document: a Bundle, a bare resource or Parameters, JSON or XML.
  ///
  /// Throws ``InputError`` when no FHIR can be read.
  func read(
    _ bytes: [UInt8], at moment: EvaluationMoment, release: FHIRRelease? = nil
  ) throws(InputError) -> CaseInput {
    let selector = RelevantResources(terminology: terminology)
    let limits = limits
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(SyntaxError) in try scan(buffer, selector: selector, limits: limits) }
    }
    let scanned = try result.mapError { InputError($0, in: bytes) }.get()
    let submission = Submission(scanned, release: release)
    guard submission.subjects.count <= limits.patients else {
      throw InputError(
        message: """
          The input is about \(submission.subjects.count) patients, more than the limit. Send a Bundle for each, as \
          NDJSON for example, or raise the limit. Limit: patients=\(limits.patients).
          """)
    }
    let asOf = try moment.resolved(in: submission)
    return CaseInput(
      scanned: scanned, submission: submission, asOf: asOf,
      mapper: CaseMapper(terminology: terminology, asOf: asOf),
      contraindications: contraindications, orders: orders)
  }
}

/// An input that was read: the patients in it, and the case of each when it is asked for.
struct CaseInput {
  let scanned: ScannedInput
  let submission: Submission
  let asOf: AsOf
  fileprivate let mapper: CaseMapper
  fileprivate let contraindications: ContraindicationTable
  fileprivate let orders: OrderTable

  /// Everybody whom the input is about, in order of first appearance.
  var subjects: [Submission.Subject] { submission.subjects }

  /// What the input says about a patient, and the facts of each leg's case.
  func patientCase(of subject: Submission.Subject) -> (record: CaseRecord, facts: [CaseFacts]) {
    let record = mapper.caseRecord(of: subject, in: submission)
    let facts = record.derivedFacts(contraindications: contraindications, orders: orders)
    return (record, facts)
  }
}

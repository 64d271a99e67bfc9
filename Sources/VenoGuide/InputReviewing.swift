import CaseMapping
import FHIR
import FHIRSyntax
import Guidance

extension Evaluator {
  /// What the mapping can use of one document, resource by resource, without an answer.
  ///
  /// `release` is the FHIR release that the sender names; found out when it is nil. Throws ``InputError`` when no FHIR can be read.
  public func review(
    _ bytes: [UInt8], at moment: EvaluationMoment, release: FHIRRelease? = nil
  ) throws(InputError) -> InputReview {
    let input = try reader.read(bytes, at: moment, release: release)
    let cases = input.subjects.map { subject in
      let (record, facts) = input.patientCase(of: subject)
      return InputReview.PatientCase(record: record, facts: facts)
    }
    return InputReview(
      of: input.submission, cases: cases, asOf: input.asOf.text,
      isRead: { type, property in ReadElements.of(type)?.reads(property) })
  }
}

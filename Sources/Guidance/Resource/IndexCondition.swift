import Appropriateness
import CaseRecord
import FHIR

/// What the guidance is given for: the resources that state the thrombosis, and their codes.
struct IndexCondition {
  private(set) var references: [R4.Reference] = []
  private(set) var codes: [R4.CodeableConcept] = []

  /// The types that GuidanceResponse.reasonReference may point to.
  private static let types = ["Condition", "Observation", "DiagnosticReport", "DocumentReference"]

  init(recommendations: [Recommendation], record: CaseRecord) {
    var seen: Set<String> = []
    let conditions = Set(
      record.findings.lazy.filter { $0.kind == .condition }.map(\.evidence.reference))
    for evidence in recommendations.flatMap({ $0.facts[.thrombosis].evidence }) {
      guard seen.insert(evidence.reference).inserted,
        let type = Self.type(of: evidence, conditions),
        let reference = R4.Reference(toInput: evidence.reference, display: evidence.meaning),
        reference.reference != nil
      else { continue }
      references.append(reference)
      // Only a Condition's own code is a reason; the code of a report names the kind of report.
      guard type == "Condition", let coding = evidence.code.flatMap({ R4.Coding($0) }) else {
        continue
      }
      let concept = R4.CodeableConcept(
        coding: [coding], text: evidence.meaning.flatMap { FHIRPrimitive(shown: $0) })
      if !codes.contains(concept) { codes.append(concept) }
    }
  }

  /// The type from the reference, or for a reference that does not tell (`urn:uuid:`) from the findings of Conditions.
  private static func type(of evidence: Evidence, _ conditions: Set<String>) -> String? {
    let steps = evidence.reference.split(separator: "/")
    if let type = types.first(where: { type in steps.contains { $0 == type } }) { return type }
    guard evidence.reference.hasPrefix("urn:") else { return nil }
    return conditions.contains(evidence.reference) ? "Condition" : nil
  }
}

import CaseRecord
import FHIR

/// What ServiceRequest, MedicationRequest and a planned Procedure say alike of what they ask for.
struct RequestElements {
  /// How far the decision has gone.
  var intent: TreatmentRequest.Intent
  /// What is asked for.
  var code: R4.CodeableConcept?
  var reasonCode: [R4.CodeableConcept]
  var reasonReference: [R4.Reference]
}

extension CaseAssembly {
  /// The details of a request that its findings carry.
  mutating func treatmentRequest(
    _ elements: RequestElements, _ source: Source
  ) -> TreatmentRequest {
    var reasons: [TreatmentRequest.Reason] = []
    for code in elements.reasonCode {
      let reading = concepts.read(code)
      report(reading.notUnderstood, in: source)
      reasons += reading.concepts.map { .concept($0.concept) }
      if reading.concepts.isEmpty { reasons.append(.notUnderstood) }
    }
    for reference in elements.reasonReference {
      reasons += self.reasons(behind: reference, source)
    }
    let codes = (elements.code?.coding ?? []).compactMap { coding -> TreatmentRequest.Code? in
      guard let code = coding.code?.value, !code.isEmpty else { return nil }
      let system = coding.system?.value ?? ""
      var meaning: String?
      if case .known(let found) = concepts.terminology.lookup(system: system, code: code) {
        meaning = found.first?.display
      }
      return TreatmentRequest.Code("\(system)|\(code)", meaning: meaning)
    }
    return TreatmentRequest(intent: elements.intent, codes: codes, reasons: reasons)
  }

  private func reasons(
    behind reference: R4.Reference, _ source: Source
  ) -> [TreatmentRequest.Reason] {
    switch submission.resolve(reference, from: source.entry) {
    case .entry(let position): return [.resource(Source(submission.entries[position]).reference)]
    case .contained(.condition(let condition)):
      let stated = concepts.read(condition.code).concepts
      return stated.isEmpty ? [.notUnderstood] : stated.map { .concept($0.concept) }
    case .contained, .elsewhere, .ambiguous, .unresolvable: return [.notUnderstood]
    }
  }
}

extension TreatmentRequest.Intent {
  /// The intent of a FHIR request; `nil` for a code that FHIR does not define.
  init?(code: String?) {
    switch code {
    // A directive is what the patient asks for.
    case "proposal", "directive": self = .proposal
    case "plan": self = .plan
    case "order", "original-order", "reflex-order", "filler-order", "instance-order": self = .order
    case "option": self = .option
    default: return nil
    }
  }

  /// The intent of a request that still waits; `nil` when its status says that it does not.
  init?(code: String?, status: String?) {
    switch status {
    case "draft", "active", "on-hold": self.init(code: code)
    default: return nil
    }
  }
}

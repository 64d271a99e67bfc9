import CaseRecord
import FHIR

/// The resource that a finding is made from, and how evidence names it.
struct Source {
  let entry: Submission.Entry
  /// How the input names the resource: `Condition/dvt`, `urn:uuid:…`.
  let reference: String

  init(_ entry: Submission.Entry) {
    self.entry = entry
    reference = entry.reference
  }

  var resourceType: String { entry.resourceType ?? "" }

  /// FHIRPath to an element of the resource.
  func path(_ element: String?) -> String {
    element.map { entry.path(ofElement: $0) } ?? entry.path
  }

  func evidence(_ element: String?, code: String? = nil, meaning: String? = nil) -> Evidence {
    Evidence(reference: reference, path: path(element), code: code, meaning: meaning)
  }

  func evidence(_ element: String?, _ stated: StatedConcept) -> Evidence {
    evidence(element, code: stated.code, meaning: stated.meaning)
  }

  func setAside(
    _ reason: SetAsideResource.Reason, at element: String? = nil, _ explanation: String
  ) -> SetAsideResource {
    SetAsideResource(
      reference: reference, path: path(element), reason: reason, explanation: explanation)
  }

  /// How a reference names its target.
  static func name(of reference: R4.Reference) -> String {
    reference.reference?.value ?? ""
  }
}

extension SetAsideResource {
  /// A resource that must not be used because of a modifier that is not known, or of faults in it.
  static func unusable(_ entry: Submission.Entry, _ source: Source) -> SetAsideResource {
    let faults = entry.issues.filter { $0.severity >= .error }
    let fault =
      faults.first { $0.code == .extension }
      ?? faults.first { $0.expression.hasSuffix("implicitRules") } ?? faults.first
    let reason: Reason
    if fault?.code == .extension {
      reason = .unknownModifier
    } else if fault?.expression.hasSuffix("implicitRules") == true {
      reason = .implicitRules
    } else if fault?.code == .codeInvalid {
      reason = .unknownStatus
    } else {
      reason = .malformed
    }
    return SetAsideResource(
      reference: source.reference, path: fault?.expression ?? entry.path, reason: reason,
      explanation: fault?.message ?? "The resource cannot be read.")
  }
}

import CaseRecord
import FHIR

/// Explicit emptiness: a source that says that it knows of none, as against one that says nothing (CONTRACT 4).
///
/// The codes are part of FHIR itself (list-empty-reason) and of the International Patient Summary
/// (absent-unknown-uv-ips); the sections are those of patient summaries. "No information" is no emptiness.
enum NothingKnown {
  /// Absent and unknown data in the International Patient Summary.
  static let systemURI: StaticString =
    "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
  static let system = "\(systemURI)"

  /// The concept that an empty list or section of this kind states.
  static func concept(ofList code: R4.CodeableConcept?) -> String? {
    for coding in code?.coding ?? [] where coding.system?.value == "http://loinc.org" {
      switch coding.code?.value {
      case "11450-4": return "no-known-problems"
      case "10160-0": return "no-known-medications"
      case "47519-4": return "no-known-procedures"
      case "48765-2": return "no-known-allergies"
      default: break
      }
    }
    return nil
  }

  /// The concept that a code of "none known" states; nil for "no information", which is no statement.
  static func concept(ofCode code: String) -> String? {
    switch code {
    case "no-known-problems", "no-known-medications", "no-known-procedures", "no-known-allergies":
      code
    default: nil
    }
  }
}

extension R4.CodeableConcept {
  /// Whether it is the reason `nilknown` why a list is empty.
  var isNilKnown: Bool {
    coding.contains { coding in
      coding.system?.value == "http://terminology.hl7.org/CodeSystem/list-empty-reason"
        && coding.code?.value == "nilknown"
    }
  }
}

extension StatedConcept {
  /// A concept that no list maps to a code.
  init(root: String, of concept: R4.CodeableConcept?) {
    let coding = concept?.coding.first
    self.init(
      root: root, flags: [],
      code: "\(coding?.system?.value ?? "")|\(coding?.code?.value ?? "")",
      meaning: root.split(separator: "-").joined(separator: " "))
  }

  init(root: String, flags: [String], code: String, meaning: String) {
    self.root = root
    self.flags = flags
    self.code = code
    self.meaning = meaning
    segments = []
    leftOpen = []
    isRecurrent = false
    disagreements = []
  }
}

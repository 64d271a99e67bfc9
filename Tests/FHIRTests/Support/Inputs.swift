import FHIR
import FHIRSyntax

/// Puts an input written as JSON together.
func submit(_ text: String) throws -> Submission {
  Submission(try Array(text.utf8).withUnsafeBytes { try readTree($0, as: .json) })
}

/// A Bundle of entries written as JSON.
func submit(bundle type: String, _ entries: String...) throws -> Submission {
  try submit(
    #"{"resourceType":"Bundle","type":"\#(type)","entry":[\#(entries.joined(separator: ","))]}"#)
}

/// An entry with a resource written as JSON.
func entry(_ url: String? = nil, _ resource: String, _ more: String = "") -> String {
  let fullUrl = url.map { #""fullUrl":"\#($0)","# } ?? ""
  return "{\(fullUrl)\"resource\":\(resource)\(more)}"
}

func patient(_ id: String, _ more: String = "") -> String {
  #"{"resourceType":"Patient","id":"\#(id)"\#(more)}"#
}

func condition(_ id: String, of subject: String, _ more: String = "") -> String {
  #"{"resourceType":"Condition","id":"\#(id)","subject":{"reference":"\#(subject)"}\#(more)}"#
}

extension Submission {
  /// The ids of each patient's resources, a patient's own among them.
  var idsBySubject: [[String]] {
    subjects.map { subject in entries(of: subject).map { $0.id ?? "-" } }
  }

  /// What each entry holds, in one word.
  var contents: [String] {
    entries.map { entry in
      switch entry.content {
      case .resource: "resource"
      case .unusable: "unusable"
      case .notPresent(let absence): absence.rawValue
      case .unread: "unread"
      }
    }
  }
}

import FHIR

/// Why an input that is FHIR cannot be evaluated.
enum Obstacle {
  case noPatient
  case nothingUsable

  /// What stands in the way of an input; `nil` when nothing does.
  init?(in submission: Submission) {
    if submission.subjects.isEmpty {
      self = .noPatient
    } else if !submission.isUsable {
      self = .nothingUsable
    } else {
      return nil
    }
  }

  /// What is to be said of the input, the obstacle first.
  func issues(of submission: Submission) -> [Issue] {
    [Issue(.fatal, .required, explanation, at: submission.root.name)]
      + AnswerListing.listed(submission.allIssues)
  }

  private var explanation: String {
    switch self {
    case .noPatient:
      "The input names no patient. A Patient resource, or a resource whose subject refers to one, is needed."
    case .nothingUsable:
      "Nothing of the input can be used; the errors that are listed with this say why."
    }
  }
}

extension Submission.Root {
  /// The name of the outermost resource, as FHIRPath begins with it.
  fileprivate var name: String {
    switch self {
    case .bundle: "Bundle"
    case .parameters: "Parameters"
    case .resource(let type): type
    }
  }
}

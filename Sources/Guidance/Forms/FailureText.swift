import FHIR

/// What a reader sees of an input that could not be evaluated.
enum FailureText {
  /// The sentence at its head.
  static let headline = "The input cannot be evaluated. No guidance is given."

  /// The narrative, in the words of the issues.
  static func narrative(issues: [Issue]) -> R4.Narrative {
    NarrativeText.narrative { markup in
      markup.strong(headline)
      markup.items(issues.map(\.words))
    }
  }
}

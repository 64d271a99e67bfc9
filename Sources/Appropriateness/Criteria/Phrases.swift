/// Connecting words of the sentences that the engine puts together from rows; `{…}` marks what is filled in.
public struct Phrases: Sendable, Hashable {
  private let templates: [Name: Template]
  private let ratings: [Rating: String]

  /// Phrases by name.
  init(_ texts: [String: String]) {
    var templates: [Name: Template] = [:]
    for name in Name.allCases { templates[name] = Template(texts[name.rawValue] ?? "") }
    self.templates = templates
    var ratings: [Rating: String] = [:]
    for rating in Rating.allCases { ratings[rating] = texts[rating.rawValue] }
    self.ratings = ratings
  }

  /// The names that a file must have.
  enum Name: String, CaseIterable {
    case decides
    case decidesValue
    case conflictingEvidence
    case result
    case resultOverlap
    case resultNone
    case resultNotCovered
    case effectNone
    case effectNotCovered
    case clockEffect
    case whatIfEffect
    case unchanged
    case ratingChange
    case ratingGiven
    case noExplanation
    case conflict
    case conflictSide
    case hit
    case hitSource
    case hitNot
    case withinDays
    case withinMonths
    case ever
    case from
    case below
    case above
    case partialDate
    case notCertain
    case usuallyAppropriate = "usually-appropriate"
    case mayBeAppropriate = "may-be-appropriate"
    case mayBeAppropriateDisagreement = "may-be-appropriate-disagreement"
    case usuallyNotAppropriate = "usually-not-appropriate"
    case ratingNotRated = "not-rated"
  }

  /// A phrase with its gaps filled in.
  func callAsFunction(_ name: Name, _ values: KeyValuePairs<String, String> = [:]) -> String {
    templates[name]?.filled(values) ?? ""
  }

  /// The words of a rating.
  func words(_ rating: Rating) -> String {
    ratings[rating] ?? rating.rawValue
  }
}

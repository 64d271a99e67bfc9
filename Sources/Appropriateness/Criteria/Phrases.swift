/// Connecting words of the sentences that the engine puts together from rows; `{…}` marks what is filled in.
public struct Phrases: Sendable, Hashable {
  private let texts: [String: String]

  /// Phrases by name.
  init(_ texts: [String: String]) {
    self.texts = texts
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
  func callAsFunction(_ name: Name, _ values: [String: String] = [:]) -> String {
    Phrases.fill(texts[name.rawValue] ?? "", values)
  }

  /// The words of a rating.
  func words(_ rating: Rating) -> String {
    texts[rating.rawValue] ?? rating.rawValue
  }

  /// Fills `{name}` with the value of that name; unknown names stay.
  static func fill(_ text: String, _ values: [String: String]) -> String {
    guard !values.isEmpty else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      filled += rest[..<open]
      filled += values[name] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}

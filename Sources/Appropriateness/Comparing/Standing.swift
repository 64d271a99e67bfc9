/// How an option stands for a case under one edition.
public enum Standing: Sendable, Hashable {
  /// Variants fit: their ratings, each once, the best first; several when variants overlap and disagree.
  case rated([Rating])
  /// No variant covers the case.
  case noVariant
  /// Another topic covers the case.
  case notCovered
  /// Facts are missing on which the rating depends: the ratings of the variants still possible, the best first.
  case undetermined([Rating])
  /// The record contradicts itself.
  case unusable

  /// The codes for output, `|` between ratings: `usually-appropriate|may-be-appropriate` where variants disagree,
  /// `undetermined: usually-appropriate|may-be-appropriate` where either is possible.
  public var code: String {
    switch self {
    case .rated(let ratings): ratings.map(\.rawValue).joined(separator: "|")
    case .noVariant: Outcome.noVariant.rawValue
    case .notCovered: Outcome.notCovered.rawValue
    case .undetermined(let ratings):
      "\(Outcome.undetermined.rawValue): " + ratings.map(\.rawValue).joined(separator: "|")
    case .unusable: Outcome.unusable.rawValue
    }
  }

  /// The one rating; `nil` when there is none, or when variants disagree.
  public var rating: Rating? {
    if case .rated(let ratings) = self, ratings.count == 1 { ratings.first } else { nil }
  }

  /// Whether there is any rating.
  public var isRated: Bool {
    switch self {
    case .rated(let ratings), .undetermined(let ratings): ratings.contains { $0 != .notRated }
    case .noVariant, .notCovered, .unusable: false
    }
  }

  /// The step to another standing, when both are one rating.
  public func change(to other: Standing) -> RatingChange? {
    guard let before = rating, let after = other.rating else { return nil }
    return RatingChange(from: before, to: after)
  }
}

extension Criteria {
  /// How an option stands where a result is reached.
  func standing(of option: String, under result: VariantTable.Result) -> Standing {
    if result.isNotCovered { return .notCovered }
    let indices = result.variantIndices
    if indices.isEmpty { return .noVariant }
    return .rated(ratings(of: option, in: indices))
  }

  /// The ratings that some variants give an option, each once, the best first.
  func ratings(of option: String, in indices: some Sequence<Int>) -> [Rating] {
    let found = Set(
      indices.map { ratingRow(option, in: variants[$0].code)?.rating ?? .notRated })
    return Rating.allCases.filter(found.contains)
  }
}

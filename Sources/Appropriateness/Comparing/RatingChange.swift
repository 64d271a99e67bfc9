/// What became of a rating from one edition to another; raw values are the codes of the output.
public enum RatingChange: String, Sendable, Hashable, CaseIterable {
  /// The same rating, or not rated by either.
  case unchanged
  /// A better rating.
  case up
  /// A worse rating.
  case down
  /// From one end of the scale to the other: usually appropriate, usually not appropriate.
  case reversed
  /// May be appropriate in both; the panel agrees on it in one of them only. Neither better nor worse.
  case agreement
  /// Rated where it was not.
  case new
  /// Not rated any more, which does not mean that it is not appropriate.
  case dropped

  /// The step between two ratings.
  public init(from before: Rating, to after: Rating) {
    guard before != after else {
      self = .unchanged
      return
    }
    guard let old = before.level else {
      self = .new
      return
    }
    guard let now = after.level else {
      self = .dropped
      return
    }
    switch now - old {
    case 0: self = .agreement
    case 1: self = .up
    case -1: self = .down
    default: self = .reversed
    }
  }
}

extension Rating {
  /// The place on the scale of three; `nil` when there is no rating. A panel that disagrees rates in the middle
  /// (FACTS 1.5).
  fileprivate var level: Int? {
    switch self {
    case .usuallyAppropriate: 3
    case .mayBeAppropriate, .mayBeAppropriateDisagreement: 2
    case .usuallyNotAppropriate: 1
    case .notRated: nil
    }
  }
}

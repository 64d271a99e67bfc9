/// The thrombosis that a case is about, told apart from others of the same leg by when it began.
///
/// Which statements make an episode is laid down in `docs/case-record.md`, "Episodes".
public struct Episode: Sendable, Hashable {
  /// The days on which it may have begun; `nil` when the record does not tell.
  public var began: DayInterval?
  /// Whether no later one of the same leg is on record; of each leg exactly one case is.
  public var isNewest: Bool
  /// Other thromboses of the leg on record that are not evaluated, oldest first; told with the newest.
  public var others: [OtherEpisode]

  /// Creates an episode, by default the only one of its leg.
  public init(
    began: DayInterval? = nil, isNewest: Bool = true, others: [OtherEpisode] = []
  ) {
    self.began = began
    self.isNewest = isNewest
    self.others = others
  }
}

/// A thrombosis on record that is not evaluated: it is history.
public struct OtherEpisode: Sendable, Hashable {
  /// Why it is not evaluated; raw values are stable names for outputs.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// The record says that it is over.
    case over
    /// Seen on images of then, and stated by nothing that lasts.
    case seenThen = "seen-then"
  }

  /// Why it is not evaluated.
  public var standing: Standing
  /// The days on which it may have begun, or on which images showed it; `nil` when the record does not tell.
  public var began: DayInterval?
  /// The days on which it may have ended; `nil` when it has not or the record does not tell.
  public var ended: DayInterval?
  /// Whether a statement says that it was in this leg.
  public var isSideKnown: Bool
  /// The resources.
  public var evidence: [Evidence]

  /// Creates an entry.
  public init(
    standing: Standing, began: DayInterval?, ended: DayInterval? = nil, isSideKnown: Bool,
    evidence: [Evidence]
  ) {
    self.standing = standing
    self.began = began
    self.ended = ended
    self.isSideKnown = isSideKnown
    self.evidence = evidence
  }
}

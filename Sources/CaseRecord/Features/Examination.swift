/// An examination of the leg that the record shows to have been done, whatever it found.
///
/// Follow-up asks for examinations; the record tells that one was done and never that it was the one asked for.
public struct Examination: Sendable, Hashable {
  /// What was examined and how; raw values are the names that criteria files use.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Duplex ultrasound of the veins of the leg.
    case duplex
    /// CT or MR venography.
    case venography
    /// Symptoms and signs of the leg.
    case clinical
  }

  /// What was examined and how.
  public var kind: Kind
  /// The days on which it may have been done; `nil` when the record does not tell.
  public var days: DayInterval?
  /// The resources that show it.
  public var evidence: [Evidence]

  /// Creates an examination.
  public init(kind: Kind, days: DayInterval?, evidence: [Evidence]) {
    self.kind = kind
    self.days = days
    self.evidence = evidence
  }
}

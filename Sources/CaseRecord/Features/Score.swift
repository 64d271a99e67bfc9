/// A score of one leg at its latest visit (FACTS 5.1 to 5.3).
public struct Score: Sendable, Hashable {
  /// Which score; raw values are stable names for outputs.
  public enum Instrument: String, Sendable, Hashable {
    case villalta
    case ceap
    case vcss
  }

  /// What the points rest on; raw values are stable names for outputs.
  public enum Completeness: String, Sendable, Hashable {
    /// Every item: the points are their sum.
    case complete
    /// A total without all items: the points are as the source states them.
    case asSent = "as-sent"
    /// Some items: the points are a lower bound and no total (FACTS 5.1, check 1).
    case partial
  }

  /// When a score was taken, seen from the thrombosis (FACTS 5.1, check 9); raw values are stable names for outputs.
  public enum Timing: String, Sendable, Hashable {
    /// Less than three months after onset: how severe the acute thrombosis is.
    case baseline
    /// Three months or more after it had begun.
    case established
  }

  /// How it is known that the score is of this leg (FACTS 5.1, check 3); raw values are stable names for outputs.
  public enum Side: String, Sendable, Hashable {
    /// The source says so.
    case stated
    /// No side is stated, and one leg only has a thrombosis.
    case presumed
    /// It may be of the other leg, or of both together.
    case open
  }

  /// Which score.
  public var instrument: Instrument
  /// Points: a total, or a lower bound when `completeness` is partial; `nil` for CEAP or when there are none.
  public var total: Int?
  /// What the points rest on; `nil` without points.
  public var completeness: Completeness?
  /// `none`, `mild`, `moderate`, `severe`, or the CEAP class; `nil` when it cannot be told.
  public var category: String?
  /// When it was taken.
  public var observed: ClinicalTime?
  /// When that was, seen from the thrombosis; `nil` when the dates do not tell, and for CEAP.
  public var timing: Timing?
  /// How it is known that the score is of this leg.
  public var side: Side
  /// On how many different days it is surely on record (FACTS 5.1, check 8); 0 when no date is.
  public var occasions: Int
  /// What the quality checks have to say, as sentences (FACTS 5.1 to 5.3).
  public var remarks: [String]
  /// The resources.
  public var evidence: [Evidence]

  /// Whether the points are a lower bound and no total.
  public var isLowerBound: Bool { completeness == .partial }

  /// Creates a score.
  public init(
    instrument: Instrument, total: Int? = nil, completeness: Completeness? = nil,
    category: String? = nil, observed: ClinicalTime? = nil, timing: Timing? = nil,
    side: Side = .stated, occasions: Int = 1, remarks: [String] = [], evidence: [Evidence]
  ) {
    self.instrument = instrument
    self.total = total
    self.completeness = completeness
    self.category = category
    self.observed = observed
    self.timing = timing
    self.side = side
    self.occasions = occasions
    self.remarks = remarks
    self.evidence = evidence
  }
}

/// A publication and when what it reports bears on a case.
public struct EvidenceRow: Sendable, Hashable {
  /// The publication with everything that it reports.
  public let publication: PublishedEvidence
  /// When each report bears on a case.
  ///
  /// INVARIANT: one for each report, in the same order.
  public let conditions: [RowCondition]
}

/// A question on which sources contradict each other (FACTS 7.3); all sides are shown and none is chosen.
public struct ConflictRow: Sendable, Hashable {
  /// One side.
  public struct Side: Sendable, Hashable {
    /// What it says.
    public let says: String
    /// Who says it: citations with confidence.
    public let sources: [String]
  }

  /// A stable name, often a FACTS id: `O3`.
  public let id: String
  /// Codes of the options that it touches.
  public let options: [String]
  /// What the sources disagree on.
  public let about: String
  /// When it bears on a case.
  public let condition: RowCondition
  /// The sides, two or more.
  public let sides: [Side]
}

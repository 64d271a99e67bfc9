import CaseRecord

/// A sentence that is shown when its condition holds: a flag, a gap, a conflict between sources.
public struct RemarkRow: Sendable, Hashable {
  /// A stable name, often a FACTS id: `G8`.
  public let id: String
  /// When it is shown.
  public let condition: RowCondition
  /// Whether it explains why no variant fits; every such case must have an explanation (`prove()`).
  public let explainsGap: Bool
  /// The sentence.
  public let text: String
  /// Topics to point to.
  public let topics: [TopicReference]
  /// Variants to name as near, beside what fits.
  public let near: [String]
  /// Features whose evidence stands behind it.
  public let evidence: [Feature]
  /// Citations with confidence.
  public let sources: [String]
}

/// An emergency; shown before everything else, from what the record says, whatever is missing.
public struct EscalationRow: Sendable, Hashable {
  /// A stable name: `limb-threat`.
  public let id: String
  /// Alternatives, one of which the record indicates: surely, or with contradicting sources.
  public let when: [CaseCondition]
  /// Whether contradicting sources are not enough (a weaker row speaks for them).
  public let mustBeSure: Bool
  /// Not shown when this surely holds (a stronger row says it).
  public let unless: CaseCondition?
  /// The sentence.
  public let text: String
  /// Topics to point to.
  public let topics: [TopicReference]
  /// Features whose evidence stands behind it.
  public let evidence: [Feature]
  /// Citations with confidence.
  public let sources: [String]
}

/// What must be said beside a rating: what the label means, a conflict between sources.
public struct CautionRow: Sendable, Hashable {
  /// A stable name: `sole-therapy`.
  public let id: String
  /// Options that it touches.
  public let options: [String]
  /// Ratings that it touches; empty for all.
  public let ratings: [Rating]
  /// When it is shown.
  public let condition: RowCondition
  /// The sentence.
  public let text: String
  /// Citations with confidence.
  public let sources: [String]
}

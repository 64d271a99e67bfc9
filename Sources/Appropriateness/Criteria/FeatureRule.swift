import CaseRecord

/// What an edition does with a feature of which the record says nothing.
public struct FeatureRule: Sendable, Hashable {
  /// What happens when the record says nothing. Contradictions in the record are never treated as unknown.
  public enum UnknownPolicy: String, Sendable, Hashable, CaseIterable {
    /// Unknown stays open: it blocks when it decides.
    case required
    /// The value is taken and listed as an assumption.
    case assumed
    /// The value is taken, and an examination is asked for.
    case prompted
    /// The value is taken: the criteria ask only whether the thing is there.
    case presenceOnly = "presence-only"
  }

  /// The feature.
  public let feature: Feature
  /// What happens when the record says nothing.
  public let policy: UnknownPolicy
  /// The value that is taken; `nil` with `required`.
  public let taken: FeatureValue?
  /// The value is not taken, and unknown blocks, when the record indicates this.
  public let unless: CaseCondition?
  /// Whether unknown stays open when it is asked what is certain, although a value is taken.
  public let isOpenForCertainty: Bool
  /// Answers that a further examination may replace, so that nothing certain can rest on them.
  public let unsettled: [FeatureValue]
  /// The code of the assumption: `not-pregnant`.
  public let assumptionCode: String?
  /// The sentence that goes with the assumption.
  public let assumption: String?
  /// Citations, where the policy rests on more than FACTS 9.2.
  public let sources: [String]
}

/// How a feature is asked for, whichever edition asks.
public struct FeatureQuestion: Sendable, Hashable {
  /// The feature.
  public let feature: Feature
  /// The question for a person.
  public let text: String
  /// Why it is asked.
  public let reason: String
  /// The data that would answer it, best first.
  public let needs: [DataNeed]
}

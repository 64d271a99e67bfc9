import CaseRecord

/// One clinical scenario that the edition rates.
public struct VariantRow: Sendable, Hashable {
  /// Code: `acute-mild` (CONTRACT section 1).
  public let code: String
  /// FACTS id: `IF-V1`.
  public let factsID: String
  /// A few words for a list.
  public let title: String
  /// The scenario in our words.
  public let scenario: String
  /// The conditions under which it fits, premises included; one of them must hold.
  public let conditions: [CaseCondition]
  /// Variants that give way when both fit.
  public let overrides: [String]
  /// What must be possible for the variant to be named as near; `nil` for no restriction.
  public let nearWhen: CaseCondition?
  /// What keeps the variant from being named as near when the record surely says so; `nil` for no restriction.
  public let nearUnless: CaseCondition?
  /// The variant of the other edition that it is compared with.
  public let counterpart: String?
  /// How its conditions follow from the sources, for a reader of the rules.
  public let basis: String
}

/// Variants that may fit the same case, with what the sources say about it.
public struct OverlapRow: Sendable, Hashable {
  /// FACTS id: `O1`.
  public let id: String
  /// Codes of the variants.
  public let variants: [String]
  /// What disagrees.
  public let text: String
  /// Citations with confidence.
  public let sources: [String]
}

/// Patients whom another topic covers.
public struct NotCoveredRow: Sendable, Hashable {
  /// A stable name: `minor`.
  public let id: String
  /// When it holds; rows are tried in the order of the file, before any variant.
  public let when: CaseCondition
  /// The topic, as a reference into the topics file.
  public let topic: TopicReference
  /// Why the patient belongs there.
  public let reason: String
  /// Citations with confidence.
  public let sources: [String]
}

/// A treatment option.
public struct OptionRow: Sendable, Hashable {
  /// Code: `anticoagulation-alone` (CONTRACT section 1).
  public let code: String
  /// Its name where no variant's label is at hand.
  public let title: String
}

/// How one variant rates one option: one line of the published table.
public struct RatingRow: Sendable, Hashable {
  /// Code of the variant.
  public let variant: String
  /// Code of the option.
  public let option: String
  /// The label that the source uses in this variant.
  public let label: String
  /// Orders that the label names as part of the option: `stent`.
  public let includes: [String]
  /// The rating.
  public let rating: Rating
  /// The panel's score, 1 to 9, where the edition publishes one.
  public let score: Int?
  /// The panel's comment, paraphrased.
  public let comment: String?
  /// How far the row is to be trusted: `V+S`, `S` (FACTS section 0).
  public let confidence: String
  /// Where it was read.
  public let sources: [String]
}

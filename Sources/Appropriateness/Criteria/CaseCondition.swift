import CaseRecord

/// A condition on the case: each term's question has one of the term's answers.
///
/// Written in criteria files as an object: `{"segment": ["iliofemoral"], "severity": ["moderate", "severe"]}`.
public struct CaseCondition: Sendable, Hashable {
  /// A question and the answers that satisfy it.
  public struct Term: Sendable, Hashable {
    /// The feature's code, or the name of a time window.
    public let key: String
    /// The feature under which the question is shown.
    public let feature: Feature
    /// The answers, in the order of the file.
    public let values: [FeatureValue]
  }

  /// The terms, in the order of the file; all must hold.
  public let terms: [Term]
  /// The same as a box.
  let box: CaseBox

  /// The features that it asks about, in order.
  public var features: [Feature] {
    var features: [Feature] = []
    for term in terms where !features.contains(term.feature) { features.append(term.feature) }
    return features
  }

  /// This condition and another one together.
  func and(_ other: CaseCondition) -> CaseCondition {
    CaseCondition(terms: terms + other.terms, box: box.intersection(other.box))
  }
}

/// When a row of remarks, cautions, plans applies.
///
/// Everything that is given must hold. Conditions on features speak of what the record says, not of what was
/// assumed: `when` holds only if the fact surely has one of the answers.
public struct RowCondition: Sendable, Hashable {
  /// Days since an event.
  public struct Elapsed: Sendable, Hashable {
    /// The event.
    public let event: TimelineEvent
    /// The fewest days that satisfy it.
    public let atLeast: Int
    /// The most days that satisfy it.
    public let atMost: Int
  }

  /// Alternatives, one of which surely holds; empty when nothing is asked.
  public var when: [CaseCondition] = []
  /// Alternatives; the row does not apply when one of them surely holds.
  public var unless: [CaseCondition] = []
  /// Features of which the record must say nothing.
  public var unknown: [Feature] = []
  /// Features on which sources in the record must contradict each other.
  public var conflicting: [Feature] = []
  /// Outcomes of which one must be given; empty for any.
  public var outcomes: [Outcome] = []
  /// Variants of which one must fit; empty for any.
  public var variants: [String] = []
  /// The same as positions.
  var variantSet = BitSet()
  /// Days since an event, surely.
  public var elapsed: Elapsed?
}

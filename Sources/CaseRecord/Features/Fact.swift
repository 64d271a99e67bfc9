/// What the record says on one feature: the answers that remain possible and why.
///
/// INVARIANT: `possible` is never empty and keeps the order of the feature's domain.
public struct Fact: Sendable, Hashable {
  /// How much is known.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// The record states it, or it follows from what the record states.
    case known
    /// The record explicitly states that it is not there.
    case absent
    /// The record does not say, or not precisely enough. Never the same as absent.
    case unknown
    /// Sources in the record contradict each other.
    case conflicting
  }

  /// The question.
  public let feature: Feature
  /// How much is known.
  public var state: State
  /// The answers that the record leaves open; one when the fact is settled, all when nothing is known.
  public var possible: [FeatureValue]
  /// The answer for a reader, with the figures behind it: "13 days (onset 2026-06-02)". No text of the input.
  public var summary: String
  /// The resources that it rests on.
  public var evidence: [Evidence]
  /// The rule that made it, with the FACTS id.
  public var rule: String
  /// What a reader must know besides: boundary, basis, contradiction. No text of the input.
  public var notes: [String]

  /// Creates a fact. Values outside the feature's domain are left out; without any left, all stay possible.
  public init(
    _ feature: Feature, _ state: State, possible: [FeatureValue], summary: String,
    evidence: [Evidence] = [], rule: String, notes: [String] = []
  ) {
    self.feature = feature
    self.state = state
    let domain = feature.domain
    if possible.count == 1, domain.contains(possible[0]) {
      self.possible = possible
    } else {
      let allowed = domain.filter(possible.contains)
      self.possible = allowed.isEmpty ? domain : allowed
    }
    self.summary = summary
    self.evidence = evidence
    self.rule = rule
    self.notes = notes
  }

  /// A fact of which the record says nothing.
  public static func unknown(
    _ feature: Feature, rule: String, evidence: [Evidence] = [], notes: [String] = []
  ) -> Fact {
    Fact(
      feature, .unknown, possible: feature.domain, summary: "unknown", evidence: evidence,
      rule: rule, notes: notes)
  }

  /// The only answer possible; `nil` while several are.
  public var value: FeatureValue? {
    possible.count == 1 ? possible.first : nil
  }

  /// Whether the fact surely has one of these answers.
  public func isSurely(_ values: FeatureValue...) -> Bool {
    possible.allSatisfy(values.contains)
  }

  /// Whether the fact may have one of these answers.
  public func mayBe(_ values: FeatureValue...) -> Bool {
    possible.contains(where: values.contains)
  }
}

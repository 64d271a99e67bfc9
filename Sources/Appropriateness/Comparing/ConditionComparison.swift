import CaseRecord

/// How the conditions of two variants that correspond differ.
public struct ConditionComparison: Sendable, Hashable {
  /// What became of the answers that a variant allows.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Asked for, and was not.
    case new
    /// Not asked for any more.
    case dropped
    /// More answers than before.
    case wider
    /// Fewer answers than before.
    case narrower
    /// Other answers than before.
    case other
  }

  /// One feature, with the time windows that refine it.
  public struct FeatureChange: Sendable, Hashable {
    /// The feature.
    public let feature: Feature
    /// What became of it.
    public let kind: Kind
    /// The answers that the former variant allows, in words; empty when it does not ask.
    public let before: [String]
    /// The answers that the current variant allows, in words; empty when it does not ask.
    public let after: [String]
  }

  /// The features whose allowed answers differ; of a variant with several conditions, the answers that any of them
  /// allows.
  public let features: [FeatureChange]
  /// Cases that the current conditions hold for and the former do not.
  public let gained: [CaseDescription]
  /// Cases that the former conditions hold for and the current do not.
  public let lost: [CaseDescription]

  /// Whether the conditions hold for the same cases.
  public var isUnchanged: Bool { gained.isEmpty && lost.isEmpty }
}

extension CaseDivision {
  /// Compares the conditions of two variants, whatever overrides them.
  func conditions(of former: VariantRow, _ current: VariantRow) -> ConditionComparison {
    let before = former.conditions.map { shared.box($0.box, of: .former) }
    let after = current.conditions.map { shared.box($0.box, of: .current) }
    return ConditionComparison(
      features: features(from: before, to: after), gained: described(after, butNot: before),
      lost: described(before, butNot: after))
  }

  private func described(_ boxes: [CaseBox], butNot others: [CaseBox]) -> [CaseDescription] {
    func possible(_ boxes: [CaseBox]) -> [CaseBox] {
      // Alternatives may share cases; each case once.
      var disjoint: [CaseBox] = []
      for box in boxes {
        for part in shared.universe.map(box.intersection) where !part.isEmpty {
          disjoint += [part].subtracting(disjoint)
        }
      }
      return disjoint
    }
    let own = possible(boxes).subtracting(others)
    let rest = shared.universe.subtracting(own)
    return BoxCover(of: own, butNot: rest, over: shared.lanes).boxes.map {
      CaseDescription($0, lanes: shared.lanes, in: shared.space)
    }
  }

  private func features(
    from before: [CaseBox], to after: [CaseBox]
  ) -> [ConditionComparison.FeatureChange] {
    guard let old = before.dropFirst().reduce(before.first, { $0?.hull(with: $1) }),
      let new = after.dropFirst().reduce(after.first, { $0?.hull(with: $1) })
    else { return [] }
    return Feature.allCases.compactMap { feature in
      let lanes = shared.space.dimensions.indices.filter {
        shared.space.dimensions[$0].feature == feature
      }
      func isAsked(_ box: CaseBox) -> Bool {
        lanes.contains { box[$0] != shared.space.all($0) }
      }
      if lanes.allSatisfy({ old[$0] == new[$0] }) { return nil }
      let kind: ConditionComparison.Kind
      if !isAsked(new) {
        kind = .dropped
      } else if !isAsked(old) {
        kind = .new
      } else if lanes.allSatisfy({ old[$0] & ~new[$0] == 0 }) {
        kind = .wider
      } else if lanes.allSatisfy({ new[$0] & ~old[$0] == 0 }) {
        kind = .narrower
      } else {
        kind = .other
      }
      func words(_ box: CaseBox) -> [String] {
        lanes.filter { box[$0] != shared.space.all($0) }.map { shared.words(box, lane: $0) }
      }
      return ConditionComparison.FeatureChange(
        feature: feature, kind: kind, before: words(old), after: words(new))
    }
  }
}

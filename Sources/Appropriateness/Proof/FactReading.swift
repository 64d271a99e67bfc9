import CaseRecord

/// What one fact leaves open in its lane, read with three degrees of caution (docs/engine.md).
struct FactReading: Hashable {
  var cautious: UInt8
  var candidates: UInt8
  var decision: UInt8
  var isAssumed = false
  var isPrompted = false

  /// As the engine reads it.
  init(_ open: OpenCase, lane: Int) {
    cautious = open.cautious[lane]
    candidates = open.candidates[lane]
    decision = open.decision[lane]
    isAssumed = open.assumed.contains(lane)
    isPrompted = open.prompted.contains(lane)
  }

  /// As the row of `features` says, without the engine; `isIndicated` tells whether the record indicates what the row
  /// names under `unless`.
  init(_ fact: Fact, by rule: FeatureRule?, of dimension: CaseSpace.Dimension, isIndicated: Bool) {
    let possible = dimension.bits(fact.possible)
    cautious = possible
    candidates = possible
    decision = possible
    guard let rule else { return }
    if fact.possible.contains(where: rule.unsettled.contains) { cautious = dimension.all }
    guard fact.state == .unknown, fact.possible.count > 1, let taken = rule.taken,
      fact.possible.contains(taken), !isIndicated
    else { return }
    decision = dimension.bits([taken])
    if rule.policy != .assumed { candidates = decision }
    if rule.policy == .presenceOnly, !rule.isOpenForCertainty { cautious = decision }
    isAssumed = rule.policy == .assumed
    isPrompted = rule.policy == .prompted
  }
}

extension Fact {
  /// Every fact that a record can hold on a feature: every state with every set of answers.
  static func all(of feature: Feature) -> [Fact] {
    let domain = feature.domain
    let states: [State] = [.known, .absent, .unknown, .conflicting]
    return states.flatMap { state in
      (1..<(1 << domain.count)).map { bits in
        Fact(
          feature, state,
          possible: domain.indices.filter { bits & (1 << $0) != 0 }.map { domain[$0] },
          summary: "", rule: "proof")
      }
    }
  }

  /// The facts that are known to one answer, unknown or in full conflict.
  static func plain(of feature: Feature) -> [Fact] {
    all(of: feature).filter { fact in
      switch fact.state {
      case .known: fact.possible.count == 1
      case .unknown, .conflicting: fact.possible == feature.domain
      case .absent: false
      }
    }
  }

  /// Whether this is the same fact known better: some answers are out, and no contradiction has come in.
  func isLearned(from earlier: Fact) -> Bool {
    possible.count < earlier.possible.count && possible.allSatisfy(earlier.possible.contains)
      && (state != .conflicting || earlier.state == .conflicting)
  }

  /// Whether it speaks for one of the answers: surely, or with sources that contradict each other.
  func speaks(for values: [FeatureValue]) -> Bool {
    let hits = possible.filter(values.contains)
    return hits.count == possible.count || (state == .conflicting && !hits.isEmpty)
  }
}

/// Records that a fact is read beside.
enum Background: CaseIterable {
  case nothingKnown
  case allKnown
  case allInConflict
  case allKnownToTheLast
  case allPartlyKnown

  /// The facts, one for each feature.
  var facts: [Fact] {
    Feature.allCases.map { feature in
      let domain = feature.domain
      let (state, possible): (Fact.State, [FeatureValue]) =
        switch self {
        case .nothingKnown: (.unknown, domain)
        case .allKnown: (.known, Array(domain.prefix(1)))
        case .allInConflict: (.conflicting, domain)
        case .allKnownToTheLast: (.known, Array(domain.suffix(1)))
        case .allPartlyKnown: (.unknown, Array(domain.dropFirst()))
        }
      return Fact(feature, state, possible: possible, summary: "", rule: "proof")
    }
  }
}

import CaseRecord

/// What an open case comes to: worked out from boxes alone, so that the proof can go through all of them.
struct Decision: Sendable, Hashable {
  /// The results within the answer's box.
  let results: BitSet
  /// The result; `unusable` is not decided here.
  let outcome: Outcome
  /// The lanes whose assumed value the answer depends on.
  let assumptions: BitSet
  /// The variants that fit.
  let matches: BitSet
  /// The variants still possible, when the outcome is undetermined.
  let candidates: BitSet
  /// The variants of everything that may turn out; none when the case may also turn out to have no variant.
  ///
  /// What all of them rate alike is certain.
  let certain: BitSet

  init(_ open: OpenCase, by table: VariantTable) {
    results = table.results(in: open.decision)
    let isElsewhere = results.isSubset(of: table.otherTopics)
    let isSettled = isElsewhere || results.count == 1
    assumptions = isSettled ? Decision.decisive(of: open, results: results, by: table) : []
    matches = isSettled ? table.variants(of: results) : []
    candidates = isSettled ? [] : table.variants(of: table.results(in: open.candidates))
    let possible = table.results(in: open.cautious)
    let mayHaveNone = possible.intersects(table.otherTopics) || possible.intersects(table.gap)
    certain = mayHaveNone ? [] : table.variants(of: possible)
    outcome =
      switch matches.count {
      case _ where isElsewhere: .notCovered
      case _ where !isSettled: .undetermined
      case 0: .noVariant
      case 1: assumptions.isEmpty ? .matched : .provisional
      default: .overlap
      }
  }

  /// The assumed lanes on which the results depend: those that alone would change them, or all of them when
  /// only several together would.
  private static func decisive(
    of open: OpenCase, results: BitSet, by table: VariantTable
  ) -> BitSet {
    let lanes = open.assumed
    func holds(withOpen opened: BitSet) -> Bool {
      var box = open.decision
      for lane in opened { box[lane] = open.candidates[lane] }
      return table.results(in: box) == results
    }
    if lanes.isEmpty || holds(withOpen: lanes) { return [] }
    var decisive = BitSet()
    for lane in lanes where !holds(withOpen: [lane]) { decisive.insert(lane) }
    var others = lanes
    others.subtract(decisive)
    return holds(withOpen: others) ? decisive : lanes
  }
}

import CaseRecord

/// What a record leaves open, as boxes: the same facts read with more or less caution.
struct OpenCase: Sendable {
  /// What the record says, taken literally.
  let recorded: CaseBox
  /// Everything that may turn out: only things of which the criteria ask whether they are there at all are taken
  /// as not there. What holds here is certain.
  private(set) var cautious: CaseBox
  /// The same without emergencies that nothing indicates. The variants of this box are the candidates.
  private(set) var candidates: CaseBox
  /// The same with assumptions made. What holds here is the answer.
  private(set) var decision: CaseBox
  /// The lanes of features that were taken as assumed.
  private(set) var assumed: BitSet
  /// The lanes of features that were taken and must be examined.
  let prompted: BitSet

  /// Reads facts under the policies of an edition; when it is strict, nothing is assumed.
  init(_ facts: CaseFacts, criteria: Criteria, on day: CalendarDay, strict: Bool) {
    let space = criteria.space
    let recorded = OpenCase.literal(facts, in: space, windows: criteria.windows, on: day)
    var cautious = recorded
    var candidates = recorded
    var decision = recorded
    var assumed = BitSet()
    var prompted = BitSet()
    for rule in criteria.features {
      let lane = CaseSpace.lane(rule.feature)
      let fact = facts[rule.feature]
      if !rule.unsettled.isEmpty, fact.possible.contains(where: rule.unsettled.contains) {
        cautious[lane] = space.all(lane)
      }
      guard fact.state == .unknown, let taken = rule.taken else { continue }
      let bit = space.dimensions[lane].bits([taken])
      guard recorded[lane] & bit != 0, recorded[lane] != bit else { continue }
      if let unless = rule.unless, OpenCase.isIndicated(unless, by: facts) { continue }
      switch rule.policy {
      case .required:
        continue
      case .presenceOnly:
        if !rule.isOpenForCertainty { cautious[lane] = bit }
        candidates[lane] = bit
        decision[lane] = bit
      case .prompted:
        candidates[lane] = bit
        decision[lane] = bit
        prompted.insert(lane)
      case .assumed:
        guard !strict else { continue }
        decision[lane] = bit
        assumed.insert(lane)
      }
    }
    self.recorded = recorded
    self.cautious = cautious
    self.candidates = candidates
    self.decision = decision
    self.assumed = assumed
    self.prompted = prompted
  }

  /// A case that leaves some boxes open, in which nothing is assumed yet.
  init(cautious: CaseBox, candidates: CaseBox, decision: CaseBox) {
    recorded = cautious
    self.cautious = cautious
    self.candidates = candidates
    self.decision = decision
    assumed = []
    prompted = []
  }

  /// Takes over what a fact leaves open in its lane.
  mutating func read(
    _ lane: Int, cautious: UInt8, candidates: UInt8, decision: UInt8, isAssumed: Bool
  ) {
    self.cautious[lane] = cautious
    self.candidates[lane] = candidates
    self.decision[lane] = decision
    if isAssumed { assumed.insert(lane) }
  }

  private static func literal(
    _ facts: CaseFacts, in space: CaseSpace, windows: [TimeWindow], on day: CalendarDay
  ) -> CaseBox {
    var box = space.whole
    for (lane, fact) in facts.facts.enumerated() {
      box[lane] = space.dimensions[lane].bits(fact.possible)
    }
    for (index, window) in windows.enumerated() {
      let lane = Feature.allCases.count + index
      guard lane < space.dimensions.count else { break }
      box[lane] = space.dimensions[lane].bits(window.possible(in: facts.timeline, on: day))
    }
    return box
  }

  /// Whether the record speaks for it: surely, or with sources that contradict each other.
  static func isIndicated(_ condition: CaseCondition, by facts: CaseFacts) -> Bool {
    condition.terms.allSatisfy { term in
      let fact = facts[term.feature]
      return fact.possible.allSatisfy(term.values.contains)
        || fact.state == .conflicting && fact.possible.contains(where: term.values.contains)
    }
  }
}

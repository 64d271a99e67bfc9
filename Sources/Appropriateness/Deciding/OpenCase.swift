import CaseRecord

/// What a record leaves open, as boxes: the same facts read with more or less caution.
struct OpenCase: Sendable {
  /// What the record says, taken literally.
  let recorded: CaseBox
  /// Everything that may turn out: only things of which the criteria ask whether they are there at all are taken
  /// as not there. What holds here is certain.
  let cautious: CaseBox
  /// The same without emergencies that nothing indicates. The variants of this box are the candidates.
  let candidates: CaseBox
  /// The same with assumptions made. What holds here is the answer.
  let decision: CaseBox
  /// The lanes of features that were taken as assumed, in order.
  let assumed: [Int]
  /// The lanes of features that were taken and must be examined, in order.
  let prompted: [Int]

  /// Reads facts under the policies of an edition; when it is strict, nothing is assumed.
  init(_ facts: CaseFacts, criteria: Criteria, on day: CalendarDay, strict: Bool) {
    let space = criteria.space
    let recorded = OpenCase.literal(facts, in: space, windows: criteria.windows, on: day)
    var cautious = recorded
    var candidates = recorded
    var decision = recorded
    var assumed: [Int] = []
    var prompted: [Int] = []
    for rule in criteria.features {
      let lane = CaseSpace.lane(rule.feature)
      let fact = facts[rule.feature]
      if let value = fact.value, rule.unsettled.contains(value) {
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
        prompted.append(lane)
      case .assumed:
        guard !strict else { continue }
        decision[lane] = bit
        assumed.append(lane)
      }
    }
    self.recorded = recorded
    self.cautious = cautious
    self.candidates = candidates
    self.decision = decision
    self.assumed = assumed
    self.prompted = prompted
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

import CaseRecord

/// Every record with missing and contradicting facts, by classes that no rule tells apart.
///
/// The engine decides from three boxes, and each lane of them follows from the fact in that lane (`checkReadings`). So
/// records with the same readings are one class, and every class is evaluated twice: by the engine from boxes, and
/// naively from what the completions of the record come to.
extension Prover {
  /// - Returns: the counts; `nil` when there are too many classes.
  mutating func checkRecords(_ extent: RecordExtent) -> Proof.RecordCount? {
    let classes = AnswerClasses(criteria, lanes: lanes)
    let rules = NaiveRules(criteria, lanes: lanes)
    let positions = lanes.enumerated().map { position, lane in
      RecordPosition(criteria, lane: lane, classes: classes.classes[position], extent: extent)
    }
    let count = positions.reduce(1) { $0 * $1.readings.count }
    guard count <= extent.limit else { return nil }
    let table = CompletionTable(positions.map(\.choices)) { answers in
      criteria.table.results.firstIndex(of: rules.result(answers)) ?? BitSet.capacity - 1
    }
    checkBoxes(table)
    var walk = RecordWalk(criteria: criteria, positions: positions, table: table)
    walk.run()
    for fault in walk.faults { report(fault.property, fault.message, witness: fault.witness) }
    checkCertainty(of: walk.certainVariants)
    let (readings, steps) = checkReadings()
    let emergencies = checkEscalations()
    return Proof.RecordCount(
      records: positions.reduce(1) { $0 * $1.records } * signs(beside: extent), classes: count,
      boxes: table.count, readings: readings, steps: steps, emergencies: emergencies,
      outcomes: walk.outcomes, certain: walk.certain, definite: walk.definite,
      takenInSilence: criteria.features.filter(\.isTakenInSilence).map(\.feature.rawValue))
  }

  /// The records of features that only tell whether a value may be taken.
  private func signs(beside extent: RecordExtent) -> Int {
    var features: [Feature] = []
    for feature in criteria.features.compactMap(\.unless).flatMap(\.features)
    where !features.contains(feature) && !lanes.contains(CaseSpace.lane(feature)) {
      features.append(feature)
    }
    return features.reduce(1) { $0 * Fact.plain(of: $1).count }
  }

  /// On every set of cases the engine finds the results of all its cases, and the facts that settle them.
  ///
  /// The facts that are asked for are sufficient: a set in which none is relevant has one result, and answering one
  /// makes no other relevant. None is superfluous: each has two cases that differ in it alone.
  private mutating func checkBoxes(_ table: CompletionTable) {
    var choices = [Int](repeating: 0, count: table.lanes.count)
    var box = criteria.space.whole
    for (position, lane) in table.lanes.enumerated() {
      box[lane.lane] = lane.bits(choices[position])
    }
    for index in 0..<table.count {
      if criteria.table.results(in: box) != table.results[index] {
        report(.outcome, "The engine finds other results than the cases have.", case: box)
      }
      var relevant = BitSet()
      for position in table.relevant[index] { relevant.insert(table.lanes[position].lane) }
      if criteria.table.relevantLanes(in: box) != relevant {
        report(.questions, "The engine asks for other facts than those that decide.", case: box)
      }
      if relevant.isEmpty != (table.results[index].count == 1) {
        report(.questions, "The facts that are asked for do not settle the answer.", case: box)
      }
      for position in choices.indices.reversed() {
        let lane = table.lanes[position]
        choices[position] = choices[position] + 1 == lane.count ? 0 : choices[position] + 1
        box[lane.lane] = lane.bits(choices[position])
        if choices[position] != 0 { break }
      }
    }
  }

  /// A rating is the same in all of some variants exactly when the rows of the table say so.
  private mutating func checkCertainty(of sets: Set<BitSet>) {
    for variants in sets {
      for (index, option) in criteria.options.enumerated() {
        let ratings = Set(
          variants.map { variant in
            let code = criteria.variants[variant].code
            return criteria.ratings.first { $0.variant == code && $0.option == option.code }?.rating
              ?? .notRated
          })
        let expected = ratings.count == 1 ? ratings.first : nil
        if criteria.ratingTable.rating(of: index, inAll: variants) != expected {
          report(
            .certainty,
            "The rating of \(option.code) is not what the rows say in "
              + variants.map { criteria.variants[$0].code }.joined(separator: ", ") + ".")
        }
      }
    }
  }
}

/// One lane of the records: what facts can make of it.
struct RecordPosition {
  /// A reading with its places in the table of completions.
  struct Reading: Hashable {
    let cautious: Int
    let candidates: Int
    let decision: Int
    let isAssumed: Bool
  }

  let choices: CompletionTable.Lane
  let readings: [Reading]
  /// The number of facts behind the readings.
  let records: Int

  init(_ criteria: Criteria, lane: Int, classes: [UInt8], extent: RecordExtent) {
    let dimension = criteria.space.dimensions[lane]
    if let held = extent.held[dimension.key] {
      let bits = dimension.bits([FeatureValue(rawValue: held)])
      choices = CompletionTable.Lane(
        lane: lane, classes: classes.filter { $0 & bits != 0 }, all: dimension.all)
      readings = [Reading(cautious: 0, candidates: 0, decision: 0, isAssumed: false)]
      records = 1
      return
    }
    let choices = CompletionTable.Lane(lane: lane, classes: classes, all: dimension.all)
    func place(_ bits: UInt8) -> Int {
      choices.choice(classes.filter { $0 & bits != 0 }.reduce(0, |)) ?? 0
    }
    var readings: [Reading] = []
    func add(_ reading: FactReading) {
      let reading = Reading(
        cautious: place(reading.cautious), candidates: place(reading.candidates),
        decision: place(reading.decision), isAssumed: reading.isAssumed)
      if !readings.contains(reading) { readings.append(reading) }
    }
    self.choices = choices
    guard dimension.key == dimension.feature.rawValue else {
      // A window: within, not within, or open.
      for place in 0..<choices.count {
        readings.append(
          Reading(cautious: place, candidates: place, decision: place, isAssumed: false))
      }
      self.readings = readings
      records = choices.count
      return
    }
    // Beside everything known and everything in conflict: what `unless` names is indicated in one of them, or not.
    let facts = Fact.plain(of: dimension.feature)
    for background in Background.allCases.map(\.facts) {
      for fact in facts {
        let facts = background.replacing(fact)
        add(FactReading(OpenCase(facts, by: criteria), lane: lane))
      }
    }
    self.readings = readings
    records = facts.count
  }
}

/// The way through all classes of records.
private struct RecordWalk {
  /// A fault that was met on the way.
  struct Fault {
    let property: Proof.Property
    let message: String
    let witness: [String]
  }

  /// What the readings so far leave open, as boxes and as places in the table of completions.
  private struct State {
    var open: OpenCase
    var cautious = 0
    var candidates = 0
    var decision = 0
    /// The place of the decision with all assumptions open.
    var unassumed = 0
  }

  let criteria: Criteria
  let positions: [RecordPosition]
  let table: CompletionTable
  private(set) var faults: [Fault] = []
  private(set) var outcomes: [Outcome: Int] = [:]
  private(set) var certain = 0
  private(set) var definite = 0
  /// The sets of variants whose common ratings were called certain.
  private(set) var certainVariants: Set<BitSet> = []

  private var tally = [Int](repeating: 0, count: Outcome.allCases.count)
  private let codes = Outcome.allCases

  init(criteria: Criteria, positions: [RecordPosition], table: CompletionTable) {
    self.criteria = criteria
    self.positions = positions
    self.table = table
  }

  mutating func run() {
    let whole = criteria.space.whole
    visit(0, State(open: OpenCase(cautious: whole, candidates: whole, decision: whole)))
    for (outcome, count) in zip(codes, tally) where count > 0 { outcomes[outcome] = count }
  }

  private mutating func visit(_ position: Int, _ state: State) {
    guard position < positions.count else { return check(state) }
    let choices = positions[position].choices
    let stride = table.strides[position]
    for reading in positions[position].readings {
      var next = state
      next.open.read(
        choices.lane, cautious: choices.bits(reading.cautious),
        candidates: choices.bits(reading.candidates), decision: choices.bits(reading.decision),
        isAssumed: reading.isAssumed)
      next.cautious += reading.cautious * stride
      next.candidates += reading.candidates * stride
      next.decision += reading.decision * stride
      next.unassumed += (reading.isAssumed ? reading.candidates : reading.decision) * stride
      visit(position + 1, next)
    }
  }

  private mutating func check(_ state: State) {
    let decision = Decision(state.open, by: criteria.table)
    let results = table.results[state.decision]
    let possible = table.results[state.cautious]
    let isElsewhere = results.isSubset(of: criteria.table.otherTopics)
    let isSettled = isElsewhere || results.count == 1
    let isAssuming = isSettled && table.results[state.unassumed] != results
    let variants = criteria.table.variants(of: results)

    let outcome: Outcome
    if isElsewhere {
      outcome = .notCovered
    } else if !isSettled {
      outcome = .undetermined
    } else if variants.isEmpty {
      outcome = .noVariant
    } else if variants.count > 1 {
      outcome = .overlap
    } else {
      outcome = isAssuming ? .provisional : .matched
    }
    tally[codes.firstIndex(of: outcome) ?? 0] += 1
    if decision.outcome != outcome {
      note(.outcome, "The engine says \(decision.outcome.rawValue), not \(outcome.rawValue)", state)
    }
    if decision.matches != (isSettled ? variants : []) {
      note(.outcome, "The engine names other variants than those that fit", state)
    }
    if !isSettled,
      decision.candidates != criteria.table.variants(of: table.results[state.candidates])
    {
      note(.outcome, "The engine names other candidates than those still possible", state)
    }
    if decision.assumptions.isEmpty == isAssuming {
      note(.outcome, "The engine assumes \(isAssuming ? "in silence" : "without need")", state)
    } else if isAssuming {
      checkAssumptions(decision.assumptions, results, state)
    }

    let hasNone =
      possible.intersects(criteria.table.gap) || possible.intersects(criteria.table.otherTopics)
    let shared = hasNone ? [] : criteria.table.variants(of: possible)
    if decision.certain != shared {
      note(.certainty, "The engine is certain of other variants than all completions have", state)
    }
    if !shared.isEmpty {
      certainVariants.insert(shared)
      if isAnyCertain(shared) { certain += 1 }
    }
    if possible.count == 1 || possible.isSubset(of: criteria.table.otherTopics) {
      definite += 1
      if !isSettled || isAssuming {
        note(.outcome, "The result is definite and the engine leaves it open", state)
      }
    }
  }

  /// Without any other assumption the result stays; each that is listed can change it.
  private mutating func checkAssumptions(_ listed: BitSet, _ results: BitSet, _ state: State) {
    var others = state.decision
    for (position, lane) in table.lanes.enumerated()
    where state.open.assumed.contains(lane.lane) && !listed.contains(lane.lane) {
      let stride = table.strides[position]
      let taken = state.decision / stride % lane.count
      let open = state.unassumed / stride % lane.count
      others += (open - taken) * stride
    }
    if table.results[others] != results {
      note(.outcome, "The result rests on an assumption that is not listed", state)
    }
    for (position, lane) in table.lanes.enumerated()
    where listed.contains(lane.lane) && !table.relevant[state.unassumed].contains(position) {
      note(.questions, "An assumption is listed that cannot change the result", state)
    }
  }

  private func isAnyCertain(_ variants: BitSet) -> Bool {
    criteria.options.indices.contains {
      criteria.ratingTable.rating(of: $0, inAll: variants) != nil
    }
  }

  private mutating func note(_ property: Proof.Property, _ message: String, _ state: State) {
    guard faults.count < 20 else { return }
    let witness = table.lanes.map { lane in
      let dimension = criteria.space.dimensions[lane.lane]
      func words(_ box: CaseBox) -> String {
        dimension.values(box[lane.lane]).map(\.rawValue).joined(separator: " or ")
      }
      let cautious = words(state.open.cautious)
      let decision = words(state.open.decision)
      return "\(dimension.key) \(cautious)" + (cautious == decision ? "" : " (taken: \(decision))")
    }
    faults.append(Fault(property: property, message: message + ".", witness: witness))
  }
}

import CaseRecord

/// How facts are read: one by one, so that records of all facts need not be gone through for it.
extension Prover {
  /// Every fact that a record can hold leaves open what the row of `features` says, beside every background, and
  /// changes nothing in other lanes; learning opens nothing again.
  ///
  /// - Returns: the number of facts read, each beside every background, and of steps of learning.
  mutating func checkReadings() -> (readings: Int, steps: Int) {
    var readings = 0
    var steps = 0
    for background in Background.allCases.map(\.facts) {
      let beside = OpenCase(background, by: criteria)
      for feature in Feature.allCases {
        for fact in Fact.all(of: feature) {
          readings += 1
          check(fact, in: background, beside: beside)
        }
      }
    }
    for feature in Feature.allCases where criteria.rule(feature) != nil {
      for earlier in Fact.all(of: feature) {
        for later in Fact.all(of: feature) where later.isLearned(from: earlier) {
          steps += 1
          checkLearning(from: earlier, to: later)
        }
      }
    }
    return (readings, steps)
  }

  private mutating func check(_ fact: Fact, in background: [Fact], beside: OpenCase) {
    let facts = background.replacing(fact)
    let open = OpenCase(facts, by: criteria)
    for (lane, dimension) in criteria.space.dimensions.enumerated() {
      let read = FactReading(open, lane: lane)
      let rule = criteria.rule(dimension.feature)
      if dimension.key != dimension.feature.rawValue {
        if read != FactReading(beside, lane: lane) {
          report(
            .reading, "The window \(dimension.key) changes with a fact.", witness: [fact.words])
        }
        continue
      }
      let own = facts[lane]
      let expected = FactReading(
        own, by: rule, of: dimension,
        isIndicated: rule?.unless.map { facts.indicate($0) } ?? false)
      if read != expected {
        report(
          .reading, "A fact is not read as the row of \"features\" says.",
          witness: [own.words, "beside " + fact.words])
      }
    }
  }

  /// What was settled for certain stays so, but for features of which silence counts as an answer.
  private mutating func checkLearning(from earlier: Fact, to later: Fact) {
    let lane = CaseSpace.lane(earlier.feature)
    let rule = criteria.rule(earlier.feature)
    func read(_ fact: Fact) -> FactReading {
      FactReading(OpenCase(Background.nothingKnown.facts.replacing(fact), by: criteria), lane: lane)
    }
    let before = read(earlier)
    let after = read(later)
    if after.cautious & ~before.cautious == 0 { return }
    if let rule, rule.isTakenInSilence, earlier.state == .unknown { return }
    report(
      .reading, "Learning opens again what was settled.", witness: [earlier.words, later.words])
  }

  /// Emergencies follow from their own facts alone: what the record indicates is raised beside every background, what
  /// it refutes or does not mention is not.
  ///
  /// - Returns: the number of records with an emergency that was raised.
  mutating func checkEscalations() -> Int {
    var raised = 0
    for row in criteria.escalations {
      let conditions = row.when + [row.unless].compactMap { $0 }
      var features: [Feature] = []
      for feature in conditions.flatMap(\.features) where !features.contains(feature) {
        features.append(feature)
      }
      for background in Background.allCases.map(\.facts) {
        forEachFact(of: features, in: background) { facts in
          let expected = row.isIndicated(by: facts)
          let answer = criteria.escalations(of: facts)
          if expected { raised += 1 }
          if answer.contains(row.id) != expected {
            report(
              .escalation,
              "The emergency \(row.id) is \(expected ? "not raised" : "raised without cause").",
              witness: features.map { facts[CaseSpace.lane($0)].words })
          }
        }
      }
    }
    return raised
  }

  private func forEachFact(
    of features: [Feature], in facts: [Fact], _ body: ([Fact]) -> Void
  ) {
    guard let feature = features.first else { return body(facts) }
    for fact in Fact.all(of: feature) {
      forEachFact(of: Array(features.dropFirst()), in: facts.replacing(fact), body)
    }
  }
}

extension OpenCase {
  /// A record of some facts without dates.
  init(_ facts: [Fact], by criteria: Criteria) {
    self.init(
      CaseFacts(leg: nil, facts: facts), criteria: criteria,
      on: CalendarDay(daysSinceEpoch: 0), strict: false)
  }
}

extension Criteria {
  /// The ids of the emergencies that the engine raises on some facts, in a record that contradicts itself.
  fileprivate func escalations(of facts: [Fact]) -> [String] {
    let record = CaseFacts(
      leg: nil, facts: facts,
      contradictions: [Contradiction(explanation: "contradiction", evidence: [])])
    let asOf = AsOf(
      day: CalendarDay(daysSinceEpoch: 0), epochSeconds: 0, offsetMinutes: 0, text: "1970-01-01")
    return recommend(record, asOf: asOf).escalations.map(\.id)
  }
}

extension EscalationRow {
  /// Whether the facts call for it, straight from the row.
  fileprivate func isIndicated(by facts: [Fact]) -> Bool {
    func isSure(_ condition: CaseCondition) -> Bool {
      condition.terms.allSatisfy { term in
        facts[CaseSpace.lane(term.feature)].possible.allSatisfy(term.values.contains)
      }
    }
    if let unless, isSure(unless) { return false }
    return when.contains { mustBeSure ? isSure($0) : facts.indicate($0) }
  }
}

extension [Fact] {
  /// The same facts with one of them replaced.
  func replacing(_ fact: Fact) -> [Fact] {
    var facts = self
    facts[CaseSpace.lane(fact.feature)] = fact
    return facts
  }

  /// Whether they speak for every term.
  func indicate(_ condition: CaseCondition) -> Bool {
    condition.terms.allSatisfy { self[CaseSpace.lane($0.feature)].speaks(for: $0.values) }
  }
}

extension Fact {
  /// The fact for a reader of a counterexample.
  var words: String {
    "\(feature.rawValue) \(state.rawValue): \(possible.map(\.rawValue).joined(separator: " or "))"
  }
}

extension FeatureRule {
  /// Whether silence counts as an answer even where it is asked what is certain.
  var isTakenInSilence: Bool { policy == .presenceOnly && !isOpenForCertainty }
}

import CaseRecord

/// Facts made up for measurement: every feature known, known in part, contradicted or missing, with dates and
/// contraindications that give the engine something to say.
enum CaseSketch {
  static let today = CalendarDay(year: 2026, month: 6, day: 15) ?? CalendarDay(daysSinceEpoch: 0)

  /// A record in which so many of a hundred facts are missing, contradicted, known in part; the others are known.
  static func random(
    _ random: inout SeededNumbers, missing: Int, conflicting: Int, partly: Int
  ) -> CaseFacts {
    let facts = Feature.allCases.map { feature -> Fact in
      let domain = feature.domain
      let answer = domain[Int.random(in: domain.indices, using: &random)]
      let some = domain.filter { $0 == answer || Bool.random(using: &random) }
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<missing: return .unknown(feature, rule: "made-up")
      case missing..<(missing + conflicting):
        return fact(feature, .conflicting, some.count > 1 ? some : domain)
      case (missing + conflicting)..<(missing + conflicting + partly):
        return fact(feature, .unknown, some)
      default:
        // Most patients are adults with a confirmed thrombosis: with others the engine is done at once.
        if Int.random(in: 0..<8, using: &random) > 0 {
          if feature == .ageGroup { return fact(feature, .known, ["adult"]) }
          if feature == .thrombosis { return fact(feature, .known, ["confirmed"]) }
        }
        return fact(feature, .known, [answer])
      }
    }
    return dated(facts, &random)
  }

  /// The records that are worst for an engine that works with boxes: all facts open alike, all but one answer open,
  /// and the same with single facts known.
  static func adversarial(asked: [Feature], _ random: inout SeededNumbers) -> [CaseFacts] {
    var cases: [CaseFacts] = []
    let states: [Fact.State] = [.unknown, .conflicting]
    for state in states {
      let open = Feature.allCases.map { fact($0, state, $0.domain) }
      cases.append(dated(open, &random))
      for feature in asked {
        for kept in feature.domain {
          for values in [[kept], feature.domain.filter { $0 != kept }] {
            cases.append(dated(open.replacing(fact(feature, .known, values)), &random))
          }
        }
      }
      for left in 0..<7 {
        let allButOne = Feature.allCases.map { feature in
          let domain = feature.domain
          return fact(feature, state, domain.filter { $0 != domain[left % domain.count] })
        }
        cases.append(dated(allButOne, &random))
      }
      // Two facts known, all others open.
      for (index, one) in asked.enumerated() {
        for other in asked[(index + 1)...] {
          for (a, b) in zip(one.domain, other.domain) {
            let facts = open.replacing(fact(one, .known, [a]))
            cases.append(dated(facts.replacing(fact(other, .known, [b])), &random))
          }
        }
      }
    }
    return cases
  }

  private static func fact(
    _ feature: Feature, _ state: Fact.State, _ values: [FeatureValue]
  ) -> Fact {
    Fact(
      feature, state, possible: values, summary: "made up",
      evidence: [Evidence(reference: "Observation/\(feature.rawValue)", path: "")], rule: "made-up")
  }

  private static func dated(_ facts: [Fact], _ random: inout SeededNumbers) -> CaseFacts {
    func day(within days: Int) -> DayInterval {
      let latest = today.adding(days: -Int.random(in: 0...days, using: &random))
      return DayInterval(latest.adding(days: -30 * Int.random(in: 0...1, using: &random)), latest)
    }
    return CaseFacts(
      leg: .left, facts: facts, contraindications: hits(&random),
      timeline: Timeline(
        onset: day(within: 40), diagnosis: day(within: 30), anticoagulationStart: day(within: 200),
        stents: [day(within: 4000), day(within: 4000)], thrombusRemovals: [day(within: 200)],
        delivery: day(within: 60)))
  }

  private static func hits(_ random: inout SeededNumbers) -> [ContraindicationHit] {
    (0..<Int.random(in: 0...6, using: &random)).map { number in
      ContraindicationHit(
        item: "item-\(number)", title: "Made up",
        against: number % 2 == 0 ? .thrombolysis : .anticoagulation,
        sources: [.init(classification: "relative", withinDays: 10, citation: "made up")],
        notHit: [.init(classification: "excluded", below: 100, citation: "made up")],
        evidence: [Evidence(reference: "Condition/\(number)", path: "")], summary: "made up")
    }
  }
}

extension [Fact] {
  fileprivate func replacing(_ fact: Fact) -> [Fact] {
    map { $0.feature == fact.feature ? fact : $0 }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

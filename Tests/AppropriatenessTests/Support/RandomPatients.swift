import CaseRecord

@testable import Appropriateness

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

extension Patient {
  /// A record with facts at random: known, partly known, contradicted, or unknown (one in `openShare`).
  ///
  /// Most records are adults with a confirmed thrombosis, so that the rules have something to do.
  static func random(_ random: inout SeededNumbers, openShare: Int) -> Patient {
    let days = Int.random(in: 1...20, using: &random)
    var patient = Patient(
      .timeline { $0.onset = DayInterval(Patient.today.adding(days: -days)) })
    for feature in Feature.allCases {
      let domain = feature.domain
      let answer = domain[Int.random(in: domain.indices, using: &random)]
      switch feature {
      case .ageGroup where Int.random(in: 0..<8, using: &random) > 0:
        patient.say(.known(feature, ["adult"]))
        continue
      case .thrombosis where Int.random(in: 0..<8, using: &random) > 0:
        patient.say(.known(feature, ["confirmed"]))
        continue
      default:
        break
      }
      if Int.random(in: 0..<openShare, using: &random) == 0 { continue }
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        patient.say(.conflicting(feature, some(of: domain, including: answer, &random)))
      case 1:
        patient.say(.partly(feature, some(of: domain, including: answer, &random)))
      default:
        patient.say(.known(feature, [answer]))
      }
    }
    return patient
  }

  private static func some(
    of domain: [FeatureValue], including answer: FeatureValue, _ random: inout SeededNumbers
  ) -> [FeatureValue] {
    let other = domain[Int.random(in: domain.indices, using: &random)]
    return domain.filter { $0 == answer || $0 == other }
  }

  /// The same record with one open fact answered, or `nil` when everything is known.
  ///
  /// What was taken as absent because the record does not mention it (a stent, a contraindication to
  /// anticoagulation) is not answered: the criteria ask only whether it is there.
  func learning(_ random: inout SeededNumbers, by criteria: Criteria) -> Patient? {
    let open = facts.facts.filter { fact in
      let rule = criteria.features.first { $0.feature == fact.feature }
      if rule?.policy == .presenceOnly, rule?.isOpenForCertainty == false,
        fact.state == .unknown, fact.possible == fact.feature.domain
      {
        return false
      }
      return fact.possible.count > 1
    }
    guard !open.isEmpty else { return nil }
    let fact = open[Int.random(in: open.indices, using: &random)]
    let answer = fact.possible[Int.random(in: fact.possible.indices, using: &random)]
    var learned = self
    learned.say(.known(fact.feature, [answer]))
    return learned
  }
}

extension CaseBox {
  /// Calls the body with every case of the box that differs in the given lanes; other lanes stay as they are.
  func forEachCase(over lanes: [Int], _ body: (CaseBox) -> Void) {
    guard let lane = lanes.first else {
      body(self)
      return
    }
    for bit in 0..<CaseBox.answersPerLane where self[lane] & (1 << UInt8(bit)) != 0 {
      var part = self
      part[lane] = 1 << UInt8(bit)
      part.forEachCase(over: Array(lanes.dropFirst()), body)
    }
  }
}

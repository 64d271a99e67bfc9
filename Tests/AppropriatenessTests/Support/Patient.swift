import CaseRecord

@testable import Appropriateness

/// Facts for tests, written as a patient is presented: what is not said is unknown.
///
///     Patient(.acuteIliofemoral, .severity("mild"), .healthy).recommendation()
struct Patient {
  /// One thing that is said of the patient.
  enum Statement {
    case known(Feature, [FeatureValue])
    case conflicting(Feature, [FeatureValue])
    case partly(Feature, [FeatureValue])
    case timeline((inout Timeline) -> Void)
    case hit(ContraindicationHit)
    case order(Order)
    case contradiction(String)
    case group([Statement])
  }

  static let today = day("2026-06-15")
  static let asOf = AsOf(day: today, epochSeconds: 0, offsetMinutes: 0, text: "2026-06-15")

  var facts: CaseFacts

  init(leg: Leg? = .left, _ statements: Statement...) {
    facts = CaseFacts(leg: leg, facts: [])
    for statement in statements { say(statement) }
  }

  mutating func say(_ statement: Statement) {
    var all = facts.facts
    func put(_ feature: Feature, _ state: Fact.State, _ values: [FeatureValue]) {
      let fact = Fact(
        feature, state, possible: values, summary: "",
        evidence: [
          Evidence(
            reference: "Observation/\(feature.rawValue)", path: "")
        ], rule: "test")
      all = all.map { $0.feature == feature ? fact : $0 }
    }
    switch statement {
    case .known(let feature, let values): put(feature, .known, values)
    case .conflicting(let feature, let values): put(feature, .conflicting, values)
    case .partly(let feature, let values): put(feature, .unknown, values)
    case .timeline(let change): change(&facts.timeline)
    case .hit(let hit): facts.contraindications.append(hit)
    case .order(let order): facts.orders.append(order)
    case .contradiction(let text):
      facts.contradictions.append(Contradiction(explanation: text, evidence: []))
    case .group(let statements):
      for statement in statements { say(statement) }
      return
    }
    facts = CaseFacts(
      leg: facts.leg, facts: all, contraindications: facts.contraindications,
      orders: facts.orders, timeline: facts.timeline, contradictions: facts.contradictions)
  }

  func recommendation(
    by criteria: Criteria? = nil, strict: Bool = false, on asOf: AsOf = Patient.asOf
  ) throws -> Recommendation {
    try (criteria ?? acr2020).recommend(facts, asOf: asOf, strict: strict)
  }
}

extension Patient {
  /// The evaluation without the sentences that a recommendation adds.
  func evaluation(by criteria: Criteria, strict: Bool = false) -> Evaluation {
    Evaluation(criteria: criteria, facts: facts, asOf: Patient.asOf, strict: strict)
  }
}

/// A day by its ISO text; tests write them correctly.
func day(_ text: String) -> CalendarDay {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  return CalendarDay(year: parts[0], month: parts[1], day: parts[2])
    ?? CalendarDay(daysSinceEpoch: 0)
}

extension Patient.Statement {
  /// An adult with an imaging-confirmed iliofemoral thrombosis.
  static var iliofemoral: Self {
    .group([.adult, .confirmed, .known(.segment, ["iliofemoral"])])
  }
  /// The same, with symptoms for less than 14 days.
  static var acuteIliofemoral: Self { .group([.iliofemoral, .acuity("acute")]) }
  /// The same, not pregnant, and the limb is not threatened.
  static var calmAcute: Self { .group([.acuteIliofemoral, .notPregnant, .noLimbThreat]) }
  static var acuteFemoropopliteal: Self {
    .group([.adult, .confirmed, .known(.segment, ["femoropopliteal"]), .acuity("acute")])
  }
  static var adult: Self { .known(.ageGroup, ["adult"]) }
  static var confirmed: Self { .known(.thrombosis, ["confirmed"]) }
  static var healthy: Self { .known(.otherwiseHealthy, ["yes"]) }
  static var notHealthy: Self { .known(.otherwiseHealthy, ["no"]) }
  static var notPregnant: Self { .known(.pregnancy, ["not-pregnant"]) }
  static var pregnant: Self { .known(.pregnancy, ["pregnant"]) }
  static var postpartum: Self { .known(.pregnancy, ["postpartum"]) }
  static var moderateToSevere: Self { .known(.severity, ["moderate", "severe"]) }
  static var mayThurner: Self { .known(.compression, ["cross-sectional"]) }
  static var noLimbThreat: Self {
    .group([.known(.limbThreat, ["none"]), .known(.limbThreatSign, ["no"])])
  }
  static var limbThreat: Self {
    .group([.known(.limbThreat, ["confirmed"]), .known(.limbThreatSign, ["yes"])])
  }
  static func severity(_ value: FeatureValue) -> Self { .known(.severity, [value]) }
  static func acuity(_ value: FeatureValue) -> Self { .known(.acuity, [value]) }
  static func compression(_ value: FeatureValue) -> Self { .known(.compression, [value]) }
  static func yes(_ feature: Feature) -> Self { .known(feature, ["yes"]) }
  static func no(_ feature: Feature) -> Self { .known(feature, ["no"]) }
  static func onset(_ text: String) -> Self {
    .timeline { $0.onset = DayInterval(day(text)) }
  }
  static func anticoagulationSince(_ text: String) -> Self {
    .timeline { $0.anticoagulationStart = DayInterval(day(text)) }
  }
  /// An order that the table reads by a row, by default for the option of the same name.
  static func ordered(
    _ row: String, _ item: Order.Item? = nil, doubts: [Order.Doubt] = [], otherLeg: Bool = false
  ) -> Self {
    .order(
      Order(
        row: row, item: item ?? .option(row), doubts: doubts, isForOtherLeg: otherLeg,
        intent: .order, evidence: Evidence(reference: "ServiceRequest/\(row)", path: "")))
  }
  static func stent(_ text: String) -> Self {
    .timeline { $0.stents.append(DayInterval(day(text))) }
  }
  static func delivered(_ text: String) -> Self {
    .timeline { $0.delivery = DayInterval(day(text)) }
  }
}

extension Recommendation {
  /// The codes of the variants that fit.
  var variantCodes: [String] { variants.map(\.variant) }
  /// The codes of the candidates.
  var candidateCodes: [String] { candidates.map(\.variant) }
  /// Ids of the remarks.
  var remarkIDs: [String] { remarks.map(\.id) }

  /// The row of an option, in a variant when several fit.
  func option(_ code: String, in variant: String? = nil) -> OptionRating? {
    options.first { $0.option == code && (variant == nil || $0.variant == variant) }
  }

  func candidate(_ code: String) -> Candidate? {
    candidates.first { $0.variant == code }
  }
}

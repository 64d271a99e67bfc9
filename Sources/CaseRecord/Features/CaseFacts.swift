/// All facts about one episode in one leg, what was derived beside them, and the dates that plans hang on.
///
/// One patient has one of these for each thrombosis that goes on in each leg, or a single one when no side is known.
public struct CaseFacts: Sendable, Hashable {
  /// The leg; `nil` when the record does not tell or no leg is affected.
  public var leg: Leg?
  /// The thrombosis of the leg that the case is about.
  public var episode: Episode
  /// One fact for every feature, in the order of `Feature.allCases`.
  public private(set) var facts: [Fact]
  /// Contraindications that the record hits (FACTS 4.7, 4.8).
  public var contraindications: [ContraindicationHit]
  /// Scores that could be read or computed (FACTS 5).
  public var scores: [Score]
  /// Treatments that are planned, proposed or ordered for this leg.
  public var orders: [Order]
  /// Dated events that follow-up and changes count from.
  public var timeline: Timeline
  /// Contradictions in the record that make any rating unsafe; the answer is `unusable` when there are any.
  public var contradictions: [Contradiction]

  /// Creates the facts; features that are not given are unknown.
  public init(
    leg: Leg?, episode: Episode = Episode(), facts: [Fact],
    contraindications: [ContraindicationHit] = [], scores: [Score] = [], orders: [Order] = [],
    timeline: Timeline = Timeline(), contradictions: [Contradiction] = []
  ) {
    self.leg = leg
    self.episode = episode
    let isComplete =
      facts.count == Feature.allCases.count
      && zip(facts, Feature.allCases).allSatisfy { $0.feature == $1 }
    self.facts =
      isComplete
      ? facts
      : Feature.allCases.map { feature in
        facts.first { $0.feature == feature } ?? .unknown(feature, rule: "no-evidence")
      }
    self.contraindications = contraindications
    self.scores = scores
    self.orders = orders
    self.timeline = timeline
    self.contradictions = contradictions
  }

  /// The fact on a feature.
  public subscript(feature: Feature) -> Fact {
    // By position, so that the others are not copied.
    for position in facts.indices where facts[position].feature == feature {
      return facts[position]
    }
    return .unknown(feature, rule: "no-evidence")
  }
}

/// Dated events of the episode; `nil` or empty when the record does not have them.
public struct Timeline: Sendable, Hashable {
  /// Onset of symptoms, by onset and not by recording (FACTS 4.2).
  public var onset: DayInterval?
  /// First objective imaging.
  public var diagnosis: DayInterval?
  /// Start of initial anticoagulation.
  public var anticoagulationStart: DayInterval?
  /// Venous stents placed.
  public var stents: [DayInterval]
  /// Thrombus removal.
  public var thrombusRemovals: [DayInterval]
  /// Delivery.
  public var delivery: DayInterval?
  /// Estimated date of delivery.
  public var estimatedDelivery: DayInterval?
  /// Examinations of the leg, of any time.
  public var examinations: [Examination]

  /// Creates a timeline, empty by default.
  public init(
    onset: DayInterval? = nil, diagnosis: DayInterval? = nil,
    anticoagulationStart: DayInterval? = nil, stents: [DayInterval] = [],
    thrombusRemovals: [DayInterval] = [], delivery: DayInterval? = nil,
    estimatedDelivery: DayInterval? = nil, examinations: [Examination] = []
  ) {
    self.onset = onset
    self.diagnosis = diagnosis
    self.anticoagulationStart = anticoagulationStart
    self.stents = stents
    self.thrombusRemovals = thrombusRemovals
    self.delivery = delivery
    self.estimatedDelivery = estimatedDelivery
    self.examinations = examinations
  }
}

/// A contradiction in the record that makes any rating unsafe.
public struct Contradiction: Sendable, Hashable {
  /// What contradicts what and what to do; no text of the input.
  public var explanation: String
  /// The resources at fault.
  public var evidence: [Evidence]

  /// Creates a contradiction.
  public init(explanation: String, evidence: [Evidence]) {
    self.explanation = explanation
    self.evidence = evidence
  }
}

/// A contraindication that the record hits, as one source defines it.
public struct ContraindicationHit: Sendable, Hashable {
  /// The row of the contraindication table.
  public var item: String
  /// Its words for a reader.
  public var title: String
  /// What it speaks against.
  public var against: ContraindicationTable.Treatment
  /// How each source that the record hits classes it, with window and citation.
  public var sources: [ContraindicationTable.Source]
  /// Sources that name the item and that this record does not hit (window passed, threshold not reached).
  public var notHit: [ContraindicationTable.Source]
  /// The finding.
  public var evidence: [Evidence]
  /// When it was and what was measured, for a reader; no text of the input.
  public var summary: String
  /// Whether it surely counts; `false` when it is only suspected, not dated, or its date is partial.
  public var isCertain: Bool

  /// Creates a hit.
  public init(
    item: String, title: String, against: ContraindicationTable.Treatment,
    sources: [ContraindicationTable.Source], notHit: [ContraindicationTable.Source] = [],
    evidence: [Evidence], summary: String, isCertain: Bool = true
  ) {
    self.item = item
    self.title = title
    self.against = against
    self.sources = sources
    self.notHit = notHit
    self.evidence = evidence
    self.summary = summary
    self.isCertain = isCertain
  }
}

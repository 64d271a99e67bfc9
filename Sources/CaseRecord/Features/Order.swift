/// A treatment that is planned, proposed or ordered for one leg's case; `closure` says when it no longer waits.
public struct Order: Sendable, Hashable {
  /// What it stands for among the options of the criteria.
  public enum Item: Sendable, Hashable {
    /// This option.
    case option(String)
    /// One of these options; the order does not say which.
    case oneOf([String])
    /// Part of an option that is ordered beside it.
    case part(of: String)
    /// Anticoagulation beside an intervention that is ordered or was done: not alone.
    case beside
    /// No option by itself.
    case unrated
    /// A treatment that another topic rates.
    case otherTopic
  }

  /// Why it cannot be told whether the order is one for this case; a rating would be a guess.
  public enum Doubt: String, Sendable, Hashable, CaseIterable {
    /// Codes and body site leave open which vein.
    case site
    /// Codes and body site contradict each other in the side.
    case contradictorySide = "contradictory-side"
    /// It names no side, and both legs have a thrombosis.
    case side
    /// It names a side, and the record does not say which leg has the thrombosis.
    case caseSide = "case-side"
    /// It gives a reason that is not this thrombosis, or that was not understood.
    case reason
    /// What stands beside it is in doubt itself, so that it may be the only therapy or not.
    case company
  }

  /// Why it is not rated at all.
  public enum Closure: String, Sendable, Hashable {
    /// It has been carried out, or the drug is taken.
    case carriedOut = "carried-out"
    /// It is older than this thrombosis.
    case beforeEpisode = "before-episode"
    /// It was placed after the moment of evaluation.
    case afterEvaluation = "after-evaluation"
  }

  /// The row of the table that it was read by.
  public var row: String
  /// What it stands for.
  public var item: Item
  /// Why that may not hold for this case.
  public var doubts: [Doubt]
  /// Why it is not rated; `nil` while it waits.
  public var closure: Closure?
  /// The side that it names; `nil` without one, and for treatments of the whole person.
  public var side: Laterality?
  /// Whether it is for a leg of which no thrombosis is on record.
  public var isForOtherLeg: Bool
  /// How far the decision has gone.
  public var intent: TreatmentRequest.Intent
  /// Its codes as they were sent.
  public var codes: [TreatmentRequest.Code]
  /// When it was placed; `nil` when it does not say.
  public var placed: ClinicalTime?
  /// The day for which it is planned; `nil` when it does not say.
  public var planned: ClinicalTime?
  /// The request.
  public var evidence: Evidence

  /// Creates an order.
  public init(
    row: String, item: Item, doubts: [Doubt] = [], closure: Closure? = nil,
    side: Laterality? = nil, isForOtherLeg: Bool = false, intent: TreatmentRequest.Intent,
    codes: [TreatmentRequest.Code] = [], placed: ClinicalTime? = nil,
    planned: ClinicalTime? = nil, evidence: Evidence
  ) {
    self.row = row
    self.item = item
    self.doubts = doubts
    self.closure = closure
    self.side = side
    self.isForOtherLeg = isForOtherLeg
    self.intent = intent
    self.codes = codes
    self.placed = placed
    self.planned = planned
    self.evidence = evidence
  }

  /// The options that its rating is looked up by; several while it is open which is meant.
  public var options: [String] {
    switch item {
    case .option(let option), .part(of: let option): [option]
    case .oneOf(let options): options
    case .beside, .unrated, .otherTopic: []
    }
  }
}

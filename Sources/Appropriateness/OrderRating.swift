import CaseRecord

/// How an order stands to the guideline, in the terms of the IHE RAD profile Guideline Appropriate Ordering; raw
/// values are codes of outputs.
public enum OrderResult: String, Sendable, Hashable, CaseIterable {
  /// Rated usually appropriate or may be appropriate.
  case within
  /// Rated usually not appropriate.
  case outside
  /// No variant that fits rates it.
  case noGuidelines = "no-guidelines"
  /// Facts are missing or contradict each other, or the variants that fit disagree.
  case incomplete
  /// Another topic covers the order or the patient.
  case notCovered = "not-covered"

  /// What a rating comes to.
  init(_ rating: Rating) {
    switch rating {
    case .usuallyAppropriate, .mayBeAppropriate, .mayBeAppropriateDisagreement: self = .within
    case .usuallyNotAppropriate: self = .outside
    case .notRated: self = .noGuidelines
    }
  }
}

/// How an order rates for this patient.
public struct OrderRating: Sendable, Hashable {
  /// The order.
  public var order: Order
  /// The rows of the recommendation that rate it: several for several variants, or while it is open which option is
  /// meant; none when nothing rates it.
  public var ratings: [OptionRating]
  /// What it comes to.
  public var result: OrderResult
  /// What it comes to if it is for this leg; only for an order that names no side while both legs have a
  /// thrombosis.
  public var resultForLeg: OrderResult?
  /// Features that decide how it rates and are not known; only with `incomplete`.
  public var unknown: [Feature]
  /// What is to be said of the result.
  public var notes: [Statement]
  /// Contraindications, source by source, to what the order stands for.
  public var cautions: [Statement]
  /// The topic that covers it instead.
  public var topic: NeighbouringTopic?

  /// Creates a rating.
  public init(
    order: Order, ratings: [OptionRating] = [], result: OrderResult,
    resultForLeg: OrderResult? = nil, unknown: [Feature] = [], notes: [Statement] = [],
    cautions: [Statement] = [], topic: NeighbouringTopic? = nil
  ) {
    self.order = order
    self.ratings = ratings
    self.result = result
    self.resultForLeg = resultForLeg
    self.unknown = unknown
    self.notes = notes
    self.cautions = cautions
    self.topic = topic
  }

  /// Whether the rating holds for every completion of the record that is still possible, and the order is surely
  /// one for this case.
  public var isCertain: Bool {
    order.doubts.isEmpty && !ratings.isEmpty && ratings.allSatisfy(\.isCertain)
  }
}

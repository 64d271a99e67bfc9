import CaseRecord

/// A time window that an edition asks for beside the features: the 2013 edition has a variant for symptoms of
/// 10 days or less, which the feature `acuity` does not tell apart.
public struct TimeWindow: Sendable, Hashable {
  /// The answers to "is the event within the window?".
  static let domain: [FeatureValue] = ["no", "yes"]

  /// Its name in conditions: `onset-within-10-days`.
  public let name: String
  /// The feature that it refines and under which it is shown.
  public let feature: Feature
  /// The event from which days are counted.
  public let event: TimelineEvent
  /// The last day that is still within.
  public let days: Int

  /// An answer for a reader: `10 days or less since onset`.
  func words(for value: FeatureValue) -> String {
    (value == "yes" ? "\(days) days or less" : "more than \(days) days")
      + " since \(event.rawValue)"
  }

  /// The answers that a timeline leaves open.
  func possible(in timeline: Timeline, on day: CalendarDay) -> [FeatureValue] {
    guard let when = event.days(in: timeline).first?.notAfter(day) else { return TimeWindow.domain }
    let elapsed = when.days(until: day)
    if elapsed.upperBound <= days { return ["yes"] }
    if elapsed.lowerBound > days { return ["no"] }
    return TimeWindow.domain
  }
}

/// A dated event of the case that plans and windows count from.
public enum TimelineEvent: String, Sendable, Hashable, CaseIterable {
  case onset
  case diagnosis
  case anticoagulationStart = "anticoagulation-start"
  case stent
  case thrombusRemoval = "thrombus-removal"
  case delivery
  case estimatedDelivery = "estimated-delivery"

  /// The days on record, as the timeline has them.
  func days(in timeline: Timeline) -> [DayInterval] {
    switch self {
    case .onset: [timeline.onset].compactMap { $0 }
    case .diagnosis: [timeline.diagnosis].compactMap { $0 }
    case .anticoagulationStart: [timeline.anticoagulationStart].compactMap { $0 }
    case .stent: timeline.stents
    case .thrombusRemoval: timeline.thrombusRemovals
    case .delivery: [timeline.delivery].compactMap { $0 }
    case .estimatedDelivery: [timeline.estimatedDelivery].compactMap { $0 }
    }
  }
}

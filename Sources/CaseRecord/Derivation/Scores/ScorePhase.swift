/// What a score can mean, by the time since the thrombosis (FACTS 5.1, checks 9 and 11).
struct ScorePhase {
  /// Three calendar months or more since onset, or since the start of anticoagulation.
  var isChronic: Bool
  /// A confirmed thrombosis of this leg, present or past.
  var hasThrombosis: Bool
  /// The record states that there is none and has no earlier one.
  var isWithoutThrombosis: Bool
  /// Whether the leg has had a thrombosis before, so that a score may tell of that one.
  var hasEarlier: Bool
  /// The first day on which the thrombosis may have begun; `nil` when its onset is not known.
  var earliestBeginning: CalendarDay?
  /// A day by which it had begun: the onset, the first record of it, or the start of anticoagulation.
  var latestBeginning: CalendarDay?
  /// Whether another leg has a thrombosis too, so that a score without a side may be of either.
  var hasOtherLeg: Bool

  /// When a score was taken, seen from the thrombosis; `nil` when the dates do not tell.
  func timing(of observed: ClinicalTime?) -> Score.Timing? {
    observed.flatMap { timing(of: $0.days) }
  }

  /// When something of these days was, seen from the thrombosis.
  func timing(of days: DayInterval) -> Score.Timing? {
    func threeMonths(after day: CalendarDay) -> CalendarDay {
      day.adding(months: Convention.persistentMonths)
    }
    if let latestBeginning, days.earliest >= threeMonths(after: latestBeginning) {
      return .established
    }
    if let earliestBeginning, days.latest < threeMonths(after: earliestBeginning), !hasEarlier {
      return .baseline
    }
    return nil
  }

  /// Whether a score is surely from less than six months after the thrombosis, when the VAS panel assesses it.
  func isBeforeSixMonths(_ observed: ClinicalTime?) -> Bool {
    guard let days = observed?.days, let earliestBeginning, !hasEarlier else { return false }
    return days.latest < earliestBeginning.adding(months: Convention.syndromeMonths)
  }
}

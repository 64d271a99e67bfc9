/// The latest of many moments, each perhaps only known to the day or the month; tells in one step whether any
/// of them is surely after another.
struct LatestMoment {
  private var clock: Double?
  private var day: CalendarDay?
  private var dayWithoutClock: CalendarDay?

  /// Takes another moment in; an unknown one changes nothing.
  mutating func include(_ time: ClinicalTime?) {
    guard let time else { return }
    day = max(day ?? time.days.earliest, time.days.earliest)
    if let seconds = time.epochSeconds {
      clock = max(clock ?? seconds, seconds)
    } else {
      dayWithoutClock = max(dayWithoutClock ?? time.days.earliest, time.days.earliest)
    }
  }

  /// Whether one of the moments is surely after this; never for an unknown one.
  func isAfter(_ time: ClinicalTime?) -> Bool {
    guard let time else { return false }
    guard let seconds = time.epochSeconds else { return day.map { $0 > time.days.latest } ?? false }
    return (clock.map { $0 > seconds } ?? false)
      || (dayWithoutClock.map { $0 > time.days.latest } ?? false)
  }
}

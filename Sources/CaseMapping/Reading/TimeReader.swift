import CaseRecord
import FHIR

/// Turns FHIR's dates and times into clinical times: the days that are possible, on the calendar of the place
/// where they were written (FACTS 4.2).
struct TimeReader: Sendable {
  /// The moment of evaluation; its zone is that of times without one.
  let asOf: AsOf
  /// The patient's possible days of birth, for onsets told as an age.
  var birth: DayInterval?

  func time(_ value: FHIRDateTime?) -> ClinicalTime? {
    guard let value else { return nil }
    var days = DayInterval(
      .init(daysSinceEpoch: value.earliestDay.daysSinceEpoch),
      .init(daysSinceEpoch: value.latestDay.daysSinceEpoch))
    let seconds = epochSeconds(value)
    // East of the place of evaluation a new day may have begun; what has happened there is not in the future.
    if let seconds, seconds <= asOf.epochSeconds, days.earliest > asOf.day {
      days = DayInterval(asOf.day)
    }
    return ClinicalTime(days: days, epochSeconds: seconds, text: value.text)
  }

  func time(_ value: FHIRPrimitive<FHIRDateTime>?) -> ClinicalTime? {
    time(value?.value)
  }

  func time(_ value: FHIRPrimitive<FHIRInstant>?) -> ClinicalTime? {
    time(value?.value?.dateTime)
  }

  func time(_ value: FHIRDate?) -> ClinicalTime? {
    guard let value else { return nil }
    let days = DayInterval(
      .init(daysSinceEpoch: value.earliestDay.daysSinceEpoch),
      .init(daysSinceEpoch: value.latestDay.daysSinceEpoch))
    return ClinicalTime(days: days, text: value.text)
  }

  /// When something that is given as a period happened or began, if it was once within the period.
  ///
  /// Without an end it may have been on any day until the evaluation; without a start nothing follows.
  func within(_ period: R4.Period) -> ClinicalTime? {
    guard let start = time(period.start) else { return nil }
    let end = time(period.end)
    let latest = end?.days.latest ?? max(start.days.latest, asOf.day)
    return ClinicalTime(
      days: DayInterval(start.days.earliest, max(start.days.earliest, latest)),
      text: "\(start.text)/\(end?.text ?? "")")
  }

  /// Whether a period ends before it starts.
  func isReversed(_ period: R4.Period) -> Bool {
    guard let start = time(period.start), let end = time(period.end) else { return false }
    return start.isAfter(end)
  }

  /// The days on which the patient had an age.
  func atAge(low: AgeValue?, high: AgeValue?, text: String) -> ClinicalTime? {
    guard let birth, let low = low ?? high, let high = high ?? Optional(low) else { return nil }
    let from = low.firstDay(ofBirth: birth.earliest)
    let to = high.lastDay(ofBirth: birth.latest)
    guard let from, let to else { return nil }
    return ClinicalTime(days: DayInterval(from, max(from, to)), text: text)
  }

  /// Whether something is surely later than the moment of evaluation.
  func isFuture(_ time: ClinicalTime?) -> Bool {
    guard let time else { return false }
    if let seconds = time.epochSeconds { return seconds > asOf.epochSeconds }
    return time.days.earliest > asOf.day
  }

  private func epochSeconds(_ value: FHIRDateTime) -> Double? {
    guard let hour = value.hour, let minute = value.minute, let second = value.second else {
      return nil
    }
    let offset = value.offsetMinutes ?? asOf.offsetMinutes
    let ofDay = hour * 3600 + minute * 60 + second
    return Double(value.earliestDay.daysSinceEpoch * 86_400 + ofDay - offset * 60)
  }
}

/// An age in whole units, as UCUM writes them (`a`, `mo`, `wk`, `d`).
struct AgeValue: Sendable, Hashable {
  let count: Int
  let unit: String

  /// Nil for fractions, other units, and ages of which the source only says more or less than.
  init?(value: FHIRDecimal?, code: String?, comparator: String?) {
    guard let value, let code, comparator == nil, let count = Int(value.text),
      (0...150_000).contains(count), ["a", "mo", "wk", "d"].contains(code)
    else { return nil }
    self.count = count
    unit = code
  }

  init?(_ age: R4.Age?) {
    guard let age else { return nil }
    self.init(
      value: age.value?.value, code: age.code?.value, comparator: age.comparator?.value)
  }

  init?(_ quantity: R4.Quantity?) {
    guard let quantity else { return nil }
    self.init(
      value: quantity.value?.value, code: quantity.code?.value,
      comparator: quantity.comparator?.value)
  }

  /// The day on which the age is reached.
  func firstDay(ofBirth birth: CalendarDay) -> CalendarDay? {
    day(after: birth, count: count)
  }

  /// The last day before the next unit is complete.
  func lastDay(ofBirth birth: CalendarDay) -> CalendarDay? {
    day(after: birth, count: count + 1)?.adding(days: -1)
  }

  private func day(after birth: CalendarDay, count: Int) -> CalendarDay? {
    switch unit {
    case "a": count <= 200 ? birth.adding(months: 12 * count) : nil
    case "mo": count <= 2400 ? birth.adding(months: count) : nil
    case "wk": birth.adding(days: 7 * count)
    case "d": birth.adding(days: count)
    default: nil
    }
  }
}

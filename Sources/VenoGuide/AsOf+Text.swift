import CaseMapping
import CaseRecord
import FHIR

extension AsOf {
  /// A FHIR date (a day in UTC) or a dateTime with a zone; `nil` for partial dates and anything else.
  public init?(fhir text: String) {
    guard let moment = FHIRDateTime(text) else { return nil }
    self.init(moment)
  }

  /// A moment of a clock, written as a FHIR dateTime in that zone.
  public init(epochSeconds: Int, offsetMinutes: Int) {
    let local = epochSeconds + offsetMinutes * 60
    let dayNumber = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let ofDay = local - dayNumber * 86_400
    let day = CalendarDay(daysSinceEpoch: dayNumber)
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map(twoDigits).joined(separator: ":")
    let distance = abs(offsetMinutes)
    let zone =
      offsetMinutes == 0
      ? "Z"
      : (offsetMinutes < 0 ? "-" : "+") + twoDigits(distance / 60) + ":" + twoDigits(distance % 60)
    self.init(
      day: day, epochSeconds: Double(epochSeconds), offsetMinutes: offsetMinutes,
      text: "\(day)T\(clock)\(zone)")
  }
}

import FHIR
import FHIRSyntax
import Testing

/// Dates keep text and precision (fhir/README fact 46).
struct DateTests {
  @Test(arguments: [
    ("2020", FHIRDate.Precision.year, (2020, 1, 1), (2020, 12, 31)),
    ("2020-02", .month, (2020, 2, 1), (2020, 2, 29)),
    ("1900-02", .month, (1900, 2, 1), (1900, 2, 28)),
    ("2020-02-29", .day, (2020, 2, 29), (2020, 2, 29)),
  ])
  func aPartialDateIsAnInterval(
    text: String, precision: FHIRDate.Precision, first: (Int, Int, Int), last: (Int, Int, Int)
  ) throws {
    let date = try #require(FHIRDate(text))
    #expect(date.text == text)
    #expect(date.precision == precision)
    #expect(date.earliestDay == FHIRCalendarDay(year: first.0, month: first.1, day: first.2))
    #expect(date.latestDay == FHIRCalendarDay(year: last.0, month: last.1, day: last.2))
  }

  @Test(arguments: [
    "", "20", "0000", "2020-", "2020-13", "2020-00", "2020-1", "2020-02-30", "2019-02-29",
    "2020-04-31", "2020/01/01", "20200101", "2020-01-01T", " 2020", "2020 ", "12020", "2020-01-01Z",
  ])
  func daysThatDoNotExistAndOtherSpellingsAreRefused(text: String) {
    #expect(FHIRDate(text) == nil)
    #expect(FHIRDateTime(text) == nil)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2012-05-06T10:00:00+05:45", 1_336_277_700),
    ("2012-05-06T10:00:00-00:00", 1_336_298_400), ("2000-03-01T00:00:00.5Z", 951_868_800),
    ("1969-12-31T23:59:59Z", -1), ("2016-12-31T23:59:60Z", 1_483_228_800),
    ("0001-01-01T00:00:00Z", -62_135_596_800),
  ])
  func anInstantIsCountedInSeconds(text: String, seconds: Int) throws {
    #expect(try #require(FHIRDateTime(text)).secondsSinceEpoch == seconds)
    #expect(try #require(FHIRInstant(text)).secondsSinceEpoch == seconds)
  }

  @Test(arguments: [
    "2020-01-01T24:00:00Z", "2020-01-01T10:60:00Z", "2020-01-01T10:00:61Z", "2020-01-01 10:00:00Z",
    "2020-01-01T10:00:00z", "2020-01-01t10:00:00Z", "2020-01-01T10:00:00+0200",
    "2020-01-01T10:00:00+14:01", "2020-01-01T10:00:00+25:00", "2020-01-01T10:00:00.Z",
    "2020-01T10:00:00Z", "2020-01-01T10Z", "2020-01-01T10:00:00ZZ", "2020-01-01T10:00:00+",
  ])
  func timesThatAreNoneAreRefused(text: String) {
    #expect(FHIRDateTime(text) == nil)
    #expect(FHIRDateTime(lenient: text) == nil)
  }

  @Test(arguments: ["2020-01-01T10:00:00", "2020-01-01T10:00Z", "2020-01-01T10:00"])
  func aTimeWithoutSecondsOrZoneIsTakenWithAWarning(text: String) throws {
    #expect(FHIRDateTime(text) == nil)
    let lenient = try #require(FHIRDateTime(lenient: text))
    #expect(lenient.text == text)
    #expect(lenient.hour == 10)
    let reading = readCondition(onset: text)
    #expect(reading.issues.map(\.severity) == [.warning])
    #expect(!reading.hasErrors)
  }

  @Test func noZoneIsEverMadeUp() throws {
    let local = try #require(FHIRDateTime(lenient: "2020-01-01T10:00:00"))
    #expect(local.secondsSinceEpoch == nil)
    #expect(local.offsetMinutes == nil)
  }

  @Test func aBadDateIsAnErrorThatDoesNotRepeatIt() throws {
    let reading = readCondition(onset: "31.12.1999")
    #expect(reading.hasErrors)
    let issue = try #require(reading.issues.first)
    #expect(issue.expression == "onset")
    #expect(issue.code == .value)
    #expect(!issue.message.contains("1999"))
  }

  @Test(
    arguments: [
      ("2020", "2020-05", nil), ("2019", "2020-05", true), ("2020-06", "2020-05-31", false),
      ("2020-05-06T10:00:00+02:00", "2020-05-06T10:00:00Z", true),
      ("2020-05-06", "2020-05-06T10:00:00Z", nil),
    ] as [(String, String, Bool?)])
  func comparisonIsUnknownWhenThePrecisionDoesNotTell(
    left: String, right: String, expected: Bool?
  ) throws {
    #expect(try #require(FHIRDateTime(left)).isBefore(#require(FHIRDateTime(right))) == expected)
  }

  @Test func everyDayOfFourCenturiesIsCountedOnce() throws {
    var day = try #require(FHIRCalendarDay(year: 1800, month: 1, day: 1))
    var count = day.daysSinceEpoch
    for year in 1800..<2200 {
      for month in 1...12 {
        for date in 1...FHIRCalendarDay.days(in: month, of: year) {
          day = try #require(FHIRCalendarDay(year: year, month: month, day: date))
          if day.daysSinceEpoch != count { Issue.record("\(day) is counted wrong") }
          count += 1
        }
      }
    }
    #expect(count == 84_006)
  }

  @Test func aDayIsWrittenWithAllItsDigits() throws {
    let day = try #require(FHIRCalendarDay(year: 987, month: 6, day: 5))
    #expect(FHIRDate(day).text == "0987-06-05")
    #expect(FHIRDateTime(day).text == "0987-06-05")
  }

  @Test(arguments: ["10:00:00", "23:59:60", "00:00:00.000"])
  func aTimeOfDayIsRead(text: String) {
    #expect(FHIRTime(text)?.text == text)
  }

  @Test(arguments: ["10:00", "24:00:00", "10:00:00Z", "1:00:00", ""])
  func aBadTimeOfDayIsRefused(text: String) {
    #expect(FHIRTime(text) == nil)
  }

  private func readCondition(onset: String) -> Reading {
    var reading = Reading()
    _ = R4.Condition(
      from: FHIRNode(
        name: "", resourceType: "Condition",
        children: [
          FHIRNode(
            name: "subject", children: [FHIRNode(name: "reference", value: .string("Patient/1"))]),
          FHIRNode(name: "onsetDateTime", value: .string(onset)),
        ]), &reading)
    return reading
  }
}

import CaseRecord
import Testing

@Suite("Days, months and partial dates (FACTS 4.2)")
struct CalendarTests {
  @Test("Every day of four centuries has a distinct date that leads back to it")
  func roundTrip() {
    let first = Sketch.day(1800, 1, 1).daysSinceEpoch
    let last = Sketch.day(2200, 1, 1).daysSinceEpoch
    for number in first...last {
      let day = CalendarDay(daysSinceEpoch: number)
      let (year, month, dayOfMonth) = day.components
      #expect(CalendarDay(year: year, month: month, day: dayOfMonth) == day)
    }
  }

  @Test(
    "Dates that no calendar has are refused",
    arguments: [
      (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
      (0, 1, 1),
    ])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(CalendarDay(year: year, month: month, day: day) == nil)
  }

  @Test(
    "Three calendar months are clamped to the end of a shorter month",
    arguments: [
      ("2026-03-15", "2026-06-15"), ("2026-03-16", "2026-06-16"), ("2025-11-30", "2026-02-28"),
      ("2023-11-30", "2024-02-29"), ("2025-12-31", "2026-03-31"), ("2026-10-01", "2027-01-01"),
    ])
  func months(start: String, reached: String) {
    #expect(Sketch.day(start).adding(months: 3) == Sketch.day(reached))
  }

  @Test("A birthday on 29 February is completed on 1 March of a common year")
  func age() {
    let birth = Sketch.day("2008-02-29")
    #expect(birth.completedYears(until: Sketch.day("2026-02-28")) == 17)
    #expect(birth.completedYears(until: Sketch.day("2026-03-01")) == 18)
  }

  @Test("A partial date is an interval: 2026-05 is 15 to 45 days before 15 June")
  func interval() {
    #expect(Sketch.time("2026-05").days.days(until: Sketch.day("2026-06-15")) == 15...45)
  }

  @Test("The part of an interval after the evaluation is not counted")
  func clamp() {
    let june = Sketch.time("2026-06").days
    #expect(june.notAfter(Sketch.day("2026-06-15"))?.description == "2026-06-01 to 2026-06-15")
    #expect(june.notAfter(Sketch.day("2026-05-31")) == nil)
  }

  @Test("A concept is a kind of its root and of itself, not of a longer word")
  func concepts() {
    #expect(Concept("limb-threat/cyanosis").isKind(of: Concept("limb-threat")))
    #expect(Concept("limb-threat").isKind(of: Concept("limb-threat")))
    #expect(!Concept("limb-threatening-ischemia").isKind(of: Concept("limb-threat")))
    #expect(!Concept("limb").isKind(of: Concept("limb-threat")))
  }
}

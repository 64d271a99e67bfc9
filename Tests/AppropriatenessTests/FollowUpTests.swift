import CaseRecord
import Testing

@testable import Appropriateness

/// The schedule of FACTS 3.9, dated from the record.
@Suite struct FollowUpTests {
  private func row(_ id: String, in answer: Recommendation) -> FollowUp? {
    answer.followUps.first { $0.id == id }
  }

  @Test func aStentOnRecordGivesDuplexDatesAndThenOneEveryYear() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("chronic"), .yes(.priorStent), .stent("2024-01-31"), .noLimbThreat
    ).recommendation()
    let duplex = try #require(row("stent-duplex", in: answer))
    #expect(
      duplex.dates
        == ["2024-02-29", "2024-04-30", "2024-07-31", "2025-01-31", "2026-01-31", "2027-01-31"]
        .map(day))
    #expect(duplex.pastDates.last == day("2026-01-31"))
    #expect(duplex.pastDates.count == 5)
    #expect(duplex.source == "F000-18 (V)")
  }

  @Test func rowsOfDifferentSourcesAreNeverMerged() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("chronic"), .yes(.priorStent), .stent("2026-05-15"), .noLimbThreat
    ).recommendation()
    #expect(row("stent-duplex", in: answer)?.source == "F000-18 (V)")
    #expect(row("stent-duplex-lifelong", in: answer)?.source == "F001-22 (V)")
    #expect(row("stent-duplex-lifelong", in: answer)?.dates == [])
    #expect(row("series-after-stent", in: answer)?.source == "FACTS 6.1 (V), historical")
  }

  @Test func aPartlyDatedStentGivesNoDatesAndSaysSo() throws {
    var patient = Patient(.iliofemoral, .acuity("chronic"), .yes(.priorStent), .noLimbThreat)
    patient.say(.timeline { $0.stents = [DayInterval(day("2026-01-01"), day("2026-12-31"))] })
    let duplex = try #require(row("stent-duplex", in: try patient.recommendation()))
    #expect(duplex.dates.isEmpty)
    #expect(duplex.when.contains("2026-01-01 to 2026-12-31"))
  }

  @Test func mildSymptomsAreWatchedWithin24To48Hours() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .noLimbThreat, .severity("mild"), .healthy,
      .anticoagulationSince("2026-06-09")
    ).recommendation()
    #expect(row("mild-watch", in: answer)?.when == "within the first 24 to 48 hours")
    #expect(row("mild-visit", in: answer) != nil)
    #expect(row("mild-imaging", in: answer)?.source == "F002-23 (V)")
    #expect(
      row("mild-anticoagulation", in: answer)?.dates == [day("2026-09-09"), day("2026-12-09")])
  }

  @Test func anotherVariantsScheduleIsNotShown() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .noLimbThreat, .moderateToSevere, .healthy,
      .anticoagulationSince("2026-06-09")
    ).recommendation()
    #expect(row("mild-watch", in: answer) == nil)
    #expect(row("mild-anticoagulation", in: answer) == nil)
    #expect(row("persisting-three", in: answer)?.dates == [day("2026-09-09")])
  }

  @Test func aStentedLegIsNotToldTheScheduleWithoutStent() throws {
    var patient = Patient(.iliofemoral, .acuity("chronic"), .yes(.priorStent), .noLimbThreat)
    patient.say(.stent("2026-01-15"))
    patient.say(.timeline { $0.thrombusRemovals = [DayInterval(day("2026-01-15"))] })
    #expect(row("lysed-duplex", in: try patient.recommendation()) == nil)
  }

  @Test func everyRowHasASource() throws {
    #expect(try acr2020.followUps.allSatisfy { !$0.source.isEmpty })
    #expect(try acr2020.followUps.count >= 13)
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// What would change the answer, and when.
@Suite struct ChangeTests {
  private func mild(_ statements: Patient.Statement...) throws -> Recommendation {
    var patient = Patient(
      .acuteIliofemoral, .notPregnant, .noLimbThreat, .severity("mild"), .healthy)
    for statement in statements { patient.say(statement) }
    return try patient.recommendation()
  }

  private func change(_ id: String, in answer: Recommendation) -> Statement? {
    answer.changes.first { $0.id == id }
  }

  @Test func theDayIsNamedOnWhichTheWindowOf14DaysCloses() throws {
    let answer = try mild(.onset("2026-06-08"))
    let window = try #require(change("acute-window", in: answer))
    #expect(window.date == day("2026-06-22"))
    #expect(window.text.contains("2026-06-22"))
    #expect(window.text.contains("no variant of this topic"))
  }

  @Test func aPartialOnsetGivesTheDaysOnWhichTheWindowMayClose() throws {
    var patient = Patient(
      .iliofemoral, .partly(.acuity, ["acute", "subacute"]), .severity("mild"), .healthy,
      .notPregnant, .noLimbThreat)
    patient.say(.timeline { $0.onset = DayInterval(day("2026-06-01"), day("2026-06-30")) })
    let answer = try patient.recommendation()
    let window = try #require(change("acute-window", in: answer))
    #expect(window.date == day("2026-06-16"))
    #expect(window.text.contains("2026-06-16 to 2026-06-29"))
  }

  @Test func noWindowIsNamedOnceItIsClosed() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("subacute"), .severity("mild"), .onset("2026-05-20")
    ).recommendation()
    #expect(change("acute-window", in: answer) == nil)
  }

  @Test func theDayIsNamedOnWhichThreeMonthsOfAnticoagulationAreReached() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("late-subacute"), .severity("moderate"), .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["under-3-months"]), .anticoagulationSince("2026-03-16"),
      .notPregnant, .noLimbThreat
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    let reached = try #require(change("three-months", in: answer))
    #expect(reached.date == day("2026-06-16"))
    #expect(reached.text.contains("IF-V6"))
  }

  @Test func anotherSeverityMovesThePatientAndTheEffectOnEachRatingIsSaid() throws {
    let worse = try #require(change("severity=moderate", in: try mild()))
    #expect(worse.text.hasPrefix("If symptoms were moderate"))
    #expect(worse.text.contains("IF-V2"))
    #expect(worse.text.contains("Anticoagulation alone: still usually appropriate"))
    #expect(
      worse.text.contains("usually appropriate instead of usually not appropriate"))
  }

  @Test func twoAnswersWithTheSameEffectAreSaidOnce() throws {
    let ids = try mild().changes.map(\.id)
    #expect(ids.contains("severity=moderate"))
    #expect(!ids.contains("severity=severe"))
  }

  @Test func whatTheRecordStatesIsNoChange() throws {
    #expect(try !mild().changes.map(\.id).contains("severity=mild"))
  }

  @Test func pregnancyIsTriedOnlyWhenNothingIsKnownOfIt() throws {
    #expect(change("pregnancy=pregnant", in: try mild()) == nil)
    let unsaid = try Patient(.acuteIliofemoral, .noLimbThreat, .moderateToSevere, .healthy)
      .recommendation()
    #expect(change("pregnancy=pregnant", in: unsaid)?.text.contains("IF-V7") == true)
  }

  @Test func mayThurnerImagingWouldMakeAMildCaseAnOverlap() throws {
    let imaging = try #require(change("compression-evidence=cross-sectional", in: try mild()))
    #expect(imaging.text.contains("disagree"))
    #expect(imaging.text.contains("IF-V4"))
    #expect(imaging.text.contains("IF-V1"))
  }

  @Test func transitionsAreListedForTheVariantThatFits() throws {
    let ids = try mild().changes.map(\.id)
    #expect(ids.contains("worsening"))
    #expect(ids.contains("limb-threat-sign"))
    #expect(ids.contains("persisting"))
    #expect(!ids.contains("delivery"))
    let pregnant = try Patient(.acuteIliofemoral, .pregnant, .moderateToSevere, .noLimbThreat)
      .recommendation()
    #expect(pregnant.changes.contains { $0.id == "delivery" })
  }

  @Test func shiftingAllDatesShiftsTheDatesOnly() throws {
    let early = try mild(.onset("2026-06-08"))
    var patient = Patient(
      .acuteIliofemoral, .notPregnant, .noLimbThreat, .severity("mild"), .healthy,
      .onset("2026-07-08"))
    let asOf = AsOf(
      day: Patient.today.adding(days: 30), epochSeconds: 0, offsetMinutes: 0, text: "")
    let late = try patient.recommendation(on: asOf)
    patient.facts = early.facts
    #expect(late.outcome == early.outcome)
    #expect(late.options == early.options)
    #expect(late.changes.map(\.id) == early.changes.map(\.id))
    #expect(late.changes.first?.date == early.changes.first?.date?.adding(days: 30))
  }
}

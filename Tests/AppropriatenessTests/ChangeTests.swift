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

  // MARK: Every value

  /// A patient of each variant, everything known.
  static let ofEachVariant: [(String, Patient)] = [
    ("acute-mild", Patient(.calmAcute, .severity("mild"), .healthy)),
    ("acute-moderate-severe", Patient(.calmAcute, .moderateToSevere, .healthy)),
    (
      "acute-femoropopliteal",
      Patient(.acuteFemoropopliteal, .notPregnant, .noLimbThreat, .severity("moderate"), .healthy)
    ),
    ("may-thurner", Patient(.calmAcute, .mayThurner, .moderateToSevere, .healthy)),
    (
      "limb-threat",
      Patient(.acuteIliofemoral, .notPregnant, .limbThreat, .moderateToSevere, .healthy)
    ),
    (
      "persistent",
      Patient(
        .iliofemoral, .notPregnant, .noLimbThreat, .acuity("chronic"), .severity("moderate"),
        .healthy, .yes(.anticoagulationAlone),
        .known(.anticoagulationDuration, ["3-months-or-more"]))
    ),
    ("pregnancy", Patient(.acuteIliofemoral, .pregnant, .noLimbThreat, .moderateToSevere)),
  ]

  /// Time moves these by itself: clocks tell the day. Delivery is an event (3.10), and nobody is asked to undo a pregnancy
  /// that was ruled out.
  private static func isToldOtherwise(_ feature: Feature, _ value: FeatureValue) -> Bool {
    [.acuity, .anticoagulationDuration].contains(feature)
      || feature == .pregnancy && value != "not-pregnant"
  }

  @Test(
    "Each answer that would move the patient to another variant is said, with every rating",
    arguments: ofEachVariant)
  func everyMoveIsSaid(variant: String, patient: Patient) throws {
    let criteria = try acr2020
    let base = try patient.recommendation()
    #expect(base.variantCodes == [variant])
    var moves = 0
    for feature in criteria.features.map(\.feature) {
      for value in feature.domain where !ChangeTests.isToldOtherwise(feature, value) {
        var other = patient
        other.say(.known(feature, [value]))
        let moved = try other.recommendation()
        guard let first = moved.variants.first, moved.variantCodes != base.variantCodes else {
          continue
        }
        moves += 1
        let said = base.changes.filter { change in
          change.id.hasPrefix("\(feature.rawValue)=")
            && moved.variants.allSatisfy { change.text.contains("(\($0.factsID))") }
        }
        let change = try #require(said.first, "\(feature.rawValue)=\(value.rawValue): not said")
        #expect(said.count == 1)
        for option in criteria.options {
          let after = moved.option(option.code, in: first.variant)?.rating ?? .notRated
          let before = base.option(option.code)?.rating ?? .notRated
          if after == .notRated, before == .notRated { continue }
          #expect(
            change.text.contains(option.title), "\(change.id) without \(option.code)")
        }
      }
    }
    #expect(moves > 0)
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

import CaseRecord
import Testing

@testable import Appropriateness

/// Safety first: what the record indicates is escalated, whatever is missing (FACTS 9.1, step 0).
@Suite struct EscalationTests {
  @Test func aConfirmedLimbThreatEscalatesWithNothingElseKnown() throws {
    let answer = try Patient(leg: nil, .limbThreat).recommendation()
    #expect(answer.escalations.map(\.id) == ["limb-threat"])
    #expect(answer.outcome == .undetermined)
  }

  @Test func aSignAloneEscalates() throws {
    let answer = try Patient(leg: nil, .yes(.limbThreatSign)).recommendation()
    #expect(answer.escalations.map(\.id) == ["limb-threat-possible"])
  }

  @Test func aContradictedSignEscalates() throws {
    let answer = try Patient(.conflicting(.limbThreatSign, ["no", "yes"])).recommendation()
    #expect(answer.escalations.map(\.id) == ["limb-threat-possible"])
  }

  @Test func aContradictedDiagnosisIsEscalatedAsPossibleAndBlocks() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .severity("severe"), .healthy,
      .conflicting(.limbThreat, ["none", "confirmed"])
    ).recommendation()
    #expect(answer.escalations.map(\.id) == ["limb-threat-possible"])
    #expect(answer.outcome == .undetermined)
    #expect(answer.candidateCodes == ["limb-threat", "acute-moderate-severe"])
  }

  @Test func aRefutedSignRaisesNothing() throws {
    #expect(try Patient(.acuteIliofemoral, .noLimbThreat).recommendation().escalations.isEmpty)
  }

  @Test func anUnknownSignRaisesNothing() throws {
    #expect(try Patient(.acuteIliofemoral).recommendation().escalations.isEmpty)
  }

  @Test func limbThreatComesBeforeInstabilityAndEmbolism() throws {
    let answer = try Patient(
      .limbThreat, .yes(.pulmonaryEmbolism), .yes(.hemodynamicInstability)
    ).recommendation()
    #expect(
      answer.escalations.map(\.id) == [
        "limb-threat", "hemodynamic-instability", "pulmonary-embolism",
      ])
    #expect(answer.neighbouringTopics.contains { $0.id == "acute-pe" })
  }

  @Test func escalationsAreShownForAnotherTopicToo() throws {
    let answer = try Patient(.known(.ageGroup, ["minor"]), .limbThreat).recommendation()
    #expect(answer.outcome == .notCovered)
    #expect(answer.escalations.map(\.id) == ["limb-threat"])
  }

  @Test func aRaisedSignNamesItsResources() throws {
    let answer = try Patient(.yes(.limbThreatSign)).recommendation()
    #expect(
      answer.escalations.first?.evidence.map(\.reference) == ["Observation/limb-threat-sign"])
  }

  @Test func discolorationAloneIsNoLimbThreatButAnExaminationIsAskedFor() throws {
    // TV-0: tense and discolored, no signs of limb threat on record, nothing said on the limb.
    let answer = try Patient(.acuteIliofemoral, .mayThurner, .moderateToSevere).recommendation()
    #expect(answer.escalations.isEmpty)
    let prompt = try #require(answer.questions.first { $0.feature == .limbThreat })
    #expect(!prompt.isDeciding)
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// The overlaps and gaps of FACTS 9.4, one by one, with the safe answer.
@Suite struct OverlapAndGapTests {
  /// A patient of whom nothing prompts: not pregnant, limb not threatened.
  private func calm(_ statements: Patient.Statement...) -> Patient {
    var patient = Patient(.notPregnant, .noLimbThreat)
    for statement in statements { patient.say(statement) }
    return patient
  }

  private func pregnant(_ statements: Patient.Statement...) -> Patient {
    var patient = Patient(.pregnant, .noLimbThreat)
    for statement in statements { patient.say(statement) }
    return patient
  }

  // MARK: Overlaps

  @Test func o1MayThurnerWithMildSymptomsIsAnOverlapAndNothingIsChosen() throws {
    let answer = try calm(.acuteIliofemoral, .mayThurner, .severity("mild"), .healthy)
      .recommendation()
    #expect(answer.outcome == .overlap)
    #expect(answer.variantCodes == ["may-thurner", "acute-mild"])
    #expect(answer.options.count == 10)
    #expect(answer.remarkIDs.contains("O1"))
  }

  @Test func o1IsStillOpenWhenHealthIsUnknown() throws {
    let answer = try calm(.acuteIliofemoral, .mayThurner, .severity("mild")).recommendation()
    #expect(answer.outcome == .overlap)
    #expect(answer.assumptions.map(\.code) == ["otherwise-healthy"])
    #expect(answer.questions.map(\.feature) == [.otherwiseHealthy])
  }

  @Test func o2MayThurnerWithModerateSymptomsNamesTheDifference() throws {
    let answer = try calm(.acuteIliofemoral, .mayThurner, .moderateToSevere, .healthy)
      .recommendation()
    #expect(answer.variantCodes == ["may-thurner"])
    #expect(answer.remarkIDs.contains("O2"))
  }

  @Test func o3BothViewsOnStentsAreQuoted() throws {
    let answer = try calm(.acuteIliofemoral, .mayThurner, .moderateToSevere).recommendation()
    let therapy = try #require(answer.option("catheter-directed-therapy"))
    let caution = try #require(therapy.cautions.first { $0.id == "conflict/O3" })
    #expect(caution.sources.contains("F000-27 (V)"))
    #expect(caution.sources.contains("F001-31 (V)"))
  }

  @Test func o4PregnancyWithMayThurnerIsAnOverlapWithPregnancyFirst() throws {
    let answer = try pregnant(.acuteIliofemoral, .mayThurner, .moderateToSevere).recommendation()
    #expect(answer.outcome == .overlap)
    #expect(answer.variantCodes == ["pregnancy", "may-thurner"])
    #expect(answer.remarkIDs.contains("O4"))
    #expect(
      answer.option("anticoagulation-alone", in: "pregnancy")?.rating == .usuallyAppropriate)
    #expect(
      answer.option("anticoagulation-alone", in: "may-thurner")?.rating == .mayBeAppropriate)
  }

  @Test func o5LimbThreatRanksOverMayThurner() throws {
    let answer = try Patient(.acuteIliofemoral, .mayThurner, .limbThreat).recommendation()
    #expect(answer.variantCodes == ["limb-threat"])
    #expect(answer.remarkIDs.contains("O5"))
  }

  @Test func o5PersistentSymptomsWithMayThurnerStayPersistent() throws {
    let answer = try calm(
      .iliofemoral, .acuity("chronic"), .severity("moderate"), .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["3-months-or-more"]), .mayThurner
    ).recommendation()
    #expect(answer.variantCodes == ["persistent"])
    #expect(answer.remarkIDs.contains("O5"))
  }

  // MARK: Gaps

  @Test func g1PregnancyWithLimbThreatGetsTheEmergencyVariantAndTheObstetricTeam() throws {
    let answer = try Patient(.acuteIliofemoral, .pregnant, .limbThreat, .severity("severe"))
      .recommendation()
    #expect(answer.outcome == .matched)
    #expect(answer.variantCodes == ["limb-threat"])
    #expect(answer.escalations.map(\.id) == ["limb-threat", "limb-threat-pregnant"])
    #expect(answer.remarkIDs.contains("G1"))
    #expect(answer.candidate("pregnancy")?.differs == [.limbThreat])
  }

  @Test func g2PregnancyWithMildSymptomsFitsNothing() throws {
    let answer = try pregnant(.acuteIliofemoral, .severity("mild"), .healthy).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G2"))
    #expect(answer.candidate("pregnancy")?.differs == [.severity])
    #expect(answer.candidate("acute-mild")?.differs == [.pregnancy])
    #expect(answer.options.isEmpty)
  }

  @Test func g2PostpartumMatchesByTextWithAFlag() throws {
    let answer = try Patient(
      .acuteIliofemoral, .postpartum, .noLimbThreat, .moderateToSevere, .healthy,
      .delivered("2026-06-10")
    ).recommendation()
    #expect(answer.variantCodes == ["acute-moderate-severe"])
    #expect(answer.remarkIDs.contains("G2-postpartum"))
    #expect(answer.remarkIDs.contains("G2-delivery"))
  }

  @Test func g2DeliveryCountsAgainstLysisForLessThan10Days() throws {
    func remarks(_ delivery: String) throws -> [String] {
      try Patient(
        .acuteIliofemoral, .postpartum, .noLimbThreat, .moderateToSevere, .healthy,
        .delivered(delivery)
      ).recommendation().remarkIDs
    }
    #expect(try remarks("2026-06-06").contains("G2-delivery"))
    #expect(try !remarks("2026-06-05").contains("G2-delivery"))
  }

  @Test(arguments: ["subacute", "late-subacute"] as [FeatureValue])
  func g3BetweenDay14AndThreeMonthsNothingFits(_ acuity: FeatureValue) throws {
    let answer = try calm(
      .iliofemoral, .acuity(acuity), .moderateToSevere, .healthy, .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["under-3-months"])
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G3"))
    #expect(answer.candidate("acute-moderate-severe")?.differs == [.acuity])
    #expect(answer.candidate("persistent")?.differs == [.anticoagulationDuration])
    let mayThurner = try #require(answer.candidate("may-thurner"))
    #expect(mayThurner.differs == [.acuity])
    #expect(mayThurner.unknown == [.compression])
  }

  @Test func g4NotOtherwiseHealthyFitsNothingAndContraindicationsAreListed() throws {
    let hit = ContraindicationHit(
      item: "lysis-platelets", title: "Platelet count", against: .thrombolysis,
      sources: [.init(classification: "excluded", below: 100, citation: "ATT-CT (V)")],
      evidence: [], summary: "80")
    let answer = try calm(.acuteIliofemoral, .moderateToSevere, .notHealthy, .hit(hit))
      .recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G4"))
    #expect(answer.remarkIDs.contains("contraindication/lysis-platelets"))
    #expect(answer.candidates.first?.variant == "acute-moderate-severe")
    #expect(answer.candidates.first?.differs == [.otherwiseHealthy])
  }

  @Test func g5WithoutAnticoagulationTheFilterTopicTakesOver() throws {
    let answer = try calm(
      .acuteIliofemoral, .severity("mild"), .notHealthy, .yes(.anticoagulationContraindication)
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G5"))
    let topic = try #require(answer.neighbouringTopics.first { $0.id == "ivc-filter/2" })
    #expect(topic.ratings.first?.rating == .usuallyAppropriate)
  }

  @Test func g6SevereChronicSymptomsPointToChronicVenousDisease() throws {
    let answer = try calm(
      .iliofemoral, .acuity("chronic"), .severity("severe"), .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["3-months-or-more"])
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G6-severe"))
    #expect(answer.candidate("persistent")?.differs == [.severity])
    #expect(
      answer.neighbouringTopics.map(\.id) == [
        "chronic-venous-disease/treatment-severe-post-thrombotic"
      ])
  }

  @Test func g7AfterThrombusRemovalThePersistentVariantDoesNotFit() throws {
    let answer = try calm(
      .iliofemoral, .acuity("chronic"), .severity("moderate"), .no(.anticoagulationAlone),
      .yes(.priorThrombusRemoval), .known(.anticoagulationDuration, ["3-months-or-more"])
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G7"))
    #expect(answer.candidate("persistent")?.differs == [.anticoagulationAlone])
  }

  @Test func g8BothLegsAndTheVenaCavaAreFlagged() throws {
    let answer = try calm(
      .acuteIliofemoral, .moderateToSevere, .healthy, .known(.laterality, ["bilateral"]),
      .yes(.venaCavaInvolvement)
    ).recommendation()
    #expect(answer.variantCodes == ["acute-moderate-severe"])
    #expect(answer.remarkIDs.contains("G8"))
    #expect(answer.remarkIDs.contains("G8-vena-cava"))
  }

  @Test func g9AWhiteLegRaisesThePossibleEmergencyAndBlocks() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .severity("severe"), .healthy,
      .yes(.limbThreatSign)
    ).recommendation()
    #expect(answer.escalations.map(\.id) == ["limb-threat-possible"])
    #expect(answer.outcome == .undetermined)
    #expect(answer.candidateCodes.contains("limb-threat"))
    #expect(answer.questions.map(\.feature) == [.limbThreat])
    #expect(answer.questions.first?.isDeciding == true)
  }

  @Test func g10IsolatedCommonFemoralIsIliofemoralWithAFlag() throws {
    let answer = try calm(
      .acuteIliofemoral, .severity("mild"), .healthy, .yes(.isolatedCommonFemoral)
    ).recommendation()
    #expect(answer.variantCodes == ["acute-mild"])
    #expect(answer.remarkIDs.contains("G10-common-femoral"))
  }

  @Test func g11WithoutSymptomsNothingFits() throws {
    let answer = try calm(.acuteIliofemoral, .severity("none"), .healthy).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G11"))
    #expect(answer.candidate("acute-mild")?.differs == [.severity])
  }

  @Test func g12AStentedLegFitsNothingAndNeedsUrgentImaging() throws {
    let answer = try calm(
      .acuteIliofemoral, .moderateToSevere, .healthy, .yes(.priorStent), .stent("2024-06-15")
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.remarkIDs.contains("G12"))
    #expect(answer.followUps.contains { $0.id == "stent-new-symptoms" })
  }

  @Test func g12APriorThrombosisMatchesWithAFlag() throws {
    let answer = try calm(
      .acuteIliofemoral, .moderateToSevere, .healthy, .yes(.priorThrombosis)
    ).recommendation()
    #expect(answer.variantCodes == ["acute-moderate-severe"])
    #expect(answer.remarkIDs.contains("G12-prior-thrombosis"))
  }

  @Test func g13CompressionByAMassIsNotMayThurner() throws {
    let answer = try calm(
      .acuteIliofemoral, .moderateToSevere, .healthy, .compression("other-cause")
    ).recommendation()
    #expect(answer.variantCodes == ["acute-moderate-severe"])
    #expect(answer.remarkIDs.contains("G13"))
    #expect(answer.candidate("may-thurner")?.differs == [.compression])
  }

  @Test func g14AMinorIsOutOfScope() throws {
    let answer = try Patient(.known(.ageGroup, ["minor"]), .confirmed).recommendation()
    #expect(answer.outcome == .notCovered)
  }

  @Test func g15UnknownHealthIsAnAssumptionAndAQuestion() throws {
    let answer = try calm(.acuteIliofemoral, .severity("mild")).recommendation()
    #expect(answer.outcome == .provisional)
    #expect(answer.assumptions.map(\.code) == ["otherwise-healthy"])
    #expect(answer.questions.first?.feature == .otherwiseHealthy)
    #expect(answer.questions.first?.isDeciding == true)
  }

  @Test func g16ConflictingSeverityIsTreatedAsNotMildAndAskedFor() throws {
    let answer = try calm(
      .acuteIliofemoral, .healthy, .conflicting(.severity, ["moderate", "severe"])
    ).recommendation()
    #expect(answer.variantCodes == ["acute-moderate-severe"])
    #expect(answer.remarkIDs.contains("G16"))
    let question = try #require(answer.questions.first { $0.feature == .severity })
    #expect(!question.isDeciding)
  }

  @Test func g17AnOnsetThatStraddlesTheLimitIsUnknown() throws {
    let answer = try calm(
      .iliofemoral, .partly(.acuity, ["acute", "subacute"]), .severity("mild"), .healthy,
      .known(.anticoagulationDuration, ["under-3-months"])
    ).recommendation()
    #expect(answer.outcome == .undetermined)
    #expect(answer.questions.map(\.feature) == [.acuity])
    #expect(answer.candidateCodes == ["acute-mild"])
  }

  @Test func g18WorseningAfterDay14StillCallsForAnUrgentConsultation() throws {
    let answer = try calm(
      .iliofemoral, .acuity("subacute"), .moderateToSevere, .healthy,
      .known(.anticoagulationDuration, ["under-3-months"])
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.changes.contains { $0.id == "worsening-late" })
  }

  @Test func nearestVariantsDifferInAtMostTwoFeatures() throws {
    let answer = try calm(.acuteFemoropopliteal, .severity("severe"), .notHealthy).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.candidates.allSatisfy { (1...2).contains($0.differs.count) })
    #expect(answer.candidate("acute-femoropopliteal")?.differs == [.severity, .otherwiseHealthy])
    #expect(answer.candidate("acute-mild") == nil)
  }

  @Test func unknownIsNoDifference() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("subacute"), .severity("mild"), .noLimbThreat
    ).recommendation()
    let mild = try #require(answer.candidate("acute-mild"))
    #expect(mild.differs == [.acuity])
    #expect(mild.unknown == [.pregnancy, .otherwiseHealthy])
  }

  @Test("9.3 and 9.4: IF-V7 is near for a patient who is or may be pregnant, and for nobody else")
  func pregnancyIsNearOnlyForAPatientWhoIsOrMayBePregnant() throws {
    func near(_ statements: Patient.Statement...) throws -> Candidate? {
      var patient = Patient(.noLimbThreat, .moderateToSevere, .notHealthy)
      for statement in statements { patient.say(statement) }
      let answer = try patient.recommendation()
      #expect(answer.outcome == .noVariant)
      #expect(!answer.candidates.isEmpty)
      return answer.candidate("pregnancy")
    }
    // A man, a negative test, a delivery: pregnancy alone would differ, and nobody would look for it.
    #expect(try near(.acuteIliofemoral, .notPregnant) == nil)
    #expect(try near(.acuteIliofemoral, .postpartum) == nil)
    #expect(
      try near(.acuteIliofemoral)
        == Candidate(variant: "pregnancy", differs: [], unknown: [.pregnancy]))
    #expect(
      try near(
        .iliofemoral, .acuity("subacute"), .pregnant,
        .known(.anticoagulationDuration, ["under-3-months"]))?.differs == [.acuity])
  }

  @Test func limbThreatIsNearOnlyWithASign() throws {
    let calmAnswer = try calm(.acuteIliofemoral, .severity("none"), .healthy).recommendation()
    #expect(calmAnswer.candidate("limb-threat") == nil)
    let femoropopliteal = try Patient(.acuteFemoropopliteal, .limbThreat).recommendation()
    #expect(femoropopliteal.outcome == .noVariant)
    #expect(femoropopliteal.remarkIDs.contains("G10-limb-threat"))
    #expect(femoropopliteal.candidate("limb-threat")?.differs == [.segment])
  }
}

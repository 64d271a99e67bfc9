import CaseRecord
import Testing

@testable import Appropriateness

/// FACTS 9.1 and 9.2: what is looked at first.
@Suite struct PrecedenceTests {
  @Test func aMinorIsOutOfScopeWhateverElse() throws {
    let recommendation = try Patient(
      .known(.ageGroup, ["minor"]), .confirmed, .known(.segment, ["iliofemoral"]), .acuity("acute"),
      .severity("mild"), .healthy
    ).recommendation()
    #expect(recommendation.outcome == .notCovered)
    #expect(recommendation.neighbouringTopics.map(\.id) == ["minors"])
    #expect(recommendation.options.isEmpty)
    #expect(recommendation.questions.isEmpty)
  }

  @Test func anUnconfirmedThrombosisBelongsToTheTopicOfSuspicion() throws {
    let recommendation = try Patient(.adult, .known(.thrombosis, ["unconfirmed"])).recommendation()
    #expect(recommendation.outcome == .notCovered)
    let topic = try #require(recommendation.neighbouringTopics.first)
    #expect(topic.id == "suspected-dvt/1")
    #expect(topic.ratings.first?.rating == .usuallyAppropriate)
    #expect(topic.ratings.count == 5)
  }

  @Test func withoutThrombosisCompressionIsNotThisTopic() throws {
    let recommendation = try Patient(.adult, .known(.thrombosis, ["none"]), .mayThurner)
      .recommendation()
    #expect(recommendation.outcome == .notCovered)
    #expect(recommendation.remarkIDs.contains("compression-without-thrombosis"))
  }

  @Test func aDistalThrombosisBelongsToTheFilterTopic() throws {
    let recommendation = try Patient(.adult, .confirmed, .known(.segment, ["distal"]))
      .recommendation()
    #expect(recommendation.outcome == .notCovered)
    #expect(recommendation.neighbouringTopics.map(\.id) == ["ivc-filter/3"])
  }

  @Test func anotherTopicIsCertainAlthoughItIsOpenWhich() throws {
    // Nothing on age: under 18 or not, without thrombosis the case is another topic's.
    let recommendation = try Patient(.known(.thrombosis, ["none"])).recommendation()
    #expect(recommendation.outcome == .notCovered)
    #expect(recommendation.neighbouringTopics.map(\.id) == ["no-thrombosis"])
  }

  /// F000-8, step 4 of 9.1.
  @Test func limbThreatRanksBeforePregnancyImagingAndSeverity() throws {
    let recommendation = try Patient(
      .acuteIliofemoral, .limbThreat, .pregnant, .mayThurner, .severity("severe"), .notHealthy
    ).recommendation()
    #expect(recommendation.outcome == .matched)
    #expect(recommendation.variantCodes == ["limb-threat"])
    #expect(recommendation.remarkIDs.contains("O5"))
  }

  @Test func pregnancyRanksBeforeSeverityAndHealth() throws {
    let recommendation = try Patient(
      .acuteIliofemoral, .pregnant, .moderateToSevere, .notHealthy, .noLimbThreat
    ).recommendation()
    #expect(recommendation.variantCodes == ["pregnancy"])
  }

  @Test func mayThurnerRanksBeforeModerateToSevere() throws {
    let recommendation = try Patient(
      .acuteIliofemoral, .notPregnant, .mayThurner, .moderateToSevere, .healthy, .noLimbThreat
    ).recommendation()
    #expect(recommendation.outcome == .matched)
    #expect(recommendation.variantCodes == ["may-thurner"])
  }

  @Test(arguments: ["suspected", "venographic", "other-cause", "none"] as [FeatureValue])
  func onlyCrossSectionalImagingMakesMayThurner(_ compression: FeatureValue) throws {
    let recommendation = try Patient(
      .acuteIliofemoral, .notPregnant, .compression(compression), .moderateToSevere, .healthy,
      .noLimbThreat
    ).recommendation()
    #expect(recommendation.variantCodes == ["acute-moderate-severe"])
  }

  @Test func moderateToSevereNeedsNoSplitForTheSecondAndSeventhVariant() throws {
    for severity in ["moderate", "severe"] as [FeatureValue] {
      let recommendation = try Patient(
        .acuteIliofemoral, .notPregnant, .severity(severity), .healthy, .noLimbThreat
      ).recommendation()
      #expect(recommendation.variantCodes == ["acute-moderate-severe"])
    }
  }

  @Test func moderateToSevereHasToBeSplitForTheThirdAndSixthVariant() throws {
    let femoropopliteal = try Patient(
      .acuteFemoropopliteal, .notPregnant, .moderateToSevere, .healthy, .noLimbThreat
    ).recommendation()
    #expect(femoropopliteal.outcome == .undetermined)
    #expect(femoropopliteal.questions.first?.feature == .severity)
    let persistent = try Patient(
      .iliofemoral, .acuity("chronic"), .moderateToSevere, .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["3-months-or-more"])
    ).recommendation()
    #expect(persistent.outcome == .undetermined)
    #expect(persistent.candidateCodes == ["persistent"])
  }

  @Test func aMatchSaysForWhichFeaturesItAsked() throws {
    let recommendation = try Patient(
      .acuteIliofemoral, .notPregnant, .severity("mild"), .healthy, .noLimbThreat
    ).recommendation()
    let match = try #require(recommendation.variants.first)
    #expect(match.factsID == "IF-V1")
    #expect(
      match.features == [
        .ageGroup, .thrombosis, .segment, .acuity, .severity, .limbThreat, .pregnancy,
        .otherwiseHealthy, .anticoagulationContraindication, .priorStent,
      ])
  }

  @Test func contradictionsMakeTheCaseUnusableButEmergenciesAreStillShown() throws {
    let recommendation = try Patient(
      .acuteIliofemoral, .limbThreat, .contradiction("The onset lies in the future.")
    ).recommendation()
    #expect(recommendation.outcome == .unusable)
    #expect(recommendation.options.isEmpty)
    #expect(recommendation.escalations.map(\.id) == ["limb-threat"])
    #expect(recommendation.remarks.map(\.text) == ["The onset lies in the future."])
  }
}

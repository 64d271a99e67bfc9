import CaseRecord
import Testing

@testable import Appropriateness

/// The traps of FACTS 1.4, in their order.
@Suite struct TableTrapTests {
  private func matched(_ statements: Patient.Statement...) throws -> Recommendation {
    var patient = Patient(.notPregnant, .noLimbThreat)
    for statement in statements { patient.say(statement) }
    return try patient.recommendation()
  }

  private func mild() throws -> Recommendation {
    try matched(.acuteIliofemoral, .severity("mild"), .healthy)
  }

  private func moderate() throws -> Recommendation {
    try matched(.acuteIliofemoral, .moderateToSevere, .healthy)
  }

  @Test func trap1UnratedIsNotRatedAndNotInappropriate() throws {
    let stockings = try #require(try moderate().option("compression-stockings"))
    #expect(stockings.rating == .notRated)
    #expect(stockings.cautions.contains { $0.id == "not-rated" })
    #expect(try mild().option("systemic-thrombolysis")?.rating == .notRated)
    let femoropopliteal = try matched(.acuteFemoropopliteal, .severity("moderate"), .healthy)
    #expect(femoropopliteal.variantCodes == ["acute-femoropopliteal"])
    #expect(femoropopliteal.option("surgical-thrombectomy")?.rating == .notRated)
  }

  @Test func trap1EveryOptionOfTheTopicIsAnswered() throws {
    for recommendation in [try mild(), try moderate()] {
      #expect(Set(recommendation.options.map(\.option)).count == 5)
    }
  }

  @Test func trap2AloneMeansAsTheOnlyTherapy() throws {
    let emergency = try Patient(.iliofemoral, .limbThreat).recommendation()
    let alone = try #require(emergency.option("anticoagulation-alone"))
    #expect(alone.rating == .usuallyNotAppropriate)
    let caution = try #require(alone.cautions.first { $0.id == "sole-therapy" })
    #expect(caution.text.contains("sole therapy"))
    let mayThurner = try matched(.acuteIliofemoral, .mayThurner, .moderateToSevere)
    let row = try #require(mayThurner.option("anticoagulation-alone"))
    #expect(row.cautions.contains { $0.id == "sole-therapy" })
  }

  @Test func trap3TwoOptionsMayBeUsuallyAppropriateAndNothingBreaksTheTie() throws {
    let best = try moderate().options.filter { $0.rating == .usuallyAppropriate }.map(\.option)
    #expect(best == ["anticoagulation-alone", "catheter-directed-therapy"])
    #expect(try moderate().remarkIDs.contains("tie"))
    let emergency = try Patient(.iliofemoral, .limbThreat).recommendation()
    let urgent = emergency.options.filter { $0.rating == .usuallyAppropriate }.map(\.option)
    #expect(urgent == ["catheter-directed-therapy", "surgical-thrombectomy"])
    #expect(emergency.remarkIDs.contains("tie"))
  }

  private func persistent(_ severity: FeatureValue = "moderate") throws -> Recommendation {
    try matched(
      .iliofemoral, .acuity("chronic"), .severity(severity), .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["3-months-or-more"]))
  }

  @Test func trap4ThePersistentVariantHasNoUsuallyAppropriateOption() throws {
    let recommendation = try persistent()
    #expect(recommendation.variantCodes == ["persistent"])
    #expect(!recommendation.options.contains { $0.rating == .usuallyAppropriate })
    #expect(recommendation.remarkIDs.contains("no-usually-appropriate"))
  }

  @Test(arguments: ["none", "mild", "severe"] as [FeatureValue])
  func trap5ThePersistentVariantIsAboutModerateSymptomsOnly(_ severity: FeatureValue) throws {
    #expect(try persistent(severity).outcome == .noVariant)
  }

  @Test func trap5ThePersistentVariantIsAboutAnticoagulationAloneOnly() throws {
    let lysed = try matched(
      .iliofemoral, .acuity("chronic"), .severity("moderate"), .no(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["3-months-or-more"]))
    #expect(lysed.outcome == .noVariant)
  }

  @Test func trap6MayThurnerAsksNeitherForSeverityNorForHealth() throws {
    let recommendation = try matched(.acuteIliofemoral, .mayThurner, .notHealthy)
    #expect(recommendation.outcome == .matched)
    #expect(recommendation.variantCodes == ["may-thurner"])
  }

  @Test func trap7MayThurnerRatesAnticoagulationAloneLower() throws {
    let without = try moderate()
    let with = try matched(.acuteIliofemoral, .moderateToSevere, .healthy, .mayThurner)
    #expect(without.option("anticoagulation-alone")?.rating == .usuallyAppropriate)
    #expect(with.option("anticoagulation-alone")?.rating == .mayBeAppropriate)
    #expect(with.remarkIDs.contains("O2"))
  }

  @Test func trap8MildWithMayThurnerIsNeverResolvedSilently() throws {
    let recommendation = try matched(.acuteIliofemoral, .severity("mild"), .healthy, .mayThurner)
    #expect(recommendation.outcome == .overlap)
    #expect(
      recommendation.option("catheter-directed-therapy", in: "acute-mild")?.rating
        == .usuallyNotAppropriate)
    #expect(
      recommendation.option("catheter-directed-therapy", in: "may-thurner")?.rating
        == .usuallyAppropriate)
    #expect(recommendation.remarkIDs.first == "O1")
    #expect(!recommendation.options.contains { $0.isCertain && $0.rating != .notRated })
  }

  @Test func trap9Day14IsOut() throws {
    let recommendation = try matched(
      .iliofemoral, .acuity("subacute"), .severity("mild"), .healthy, .onset("2026-06-01"))
    #expect(recommendation.outcome == .noVariant)
    #expect(recommendation.remarkIDs.contains("G17"))
    #expect(recommendation.remarkIDs.contains("G3"))
  }

  @Test func trap10SevereFemoropoplitealThrombosisIsNotCovered() throws {
    let recommendation = try matched(.acuteFemoropopliteal, .severity("severe"), .healthy)
    #expect(recommendation.outcome == .noVariant)
    #expect(recommendation.remarkIDs.contains("G10"))
    #expect(recommendation.candidate("acute-femoropopliteal")?.differs == [.severity])
  }

  @Test func trap11LimbThreatNeedsNoDateAndPregnancySaysThatItsWindowIsInferred() throws {
    let undated = try Patient(.iliofemoral, .limbThreat).recommendation()
    #expect(undated.outcome == .matched)
    #expect(undated.remarkIDs.contains("V5-undated"))
    let old = try Patient(.iliofemoral, .limbThreat, .acuity("late-subacute")).recommendation()
    #expect(old.variantCodes == ["limb-threat"])
    #expect(old.remarkIDs.contains("V5-not-acute"))
    let pregnant = try Patient(.acuteIliofemoral, .pregnant, .moderateToSevere, .noLimbThreat)
      .recommendation()
    #expect(pregnant.variantCodes == ["pregnancy"])
    #expect(pregnant.remarkIDs.contains("V7-acute"))
  }

  @Test func trap12OptionsAreShownInTheOrderOfTheACRAndDisagreementKeepsItsLabel() throws {
    #expect(
      try persistent().options.map(\.rating) == [
        .mayBeAppropriate, .mayBeAppropriate, .mayBeAppropriate, .mayBeAppropriateDisagreement,
        .notRated,
      ])
    let surgery = try #require(try persistent().option("surgical-thrombectomy"))
    #expect(surgery.cautions.contains { $0.id == "disagreement" })
    #expect(
      try mild().options.map(\.rating) == [
        .usuallyAppropriate, .mayBeAppropriate, .usuallyNotAppropriate, .usuallyNotAppropriate,
        .notRated,
      ])
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// What the engine does with facts of which the record says nothing.
@Suite struct PolicyTests {
  struct Unsaid: Sendable, CustomTestStringConvertible {
    let feature: Feature
    let outcome: Outcome
    let strictOutcome: Outcome
    let isAsked: Bool

    var testDescription: String { feature.rawValue }
  }

  /// A patient of the first variant of whom everything is known, but for one feature.
  static let unsaid = [
    Unsaid(feature: .ageGroup, outcome: .undetermined, strictOutcome: .undetermined, isAsked: true),
    Unsaid(
      feature: .thrombosis, outcome: .undetermined, strictOutcome: .undetermined, isAsked: true),
    Unsaid(feature: .segment, outcome: .undetermined, strictOutcome: .undetermined, isAsked: true),
    Unsaid(feature: .acuity, outcome: .undetermined, strictOutcome: .undetermined, isAsked: true),
    Unsaid(feature: .severity, outcome: .undetermined, strictOutcome: .undetermined, isAsked: true),
    Unsaid(
      feature: .otherwiseHealthy, outcome: .provisional, strictOutcome: .undetermined,
      isAsked: true),
    Unsaid(
      feature: .pregnancy, outcome: .provisional, strictOutcome: .undetermined, isAsked: true),
    Unsaid(feature: .limbThreat, outcome: .matched, strictOutcome: .matched, isAsked: true),
    Unsaid(feature: .compression, outcome: .matched, strictOutcome: .matched, isAsked: false),
    Unsaid(feature: .priorStent, outcome: .matched, strictOutcome: .matched, isAsked: false),
    Unsaid(
      feature: .anticoagulationContraindication, outcome: .matched, strictOutcome: .matched,
      isAsked: false),
    Unsaid(
      feature: .anticoagulationAlone, outcome: .matched, strictOutcome: .matched, isAsked: false),
    Unsaid(
      feature: .anticoagulationDuration, outcome: .matched, strictOutcome: .matched,
      isAsked: false),
    Unsaid(feature: .laterality, outcome: .matched, strictOutcome: .matched, isAsked: false),
  ]

  private func patient(without feature: Feature) -> Patient {
    let known: [Feature: FeatureValue] = [
      .ageGroup: "adult", .thrombosis: "confirmed", .segment: "iliofemoral", .acuity: "acute",
      .severity: "mild", .otherwiseHealthy: "yes", .pregnancy: "not-pregnant",
      .limbThreat: "none", .limbThreatSign: "no", .compression: "none", .priorStent: "no",
      .anticoagulationContraindication: "no", .anticoagulationAlone: "yes",
      .anticoagulationDuration: "under-3-months", .laterality: "left",
    ]
    var patient = Patient()
    for (other, value) in known where other != feature { patient.say(.known(other, [value])) }
    return patient
  }

  @Test(arguments: unsaid) func whatIsNotSaid(_ row: Unsaid) throws {
    let patient = patient(without: row.feature)
    let answer = try patient.recommendation()
    #expect(answer.outcome == row.outcome)
    #expect(try patient.recommendation(strict: true).outcome == row.strictOutcome)
    #expect(answer.questions.map(\.feature) == (row.isAsked ? [row.feature] : []))
  }

  @Test func exactlyTwoFeaturesAreAssumed() throws {
    let assumed = try acr2020.features.filter { $0.policy == .assumed }
    #expect(
      assumed.map(\.assumptionCode) == ["not-pregnant", "otherwise-healthy"])
    #expect(assumed.map(\.taken) == ["not-pregnant", "yes"])
  }

  @Test func anAssumptionThatMakesNoDifferenceIsNotListed() throws {
    // The May-Thurner variant does not ask for health.
    let answer = try Patient(.acuteIliofemoral, .mayThurner, .notPregnant, .moderateToSevere)
      .recommendation()
    #expect(answer.outcome == .matched)
    #expect(answer.assumptions.isEmpty)
  }

  @Test func aContradictionIsNeverTreatedAsUnknown() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .severity("mild"), .noLimbThreat,
      .conflicting(.otherwiseHealthy, ["no", "yes"])
    ).recommendation()
    #expect(answer.outcome == .undetermined)
    #expect(answer.questions.map(\.feature) == [.otherwiseHealthy])
  }

  @Test func unknownLimbThreatBlocksOnceThereIsASign() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .severity("severe"), .healthy, .yes(.limbThreatSign)
    ).recommendation()
    #expect(answer.outcome == .undetermined)
    #expect(answer.candidateCodes == ["limb-threat", "acute-moderate-severe"])
  }

  @Test func aNoVariantThatRestsOnAnAssumptionSaysSo() throws {
    // Pregnant, she would belong to the seventh variant.
    let answer = try Patient(.acuteIliofemoral, .moderateToSevere, .notHealthy, .noLimbThreat)
      .recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.assumptions.map(\.code) == ["not-pregnant"])
    let strict = try Patient(.acuteIliofemoral, .moderateToSevere, .notHealthy, .noLimbThreat)
      .recommendation(strict: true)
    #expect(strict.outcome == .undetermined)
  }

  @Test func nothingKnownIsUndeterminedWithEveryVariantPossible() throws {
    let answer = try Patient(leg: nil).recommendation()
    #expect(answer.outcome == .undetermined)
    #expect(
      answer.candidateCodes == [
        "pregnancy", "acute-mild", "acute-moderate-severe", "acute-femoropopliteal", "persistent",
      ])
    #expect(answer.options.isEmpty)
    #expect(answer.questions.first?.feature == .thrombosis)
  }

  @Test func compressionIsTakenAsAbsentButSaidToBeUnknown() throws {
    let answer = try Patient(.acuteIliofemoral, .notPregnant, .moderateToSevere, .healthy)
      .recommendation()
    #expect(answer.outcome == .matched)
    #expect(answer.remarkIDs.contains("compression-not-imaged"))
  }

  @Test func suspectedCompressionIsNamed() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .moderateToSevere, .healthy, .compression("suspected")
    ).recommendation()
    #expect(answer.variantCodes == ["acute-moderate-severe"])
    #expect(answer.remarkIDs.contains("compression-suspected"))
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// What is called certain stays so, whatever is learned (issue: answers that hold under missing data).
@Suite struct CertaintyTests {
  @Test func aRatingIsCertainWhenEveryCompletionGivesIt() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .healthy, .noLimbThreat, .compression("none"),
      .partly(.severity, ["mild", "moderate", "severe"])
    ).recommendation()
    #expect(answer.outcome == .undetermined)
    #expect(answer.candidateCodes == ["acute-mild", "acute-moderate-severe"])
    let alone = try #require(answer.options.first)
    #expect(alone.option == "anticoagulation-alone")
    #expect(alone.rating == .usuallyAppropriate)
    #expect(alone.isCertain)
    #expect(alone.variant == nil)
    #expect(answer.options.count == 1)
  }

  @Test func aRatingIsNotCertainWhileNoVariantMayFit() throws {
    // Severity may turn out to be none, and then nothing fits.
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .healthy, .noLimbThreat, .compression("none")
    ).recommendation()
    let alone = try #require(answer.options.first)
    #expect(alone.rating == .usuallyAppropriate)
    #expect(!alone.isCertain)
    #expect(alone.cautions.contains { $0.id == "not-certain" })
  }

  @Test func aKnownCaseIsCertain() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .healthy, .noLimbThreat, .compression("none"),
      .severity("mild")
    ).recommendation()
    #expect(answer.outcome == .matched)
    #expect(answer.options.allSatisfy { $0.isCertain })
  }

  @Test func compressionThatWasNeverLookedForLeavesTheRatingOpen() throws {
    // May-Thurner imaging would lower anticoagulation alone; surgery stays as it is.
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .healthy, .noLimbThreat, .moderateToSevere
    ).recommendation()
    #expect(answer.outcome == .matched)
    #expect(answer.option("anticoagulation-alone")?.isCertain == false)
    #expect(answer.option("catheter-directed-therapy")?.isCertain == true)
    #expect(answer.option("surgical-thrombectomy")?.isCertain == true)
  }

  @Test func suspectedCompressionLeavesTheRatingOpenToo() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .healthy, .noLimbThreat, .moderateToSevere,
      .compression("suspected")
    ).recommendation()
    #expect(answer.option("anticoagulation-alone")?.isCertain == false)
  }

  @Test func anUnexaminedLimbLeavesTheRatingOpen() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .healthy, .severity("mild"), .compression("none")
    ).recommendation()
    #expect(answer.outcome == .matched)
    #expect(answer.option("anticoagulation-alone")?.isCertain == false)
  }

  @Test func aProvisionalRatingIsNotCertain() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .noLimbThreat, .severity("mild"), .compression("none")
    ).recommendation()
    #expect(answer.outcome == .provisional)
    #expect(!answer.options.contains { $0.isCertain })
  }

  /// From random records, fact after fact is learned until everything is known: a certain rating is never
  /// overturned, and stays certain.
  @Test(arguments: 0..<60) func learningNeverOverturnsWhatIsCertain(block: Int) throws {
    var random = SeededNumbers(seed: UInt64(block) &* 7919 &+ 1)
    for criteria in [try acr2020, try acr2013] {
      for _ in 0..<20 {
        var patient = Patient.random(&random, openShare: 4)
        var evaluation = patient.evaluation(by: criteria)
        while let learned = patient.learning(&random, by: criteria) {
          let next = learned.evaluation(by: criteria)
          let later = next.optionRatings()
          for option in evaluation.optionRatings() where option.isCertain {
            let rows = later.filter { $0.option == option.option }
            #expect(
              !rows.isEmpty && rows.allSatisfy { $0.rating == option.rating && $0.isCertain },
              "\(option.option) was certain and changed")
          }
          patient = learned
          evaluation = next
        }
        // Everything is known that counts: nothing is assumed or asked any more.
        let settled: [Outcome] = [.matched, .overlap, .noVariant, .notCovered]
        #expect(settled.contains(evaluation.outcome))
        #expect(evaluation.decision.assumptions.isEmpty)
        #expect(!evaluation.questions().contains { $0.isDeciding })
      }
    }
  }

  /// A match without assumptions stays the same while facts are learned that are neither prompts nor taken as
  /// absent.
  @Test(arguments: 0..<40) func learningNeverOverturnsAMatch(block: Int) throws {
    let criteria = try acr2020
    var random = SeededNumbers(seed: UInt64(block) &* 104_729 &+ 5)
    let taken = criteria.features.filter { $0.policy == .prompted || $0.policy == .presenceOnly }
    // A sign of limb threat turns the prompt into a question.
    let excluded = taken.map(\.feature) + [.limbThreatSign]
    for _ in 0..<60 {
      let patient = Patient.random(&random, openShare: 4)
      let evaluation = patient.evaluation(by: criteria)
      guard evaluation.outcome == .matched,
        let learned = patient.learning(&random, by: criteria)
      else { continue }
      let changed = zip(patient.facts.facts, learned.facts.facts).first { $0 != $1 }?.0.feature
      if let changed, excluded.contains(changed) { continue }
      let next = learned.evaluation(by: criteria)
      #expect(next.outcome == .matched)
      #expect(next.matches == evaluation.matches)
    }
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// One patient under both editions: what changes, and which fact is read differently.
@Suite struct CaseComparisonTests {
  private func compare(
    _ statements: Patient.Statement..., strict: Bool = false
  ) throws -> CaseComparison {
    var patient = Patient(.noLimbThreat, .notPregnant)
    for statement in statements { patient.say(statement) }
    return try EditionPair(from: acr2013, to: acr2020)
      .compare(patient.facts, asOf: Patient.asOf, strict: strict)
  }

  private func step(_ option: String, in comparison: CaseComparison) -> RatingChange? {
    comparison.options.first { $0.option == option }.flatMap { $0.before.change(to: $0.after) }
  }

  /// FACTS 1.7, mild: the same scenario, and catheter-directed therapy is reversed.
  @Test func mildSymptomsAreTheSameScenarioRatedOtherwise() throws {
    let found = try compare(.acuteIliofemoral, .onset("2026-06-10"), .severity("mild"), .healthy)
    #expect(found.kind == .ratings)
    #expect(found.before.variants.map(\.code) == ["2013-minimal"])
    #expect(found.after.variants.map(\.code) == ["acute-mild"])
    #expect(step("catheter-directed-therapy", in: found) == .reversed)
    #expect(step("anticoagulation-alone", in: found) == .unchanged)
    #expect(found.options.first { $0.option == "catheter-directed-therapy" }?.scoreBefore == 7)
    #expect(found.reasons.map(\.kind) == [.rating])
  }

  /// FACTS 1.7, May-Thurner window: on day 12 the case was a first episode.
  @Test func onDay12MayThurnerImagingCountsOnlyIn2020() throws {
    let found = try compare(
      .acuteIliofemoral, .onset("2026-06-03"), .severity("severe"), .healthy, .mayThurner)
    #expect(found.kind == .variant)
    #expect(found.before.variants.map(\.code) == ["2013-first-episode"])
    #expect(found.after.variants.map(\.code) == ["may-thurner"])
    #expect(found.reasons.map(\.kind) == [.precedence, .condition])
    let window = try #require(found.reasons.last)
    #expect(window.feature == .acuity)
    #expect(window.edition == "2013")
    #expect(window.variant == "2013-may-thurner")
    #expect(window.text.contains("the case has acute (less than 14 days), more than 10 days"))
    // On day 9 it is the same scenario in both.
    let earlier = try compare(
      .acuteIliofemoral, .onset("2026-06-06"), .severity("severe"), .healthy, .mayThurner)
    #expect(earlier.kind == .ratings)
    #expect(step("anticoagulation-alone", in: earlier) == .up)
  }

  /// FACTS 1.7, "first episode" dropped.
  @Test func aSecondThrombosisFitsOnlyIn2020() throws {
    let found = try compare(
      .acuteIliofemoral, .onset("2026-06-10"), .severity("severe"), .healthy,
      .yes(.priorThrombosis))
    #expect(found.kind == .covered)
    let condition = try #require(found.reasons.first { $0.kind == .condition })
    #expect(condition.feature == .priorThrombosis)
    #expect(condition.text.contains("IF2013-V1 asks for no, IF-V2 does not ask; the case has yes"))
    #expect(found.reasons.contains { $0.kind == .gap && $0.edition == "2013" })
  }

  /// 2013 had no word on health for minimal symptoms; 2020 has.
  @Test func mildSymptomsOfAPatientWhoIsNotHealthyFitOnlyIn2013() throws {
    let found = try compare(
      .acuteIliofemoral, .onset("2026-06-10"), .severity("mild"), .notHealthy)
    #expect(found.kind == .uncovered)
    let condition = try #require(found.reasons.first { $0.kind == .condition })
    #expect(condition.feature == .otherwiseHealthy)
    #expect(condition.edition == "2020")
    #expect(found.reasons.contains { $0.kind == .gap && $0.edition == "2020" })
  }

  /// FACTS 1.7, new variants; the older file says itself why nothing fitted.
  @Test func pregnancyIsANewScenario() throws {
    let found = try compare(
      .acuteIliofemoral, .onset("2026-06-10"), .severity("severe"), .healthy, .pregnant)
    #expect(found.kind == .covered)
    #expect(found.after.variants.map(\.code) == ["pregnancy"])
    #expect(found.reasons.map(\.kind) == [.variant, .gap])
    #expect(found.reasons.last?.text == "2013: The 2013 edition has no variant for pregnancy.")
  }

  /// FACTS 1.4.8: the overlap of 2020.
  @Test func anOverlapShowsBothRatings() throws {
    let found = try compare(
      .acuteIliofemoral, .onset("2026-06-03"), .severity("mild"), .healthy, .mayThurner)
    #expect(found.kind == .variant)
    #expect(found.after.outcome == .overlap)
    let option = try #require(
      found.options.first { $0.option == "catheter-directed-therapy" })
    #expect(option.after == .rated([.usuallyAppropriate, .usuallyNotAppropriate]))
    #expect(option.isChanged)
  }

  @Test func whatNeitherEditionCoversIsUnchanged() throws {
    let found = try compare(.iliofemoral, .acuity("subacute"), .severity("severe"))
    #expect(found.kind == .unchanged)
    #expect(found.reasons.isEmpty)
    let minor = try compare(.acuteIliofemoral, .known(.ageGroup, ["minor"]))
    #expect(minor.kind == .unchanged)
    #expect(minor.before.outcome == .notCovered)
  }

  @Test func aRecordThatContradictsItselfIsUnusableInBoth() throws {
    let found = try compare(.acuteIliofemoral, .contradiction("Dates exclude each other."))
    #expect(found.kind == .unusable)
    #expect(found.reasons.isEmpty)
  }

  /// The duration of anticoagulation decides only where a variant is about persistent symptoms.
  @Test func aFactThatOnlyOneEditionNeedsIsNamed() throws {
    let found = try compare(.iliofemoral, .acuity("chronic"), .severity("moderate"))
    #expect(found.kind == .opened)
    let missing = found.reasons.filter { $0.kind == .missing }
    #expect(missing.map(\.edition) == ["2020", "2020"])
    #expect(
      Set(missing.map(\.feature)) == [.anticoagulationAlone, .anticoagulationDuration])
  }

  /// Ratings that are still open count: a case is not unchanged because nothing is settled.
  @Test func openRatingsAreCompared() throws {
    let found = try compare(
      .acuteIliofemoral, .onset("2026-06-10"), .healthy, .severity("severe"),
      .partly(.limbThreat, ["none", "confirmed"]), .yes(.limbThreatSign))
    #expect(found.before.outcome == .undetermined)
    #expect(found.kind == .ratings)
    let surgery = try #require(found.options.first { $0.option == "surgical-thrombectomy" })
    #expect(surgery.before == .undetermined([.mayBeAppropriate, .usuallyNotAppropriate]))
    #expect(surgery.after == .undetermined([.usuallyAppropriate, .mayBeAppropriate]))
  }

  @Test func anAssumptionThatOnlyOneEditionNeedsIsNamed() throws {
    let found = try compare(.acuteIliofemoral, .onset("2026-06-10"), .severity("mild"))
    #expect(found.before.assumptions.isEmpty)
    #expect(found.after.assumptions == ["otherwise-healthy"])
    let assumption = try #require(found.reasons.first { $0.kind == .assumption })
    #expect(assumption.edition == "2020")
    #expect(assumption.feature == .otherwiseHealthy)
    // With nothing assumed 2020 cannot tell.
    let strict = try compare(
      .acuteIliofemoral, .onset("2026-06-10"), .severity("mild"), strict: true)
    #expect(strict.kind == .opened)
  }

  /// Over thousands of records: the sides are what each edition says by itself, a change always has a reason, and
  /// nothing that is the same has one.
  @Test func comparisonsAgreeWithTheEditionsAndAlwaysSayWhy() throws {
    let pair = EditionPair(from: try acr2013, to: try acr2020)
    var random = SeededNumbers(seed: 17)
    for _ in 0..<2_000 {
      let patient = Patient.random(&random, openShare: 6)
      let found = pair.compare(patient.facts, asOf: Patient.asOf)
      for (side, criteria) in [(found.before, pair.former), (found.after, pair.current)] {
        let answer = criteria.recommend(patient.facts, asOf: Patient.asOf)
        #expect(side.outcome == answer.outcome)
        #expect(side.assumptions == answer.assumptions.map(\.code))
        if answer.outcome != .undetermined {
          #expect(side.variants.map(\.code) == answer.variantCodes)
        }
      }
      let isSame = found.kind == .unchanged || found.kind == .unusable
      #expect(found.reasons.isEmpty == isSame, "\(found.kind) \(found.before) \(found.after)")
      if found.kind == .unchanged {
        #expect(found.options.allSatisfy { !$0.isChanged })
      }
    }
  }

  /// An edition against itself changes nobody.
  @Test func theSameEditionChangesNobody() throws {
    let pair = EditionPair(from: try acr2020, to: try acr2020, names: ("a", "b"))
    var random = SeededNumbers(seed: 18)
    for _ in 0..<500 {
      let patient = Patient.random(&random, openShare: 4)
      #expect(pair.compare(patient.facts, asOf: Patient.asOf).kind == .unchanged)
    }
  }

  @Test func totalsCount() throws {
    var totals = ComparisonTotals()
    let mild = try compare(.acuteIliofemoral, .onset("2026-06-10"), .severity("mild"), .healthy)
    let chronic = try compare(.iliofemoral, .acuity("subacute"), .severity("severe"))
    totals.add([mild, mild])
    totals.add([chronic])
    totals.addWithoutCase()
    totals.addPassedOver()
    #expect([totals.inputs, totals.withoutCase, totals.passedOver, totals.cases] == [3, 1, 1, 3])
    #expect(totals.kinds == [.ratings: 2, .unchanged: 1])
    #expect(totals.moves.map(\.count) == [2])
    #expect(totals.steps.map(\.count) == [2, 2, 2])
  }
}

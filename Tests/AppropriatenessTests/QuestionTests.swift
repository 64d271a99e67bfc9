import CaseRecord
import Testing

@testable import Appropriateness

/// The questions that decide: sufficient, none superfluous, the most decisive first.
@Suite struct QuestionTests {
  @Test func everyRuledFeatureHasAQuestionWithDataThatWouldAnswerIt() throws {
    for criteria in [try acr2020, try acr2013] {
      for rule in criteria.features {
        let question = try #require(criteria.questions.first { $0.feature == rule.feature })
        #expect(question.text.hasSuffix("?"))
        #expect(!question.needs.isEmpty)
      }
    }
  }

  @Test func aCoverQuestionComesFirst() throws {
    let answer = try Patient(.adult).recommendation()
    #expect(answer.questions.first?.feature == .thrombosis)
  }

  @Test func theReasonTellsWhatEachAnswerLeavesOpen() throws {
    let answer = try Patient(.acuteIliofemoral, .notPregnant, .healthy, .noLimbThreat)
      .recommendation()
    let question = try #require(answer.questions.first)
    #expect(question.feature == .severity)
    #expect(
      question.reason.contains(
        "no symptoms: no variant of this topic; mild: IF-V1; moderate, severe: IF-V2"))
  }

  @Test func factsThatCannotChangeTheAnswerAreNotAsked() throws {
    // A subacute case with anticoagulation below three months fits nothing, whatever else.
    let answer = try Patient(
      .iliofemoral, .acuity("subacute"), .known(.anticoagulationDuration, ["under-3-months"]),
      .noLimbThreat
    ).recommendation()
    #expect(answer.outcome == .noVariant)
    #expect(answer.questions.isEmpty)
  }

  @Test func aDatedOnsetOf2013AsksOnceForTheOnset() throws {
    let answer = try Patient(
      .iliofemoral, .mayThurner, .notPregnant, .moderateToSevere, .healthy, .noLimbThreat
    ).recommendation(by: acr2013)
    #expect(answer.questions.map(\.feature) == [.acuity])
  }

  /// Sufficient: once the deciding questions are answered, one result remains. None superfluous: leaving one of
  /// them open leaves two results for some patient. Checked on random records against every single completion.
  @Test(arguments: 0..<300) func decidingQuestionsAreTheSmallestSufficientSet(seed: Int) throws {
    let criteria = try acr2020
    var random = SeededNumbers(seed: UInt64(seed) &+ 77)
    let patient = Patient.random(&random, openShare: 3)
    let evaluation = Evaluation(
      criteria: criteria, facts: patient.facts, asOf: Patient.asOf, strict: true)
    let box = evaluation.open.candidates
    let relevant = criteria.table.relevantLanes(in: box)
    let lanes = criteria.space.dimensions.indices.filter { box[$0].nonzeroBitCount > 1 }
    let ruled = lanes.filter(Prover(criteria).lanes.contains)
    guard ruled.reduce(1, { $0 * box[$1].nonzeroBitCount }) <= 20_000 else { return }
    let naive = NaiveRules(criteria, lanes: Array(criteria.space.dimensions.indices))
    var resultsByAnswers: [CaseBox: Set<VariantTable.Result>] = [:]
    var resultsWithout: [Int: [CaseBox: Set<VariantTable.Result>]] = [:]
    box.forEachCase(over: ruled) { complete in
      let result = naive.result(
        criteria.space.dimensions.indices.map { complete[$0].trailingZeroBitCount })
      var asked = complete
      for lane in ruled where !relevant.contains(lane) { asked[lane] = box[lane] }
      resultsByAnswers[asked, default: []].insert(result)
      for lane in relevant {
        var left = asked
        left[lane] = box[lane]
        resultsWithout[lane, default: [:]][left, default: []].insert(result)
      }
    }
    #expect(resultsByAnswers.values.allSatisfy { $0.count == 1 })
    for lane in relevant {
      #expect(resultsWithout[lane]?.values.contains { $0.count > 1 } == true)
    }
  }
}

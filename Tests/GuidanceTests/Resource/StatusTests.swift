import Appropriateness
import FHIR
import Testing

@testable import Guidance

@Suite("GuidanceResponse.status and outcome (CONTRACT section 1)")
struct StatusTests {
  @Test(
    "Each outcome has its status",
    arguments: zip(
      ExampleCase.everyOutcome,
      [
        ("matched", "success"), ("provisional", "data-requested"), ("overlap", "success"),
        ("no-variant", "success"), ("not-covered", "success"), ("undetermined", "data-required"),
        ("unusable", "failure"),
      ]))
  func statusOfOutcome(example: ExampleCase, expected: (outcome: String, status: String)) {
    let response = example.response
    #expect(response.status.value == expected.status)
    #expect(response.output("outcome").map(\.text) == [expected.outcome])
  }

  @Test("An overlap with assumptions requests data")
  func overlapWithAssumptions() {
    var recommendation = ExampleCase.overlap.recommendations[0]
    recommendation.assumptions = [
      Assumption(code: "not-pregnant", feature: .pregnancy, statement: "Taken not to be pregnant")
    ]
    let response = ExampleCase(name: "", recommendations: [recommendation]).response
    #expect(response.status.value == "data-requested")
    #expect(response.output("outcome").map(\.text) == ["overlap"])
  }

  @Test("Of two legs the one of which least can be said gives status and outcome")
  func leastCertainLeg() {
    let response = ExampleCase.legsApart.response
    #expect(response.status.value == "data-required")
    #expect(response.output("outcome").map(\.text) == ["undetermined"])
    #expect(response.output("leg").map { $0.parts("outcome") } == [["undetermined"], ["matched"]])
  }

  @Test("Every outcome has a place in the order of certainty")
  func orderIsComplete() {
    #expect(Set(Outcome.leastCertainFirst) == Set(Outcome.allCases))
    #expect(Outcome.leastCertainFirst.count == Outcome.allCases.count)
  }

  @Test("data-required always asks for data, whatever the questions are")
  func undeterminedAlwaysAsks() {
    var recommendation = ExampleCase.undetermined.recommendations[0]
    recommendation.questions = [ExampleCase.examineLimb]
    let prompted = ExampleCase(name: "", recommendations: [recommendation]).response
    #expect(prompted.dataRequirement.count == 1)

    recommendation.questions = []
    let bare = ExampleCase(name: "", recommendations: [recommendation]).response
    // The candidates depend on limb threat and severity.
    #expect(bare.dataRequirement.count == 2)
    #expect(bare.status.value == "data-required")
  }

  @Test("Without any recommendation the answer is a failure")
  func nothingRecommended() {
    let response = ExampleCase(name: "", recommendations: []).response
    #expect(response.status.value == "failure")
    #expect(response.subject?.reference?.value == "Patient/p1")
  }
}

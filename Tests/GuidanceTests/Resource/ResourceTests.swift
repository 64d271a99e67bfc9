import Appropriateness
import CaseRecord
import FHIR
import FHIRSyntax
import Testing

@testable import Guidance

@Suite("The GuidanceResponse around its parameters")
struct ResourceTests {
  @Test("Module, identifiers, subject, time and performer are those of the request")
  func frame() {
    let response = ExampleCase.matched.response
    let node = response.node
    #expect(
      node["moduleCanonical"]?.text
        == "https://venoguide.example/fhir/PlanDefinition/iliofemoral-dvt|2020")
    #expect(response.id?.value == ExampleCase.request.identifier)
    #expect(
      response.identifier.map(\.value?.value) == ["urn:uuid:\(ExampleCase.request.identifier)"])
    #expect(response.requestIdentifier?.value?.value == "m-17")
    #expect(response.subject?.reference?.value == "Patient/p1")
    #expect(response.occurrenceDateTime?.value?.text == "2026-06-15T12:00:00Z")
    #expect(response.performer?.reference?.value == "#device")
    #expect(
      node.all("contained").last?.all("version").map { $0["value"]?.text } == [
        "0.1.0", "sha256:0f1e2d3c",
      ])
  }

  @Test("The reason is the thrombosis: its resources, and the code of its Condition")
  func reason() {
    let response = ExampleCase.matched.response
    #expect(
      response.reasonReference.map(\.reference?.value) == [
        "Condition/dvt", "DiagnosticReport/duplex",
      ])
    #expect(response.reasonCode.count == 1)
    #expect(response.reasonCode.first?.coding.first?.code?.value == "234044007")
  }

  @Test("A reason without a type in its reference counts only when a finding says Condition")
  func reasonByUUID() {
    var recommendation = ExampleCase.matchedRecommendation(.left)
    let evidence = Evidence(
      reference: "urn:uuid:0c3f1a52-6d5e-4f3a-9f57-5d1b0a9c8e7d", path: "Bundle.entry[1].resource")
    recommendation.facts = ExampleCase.facts(
      .left,
      Fact(
        .thrombosis, .known, possible: ["confirmed"], summary: "", evidence: [evidence], rule: ""))
    var example = ExampleCase(name: "", recommendations: [recommendation])
    #expect(example.response.reasonReference.isEmpty)
    example.record.findings = [
      Finding(
        concept: Concept("dvt-iliofemoral-acute"), presence: .present, kind: .condition,
        evidence: evidence,
        rule: "condition-code")
    ]
    #expect(example.response.reasonReference.count == 1)
  }

  @Test("The proposal holds only options rated usually or may be appropriate, as a free choice")
  func proposal() throws {
    let group = try #require(ExampleCase.matched.response.proposal)
    #expect(group.intent.value == "proposal")
    #expect(group.status.value == "draft")
    let choice = try #require(group.action.first)
    #expect(group.action.count == 1)
    #expect(choice.selectionBehavior?.value == "any")
    #expect(choice.requiredBehavior?.value == "could")
    #expect(
      choice.action.map { $0.code.first?.coding.first?.code?.value } == [
        "anticoagulation-alone", "catheter-directed-therapy", "surgical-thrombectomy",
      ])
  }

  @Test("A rating with disagreement is proposed and keeps its label")
  func disagreementIsProposed() {
    var recommendation = ExampleCase.matched.recommendations[0]
    recommendation.options = [
      ExampleCase.option(
        "surgical-thrombectomy", "Surgical thrombectomy with or without stent placement",
        .mayBeAppropriateDisagreement, "persistent")
    ]
    let response = ExampleCase(name: "", recommendations: [recommendation]).response
    let action = response.proposal?.action.first?.action.first
    #expect(action?.description?.value?.hasPrefix("May be appropriate (disagreement)") == true)
  }

  @Test("In an overlap an option is proposed once, with both ratings")
  func overlapProposal() {
    let actions = ExampleCase.overlap.response.proposal?.action.first?.action ?? []
    let therapy = actions.filter {
      $0.code.first?.coding.first?.code?.value == "catheter-directed-therapy"
    }
    #expect(therapy.count == 1)
    let text = therapy.first?.description?.value ?? ""
    #expect(text.contains("Usually appropriate: “Acute iliofemoral thrombosis, less than 14 days"))
    #expect(text.contains("Usually not appropriate: “Acute iliofemoral thrombosis, mild"))
  }

  @Test(
    "Without a rating there is no proposal",
    arguments: [ExampleCase.noVariant, .notCovered, .unusable])
  func noProposal(example: ExampleCase) {
    let response = example.response
    #expect(response.proposal == nil)
    #expect(response.result == nil)
  }

  @Test("A contradictory record gets no proposal, whatever options are passed along")
  func unusableProposesNothing() {
    var recommendation = ExampleCase.unusable.recommendations[0]
    recommendation.options = ExampleCase.moderateSevereOptions()
    #expect(ExampleCase(name: "", recommendations: [recommendation]).response.result == nil)
  }

  @Test("The same arguments give the same bytes", arguments: ExampleCase.all)
  func repetition(example: ExampleCase) throws {
    for format in [FHIRFormat.json, .xml] {
      let first = try writeTree(example.response.node, as: format)
      let second = try writeTree(example.response.node, as: format)
      #expect(first == second)
    }
  }

  @Test("No name and no birth date reaches any form", arguments: ExampleCase.all)
  func noPatientData(example: ExampleCase) throws {
    let forms = [
      String(decoding: try writeTree(example.response.node, as: .json), as: UTF8.self),
      TerminalText().render(example.explanation), HTMLPage().render([example.explanation]),
    ]
    for form in forms {
      #expect(!form.contains("1980-12-14"))
      #expect(!form.contains("female"))
    }
  }
}

@Suite("Failure: input that cannot be evaluated")
struct FailureTests {
  private let composer = GuidanceComposer(program: ExampleCase.program)
  private let issue = FHIR.Issue(
    .fatal, .structure, "The JSON text ends inside an object.", at: "Bundle.entry[2]", offset: 90,
    line: 4, column: 7)

  @Test("It names the subject when known and what is wrong, with its place")
  func failure() {
    let response = composer.failure(
      to: ExampleCase.request, subject: "Patient/p1", asOf: "2026-06-15", issues: [issue])
    #expect(response.status.value == "failure")
    #expect(response.subject?.reference?.value == "Patient/p1")
    #expect(response.output("outcome").map(\.text) == ["unusable"])
    #expect(response.messages.map(\.severity.value) == ["fatal"])
    #expect(response.messages.map { $0.expression.map(\.value) } == [["Bundle.entry[2]"]])
    #expect(response.messages.map(\.diagnostics?.value) == ["line 4, column 7"])
    #expect(response.explanation.contains("The JSON text ends inside an object."))
  }

  @Test("Without a subject there is none, and without issues there still is a message")
  func withoutSubject() {
    let response = composer.failure(
      to: GuidanceRequest(identifier: ""), subject: nil, asOf: nil, issues: [])
    #expect(response.subject == nil)
    #expect(response.identifier.isEmpty)
    #expect(response.messages.map(\.severity.value) == ["fatal"])
  }

  @Test("An OperationOutcome of its own stands for a line without a patient")
  func operationOutcome() {
    let outcome = composer.operationOutcome(for: [issue])
    #expect(outcome.id == nil)
    #expect(outcome.issue.count == 1)
    #expect(outcome.text?.div.contains("cannot be evaluated") == true)
  }
}

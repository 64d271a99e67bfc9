import Appropriateness
import FHIR
import Testing

@testable import Guidance

@Suite("dataRequirement: what to send")
struct DataRequirementTests {
  @Test("Type, element, codes and window are those of the question, best first")
  func alternatives() throws {
    let requirements = ExampleCase.undetermined.response.dataRequirement
    #expect(requirements.map(\.type.value) == ["Condition", "Observation"])
    #expect(
      requirements.map { $0.mustSupport.map(\.value) } == [["verificationStatus"], ["value"]])
    #expect(
      requirements.first?.codeFilter.first?.valueSet?.value
        == "https://venoguide.example/fhir/ValueSet/phlegmasia")
    let observation = try #require(requirements.last)
    #expect(
      observation.codeFilter.first?.code.map(\.code?.value) == ["motor-deficit", "sensory-deficit"])
    #expect(observation.codeFilter.first?.code.first?.system?.value == Canonical.findingCodeSystem)
    #expect(observation.dateFilter.first?.path?.value == "effective")
    let window = observation.node.all("dateFilter").first?["valueDuration"]
    #expect(window?["value"]?.text == "2")
    #expect(window?["code"]?.text == "d")
  }

  @Test("The extension says the question, why it is asked and what could not answer it")
  func context() throws {
    let requirement = try #require(ExampleCase.undetermined.response.dataRequirement.first)
    let context = try #require(requirement.extension.first)
    #expect(context.url == Canonical.questionExtension)
    #expect(context.extension.map(\.url) == ["feature", "question", "reason", "at-fault"])
    let fault = context.extension.last?.node["valueReference"]
    #expect(fault?["reference"]?.text == "Observation/color")
    #expect(
      fault?.all("extension").first?["valueString"]?.text == "Bundle.entry[10].resource.value")
  }

  @Test("What an assumption stands for is asked; what only prompts is not")
  func assumedAndPrompted() {
    #expect(ExampleCase.provisional.response.dataRequirement.count == 2)
    let matched = ExampleCase.matched.response
    #expect(matched.dataRequirement.isEmpty)
    #expect(
      matched.messages.contains {
        $0.severity.value == "information" && $0.details?.text?.value?.contains("pulses") == true
      })
  }
}

@Suite("evaluationMessage: what was not right and not used")
struct EvaluationMessageTests {
  @Test("Input issues, set-aside resources, unknown codes and unread texts are warnings")
  func warnings() {
    let messages = ExampleCase.matched.response.messages
    let warnings = messages.filter { $0.severity.value == "warning" }
    #expect(
      warnings.map(\.code.value) == [
        "structure", "business-rule", "code-invalid", "code-invalid", "code-invalid",
        "not-supported",
      ])
    #expect(
      warnings.flatMap(\.expression).map(\.value) == [
        "Bundle.entry[4].resource.mood", "Bundle.entry[9].resource.status",
        "Bundle.entry[2].resource.conclusion",
      ])
  }

  @Test("Every code that was not understood is named, with how often it occurred")
  func unmappedCodes() {
    let texts = ExampleCase.matched.response.messages.compactMap { $0.details?.text?.value }
    #expect(texts.contains { $0.contains("SNOMED CT in Condition: 38341003 (3 times)") })
    #expect(texts.contains { $0.contains("LOINC in Observation: 8302-2") })
    #expect(texts.contains { $0.hasPrefix("Damaged") && $0.contains("38341004") })
  }

  @Test("A contradiction is an error with the path at fault")
  func contradiction() {
    let first = ExampleCase.unusable.response.messages.first
    #expect(first?.severity.value == "error")
    #expect(first?.expression.map(\.value) == ["Bundle.entry[1].resource.onset"])
  }

  @Test("Where nothing is to be said, that is said")
  func nothing() {
    let messages = ExampleCase.provisional.response.messages
    #expect(messages.map(\.severity.value) == ["information"])
  }

  @Test("What two legs have in common is said once")
  func once() {
    let one = ExampleCase.matched.response.messages.filter { $0.severity.value == "information" }
    let both = ExampleCase.bothLegsAlike.response.messages
      .filter { $0.severity.value == "information" }
    #expect(one.count == both.count)
  }
}

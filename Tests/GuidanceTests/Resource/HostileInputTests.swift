import Appropriateness
import CaseRecord
import FHIR
import FHIRSyntax
import Testing

@testable import Guidance

@Suite("Hostile text from the input stays text in every form")
struct HostileInputTests {
  static let markup = "</div><script>alert(1)</script>&nbsp;\"'<![CDATA["
  static let steering = "\u{1B}[2J\u{07}\u{9B}31m\u{202E}gnp.exe\u{0000}\u{FFFE}"

  /// Every text that can come from outside is hostile.
  static let hostile: ExampleCase = {
    let evidence = Evidence(
      reference: "Observation/\(markup)\(steering)", path: "Bundle.\(markup)\(steering)",
      code: "http://x.example/\(markup)|\(steering)", meaning: "\(markup)\(steering)")
    let local = Evidence(reference: "#device", path: "#output", code: "|", meaning: "")
    var recommendation = ExampleCase.undetermined.recommendations[0]
    recommendation.facts = ExampleCase.facts(
      .left,
      Fact(
        .thrombosis, .known, possible: ["confirmed"], summary: markup, evidence: [evidence, local],
        rule: "rule", notes: [steering]))
    recommendation.escalations[0].evidence = [evidence, local]
    recommendation.questions[0].evidence = [evidence, local]
    recommendation.orders = [evidence, local].map { source in
      OrderRating(
        order: Order(
          row: "stent", item: .unrated, intent: .order,
          codes: [.init("\(markup)|\(steering)", meaning: markup), .init(steering)],
          evidence: source), result: .noGuidelines)
    }
    var record = ExampleCase.record(
      unmappedCodes: [
        UnmappedCode(system: markup, code: steering, resourceType: "Observation"),
        UnmappedCode(system: "", code: "", resourceType: markup, reason: .damaged),
      ],
      setAside: [
        SetAsideResource(reference: steering, path: markup, reason: .malformed, explanation: markup)
      ],
      unreadTexts: [UnreadText(reference: markup, path: steering, features: [.limbThreat])])
    record.subject = "Patient/\(markup)"
    return ExampleCase(
      name: "hostile", recommendations: [recommendation], record: record,
      issues: [FHIR.Issue(.warning, .value, "\(markup)\(steering)", at: "\(markup)\(steering)")])
  }()

  @Test("It can be written as JSON and as XML, and the narrative is one well-formed div")
  func isWritten() throws {
    let response = Self.hostile.response
    #expect(throws: Never.self) { try writeTree(response.node, as: .json) }
    #expect(throws: Never.self) { try writeTree(response.node, as: .xml) }
    #expect(Narrative.isWellFormed(response.explanation))
    #expect(!response.explanation.contains("<script"))
  }

  @Test("No control or steering character reaches any form")
  func noSteering() throws {
    let response = Self.hostile.response
    let texts =
      response.node.everything.compactMap(\.text) + [
        TerminalText().render(Self.hostile.explanation),
        HTMLPage().render([Self.hostile.explanation]),
      ]
    for text in texts {
      for scalar in ["\u{1B}", "\u{07}", "\u{9B}", "\u{202E}", "\u{0000}", "\u{FFFE}"] {
        #expect(!text.unicodeScalars.contains { String($0) == scalar })
      }
    }
  }

  @Test("A reference into a container of the input never points into the answer")
  func localReferences() {
    let response = Self.hostile.response
    let evidence = response.output("fact").flatMap(\.part).filter { $0.name.value == "evidence" }
      .compactMap { $0.value?.write()["reference"]?.text }
    #expect(!evidence.contains("#device"))
  }

  @Test("A subject that is no reference is named, not referred to")
  func subject() {
    let subject = Self.hostile.response.subject
    #expect(subject?.reference?.value == "Patient/\(Self.markup)")

    var example = ExampleCase.matched
    example.record.subject = "#p1"
    #expect(example.response.subject?.reference == nil)
    #expect(example.response.subject?.display?.value == "#p1")
    example.record.subject = ""
    #expect(example.response.subject == nil)
  }

  @Test("Of the caller's identifier only system and value are echoed")
  func requestIdentifier() {
    let given = R4.Identifier(
      extension: [R4.Extension(url: "urn:x", value: .string("y"))], system: "urn:bad system",
      value: "a\u{1B}b", assigner: R4.Reference(reference: "#device"))
    let request = GuidanceRequest(identifier: "x", requestIdentifier: given)
    #expect(request.echo == R4.Identifier(value: "ab"))
    #expect(GuidanceRequest(identifier: "x").echo == nil)
  }

  @Test("A long text is cut, and the cut shows")
  func longText() {
    let long = String(repeating: "a", count: 5000)
    #expect(ShownText.clean(long).count == ShownText.limit + 1)
    #expect(ShownText.clean(long).hasSuffix("…"))
    #expect(ShownText.clean("  a \n\t b\u{00A0}") == "a b")
  }
}

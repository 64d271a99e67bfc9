import FHIRSyntax
import Foundation
import Testing

@testable import VenoGuide

/// The 1,097 files of `bad/` get the verdicts of its index, as scripts/conformance finds from outside.
@Suite(.enabled(if: BadInput.isPresent))
struct BadInputTests {
  private let evaluator: Evaluator

  init() throws { evaluator = try Evaluator() }

  @Test(arguments: ["handmade", "fhir-test-cases", "ms-fhir-server"])
  func everyFileOfFHIRGetsItsVerdict(group: String) throws {
    let inputs = BadInput.all.filter { $0.group == group }
    for input in inputs {
      let handling = try Handling(input.pieces(), by: evaluator)
      #expect(handling.fits(input.verdict), "\(input.file): \(handling.summary)")
    }
    print("bad/\(group): \(inputs.count) verdicts")
    #expect(inputs.count >= 18)
  }

  /// A verdict may be right for a wrong reason, so what is said was read by a person and is held fast here.
  @Test func whatIsSaidIsWhatWasReviewed() throws {
    let groups = ["fhir-test-cases", "handmade", "ms-fhir-server"]
    var said = ""
    for input in BadInput.all where groups.contains(String(input.group)) {
      said += "\(input.file) (\(input.verdict))\n"
      for line in try Handling(input.pieces(), by: evaluator).summary { said += "  \(line)\n" }
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "reviewed-verdicts.txt")
    if ProcessInfo.processInfo.environment["VENOGUIDE_UPDATE_GOLDEN"] == "1" {
      try said.write(to: file, atomically: true, encoding: .utf8)
    }
    let reviewed = try String(contentsOf: file, encoding: .utf8)
    let differing = zip(
      said.split(separator: "\n"), reviewed.split(separator: "\n")
    ).first { $0 != $1 }
    #expect(
      said == reviewed,
      """
      first difference: \(differing.map { "said: \($0.0), reviewed: \($0.1)" } ?? "in length").
      If the change is right, run VENOGUIDE_UPDATE_GOLDEN=1 swift test --filter BadInputTests and review what changed.
      """)
  }

  @Test func jsonThatIsNoFHIRIsRefusedForThatAndReadWhereAnythingMayStand() throws {
    let before = Array(
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Basic","x":"#
        .utf8)
    for input in BadInput.all where input.group == "json-test-suite" {
      let value = try input.bytes()
      let alone = try Handling(value, by: evaluator)
      let inside = try Handling(before + value + Array("}}]}".utf8), by: evaluator)
      if input.verdict == "either" { continue }
      #expect(alone.isRefused, "\(input.file)")
      let isJSON = input.verdict == "accept"
      let isNoFHIR = ["A FHIR resource in JSON", "A resource names its type"]
        .contains { alone.refusals[0].message.hasPrefix($0) }
      #expect(isNoFHIR == isJSON, "\(input.file)")
      #expect(isJSON ? inside.isSound : inside.isRefused, "\(input.file)")
    }
  }

  @Test func xmlThatIsNoFHIRIsRefused() throws {
    for input in BadInput.all where ["xmlconf", "defusedxml"].contains(input.group) {
      let handling = try Handling(input.bytes(), by: evaluator)
      #expect(handling.isRefused && handling.answers.isEmpty, "\(input.file)")
      guard input.verdict == "well-formed" else { continue }
      let isKnown = [
        "Elements of", "A FHIR resource was", "DOCTYPE is", "FHIR is", "These bytes",
        "This is UTF-16",
      ]
      .contains { handling.refusals[0].message.hasPrefix($0) }
      #expect(isKnown, "\(input.file): \(handling.refusals[0])")
    }
  }
}

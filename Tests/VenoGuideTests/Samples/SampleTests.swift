import CaseRecord
import FHIR
import FHIRSyntax
import Foundation
import Testing
import VenoGuide

/// Every folder of Samples from FHIR input to GuidanceResponse, in JSON and in XML.
@Suite("Samples")
struct SampleTests {
  private static let assuming = try? Evaluator()
  private static let strict: Evaluator? = {
    var configuration = Evaluator.Configuration()
    configuration.isStrict = true
    return try? Evaluator(configuration)
  }()

  private func evaluator(for expectation: Expectation) throws -> Evaluator {
    try #require(expectation.arguments.contains("--strict") ? Self.strict : Self.assuming)
  }

  private func evaluation(
    of file: String, in sample: SampleFolder, _ expectation: Expectation
  ) throws -> (evaluation: Evaluation, json: [UInt8]) {
    let bytes = try #require(sample.bytes(of: file))
    let asOf = try #require(AsOf(fhir: expectation.asOf))
    let evaluator = try evaluator(for: expectation)
    let evaluation = try evaluator.evaluate(bytes, at: .fixed(asOf))
    let form = OutputForm(.json, release: evaluation.release, isPretty: true)
    return (evaluation, try evaluator.encoded(evaluation.packed, as: form))
  }

  @Test("The folder of samples is there and complete")
  func samplesAreThere() {
    let names = Set(SampleFolder.all.map(\.name))
    for number in 1...40 { #expect(names.contains("vectors/T\(number < 10 ? "0" : "")\(number)")) }
    for number in 0...4 { #expect(names.contains("articles/TV-\(number)")) }
    #expect(SampleFolder.unreadable.count >= 7)
  }

  @Test(
    "The answer is what the fact sheet and the contract ask for", arguments: SampleFolder.answerable
  )
  func answerIsAsExpected(sample: SampleFolder) throws {
    let expectation = try sample.expectation()
    #expect(!sample.inputs.isEmpty)
    for file in sample.inputs {
      let (evaluation, json) = try evaluation(of: file, in: sample, expectation)
      let documents = GuidanceDocument.all(in: json)
      #expect(
        documents.count == expectation.answers.count, "\(sample.name)/\(file): number of answers")
      try keep(evaluation, of: file, in: sample, expectation)
      for ((expected, document), answer) in zip(
        zip(expectation.answers, documents), evaluation.answers)
      {
        let check = ExpectationCheck(expected, document: document, answer: answer)
        for fault in check.faults {
          Issue.record("\(sample.name)/\(file): \(fault)")
        }
      }
      let messages = evaluation.answers.flatMap(\.failureMessages).joined(separator: "\n")
      for word in expectation.error?.names ?? [] {
        #expect(
          messages.lowercased().contains(word.lowercased()),
          "\(sample.name)/\(file): the error does not name \"\(word)\": \(messages)")
      }
      #expect(
        evaluation.answers.contains { $0.status == .failure } == (expectation.exitStatus == 65),
        "\(sample.name)/\(file): the command line would not end with \(expectation.exitStatus)")
    }
  }

  /// Leaves the answers where scripts/validate-guidance looks for them, in both formats and all releases.
  private func keep(
    _ evaluation: Evaluation, of file: String, in sample: SampleFolder, _ expectation: Expectation
  ) throws {
    let stem =
      "\(sample.name.replacing("/", with: "-"))-from-\(file.replacing("bundle.", with: ""))"
    try KeptAnswers.keep(evaluation.packed, of: evaluator(for: expectation), as: stem)
  }

  @Test(
    "JSON and XML of the same Bundle give the same guidance", arguments: SampleFolder.answerable)
  func formatsAgree(sample: SampleFolder) throws {
    let expectation = try sample.expectation()
    try #require(sample.inputs == ["bundle.json", "bundle.xml"])
    let both = try sample.inputs.map { file in
      GuidanceDocument.all(in: try evaluation(of: file, in: sample, expectation).json).map(
        \.comparable)
    }
    #expect(both[0] == both[1], "\(sample.name): JSON and XML differ")
  }

  @Test(
    "JSON and XML of the same Bundle give the same bytes, in every form of output",
    arguments: SampleFolder.answerable)
  func formsAgree(sample: SampleFolder) throws {
    let expectation = try sample.expectation()
    let evaluator = try evaluator(for: expectation)
    let both = try sample.inputs.map { try evaluation(of: $0, in: sample, expectation).evaluation }
    #expect(Set(both.map(\.release)).count == 1)
    for release in FHIRRelease.allCases {
      for format in FHIRFormat.allCases {
        let form = OutputForm(format, release: release)
        let written = try both.map { try evaluator.encoded($0.packed, as: form) }
        #expect(written[0] == written[1], "\(sample.name): \(release) \(format) differs")
      }
    }
  }

  @Test("The same input gives the same bytes", arguments: SampleFolder.answerable)
  func outputIsDeterministic(sample: SampleFolder) throws {
    let expectation = try sample.expectation()
    let first = try evaluation(of: "bundle.json", in: sample, expectation).json
    let second = try evaluation(of: "bundle.json", in: sample, expectation).json
    #expect(first == second)
  }

  @Test("Input that is no FHIR is refused with the place", arguments: SampleFolder.unreadable)
  func unreadableInputIsRefused(sample: SampleFolder) throws {
    let expectation = try sample.expectation()
    let fault = try #require(expectation.error)
    let asOf = try #require(AsOf(fhir: expectation.asOf))
    let evaluator = try #require(Self.assuming)
    for file in sample.inputs {
      let bytes = try #require(sample.bytes(of: file))
      let error = #expect(throws: InputError.self, "\(sample.name)/\(file) must be refused") {
        _ = try evaluator.evaluate(bytes, at: .fixed(asOf))
      }
      guard let text = error?.description else { continue }
      for word in fault.names {
        #expect(
          text.lowercased().contains(word.lowercased()),
          "\(sample.name)/\(file): the error does not say \"\(word)\": \(text)")
      }
      #expect(!text.contains("Synth"), "\(sample.name)/\(file): the error repeats patient data")
    }
  }

  @Test("The whole guidance is as it was reviewed", arguments: SampleFolder.reviewed)
  func guidanceIsAsReviewed(sample: SampleFolder) throws {
    let expectation = try sample.expectation()
    let isRewriting = ProcessInfo.processInfo.environment["VENOGUIDE_UPDATE_GOLDEN"] == "1"
    for (input, output, format) in [
      ("bundle.json", "guidance.json", FHIRFormat.json), ("bundle.xml", "guidance.xml", .xml),
    ] {
      let evaluation = try evaluation(of: input, in: sample, expectation).evaluation
      let today = try evaluator(for: expectation).encoded(
        evaluation.packed, as: OutputForm(format, release: evaluation.release, isPretty: true))
      let reviewed = sample.bytes(of: output)
      if reviewed == today { continue }
      if isRewriting {
        try Data(today).write(to: sample.url.appending(path: output))
        print("REWRITTEN, review it: Samples/\(sample.name)/\(output)")
        continue
      }
      guard let reviewed else {
        Issue.record("Samples/\(sample.name)/\(output) is missing; make it as below and review it")
        continue
      }
      let lines = difference(withoutDigest(reviewed), withoutDigest(today))
      if lines.isEmpty { continue }
      Issue.record(
        """
        Samples/\(sample.name)/\(output) differs from the guidance of today:
        \(lines.joined(separator: "\n"))
        If the change is right, run VENOGUIDE_UPDATE_GOLDEN=1 swift test --filter SampleTests and review what changed.
        """)
    }
  }

  /// The text without the digest of all knowledge: it changes with every rule and code, also with those that do
  /// not concern the case.
  private func withoutDigest(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing(#/[0-9a-f]{64}/#, with: "digest")
  }

  /// The first lines that differ.
  private func difference(_ old: String, _ new: String, limit: Int = 12) -> [String] {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = after.difference(from: before)
    let removed = changes.removals.prefix(limit).map { change in
      if case .remove(let line, let text, _) = change { return "- \(line + 1): \(text)" }
      return ""
    }
    let added = changes.insertions.prefix(limit).map { change in
      if case .insert(let line, let text, _) = change { return "+ \(line + 1): \(text)" }
      return ""
    }
    return removed + added
  }
}

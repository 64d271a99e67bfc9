import CaseRecord
import FHIR
import FHIRSyntax
import Foundation
import Testing

@testable import VenoGuide

/// A file of `../shared/fhir/bad`, malformed or dangerous or a control, with the verdict that it should get.
struct BadInput: Sendable {
  /// `handmade/s21-modifierExtension-unknown.json`
  let file: String
  /// `reject`, `accept`, `report`, `report-or-reject` or `either`.
  let verdict: String

  var group: Substring { file.prefix { $0 != "/" } }

  static let folder = SampleFolder.repositoryRoot.appending(path: "../shared/fhir/bad")
  static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  /// All files of the index. Those about which this program differs on purpose have its own verdict; the reasons stand
  /// in scripts/conformance.
  static let all: [BadInput] = {
    let text = (try? String(contentsOf: folder.appending(path: "index.csv"), encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      // No field before the verdict has a comma; longer verdicts begin with the word and explain it.
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let file = String(fields[0])
      let words = fields[5].filter { $0 != "\"" }.prefix { $0 != " " }
      return BadInput(file: file, verdict: otherwise[file] ?? String(words))
    }
  }()

  private static let otherwise = [
    "json-test-suite/y_object_duplicated_key.json": "reject",
    "json-test-suite/y_object_duplicated_key_and_value.json": "reject",
    "fhir-test-cases/xml_UTF16_noheader_bom.xml": "reject",
    "fhir-test-cases/list-wrong-order.json": "accept",
    "fhir-test-cases/resource-invalid-id-0.json": "accept",
    "fhir-test-cases/resource-invalid-eid-1.json": "accept",
    "fhir-test-cases/patient-contained-org.xml": "accept",
    "handmade/n11-gzip-named-ndjson.ndjson": "accept",
  ]

  func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: BadInput.folder.appending(path: file)))
  }

  /// What is handed to the evaluator: the file, or each of its lines.
  func pieces() throws -> [(bytes: [UInt8], defect: SyntaxError?)] {
    var bytes = try bytes()
    if bytes.withUnsafeBytes({ FHIRFormat.isGzip($0) }) { bytes = try Gzip.inflate(bytes) }
    guard file.hasSuffix(".ndjson") else { return [(bytes, nil)] }
    var reader = LineReader()
    bytes.withUnsafeBytes { reader.append($0) }
    var pieces: [(bytes: [UInt8], defect: SyntaxError?)] = []
    while let line = reader.next() ?? reader.finish() {
      pieces.append((line.bytes, line.defect))
    }
    return pieces
  }
}

/// What became of an input.
struct Handling {
  /// Why it, or one of its lines, was refused.
  var refusals: [InputError] = []
  var answers: [Answer] = []
  let isLines: Bool

  init(_ pieces: [(bytes: [UInt8], defect: SyntaxError?)], by evaluator: Evaluator) throws {
    isLines = pieces.count > 1
    let moment = try #require(AsOf(fhir: "2026-06-15"))
    for piece in pieces {
      do throws(InputError) {
        if let defect = piece.defect { throw InputError(defect) }
        answers += try evaluator.evaluate(piece.bytes, at: .fixed(moment)).answers
      } catch {
        refusals.append(error)
      }
    }
  }

  init(_ bytes: [UInt8], by evaluator: Evaluator) throws {
    try self.init([(bytes, nil)], by: evaluator)
  }

  /// What is said about places in the input; that it names no patient is no defect of a List.
  var reported: [FHIR.Issue] {
    answers.flatMap(\.issues).filter {
      !$0.expression.isEmpty && !$0.message.hasPrefix("The input names no patient.")
    }
  }

  var isRead: Bool { refusals.isEmpty && !answers.isEmpty }
  var isSound: Bool { isRead && reported.allSatisfy { $0.severity < .error } }
  /// A refusal says where; an answer that fails says so in its messages.
  var isRefused: Bool {
    if !refusals.isEmpty { return refusals.allSatisfy { $0.position != nil } }
    return answers.allSatisfy { answer in
      answer.status == .failure && answer.failureMessages.contains { $0.contains("line ") }
    }
  }

  func fits(_ verdict: String) -> Bool {
    switch verdict {
    case "reject": isRefused
    case "accept": isSound
    case "report": isRead && !reported.isEmpty || isLines && !refusals.isEmpty && !answers.isEmpty
    case "report-or-reject": isRefused || isRead && !reported.isEmpty
    default: verdict == "either"
    }
  }

  /// What is said about the input, a line for each thing, for the file of reviewed verdicts.
  var summary: [String] {
    var lines = refusals.map { "refused: \($0)" }
    for answer in answers {
      lines.append(answer.status == .failure ? "failure" : "answered")
      for issue in answer.issues where !issue.expression.isEmpty {
        lines.append("  \(issue)")
      }
    }
    return lines
  }
}

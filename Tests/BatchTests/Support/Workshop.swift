import CaseRecord
import Foundation
import Testing
import VenoGuide

@testable import Batch

/// A folder for one test, with an input and an output folder in it; removed at the end.
final class Workshop {
  let root: URL
  var input: URL { root.appending(path: "in") }
  var output: URL { root.appending(path: "out") }

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(
      path: "venoguide-batch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Writes a file of the input folder.
  func put(_ name: String, _ text: String) throws {
    try put(name, Data(text.utf8))
  }

  func put(_ name: String, _ data: Data) throws {
    let url = input.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: input.appending(path: name))
  }

  /// Runs over the input folder.
  @discardableResult
  func run(
    asOf: String = "2026-06-15T12:00:00Z",
    _ change: (inout BatchSettings, inout Evaluator.Configuration) -> Void = { _, _ in }
  ) throws -> BatchResult {
    let moment = try #require(AsOf(fhir: asOf))
    var settings = BatchSettings(input: input.path, output: output.path, now: moment, workers: 2)
    settings.moment = .fixed(moment)
    // Files of this test are younger than the moment that it pretends to be, or older.
    settings.now = AsOf(epochSeconds: Int(Date().timeIntervalSince1970) + 1, offsetMinutes: 0)
    var configuration = Evaluator.Configuration()
    change(&settings, &configuration)
    return try BatchRun(settings, configuration).run { _ in }
  }

  /// Every file of the output folder but the ledger, by its path.
  func files(below folder: String = "") throws -> [String: Data] {
    let base = output.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: base.path)?.allObjects as? [String] ?? []
    var files: [String: Data] = [:]
    for name in names where !name.contains("ledger.sqlite") {
      let url = base.appending(path: name)
      if (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true {
        files[name] = try Data(contentsOf: url)
      }
    }
    return files
  }

  /// The report.
  func report() throws -> BatchReport {
    try JSONDecoder().decode(
      BatchReport.self, from: try Data(contentsOf: output.appending(path: "report.json")))
  }

  /// The answers, as JSON objects by path.
  func answers() throws -> [String: [String: Any]] {
    try files(below: "guidance").mapValues { data in
      try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }
}

extension Workshop {
  /// The repository, found from this file.
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The Bundle of a sample.
  static func sample(_ name: String) throws -> Data {
    try Data(contentsOf: repository.appending(path: "Samples/\(name)/bundle.json"))
  }

  /// The resources of a sample's Bundle, each on a line, by type.
  static func lines(ofSample name: String, prefix: String = "") throws -> [String: [String]] {
    let bundle = try #require(
      try JSONSerialization.jsonObject(with: try sample(name)) as? [String: Any])
    let entries = try #require(bundle["entry"] as? [[String: Any]])
    var lines: [String: [String]] = [:]
    for entry in entries {
      let resource = try #require(entry["resource"] as? [String: Any])
      let type = try #require(resource["resourceType"] as? String)
      let data = try JSONSerialization.data(
        withJSONObject: resource, options: [.sortedKeys, .withoutEscapingSlashes])
      lines[type, default: []].append(String(decoding: data, as: UTF8.self))
    }
    return lines
  }
}

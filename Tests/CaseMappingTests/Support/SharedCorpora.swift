import FHIR
import FHIRSyntax
import Foundation
import Testing

@testable import CaseMapping

/// Realistic data beside the repository. It is not part of it: where it is absent, tests that need it say so
/// and are skipped.
enum SharedCorpora {
  static let folder: URL = {
    if let shared = ProcessInfo.processInfo.environment["VENOGUIDE_SHARED"] {
      return URL(filePath: shared).appending(path: "fhir/corpora")
    }
    var root = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 1...4 { root.deleteLastPathComponent() }
    return root.deletingLastPathComponent().appending(path: "shared/fhir/corpora")
  }()

  static let arePresent: Bool = {
    let isPresent = FileManager.default.fileExists(atPath: folder.path)
    if !isPresent { print("SKIPPED: ../shared/fhir/corpora is absent; nothing is mapped from it") }
    return isPresent
  }()

  /// Files below a folder, by their paths below the corpora, in a stable order.
  static func files(in name: String, endingWith endings: String...) -> [String] {
    guard arePresent else { return [] }
    let names = FileManager.default.enumerator(atPath: folder.appending(path: name).path)
    return (names?.compactMap { $0 as? String } ?? [])
      .filter { name in endings.contains { name.hasSuffix($0) } }
      .map { "\(name)/\($0)" }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// The input as the program scans it; nil for files that are no FHIR at all.
  static func submission(_ bytes: [UInt8]) -> Submission? {
    let scanned = try? bytes.withUnsafeBytes { bytes in
      try scan(bytes, selector: RelevantResources(terminology: .builtIn))
    }
    return scanned.map { Submission($0) }
  }

  /// Resources that belong together, as one Bundle.
  static func bundle(of resources: [[UInt8]]) -> [UInt8] {
    var bundle = Array("{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [".utf8)
    for (index, resource) in resources.enumerated() {
      if index > 0 { bundle += Array(", ".utf8) }
      bundle += Array("{\"resource\": ".utf8) + resource + Array("}".utf8)
    }
    return bundle + Array("]}".utf8)
  }

  /// Every case of a folder, with the file or folder that it comes from.
  static func cases(in name: String, asOf: String) throws -> [(name: String, cases: [MappedCase])] {
    try files(in: name, endingWith: ".json", ".xml").compactMap { path in
      guard let submission = submission(try bytes(path)) else { return nil }
      return (path, try MappedCase.all(in: submission, asOf: asOf))
    }
  }
}

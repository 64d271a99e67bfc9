import Foundation
import Testing

/// A folder below `Samples` with an `expect.json`.
struct SampleFolder: Sendable, CustomTestStringConvertible {
  /// `vectors/T01`.
  let name: String
  let url: URL

  var testDescription: String { name }

  /// All folders, in alphabetical order; the repository's root is found from this file.
  static let all: [SampleFolder] = {
    let samples = repositoryRoot.appending(path: "Samples")
    let paths = FileManager.default.enumerator(at: samples, includingPropertiesForKeys: nil)
    let found = (paths?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.lastPathComponent == "expect.json" }
      .map { $0.deletingLastPathComponent() }
    let depth = samples.pathComponents.count
    return
      found
      .map {
        SampleFolder(name: $0.pathComponents.dropFirst(depth).joined(separator: "/"), url: $0)
      }
      .sorted { $0.name < $1.name }
  }()

  static let repositoryRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Folders whose input is meant to be answered.
  static let answerable = all.filter { (try? $0.expectation())?.error?.readable ?? true }
  /// Folders whose input is no FHIR.
  static let unreadable = all.filter { (try? $0.expectation())?.error?.readable == false }

  /// Folders that hold the whole guidance as it was reviewed: what a reader looks at first.
  static let reviewed = all.filter { folder in
    ["articles/", "variants/", "outcomes/"].contains(where: folder.name.hasPrefix)
  }

  func expectation() throws -> Expectation {
    let data = try Data(contentsOf: url.appending(path: "expect.json"))
    return try JSONDecoder().decode(Expectation.self, from: data)
  }

  /// The content of a file, or `nil` when there is none.
  func bytes(of file: String) -> [UInt8]? {
    (try? Data(contentsOf: url.appending(path: file))).map(Array.init)
  }

  /// The inputs that the folder holds.
  var inputs: [String] {
    ["bundle.json", "bundle.xml"].filter {
      FileManager.default.fileExists(atPath: url.appending(path: $0).path)
    }
  }
}

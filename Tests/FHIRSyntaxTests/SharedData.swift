import Foundation

/// The reference data beside the repository. It is not part of it: where it is absent, tests that need it
/// say so and are skipped.
enum SharedData {
  static let fhir = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "shared/fhir", directoryHint: .isDirectory).standardizedFileURL

  static let isPresent: Bool = {
    let isPresent = FileManager.default.fileExists(atPath: fhir.path)
    if !isPresent { print("SKIPPED: ../shared/fhir is absent; tests against it do not run") }
    return isPresent
  }()

  /// All files with an ending below a folder, in a stable order, by their paths below `fhir`.
  static func files(in folder: String, endingWith ending: String) -> [String] {
    guard isPresent else { return [] }
    let start = fhir.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: start.path)
    return (names?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: fhir.appending(path: path)))
  }
}

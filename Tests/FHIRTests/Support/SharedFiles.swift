import FHIRSyntax
import FoundationEssentials

/// The reference data beside the repository, or where VENOGUIDE_SHARED says. Tests that need it are
/// told so when it is not there.
enum SharedFiles {
  static let root: String = {
    if let named = ProcessInfo.processInfo.environment["VENOGUIDE_SHARED"] {
      return named + "/fhir"
    }
    let file = #filePath
    let repository = file.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/" + repository + "/../shared/fhir"
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: root) }

  /// Says aloud that a test did not run.
  static func skips(_ test: String) -> Bool {
    if isPresent { return false }
    print("SKIPPED: \(test) (../shared is not there)")
    return true
  }

  /// The files of a folder with that ending, sorted.
  static func list(_ folder: String, _ ending: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)))
  }

  static func tree(_ path: String) throws -> SyntaxTree {
    try bytes(path).withUnsafeBytes { try readTree($0) }
  }
}

/// Reads JSON written in a test.
func json(_ text: String) throws -> FHIRNode {
  try Array(text.utf8).withUnsafeBytes { try readTree($0, as: .json) }.root
}

/// Reads XML written in a test.
func xml(_ text: String) throws -> FHIRNode {
  try Array(text.utf8).withUnsafeBytes { try readTree($0, as: .xml) }.root
}

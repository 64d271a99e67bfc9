import Foundation
import GuidanceProperties
import Testing

/// What fuzzing has found stays fixed: `Fuzzing/Findings`, one folder for each target of `scripts/fuzz`.
@Suite("Findings of fuzzing")
struct FindingsTests {
  @Test("Every input that once broke something breaks nothing now", arguments: FuzzTarget.allCases)
  func findings(target: FuzzTarget) throws {
    let folder = SampleFolder.repositoryRoot.appending(path: "Fuzzing/Findings/\(target.rawValue)")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    for file in files ?? [] {
      let violation = try Data(contentsOf: file).withUnsafeBytes(target.check)
      #expect(violation == nil, "\(target.rawValue)/\(file.lastPathComponent)")
    }
  }

  /// A check that cannot fail would find nothing.
  @Test func folderIsThere() throws {
    let folder = SampleFolder.repositoryRoot.appending(path: "Fuzzing/Findings")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.isEmpty)
    #expect(names.allSatisfy { FuzzTarget(rawValue: $0) != nil }, "\(names)")
  }
}

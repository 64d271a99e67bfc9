import CaseRecord
import FHIR
import FHIRSyntax
import Foundation
import Testing

@testable import CaseMapping

/// JSON and XML of the same Bundle give the same case record.
@Suite struct FormatTests {
  static let samples: [String] = {
    var root = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 1...3 { root.deleteLastPathComponent() }
    let folder = root.appending(path: "Samples")
    let names = FileManager.default.enumerator(atPath: folder.path)
    return (names?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix("bundle.json") && !$0.hasPrefix("hostile/") }
      .map { folder.appending(path: $0).path }.sorted()
  }()

  @Test func `there are samples`() {
    #expect(FormatTests.samples.count >= 20)
  }

  @Test(arguments: samples)
  func `a sample is the same case in JSON and in XML`(path: String) throws {
    let xml = path.replacingOccurrences(of: "bundle.json", with: "bundle.xml")
    let fromJSON = try cases(path)
    let fromXML = try cases(xml)
    #expect(fromJSON == fromXML)
    #expect(!fromJSON.isEmpty)
  }

  @Test(arguments: samples)
  func `a sample is the same case scanned and read whole`(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let tree = try bytes.withUnsafeBytes { bytes in try readTree(bytes) }
    let whole = try MappedCase.all(in: Submission(tree)).map(\.record)
    #expect(try cases(path) == whole)
  }

  @Test(.enabled(if: SharedCorpora.arePresent))
  func `the official examples are the same cases in JSON and in XML`() throws {
    let folder = SharedCorpora.folder.deletingLastPathComponent().appending(path: "examples/R4")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "json").path
    ).filter { $0.hasSuffix(".json") }.sorted()
    var compared = 0
    for name in names {
      let xml = folder.appending(path: "xml/\(name.dropLast(5)).xml").path
      guard FileManager.default.fileExists(atPath: xml) else { continue }
      let json = folder.appending(path: "json/\(name)").path
      #expect(try cases(json) == cases(xml), "\(name)")
      compared += 1
    }
    print("official examples compared: \(compared)")
    #expect(compared > 200)
  }

  func cases(_ path: String) throws -> [CaseRecord] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let scanned = try bytes.withUnsafeBytes { bytes in
      try scan(bytes, selector: RelevantResources(terminology: .builtIn))
    }
    return try MappedCase.all(in: Submission(scanned)).map(\.record)
  }
}

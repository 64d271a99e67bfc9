import Foundation
import Testing

@testable import Batch

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Real exports and folders beside the repository; where they are absent the tests say so and are skipped.
@Suite struct CorporaTests {
  static let folder: URL = {
    if let shared = ProcessInfo.processInfo.environment["VENOGUIDE_SHARED"] {
      return URL(filePath: shared).appending(path: "fhir/corpora")
    }
    return Workshop.repository.resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "shared/fhir/corpora")
  }()

  static let arePresent: Bool = {
    let arePresent = FileManager.default.fileExists(atPath: folder.path)
    if !arePresent { print("SKIPPED: ../shared/fhir/corpora is absent; no corpus is run") }
    return arePresent
  }()

  @Test(
    "every patient of an export, and every document of a folder, is answered",
    .enabled(if: arePresent),
    arguments: [
      ("bulk-smart-10-patients", 7, ["Observation", "DiagnosticReport"]),
      ("bulk-pathling", 9, ["Encounter", "Procedure"]), ("qicore-ecqm", 29, []),
      ("synthea", 11, []), ("ips", 48, []),
    ])
  func corpus(name: String, cases: Int, lacking: [String]) throws {
    let workshop = try Workshop()
    let result = try workshop.run { settings, _ in
      settings.input = Self.folder.appending(path: name).path
    }
    let report = try workshop.report()
    #expect(result.counts.answered == cases && result.quarantined == 0)
    #expect(report.totals.cases == cases)
    let types = report.export?.lacking.map(\.type) ?? []
    #expect(Set(lacking).isSubset(of: types))
    // The page is well-formed as XML too.
    let page = try #require(try workshop.files()["report.html"])
    let parser = XMLParser(data: page)
    #expect(parser.parse())
  }
}

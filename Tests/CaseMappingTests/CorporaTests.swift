import CaseRecord
import FHIR
import Foundation
import Testing

@testable import CaseMapping

/// Realistic data: nothing crashes, and no thrombosis is found where there is none.
@Suite(.enabled(if: SharedCorpora.arePresent))
struct CorporaTests {
  /// Folders of Bundles and single resources, each file a case of its own.
  static let folders = [
    "au-core", "de-mii-onkologie", "ips", "mcode", "ms-fhir-server", "nl-zib2020-xml",
    "r5-cqf-clinical-reasoning", "synthea", "uk-nhs-eps-messages", "us-core", "who-anc",
  ]

  @Test(arguments: folders)
  func `no thrombosis of the leg is found where there is none`(folder: String) throws {
    var counts = Counts()
    for (name, cases) in try SharedCorpora.cases(in: folder, asOf: "2026-06-15") {
      for mapped in cases {
        counts.add(mapped.record)
        #expect(mapped.thromboses.isEmpty, "\(name)")
      }
    }
    print("\(folder): \(counts)")
    #expect(counts.cases > 0)
  }

  @Test func `patients that are spread over files are mapped as one case`() throws {
    var counts = Counts()
    let files = SharedCorpora.files(in: "qicore-ecqm", endingWith: ".json")
    let patients = Dictionary(grouping: files) { path in
      path.split(separator: "/").dropLast(2).joined(separator: "/")
    }
    for (patient, paths) in patients.sorted(by: { $0.key < $1.key }) {
      let bundle = SharedCorpora.bundle(of: try paths.map(SharedCorpora.bytes))
      let submission = try #require(SharedCorpora.submission(bundle), "\(patient)")
      for mapped in try MappedCase.all(in: submission) {
        counts.add(mapped.record)
        #expect(mapped.thromboses.isEmpty, "\(patient)")
      }
    }
    print("qicore-ecqm: \(counts)")
    #expect(counts.cases >= 29)
  }

  @Test(arguments: ["bulk-smart-10-patients", "bulk-pathling"])
  func `a bulk export is many patients kept apart`(folder: String) throws {
    var counts = Counts()
    var lines: [[UInt8]] = []
    for path in SharedCorpora.files(in: folder, endingWith: ".ndjson") {
      lines += try SharedCorpora.bytes(path).split(separator: 0x0A).map(Array.init)
    }
    let submission = try #require(SharedCorpora.submission(SharedCorpora.bundle(of: lines)))
    for mapped in try MappedCase.all(in: submission) {
      counts.add(mapped.record)
      #expect(mapped.thromboses.isEmpty)
    }
    print("\(folder): \(counts)")
    #expect(counts.cases >= 7)
  }

  struct Counts: CustomStringConvertible {
    var cases = 0
    var findings = 0
    var setAside = 0
    var unreadTexts = 0
    var unmapped = 0
    var concepts: [String: Int] = [:]

    mutating func add(_ record: CaseRecord) {
      cases += 1
      findings += record.findings.count
      setAside += record.setAside.count
      unreadTexts += record.unreadTexts.count
      unmapped += record.unmappedCodes.count
      for finding in record.findings {
        concepts["\(finding.concept.rawValue.prefix { $0 != "/" })", default: 0] += 1
      }
    }

    var description: String {
      let roots = concepts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      return "\(cases) cases, \(findings) findings (\(roots)); \(setAside) resources set aside, "
        + "\(unreadTexts) texts for a person, \(unmapped) different codes not understood"
    }
  }
}

extension MappedCase {
  /// Findings that state or suspect a deep vein thrombosis of a leg.
  fileprivate var thromboses: [Finding] {
    record.findings.filter { finding in
      StatedConcept.isThrombosis("\(finding.concept.rawValue.prefix { $0 != "/" })")
        && finding.presence != .absent
    }
  }
}

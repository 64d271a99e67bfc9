import FHIR
import FHIRSyntax
import FoundationEssentials
import Testing

/// Realistic data of many senders goes through, and what is wrong with it is said.
struct CorporaTests {
  @Test func everyFileOfTheCorporaIsPutTogether() throws {
    if SharedFiles.skips("the corpora") { return }
    let folder = SharedFiles.root + "/corpora"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    var files = 0
    var unreadable: [String] = []
    var entries = 0
    var unusable = 0
    for name in names where name.hasSuffix(".json") || name.hasSuffix(".xml") {
      files += 1
      do {
        let submission = Submission(try SharedFiles.tree("corpora/" + name))
        entries += submission.entries.count
        unusable += submission.contents.count { $0 == "unusable" }
        expectEveryEntryHasItsPlace(submission, name)
      } catch is SyntaxError {
        unreadable.append(name)
      }
    }
    print("corpora: \(files) files, \(entries) entries, \(unusable) of them unusable")
    for name in unreadable { print("  not readable: \(name)") }
    #expect(files > 800)
    #expect(unreadable.count <= 5)
    #expect(unusable * 20 < entries)
  }

  @Test func everyLineOfTheBulkExportsIsPutTogether() throws {
    if SharedFiles.skips("the Bulk Data exports") { return }
    var lines = 0
    for folder in ["corpora/bulk-smart-10-patients", "corpora/bulk-pathling"] {
      for file in SharedFiles.list(folder, ".ndjson") {
        for line in try SharedFiles.bytes(file).split(separator: UInt8(ascii: "\n")) {
          let tree = try Array(line).withUnsafeBytes { try readTree($0) }
          expectEveryEntryHasItsPlace(Submission(tree), file)
          lines += 1
        }
      }
    }
    print("Bulk Data: \(lines) lines")
    #expect(lines > 500)
  }

  @Test func aBundleInXMLIsPutTogetherLikeTheSameInJSON() throws {
    if SharedFiles.skips("Bundles in both formats") { return }
    var count = 0
    for file in SharedFiles.list("examples/R4/json", ".json") where file.contains("/Bundle-") {
      let name = file.split(separator: "/").last?.dropLast(5) ?? ""
      let fromJSON = Submission(try SharedFiles.tree(file))
      let fromXML = Submission(try SharedFiles.tree("examples/R4/xml/\(name).xml"))
      #expect(fromJSON.root == fromXML.root, "\(file)")
      #expect(fromJSON.contents == fromXML.contents, "\(file)")
      #expect(fromJSON.idsBySubject == fromXML.idsBySubject, "\(file)")
      #expect(fromJSON.entries.map(\.standing) == fromXML.entries.map(\.standing), "\(file)")
      #expect(
        fromJSON.allIssues.map(\.expression) == fromXML.allIssues.map(\.expression), "\(file)")
      count += 1
    }
    #expect(count > 15)
  }

  /// Nothing is lost or counted twice, and nothing is unusable without a reason and a place.
  private func expectEveryEntryHasItsPlace(_ submission: Submission, _ file: String) {
    var places: [Int] = submission.subjects.flatMap(\.entries)
    places += submission.unattributed.map(\.entry)
    places += submission.shared
    places += submission.entries.indices.filter { place in
      if case .notPresent = submission.entries[place].content { true } else { false }
    }
    if places.sorted() != Array(submission.entries.indices) {
      Issue.record("\(file): an entry is lost or counted twice")
    }
    for entry in submission.entries {
      guard case .unusable = entry.content else { continue }
      if !entry.issues.contains(where: { $0.severity >= .error && !$0.expression.isEmpty }) {
        Issue.record("\(file): \(entry.path) is unusable without a reason")
      }
    }
  }
}

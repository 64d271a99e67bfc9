import Foundation
import Testing

@testable import Appropriateness

/// When each sentence of an edition is said, as it was reviewed against the fact sheet.
///
/// A condition that changes, changes its line. If the change is right, run `VENOGUIDE_UPDATE_GOLDEN=1 swift test
/// --filter ConditionListingTests`, and read the difference before it is committed.
@Suite struct ConditionListingTests {
  static func url(_ edition: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "conditions-\(edition).txt")
  }

  @Test(arguments: ["2020", "2013"]) func conditionsAreAsReviewed(_ edition: String) throws {
    let today = ConditionListing(criteria: try CriteriaFiles.criteria(edition)).lines
    let url = ConditionListingTests.url(edition)
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    let reviewed = text.split(separator: "\n").map(String.init)
    if ProcessInfo.processInfo.environment["VENOGUIDE_UPDATE_GOLDEN"] == "1", reviewed != today {
      try (today.joined(separator: "\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
      print("REWRITTEN, review it: \(url.lastPathComponent)")
      return
    }
    let changes = today.difference(from: reviewed)
    for change in changes {
      switch change {
      case .insert(_, let line, _): Issue.record("now: \(line)")
      case .remove(_, let line, _): Issue.record("reviewed: \(line)")
      }
    }
  }
}

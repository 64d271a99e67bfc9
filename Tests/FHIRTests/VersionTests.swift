import FHIR
import Testing

/// Of several versions of a resource the right one counts.
struct VersionTests {
  private let url = "http://a.example/Condition/c"

  private func version(_ id: String, _ updated: String? = nil) -> String {
    let time = updated.map { #","lastUpdated":"\#($0)""# } ?? ""
    return condition("c", of: "Patient/1", #","meta":{"versionId":"\#(id)"\#(time)}"#)
  }

  private let deletion =
    #"{"fullUrl":"http://a.example/Condition/c","request":{"method":"DELETE","url":"Condition/c"},"#
    + #""response":{"status":"204","lastModified":"2024-03-01T00:00:00Z"}}"#

  @Test func inAHistoryTheNewestVersionCounts() throws {
    let newestFirst = try submit(
      bundle: "history", entry(url, version("2")), entry(url, version("1")))
    #expect(newestFirst.contents == ["resource", "superseded"])
    let oldestFirst = try submit(
      bundle: "history", entry(url, version("1")), entry(url, version("2")))
    #expect(oldestFirst.contents == ["superseded", "resource"])
    let byTime = try submit(
      bundle: "history", entry(url, version("a", "2024-01-01T00:00:00Z")),
      entry(url, version("b", "2024-02-01T00:00:00+01:00")))
    #expect(byTime.contents == ["superseded", "resource"])
  }

  @Test func whatWasDeletedLastIsNotPresent() throws {
    let submission = try submit(
      bundle: "history", deletion, entry(url, version("1", "2024-02-01T00:00:00Z")))
    #expect(submission.contents == ["deleted", "superseded"])
    #expect(submission.subjects.isEmpty)
  }

  @Test func whatWasMadeAgainAfterDeletionIsPresent() throws {
    let submission = try submit(
      bundle: "history", entry(url, version("3", "2024-04-01T00:00:00Z")), deletion,
      entry(url, version("1", "2024-02-01T00:00:00Z")))
    #expect(submission.contents == ["resource", "superseded", "superseded"])
  }

  @Test func aDeletionThatNamesOnlyTypeAndIdIsUnderstood() throws {
    let submission = try submit(
      bundle: "history", #"{"request":{"method":"DELETE","url":"Condition/c"}}"#,
      entry(url, version("1")))
    #expect(submission.contents == ["deleted", "superseded"])
  }

  @Test func aTransactionThatDeletesOrPatchesBringsNoData() throws {
    let submission = try submit(
      bundle: "transaction", #"{"request":{"method":"DELETE","url":"Condition/x"}}"#,
      entry(
        nil, #"{"resourceType":"Parameters"}"#,
        #","request":{"method":"PATCH","url":"Condition/y"}"#),
      entry(
        "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", condition("c", of: "Patient/1"),
        #","request":{"method":"POST","url":"Condition"}"#),
      #"{"request":{"method":"GET","url":"Patient/1"}}"#)
    #expect(submission.contents == ["deleted", "patch", "resource", "empty"])
  }

  @Test func theSameContentTwiceCountsOnce() throws {
    let submission = try submit(
      bundle: "collection", entry(url, version("1")), entry(url, version("1")))
    #expect(submission.contents == ["resource", "duplicate"])
    #expect(submission.allIssues.map(\.code) == [.notFound, .duplicate])
  }

  @Test func ofTwoVersionsInACollectionTheNewerCounts() throws {
    let submission = try submit(
      bundle: "collection", entry(url, version("1")), entry(url, version("2")))
    #expect(submission.contents == ["superseded", "resource"])
  }

  @Test func twoContentsOfWhichNeitherIsNewerAreNotUsed() throws {
    let submission = try submit(
      bundle: "collection",
      entry(url, condition("c", of: "Patient/1", #","onsetDateTime":"2024-01-01""#)),
      entry(url, condition("c", of: "Patient/1", #","onsetDateTime":"2024-02-01""#)))
    #expect(submission.contents == ["unusable", "unusable"])
    #expect(submission.allIssues.map(\.code) == [.duplicate, .notFound, .duplicate])
  }

  @Test func theSameIdOnTwoServersIsTwoResources() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Patient/1", patient("1")),
      entry("http://b.example/Patient/1", patient("1")))
    #expect(submission.contents == ["resource", "resource"])
    #expect(submission.subjects.count == 2)
  }

  @Test func aFullURLThatIsNoAddressIsReported() throws {
    let submission = try submit(bundle: "collection", entry("Patient/1", patient("1")))
    #expect(submission.allIssues.map(\.expression) == ["Bundle.entry[0].fullUrl"])
    #expect(submission.contents == ["resource"])
  }

  @Test func aFullURLThatContradictsTheIdIsReported() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Patient/2", patient("1")))
    #expect(submission.allIssues.map(\.expression) == ["Bundle.entry[0].fullUrl"])
    #expect(submission.allIssues.map(\.severity) == [.warning])
  }
}

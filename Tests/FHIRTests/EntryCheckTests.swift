import FHIR
import FHIRSyntax
import Testing

/// What is odd about an entry is told, and costs nothing but itself.
struct EntryCheckTests {
  @Test func anEntryWithNothingInItIsTold() throws {
    let submission = try submit(bundle: "collection", #"{"fullUrl":"urn:oid:1.2"}"#)
    #expect(submission.allIssues.map(\.expression) == ["Bundle.entry[0]"])
    let requests = try submit(
      bundle: "transaction", #"{"request":{"method":"DELETE","url":"Patient/1"}}"#)
    #expect(requests.allIssues == [])
  }

  @Test(arguments: ["urn:uuid:", "urn:uuid:1", "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6eg"])
  func aUUIDThatIsNoneIsTold(url: String) throws {
    let submission = try submit(bundle: "collection", entry(url, patient("1")))
    #expect(submission.allIssues.map(\.expression) == ["Bundle.entry[0].fullUrl"])
    #expect(submission.contents == ["resource"])
  }

  @Test func aUUIDInCapitalsIsOne() throws {
    let submission = try submit(
      bundle: "collection", entry("urn:uuid:0C3151BD-1CBF-4D64-B04D-CD9187A4C6E0", patient("1")))
    #expect(submission.allIssues == [])
  }

  @Test func aCallOfAnOperationIsTold() throws {
    let call =
      #"{"request":{"method":"POST","url":"ValueSet/$lookup?x=/y"},"resource":\#(patient("1"))}"#
    let submission = try submit(bundle: "batch", call)
    #expect(submission.allIssues.map(\.expression) == ["Bundle.entry[0].request.url"])
  }

  @Test func idsThatOccurTwiceAreTold() throws {
    let twice = try submit(
      patient("a", #","name":[{"id":"a","family":"x"},{"id":"b"}],"telecom":[{"id":"b"}]"#))
    #expect(
      twice.allIssues.filter { $0.code == .duplicate }.map(\.expression)
        == ["Patient.name[0].id", "Patient.telecom[0].id"])
    #expect(twice.contents == ["resource"])
    let contained = try submit(
      patient(
        "a", #","contained":[{"resourceType":"List","id":"c"},{"resourceType":"List","id":"c"}]"#))
    #expect(
      contained.allIssues.contains {
        $0.code == .duplicate && $0.severity == .warning
          && $0.expression == "Patient.contained[1].id"
      })
  }

  @Test func aContainedResourceInAContainedOneIsTold() throws {
    let inner = #"{"resourceType":"List","id":"c","contained":[{"resourceType":"List","id":"d"}]}"#
    let submission = try submit(patient("a", #","contained":[\#(inner)]"#))
    #expect(
      submission.allIssues.contains {
        $0.code == .invariant && $0.expression == "Patient.contained[0].contained"
      })
  }

  @Test func aResourceThatIsNotModelledIsCheckedByItsDefinition() throws {
    let submission = try submit(
      #"{"resourceType":"Group","type":"person","actual":true,"characteristic":[{"code":{"text":"x"},"value":5}],"x":1}"#
    )
    let found = Set(submission.allIssues.map(\.expression))
    #expect(
      found.isSuperset(of: [
        "Group.x", "Group.characteristic[0].value", "Group.characteristic[0].exclude",
      ]))
  }

  @Test func whoeverCannotBeFoundIsExplainedAlsoForWhatWasLeftOut() throws {
    let text =
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Observation","#
      + #""status":"final","code":{"coding":[{"system":"x","code":"y"}]},"subject":{"reference":"Patient?a=b"}}}]}"#
    let scanned = try Array(text.utf8).withUnsafeBytes { try scan($0, selector: NothingKnown()) }
    let submission = Submission(scanned)
    #expect(submission.contents == ["unread"])
    #expect(submission.allIssues.map(\.expression) == ["Bundle.entry[0].resource.subject"])
  }

  private struct NothingKnown: ResourceSelector {
    func selection(ofType type: UnsafeRawBufferPointer) -> ResourceSelection { .whenCoded }
    func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool { false }
  }

  @Test func aResourceThatCameAloneAndIsUnusableLeavesNothing() throws {
    #expect(try submit(patient("1")).isUsable)
    #expect(try !submit(patient("1", #","birthDate":"x""#)).isUsable)
    let bundle = try submit(
      bundle: "collection", entry(nil, patient("1", #","birthDate":"x""#)),
      entry(nil, condition("c", of: "Patient/1")))
    #expect(bundle.isUsable, "in a Bundle it costs only itself")
  }
}

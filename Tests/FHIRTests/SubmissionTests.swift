import FHIR
import FHIRSyntax
import Testing

/// Every sort of input comes out as subjects and entries.
struct SubmissionTests {
  @Test func aBareResourceIsOneEntryAboutItsSubject() throws {
    let submission = try submit(condition("c", of: "Patient/7"))
    #expect(submission.root == .resource("Condition"))
    #expect(submission.entries.map(\.path) == ["Condition"])
    #expect(submission.idsBySubject == [["c"]])
    #expect(submission.subjects[0].reference.reference?.value == "Patient/7")
    #expect(submission.subjects[0].patient == nil)
  }

  @Test(arguments: ["collection", "searchset", "transaction", "batch", "document", "message"])
  func aBundleOfAnyTypeIsRead(type: String) throws {
    let submission = try submit(
      bundle: type, entry("http://a.example/Patient/1", patient("1")),
      entry("http://a.example/Condition/c", condition("c", of: "Patient/1")))
    #expect(submission.root == .bundle(type))
    #expect(
      submission.entries.map(\.path) == ["Bundle.entry[0].resource", "Bundle.entry[1].resource"])
    #expect(submission.idsBySubject == [["1", "c"]])
    #expect(submission.subjects[0].patient == 0)
  }

  @Test func parametersMayHoldABundleOrResources() throws {
    let bundle =
      #"{"resourceType":"Bundle","type":"collection","entry":[\#(entry(nil, patient("1")))]}"#
    let submission = try submit(
      #"{"resourceType":"Parameters","parameter":[{"name":"a","resource":\#(bundle)},"#
        + #"{"name":"b","part":[{"name":"c","resource":\#(condition("c", of: "Patient/9"))}]}]}"#)
    #expect(submission.root == .parameters)
    #expect(
      submission.entries.map(\.path) == [
        "Parameters.parameter[0].resource.entry[0].resource",
        "Parameters.parameter[1].part[0].resource",
      ])
  }

  @Test func aBundleInABundleIsUnfoldedAndKeepsItsReferencesToItself() throws {
    let inner =
      #"{"resourceType":"Bundle","type":"collection","entry":[\#(entry(nil, patient("1"))),"#
      + #"\#(entry(nil, condition("inner", of: "Patient/1")))]}"#
    let submission = try submit(
      bundle: "collection", entry(nil, patient("1")), entry(nil, inner),
      entry(nil, condition("outer", of: "Patient/1")))
    #expect(submission.entries[2].path == "Bundle.entry[1].resource.entry[1].resource")
    #expect(submission.idsBySubject == [["1", "outer"], ["1", "inner"]])
  }

  @Test func twoPatientsAreKeptApartInOrderOfFirstAppearance() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Condition/x", condition("x", of: "Patient/2")),
      entry("http://a.example/Patient/1", patient("1")),
      entry("http://a.example/Patient/2", patient("2")),
      entry("http://a.example/Condition/y", condition("y", of: "Patient/1")))
    #expect(submission.idsBySubject == [["x", "2"], ["1", "y"]])
    #expect(submission.issues.map(\.severity) == [.information])
  }

  @Test func aSubjectThatIsNotInTheBundleIsSomeoneElse() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Patient/1", patient("1")),
      entry("http://a.example/Condition/x", condition("x", of: "Patient/404")))
    #expect(submission.idsBySubject == [["1"], ["x"]])
  }

  @Test func whatNamesNoSubjectIsListedAndGivenToNobody() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Patient/1", patient("1")),
      entry(
        "http://a.example/Observation/o",
        #"{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"}}"#),
      entry(
        "http://a.example/Condition/c",
        #"{"resourceType":"Condition","id":"c","subject":{"identifier":{"value":"1"}}}"#),
      entry(
        "http://a.example/Condition/g",
        #"{"resourceType":"Condition","id":"g","subject":{"reference":"Group/1"}}"#))
    #expect(submission.idsBySubject == [["1"]])
    #expect(submission.unattributed.map(\.reason) == [.noSubject, .unresolvable, .notPatient])
    #expect(submission.unattributed.allSatisfy { $0.issue?.severity == .warning })
  }

  @Test func ifNobodyIsNamedByReferenceTheIdentifierNamesTheSubject() throws {
    let named = #""subject":{"identifier":{"system":"urn:oid:1.2","value":"7"}}"#
    let submission = try submit(
      bundle: "collection", entry(nil, #"{"resourceType":"Condition","id":"a",\#(named)}"#),
      entry(nil, #"{"resourceType":"Condition","id":"b",\#(named)}"#))
    #expect(submission.idsBySubject == [["a", "b"]])
    #expect(submission.unattributed.isEmpty)
    #expect(submission.allIssues.isEmpty)
  }

  @Test func aContainedPatientIsTheSubjectOfItsResourceOnly() throws {
    let resource =
      #"{"resourceType":"Condition","id":"c","contained":[{"resourceType":"Patient","id":"p","#
      + ##""birthDate":"1970"}],"subject":{"reference":"#p"}}"##
    let submission = try submit(resource)
    #expect(submission.idsBySubject == [["c"]])
    #expect(submission.subjects[0].containedPatient?.birthDate?.value?.year == 1970)
  }

  @Test func whatBelongsToNobodyIsShared() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Patient/1", patient("1")),
      entry("http://a.example/Medication/m", #"{"resourceType":"Medication","id":"m"}"#),
      entry("http://a.example/Device/d", #"{"resourceType":"Device","id":"d"}"#),
      entry(
        "http://a.example/Device/e",
        #"{"resourceType":"Device","id":"e","patient":{"reference":"Patient/1"}}"#))
    #expect(submission.shared == [1, 2])
    #expect(submission.idsBySubject == [["1", "e"]])
    #expect(submission.unattributed.isEmpty)
  }

  @Test func oneBadEntryCostsThatEntryOnly() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Patient/1", patient("1")),
      entry(
        "http://a.example/Condition/x", condition("x", of: "Patient/1", #","onsetDateTime":"x""#)),
      entry("http://a.example/Condition/y", condition("y", of: "Patient/1")))
    #expect(submission.contents == ["resource", "unusable", "resource"])
    #expect(submission.entries[1].resource == nil)
    #expect(submission.entries[1].issues.map(\.expression) == ["Bundle.entry[1].resource.onset"])
    #expect(submission.idsBySubject == [["1", "x", "y"]], "it is listed with its patient")
  }

  @Test func rulesThatAreNotKnownBarTheWholeBundle() throws {
    let submission = try submit(
      #"{"resourceType":"Bundle","type":"collection","implicitRules":"http://x","#
        + #""entry":[\#(entry(nil, patient("1")))]}"#)
    #expect(submission.contents == ["unusable"])
    #expect(submission.issues.map(\.severity) == [.fatal])
    #expect(submission.issues.map(\.expression) == ["Bundle.implicitRules"])
  }

  @Test func aModifierOnAnEntryMakesItsResourceUnusable() throws {
    let submission = try submit(
      bundle: "collection",
      entry(nil, patient("1"), #","modifierExtension":[{"url":"http://x","valueCode":"a"}]"#))
    #expect(submission.contents == ["unusable"])
    #expect(submission.allIssues.map(\.expression) == ["Bundle.entry[0].modifierExtension[0]"])
  }

  @Test func aMessageNamesItsRequest() throws {
    let header =
      #"{"resourceType":"MessageHeader","id":"m-1","eventUri":"http://x/e","#
      + #""source":{"endpoint":"http://x"}}"#
    let submission = try submit(
      bundle: "message", entry("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", header),
      entry("urn:uuid:1c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", patient("1")))
    #expect(submission.messageHeader?.id?.value == "m-1")
    #expect(submission.requestIdentifier?.value?.value == "m-1")
    #expect(submission.issues == [])
    let misplaced = try submit(bundle: "message", entry(nil, patient("1")))
    #expect(misplaced.issues.map(\.expression) == ["Bundle.entry[0].resource"])
  }

  @Test func theBundlesIdentifierComesBeforeTheMessagesAndItsTimeIsKnown() throws {
    let submission = try submit(
      #"{"resourceType":"Bundle","type":"collection","identifier":{"value":"b-1"},"#
        + #""timestamp":"2024-01-01T00:00:00Z"}"#)
    #expect(submission.requestIdentifier?.value?.value == "b-1")
    #expect(submission.timestamp?.secondsSinceEpoch == 1_704_067_200)
    #expect(submission.entries.isEmpty)
    #expect(submission.subjects.isEmpty)
  }

  @Test func aSearchsNotesAreNoDataAndItsIncludesAre() throws {
    let submission = try submit(
      bundle: "searchset",
      entry("http://a.example/Patient/1", patient("1"), #","search":{"mode":"include"}"#),
      entry(
        nil,
        #"{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"value"}]}"#,
        #","search":{"mode":"outcome"}"#))
    #expect(submission.contents == ["resource", "searchOutcome"])
    #expect(submission.entries[0].searchMode == "include")
  }

  @Test func whatTheScanLeftOutIsListedWithItsCodes() throws {
    let scanned = ScannedInput(
      format: .json,
      root: try json(#"{"resourceType":"Bundle","type":"collection"}"#),
      entries: [
        ScannedEntry(
          index: 0, fullUrl: "http://a.example/Observation/o", resourceType: "Observation", id: "o",
          subject: "Patient/1",
          unrecognized: [ScannedCoding(system: "http://loinc.org", code: "0-0")])
      ])
    let submission = Submission(scanned)
    #expect(submission.contents == ["unread"])
    #expect(submission.entries[0].unrecognized.count == 1)
    #expect(submission.idsBySubject == [["o"]])
  }

  @Test func aDefectOfSyntaxCostsItsEntry() throws {
    let scanned = ScannedInput(
      format: .json,
      root: try json(#"{"resourceType":"Bundle","type":"collection"}"#),
      entries: [
        ScannedEntry(
          index: 0, resourceType: "Condition",
          defect: SyntaxError(kind: .convention, message: "An object is expected.", offset: 9))
      ])
    let submission = Submission(scanned)
    #expect(submission.contents == ["unusable"])
    #expect(submission.entries[0].issues.map(\.expression) == ["Bundle.entry[0].resource"])
  }

  @Test func elementsOutOfOrderInXMLAreReported() throws {
    let text =
      #"<Patient xmlns="http://hl7.org/fhir"><birthDate value="1970"/><gender value="male"/>"#
      + #"<name><family value="x"/></name></Patient>"#
    let submission = Submission(
      try Array(text.utf8).withUnsafeBytes { try readTree($0, as: .xml) })
    #expect(submission.contents == ["resource"])
    #expect(submission.entries[0].issues.map(\.expression) == ["Patient.gender"])
  }
}

import FHIR
import FHIRSyntax
import Testing

/// Inputs of R5, mixed ones, and ones that are not what they are said to be (fhir/README fact 32, trap T5).
struct ReleaseReadingTests {
  private let procedureR5 =
    #"{"resourceType":"Procedure","id":"p","status":"completed","subject":{"reference":"Patient/1"},"#
    + #""occurrenceDateTime":"2026-01-02","reason":[{"reference":{"reference":"Condition/c"}},"#
    + #"{"concept":{"text":"swelling"}}]}"#
  private let procedureR4 =
    #"{"resourceType":"Procedure","id":"q","status":"completed","subject":{"reference":"Patient/1"},"#
    + #""performedDateTime":"2026-01-02"}"#
  private let encounterR4 =
    #"{"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"IMP"},"#
    + #""subject":{"reference":"Patient/1"},"period":{"start":"2026-01-02"}}"#
  private let conditionR5 =
    #"{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/1"},"#
    + #""clinicalStatus":{"coding":[{"code":"active"}]}}"#

  private func read(_ resources: String..., release: FHIRRelease? = nil) throws -> Submission {
    let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
    let text = #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#
    let tree = try Array(text.utf8).withUnsafeBytes { try readTree($0, as: .json) }
    return Submission(tree, release: release)
  }

  private func procedure(_ submission: Submission, _ place: Int) -> R4.Procedure? {
    guard case .procedure(let procedure)? = submission.entries[place].resource else { return nil }
    return procedure
  }

  @Test func theShapeTellsR5() throws {
    let submission = try read(patient("1"), procedureR5, conditionR5)
    #expect(submission.release == .r5)
    #expect(submission.contents == ["resource", "resource", "resource"])
    #expect(submission.allIssues == [])
    guard case .dateTime(let date)? = procedure(submission, 1)?.performed else {
      throw NotRead()
    }
    #expect(date.value?.text == "2026-01-02")
  }

  @Test func theSendersPathsAreTold() throws {
    let entry = try read(patient("1"), procedureR5).entries[1]
    #expect(entry.path(ofElement: "performed") == "Bundle.entry[1].resource.occurrence")
    #expect(entry.path(ofElement: "reasonCode[0]") == "Bundle.entry[1].resource.reason[1].concept")
    #expect(
      entry.path(ofElement: "reasonReference[0]")
        == "Bundle.entry[1].resource.reason[0].reference")
    #expect(
      entry.path(ofElement: "reasonCode[0].text")
        == "Bundle.entry[1].resource.reason[1].concept.text")
    #expect(entry.path(ofElement: "usedCode[0]") == "Bundle.entry[1].resource.used[0].concept")
    #expect(entry.path(ofElement: "status") == "Bundle.entry[1].resource.status")
  }

  @Test func whatIsWrongIsToldInTheTermsOfR5() throws {
    let submission = try read(
      patient("1"), procedureR5,
      #"{"resourceType":"Procedure","status":"done","subject":{"reference":"Patient/1"},"#
        + #""occurrenceDateTime":"2026-13-02","used":[{"concept":{"coding":{"code":"x"}}}],"colour":"red"}"#
    )
    let base = "Bundle.entry[2].resource."
    #expect(
      Set(submission.allIssues.map(\.expression)) == [
        base + "status", base + "occurrence", base + "used[0].concept.coding[0]", base + "colour",
      ])
    #expect(submission.contents == ["resource", "resource", "unusable"])
  }

  @Test func whatR5DemandsIsMissedWhereTheRestIsR5() throws {
    let condition =
      #"{"resourceType":"Condition","subject":{"reference":"Patient/1"},"participant":[]}"#
      .replacing(#","participant":[]"#, with: #","participant":[{"actor":{"display":"x"}}]"#)
    let submission = try read(patient("1"), procedureR5, condition)
    #expect(submission.contents == ["resource", "resource", "unusable"])
    #expect(
      submission.allIssues.map(\.expression) == ["Bundle.entry[2].resource.clinicalStatus"])
  }

  @Test func aConditionThatIsSoundInR4StaysSoInTheMidstOfR5() throws {
    // Both releases have all of its elements; only R5 demands one more.
    let submission = try read(patient("1"), procedureR5, condition("c", of: "Patient/1"))
    #expect(submission.contents == ["resource", "resource", "resource"])
  }

  @Test func mixedInputsAreReadEntryByEntry() throws {
    let submission = try read(patient("1"), procedureR4, procedureR5, encounterR4)
    #expect(submission.release == .r4)
    #expect(submission.contents == ["resource", "resource", "resource", "resource"])
    #expect(procedure(submission, 1)?.performed != nil)
    #expect(procedure(submission, 2)?.performed != nil)
    #expect(submission.allIssues.map(\.code) == [.informational])
    #expect(
      submission.entries[2].path(ofElement: "performed") == "Bundle.entry[2].resource.occurrence")
    #expect(
      submission.entries[1].path(ofElement: "performed") == "Bundle.entry[1].resource.performed")
  }

  @Test func dataThatIsSaidToBeR5AndIsR4IsReadAndReported() throws {
    let submission = try read(patient("1"), encounterR4, conditionR5, release: .r5)
    #expect(submission.release == .r5)
    #expect(submission.contents == ["resource", "resource", "resource"])
    #expect(
      submission.allIssues.map(\.expression) == [
        "Bundle.entry[1].resource.class", "Bundle.entry[1].resource.period",
      ])
    #expect(submission.allIssues.allSatisfy { $0.severity == .warning })
    guard case .encounter(let encounter)? = submission.entries[1].resource else {
      throw NotRead()
    }
    #expect(encounter.period?.start?.value?.text == "2026-01-02")
  }

  @Test func dataThatIsSaidToBeR4AndIsR5IsReadAndReported() throws {
    let submission = try read(patient("1"), procedureR5, release: .r4)
    #expect(submission.release == .r4)
    #expect(procedure(submission, 1)?.performed != nil)
    #expect(
      submission.allIssues.map(\.expression) == [
        "Bundle.entry[1].resource.occurrenceDateTime", "Bundle.entry[1].resource.reason",
      ])
  }

  @Test(arguments: [
    "http://hl7.org/fhir/StructureDefinition/Bundle|5.0.0",
    "http://hl7.org/fhir/5.0/StructureDefinition/Bundle",
  ])
  func aProfileOfFHIRItselfTellsTheRelease(_ profile: String) throws {
    let text =
      #"{"resourceType":"Bundle","meta":{"profile":["\#(profile)"]},"type":"collection","#
      + #""entry":[{"resource":\#(patient("1"))},{"resource":\#(encounterR4)}]}"#
    let submission = try submit(text)
    #expect(submission.release == .r5)
    #expect(submission.allIssues.count == 2)
  }

  @Test func theVersionOfAnotherProfileSaysNothing() throws {
    let text =
      #"{"resourceType":"Bundle","meta":{"profile":["http://a.example/StructureDefinition/b|5.0.0"]},"#
      + #""type":"collection","entry":[{"resource":\#(encounterR4)}]}"#
    #expect(try submit(text).release == .r4)
  }

  @Test func r4BIsReadAlike() throws {
    let submission = try read(patient("1"), encounterR4, release: .r4b)
    #expect(submission.release == .r4b)
    #expect(submission.allIssues == [])
  }

  @Test func aTypeThatOnlyR5HasIsNoError() throws {
    let submission = try read(
      patient("1"), procedureR5,
      #"{"resourceType":"RequestOrchestration","status":"draft","intent":"proposal"}"#,
      #"{"resourceType":"ImagingSelection","status":"available","code":{"text":"x"}}"#)
    #expect(submission.allIssues == [])
    #expect(submission.contents.allSatisfy { $0 == "resource" })
    guard case .requestGroup? = submission.entries[2].resource,
      case .other? = submission.entries[3].resource
    else { throw NotRead() }
  }

  @Test func aContainedResourceWithErrorsCostsOnlyItself() throws {
    let submission = try read(
      patient("1"),
      #"{"resourceType":"MedicationStatement","status":"recorded","subject":{"reference":"Patient/1"},"#
        + #""contained":[{"resourceType":"Medication","id":"m","status":"gone","code":{"text":"x"}}],"#
        + ##""medication":{"reference":{"reference":"#m"}},"adherence":{"code":{"coding":["##
        + #"{"system":"http://hl7.org/fhir/CodeSystem/medication-statement-adherence","code":"taking"}]}}}"#
    )
    #expect(
      submission.allIssues.map(\.expression) == ["Bundle.entry[1].resource.contained[0].status"])
    guard case .medicationStatement(let statement)? = submission.entries[1].resource,
      let contained = statement.contained.first
    else { throw NotRead() }
    #expect(contained.node.children.map(\.name) == ["id"])
  }

  @Test func aModifierIsFoundWhereItStands() throws {
    let submission = try read(
      patient("1"),
      #"{"resourceType":"Procedure","status":"completed","subject":{"reference":"Patient/1"},"#
        + #""occurrenceDateTime":"2026","performer":[{"modifierExtension":[{"url":"http://a.example/x","#
        + #""valueBoolean":true}],"actor":{"display":"x"}}]}"#)
    #expect(submission.contents == ["resource", "unusable"])
    #expect(
      submission.allIssues.map(\.expression) == [
        "Bundle.entry[1].resource.performer[0].modifierExtension[0]"
      ])
  }

  @Test func xmlIsReadLikeJSON() throws {
    for file in SharedFiles.list("examples/R5/json", ".json") where file.contains("/Bundle-") {
      let name = file.split(separator: "/").last?.dropLast(5) ?? ""
      let fromJSON = Submission(try SharedFiles.tree(file))
      let fromXML = Submission(try SharedFiles.tree("examples/R5/xml/\(name).xml"))
      #expect(fromJSON.release == fromXML.release, "\(file)")
      #expect(fromJSON.contents == fromXML.contents, "\(file)")
      #expect(fromJSON.idsBySubject == fromXML.idsBySubject, "\(file)")
      // Only XML has an order of elements that can be wrong.
      let ofBoth = fromXML.allIssues.filter { !$0.message.contains("order of the definition") }
      #expect(fromJSON.allIssues.map(\.expression) == ofBoth.map(\.expression), "\(file)")
    }
  }

  @Test func officialExamplesOfR5AreReadWithoutErrors() throws {
    if SharedFiles.skips("R5 examples as inputs") { return }
    var releases: [FHIRRelease: Int] = [:]
    for file in SharedFiles.list("examples/R5/json", ".json") {
      let submission = Submission(try SharedFiles.tree(file), release: .r5)
      let errors = submission.allIssues.filter { $0.severity >= .error }
      #expect(errors == [], "\(file)")
      releases[Submission(try SharedFiles.tree(file)).release, default: 0] += 1
    }
    print("R5 examples without a label: \(releases.map { "\($1) read as \($0.name)" }.sorted())")
  }

  private struct NotRead: Error {}
}

import FHIR
import FHIRSyntax
import Testing

/// References are followed by the rules of FHIR and no others (fhir/README fact 45).
struct ReferenceTests {
  @Test(arguments: [
    ("", ReferenceTarget.logical), ("#", .container), ("#p", .contained("p")),
    ("Patient/1", .relative(type: "Patient", id: "1", version: nil)),
    ("Patient/1/_history/3", .relative(type: "Patient", id: "1", version: "3")),
    ("http://a.example/fhir/Patient/1", .absolute("http://a.example/fhir/Patient/1", version: nil)),
    (
      "https://a.example/Patient/1/_history/3",
      .absolute("https://a.example/Patient/1", version: "3")
    ),
    (
      "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
      .urn("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")
    ),
    ("Patient?identifier=x|1", .conditional), ("Patient", .logical), ("a/b/c", .logical),
    ("/Patient/1", .logical),
  ])
  func theTextSaysWhatIsMeant(text: String, target: ReferenceTarget) {
    #expect(ReferenceTarget(text: text) == target)
  }

  @Test func theTrickyReferencesLeadWhereFHIRSaysInBothFormats() throws {
    if SharedFiles.skips("references of tricky t08") { return }
    for ending in ["json", "xml"] {
      let submission = Submission(
        try SharedFiles.tree("examples/tricky/R4/t08-references.\(ending)"))
      var found: [String: String] = [:]
      for entry in submission.entries {
        guard case .observation(let observation)? = entry.resource, let id = entry.id else {
          continue
        }
        let subject = try #require(observation.subject)
        switch submission.resolve(subject, from: entry) {
        case .entry(let place): found[id] = "entry \(place)"
        case .contained(let resource): found[id] = "contained \(resource.id ?? "")"
        case .elsewhere: found[id] = "elsewhere"
        case .ambiguous: found[id] = "ambiguous"
        case .unresolvable: found[id] = "unresolvable"
        }
      }
      #expect(
        found == [
          "a": "entry 0", "b": "entry 0", "c": "entry 0", "d": "entry 1", "e": "entry 2",
          "f": "unresolvable", "g": "contained p", "h": "unresolvable", "i": "elsewhere",
          "j": "elsewhere",
        ], "\(ending)")
    }
  }

  @Test func anotherVersionThanTheOneNamedIsNotTheTarget() throws {
    let submission = try submit(
      bundle: "collection",
      entry("http://a.example/Patient/1", patient("1", #","meta":{"versionId":"4"}"#)),
      entry("http://a.example/Condition/c", condition("c", of: "Patient/1/_history/3")))
    guard case .elsewhere = resolveSubject(submission, 1) else {
      Issue.record("version 4 is not version 3")
      return
    }
  }

  @Test func withoutABaseTypeAndIdLeadOnlyToTheOneEntryTheyCanMean() throws {
    let one = try submit(
      bundle: "collection", entry(nil, patient("1")), entry(nil, condition("c", of: "Patient/1")))
    guard case .entry(0) = resolveSubject(one, 1) else {
      Issue.record("the only Patient/1 is meant")
      return
    }
    let two = try submit(
      bundle: "collection", entry("http://a.example/Patient/1", patient("1")),
      entry("http://b.example/Patient/1", patient("1")),
      entry("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", condition("c", of: "Patient/1")))
    guard case .ambiguous = resolveSubject(two, 2) else {
      Issue.record("two patients could be meant")
      return
    }
  }

  @Test func containedResourcesAreFoundOnlyInTheirOwnResource() throws {
    let submission = try submit(
      bundle: "collection",
      entry(
        nil,
        #"{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","#
          + #""contained":[{"resourceType":"Medication","id":"x"}],"#
          + ##""medicationReference":{"reference":"#x"},"subject":{"reference":"Patient/1"}}"##),
      entry(nil, condition("c", of: "Patient/1", ##","asserter":{"reference":"#x"}"##)))
    guard case .medicationRequest(let request)? = submission.entries[0].resource,
      case .reference(let medication) = request.medication
    else {
      Issue.record("expected a MedicationRequest with a reference")
      return
    }
    guard case .medication? = submission.resource(medication, from: submission.entries[0]) else {
      Issue.record("#x is contained")
      return
    }
    #expect(submission.resource(medication, from: submission.entries[1]) == nil)
  }

  @Test func twoContainedResourcesOfOneIdAreNotChosenBetween() throws {
    let submission = try submit(
      #"{"resourceType":"Condition","id":"c","contained":[{"resourceType":"Patient","id":"p"},"#
        + ##"{"resourceType":"Patient","id":"p"}],"subject":{"reference":"#p"}}"##)
    #expect(submission.subjects.isEmpty)
    #expect(submission.entries[0].issues.map(\.expression).first == "Condition.contained[1].id")
  }

  @Test func aReferenceIntoAnotherServerLeadsNowhere() throws {
    let submission = try submit(
      bundle: "collection", entry("http://a.example/Patient/1", patient("1")),
      entry("http://b.example/Condition/c", condition("c", of: "Patient/1")))
    #expect(submission.idsBySubject == [["1"], ["c"]])
    #expect(submission.subjects[1].patient == nil)
  }

  @Test func aReferenceCycleOfContainedResourcesEnds() throws {
    if SharedFiles.skips("bad s30") { return }
    let submission = Submission(try SharedFiles.tree("bad/handmade/s30-contained-cycle.json"))
    #expect(submission.entries.count == 1)
  }

  private func resolveSubject(_ submission: Submission, _ place: Int) -> Submission.Resolution? {
    guard case .condition(let condition)? = submission.entries[place].resource else { return nil }
    return submission.resolve(condition.subject, from: submission.entries[place])
  }
}

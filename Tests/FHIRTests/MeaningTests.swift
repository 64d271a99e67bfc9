import FHIR
import FHIRSyntax
import Testing

/// What turns the meaning of a resource around is found wherever it stands.
struct MeaningTests {
  private func check(_ text: String) throws -> [FHIR.Issue] {
    var reading = Reading()
    reading.checkMeaning(of: try json(text))
    return reading.issues
  }

  @Test(arguments: [
    (
      #"{"resourceType":"Observation","modifierExtension":[{"url":"http://x"}]}"#,
      "modifierExtension[0]"
    ),
    (
      #"{"resourceType":"Observation","component":[{"id":"a"},{"modifierExtension":[{"url":"http://x"}]}]}"#,
      "component[1].modifierExtension[0]"
    ),
    (#"{"resourceType":"Condition","implicitRules":"http://x"}"#, "implicitRules"),
    (
      #"{"resourceType":"Condition","contained":[{"resourceType":"Basic","implicitRules":"http://x"}]}"#,
      "contained[0].implicitRules"
    ),
    (
      #"{"resourceType":"Claim","item":[{"detail":[{"modifierExtension":[{"url":"http://x"}]}]}]}"#,
      "item[0].detail[0].modifierExtension[0]"
    ),
  ])
  func unknownModifiersMakeAResourceUnusable(text: String, place: String) throws {
    let found = try check(text)
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.expression) == [place])
  }

  @Test func ordinaryExtensionsChangeNothing() throws {
    #expect(
      try check(
        #"{"resourceType":"Observation","extension":[{"url":"http://x","valueBoolean":true}]}"#)
        == [])
  }

  @Test func theTrickyExampleIsFoundInBothFormats() throws {
    if SharedFiles.skips("modifierExtension of tricky t04") { return }
    for ending in ["json", "xml"] {
      let tree = try SharedFiles.tree("examples/tricky/R4/t04-modifierExtension.\(ending)")
      let submission = Submission(tree)
      guard case .unusable? = submission.entries.first?.content else {
        Issue.record("the resource must not be usable")
        continue
      }
      // XML does not say that a component which stands alone could repeat.
      let component = ending == "json" ? "component[0]" : "component"
      #expect(
        submission.entries[0].issues.filter { $0.code == .extension }.map(\.expression) == [
          "Observation.modifierExtension[0]", "Observation.\(component).modifierExtension[0]",
        ])
    }
  }

  @Test(arguments: [
    (#"{"resourceType":"Observation","status":"final"}"#, Standing.stated),
    (#"{"resourceType":"Observation","status":"preliminary"}"#, .preliminary),
    (#"{"resourceType":"Observation","status":"registered"}"#, .planned),
    (#"{"resourceType":"Observation","status":"entered-in-error"}"#, .withdrawn),
    (#"{"resourceType":"Observation","status":"cancelled"}"#, .withdrawn),
    (#"{"resourceType":"Observation","status":"unknown"}"#, .unclear),
    (#"{"resourceType":"Procedure","status":"not-done"}"#, .notDone),
    (#"{"resourceType":"Procedure","status":"preparation"}"#, .planned),
    (#"{"resourceType":"MedicationStatement","status":"not-taken"}"#, .notDone),
    (#"{"resourceType":"MedicationRequest","status":"active","doNotPerform":true}"#, .notDone),
    (#"{"resourceType":"MedicationRequest","status":"active","doNotPerform":false}"#, .stated),
    (#"{"resourceType":"ServiceRequest","status":"revoked"}"#, .withdrawn),
    (#"{"resourceType":"Condition"}"#, .stated),
    (
      #"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"refuted"}]}}"#,
      .refuted
    ),
    (
      #"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"differential"}]}}"#,
      .unconfirmed
    ),
    (
      #"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"confirmed"},{"code":"refuted"}]}}"#,
      .refuted
    ),
    (#"{"resourceType":"Condition","verificationStatus":{"text":"maybe"}}"#, .unclear),
    (
      #"{"resourceType":"AllergyIntolerance","verificationStatus":{"coding":[{"code":"entered-in-error"}]}}"#,
      .withdrawn
    ),
    (#"{"resourceType":"Immunization","status":"not-done"}"#, .notDone),
  ])
  func theStatusSaysWhatTheContentIsWorth(text: String, standing: Standing) throws {
    #expect(Standing(of: try json(text)) == standing)
  }

  @Test func refutedContentIsEvidenceAndNotSetAside() {
    #expect(!Standing.refuted.isSetAside)
    #expect(Standing.withdrawn.isSetAside)
    #expect(Standing.notDone.isSetAside)
  }

  /// Every status that a modelled resource may have has a meaning here.
  @Test func everyStatusOfTheModelledResourcesIsUnderstood() throws {
    if SharedFiles.skips("status codes of R4") { return }
    let sets: Set<String> = [
      "observation-status", "event-status", "encounter-status", "medication-statement-status",
      "medicationrequest-status", "medication-admin-status", "request-status",
      "diagnostic-report-status", "imagingstudy-status", "questionnaire-answers-status",
      "composition-status", "list-status", "device-statement-status", "medication-status",
    ]
    var count = 0
    let table = String(decoding: try SharedFiles.bytes("spec/R4/required-codes.csv"), as: UTF8.self)
    for line in table.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let name = fields.first?.split(separator: "/").last, sets.contains(String(name)) else {
        continue
      }
      let node = FHIRNode(
        name: "", resourceType: "Basic",
        children: [FHIRNode(name: "status", value: .string(String(fields[2])))])
      if fields[2] != "unknown" { #expect(Standing(of: node) != .unclear, "\(fields[2])") }
      count += 1
    }
    #expect(count > 70)
  }
}

import FHIR
import FHIRSyntax
import Testing

/// What R5 says in its own way is said in R4 without becoming something else (fhir/README facts 2 to 31).
struct ReleaseRuleTests {
  /// A resource of R5 in the terms of R4, as JSON, and what was reported.
  private func inR4(_ text: String) throws -> (json: String, issues: [FHIR.Issue]) {
    let typed = TypedTree(try json(text), release: .r5)
    #expect(typed.issues == [])
    let converted = typed.converted(to: .r4)
    let bytes = try writeTree(converted.root, as: .json)
    return (String(decoding: bytes, as: UTF8.self), converted.issues)
  }

  private func inR5(_ text: String) throws -> String {
    let typed = TypedTree(try json(text), release: .r4)
    #expect(typed.issues == [])
    return String(decoding: try writeTree(typed.converted(to: .r5).root, as: .json), as: UTF8.self)
  }

  private let subject = #""subject":{"reference":"Patient/p"}"#

  private func coding(_ code: String, _ system: String) -> String {
    #"{"coding":[{"system":"\#(system)","code":"\#(code)"}]}"#
  }

  @Test(arguments: [
    ("taking", "active"), ("taking-not-as-directed", "active"), ("not-taking", "not-taken"),
    ("on-hold-as-directed", "on-hold"), ("stopped", "stopped"), ("unknown", "unknown"),
  ])
  func adherenceIsTheStatusOfAStatement(_ adherence: String, _ status: String) throws {
    let code = coding(adherence, "http://hl7.org/fhir/CodeSystem/medication-statement-adherence")
    let (text, issues) = try inR4(
      #"{"resourceType":"MedicationStatement","status":"recorded","adherence":{"code":\#(code)},"#
        + #""medication":{"concept":{"text":"x"}},\#(subject)}"#)
    #expect(text.contains(#""status":"\#(status)""#))
    #expect(text.contains(#""medicationCodeableConcept":{"text":"x"}"#))
    #expect(issues == [])
  }

  @Test func aStatementWithoutAdherenceDoesNotSayThatSomethingIsTaken() throws {
    let (text, issues) = try inR4(
      #"{"resourceType":"MedicationStatement","status":"recorded","#
        + #""medication":{"concept":{"text":"x"}},\#(subject)}"#)
    #expect(!text.contains(#""status":""#))
    #expect(text.contains("data-absent-reason"))
    #expect(issues.map(\.expression) == ["MedicationStatement.adherence"])
  }

  @Test func anAdherenceThatIsNotKnownIsNotGuessed() throws {
    let code = coding("182834008", "http://snomed.info/sct")
    let (text, issues) = try inR4(
      #"{"resourceType":"MedicationStatement","status":"recorded","adherence":{"code":\#(code)},"#
        + #""medication":{"concept":{"text":"x"}},\#(subject)}"#)
    #expect(!text.contains(#""status":""#))
    #expect(issues.map(\.expression) == ["MedicationStatement.adherence"])
  }

  @Test func aReportThatWasModifiedBeforeItWasFinalIsNotFinal() throws {
    let (text, _) = try inR4(
      #"{"resourceType":"DiagnosticReport","status":"modified","code":{"text":"x"},\#(subject)}"#)
    #expect(text.contains(#""status":"partial""#))
  }

  @Test(arguments: [
    ("on-hold", "onleave"), ("discharged", "finished"), ("completed", "finished"),
    ("in-progress", "in-progress"),
  ])
  func anEncounterHasAStatusOfR4(_ status: String, _ expected: String) throws {
    let (text, issues) = try inR4(
      #"{"resourceType":"Encounter","status":"\#(status)","actualPeriod":{"start":"2026-01-02"}}"#)
    #expect(text.contains(#""status":"\#(expected)""#))
    #expect(text.contains(#""period":{"start":"2026-01-02"}"#))
    // R4 demands a class and R5 does not.
    #expect(
      text.contains(#""class":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/"#))
    #expect(issues == [])
  }

  @Test func aComparatorThatR4DoesNotHaveMakesTheResourceUnusable() throws {
    let (_, issues) = try inR4(
      #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"#
        + #""valueQuantity":{"value":5,"comparator":"ad"}}"#)
    #expect(issues.map(\.expression) == ["Observation.value.comparator"])
    #expect(issues.map(\.severity) == [.error])
  }

  @Test(arguments: ["cancelled", "deprecated", "registered", "unknown"])
  func aDocumentWhoseStatusR4DoesNotHaveIsNotUsed(_ status: String) throws {
    let (_, issues) = try inR4(
      #"{"resourceType":"Composition","status":"\#(status)","type":{"text":"x"},"#
        + #""date":"2026","author":[{"display":"x"}],"title":"x"}"#)
    #expect(issues.map(\.expression) == ["Composition.status"])
    #expect(issues.map(\.severity) == [.error])
  }

  @Test func aClinicalStatusThatIsUnknownIsNone() throws {
    let status = coding("unknown", "http://terminology.hl7.org/CodeSystem/condition-clinical")
    let (text, issues) = try inR4(
      #"{"resourceType":"Condition","clinicalStatus":\#(status),\#(subject)}"#)
    #expect(text == #"{"resourceType":"Condition",\#(subject)}"#)
    #expect(issues == [])
  }

  @Test func evidenceIsTakenApartAndPutTogether() throws {
    let r4 =
      #""evidence":[{"code":[{"text":"x"}],"detail":[{"reference":"Observation/1"}]}]"#
    let r5 = #""evidence":[{"concept":{"text":"x"},"reference":{"reference":"Observation/1"}}]"#
    let status = coding("active", "http://terminology.hl7.org/CodeSystem/condition-clinical")
    let start = #"{"resourceType":"Condition","clinicalStatus":\#(status),\#(subject),"#
    #expect(try inR4(start + r5 + "}").json == start + r4 + "}")
    #expect(try inR5(start + r4 + "}") == start + r5 + "}")
  }

  @Test func aValueThatR4DoesNotHaveIsNoFindingByItself() throws {
    let (text, issues) = try inR4(
      #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"#
        + #""valueAttachment":{"title":"scan"}}"#)
    #expect(text.contains(#""dataAbsentReason""#))
    #expect(issues.map(\.expression) == ["Observation.value"])
  }

  @Test func aProcedureOnSomebodyElseIsNotUsed() throws {
    let (_, issues) = try inR4(
      #"{"resourceType":"Procedure","status":"completed",\#(subject),"focus":{"reference":"Patient/q"}}"#
    )
    #expect(issues.map(\.expression) == ["Procedure.focus"])
    #expect(issues.map(\.severity) == [.error])
  }

  @Test func severalStructuresAreNotReadAsOne() throws {
    let one = #"{"structure":{"text":"iliac vein"}}"#
    let start = #"{"resourceType":"BodyStructure","patient":{"reference":"Patient/p"},"#
    let (text, issues) = try inR4(
      start
        + #""includedStructure":[{"structure":{"text":"iliac vein"},"laterality":{"text":"left"}}]}"#
    )
    #expect(
      text.contains(#""location":{"text":"iliac vein"},"locationQualifier":[{"text":"left"}]"#))
    #expect(issues == [])
    let several = try inR4(start + #""includedStructure":[\#(one),\#(one)]}"#).issues
    #expect(several.map(\.expression) == ["BodyStructure.includedStructure[1]"])
    let excluded = try inR4(
      start + #""includedStructure":[\#(one)],"excludedStructure":[\#(one)]}"#
    ).issues
    #expect(excluded.map(\.severity) == [.error])
  }

  @Test func categoriesOfAProcedureAreAllRead() throws {
    let (text, _) = try inR4(
      #"{"resourceType":"Procedure","status":"completed",\#(subject),"#
        + #""category":[{"coding":[{"code":"a"}]},{"coding":[{"code":"b"}]}]}"#)
    #expect(text.contains(#""category":{"coding":[{"code":"a"},{"code":"b"}]}"#))
  }

  @Test(arguments: [("implanted", "active"), ("attached", "active"), ("explanted", "completed")])
  func aDeviceThatIsAssociatedWithThePatientIsInUse(_ status: String, _ expected: String) throws {
    let code = coding(status, "http://hl7.org/fhir/deviceassociation-status")
    let (text, issues) = try inR4(
      #"{"resourceType":"DeviceAssociation","device":{"reference":"Device/d"},"status":\#(code),"#
        + #"\#(subject),"bodyStructure":{"reference":"BodyStructure/b"},"period":{"start":"2026"}}"#
    )
    #expect(text.hasPrefix(#"{"resourceType":"DeviceUseStatement""#))
    #expect(text.contains(#""status":"\#(expected)""#))
    #expect(text.contains(#""timingPeriod":{"start":"2026"}"#))
    #expect(
      text.contains(
        #"{"url":"http://hl7.org/fhir/StructureDefinition/bodySite","valueReference":{"reference":"#
      ))
    #expect(issues == [])
  }

  @Test(arguments: [
    #""status":"not-done""#,
    #""status":"active","usageStatus":{"coding":[{"system":"http://hl7.org/fhir/deviceusage-status","code":"not-done"}]}"#,
    #""status":"active","adherence":{"code":{"coding":[{"system":"http://hl7.org/fhir/deviceusage-adherence-code","code":"never"}]},"reason":[{"text":"x"}]}"#,
  ])
  func aDeviceThatIsNotUsedIsNotRead(_ elements: String) throws {
    let (_, issues) = try inR4(
      #"{"resourceType":"DeviceUsage",\#(elements),"patient":{"reference":"Patient/p"},"#
        + #""device":{"concept":{"text":"x"}}}"#)
    #expect(issues.map(\.severity) == [.error])
  }

  @Test func aDeviceThatIsNamedByACodeIsContained() throws {
    let (text, _) = try inR4(
      #"{"resourceType":"DeviceUsage","status":"active","patient":{"reference":"Patient/p"},"#
        + #""device":{"concept":{"text":"stent"}},"bodySite":{"concept":{"text":"vein"}}}"#)
    #expect(
      text.contains(
        #""contained":[{"resourceType":"Device","id":"device-by-code","type":{"text":"stent"}}]"#))
    #expect(text.contains(##""device":{"reference":"#device-by-code"}"##))
    #expect(text.contains(#""subject":{"reference":"Patient/p"}"#))
    #expect(text.contains(#""bodySite":{"text":"vein"}"#))
  }

  @Test func aScheduleGivesItsBoundsAndSaysThatThereIsMore() throws {
    let (text, issues) = try inR4(
      #"{"resourceType":"MedicationAdministration","status":"completed","#
        + #""medication":{"concept":{"text":"x"}},\#(subject),"#
        + #""occurenceTiming":{"repeat":{"boundsPeriod":{"start":"2026-01-01"}}}}"#)
    #expect(text.contains(#""effectivePeriod":{"start":"2026-01-01"}"#))
    #expect(issues.map(\.expression) == ["MedicationAdministration.occurence"])
    #expect(issues.map(\.severity) == [.warning])
  }

  @Test func guidanceHasTheShapeOfItsRelease() throws {
    let text = try inR5(
      #"{"resourceType":"GuidanceResponse","contained":[{"resourceType":"RequestGroup","id":"g","#
        + #""status":"draft","intent":"proposal","reasonCode":[{"text":"x"}],"#
        + #""action":[{"action":[{"relatedAction":[{"actionId":"a","relationship":"before"}]}]}]}],"#
        + #""moduleUri":"urn:x","status":"success","reasonCode":[{"text":"x"}],"#
        + #""reasonReference":[{"reference":"Condition/c"}],"#
        + ##""evaluationMessage":[{"reference":"#m"}],"result":{"reference":"#g"},"##
        + #""dataRequirement":[{"type":"Procedure","mustSupport":["performed"],"#
        + #""codeFilter":[{"path":"reasonCode"}]},"#
        + #"{"type":"MedicationStatement","codeFilter":[{"path":"medication"}]},"#
        + #"{"type":"DeviceUseStatement","mustSupport":["recordedOn"]}]}"#)
    #expect(
      text
        == #"{"resourceType":"GuidanceResponse","contained":[{"resourceType":"RequestOrchestration","#
        + #""id":"g","status":"draft","intent":"proposal","reason":[{"concept":{"text":"x"}}],"#
        + #""action":[{"action":[{"relatedAction":[{"targetId":"a","relationship":"before"}]}]}]}],"#
        + #""moduleUri":"urn:x","status":"success","reason":[{"concept":{"text":"x"}},"#
        + #"{"reference":{"reference":"Condition/c"}}],"#
        + ##""evaluationMessage":{"reference":"#m"},"result":[{"reference":"#g"}],"##
        + #""dataRequirement":[{"type":"Procedure","mustSupport":["occurrence"],"#
        + #""codeFilter":[{"path":"reason.concept"}]},"#
        + #"{"type":"MedicationStatement","codeFilter":[{"path":"medication.concept"}]},"#
        + #"{"type":"DeviceUsage","mustSupport":["dateAsserted"]}]}"#)
  }
}

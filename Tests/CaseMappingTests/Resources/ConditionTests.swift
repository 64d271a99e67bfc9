import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct ConditionTests {
  /// A Condition with a code and further elements.
  func condition(_ code: String, _ more: String...) -> String {
    let elements = ["\"resourceType\": \"Condition\"", "\"code\": \(code)"] + more
    return "{\(elements.joined(separator: ", "))}"
  }

  func mapped(_ code: String, _ more: String...) throws -> MappedCase {
    let elements = ["\"resourceType\": \"Condition\"", "\"code\": \(code)"] + more
    return try MappedCase("{\(elements.joined(separator: ", "))}")
  }

  @Test func `a confirmed diagnosis is present and verified`() throws {
    let finding = try mapped(
      Known.leftIliacThrombosis, "\"verificationStatus\": \(verification("confirmed"))"
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.presence == .present)
    #expect(finding.isVerified)
    #expect(finding.kind == .condition)
    #expect(finding.segments == [.iliac])
    #expect(finding.laterality == .left)
    #expect(finding.statedAcuity == .acute)
    #expect(finding.place == .leg)
    #expect(finding.rule == "condition-code")
    #expect(finding.evidence.path == "Bundle.entry[1].resource.code")
    #expect(finding.evidence.reference == "Condition/r1")
    #expect(finding.evidence.code == "http://hl7.org/fhir/sid/icd-10-cm|I82.422")
  }

  @Test func `a diagnosis without verificationStatus is present and not verified`() throws {
    let finding = try mapped(Known.leftIliacThrombosis).finding("dvt-iliofemoral-acute")
    #expect(finding.presence == .present)
    #expect(!finding.isVerified)
  }

  @Test func `a refuted diagnosis is negative evidence`() throws {
    let finding = try mapped(
      sct("66877004"), "\"verificationStatus\": \(verification("refuted"))"
    ).finding("phlegmasia/cerulea-dolens")
    #expect(finding.presence == .absent)
  }

  @Test(arguments: ["provisional", "differential", "unconfirmed"])
  func `what is not confirmed is suspected`(status: String) throws {
    let finding = try mapped(
      Known.leftIliacThrombosis, "\"verificationStatus\": \(verification(status))"
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.presence == .suspected)
    #expect(!finding.isVerified)
  }

  @Test func `entered in error gives no finding and is listed`() throws {
    let mapped = try mapped(
      Known.leftIliacThrombosis, "\"verificationStatus\": \(verification("entered-in-error"))")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.enteredInError])
    #expect(mapped.record.setAside.first?.path == "Bundle.entry[1].resource.verificationStatus")
  }

  @Test func `an unknown verificationStatus sets the Condition aside`() throws {
    let mapped = try mapped(
      Known.leftIliacThrombosis, "\"verificationStatus\": \(verification("maybe"))")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.unknownStatus])
  }

  @Test(arguments: [
    ("active", Finding.Course.active), ("recurrence", .recurrent), ("relapse", .recurrent),
    ("inactive", .resolved), ("remission", .resolved), ("resolved", .resolved),
  ])
  func `clinicalStatus is the course`(status: String, course: Finding.Course) throws {
    let finding = try mapped(
      Known.leftIliacThrombosis, "\"clinicalStatus\": \(clinical(status))"
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.course == course)
  }

  @Test func `an abatement in the past resolves a Condition without clinicalStatus`() throws {
    let finding = try mapped(
      Known.leftIliacThrombosis, "\"abatementDateTime\": \"2026-05\""
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.course == .resolved)
    #expect(finding.end?.days.description == "2026-05-01 to 2026-05-31")
  }

  @Test func `the severity of the Condition is that of its symptoms`() throws {
    let finding = try mapped(
      Known.leftIliacThrombosis, "\"severity\": \(sct("6736007"))"
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.severity == .moderate)
  }

  @Test func `moderate to severe in one word is not split`() throws {
    let finding = try mapped(
      Known.leftIliacThrombosis, "\"severity\": \(severity("moderate-severe"))"
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.severity == .moderateToSevere)
  }

  @Test func `a severity in words is left to a person`() throws {
    let mapped = try mapped(Known.leftIliacThrombosis, "\"severity\": {\"text\": \"bad\"}")
    #expect(try mapped.finding("dvt-iliofemoral-acute").severity == nil)
    #expect(mapped.record.unreadTexts.map(\.features) == [[.severity]])
  }

  @Test func `signs in evidence code are findings of their own`() throws {
    let mapped = try mapped(
      Known.leftIliacThrombosis, "\"recordedDate\": \"2026-06-14\"",
      "\"evidence\": [{\"code\": [\(finding("tense-edema"))]}]")
    let sign = try mapped.finding("tense-edema")
    #expect(sign.presence == .present)
    #expect(sign.kind == .observation)
    #expect(sign.observed?.days.description == "2026-06-14")
    #expect(sign.evidence.path == "Bundle.entry[1].resource.evidence[0].code")
  }

  @Test func `a diagnosis in words is left to a person`() throws {
    let mapped = try MappedCase(
      "{\"resourceType\": \"Condition\", \"code\": {\"text\": \"clot in the left leg\"}}")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.record.unreadTexts.map(\.path) == ["Bundle.entry[1].resource.code.text"])
  }

  @Test func `notes on a thrombosis are left to a person`() throws {
    let mapped = try mapped(Known.leftIliacThrombosis, "\"note\": [{\"text\": \"worse today\"}]")
    #expect(mapped.record.unreadTexts.map(\.path) == ["Bundle.entry[1].resource.note"])
  }

  @Test func `long-term use of anticoagulants is use, not a disease`() throws {
    let finding = try mapped(icd10cm("Z79.01")).finding("anticoagulant/long-term-use")
    #expect(finding.kind == .medicationUse)
  }

  @Test func `a recurrent thrombosis states an earlier one`() throws {
    let mapped = try mapped(sct("710167004"))
    #expect(mapped.findings("history-vte").map(\.rule) == ["recurrent-thrombosis-code"])
    #expect(mapped.findings("dvt-site-unspecified").count == 1)
  }

  @Test func `one code that means two things gives two findings`() throws {
    let mapped = try mapped(icd10cm("I87.011"))
    #expect(mapped.findings("post-thrombotic-syndrome").count == 1)
    #expect(mapped.findings("venous-ulcer/postthrombotic-with-ulcer").count == 1)
    #expect(mapped.record.findings.allSatisfy { $0.laterality == .right })
  }

  @Test func `an unknown modifierExtension makes the Condition unusable`() throws {
    let mapped = try mapped(
      Known.leftIliacThrombosis,
      "\"modifierExtension\": [{\"url\": \"http://example.org/not\", \"valueBoolean\": true}]")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.unknownModifier])
  }

  @Test func `implicitRules make the Condition unusable`() throws {
    let mapped = try mapped(
      Known.leftIliacThrombosis, "\"implicitRules\": \"http://example.org/rules\"")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.implicitRules])
  }

  @Test func `absence of cancer in the history is a finding of its own`() throws {
    let mapped = try mapped(sct("700363003"))
    #expect(try mapped.finding("cancer-history/absent").presence == .absent)
  }

  @Test func `a code that denies, refuted, says nothing`() throws {
    let mapped = try mapped(
      sct("60001007"), "\"verificationStatus\": \(verification("refuted"))")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.noteKinds == [.valueNotUnderstood])
  }
}

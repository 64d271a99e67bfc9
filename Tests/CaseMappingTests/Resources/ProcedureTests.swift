import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct ProcedureTests {
  func mapped(_ code: String, _ more: String..., status: String = "completed") throws -> MappedCase
  {
    let elements =
      [
        "\"resourceType\": \"Procedure\"", "\"status\": \"\(status)\"", "\"code\": \(code)",
      ] + more
    return try MappedCase("{\(elements.joined(separator: ", "))}")
  }

  /// Percutaneous insertion of a stent into the left common iliac vein.
  let leftIliacStent = pcs("067D3DZ")
  let removal = sct("276977004")

  @Test func `a completed procedure was done when it began`() throws {
    let stent = try mapped(
      leftIliacStent, "\"performedPeriod\": {\"start\": \"2026-06-10\", \"end\": \"2026-06-11\"}"
    ).finding("venous-stent")
    #expect(stent.kind == .procedure)
    #expect(stent.presence == .present)
    #expect(stent.segments == [.commonIliac])
    #expect(stent.laterality == .left)
    #expect(stent.observed?.days.description == "2026-06-10")
    #expect(stent.end?.days.description == "2026-06-11")
  }

  @Test func `what is in preparation is a proposal`() throws {
    let stent = try mapped(
      leftIliacStent, "\"performedDateTime\": \"2026-06-20\"", status: "preparation"
    ).finding("venous-stent")
    #expect(stent.kind == .proposal)
    #expect(stent.observed == nil)
    #expect(stent.onset?.days.description == "2026-06-20")
  }

  @Test(arguments: [
    ("not-done", SetAsideResource.Reason.notDone), ("entered-in-error", .enteredInError),
    ("unknown", .unknownStatus),
  ])
  func `what was not done is set aside`(status: String, reason: SetAsideResource.Reason) throws {
    let mapped = try mapped(leftIliacStent, status: status)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [reason])
  }

  @Test func `a procedure after the evaluation did not happen`() throws {
    let mapped = try mapped(leftIliacStent, "\"performedDateTime\": \"2026-06-20\"")
    #expect(mapped.reasons == [.futureDate])
  }

  @Test func `thrombectomy of a place that is not stated needs a leg`() throws {
    let anywhere = try mapped(removal, "\"performedDateTime\": \"2026-06-10\"")
    #expect(anywhere.findings("percutaneous-thrombectomy").isEmpty)
    let leg = try mapped(
      removal, "\"performedDateTime\": \"2026-06-10\"",
      "\"bodySite\": [\(sct(Known.commonIliacVein, Known.left))]")
    #expect(try leg.finding("percutaneous-thrombectomy").segments == [.commonIliac])
  }

  @Test func `thrombectomy of the portal vein resembles only`() throws {
    let mapped = try mapped(sct("433112001"), "\"performedDateTime\": \"2026-06-10\"")
    #expect(
      mapped.record.findings.map(\.concept.rawValue).allSatisfy { $0.hasPrefix("lookalike.") })
    #expect(mapped.noteKinds == [.notSpecific])
  }

  @Test func `an operation that no list has is surgery of unknown size`() throws {
    // The form of a code of section 0; there is no such code.
    let mapped = try mapped(pcs("0ZZ0ZZ0"), "\"performedDateTime\": \"2026-06-10\"")
    let surgery = try mapped.finding("lysis-contraindication/recent-surgery")
    #expect(surgery.presence == .suspected)
    #expect(surgery.observed?.days.description == "2026-06-10")
    #expect(mapped.unmapped == ["http://www.cms.gov/Medicare/Coding/ICD10|0ZZ0ZZ0"])
  }

  @Test func `the category surgical procedure is surgery of unknown size`() throws {
    let mapped = try mapped(
      sct("80146002"), "\"category\": \(sct("387713003"))",
      "\"performedDateTime\": \"2026-06-10\"")
    #expect(try mapped.finding("lysis-contraindication/recent-surgery").presence == .suspected)
  }

  @Test func `a stent on the leg that a procedure used was placed by it`() throws {
    let device = """
      {"resourceType": "Device", "id": "stent", "type": \(sct("65818007"))}
      """
    let procedure = """
      {"resourceType": "Procedure", "status": "completed", "performedDateTime": "2024-06-10",
       "code": \(sct("1296925008")), "bodySite": [\(sct(Known.commonIliacVein, Known.left))],
       "usedReference": [{"reference": "Device/stent"}]}
      """
    let mapped = try MappedCase(device, procedure)
    let fromProcedure = mapped.findings("venous-stent").filter { $0.kind == .procedure }
    #expect(fromProcedure.map(\.rule) == ["procedure-code", "procedure-device"])
    #expect(fromProcedure.allSatisfy { $0.segments == [.commonIliac] && $0.laterality == .left })
  }

  @Test func `an age tells the days of a procedure`() throws {
    let stent = try mapped(leftIliacStent, "\"performedAge\": {\"value\": 46, \"code\": \"a\"}")
      .finding("venous-stent")
    #expect(stent.observed?.days.description == "2024-03-09 to 2025-03-08")
  }

  @Test func `a time in words is left to a person`() throws {
    let mapped = try mapped(leftIliacStent, "\"performedString\": \"two years ago\"")
    #expect(try mapped.finding("venous-stent").observed == nil)
    #expect(mapped.record.unreadTexts.map(\.path) == ["Bundle.entry[1].resource.performed"])
  }
}

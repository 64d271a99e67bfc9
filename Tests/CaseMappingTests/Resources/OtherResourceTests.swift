import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct AllergyTests {
  func mapped(_ code: String, _ more: String...) throws -> MappedCase {
    let elements = ["\"resourceType\": \"AllergyIntolerance\"", "\"code\": \(code)"] + more
    return try MappedCase("{\(elements.joined(separator: ", "))}")
  }

  @Test func `an allergy to a thrombolytic is a contraindication and no use`() throws {
    let mapped = try mapped(atc("B01AD02"), "\"clinicalStatus\": \(allergyClinical("active"))")
    let allergy = try mapped.finding("lysis-contraindication/thrombolytic-allergy")
    #expect(allergy.kind == .allergy)
    #expect(allergy.course == .active)
    #expect(mapped.findings("thrombolytic").isEmpty)
  }

  @Test func `an allergy to heparin is no anticoagulation`() throws {
    let mapped = try mapped(atc("B01AB01"))
    #expect(mapped.findings("heparin-allergy").count == 1)
    #expect(mapped.findings("anticoagulant").isEmpty)
  }

  @Test func `an allergy to another anticoagulant is not asked for`() throws {
    #expect(try mapped(atc("B01AF01")).record.findings.isEmpty)
  }

  @Test func `the substance of a reaction counts`() throws {
    let mapped = try mapped(
      "{\"text\": \"lysis\"}",
      """
      "reaction": [{"substance": \(atc("B01AD02")), "manifestation": [{"text": "rash"}]}]
      """)
    #expect(mapped.findings("lysis-contraindication/thrombolytic-allergy").count == 1)
  }

  @Test func `a refuted allergy is negative evidence`() throws {
    let mapped = try mapped(
      finding("contrast-allergy"),
      """
      "verificationStatus": \(concept(
        "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", ["refuted"]))
      """)
    #expect(try mapped.finding("contrast-allergy").presence == .absent)
  }

  @Test func `no known allergies is explicit`() throws {
    let code = concept(
      "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", ["no-known-allergies"])
    #expect(try mapped(code).finding("no-known-allergies").presence == .present)
  }

  @Test func `no information on allergies says nothing`() throws {
    let code = concept(
      "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", ["no-allergy-info"])
    let mapped = try mapped(code)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.unmapped.isEmpty)
  }

  func allergyClinical(_ code: String) -> String {
    concept("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", [code])
  }
}

@Suite struct EncounterTests {
  func mapped(_ more: String..., status: String = "finished") throws -> MappedCase {
    let elements =
      [
        "\"resourceType\": \"Encounter\"", "\"status\": \"\(status)\"",
        """
        "class": {"code": "AMB", "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode"}
        """, "\"period\": {\"start\": \"2026-06-10\", \"end\": \"2026-06-10\"}",
      ] + more
    return try MappedCase("{\(elements.joined(separator: ", "))}")
  }

  @Test func `a disease that is the reason of an encounter is suspected`() throws {
    let finding = try mapped("\"reasonCode\": [\(Known.iliofemoralThrombosis)]")
      .finding("dvt-iliofemoral-acute")
    #expect(finding.presence == .suspected)
    #expect(finding.rule == "encounter-reason")
    #expect(finding.observed?.days.description == "2026-06-10")
  }

  @Test func `care that only a pregnant patient gets states the pregnancy`() throws {
    let finding = try mapped("\"reasonCode\": [\(icd10cm("Z34.03"))]")
      .finding("pregnancy-state/supervision")
    #expect(finding.presence == .present)
  }

  @Test func `chemotherapy states that the cancer is treated`() throws {
    let finding = try mapped("\"reasonCode\": [\(icd10cm("Z51.11"))]")
      .finding("active-cancer/treatment-encounter")
    #expect(finding.presence == .present)
  }

  @Test func `a planned encounter states nothing`() throws {
    let mapped = try mapped("\"reasonCode\": [\(icd10cm("Z51.11"))]", status: "planned")
    #expect(mapped.record.findings.isEmpty)
  }
}

@Suite struct ServiceRequestTests {
  @Test func `a request is a proposal, whatever its status`() throws {
    for status in ["draft", "active", "on-hold", "completed"] {
      let request = try MappedCase(
        """
        {"resourceType": "ServiceRequest", "status": "\(status)", "intent": "order",
         "code": \(finding("planned-high-bleeding-risk-procedure")),
         "occurrenceDateTime": "2026-06-20", "authoredOn": "2026-06-14"}
        """
      ).finding("planned-high-bleeding-risk-procedure")
      #expect(request.kind == .proposal)
      #expect(request.onset?.days.description == "2026-06-20")
    }
  }

  @Test func `a revoked request is set aside`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "ServiceRequest", "status": "revoked", "intent": "order",
       "code": \(finding("planned-high-bleeding-risk-procedure"))}
      """)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.cancelled])
  }
}

@Suite struct DeviceTests {
  @Test func `a filter in the patient is in place while the device is active`() throws {
    let filter = try MappedCase(
      """
      {"resourceType": "Device", "status": "active", "type": \(sct("257409000"))}
      """
    ).finding("ivc-filter/device")
    #expect(filter.kind == .device)
    #expect(filter.course == .active)
  }

  @Test func `a device without a patient belongs to nobody`() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [
       {"resource": \(MappedCase.patient)},
       {"resource": {"resourceType": "Device", "id": "d", "status": "active",
        "type": \(sct("257409000"))}}]}
      """
    #expect(try MappedCase(bytes: Array(bundle.utf8)).record.findings.isEmpty)
  }

  @Test func `the use of a device tells where it lies`() throws {
    let device = "{\"resourceType\": \"Device\", \"id\": \"d\", \"type\": \(sct("65818007"))}"
    let use = """
      {"resourceType": "DeviceUseStatement", "status": "active",
       "device": {"reference": "Device/d"}, "timingDateTime": "2024-05-01",
       "bodySite": \(sct(Known.commonIliacVein, Known.left))}
      """
    let stent = try #require(
      try MappedCase(device, use).findings("venous-stent").first { $0.rule == "device-use" })
    #expect(stent.segments == [.commonIliac])
    #expect(stent.laterality == .left)
    #expect(stent.course == .active)
    #expect(stent.onset?.days.description == "2024-05-01")
  }

  @Test func `a stent of unknown place resembles only`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Device", "status": "active", "type": \(sct("65818007"))}
      """)
    #expect(mapped.findings("venous-stent").isEmpty)
    #expect(mapped.findings("nonspecific.venous-stent").count == 1)
  }
}

@Suite struct ListTests {
  func emptyReason(_ code: String) -> String {
    concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", [code])
  }

  func list(_ code: String, reason: String) throws -> MappedCase {
    try MappedCase(
      """
      {"resourceType": "List", "status": "current", "mode": "snapshot", "code": \(code),
       "date": "2026-06-14", "emptyReason": \(emptyReason(reason))}
      """)
  }

  @Test(arguments: [
    ("11450-4", "no-known-problems"), ("10160-0", "no-known-medications"),
    ("47519-4", "no-known-procedures"), ("48765-2", "no-known-allergies"),
  ])
  func `an empty list with the reason nil known is explicit`(code: String, root: String) throws {
    let finding = try list(loinc(code), reason: "nilknown").finding(root)
    #expect(finding.presence == .present)
    #expect(finding.observed?.days.description == "2026-06-14")
    #expect(finding.rule == "list-nil-known")
  }

  @Test(arguments: ["notasked", "withheld", "unavailable", "notstarted", "closed"])
  func `other reasons say nothing`(reason: String) throws {
    #expect(try list(loinc("11450-4"), reason: reason).record.findings.isEmpty)
  }

  @Test func `an empty list without a reason says nothing`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "List", "status": "current", "mode": "snapshot",
       "code": \(loinc("11450-4"))}
      """)
    #expect(mapped.record.findings.isEmpty)
  }

  @Test func `a section may be explicitly empty`() throws {
    let finding = try MappedCase(
      """
      {"resourceType": "Composition", "status": "final", "type": \(loinc("60591-5")),
       "date": "2026-06-14", "author": [{"display": "somebody"}], "title": "Summary",
       "section": [{"title": "Problems", "code": \(loinc("11450-4")),
        "emptyReason": \(emptyReason("nilknown"))}]}
      """
    ).finding("no-known-problems")
    #expect(finding.evidence.path == "Bundle.entry[1].resource.section[0].emptyReason")
  }

  @Test func `a Condition may say that no problems are known`() throws {
    let code = concept(
      "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", ["no-known-problems"])
    let mapped = try MappedCase("{\"resourceType\": \"Condition\", \"code\": \(code)}")
    #expect(mapped.findings("no-known-problems").count == 1)
  }
}

@Suite struct QuestionnaireTests {
  func response(
    _ items: String, questionnaire: String = "https://example.org/Questionnaire/x",
    status: String = "completed"
  ) throws -> MappedCase {
    try MappedCase(
      """
      {"resourceType": "QuestionnaireResponse", "status": "\(status)",
       "questionnaire": "\(questionnaire)", "authored": "2026-06-14T10:00:00Z",
       "item": [\(items)]}
      """)
  }

  let ours = "https://venoguide.example/fhir/Questionnaire/iliofemoral-dvt"

  @Test func `an item that is defined by a finding is read`() throws {
    let sign = try response(
      """
      {"linkId": "1", "definition": "https://venoguide.example/fhir/CodeSystem/finding#rest-pain",
       "answer": [{"valueBoolean": true}]}
      """
    ).finding("rest-pain")
    #expect(sign.presence == .present)
    #expect(sign.evidence.path == "Bundle.entry[1].resource.item[0].answer[0].value")
    #expect(sign.observed?.days.description == "2026-06-14")
  }

  @Test func `a linkId counts in our own questionnaires only`() throws {
    let item = "{\"linkId\": \"rest-pain\", \"answer\": [{\"valueBoolean\": false}]}"
    #expect(try response(item).record.findings.isEmpty)
    let own = try response(item, questionnaire: ours).finding("rest-pain")
    #expect(own.presence == .absent)
  }

  @Test func `a group tells the leg`() throws {
    let sign = try response(
      """
      {"linkId": "left-leg", "item": [
       {"linkId": "villalta-pain", "answer": [{"valueInteger": 2}]}]}
      """, questionnaire: ours
    ).finding("villalta-pain")
    #expect(sign.laterality == .left)
    #expect(sign.quantity?.value == 2)
    #expect(sign.evidence.path == "Bundle.entry[1].resource.item[0].item[0].answer[0].value")
  }

  @Test func `an answer that is one of our findings states it`() throws {
    let sign = try response(
      """
      {"linkId": "signs", "answer": [{"valueCoding": {"code": "dusky-skin",
       "system": "https://venoguide.example/fhir/CodeSystem/finding"}}]}
      """
    ).finding("dusky-skin")
    #expect(sign.presence == .present)
  }

  @Test func `a diagnosis as answer to a question in words is not read`() throws {
    let mapped = try response(
      """
      {"linkId": "family", "text": "Which diseases run in your family?", "answer": [
       {"valueCoding": {"system": "http://snomed.info/sct", "code": "234044007"}}]}
      """)
    #expect(mapped.record.findings.isEmpty)
  }

  @Test func `a response in progress suspects only`() throws {
    let item = "{\"linkId\": \"rest-pain\", \"answer\": [{\"valueBoolean\": true}]}"
    let sign = try response(item, questionnaire: ours, status: "in-progress")
      .finding("rest-pain")
    #expect(sign.presence == .suspected)
  }
}

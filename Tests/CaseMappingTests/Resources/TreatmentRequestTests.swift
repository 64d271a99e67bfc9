import CaseRecord
import Testing

@testable import CaseMapping

/// What of a request becomes of its findings: only one that still waits is an order.
@Suite struct TreatmentRequestTests {
  /// Percutaneous thrombectomy of the left common iliac vein.
  static let removal = pcs("06CD3ZZ")

  func service(
    _ code: String = removal, status: String = "active", intent: String = "order",
    _ more: String...
  ) throws -> MappedCase {
    let elements =
      [
        "\"resourceType\": \"ServiceRequest\"", "\"status\": \"\(status)\"",
        "\"intent\": \"\(intent)\"", "\"code\": \(code)", "\"authoredOn\": \"2026-06-14\"",
      ] + more
    return try MappedCase("{\(elements.joined(separator: ", "))}")
  }

  @Test(arguments: [
    ("proposal", TreatmentRequest.Intent.proposal), ("directive", .proposal), ("plan", .plan),
    ("order", .order), ("original-order", .order), ("reflex-order", .order),
    ("filler-order", .order), ("instance-order", .order), ("option", .option),
  ])
  func `a request says how far the decision has gone`(
    code: String, intent: TreatmentRequest.Intent
  ) throws {
    let finding = try service(intent: code).finding("percutaneous-thrombectomy")
    #expect(finding.request?.intent == intent)
    #expect(finding.laterality == .left)
    #expect(finding.observed?.days.description == "2026-06-14")
  }

  @Test(arguments: ["draft", "active", "on-hold"])
  func `a request that waits is an order`(status: String) throws {
    #expect(try service(status: status).finding("percutaneous-thrombectomy").request != nil)
  }

  @Test func `a completed request is none`() throws {
    let finding = try service(status: "completed").finding("percutaneous-thrombectomy")
    #expect(finding.kind == .proposal && finding.request == nil)
  }

  @Test(arguments: ["revoked", "entered-in-error", "unknown"])
  func `a request that was taken back is set aside`(status: String) throws {
    let mapped = try service(status: status)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons.count == 1)
  }

  @Test func `what must not be performed is no order`() throws {
    let mapped = try service(Self.removal, "\"doNotPerform\": true")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.notDone])
  }

  @Test func `a planned procedure is an order, a done one is not`() throws {
    func procedure(_ status: String) throws -> Finding {
      try MappedCase(
        """
        {"resourceType": "Procedure", "status": "\(status)", "code": \(Self.removal),
         "performedDateTime": "2026-06-14"}
        """
      ).finding("percutaneous-thrombectomy")
    }
    #expect(try procedure("preparation").request?.intent == .plan)
    #expect(try procedure("completed").request == nil)
    #expect(try procedure("in-progress").request == nil)
  }

  @Test func `a prescription is an order with its codes, its own or those of its Medication`()
    throws
  {
    let own = try MappedCase(
      """
      {"resourceType": "MedicationRequest", "status": "active", "intent": "plan",
       "medicationCodeableConcept": \(rxnorm("1364445")), "authoredOn": "2026-06-14"}
      """
    ).finding("anticoagulant")
    #expect(own.request?.intent == .plan)
    #expect(
      own.request?.codes.map(\.text) == ["http://www.nlm.nih.gov/research/umls/rxnorm|1364445"])
    let other = try MappedCase(
      """
      {"resourceType": "MedicationRequest", "status": "draft", "intent": "order",
       "medicationReference": {"reference": "Medication/m"}}
      """,
      "{\"resourceType\": \"Medication\", \"id\": \"m\", \"code\": \(atc("B01AF02"))}"
    ).finding("anticoagulant")
    #expect(other.request?.codes.map(\.text) == ["http://www.whocc.no/atc|B01AF02"])
    let stopped = try MappedCase(
      """
      {"resourceType": "MedicationRequest", "status": "stopped", "intent": "order",
       "medicationCodeableConcept": \(rxnorm("1364445"))}
      """
    ).finding("anticoagulant")
    #expect(stopped.request == nil)
  }

  @Test func `all codes are kept as they were sent, the unknown ones too`() throws {
    let code = """
      {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "99999"},
       {"system": "http://www.cms.gov/Medicare/Coding/ICD10", "code": "06CD3ZZ"}]}
      """
    let codes = try #require(
      try service(code).finding("percutaneous-thrombectomy").request?.codes)
    #expect(
      codes.map(\.text) == [
        "http://www.ama-assn.org/go/cpt|99999",
        "http://www.cms.gov/Medicare/Coding/ICD10|06CD3ZZ",
      ])
    #expect(codes.map { $0.meaning == nil } == [true, false])
  }

  @Test func `an unknown code is reported and is no order`() throws {
    let mapped = try service(concept("https://example.org/local", ["lysis"]))
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.unmapped == ["https://example.org/local|lysis"])
  }

  @Test func `stockings and the option's own codes can be ordered`() throws {
    #expect(try service(sct("348681001")).finding("compression-stocking").request != nil)
    let option = "https://venoguide.example/fhir/CodeSystem/treatment-option"
    #expect(
      try service(concept(option, ["anticoagulation-alone"]))
        .finding("anticoagulation-therapy/alone").request != nil)
    #expect(
      try service(concept(option, ["catheter-directed-therapy"]))
        .finding("catheter-directed-therapy").request != nil)
  }

  @Test func `what the code leaves open stands in the request`() throws {
    // Thrombolytic therapy, by whichever route.
    let finding = try service(sct("426347000")).finding("systemic-thrombolysis")
    #expect(finding.request?.leavesOpen == ["route"])
  }

  @Test func `a side that the body site contradicts is said`() throws {
    let mapped = try service(
      Self.removal, "\"bodySite\": [\(sct(Known.commonIliacVein, Known.right))]")
    let finding = try mapped.finding("percutaneous-thrombectomy")
    #expect(finding.laterality == nil)
    #expect(finding.request?.isSideContradictory == true)
    #expect(mapped.noteKinds == [.codesDisagree])
  }

  @Test func `reasons are concepts, resources of the input, or not understood`() throws {
    func reasons(_ element: String) throws -> [TreatmentRequest.Reason] {
      try service(Self.removal, element).finding("percutaneous-thrombectomy").request?.reasons ?? []
    }
    #expect(try reasons("\"note\": []").isEmpty)
    #expect(
      try reasons("\"reasonCode\": [\(icd10cm("I82.422"))]") == [
        .concept(Concept("dvt-iliofemoral-acute"))
      ])
    #expect(
      try reasons("\"reasonCode\": [\(concept("https://example.org/local", ["x"]))]") == [
        .notUnderstood
      ])
    #expect(try reasons("\"reasonCode\": [{\"text\": \"clot\"}]") == [.notUnderstood])
    #expect(
      try reasons("\"reasonReference\": [{\"reference\": \"Condition/elsewhere\"}]") == [
        .notUnderstood
      ])
    #expect(
      try reasons(
        """
        "id": "s", "subject": {"reference": "Patient/p"}, "contained": [
         {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"},
         "code": \(icd10cm("I82.422"))}], "reasonReference": [{"reference": "#c"}]
        """) == [.concept(Concept("dvt-iliofemoral-acute"))])
    let mapped = try MappedCase(
      """
      {"resourceType": "ServiceRequest", "status": "active", "intent": "order",
       "code": \(Self.removal), "reasonReference": [{"reference": "Condition/dvt"}]}
      """,
      "{\"resourceType\": \"Condition\", \"id\": \"dvt\", \"code\": \(icd10cm("I82.422"))}")
    #expect(
      try mapped.finding("percutaneous-thrombectomy").request?.reasons == [
        .resource("Condition/dvt")
      ])
  }
}

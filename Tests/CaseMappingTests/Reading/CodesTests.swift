import CaseRecord
import Testing

@testable import CaseMapping

/// Codes that must not be taken for what they are not (terminology/README section 5).
@Suite struct CodesTests {
  func condition(_ code: String) throws -> MappedCase {
    try MappedCase("{\"resourceType\": \"Condition\", \"code\": \(code)}")
  }

  @Test(arguments: ["262519003", "384810007", "271807002"])
  func `codes with a wrong check digit are damaged and never repaired`(code: String) throws {
    let mapped = try condition(sct(code))
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.record.unmappedCodes.map(\.reason) == [.damaged])
  }

  @Test(arguments: ["449754000", "64156001"])
  func `codes with invented meanings establish nothing`(code: String) throws {
    #expect(try condition(sct(code)).record.findings.isEmpty)
  }

  @Test func `a code belongs to its system`() throws {
    // 2106-3: a pregnancy test in LOINC, a race in the CDC's code system.
    let mapped = try MappedCase(
      """
      {"resourceType": "Observation", "status": "final",
       "code": \(concept("urn:oid:2.16.840.1.113883.6.238", ["2106-3"])), "valueBoolean": true}
      """)
    #expect(mapped.record.findings.isEmpty)
  }

  @Test func `RxNorm 30113 is no enoxaparin`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "MedicationStatement", "status": "active",
       "medicationCodeableConcept": \(rxnorm("30113"))}
      """)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.unmapped == ["http://www.nlm.nih.gov/research/umls/rxnorm|30113"])
  }

  @Test func `WHO ICD-10 and ICD-10-CM are read each by its own`() throws {
    let who = try condition(concept("http://hl7.org/fhir/sid/icd-10", ["I80.2"]))
    #expect(
      try who.finding("dvt-unspecified-lower-extremity").concept.rawValue
        == "dvt-unspecified-lower-extremity/who-icd10-dvt")
    let cm = try condition(icd10cm("I80.20"))
    #expect(cm.record.findings.allSatisfy { $0.concept.rawValue.contains("/phlebitis") })
  }

  @Test func `the superior vena cava is not the inferior`() throws {
    #expect(try condition(icd10cm("I82.210")).findings("ivc-thrombosis").isEmpty)
    #expect(try condition(icd10cm("I82.220")).findings("ivc-thrombosis").count == 1)
  }

  @Test func `any vena cava establishes nothing`() throws {
    let mapped = try condition(concept("http://hl7.org/fhir/sid/icd-10", ["I82.2"]))
    #expect(mapped.findings("ivc-thrombosis").isEmpty)
    #expect(mapped.findings("nonspecific.ivc-thrombosis").count == 1)
  }

  @Test(arguments: ["I87.1", "I74.5"])
  func `neighbours and look-alikes are said to be no evidence`(code: String) throws {
    let mapped = try condition(icd10cm(code))
    #expect(mapped.noteKinds == [.notSpecific])
    #expect(
      mapped.record.findings.allSatisfy {
        $0.concept.rawValue.hasPrefix("nonspecific.")
          || $0.concept.rawValue.hasPrefix("lookalike.")
      })
  }

  @Test func `CPT is reported and not guessed`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Procedure", "status": "completed",
       "code": \(concept("http://www.ama-assn.org/go/cpt", ["12345"]))}
      """)
    #expect(mapped.unmapped == ["http://www.ama-assn.org/go/cpt|12345"])
  }

  @Test func `codes that were not understood are counted`() throws {
    let condition = "{\"resourceType\": \"Condition\", \"code\": \(sct("38341003"))}"
    let unknown = """
      {"resourceType": "Condition", "code": \(concept("https://example.org/local", ["x"]))}
      """
    let mapped = try MappedCase(unknown, condition, unknown, unknown)
    #expect(mapped.record.unmappedCodes.map(\.count) == [3])
    #expect(mapped.record.unmappedCodes.map(\.resourceType) == ["Condition"])
  }
}

import CaseRecord
import FHIRSyntax
import Testing

@testable import CaseMapping

@Suite struct RelevantResourcesTests {
  let selector = RelevantResources(terminology: .builtIn)

  func selection(_ type: String) -> ResourceSelection {
    Array(type.utf8).withUnsafeBytes(selector.selection(ofType:))
  }

  func recognizes(_ system: String, _ code: String) -> Bool {
    Array(system.utf8).withUnsafeBytes { system in
      Array(code.utf8).withUnsafeBytes { code in
        selector.recognizes(system: system, code: code)
      }
    }
  }

  @Test(arguments: [
    "Claim", "ExplanationOfBenefit", "Immunization", "Practitioner", "Nonsense", "",
  ])
  func `types that say nothing about the case are skipped`(type: String) {
    #expect(selection(type) == .skip)
  }

  @Test(arguments: [
    "Patient", "Composition", "List", "MessageHeader", "Parameters", "QuestionnaireResponse",
  ])
  func `types that are needed whatever their codes are read`(type: String) {
    #expect(selection(type) == .always)
  }

  @Test(arguments: [
    "Observation", "Condition", "Procedure", "DiagnosticReport", "Encounter", "ImagingStudy",
    "MedicationStatement", "MedicationRequest", "MedicationAdministration", "Medication",
    "AllergyIntolerance", "ServiceRequest", "Device", "BodyStructure",
  ])
  func `clinical types are read when their codes matter`(type: String) {
    #expect(selection(type) == .whenCoded)
  }

  @Test func `codes that can become a finding are recognised`() {
    #expect(recognizes("http://hl7.org/fhir/sid/icd-10-cm", "I82.422"))
    #expect(recognizes("urn:oid:2.16.840.1.113883.6.96", "234044007"))
    #expect(recognizes("http://loinc.org", "777-3"))
    #expect(recognizes("https://venoguide.example/fhir/CodeSystem/finding", "dusky-skin"))
  }

  @Test func `known codes that nothing needs are not`() {
    #expect(!recognizes("http://loinc.org", "29463-7"))
    #expect(!recognizes("http://snomed.info/sct", "38341003"))
    #expect(!recognizes("http://snomed.info/sct", "255604002"))
  }

  @Test func `unknown codes are not`() {
    #expect(!recognizes("http://example.org/local", "x"))
  }

  @Test func `an operation of unknown size is surgery`() {
    #expect(recognizes("http://www.cms.gov/Medicare/Coding/ICD10", "0ZZ0ZZ0"))
    #expect(!recognizes("http://www.cms.gov/Medicare/Coding/ICD10", "BZZ0ZZ0"))
  }

  @Test func `a resource that was left out for its code is counted and not read`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Condition", "code": \(concept("https://example.org/local", ["x"]))}
      """)
    guard case .unread = mapped.submission.entries[1].content else {
      Issue.record("the resource was read")
      return
    }
    #expect(mapped.unmapped == ["https://example.org/local|x"])
  }

  @Test func `a damaged code is reported though its resource is left out`() throws {
    let mapped = try MappedCase(
      "{\"resourceType\": \"Condition\", \"code\": \(sct("262519003"))}")
    #expect(mapped.record.unmappedCodes.map(\.reason) == [.damaged])
  }

  @Test func `a known code beside an unknown one speaks for it`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Observation", "status": "final", "code": {"coding": [
       {"system": "http://loinc.org", "code": "29463-7"},
       {"system": "https://example.org/local", "code": "weight"}]},
       "valueQuantity": {"value": 70, "code": "kg"}}
      """)
    #expect(mapped.unmapped.isEmpty)
  }
}

import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct PatientTests {
  func person(_ elements: String, asOf: String = "2026-06-15") throws -> Person {
    try MappedCase(
      resources: [], patient: "{\"resourceType\": \"Patient\", \"id\": \"p\"\(elements)}",
      asOf: asOf
    ).record.person
  }

  @Test func `birth date and gender are read`() throws {
    let person = try person(", \"gender\": \"female\", \"birthDate\": \"1978-03\"")
    #expect(person.gender == .female)
    #expect(person.birth?.days.description == "1978-03-01 to 1978-03-31")
    #expect(person.evidence.map(\.path) == ["Bundle.entry[0].resource.birthDate"])
  }

  @Test func `what the Patient does not say stays unknown`() throws {
    let person = try person("")
    #expect(person.gender == nil)
    #expect(person.birth == nil)
    #expect(!person.isDeceased)
  }

  @Test func `a death is read as of the evaluation`() throws {
    #expect(try person(", \"deceasedBoolean\": true").isDeceased)
    #expect(try person(", \"deceasedDateTime\": \"2026-06-01\"").isDeceased)
    #expect(try !person(", \"deceasedDateTime\": \"2026-07-01\"").isDeceased)
  }

  @Test func `a Patient with an unknown modifierExtension is not read`() throws {
    let mapped = try MappedCase(
      resources: [],
      patient: """
        {"resourceType": "Patient", "id": "p", "gender": "female", "modifierExtension":
         [{"url": "http://example.org/test-data", "valueBoolean": true}]}
        """)
    #expect(mapped.record.person.gender == nil)
    #expect(mapped.reasons == [.unknownModifier])
  }

  @Test func `two patients are two cases`() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [
       {"resource": {"resourceType": "Patient", "id": "a"}},
       {"resource": {"resourceType": "Patient", "id": "b"}},
       {"resource": {"resourceType": "Condition", "id": "x", "code": \(Known.leftIliacThrombosis),
        "subject": {"reference": "Patient/b"}}}]}
      """
    let first = try MappedCase(bytes: Array(bundle.utf8))
    let cases = try MappedCase.all(in: first.submission)
    #expect(cases.map(\.record.subject) == ["Patient/a", "Patient/b"])
    #expect(cases.map(\.record.findings.count) == [0, 1])
  }

  @Test func `a resource without a subject is listed where there is one patient`() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [
       {"resource": \(MappedCase.patient)},
       {"resource": {"resourceType": "Observation", "id": "x", "status": "final",
        "code": \(finding("dusky-skin")), "valueBoolean": true}}]}
      """
    let mapped = try MappedCase(bytes: Array(bundle.utf8))
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.noSubject])
  }

  @Test func `a resource that the input deletes is listed`() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "transaction", "entry": [
       {"resource": \(MappedCase.patient), "request": {"method": "PUT", "url": "Patient/p"}},
       {"fullUrl": "https://example.org/fhir/Condition/x",
        "resource": {"resourceType": "Condition", "id": "x", "code": \(Known.leftIliacThrombosis),
         "subject": {"reference": "Patient/p"}},
        "request": {"method": "DELETE", "url": "Condition/x"}}]}
      """
    let mapped = try MappedCase(bytes: Array(bundle.utf8))
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.deleted])
  }
}

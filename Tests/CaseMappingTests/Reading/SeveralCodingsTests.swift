import CaseRecord
import Testing

@testable import CaseMapping

/// Several codings on one CodeableConcept are one fact (terminology/README section 7, point 3).
@Suite struct SeveralCodingsTests {
  func codings(_ pairs: (String, String)...) -> String {
    let codings = pairs.map { "{\"system\": \"\($0)\", \"code\": \"\($1)\"}" }
    return "{\"coding\": [\(codings.joined(separator: ", "))]}"
  }

  func mapped(_ pairs: (String, String)...) throws -> MappedCase {
    let codings = pairs.map { "{\"system\": \"\($0)\", \"code\": \"\($1)\"}" }
    return try MappedCase(
      """
      {"resourceType": "Condition", "code": {"coding": [\(codings.joined(separator: ", "))]}}
      """)
  }

  let snomed = "http://snomed.info/sct"
  let icd = "http://hl7.org/fhir/sid/icd-10-cm"

  @Test func `the most specific coding wins, in any order`() throws {
    for pairs in [
      [(snomed, "128053003"), (icd, "I82.422")], [(icd, "I82.422"), (snomed, "128053003")],
    ] {
      let finding = try mapped(pairs[0], pairs[1]).finding("dvt-iliofemoral-acute")
      #expect(finding.segments == [.iliac])
      #expect(finding.laterality == .left)
      #expect(finding.evidence.code == "\(icd)|I82.422")
    }
  }

  @Test func `codings fill in for each other`() throws {
    let finding = try mapped((snomed, "132301000119107"), (icd, "I82.402"))
      .finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.iliofemoral])
    #expect(finding.laterality == .left)
  }

  @Test func `sides that disagree are left open and reported`() throws {
    let mapped = try mapped((icd, "I82.422"), (snomed, "293481000119109"))
    #expect(try mapped.finding("dvt-iliofemoral-acute").laterality == nil)
    #expect(mapped.noteKinds == [.codesDisagree])
  }

  @Test func `acute and chronic are left open and reported`() throws {
    let mapped = try mapped((icd, "I82.422"), (icd, "I82.522"))
    let finding = try #require(mapped.record.findings.first)
    #expect(mapped.record.findings.count == 1)
    #expect(finding.statedAcuity == nil)
    #expect(finding.laterality == .left)
    #expect(mapped.noteKinds == [.codesDisagree])
  }

  @Test func `a side that three codings dispute stays open`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Condition", "code": \(codings(
        (icd, "I82.422"), (snomed, "293481000119109"), (snomed, "293491000119107")))}
      """)
    #expect(try mapped.finding("dvt-iliofemoral-acute").laterality == nil)
  }

  @Test func `phlebitis beside thrombosis is the coarser word`() throws {
    let finding = try mapped((icd, "I80.212"), (icd, "I82.422")).findings("dvt-iliofemoral-acute")
    #expect(finding.map(\.concept.rawValue) == ["dvt-iliofemoral-acute"])
  }

  @Test func `a code that is not understood beside one that is needs no report`() throws {
    let mapped = try mapped((snomed, "234044007"), ("https://example.org/local", "DVT-7"))
    #expect(mapped.unmapped.isEmpty)
  }

  @Test func `a neighbour beside the thing itself is its translation`() throws {
    let mapped = try mapped((snomed, "234044007"), (snomed, "111293003"))
    #expect(mapped.record.findings.map(\.concept.rawValue) == ["dvt-iliofemoral-acute"])
    #expect(mapped.record.notes.isEmpty)
  }

  @Test func `a segment and the region that holds it are one segment`() throws {
    let finding = try mapped((icd, "I82.422"), (icd, "I82.4Y2")).finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.iliac])
  }
}

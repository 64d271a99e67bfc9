import CaseRecord
import Foundation
import Testing

@testable import CaseMapping

@Suite struct CaseDocumentTests {
  func mapped() throws -> MappedCase {
    try MappedCase(
      """
      {"resourceType": "Condition", "id": "dvt", "code": \(Known.leftIliacThrombosis),
       "onsetDateTime": "2026-06", "severity": \(sct("6736007"))}
      """,
      """
      {"resourceType": "Observation", "status": "cancelled", "code": \(finding("dusky-skin"))}
      """,
      """
      {"resourceType": "Condition", "code": \(concept("https://example.org/\\\"local\\\"", ["x"]))}
      """)
  }

  func document(isPretty: Bool = false) throws -> [UInt8] {
    let record = try mapped().record
    let facts = record.derivedFacts(contraindications: ContraindicationTable(rows: []))
    return CaseDocument(record, facts: facts).json(isPretty: isPretty)
  }

  func parsed(_ bytes: [UInt8]) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(bytes))
    return try #require(value as? [String: Any])
  }

  @Test func `the document is JSON with findings, facts and what was not used`() throws {
    let document = try parsed(try document())
    #expect(document["subject"] as? String == "Patient/p")
    #expect(document["asOf"] as? String == "2026-06-15")
    let findings = try #require(document["findings"] as? [[String: Any]])
    #expect(findings.map { $0["concept"] as? String } == ["dvt-iliofemoral-acute"])
    #expect(findings.first?["segments"] as? [String] == ["iliac"])
    #expect(
      findings.first?["onset"] as? [String: String] == [
        "from": "2026-06-01", "to": "2026-06-30", "text": "2026-06",
      ])
    let cases = try #require(document["cases"] as? [[String: Any]])
    let facts = try #require(cases.first?["facts"] as? [[String: Any]])
    #expect(facts.count == Feature.allCases.count)
    #expect(facts.allSatisfy { $0["state"] != nil && $0["rule"] != nil })
    let unmapped = try #require(document["unmappedCodes"] as? [[String: Any]])
    #expect(unmapped.map { $0["system"] as? String } == ["https://example.org/\"local\""])
    let setAside = try #require(document["setAside"] as? [[String: Any]])
    #expect(setAside.map { $0["reason"] as? String } == ["cancelled"])
  }

  @Test func `the same record gives the same bytes`() throws {
    #expect(try document() == document())
  }

  @Test func `the indented form says the same`() throws {
    let compact = try parsed(try document()) as NSDictionary
    let pretty = try parsed(try document(isPretty: true)) as NSDictionary
    #expect(compact == pretty)
    #expect(try document(isPretty: true).contains(0x0A))
    #expect(try !document().contains(0x0A))
  }
}

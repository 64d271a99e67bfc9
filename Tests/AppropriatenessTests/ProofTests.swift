import Testing

@testable import Appropriateness

/// The rules have no hole, and a hole made by hand is found.
@Suite struct ProofTests {
  @Test func theRulesOf2020AreProven() throws {
    let proof = try acr2020.prove()
    print(proof)
    #expect(proof.holds)
    #expect(proof.cases == 276_480)
    #expect(proof.tally.reduce(0) { $0 + $1.cases } == proof.cases)
  }

  @Test func theRulesOf2013AreProven() throws {
    let proof = try acr2013.prove()
    print(proof)
    #expect(proof.holds)
    #expect(proof.cases == 276_480)
  }

  @Test func theOnlyOverlapsOf2020AreO1AndO4() throws {
    let overlaps = try acr2020.prove(isEnumerating: false).tally.filter { $0.outcome == .overlap }
    #expect(overlaps.map(\.name) == ["may-thurner + acute-mild", "pregnancy + may-thurner"])
  }

  private func counterexample(
    _ property: String, replacing text: String, with other: String
  ) throws -> Proof.Counterexample {
    let criteria = try CriteriaFiles.criteria("2020", replacing: text, with: other)
    let proof = criteria.prove(isEnumerating: false)
    #expect(!proof.holds)
    return try #require(proof.counterexamples.first { $0.property == property })
  }

  @Test func anOverlapThatNoRowDocumentsIsFound() throws {
    let found = try counterexample(
      "overlap", replacing: "\"overrides\": [\"acute-moderate-severe\"]", with: "\"overrides\": []")
    #expect(found.message.contains("may-thurner + acute-moderate-severe"))
    #expect(found.witness.contains("compression-evidence cross-sectional"))
    #expect(found.description.contains("Case: age-group adult, thrombosis confirmed"))
  }

  @Test func aGapThatNoRowExplainsIsFound() throws {
    let found = try counterexample(
      "gap",
      replacing: "\"acuity\": [\"acute\"], \"severity\": [\"mild\", \"moderate\"]",
      with: "\"acuity\": [\"acute\"], \"severity\": [\"mild\"]")
    #expect(found.witness.contains("segment femoropopliteal"))
    #expect(found.witness.contains("severity moderate"))
  }

  @Test func abrokenPrecedenceIsFound() throws {
    let found = try counterexample(
      "claim",
      replacing: "\"when\": {\"segment\": [\"iliofemoral\"], \"limb-threat\": [\"confirmed\"]}",
      with: "\"when\": {\"segment\": [\"iliofemoral\"], \"acuity\": [\"acute\"], "
        + "\"limb-threat\": [\"confirmed\"]}")
    #expect(found.message.hasPrefix("limb-threat-first"))
  }

  @Test func aVariantThatNothingReachesIsFound() throws {
    let found = try counterexample(
      "unreachable",
      replacing: "\"when\": {\"segment\": [\"femoropopliteal\"], \"acuity\"",
      with: "\"when\": {\"segment\": [\"distal\"], \"acuity\"")
    #expect(found.message.contains("acute-femoropopliteal"))
  }

  @Test func aDocumentedOverlapThatNeverOccursIsFound() throws {
    let found = try counterexample(
      "unreachable", replacing: "\"id\": \"O1\", \"variants\": [\"acute-mild\", \"may-thurner\"]",
      with: "\"id\": \"O1\", \"variants\": [\"acute-mild\", \"pregnancy\"]")
    #expect(found.message.contains("O1"))
  }
}

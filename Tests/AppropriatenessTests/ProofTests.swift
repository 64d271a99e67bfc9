import Testing

@testable import Appropriateness

/// The rules have no hole: every case, and records with missing and contradicting facts.
@Suite struct ProofTests {
  /// Adults with a confirmed thrombosis, no stent and no contraindication to anticoagulation; everything else goes
  /// through everything. All records are gone through by `criteria --prove` (scripts/check-binary).
  static let adults = RecordExtent(held: [
    "age-group": "adult", "thrombosis": "confirmed", "prior-stent": "no",
    "anticoagulation-contraindication": "no",
  ])

  private static let proof2020 = Result {
    try acr2020.prove(.init(isEnumerating: true, records: adults))
  }

  @Test func everyCaseOf2020IsProven() throws {
    let proof = try ProofTests.proof2020.get()
    print(proof)
    #expect(proof.holds)
    #expect(proof.cases == 276_480)
    #expect(proof.tally.reduce(0) { $0 + $1.cases } == proof.cases)
  }

  @Test func recordsOf2020WithMissingAndConflictingFactsAreProven() throws {
    let records = try #require(try ProofTests.proof2020.get().records)
    #expect(records.classes == 138_240)
    #expect(records.outcomes.values.reduce(0, +) == records.classes)
    #expect(records.takenInSilence == ["anticoagulation-contraindication", "prior-stent"])
    #expect(records.certain > 0 && records.definite > 0 && records.emergencies > 0)
    for outcome in Outcome.allCases where outcome != .unusable {
      #expect(records.outcomes[outcome, default: 0] > 0, "\(outcome.rawValue) never occurs")
    }
  }

  @Test func casesAndRecordsOf2013AreProven() throws {
    var extent = ProofTests.adults
    extent.held["prior-thrombosis"] = "no"
    let proof = try acr2013.prove(.init(isEnumerating: true, records: extent))
    print(proof)
    #expect(proof.holds)
    #expect(proof.cases == 276_480)
    #expect(proof.tally.reduce(0) { $0 + $1.cases } == proof.cases)
    #expect(proof.records?.takenInSilence.count == 3)
  }

  @Test func theProofSaysWhatWasChecked() throws {
    let text = try ProofTests.proof2020.get().description
    #expect(text.contains("276 480 complete cases over 13 features"))
    #expect(text.contains("138 240 classes"))
    #expect(text.contains("Entries of FACTS 9.4 that rows name: O1, O2"))
    #expect(!text.contains("fail"))
  }

  @Test func theOnlyOverlapsOf2020AreO1AndO4() throws {
    let overlaps = try acr2020.prove(.rules).tally.filter { $0.outcome == .overlap }
    #expect(overlaps.map(\.name) == ["pregnancy + may-thurner", "may-thurner + acute-mild"])
    #expect(Set(try acr2020.overlaps.map(\.id)) == ["O1", "O4"])
  }

  @Test func everyEntryOfFACTS94IsNamedByARow() throws {
    let entries = (1...5).map { "O\($0)" } + (1...18).map { "G\($0)" }
    #expect(try acr2020.prove(.rules).namedEntries == entries)
  }

  /// FACTS 9.4 speaks of iliofemoral thrombosis for the most part; the rules meet three gaps that it does not name.
  @Test func theGapsThatFACTS94DoesNotNameAreFemoropopliteal() throws {
    #expect(
      try acr2020.prove(.rules).unnamedGaps == [
        "G2-femoropopliteal (FACTS 9.2 (I))", "chronic-femoropopliteal (FACTS 9.2 (I), FACTS 8.3)",
        "G10-limb-threat (FACTS 3 IF-V3, FACTS 9.1 step 0)",
      ])
  }

  @Test func tooManyRecordsAreNotGoneThroughAndThatIsSaid() throws {
    let proof = try acr2020.prove(.init(isEnumerating: false, records: RecordExtent(limit: 1000)))
    #expect(proof.records == nil)
    #expect(proof.description.contains("were not gone through"))
  }
}

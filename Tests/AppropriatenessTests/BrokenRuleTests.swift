import Testing

@testable import Appropriateness

/// A rule changed by hand in a copy of the table makes the proof fail, with a case that shows it.
@Suite struct BrokenRuleTests {
  /// The first counterexample to a property once a text of the file has been replaced.
  private func counterexample(
    _ property: Proof.Property, replacing text: String, with other: String,
    extent: Proof.Extent = .rules
  ) throws -> Proof.Counterexample {
    let criteria = try CriteriaFiles.criteria("2020", replacing: text, with: other)
    let proof = criteria.prove(extent)
    #expect(!proof.holds)
    #expect(proof.description.contains("The rules fail:"))
    return try #require(proof.counterexamples.first { $0.property == property })
  }

  @Test func anOverrideThatIsRemoved() throws {
    let found = try counterexample(
      .overlap, replacing: "\"overrides\": [\"acute-moderate-severe\"]", with: "\"overrides\": []")
    #expect(found.message.contains("may-thurner + acute-moderate-severe"))
    #expect(found.witness.contains("compression-evidence cross-sectional"))
    #expect(found.description.contains("Case: age-group adult, thrombosis confirmed"))
  }

  @Test func anAnswerThatIsRemoved() throws {
    let found = try counterexample(
      .gap,
      replacing: "\"acuity\": [\"acute\"], \"severity\": [\"mild\", \"moderate\"]",
      with: "\"acuity\": [\"acute\"], \"severity\": [\"mild\"]")
    #expect(found.witness.contains("segment femoropopliteal"))
    #expect(found.witness.contains("severity moderate"))
  }

  @Test func anAnswerThatIsAdded() throws {
    let found = try counterexample(
      .precedence,
      replacing: "\"acuity\": [\"acute\"], \"severity\": [\"mild\"], \"limb-threat\"",
      with: "\"acuity\": [\"acute\", \"subacute\"], \"severity\": [\"mild\"], \"limb-threat\"")
    #expect(found.message.hasPrefix("subacute: "))
    #expect(found.message.contains("The rules give acute-mild instead of G3."))
    #expect(found.witness.contains("acuity subacute"))
    #expect(found.witness.contains("severity mild"))
  }

  @Test func aConditionThatIsDropped() throws {
    let found = try counterexample(
      .precedence, replacing: "\"severity\": [\"moderate\"], \"limb-threat\": [\"none\"], ",
      with: "\"limb-threat\": [\"none\"], ")
    #expect(found.message.hasPrefix("subacute: "))
    #expect(found.message.contains("The rules give persistent instead of G3."))
  }

  @Test func aConditionThatIsAdded() throws {
    let found = try counterexample(
      .precedence,
      replacing: "\"when\": {\"segment\": [\"iliofemoral\"], \"limb-threat\": [\"confirmed\"]}",
      with: "\"when\": {\"segment\": [\"iliofemoral\"], \"acuity\": [\"acute\"], "
        + "\"limb-threat\": [\"confirmed\"]}")
    #expect(found.message.hasPrefix("limb-threat: Step 4"))
  }

  @Test func rowsOfThePrecedenceThatAreSwapped() throws {
    let mild =
      "    {\"id\": \"mild-may-thurner\", \"when\": {\"segment\": [\"iliofemoral\"], "
      + "\"acuity\": [\"acute\"], \"compression-evidence\": [\"cross-sectional\"], "
      + "\"severity\": [\"mild\"], \"otherwise-healthy\": [\"yes\"]}, \"variants\": "
      + "[\"may-thurner\", \"acute-mild\"], \"text\": \"Step 7, O1: mild symptoms and May-Thurner "
      + "imaging overlap.\"},\n"
    let next = "    {\"id\": \"not-healthy\", \"when\": {\"acuity\""
    let criteria = try CriteriaFiles.criteria("2020") { source in
      #expect(source.contains(mild) && source.contains(next))
      return source.replacing(mild, with: "").replacing(next, with: mild + next)
    }
    let found = try #require(
      criteria.prove(.rules).counterexamples.first { $0.property == .precedence })
    #expect(found.message.hasPrefix("may-thurner: "))
    #expect(
      found.message.contains("The rules give may-thurner + acute-mild instead of may-thurner"))
    #expect(
      criteria.prove(.rules).counterexamples.contains {
        $0.message == "The row mild-may-thurner of \"precedence\" speaks of no case."
      })
  }

  @Test func aRemarkThatNoLongerExplainsItsGap() throws {
    let found = try counterexample(
      .precedence,
      replacing: "\"id\": \"G11\", \"gap\": true, \"outcome\": [\"no-variant\"], \"when\": "
        + "{\"severity\": [\"none\"]}",
      with: "\"id\": \"G11\", \"gap\": true, \"outcome\": [\"no-variant\"], \"when\": "
        + "{\"severity\": [\"none\"], \"acuity\": [\"acute\"]}")
    #expect(found.message.contains("The remark G11 does not explain this case."))
    #expect(found.witness.contains("acuity chronic"))
  }

  @Test func aGapWhoseRemarkIsRemoved() throws {
    let error = #expect(throws: CriteriaError.self) {
      try CriteriaFiles.criteria(
        "2020", replacing: "\"id\": \"G7\", \"gap\": true", with: "\"id\": \"G7\"")
    }
    let message = try #require(error?.problems.first?.description)
    #expect(message.contains("no remark with \"gap\" \"G7\""))
  }

  @Test func aVariantThatNothingReaches() throws {
    let found = try counterexample(
      .unreachable,
      replacing: "\"when\": {\"segment\": [\"femoropopliteal\"], \"acuity\"",
      with: "\"when\": {\"segment\": [\"distal\"], \"acuity\"")
    #expect(found.message.contains("acute-femoropopliteal"))
  }

  @Test func aDocumentedOverlapThatNeverOccurs() throws {
    let found = try counterexample(
      .unreachable, replacing: "\"id\": \"O1\", \"variants\": [\"acute-mild\", \"may-thurner\"]",
      with: "\"id\": \"O1\", \"variants\": [\"acute-mild\", \"pregnancy\"]")
    #expect(found.message.contains("O1"))
  }

  @Test func aSentenceThatNothingSays() throws {
    let found = try counterexample(
      .unreachable,
      replacing: "\"id\": \"O5\", \"variant\": [\"persistent\"], \"when\": {",
      with: "\"id\": \"O5\", \"variant\": [\"persistent\"], \"when\": {\"severity\": [\"mild\"], ",
      extent: .cases)
    #expect(found.message == "remarks: O5 is said in no record that was tried.")
  }

  @Test func aCaseOfWhichThePrecedenceDoesNotSpeak() throws {
    let found = try counterexample(
      .precedence,
      replacing: "\"id\": \"no-symptoms-persistent\", \"when\": {}",
      with: "\"id\": \"no-symptoms-persistent\", \"when\": {\"pregnancy\": [\"pregnant\"]}")
    #expect(found.message == "No row of \"precedence\" speaks of a case.")
    #expect(found.witness.contains("severity none"))
  }

  @Test func aFactThatIsTakenAsGivenAndMustNotBe() throws {
    // Limb threat in conflict, or with a sign, would be taken as absent.
    let criteria = try CriteriaFiles.criteria(
      "2020",
      replacing: "\"unknown\": \"prompted\", \"take\": [\"none\"], \"unless\": "
        + "{\"limb-threat-sign\": [\"yes\"]}}",
      with: "\"unknown\": \"presence-only\", \"take\": [\"none\"]}")
    // The proof cannot know what is safe; it says of which features silence counts as an answer.
    let proof = criteria.prove(.init(isEnumerating: false, records: ProofTests.adults))
    #expect(
      proof.records?.takenInSilence
        == ["limb-threat", "anticoagulation-contraindication", "prior-stent"])
  }
}

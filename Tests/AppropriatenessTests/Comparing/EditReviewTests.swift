import CaseRecord
import Testing

@testable import Appropriateness

/// An edition against a copy changed by hand: how an informaticist reviews an edit.
@Suite struct EditReviewTests {
  private func review(
    _ edition: String = "2020", replacing text: String, with other: String
  ) throws -> EditionComparison {
    let changed = try CriteriaFiles.criteria(edition, replacing: text, with: other)
    return try EditionPair(
      from: edition == "2020" ? acr2020 : acr2013, to: changed,
      names: ("\(edition) (built-in)", "\(edition) (mine)")
    ).tables(isEnumerating: false)
  }

  @Test func aChangedRatingIsShownWithThoseWhomItTouches() throws {
    let tables = try review(
      replacing: "\"rating\": \"usually-not-appropriate\", \"confidence\": \"V+S\", "
        + "\"sources\": [\"F002-3\", \"CSV\"]",
      with: "\"rating\": \"may-be-appropriate\", \"confidence\": \"V+S\", "
        + "\"sources\": [\"F002-3\", \"CSV\"]")
    let changed = tables.variants.filter { !$0.isUnchanged }
    #expect(changed.map(\.current?.code) == ["acute-mild"])
    let ratings = changed[0].ratings.filter { $0.change != .unchanged }
    #expect(ratings.map(\.option) == ["catheter-directed-therapy"])
    #expect(ratings.map(\.change) == [.up])
    // Mild without and with May-Thurner imaging; the same variants fit as before.
    #expect(tables.cases.moves.map(\.isElsewhere) == [false, false])
    #expect(tables.rows.isEmpty)
  }

  @Test func aWiderConditionIsShownWithTheCasesThatItTakesIn() throws {
    let tables = try review(
      replacing: "\"acuity\": [\"acute\"], \"severity\": [\"mild\", \"moderate\"]",
      with: "\"acuity\": [\"acute\"], \"severity\": [\"mild\", \"moderate\", \"severe\"]")
    let variant = try #require(
      tables.variants.first { $0.current?.code == "acute-femoropopliteal" })
    let conditions = try #require(variant.conditions)
    #expect(conditions.features.map(\.feature) == [.severity])
    #expect(conditions.features.map(\.kind) == [.wider])
    #expect(conditions.lost.isEmpty)
    #expect(conditions.gained.count == 1)
    #expect(conditions.gained[0].description.contains("severity severe"))
    #expect(tables.cases.moves.count == 1)
    #expect(tables.cases.moves[0].before.outcome == .noVariant)
    #expect(tables.cases.moves[0].after.codes == ["acute-femoropopliteal"])
  }

  /// Two windows of one name and different length are told apart, and cases within 10 but not within 12 days are
  /// not invented.
  @Test func aLongerWindowGainsTheDaysBetween() throws {
    let tables = try review(
      "2013", replacing: "\"event\": \"onset\", \"days\": 10}",
      with: "\"event\": \"onset\", \"days\": 12}")
    let variant = try #require(tables.variants.first { $0.current?.code == "2013-may-thurner" })
    let conditions = try #require(variant.conditions)
    #expect(conditions.lost.isEmpty)
    #expect(conditions.gained.count == 1)
    let windows = conditions.gained[0].terms.filter { $0.key.hasPrefix("onset-within") }
    #expect(
      windows.map(\.description) == [
        "onset-within-10-days (10 days since onset) no",
        "onset-within-10-days (12 days since onset) yes",
      ])
    #expect(
      conditions.features.map(\.before) == [
        ["acute (less than 14 days)", "10 days or less since onset"]
      ])
    #expect(
      conditions.features.map(\.after) == [
        ["acute (less than 14 days)", "12 days or less since onset"]
      ])
    // Three of the four combinations of the two windows can be.
    #expect(tables.cases.cases == 276_480 / 2 * 3)
  }

  @Test func windowsThatDoNotFitTogetherAreRefused() throws {
    let many = (2...4).map {
      "{\"name\": \"w\($0)\", \"feature\": \"acuity\", \"event\": \"onset\", \"days\": \($0)}"
    }
    let changed = try CriteriaFiles.criteria(
      "2020", replacing: "\n  \"features\": [",
      with: "\n  \"windows\": [\(many.joined(separator: ", "))],\n  \"features\": [")
    let error = #expect(throws: ComparisonError.self) {
      try EditionPair(from: acr2013, to: changed).tables(isEnumerating: false)
    }
    #expect(error?.description.contains("4 different time windows; at most 3") == true)
  }

  @Test func aChangedSentenceIsShownBeforeAndAfter() throws {
    let tables = try review(
      replacing: "The patient is under 18;", with: "The patient is a minor;")
    #expect(tables.rows.map(\.section) == ["not-covered"])
    #expect(tables.rows.map(\.id) == ["minor"])
    #expect(tables.rows[0].members.map(\.name) == ["reason"])
    let text = tables.text(width: 100)
    #expect(text.contains("changed: minor: reason"))
    #expect(text.contains("“The patient is under 18;"))
    #expect(text.contains("“The patient is a minor;"))
    #expect(text.contains("0 change"))
  }

  @Test func aPolicyOnMissingFactsIsShown() throws {
    let tables = try review(
      replacing: "{\"feature\": \"severity\", \"unknown\": \"required\"}",
      with: "{\"feature\": \"severity\", \"unknown\": \"presence-only\", \"take\": [\"mild\"]}")
    #expect(tables.rows.map(\.section) == ["features"])
    #expect(tables.rows.map(\.id) == ["severity"])
    #expect(tables.rows[0].members.map(\.name) == ["unknown", "take"])
    // Complete cases have no missing facts.
    #expect(tables.cases.moves.isEmpty)
  }

  @Test func theOrderOfRowsIsShownWhenItChanges() throws {
    let first = "{\"feature\": \"age-group\", \"unknown\": \"required\"}"
    let second = "{\"feature\": \"thrombosis\", \"unknown\": \"required\"}"
    let tables = try review(
      replacing: "\(first),\n    \(second)", with: "\(second),\n    \(first)")
    #expect(tables.rows.map(\.kind) == [.reordered])
    #expect(tables.text().contains("the rows stand in another order"))
  }

  /// Some ids of the 2020 file stand twice (O5); the second row must not hide behind the first.
  @Test func rowsThatShareANameAreComparedEachForItself() {
    func rows(_ texts: String...) -> CriteriaValue {
      .list(texts.map { .object([("id", .text("O5")), ("text", .text($0))]) })
    }
    let changes = RowChange.changes(
      in: "remarks", from: rows("one", "two"), to: rows("one", "three"))
    #expect(changes.map(\.id) == ["O5 (2)"])
    #expect(changes.map(\.kind) == [.changed])
    #expect(changes[0].members.map(\.name) == ["text"])
  }

  @Test func aVariantOfOnesOwnIsComparedWithItsCounterpart() throws {
    let tables = try review(
      replacing: "\"counterpart\": \"2013-minimal\"", with: "\"counterpart\": \"acute-mild\"")
    // A counterpart of its own code changes nothing.
    #expect(tables.cases.moves.isEmpty)
    #expect(tables.variants.count == 7)
  }
}

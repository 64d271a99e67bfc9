import Testing

@testable import Appropriateness

/// The published tables, row by row (FACTS 1.3 and 1.6), restated here apart from the files.
@Suite struct RatingTableTests {
  private static let ua = Rating.usuallyAppropriate
  private static let mba = Rating.mayBeAppropriate
  private static let disagreement = Rating.mayBeAppropriateDisagreement
  private static let una = Rating.usuallyNotAppropriate

  struct Row: Sendable, CustomTestStringConvertible {
    let variant: String
    let option: String
    let label: String
    let rating: Rating
    let confidence: String
    var score: Int?

    var testDescription: String { "\(variant) \(option)" }
  }

  private static func row(
    _ variant: String, _ option: String, _ label: String, _ rating: Rating, _ confidence: String,
    score: Int? = nil
  ) -> Row {
    Row(
      variant: variant, option: option, label: label, rating: rating, confidence: confidence,
      score: score)
  }

  static let rows2020 = [
    row("acute-mild", "anticoagulation-alone", "Anticoagulation alone", ua, "V+S"),
    row("acute-mild", "compression-stockings", "Graded compression stocking therapy", mba, "V+S"),
    row(
      "acute-mild", "catheter-directed-therapy", "CDT/PMT with or without stent placement", una,
      "V+S"),
    row("acute-mild", "surgical-thrombectomy", "Surgical thrombectomy techniques", una, "V+S"),
    row("acute-moderate-severe", "anticoagulation-alone", "Anticoagulation alone", ua, "V+S"),
    row(
      "acute-moderate-severe", "catheter-directed-therapy",
      "CDT/PMT with or without stent placement", ua, "V+S"),
    row(
      "acute-moderate-severe", "surgical-thrombectomy", "Surgical thrombectomy techniques", mba,
      "V+S"),
    row("acute-femoropopliteal", "anticoagulation-alone", "Anticoagulation alone", ua, "S"),
    row(
      "acute-femoropopliteal", "compression-stockings", "Graded compression stocking therapy", mba,
      "S"),
    row("acute-femoropopliteal", "catheter-directed-therapy", "CDT/PMT", una, "S"),
    row(
      "may-thurner", "catheter-directed-therapy", "CDT/PMT with or without stent placement", ua,
      "V+S"),
    row("may-thurner", "anticoagulation-alone", "Anticoagulation alone", mba, "V+S"),
    row(
      "may-thurner", "surgical-thrombectomy", "Hybrid surgical thrombectomy with stenting", mba,
      "V+S"),
    row(
      "limb-threat", "catheter-directed-therapy", "CDT/PMT with or without stent placement", ua,
      "S"),
    row(
      "limb-threat", "surgical-thrombectomy",
      "Surgical thrombectomy with or without stent placement", ua, "S"),
    row("limb-threat", "systemic-thrombolysis", "Systemic thrombolysis", mba, "S"),
    row("limb-threat", "anticoagulation-alone", "Anticoagulation alone", una, "S"),
    row("persistent", "anticoagulation-alone", "Anticoagulation alone", mba, "S"),
    row(
      "persistent", "catheter-directed-therapy", "CDT/PMT with or without stent placement", mba,
      "S"),
    row("persistent", "compression-stockings", "Graded compression stocking therapy", mba, "S"),
    row(
      "persistent", "surgical-thrombectomy",
      "Surgical thrombectomy with or without stent placement", disagreement, "S"),
    row("pregnancy", "anticoagulation-alone", "Anticoagulation alone", ua, "S"),
    row(
      "pregnancy", "catheter-directed-therapy", "CDT/PMT with or without stent placement", mba,
      "S"),
    row("pregnancy", "compression-stockings", "Graded compression stocking therapy", mba, "S"),
    row(
      "pregnancy", "surgical-thrombectomy",
      "Surgical thrombectomy with or without stent placement", mba, "S"),
  ]

  static let rows2013 = [
    row("2013-first-episode", "anticoagulation-alone", "Anticoagulation alone", mba, "V", score: 5),
    row("2013-first-episode", "catheter-directed-therapy", "CDT", ua, "V", score: 8),
    row("2013-first-episode", "surgical-thrombectomy", "Surgical thrombectomy", una, "V", score: 3),
    row("2013-may-thurner", "anticoagulation-alone", "Anticoagulation alone", una, "V", score: 3),
    row(
      "2013-may-thurner", "catheter-directed-therapy", "CDT with evaluation and potential stent",
      ua, "V", score: 8),
    row(
      "2013-may-thurner", "surgical-thrombectomy", "Surgical thrombectomy and iliac vein repair",
      una, "V", score: 2),
    row("2013-limb-threat", "anticoagulation-alone", "Anticoagulation alone", una, "V", score: 3),
    row("2013-limb-threat", "catheter-directed-therapy", "CDT", ua, "V", score: 8),
    row("2013-limb-threat", "surgical-thrombectomy", "Surgical thrombectomy", mba, "V", score: 6),
    row("2013-minimal", "anticoagulation-alone", "Anticoagulation alone", ua, "V", score: 7),
    row("2013-minimal", "catheter-directed-therapy", "CDT", ua, "V", score: 7),
    row("2013-minimal", "surgical-thrombectomy", "Surgical thrombectomy", una, "V", score: 2),
    row("2013-minimal", "systemic-thrombolysis", "Systemic thrombolysis", una, "V", score: 2),
  ]

  @Test(arguments: rows2020) func every2020RowStandsInTheFile(_ row: Row) throws {
    try expect(row, in: acr2020)
  }

  @Test(arguments: rows2013) func every2013RowStandsInTheFile(_ row: Row) throws {
    try expect(row, in: acr2013)
  }

  private func expect(_ row: Row, in criteria: Criteria) throws {
    let found = try #require(criteria.ratingRow(row.option, in: row.variant))
    #expect(found.label == row.label)
    #expect(found.rating == row.rating)
    #expect(found.confidence == row.confidence)
    #expect(found.score == row.score)
    #expect(!found.sources.isEmpty)
  }

  @Test func the2020TableHas25RowsAndNoOther() throws {
    let criteria = try acr2020
    #expect(criteria.ratings.count == 25)
    let counts = ["IF-V1", "IF-V2", "IF-V3", "IF-V4", "IF-V5", "IF-V6", "IF-V7"].map { id in
      let code = criteria.variants.first { $0.factsID == id }?.code
      return criteria.ratings.filter { $0.variant == code }.count
    }
    #expect(counts == [4, 3, 3, 3, 4, 4, 4])
  }

  @Test func the2013TableHas13RowsAndNoOther() throws {
    #expect(try acr2013.ratings.count == 13)
  }

  @Test func noScoreIsMadeUpFor2020() throws {
    #expect(try acr2020.ratings.allSatisfy { $0.score == nil })
  }

  @Test func scoresOf2013AgreeWithTheirCategories() throws {
    for row in try acr2013.ratings {
      let expected: Rating =
        switch try #require(row.score) {
        case 7...9: .usuallyAppropriate
        case 4...6: .mayBeAppropriate
        default: .usuallyNotAppropriate
        }
      #expect(row.rating == expected, "\(row.variant) \(row.option)")
    }
  }

  @Test func commentsOf2013AreKept() throws {
    let criteria = try acr2013
    let commented = criteria.ratings.filter { $0.comment != nil }.map {
      "\($0.variant)/\($0.option)"
    }
    #expect(
      commented == [
        "2013-first-episode/surgical-thrombectomy", "2013-may-thurner/anticoagulation-alone",
        "2013-minimal/anticoagulation-alone", "2013-minimal/catheter-directed-therapy",
      ])
  }

  @Test func theSurgicalOptionHasThreeLabels() throws {
    let labels = Set(
      try acr2020.ratings.filter { $0.option == "surgical-thrombectomy" }.map(\.label))
    #expect(labels.count == 3)
  }

  @Test func variantCodesAndIDsAreThoseOfTheContract() throws {
    let pairs = Dictionary(
      uniqueKeysWithValues: try acr2020.variants.map { ($0.code, $0.factsID) })
    #expect(
      pairs == [
        "acute-mild": "IF-V1", "acute-moderate-severe": "IF-V2",
        "acute-femoropopliteal": "IF-V3", "may-thurner": "IF-V4", "limb-threat": "IF-V5",
        "persistent": "IF-V6", "pregnancy": "IF-V7",
      ])
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// FACTS 1.7, "What changed 2013 -> 2019/2020": every row comes out of the two files, with its direction.
@Suite("FACTS 1.7")
struct EditionChangeTests {
  private static let tables = Result {
    try EditionPair(from: acr2013, to: acr2020).tables(isEnumerating: false)
  }

  private func tables() throws -> EditionComparison { try Self.tables.get() }

  private func variant(_ current: String) throws -> EditionComparison.Variant {
    try #require(tables().variants.first { $0.current?.code == current })
  }

  private func rating(
    _ current: String, _ option: String
  ) throws -> EditionComparison.RatingPair {
    try #require(variant(current).ratings.first { $0.option == option })
  }

  private func feature(
    _ current: String, _ feature: Feature
  ) throws -> ConditionComparison.FeatureChange {
    let conditions = try #require(variant(current).conditions)
    return try #require(conditions.features.first { $0.feature == feature })
  }

  @Test("mild/minimal symptoms, CDT: 7 (UA) -> UNA, reversed")
  func mildCatheterDirectedTherapy() throws {
    let pair = try rating("acute-mild", "catheter-directed-therapy")
    #expect(pair.former?.variant == "2013-minimal")
    #expect(pair.former?.score == 7)
    #expect([pair.before, pair.after] == [.usuallyAppropriate, .usuallyNotAppropriate])
    #expect(pair.change == .reversed)
  }

  @Test("healthy, moderate-severe, AC alone: 5 (MBA, and severity not split) -> UA, up")
  func moderateAnticoagulationAlone() throws {
    let pair = try rating("acute-moderate-severe", "anticoagulation-alone")
    #expect(pair.former?.variant == "2013-first-episode")
    #expect(pair.former?.score == 5)
    #expect([pair.before, pair.after] == [.mayBeAppropriate, .usuallyAppropriate])
    #expect(pair.change == .up)
    let severity = try feature("acute-moderate-severe", .severity)
    #expect(severity.before == ["mild or moderate or severe"])
    #expect(severity.after == ["moderate or severe"])
    #expect(severity.kind == .narrower)
  }

  @Test("MTS window: <=10 days -> <14 days, wider")
  func mayThurnerWindow() throws {
    let acuity = try feature("may-thurner", .acuity)
    #expect(acuity.before == ["acute (less than 14 days)", "10 days or less since onset"])
    #expect(acuity.after == ["acute (less than 14 days)"])
    #expect(acuity.kind == .wider)
    let windows = try tables().rows.filter { $0.section == "windows" }
    #expect(windows.map(\.id) == ["onset-within-10-days"])
    #expect(windows.map(\.kind) == [.dropped])
    // In cases: what is gained without a pregnancy are the days 11 to 13.
    let gained = try #require(variant("may-thurner").conditions?.gained)
    #expect(
      gained.contains { description in
        description.terms.contains {
          $0.key == "onset-within-10-days" && $0.values == ["no"]
        }
      })
  }

  @Test("MTS, AC alone: 3 (UNA) -> MBA, up")
  func mayThurnerAnticoagulationAlone() throws {
    let pair = try rating("may-thurner", "anticoagulation-alone")
    #expect(pair.former?.score == 3)
    #expect([pair.before, pair.after] == [.usuallyNotAppropriate, .mayBeAppropriate])
    #expect(pair.change == .up)
  }

  @Test("MTS, surgery: 2 (UNA, thrombectomy + repair) -> MBA (hybrid with stenting), up, new label")
  func mayThurnerSurgery() throws {
    let pair = try rating("may-thurner", "surgical-thrombectomy")
    #expect(pair.former?.score == 2)
    #expect([pair.before, pair.after] == [.usuallyNotAppropriate, .mayBeAppropriate])
    #expect(pair.change == .up)
    #expect(pair.isRelabelled)
    #expect(pair.former?.label == "Surgical thrombectomy and iliac vein repair")
    #expect(pair.current?.label == "Hybrid surgical thrombectomy with stenting")
  }

  @Test("PCD, surgery: 6 (MBA) -> UA, up")
  func limbThreatSurgery() throws {
    let pair = try rating("limb-threat", "surgical-thrombectomy")
    #expect(pair.former?.score == 6)
    #expect([pair.before, pair.after] == [.mayBeAppropriate, .usuallyAppropriate])
    #expect(pair.change == .up)
  }

  @Test("PCD, systemic lysis: not rated -> MBA, new")
  func limbThreatLysis() throws {
    let pair = try rating("limb-threat", "systemic-thrombolysis")
    #expect(pair.former == nil)
    #expect([pair.before, pair.after] == [.notRated, .mayBeAppropriate])
    #expect(pair.change == .new)
  }

  @Test("\"first episode\" condition: in variant 1 -> absent, dropped")
  func firstEpisode() throws {
    let prior = try feature("acute-moderate-severe", .priorThrombosis)
    #expect(prior.before == ["no"])
    #expect(prior.after.isEmpty)
    #expect(prior.kind == .dropped)
  }

  @Test("pregnancy, persistent >=3 months, femoropopliteal: none -> V7, V6, V3, new")
  func newVariants() throws {
    let new = try tables().variants.filter { $0.former == nil }
    #expect(Set(new.compactMap(\.current?.factsID)) == ["IF-V7", "IF-V6", "IF-V3"])
    #expect(try tables().variants.allSatisfy { $0.current != nil })
    // In cases: who comes to one of them had no variant at all.
    for code in ["pregnancy", "persistent", "acute-femoropopliteal"] {
      let moves = try tables().cases.moves.filter { $0.after.codes == [code] }
      #expect(!moves.isEmpty)
      #expect(moves.allSatisfy { $0.before.outcome == .noVariant })
    }
  }

  @Test("GCS: not rated -> MBA where rated, new")
  func stockings() throws {
    let option = try #require(tables().options.first { $0.code == "compression-stockings" })
    #expect(option.former.isEmpty)
    #expect(
      Set(option.current.map(\.variant)) == [
        "acute-mild", "acute-femoropopliteal", "persistent", "pregnancy",
      ])
    #expect(option.current.allSatisfy { $0.rating == .mayBeAppropriate })
    #expect(option.change == .new)
  }

  /// What FACTS 1.7 leaves out follows from 1.3 and 1.6; nothing else moves.
  @Test func nothingElseMovesBetweenScenariosThatCorrespond() throws {
    let moved = try tables().variants.filter { $0.former != nil && $0.current != nil }
      .flatMap { variant in
        variant.ratings.filter { $0.change != .unchanged }.map {
          "\(variant.current?.code ?? "") \($0.option) \($0.change.rawValue)"
        }
      }
    #expect(
      Set(moved) == [
        "acute-mild catheter-directed-therapy reversed",
        "acute-mild compression-stockings new",
        // 2 in 2013, and not rated in the 2020 variant.
        "acute-mild systemic-thrombolysis dropped",
        "acute-moderate-severe anticoagulation-alone up",
        // 3 in 2013, MBA in IF-V2.
        "acute-moderate-severe surgical-thrombectomy up",
        "may-thurner anticoagulation-alone up", "may-thurner surgical-thrombectomy up",
        "limb-threat surgical-thrombectomy up", "limb-threat systemic-thrombolysis new",
      ])
  }

  /// The same comparison backwards turns every direction round.
  @Test func theOtherWayRoundUpIsDownAndNewIsDropped() throws {
    let back = try EditionPair(from: acr2020, to: acr2013).tables(isEnumerating: false)
    func change(_ former: String, _ option: String) -> RatingChange? {
      back.variants.first { $0.former?.code == former }?
        .ratings.first { $0.option == option }?.change
    }
    #expect(change("acute-mild", "catheter-directed-therapy") == .reversed)
    #expect(change("acute-moderate-severe", "anticoagulation-alone") == .down)
    #expect(change("limb-threat", "systemic-thrombolysis") == .dropped)
    #expect(
      Set(back.variants.filter { $0.current == nil }.compactMap(\.former?.factsID))
        == ["IF-V7", "IF-V6", "IF-V3"])
    #expect(
      back.options.first { $0.code == "compression-stockings" }?.change == .dropped)
  }
}

/// The steps of a rating.
@Suite struct RatingChangeTests {
  @Test(arguments: [
    (Rating.usuallyAppropriate, Rating.usuallyAppropriate, RatingChange.unchanged),
    (.notRated, .notRated, .unchanged),
    (.usuallyNotAppropriate, .mayBeAppropriate, .up),
    (.mayBeAppropriateDisagreement, .usuallyAppropriate, .up),
    (.usuallyAppropriate, .mayBeAppropriate, .down),
    (.mayBeAppropriate, .usuallyNotAppropriate, .down),
    (.usuallyAppropriate, .usuallyNotAppropriate, .reversed),
    (.usuallyNotAppropriate, .usuallyAppropriate, .reversed),
    (.notRated, .usuallyNotAppropriate, .new),
    (.usuallyAppropriate, .notRated, .dropped),
  ])
  func steps(_ before: Rating, _ after: Rating, _ change: RatingChange) {
    #expect(RatingChange(from: before, to: after) == change)
  }

  /// FACTS 1.4.12: "may be appropriate (disagreement)" is not collapsed into "may be appropriate".
  @Test func aPanelThatNoLongerAgreesIsNeitherUpNorDown() {
    #expect(
      RatingChange(from: .mayBeAppropriate, to: .mayBeAppropriateDisagreement) == .agreement)
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// How an order rates: as its option does, in the terms of Guideline Appropriate Ordering (FACTS 1.3, 1.5).
@Suite struct OrderRatingTests {
  private static let catheter = "catheter-directed-therapy"
  private static let alone = "anticoagulation-alone"
  private static let stockings = "compression-stockings"
  private static let surgery = "surgical-thrombectomy"
  private static let systemic = "systemic-thrombolysis"

  private static let platelets = ContraindicationHit(
    item: "platelets", title: "Low platelets", against: .thrombolysis,
    sources: [.init(classification: "excluded", citation: "ATT-CT (V)")], evidence: [],
    summary: "80")

  private func only(
    _ patient: Patient, by criteria: Criteria? = nil, strict: Bool = false
  ) throws -> OrderRating {
    try #require(try patient.recommendation(by: criteria, strict: strict).orders.first)
  }

  private static let moderate = Patient(
    .acuteIliofemoral, .moderateToSevere, .healthy, .notPregnant, .noLimbThreat,
    .compression("none"))
  private static let mild = Patient(
    .acuteIliofemoral, .severity("mild"), .healthy, .notPregnant, .noLimbThreat,
    .compression("none"))

  private func ordering(_ patient: Patient, _ statements: Patient.Statement...) -> Patient {
    var patient = patient
    for statement in statements { patient.say(statement) }
    return patient
  }

  // MARK: Results

  @Test func usuallyAppropriateIsWithin() throws {
    let order = try only(ordering(Self.moderate, .ordered(Self.catheter)))
    #expect(order.result == .within)
    #expect(order.ratings.map(\.rating) == [.usuallyAppropriate])
    #expect(order.ratings.map(\.variant) == ["acute-moderate-severe"])
    #expect(order.isCertain)
    #expect(order.notes.isEmpty)
  }

  @Test func mayBeAppropriateIsWithin() throws {
    let order = try only(ordering(Self.moderate, .ordered(Self.surgery)))
    #expect(order.result == .within)
    #expect(order.ratings.map(\.rating) == [.mayBeAppropriate])
  }

  @Test func disagreementIsWithinAndKeepsItsLabel() throws {
    let order = try only(
      Patient(
        .iliofemoral, .acuity("chronic"), .severity("moderate"), .noLimbThreat,
        .yes(.anticoagulationAlone), .known(.anticoagulationDuration, ["3-months-or-more"]),
        .ordered(Self.surgery)))
    #expect(order.result == .within)
    #expect(order.ratings.map(\.rating) == [.mayBeAppropriateDisagreement])
  }

  @Test func usuallyNotAppropriateIsOutsideAndAsksForTheReason() throws {
    let order = try only(ordering(Self.mild, .ordered(Self.catheter)))
    #expect(order.result == .outside)
    #expect(order.ratings.map(\.rating) == [.usuallyNotAppropriate])
    #expect(order.notes.map(\.id) == ["order/exception"])
    #expect(order.notes.flatMap(\.sources) == ["FACTS 1.5 (S)"])
  }

  @Test func whatTheVariantDoesNotRateHasNoGuidelines() throws {
    // T38: stockings in IF-V2.
    let order = try only(ordering(Self.moderate, .ordered(Self.stockings)))
    #expect(order.result == .noGuidelines)
    #expect(order.ratings.map(\.rating) == [.notRated])
    #expect(order.notes.map(\.id) == ["order/not-rated"])
  }

  @Test func withoutAVariantThereAreNoGuidelines() throws {
    let order = try only(
      ordering(
        Self.moderate, .notHealthy, .hit(Self.platelets), .ordered(Self.catheter)))
    #expect(order.result == .noGuidelines)
    #expect(order.ratings.isEmpty)
    #expect(order.notes.map(\.id) == ["order/no-variant"])
    #expect(order.cautions.map(\.id) == ["contraindication/platelets"])
  }

  @Test func anotherTopicCoversTheOrder() throws {
    let order = try only(
      ordering(Self.moderate, .ordered("vena-cava-filter", .otherTopic)))
    #expect(order.result == .notCovered)
    #expect(order.topic?.id == "ivc-filter")
    #expect(order.ratings.isEmpty)
  }

  @Test func anotherTopicCoversThePatient() throws {
    let order = try only(
      Patient(.adult, .confirmed, .known(.segment, ["distal"]), .ordered(Self.alone)))
    #expect(order.result == .notCovered)
    #expect(order.topic?.id == "ivc-filter/3")
  }

  @Test func aRecordThatContradictsItselfRatesNoOrder() throws {
    let order = try only(
      ordering(Self.moderate, .contradiction("onset after end"), .ordered(Self.catheter)))
    #expect(order.result == .incomplete)
    #expect(order.ratings.isEmpty)
    #expect(order.notes.map(\.id) == ["order/unusable"])
  }

  // MARK: What is missing

  @Test func anUndeterminedCaseAsksForWhatDecides() throws {
    var patient = Self.moderate
    patient.say(.partly(.severity, ["mild", "moderate", "severe"]))
    let order = try only(ordering(patient, .ordered(Self.catheter)))
    #expect(order.result == .incomplete)
    #expect(order.ratings.isEmpty)
    #expect(order.unknown == [.severity])
    #expect(order.notes.map(\.id) == ["order/facts-missing"])
    #expect(order.notes.first?.text.contains(Feature.severity.words) == true)
  }

  @Test func aCertainRatingHoldsWhileTheVariantIsOpen() throws {
    var patient = Self.moderate
    patient.say(.partly(.severity, ["mild", "moderate", "severe"]))
    let order = try only(ordering(patient, .ordered(Self.alone)))
    #expect(order.result == .within)
    #expect(order.ratings.map(\.variant) == [nil])
    #expect(order.isCertain)
    #expect(order.unknown.isEmpty)
  }

  @Test func aRatingThatIsOnlySharedIsIncomplete() throws {
    // Severity may turn out to be none, and then nothing fits.
    var patient = Self.moderate
    patient.say(.partly(.severity, Feature.severity.domain))
    let order = try only(ordering(patient, .ordered(Self.alone)))
    #expect(order.result == .incomplete)
    #expect(order.ratings.map(\.rating) == [.usuallyAppropriate])
    #expect(!order.isCertain)
  }

  @Test func whatNoVariantThatIsPossibleRatesHasNoGuidelines() throws {
    var patient = Self.moderate
    patient.say(.partly(.severity, ["mild", "moderate", "severe"]))
    let order = try only(ordering(patient, .ordered(Self.systemic)))
    #expect(order.result == .noGuidelines)
    #expect(order.ratings.isEmpty)
  }

  @Test func aProvisionalResultSaysWhatItRestsOn() throws {
    let patient = Patient(
      .acuteIliofemoral, .moderateToSevere, .notPregnant, .noLimbThreat, .ordered(Self.catheter))
    let order = try only(patient)
    #expect(order.result == .within)
    #expect(!order.isCertain)
    #expect(order.notes.map(\.id) == ["order/assumed"])
    #expect(order.notes.first?.text.contains("otherwise healthy") == true)
    // Strict evaluation assumes nothing.
    let strict = try only(patient, strict: true)
    #expect(strict.result == .incomplete)
    #expect(strict.unknown == [.otherwiseHealthy])
  }

  // MARK: Overlaps

  @Test func variantsThatDisagreeLeaveItIncomplete() throws {
    // O1: IF-V1 and IF-V4.
    let order = try only(ordering(Self.mild, .mayThurner, .ordered(Self.catheter)))
    #expect(order.result == .incomplete)
    #expect(order.ratings.map(\.rating) == [.usuallyAppropriate, .usuallyNotAppropriate])
    #expect(order.ratings.map(\.variant) == ["may-thurner", "acute-mild"])
    #expect(order.notes.map(\.id) == ["order/variants-disagree"])
  }

  @Test func variantsThatRateApartAndComeToTheSameAreWithin() throws {
    // O4: may be appropriate in IF-V7, usually appropriate in IF-V4.
    let order = try only(
      Patient(
        .acuteIliofemoral, .moderateToSevere, .pregnant, .noLimbThreat, .mayThurner,
        .ordered(Self.catheter)))
    #expect(order.result == .within)
    #expect(Set(order.ratings.map(\.rating)) == [.mayBeAppropriate, .usuallyAppropriate])
  }

  // MARK: Several options, parts of options

  @Test func anOrderForOneOfTwoOptionsComesToAResultWhenBothDo() throws {
    let options = Order.Item.oneOf([Self.catheter, Self.systemic])
    // IF-V5 rates one usually and the other may be appropriate.
    let threat = try only(
      Patient(.acuteIliofemoral, .limbThreat, .ordered("thrombolytic", options)))
    #expect(threat.result == .within)
    #expect(threat.ratings.map(\.rating) == [.usuallyAppropriate, .mayBeAppropriate])
    // IF-V2 rates the second not at all.
    let other = try only(ordering(Self.moderate, .ordered("thrombolytic", options)))
    #expect(other.result == .incomplete)
    #expect(other.notes.map(\.id) == ["order/thrombolytic", "order/options-disagree"])
  }

  @Test func anticoagulationIsRatedAsTheOnlyTherapyAndSaysSo() throws {
    // T37: usually not appropriate as sole therapy is no advice against anticoagulation.
    let order = try only(
      Patient(
        .acuteIliofemoral, .limbThreat, .ordered("anticoagulation", .option(Self.alone))))
    #expect(order.result == .outside)
    let text = try #require(order.notes.first { $0.id == "order/anticoagulation" }).text
    #expect(text.contains("no rating of anticoagulation beside another option"))
  }

  @Test func anticoagulationBesideAnotherOptionIsNotRated() throws {
    let order = try only(ordering(Self.moderate, .ordered("anticoagulation", .beside)))
    #expect(order.result == .noGuidelines)
    #expect(order.ratings.isEmpty)
    #expect(order.notes.map(\.id) == ["order/anticoagulation"])
    #expect(order.notes.first?.text.contains("not anticoagulation alone") == true)
  }

  @Test func aStentAloneIsRatedByNoVariant() throws {
    // T36: in IF-V6 the option that names a stent may be appropriate; the stent alone is not rated.
    let order = try only(
      Patient(
        .iliofemoral, .acuity("chronic"), .severity("moderate"), .noLimbThreat,
        .yes(.anticoagulationAlone), .known(.anticoagulationDuration, ["3-months-or-more"]),
        .ordered("stent", .unrated)))
    #expect(order.result == .noGuidelines)
    #expect(order.ratings.isEmpty)
    let parts = order.notes.filter { $0.id == "order/as-part" }.map(\.text)
    #expect(parts.count == 2)
    #expect(parts.first?.contains("may be appropriate") == true)
  }

  @Test func aStentIsRatedAsPartOfAnOptionThatNamesIt() throws {
    let item = Order.Item.part(of: Self.catheter)
    let order = try only(ordering(Self.moderate, .ordered("stent", item)))
    #expect(order.result == .within)
    #expect(order.ratings.map(\.option) == [Self.catheter])
    // IF-V3: the label is "CDT/PMT" and names no stent.
    let unnamed = try only(
      Patient(
        .acuteFemoropopliteal, .severity("mild"), .healthy, .notPregnant, .noLimbThreat,
        .ordered("stent", item)))
    #expect(unnamed.result == .noGuidelines)
    #expect(unnamed.ratings.isEmpty)
    #expect(unnamed.notes.contains { $0.id == "order/label-without" })
  }

  @Test func theLabelsThatNameAStentAreThoseOfTheFactSheet() throws {
    // FACTS 1.3 and 1.6: the word stands in the label, or the row does not include it.
    for criteria in [try acr2020, try acr2013] {
      for row in criteria.ratings {
        #expect(row.label.contains("stent") == row.includes.contains("stent"), "\(row.label)")
      }
    }
  }

  // MARK: Legs and doubts

  @Test func anOrderForTheOtherLegHasNoGuidelines() throws {
    let order = try only(ordering(Self.moderate, .ordered(Self.catheter, otherLeg: true)))
    #expect(order.result == .noGuidelines)
    #expect(order.ratings.isEmpty)
    #expect(order.notes.map(\.id) == ["order/other-leg"])
  }

  @Test func aWrongSideIsToldWhateverElseTheResultRestsOn() throws {
    let none = try only(
      ordering(Self.moderate, .notHealthy, .ordered(Self.catheter, otherLeg: true)))
    #expect(none.notes.map(\.id) == ["order/other-leg", "order/no-variant"])
    let doubtful = try only(
      ordering(Self.moderate, .notHealthy, .ordered(Self.catheter, doubts: [.contradictorySide])))
    #expect(doubtful.notes.map(\.id) == ["order/contradictory-side", "order/no-variant"])
  }

  @Test(arguments: Order.Doubt.allCases)
  func aDoubtLeavesTheOrderIncomplete(doubt: Order.Doubt) throws {
    let order = try only(ordering(Self.moderate, .ordered(Self.catheter, doubts: [doubt])))
    #expect(order.result == .incomplete)
    #expect(order.notes.contains { $0.id == "order/\(doubt.rawValue)" })
    // Only a rating that is that of either leg is shown.
    #expect(order.ratings.isEmpty == (doubt != .side))
    #expect(!order.isCertain)
  }

  @Test func anOrderWithoutASideIsSettledWhenBothLegsComeToTheSame() throws {
    let order = Patient.Statement.ordered(Self.alone, doubts: [.side])
    func results(_ one: Patient, _ other: Patient) throws -> [OrderResult] {
      try acr2020.recommend(
        [ordering(one, order).facts, ordering(other, order).facts], asOf: Patient.asOf
      ).flatMap(\.orders).map(\.result)
    }
    #expect(try results(Self.moderate, Self.mild) == [.within, .within])
    var threatened = Self.moderate
    threatened.say(.limbThreat)
    #expect(try results(Self.moderate, threatened) == [.incomplete, .incomplete])
    // No variant for one leg is no answer for the other.
    var unwell = Self.moderate
    unwell.say(.notHealthy)
    #expect(try results(Self.moderate, unwell) == [.incomplete, .incomplete])
    #expect(try results(unwell, unwell) == [.noGuidelines, .noGuidelines])
  }

  // MARK: Contraindications

  @Test func contraindicationsOfTheOptionStandOnTheOrder() throws {
    let lysis = try only(
      ordering(Self.moderate, .hit(Self.platelets), .ordered(Self.catheter)))
    #expect(lysis.cautions.map(\.id) == ["contraindication/platelets"])
    let anticoagulation = try only(
      ordering(Self.moderate, .hit(Self.platelets), .ordered(Self.alone)))
    #expect(anticoagulation.cautions.isEmpty)
    // A stent alone is no lysis.
    let stent = try only(
      ordering(Self.moderate, .hit(Self.platelets), .ordered("stent", .unrated)))
    #expect(stent.cautions.isEmpty)
  }

  @Test func anOrderThatDoesNotWaitIsNotRated() throws {
    var patient = ordering(Self.moderate, .ordered(Self.catheter))
    patient.facts.orders[0].closure = .carriedOut
    #expect(try patient.recommendation().orders.isEmpty)
  }

  // MARK: What holds for every record

  /// The rating of an order is that of its option in the same recommendation, whatever the record.
  @Test(arguments: 0..<40) func anOrderRatesAsItsOptionDoes(block: Int) throws {
    var random = SeededNumbers(seed: UInt64(block) &* 65_537 &+ 3)
    for criteria in [try acr2020, try acr2013] {
      for _ in 0..<25 {
        var patient = Patient.random(&random, openShare: 4)
        for row in criteria.orders.table.rows {
          let items = row.options.map { Order.Item.option($0) } + [.oneOf(row.options), .unrated]
          let doubts = Order.Doubt.allCases.filter { _ in
            Int.random(in: 0..<12, using: &random) == 0
          }
          let item = items[Int.random(in: items.indices, using: &random)]
          patient.say(.ordered(row.id, item, doubts: doubts))
        }
        let answer = try patient.recommendation(by: criteria)
        #expect(answer.orders.map(\.order) == patient.facts.orders)
        for order in answer.orders { check(order, in: answer) }
      }
    }
  }

  private func check(_ order: OrderRating, in answer: Recommendation) {
    // Every rating is a row of the same recommendation, for an option that the order may stand for.
    #expect(order.ratings.allSatisfy { answer.options.contains($0) })
    #expect(order.ratings.allSatisfy { order.order.options.contains($0.option) })
    let results = Set(order.ratings.map { OrderResult($0.rating) })
    switch order.result {
    case .within, .outside:
      #expect(results == [order.result])
      #expect(order.order.doubts.isEmpty)
      // While the variant is open only what is certain comes to a result.
      if answer.outcome == .undetermined { #expect(order.isCertain) }
    case .noGuidelines: #expect(results.isSubset(of: [.noGuidelines]))
    case .notCovered: #expect(results.isEmpty)
    case .incomplete: #expect(!order.notes.isEmpty || !order.unknown.isEmpty)
    }
    #expect(order.unknown.isEmpty || order.result == .incomplete)
  }

  /// What is within or outside for certain stays so, whatever is learned.
  @Test(arguments: 0..<20) func learningNeverOverturnsACertainResult(block: Int) throws {
    var random = SeededNumbers(seed: UInt64(block) &* 8191 &+ 11)
    let criteria = try acr2020
    for _ in 0..<15 {
      var patient = Patient.random(&random, openShare: 4)
      for option in criteria.options { patient.say(.ordered(option.code)) }
      var before = try patient.recommendation(by: criteria).orders
      while let learned = patient.learning(&random, by: criteria) {
        let after = try learned.recommendation(by: criteria).orders
        for (one, other) in zip(before, after) where one.isCertain {
          #expect(other.isCertain && other.result == one.result)
        }
        (patient, before) = (learned, after)
      }
    }
  }

  // MARK: The file

  @Test func faultsInTheOrdersAreToldWithTheirPlace() throws {
    func problems(replacing text: String, with other: String) throws -> [String] {
      let file = try CriteriaFiles.file("common.json")
      let source = String(decoding: file.bytes, as: UTF8.self)
      try #require(source.contains(text))
      let changed = CriteriaFile(
        name: "common.json", bytes: Array(source.replacing(text, with: other).utf8))
      do {
        _ = try Criteria(
          edition: CriteriaFiles.file("2020.json"), common: changed,
          evidence: CriteriaFiles.file("evidence.json"))
        return []
      } catch let error as CriteriaError {
        return error.problems.map(\.description)
      }
    }
    let faults = [
      ("\"means\": \"part\"", "\"means\": \"pert\"", "unknown means \"pert\""),
      ("\"means\": \"one-of\"", "\"means\": \"option\"", "cannot have 2 options"),
      ("\"topic\": \"ivc-filter\", \"whole", "\"whole", "goes with the meaning \"other-topic\""),
      (
        "{\"id\": \"exception\"", "{\"id\": \"assumed\"",
        "no row of \"notes\" has the id \"exception\""
      ),
      (
        "\"options\": [\"compression-stockings\"]", "\"options\": [\"stockings\"]", "no option here"
      ),
    ]
    for (text, other, message) in faults {
      let found = try problems(replacing: text, with: other)
      #expect(found.contains { $0.contains(message) }, "\(message): \(found)")
    }
  }
}

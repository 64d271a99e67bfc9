import Testing

@testable import CaseRecord

/// Which requests are orders for a leg's case, and for which option (FACTS 1.3, 1.4.2).
@Suite("Orders") struct OrderTests {
  private static let catheter = "catheter-directed-therapy"
  private static let surgery = "surgical-thrombectomy"

  private func orders(_ findings: Finding..., asOf: String = Sketch.today) -> [Order] {
    let record = Sketch.record([thrombosis()] + findings, asOf: asOf)
    return record.derivedFacts(contraindications: .example, orders: .example).flatMap(\.orders)
  }

  /// An order for a thrombectomy of the left leg, placed yesterday.
  private func thrombectomy(
    id: String = "thrombectomy", side: Laterality? = .left,
    _ change: (inout TreatmentRequest) -> Void = { _ in }
  ) -> Finding {
    requested("percutaneous-thrombectomy", id: id, side: side, change)
  }

  // MARK: Options

  @Test(
    "A concept names the option",
    arguments: [
      ("percutaneous-thrombectomy/mechanical", "catheter-directed-therapy"),
      ("catheter-directed-therapy", "catheter-directed-therapy"),
      ("surgical-thrombectomy/fogarty-via-incision", "surgical-thrombectomy"),
      ("systemic-thrombolysis", "systemic-thrombolysis"),
      ("anticoagulant/apixaban", "anticoagulation-alone"),
      ("anticoagulation-therapy/alone", "anticoagulation-alone"),
      ("compression-stocking", "compression-stockings"),
    ])
  func option(concept: String, option: String) throws {
    let order = try #require(orders(requested(concept)).first)
    #expect(order.item == .option(option))
    #expect(order.doubts.isEmpty)
    #expect(order.closure == nil)
  }

  @Test("What no row names is no order", arguments: ["ivus", "fasciotomy", "antiplatelet/aspirin"])
  func noOrder(concept: String) {
    #expect(orders(requested(concept)).isEmpty)
  }

  @Test("Heparin of a strength that flushes a line is no order for anticoagulation")
  func flush() {
    #expect(orders(requested("anticoagulant/heparin/line-flush-strength")).isEmpty)
    #expect(orders(requested("anticoagulant/heparin")).count == 1)
  }

  @Test("Without a request a plan is none: completed, revoked, forbidden")
  func noRequest() {
    #expect(
      orders(finding("percutaneous-thrombectomy", kind: .proposal, on: "2026-06-14")).isEmpty)
  }

  @Test("A vena cava filter belongs to another topic")
  func filter() throws {
    #expect(try #require(orders(requested("ivc-filter/insertion")).first).item == .otherTopic)
    #expect(orders(requested("ivc-filter/removal-or-other-intraluminal-device")).isEmpty)
  }

  // MARK: Several orders

  @Test("Anticoagulation beside an intervention is not alone (FACTS 1.4.2)")
  func besideOrder() throws {
    let both = orders(requested("anticoagulant/apixaban", id: "drug"), thrombectomy())
    #expect(both.map(\.item) == [.beside, .option(Self.catheter)])
  }

  @Test("Anticoagulation after thrombus was removed in this episode is not alone")
  func besideRemoval() throws {
    let removal = finding(
      "percutaneous-thrombectomy", kind: .procedure, side: .left, on: "2026-06-12")
    #expect(orders(requested("anticoagulant/apixaban"), removal).map(\.item) == [.beside])
  }

  @Test("Stockings and a filter leave anticoagulation alone")
  func besideStockings() throws {
    let all = orders(
      requested("anticoagulant/apixaban", id: "a-drug"), requested("compression-stocking"),
      requested("ivc-filter/insertion"))
    #expect(all.first?.item == .option("anticoagulation-alone"))
  }

  @Test("Alternatives to choose from do not stand beside each other")
  func alternatives() {
    let all = orders(
      requested("anticoagulant/apixaban", id: "drug"), thrombectomy { $0.intent = .option })
    #expect(all.map(\.item) == [.option("anticoagulation-alone"), .option(Self.catheter)])
  }

  @Test("Whether anticoagulation is alone is open while the order beside it is in doubt")
  func doubtfulCompany() throws {
    let all = orders(
      requested("anticoagulant/apixaban", id: "drug"),
      requested("nonspecific.percutaneous-thrombectomy", id: "thrombectomy", side: nil))
    #expect(all.map(\.doubts) == [[.company], [.site]])
  }

  @Test("A stent is part of the option that is ordered with it, and nothing alone (F001-31)")
  func stent() {
    #expect(orders(requested("venous-stent")).map(\.item) == [.unrated])
    let both = orders(requested("venous-stent", id: "stent"), thrombectomy())
    #expect(both.map(\.item) == [.part(of: Self.catheter), .option(Self.catheter)])
    let three = orders(
      requested("venous-stent", id: "stent"), thrombectomy(id: "t1"),
      requested("surgical-thrombectomy", id: "t2"))
    #expect(three.first?.item == .oneOf([Self.catheter, Self.surgery]))
  }

  @Test("A stent that the request for the thrombectomy itself names is no order of its own")
  func sameRequest() {
    let both = orders(requested("venous-stent", id: "one"), thrombectomy(id: "one"))
    #expect(both.map(\.item) == [.option(Self.catheter)])
  }

  @Test("A thrombolytic may go through a catheter or a vein, until an order beside it says which")
  func thrombolytic() {
    let options = [Self.catheter, "systemic-thrombolysis"]
    #expect(orders(requested("thrombolytic/alteplase")).map(\.item) == [.oneOf(options)])
    let beside = orders(
      requested("thrombolytic/alteplase", id: "drug"),
      requested("systemic-thrombolysis", id: "infusion"))
    #expect(
      beside.map(\.item) == [.option("systemic-thrombolysis"), .option("systemic-thrombolysis")])
  }

  @Test("A code that leaves the route open names two options")
  func route() {
    let open = requested("systemic-thrombolysis") { $0.leavesOpen = ["route"] }
    #expect(orders(open).map(\.item) == [.oneOf([Self.catheter, "systemic-thrombolysis"])])
  }

  // MARK: Legs

  @Test("The side of the order is held against the leg of the case")
  func side() throws {
    #expect(try #require(orders(thrombectomy(side: .left)).first).isForOtherLeg == false)
    #expect(try #require(orders(thrombectomy(side: nil)).first).doubts.isEmpty)
    #expect(try #require(orders(thrombectomy(side: .bilateral)).first).isForOtherLeg == false)
    let other = try #require(orders(thrombectomy(side: .right)).first)
    #expect(other.isForOtherLeg && other.side == .right)
  }

  @Test("An order for the other leg does not stand beside those for this one")
  func otherLegBeside() {
    let all = orders(requested("anticoagulant/apixaban", id: "drug"), thrombectomy(side: .right))
    #expect(all.first?.item == .option("anticoagulation-alone"))
  }

  @Test("With two legs, an order goes to its own; without a side to both, and in doubt")
  func twoLegs() {
    let right = thrombosis(side: .right)
    let named = orders(right, thrombectomy(side: .right))
    #expect(named.count == 1 && named.allSatisfy(\.doubts.isEmpty))
    let unnamed = orders(right, thrombectomy(side: nil))
    #expect(unnamed.map(\.doubts) == [[.side], [.side]])
    let both = orders(right, requested("anticoagulant/apixaban"))
    #expect(both.map(\.doubts) == [[], []])
  }

  @Test("A thrombosis without a side leaves open whether an order with one is for it")
  func caseWithoutSide() throws {
    let record = Sketch.record([thrombosis(side: nil), thrombectomy()])
    let facts = record.derivedFacts(contraindications: .example, orders: .example)
    #expect(facts.flatMap(\.orders).map(\.doubts) == [[.caseSide]])
  }

  @Test("Contradictions in the side, and places that are open, are doubts")
  func doubts() {
    #expect(
      orders(thrombectomy { $0.isSideContradictory = true }).map(\.doubts) == [
        [.contradictorySide]
      ])
    #expect(
      orders(requested("nonspecific.percutaneous-thrombectomy", side: nil)).map(\.doubts) == [
        [.site]
      ])
    #expect(
      orders(requested("percutaneous-thrombectomy/imaging-guidance", side: nil)).map(\.doubts) == [
        [.site]
      ])
    #expect(orders(requested("nonspecific.venous-stent", side: nil)).isEmpty)
    #expect(orders(requested("percutaneous-thrombectomy", place: .elsewhere)).isEmpty)
  }

  // MARK: Reasons

  @Test("A reason that is not this thrombosis is a doubt; none at all is not")
  func reasons() {
    func doubts(_ reasons: TreatmentRequest.Reason...) -> [Order.Doubt] {
      orders(thrombectomy { $0.reasons = reasons }).flatMap(\.doubts)
    }
    #expect(doubts() == [])
    #expect(doubts(.concept(Concept("pulmonary-embolism"))) == [])
    #expect(doubts(.notUnderstood, .concept(Concept("dvt-iliofemoral-acute"))) == [])
    #expect(doubts(.resource(thrombosis().evidence.reference)) == [])
    #expect(doubts(.resource("Condition/elsewhere")) == [.reason])
    #expect(doubts(.concept(Concept("lysis-contraindication/ischaemic-stroke"))) == [.reason])
    #expect(doubts(.notUnderstood) == [.reason])
  }

  // MARK: What does not wait

  @Test("A procedure on the day of the order or later has carried it out; an earlier one has not")
  func carriedOut() {
    func closure(_ day: String) -> Order.Closure? {
      let done = finding("percutaneous-thrombectomy", kind: .procedure, side: .left, on: day)
      return orders(thrombectomy(), done).first?.closure
    }
    #expect(closure("2026-06-14") == .carriedOut)
    #expect(closure("2026-06-15") == .carriedOut)
    #expect(closure("2026-06-12") == nil)
  }

  @Test("A drug that is taken is no order any more; another agent is another order")
  func taken() {
    func closure(_ use: String, _ start: String, end: String? = nil) -> Order.Closure? {
      let taken = finding(
        use, kind: .medicationUse, course: end == nil ? .active : .resolved, onset: start, end: end)
      return orders(requested("anticoagulant/apixaban"), taken).first?.closure
    }
    #expect(closure("anticoagulant/apixaban/ingredient", "2026-06-14") == .carriedOut)
    #expect(closure("anticoagulant/apixaban", "2026-06-11") == .carriedOut)
    #expect(closure("anticoagulant/apixaban", "2026-06-11", end: "2026-06-12") == nil)
    #expect(closure("anticoagulant/heparin", "2026-06-14") == nil)
    let therapy = finding("anticoagulation-therapy/heparin", kind: .procedure, on: "2026-06-15")
    #expect(orders(requested("anticoagulant/apixaban"), therapy).first?.closure == nil)
    #expect(orders(requested("anticoagulation-therapy"), therapy).first?.closure == .carriedOut)
  }

  @Test("A single dose before the order is not the order")
  func dose() {
    let dose = finding("thrombolytic/alteplase", kind: .medicationUse, on: "2026-06-12")
    #expect(orders(requested("thrombolytic/alteplase"), dose).first?.closure == nil)
    let later = finding("thrombolytic/alteplase", kind: .medicationUse, on: "2026-06-15")
    #expect(orders(requested("thrombolytic/alteplase"), later).first?.closure == .carriedOut)
  }

  @Test("An order from before the episode is not one for it")
  func beforeEpisode() {
    #expect(
      orders(requested("anticoagulant/warfarin", on: "2024-01-10")).first?.closure == .beforeEpisode
    )
    #expect(orders(requested("anticoagulant/warfarin", on: "2026-06-09")).first?.closure == nil)
    #expect(orders(requested("anticoagulant/warfarin", on: nil)).first?.closure == nil)
  }

  @Test(
    "An order that was placed after the evaluation is none yet; one that is planned for later is")
  func future() {
    #expect(orders(requested("venous-stent", on: "2026-06-16")).first?.closure == .afterEvaluation)
    var planned = requested("venous-stent", on: nil)
    planned.onset = Sketch.time("2026-06-20")
    #expect(orders(planned).first?.closure == nil)
  }

  @Test("Orders that do not wait stand beside nothing")
  func closedBeside() {
    let all = orders(
      requested("anticoagulant/apixaban", id: "drug"),
      requested("percutaneous-thrombectomy", id: "old", on: "2024-01-10"))
    #expect(all.first?.item == .option("anticoagulation-alone"))
  }

  // MARK: What holds for every record

  @Test("The order of the findings changes no order, and orders change no fact", arguments: 1...30)
  func order(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let findings = RandomFindings.some(
      16, of: RandomFindings.ofLeg + RandomFindings.ofPerson, sides: [nil, .left, .right],
      using: &generator)
    let plans = RandomFindings.orders(8, using: &generator)
    func derive(_ findings: [Finding], _ table: OrderTable) -> [CaseFacts] {
      Sketch.record(findings).derivedFacts(contraindications: .example, orders: table)
    }
    let expected = derive(findings + plans, .example)
    for _ in 0..<4 {
      let shuffled = derive((findings + plans).shuffled(using: &generator), .example)
      #expect(shuffled.map(\.orders) == expected.map(\.orders))
    }
    let without = derive(findings + plans, OrderTable())
    #expect(zip(expected, without).allSatisfy { $0.facts == $1.facts && $1.orders.isEmpty })
  }
}

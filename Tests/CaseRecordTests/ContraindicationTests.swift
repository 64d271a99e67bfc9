import CaseRecord
import Testing

@Suite("Contraindications, source by source (FACTS 4.7, 4.8)")
struct ContraindicationTests {
  private func facts(_ findings: Finding...) -> CaseFacts {
    Sketch.facts([thrombosis()] + findings, of: Sketch.woman)
  }

  private func hit(_ item: String, _ findings: Finding...) -> ContraindicationHit? {
    Sketch.facts([thrombosis()] + findings, of: Sketch.woman).contraindications
      .first { $0.item == item }
  }

  @Test(
    "A window in days counts back from the evaluation, the last day included",
    arguments: [
      ("2026-06-06", 2), ("2026-06-05", 1), ("2026-06-01", 1), ("2026-05-31", 0),
    ])
  func days(day: String, sources: Int) {
    let hit = hit("surgery", finding("recent-major-surgery", kind: .procedure, on: day))
    #expect((hit?.sources.count ?? 0) == sources)
    #expect(hit.map { $0.sources.count + $0.notHit.count } ?? 2 == 2)
  }

  @Test("Months are calendar months", arguments: [("2026-03-15", true), ("2026-03-14", false)])
  func months(day: String, isHit: Bool) {
    let stroke = finding(
      "lysis-contraindication/ischaemic-stroke", kind: .condition, course: .resolved, onset: day)
    #expect((hit("stroke", stroke) != nil) == isHit)
  }

  @Test("Sources disagree on one event: each keeps its own answer")
  func disagreement() {
    let old = finding(
      "lysis-contraindication/intracranial-haemorrhage", kind: .condition, course: .resolved,
      onset: "2015-02-01")
    let hit = hit("hemorrhage", old)
    #expect(hit?.sources.map(\.citation) == ["MS-ACCP (S)"])
    #expect(hit?.notHit.map(\.citation) == ["MS-CDT (S)"])
    #expect(hit?.isCertain == true)
  }

  @Test("Without a window an item counts while it is present")
  func present() {
    func bleeding(_ course: Finding.Course?, end: String? = nil) -> Finding {
      finding(
        "lysis-contraindication/active-bleeding-or-diathesis", kind: .condition, course: course,
        onset: "2026-06-12", end: end)
    }
    #expect(hit("bleeding", bleeding(.active)) != nil)
    #expect(hit("bleeding", bleeding(.resolved)) == nil)
    #expect(hit("bleeding", bleeding(nil, end: "2026-06-13")) == nil)
  }

  @Test("A partial, missing or suspected event may count and is marked so")
  func uncertain() {
    let partial = hit("surgery", finding("recent-major-surgery", kind: .procedure, on: "2026"))
    #expect(partial?.isCertain == false)
    #expect(partial?.summary.contains("not certain") == true)
    let undated = hit("surgery", finding("lysis-contraindication/recent-surgery", kind: .procedure))
    #expect(undated?.isCertain == false)
    let suspected = hit(
      "bleeding",
      finding("lysis-contraindication/active-bleeding-or-diathesis", .suspected, kind: .condition))
    #expect(suspected?.isCertain == false)
    let facts = facts(finding("recent-major-surgery", kind: .procedure, on: "2026"))
    #expect(facts[.lysisContraindication].state == .unknown)
  }

  @Test("Refuted, planned and future events hit nothing")
  func noEvent() {
    #expect(
      hit(
        "bleeding",
        finding(
          "lysis-contraindication/active-bleeding-or-diathesis", .absent, kind: .condition)) == nil)
    #expect(
      hit("surgery", finding("recent-major-surgery", kind: .proposal, on: "2026-06-14")) == nil)
    #expect(
      hit("surgery", finding("recent-major-surgery", kind: .procedure, on: "2026-06-20")) == nil)
  }

  @Test("An item about a plan is hit by the plan")
  func plan() {
    let plan = finding("planned-high-bleeding-risk-procedure", kind: .proposal, on: "2026-06-14")
    #expect(hit("planned", plan) != nil)
  }

  @Test("A refinement of the concept hits, another concept of the same root does not")
  func concepts() {
    #expect(
      hit(
        "surgery",
        finding(
          "lysis-contraindication/recent-surgery/procedure-category", kind: .procedure,
          on: "2026-06-12")) != nil)
    #expect(
      facts(finding("lysis-contraindication/dialysis", kind: .procedure, on: "2026-06-12"))
        .contraindications.isEmpty)
    #expect(
      facts(finding("nonspecific.lysis-contraindication/recent-surgery", kind: .condition))
        .contraindications.isEmpty)
  }

  @Test(
    "Thresholds are strict and units are converted",
    arguments: [
      ("platelets", 80.0, "10*9/L", true), ("platelets", 100, "10*9/L", false),
      ("platelets", 99.9, "10*3/uL", true), ("platelets", 80_000, "/uL", true),
      ("platelets", 80_000, "{cells}/uL", true), ("platelets", 120_000, "/uL", false),
      ("haemoglobin", 8.9, "g/dL", true), ("haemoglobin", 89, "g/L", true),
      ("haemoglobin", 91, "g/L", false), ("haemoglobin", 5.5, "mmol/L", true),
      ("haemoglobin", 5.7, "mmol/L", false), ("egfr", 29, "mL/min/{1.73_m2}", true),
      ("egfr", 30, "mL/min/1.73.m2", false), ("inr", 1.7, "{INR}", true), ("inr", 1.6, "1", false),
      ("systolic-bp", 181, "mm[Hg]", true), ("systolic-bp", 180, "mm[Hg]", false),
      ("systolic-bp", 25, "kPa", true),
    ])
  func thresholds(concept: String, value: Double, unit: String, isHit: Bool) {
    let facts = facts(finding(concept, on: "2026-06-14", value: value, unit: unit))
    #expect((facts[.lysisContraindication].value == "yes") == isHit)
  }

  @Test("An INR without a unit is a number; platelets without a unit cannot be read")
  func missingUnit() {
    #expect(
      facts(finding("inr", on: "2026-06-14", value: 2.5))[.lysisContraindication].value == "yes")
    let fact = facts(finding("platelets", on: "2026-06-14", value: 80))[.lysisContraindication]
    #expect(fact.state == .unknown)
    #expect(fact.notes.contains { $0.contains("unit") })
  }

  @Test("Of measurements the latest counts, whatever the order of the input")
  func latest() {
    let low = finding("platelets", on: "2026-06-10T08:00", value: 80, unit: "10*9/L")
    let normal = finding("platelets", on: "2026-06-10T18:00", value: 220, unit: "10*9/L")
    #expect(facts(low, normal).contraindications.isEmpty)
    #expect(facts(normal, low).contraindications.isEmpty)
    let laterLow = finding("platelets", on: "2026-06-12", value: 70, unit: "10*9/L")
    #expect(facts(laterLow, low, normal).contraindications.map(\.item) == ["platelets"])
  }

  @Test("A stale measurement is said and does not hit")
  func stale() {
    let facts = facts(finding("platelets", on: "2026-03-01", value: 80, unit: "10*9/L"))
    #expect(facts.contraindications.isEmpty)
    #expect(facts[.lysisContraindication].state == .unknown)
    #expect(
      facts[.lysisContraindication].notes == [
        "Platelets: the latest value is 106 days old; repeat it."
      ])
    #expect(!facts[.lysisContraindication].evidence.isEmpty)
  }

  @Test(
    "A comparator says on which side the truth lies",
    arguments: [
      ("<", 90.0, true, true), ("<", 100, true, true), ("<", 150, true, false),
      (">", 90, true, false), (">", 120, false, false), ("<=", 100, true, false),
    ])
  func comparators(comparator: String, value: Double, isHit: Bool, isCertain: Bool) {
    let hit = hit(
      "platelets",
      finding("platelets", on: "2026-06-14", value: value, unit: "10*9/L", comparator: comparator))
    #expect((hit != nil) == isHit)
    #expect((hit?.isCertain ?? false) == isCertain)
  }

  @Test(
    "A range counts from its lower end on (4.8: 20,000 to 50,000 platelets are relative)",
    arguments: [
      (nil, 19.9, false, false), (nil, 20, true, true), (nil, 49.9, true, true),
      (nil, 50, false, false), ("<", 20, false, false), ("<", 30, true, false),
      ("<=", 20, true, false), (">", 30, true, false), (">", 50, false, false),
    ] as [(String?, Double, Bool, Bool)])
  func range(comparator: String?, value: Double, isHit: Bool, isCertain: Bool) {
    let table = ContraindicationTable(rows: [
      .init(
        id: "range", title: "Platelets", against: .anticoagulation, concepts: ["platelets"],
        unit: "10*3/uL", againstOtherwiseHealthy: false,
        sources: [
          .init(classification: "relative", from: 20, below: 50, citation: "NCCN-AC (S)")
        ])
    ])
    let count = finding(
      "platelets", on: "2026-06-14", value: value, unit: "10*3/uL", comparator: comparator)
    let hit = Sketch.facts([thrombosis(), count], table: table).contraindications.first
    #expect((hit != nil) == isHit)
    #expect((hit?.isCertain ?? false) == isCertain)
  }

  @Test("The limit for the INR is meant for the value before warfarin")
  func antagonist() {
    let facts = facts(
      finding("inr", on: "2026-06-14", value: 2.5, unit: "{INR}"),
      finding("anticoagulant/warfarin", kind: .medicationUse, course: .active, onset: "2026-06-11"))
    #expect(facts.contraindications.isEmpty)
    #expect(facts[.lysisContraindication].notes.contains { $0.contains("vitamin K antagonist") })
  }

  @Test("The summary tells value and day in our own words")
  func summary() {
    let hit = hit("platelets", finding("platelets", on: "2026-06-14", value: 80_000, unit: "/uL"))
    #expect(hit?.summary == "80 10*9/L on 2026-06-14")
    let event = self.hit(
      "surgery", finding("recent-major-surgery", kind: .procedure, on: "2026-06-12"))
    #expect(event?.summary == "on record for 2026-06-12, 3 days ago")
  }

  @Test("Pregnancy hits by the fact, not by any old code of pregnancy")
  func pregnancy() {
    #expect(hit("pregnancy", finding("pregnancy-state", on: "2026-06-10")) != nil)
    #expect(hit("pregnancy", finding("pregnancy-state", on: "2024-06-10")) == nil)
    #expect(hit("pregnancy", finding("pregnancy-state", .absent, on: "2026-06-10")) == nil)
  }

  @Test(
    "T12: a code of delivery hits the row on delivery, in its window",
    arguments: [
      ("2026-06-10", true), ("2026-06-05", false),
    ])
  func delivery(day: String, isHit: Bool) {
    let code = finding(
      "pregnancy-state/labor-delivery", kind: .condition, course: .resolved, onset: day, end: day)
    #expect((hit("delivery", code) != nil) == isHit)
  }

  @Test("An allergy counts ever")
  func allergy() {
    let allergy = finding(
      "lysis-contraindication/thrombolytic-allergy", kind: .allergy, course: .active,
      on: "2001-01-01")
    #expect(hit("allergy", allergy) != nil)
  }

  @Test("Anticoagulation: absolute in any source is yes, relative alone leaves it open")
  func anticoagulation() {
    let bleeding = facts(
      finding(
        "lysis-contraindication/gi-bleed", kind: .condition, course: .active,
        onset: "2026-06-14"))
    #expect(bleeding[.anticoagulationContraindication].value == "yes")
    let ulcer = facts(
      finding("lysis-contraindication/peptic-ulcer", kind: .condition, course: .active))
    #expect(ulcer[.anticoagulationContraindication].state == .unknown)
    #expect(ulcer[.anticoagulationContraindication].notes.contains { $0.contains("Relative") })
    let few = facts(finding("platelets", on: "2026-06-14", value: 40, unit: "10*9/L"))
    #expect(few[.anticoagulationContraindication].state == .unknown)
    let veryFew = facts(finding("platelets", on: "2026-06-14", value: 20, unit: "10*9/L"))
    #expect(veryFew[.anticoagulationContraindication].value == "yes")
  }

  @Test(
    "Attested as none is absent; against a hit it is a conflict",
    arguments: [
      (Feature.lysisContraindication, "lysis-contraindication"),
      (.anticoagulationContraindication, "anticoagulation-contraindication"),
    ])
  func attested(feature: Feature, concept: String) {
    #expect(facts()[feature].state == .unknown)
    let none = finding(concept, .absent, on: "2026-06-14")
    #expect(facts(none)[feature].state == .absent)
    #expect(facts(finding(concept, on: "2026-06-14"))[feature].value == "yes")
    let few = finding("platelets", on: "2026-06-14", value: 20, unit: "10*9/L")
    #expect(facts(none, few)[feature].state == .conflicting)
  }
}

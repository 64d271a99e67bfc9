import CaseRecord
import Testing

@Suite("Anticoagulation: use, start, alone (FACTS 4.2, 4.6)")
struct AnticoagulationTests {
  private func facts(_ findings: Finding..., onset: String? = "2026-02-10") -> CaseFacts {
    Sketch.facts([thrombosis(onset: onset)] + findings)
  }

  private func use(
    _ onset: String?, end: String? = nil, on observed: String? = nil,
    course: Finding.Course? = .active, concept: String = "anticoagulant/apixaban"
  ) -> Finding {
    finding(
      concept, id: "use-\(concept)-\(onset ?? "")-\(observed ?? "")", kind: .medicationUse,
      course: course, onset: onset, on: observed, end: end)
  }

  private func dose(_ day: String) -> Finding {
    finding(
      "anticoagulant/enoxaparin", id: "dose-\(day)", kind: .medicationUse, course: .resolved,
      onset: day, on: day, end: day)
  }

  @Test(
    "T17, T18: three calendar months from the start, to the day",
    arguments: [
      ("2026-03-15", "3-months-or-more"), ("2026-03-16", "under-3-months"), ("2026-03", nil),
      ("2026-02", "3-months-or-more"),
    ])
  func duration(start: String, value: String?) {
    #expect(facts(use(start))[.anticoagulationDuration].value?.rawValue == value)
  }

  @Test("2025-11-30 reaches three months on 2026-02-28 by the clamp")
  func clamp() {
    let findings = [thrombosis(onset: "2025-11-28"), use("2025-11-30")]
    let fact = Sketch.facts(findings, asOf: "2026-02-28")[.anticoagulationDuration]
    #expect(fact.value == "3-months-or-more")
    #expect(fact.notes.contains { $0.contains("calendar months") && $0.contains("2026-02-28") })
  }

  @Test("A prescription is an intent: it starts nothing")
  func order() {
    let order = finding(
      "anticoagulant/apixaban", kind: .medicationOrder, course: .active, onset: "2026-02-11",
      on: "2026-02-11")
    let facts = facts(order)
    #expect(facts[.anticoagulation].state == .unknown)
    #expect(facts[.anticoagulation].notes.contains { $0.contains("intent") })
    #expect(facts[.anticoagulationDuration].state == .unknown)
    #expect(facts[.anticoagulationAlone].state == .unknown)
    #expect(facts.timeline.anticoagulationStart == nil)
  }

  @Test("Use under way, stopped, denied")
  func underWay() {
    #expect(facts(use("2026-02-11"))[.anticoagulation].value == "yes")
    let stopped = facts(use("2026-02-11", end: "2026-05-01"))[.anticoagulation]
    #expect(stopped.value == "no")
    #expect(stopped.summary == "stopped 2026-05-01")
    #expect(facts(use("2026-02-11", course: .resolved))[.anticoagulation].value == "no")
    let none = facts(finding("no-known-medications", on: "2026-06-14"))[.anticoagulation]
    #expect(none.value == "no")
    #expect(none.state == .absent)
    #expect(facts()[.anticoagulation].state == .unknown)
  }

  @Test("A dose shows use for a week")
  func doses() {
    #expect(facts(dose("2026-06-15"))[.anticoagulation].value == "yes")
    #expect(facts(dose("2026-05-15"))[.anticoagulation].state == .unknown)
  }

  @Test("Line flush is no anticoagulation")
  func flush() {
    let flush = use("2026-06-14", concept: "anticoagulant/heparin/line-flush-strength")
    #expect(facts(flush)[.anticoagulation].state == .unknown)
  }

  @Test("The first of several uses is the start; a switch is no interruption, a gap is")
  func switching() {
    let switched = facts(dose("2026-02-11"), use("2026-02-13"))
    #expect(switched.timeline.anticoagulationStart?.description == "2026-02-11")
    #expect(!switched[.anticoagulation].notes.contains { $0.contains("No anticoagulant") })
    let gap = facts(use("2026-02-11", end: "2026-03-10"), use("2026-04-20"))
    #expect(gap[.anticoagulation].value == "yes")
    #expect(gap[.anticoagulationDuration].value == "3-months-or-more")
    #expect(gap[.anticoagulation].notes.contains { $0.contains("41 days") })
  }

  @Test("Taken on some day bounds the start and does not tell it")
  func takenBy() {
    let recent = facts(use(nil, on: "2026-06-14"))
    #expect(recent[.anticoagulation].value == "yes")
    #expect(recent[.anticoagulationDuration].state == .unknown)
    #expect(recent.timeline.anticoagulationStart?.description == "2026-02-10 to 2026-06-14")
    let long = facts(use(nil, on: "2026-03-01"), onset: nil)
    #expect(long[.anticoagulationDuration].value == "3-months-or-more")
  }

  @Test("An anticoagulant from before the thrombosis is counted from the onset")
  func beforeOnset() {
    let facts = facts(use("2019-01-01"), onset: "2026-06-10")
    #expect(facts[.anticoagulation].value == "yes")
    #expect(facts[.anticoagulationDuration].value == "under-3-months")
    #expect(facts[.anticoagulationDuration].notes.contains { $0.contains("before the onset") })
  }

  @Test("Use that ended before the episode belongs to another")
  func earlierEpisode() {
    let facts = facts(use("2019-01-01", end: "2019-07-01"), onset: "2026-02-10")
    #expect(facts[.anticoagulation].state == .unknown)
    #expect(facts[.anticoagulationDuration].state == .unknown)
  }

  @Test("A stated start goes before the first use; a rival that answers otherwise is a conflict")
  func statedStart() {
    let stated = finding("anticoagulation-start", onset: "2026-03-10", on: "2026-06-14")
    let same = facts(stated, use("2026-03-12"))
    #expect(same[.anticoagulationDuration].value == "3-months-or-more")
    let conflict = facts(stated, use("2026-04-20"))
    #expect(conflict[.anticoagulationDuration].state == .conflicting)
  }

  @Test("No longer than since an onset of less than three months")
  func notBeforeOnset() {
    let fact = facts(onset: "2026-06-10")[.anticoagulationDuration]
    #expect(fact.value == "under-3-months")
    #expect(facts(onset: "2026-01-10")[.anticoagulationDuration].state == .unknown)
  }

  @Test("Alone: attested, or denied")
  func attested() {
    let yes = finding("anticoagulation-alone", on: "2026-06-14")
    #expect(facts(yes)[.anticoagulationAlone].value == "yes")
    let no = finding("anticoagulation-alone", .absent, on: "2026-06-14")
    #expect(facts(no)[.anticoagulationAlone].value == "no")
  }

  @Test("Silence on procedures is not absence; no known problems does not say it either")
  func silence() {
    #expect(facts(use("2026-02-11"))[.anticoagulationAlone].state == .unknown)
    let problems = facts(use("2026-02-11"), finding("no-known-problems", on: "2026-06-14"))
    #expect(problems[.anticoagulationAlone].state == .unknown)
  }

  @Test("Use in a record that states that nothing was removed is alone")
  func derived() {
    let procedures = facts(use("2026-02-11"), finding("no-known-procedures", on: "2026-06-14"))
    #expect(procedures[.anticoagulationAlone].value == "yes")
    let denied = facts(
      use("2026-02-11"),
      finding("percutaneous-thrombectomy", .absent, kind: .procedure, side: .left))
    #expect(denied[.anticoagulationAlone].value == "yes")
  }

  @Test("T20: a removal in this episode is not alone; against an attestation it is a conflict")
  func removal() {
    let removal = finding(
      "percutaneous-thrombectomy", kind: .procedure, side: .left, on: "2026-02-13")
    let facts = facts(use("2026-02-11"), removal)
    #expect(facts[.anticoagulationAlone].value == "no")
    #expect(facts[.priorThrombusRemoval].value == "yes")
    #expect(facts.timeline.thrombusRemovals.map(\.description) == ["2026-02-13"])
    let conflict = self.facts(removal, finding("anticoagulation-alone", on: "2026-06-14"))
    #expect(conflict[.anticoagulationAlone].state == .conflicting)
  }
}

@Suite("Thrombus removal, stents, filters (FACTS 4.6, G7, G12)")
struct ProcedureTests {
  private func facts(_ findings: Finding...) -> CaseFacts {
    Sketch.facts([thrombosis()] + findings)
  }

  @Test(
    "What removes thrombus",
    arguments: [
      "percutaneous-thrombectomy", "percutaneous-thrombectomy/fragmentation",
      "surgical-thrombectomy", "surgical-thrombectomy/fogarty-via-incision",
      "catheter-directed-thrombolysis", "catheter-directed-therapy", "systemic-thrombolysis",
      "thrombolytic-infusion/central-vein",
    ])
  func removals(concept: String) {
    let fact = facts(finding(concept, kind: .procedure, side: .left, on: "2026-06-12"))[
      .priorThrombusRemoval]
    #expect(fact.value == "yes")
  }

  @Test(
    "What does not",
    arguments: [
      "venous-angioplasty", "nonspecific.infusion-catheter-placement", "fasciotomy",
      "compression-stocking", "lookalike.portal-vein-thrombectomy-used-by-synthea-for-stroke",
    ])
  func others(concept: String) {
    let fact = facts(finding(concept, kind: .procedure, side: .left, on: "2026-06-12"))[
      .priorThrombusRemoval]
    #expect(fact.state == .unknown)
  }

  @Test("A thrombolytic of years ago may have been for a stroke; one without a date is left open")
  func oldDrug() {
    let old = facts(
      finding(
        "thrombolytic/alteplase", kind: .medicationUse, onset: "2019-01-01", end: "2019-01-01"))
    #expect(old[.priorThrombusRemoval].state == .unknown)
    let undated = facts(finding("thrombolytic/alteplase", kind: .medicationUse))
    #expect(undated[.priorThrombusRemoval].notes.count == 1)
    #expect(undated[.anticoagulationAlone].state == .unknown)
  }

  @Test("A removal in an earlier episode is past, and not part of this treatment")
  func earlierRemoval() {
    let facts = facts(
      finding("surgical-thrombectomy", kind: .procedure, side: .left, on: "2018-05-01"),
      finding("anticoagulation-alone", on: "2026-06-14"))
    #expect(facts[.priorThrombusRemoval].value == "yes")
    #expect(facts[.anticoagulationAlone].value == "yes")
  }

  @Test("Planned, future, or of the other leg: none of this leg")
  func notDone() {
    #expect(
      facts(finding("percutaneous-thrombectomy", kind: .proposal, side: .left))[
        .priorThrombusRemoval
      ].state == .unknown)
    #expect(
      facts(finding("percutaneous-thrombectomy", kind: .procedure, side: .left, on: "2026-06-20"))[
        .priorThrombusRemoval
      ].state == .unknown)
    #expect(
      facts(finding("percutaneous-thrombectomy", kind: .procedure, side: .right, on: "2026-06-12"))[
        .priorThrombusRemoval
      ].state == .unknown)
  }

  @Test(
    "T30: a venous stent in place (G12)",
    arguments: [
      finding("iliofemoral-vein-stent", kind: .device, course: .active),
      finding(
        "venous-stent", kind: .procedure, segments: [.commonIliac], side: .left, on: "2024-06-11"),
      finding("venous-stent", kind: .procedure, segments: [.inferiorVenaCava], on: "2024-06-11"),
      finding("venous-stent/device", kind: .device, side: .left),
    ])
  func stent(finding: Finding) {
    #expect(facts(finding)[.priorStent].value == "yes")
  }

  @Test("A stent somewhere, removed, or of the other leg")
  func noStent() {
    #expect(facts(finding("venous-stent/device", kind: .device))[.priorStent].state == .unknown)
    #expect(facts(finding("venous-stent/device", kind: .device))[.priorStent].notes.count == 1)
    #expect(
      facts(finding("iliofemoral-vein-stent", kind: .device, course: .resolved))[.priorStent].state
        == .unknown)
    #expect(
      facts(finding("venous-stent", kind: .procedure, side: .right, on: "2024-06-11"))[.priorStent]
        .state == .unknown)
    #expect(facts(finding("iliofemoral-vein-stent", .absent))[.priorStent].value == "no")
    #expect(facts(finding("no-known-procedures", on: "2026-06-14"))[.priorStent].value == "no")
  }

  @Test("A filter until it is removed")
  func filter() {
    let placed = finding("ivc-filter/insertion", kind: .procedure, on: "2025-01-10")
    let removed = finding("ivc-filter/removal", kind: .procedure, on: "2025-06-10")
    #expect(facts(placed)[.venaCavaFilter].value == "yes")
    #expect(facts(placed, removed)[.venaCavaFilter].value == "no")
    let again = finding("ivc-filter/insertion", kind: .procedure, on: "2026-01-10")
    #expect(facts(placed, removed, again)[.venaCavaFilter].value == "yes")
    let undated = finding("ivc-filter/removal", kind: .procedure)
    #expect(facts(placed, undated)[.venaCavaFilter].state == .unknown)
    #expect(
      facts(finding("ivc-filter/device", kind: .device, course: .active))[.venaCavaFilter].value
        == "yes")
    #expect(facts()[.venaCavaFilter].state == .unknown)
  }
}

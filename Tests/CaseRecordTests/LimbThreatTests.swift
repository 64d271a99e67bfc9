import CaseRecord
import Testing

@Suite("Limb threat (FACTS 4.4)")
struct LimbThreatTests {
  private func facts(_ findings: Finding...) -> CaseFacts {
    Sketch.facts([thrombosis()] + findings)
  }

  @Test(
    "Diagnoses confirm",
    arguments: [
      "limb-threatening-ischemia", "phlegmasia/cerulea-dolens", "venous-gangrene",
      "compartment-syndrome", "limb-threat/compartment-syndrome",
    ])
  func diagnoses(concept: String) {
    let facts = facts(finding(concept, kind: .condition, course: .active, side: .left))
    #expect(facts[.limbThreat].value == "confirmed")
    #expect(facts[.limbThreatSign].value == "yes")
  }

  @Test(
    "One sign alone is possible: it escalates and leaves the threat open",
    arguments: [
      "motor-deficit", "sensory-deficit", "compromised-arterial-inflow", "pain-out-of-proportion",
      "severe-cyanosis", "phlegmasia/alba-dolens", "phlegmasia/alba-dolens/obstetric", "phlegmasia",
      "pregnancy-vte/phlegmasia-alba", "limb-threat/motor-deficit", "limb-threat/absent-pulse",
      "limb-threat/limb-ischemia/acute", "limb-threat/gangrene", "limb-threat/muscle-infarction",
      "limb-threat/pallor", "limb-threat/cold-limb", "limb-threat/compartment-syndrome/traumatic",
    ])
  func oneSign(concept: String) {
    let facts = facts(finding(concept, side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreatSign].value == "yes")
    #expect(facts[.limbThreat].state == .unknown)
    #expect(facts.possible(.limbThreat) == ["none", "confirmed"])
  }

  @Test(
    "Severe cyanosis with a deficit confirms",
    arguments: [
      "motor-deficit", "sensory-deficit", "compromised-arterial-inflow", "pain-out-of-proportion",
      "limb-threat/absent-pulse", "limb-threat/sensory-deficit",
    ])
  func combination(concept: String) {
    let facts = facts(
      finding("severe-cyanosis", side: .left, on: "2026-06-14"),
      finding(concept, side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreat].value == "confirmed")
    #expect(facts[.limbThreat].rule.hasPrefix("limb-threat-combination"))
  }

  @Test("Cyanosis graded severe counts as severe cyanosis")
  func gradedCyanosis() {
    let facts = facts(
      finding("limb-threat/cyanosis", side: .left, severity: .severe, on: "2026-06-14"),
      finding("motor-deficit", side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreat].value == "confirmed")
  }

  @Test(
    "Dusky, discolored, tense or plain cyanotic is no limb threat (FACTS 11.10)",
    arguments: [
      "dusky-skin", "skin-discolouration", "tense-edema", "massive-swelling",
      "limb-threat/cyanosis",
      "limb-threat/paresthesia", "rest-pain",
    ])
  func notThreat(concept: String) {
    let facts = facts(finding(concept, side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreatSign].state == .unknown)
    #expect(facts[.limbThreat].state == .unknown)
  }

  @Test("Massively swollen and cyanotic escalates (F000-25)")
  func massiveAndBlue() {
    let facts = facts(
      finding("massive-swelling", side: .left, on: "2026-06-14"),
      finding("limb-threat/cyanosis", side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreatSign].value == "yes")
    #expect(facts[.limbThreat].state == .unknown)
  }

  @Test(
    "T34: refuted raises nothing and denies",
    arguments: [
      "phlegmasia/cerulea-dolens", "phlegmasia", "limb-threatening-ischemia",
    ])
  func refuted(concept: String) {
    let facts = facts(finding(concept, .absent, kind: .condition, side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreat].value == "none")
    #expect(facts[.limbThreat].state == .absent)
    #expect(facts[.limbThreatSign].value == "no")
  }

  @Test("Suspected raises a possible threat, unconfirmed phlegmasia too")
  func suspected() {
    let facts = facts(
      finding("phlegmasia/cerulea-dolens", .suspected, kind: .condition, side: .left))
    #expect(facts[.limbThreatSign].value == "yes")
    #expect(facts[.limbThreat].state == .unknown)
  }

  @Test("Pulses, motor, sensory and color all negative rule it out; three of them do not")
  func examined() {
    let all = [
      "compromised-arterial-inflow", "motor-deficit", "sensory-deficit", "severe-cyanosis",
    ].map { finding($0, .absent, side: .left, on: "2026-06-14") }
    let facts = Sketch.facts([thrombosis()] + all)
    #expect(facts[.limbThreat].value == "none")
    #expect(facts[.limbThreatSign].value == "no")
    #expect(Sketch.facts([thrombosis()] + all.dropLast())[.limbThreat].state == .unknown)
  }

  @Test("A denial beside a sign is a conflict, and the sign still escalates")
  func denialAndSign() {
    let facts = facts(
      finding("limb-threatening-ischemia", .absent, side: .left, on: "2026-06-14"),
      finding("motor-deficit", side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreat].state == .conflicting)
    #expect(facts[.limbThreatSign].value == "yes")
  }

  @Test("A sign that a later examination no longer finds is gone")
  func recovered() {
    let facts = facts(
      finding("motor-deficit", side: .left, on: "2026-06-12"),
      finding("motor-deficit", .absent, side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreatSign].state == .unknown)
  }

  @Test("A threat that a later examination finds is no conflict with the earlier one")
  func worsened() {
    let facts = facts(
      finding("limb-threatening-ischemia", .absent, side: .left, on: "2026-06-12"),
      finding("limb-threatening-ischemia", side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreat].value == "confirmed")
    #expect(facts[.limbThreat].state == .known)
  }

  @Test(
    "A diagnosis that is not over raises a possible threat however old it is (FACTS 9.1, step 0)",
    arguments: [
      "limb-threatening-ischemia", "phlegmasia/cerulea-dolens", "phlegmasia/alba-dolens",
      "venous-gangrene", "compartment-syndrome",
    ])
  func diagnosisFromBefore(concept: String) {
    for (onset, recorded) in [("2026-05-20", nil), (nil, "2026-05-20"), ("2024-05-20", nil)] {
      let facts = Sketch.facts([
        thrombosis(onset: "2026-06-10"),
        finding(
          concept, kind: .condition, course: .active, side: .left, onset: onset, on: recorded),
      ])
      #expect(facts[.limbThreatSign].value == "yes")
      #expect(facts[.limbThreat].state == .unknown)
    }
    let over = Sketch.facts([
      thrombosis(onset: "2026-06-10"),
      finding(concept, kind: .condition, course: .resolved, side: .left, onset: "2026-05-20"),
    ])
    #expect(over[.limbThreatSign].state == .unknown)
  }

  @Test("Where the thrombosis has no onset, the day of an image does not end a threat before it")
  func threatBeforeImage() {
    let facts = Sketch.facts([
      thrombosis(onset: nil, recorded: "2026-06-14"),
      finding(
        "phlegmasia/cerulea-dolens", kind: .condition, course: .active, side: .left,
        onset: "2026-05-20"),
    ])
    #expect(facts[.limbThreat].value == "confirmed")
  }

  @Test("Resolved, or from before the episode: history and no emergency")
  func history() {
    let resolved = facts(
      finding("motor-deficit", kind: .condition, course: .resolved, side: .left, on: "2026-06-12"))
    #expect(resolved[.limbThreatSign].state == .unknown)
    let old = facts(
      finding(
        "limb-threat/motor-deficit", kind: .condition, course: .active, side: .left,
        onset: "2019-05-01"))
    #expect(old[.limbThreatSign].state == .unknown)
    let recorded = facts(
      finding(
        "limb-threat/motor-deficit", kind: .condition, course: .active, side: .left,
        on: "2019-05-01"))
    #expect(recorded[.limbThreatSign].state == .unknown)
  }

  @Test("A sign without a place escalates and says that the place has to be checked")
  func unplaced() {
    let fact = facts(finding("limb-threat/sensory-deficit", on: "2026-06-14"))[.limbThreatSign]
    #expect(fact.value == "yes")
    #expect(fact.notes.count == 1)
    let elsewhere = facts(
      finding("limb-threat/sensory-deficit", place: .elsewhere, on: "2026-06-14"))
    #expect(elsewhere[.limbThreatSign].state == .unknown)
  }

  @Test(
    "A compartment pressure of 50 mm Hg or more has to be examined (5.4)",
    arguments: [(50.0, "mm[Hg]", true), (49, "mm[Hg]", false), (7, "kPa", true), (60, "cm", false)])
  func pressure(value: Double, unit: String, isRaised: Bool) {
    let fact = facts(
      finding("compartment-pressure", side: .left, on: "2026-06-14", value: value, unit: unit))[
        .limbThreatSign]
    #expect((fact.value == "yes") == isRaised)
  }

  @Test(
    "Arterial look-alikes and general words raise nothing",
    arguments: [
      "lookalike.limb-threat/arterial-lookalike", "nonspecific.limb-threat/gangrene",
      "nonspecific.limb-threat/neuro-deficit",
    ])
  func lookalikes(concept: String) {
    let facts = facts(finding(concept, side: .left, on: "2026-06-14"))
    #expect(facts[.limbThreatSign].state == .unknown)
  }

  @Test("Raised before any thrombosis is stated (FACTS 9.1, step 0)")
  func withoutThrombosis() {
    let facts = Sketch.facts([
      finding("phlegmasia/cerulea-dolens", kind: .condition, course: .active, side: .left)
    ])
    #expect(facts[.limbThreat].value == "confirmed")
    #expect(facts.leg == .left)
  }

  @Test("Pulmonary embolism: now, suspected, long ago, refuted (FACTS 9.1, step 2)")
  func embolism() {
    func embolism(_ presence: Finding.Presence, _ day: String, _ course: Finding.Course? = .active)
      -> Fact
    {
      facts(
        finding("pulmonary-embolism", presence, kind: .condition, course: course, onset: day))[
          .pulmonaryEmbolism]
    }
    #expect(embolism(.present, "2026-06-12").value == "yes")
    #expect(embolism(.suspected, "2026-06-12").state == .unknown)
    #expect(embolism(.absent, "2026-06-12").value == "no")
    #expect(embolism(.present, "2019-06-12").state == .unknown)
    #expect(embolism(.present, "2026-06-12", .resolved).state == .unknown)
    #expect(
      facts(finding("history-pulmonary-embolism", kind: .condition))[.pulmonaryEmbolism].state
        == .unknown)
  }

  @Test("Hemodynamic instability is stated, never computed from a pressure")
  func instability() {
    let stated = facts(finding("hemodynamic-instability", on: "2026-06-15"))
    #expect(stated[.hemodynamicInstability].value == "yes")
    let low = facts(finding("systolic-bp", on: "2026-06-15", value: 70, unit: "mm[Hg]"))
    #expect(low[.hemodynamicInstability].state == .unknown)
  }
}

import CaseRecord
import Testing

@Suite("Severity (FACTS 5.6)")
struct SeverityTests {
  private func severity(_ findings: Finding..., onset: String? = "2026-06-10") -> Fact {
    Sketch.facts([thrombosis(onset: onset)] + findings)[.severity]
  }

  @Test(
    "A stated grade is taken as stated",
    arguments: [
      (SeverityGrade.none, "none"), (.mild, "mild"), (.moderate, "moderate"), (.severe, "severe"),
    ])
  func stated(grade: SeverityGrade, value: String) {
    let condition = Sketch.facts([thrombosis(severity: grade)])[.severity]
    #expect(condition.value?.rawValue == value)
    let observation = severity(
      finding("symptom-severity", side: .left, severity: grade, on: "2026-06-14"))
    #expect(observation.value?.rawValue == value)
    #expect(observation.state == .known)
  }

  @Test("\"Moderate to severe\" in one word is the band of both and known")
  func band() {
    let fact = Sketch.facts([thrombosis(severity: .moderateToSevere)])[.severity]
    #expect(fact.possible == ["moderate", "severe"])
    #expect(fact.state == .known)
  }

  @Test(
    "Each sign forbids mild and does not split the band (F001-7, F001-30, F002-10)",
    arguments: [
      "functional-limitation", "impaired-mobility", "non-ambulatory", "rest-pain", "tense-edema",
      "circumferential-swelling", "massive-swelling", "dusky-skin", "severe-cyanosis", "redness",
      "skin-discolouration", "limb-threat/cyanosis", "limb-threat/pallor",
      "limb-threat/limb-ischemia/rest-pain",
    ])
  func signs(concept: String) {
    let fact = severity(finding(concept, side: .left, on: "2026-06-14"))
    #expect(fact.possible == ["moderate", "severe"])
    #expect(fact.state == .known)
  }

  @Test(
    "A color without a place on the leg says nothing of it",
    arguments: [
      "redness", "skin-discolouration", "limb-threat/pallor",
    ])
  func unplacedColor(concept: String) {
    #expect(severity(finding(concept, on: "2026-06-14")).state == .unknown)
    #expect(
      severity(finding(concept, side: .left, place: .elsewhere, on: "2026-06-14")).state == .unknown
    )
    #expect(severity(finding(concept, place: .leg, on: "2026-06-14")).possible.count == 2)
  }

  @Test(
    "Absent and suspected signs raise nothing",
    arguments: [
      Finding.Presence.absent, .suspected,
    ])
  func notRaised(presence: Finding.Presence) {
    #expect(
      severity(finding("tense-edema", presence, side: .left, on: "2026-06-14")).state == .unknown)
  }

  @Test("A stated moderate with a sign stays moderate")
  func moderateWithSign() {
    let fact = severity(
      finding("symptom-severity", side: .left, severity: .moderate, on: "2026-06-14"),
      finding("tense-edema", side: .left, on: "2026-06-14"))
    #expect(fact.value == "moderate")
    #expect(fact.state == .known)
  }

  @Test("Mild but dusky at the same time is a conflict and counts as not mild (G16)")
  func conflict() {
    let fact = severity(
      finding("symptom-severity", side: .left, severity: .mild, on: "2026-06-14"),
      finding("dusky-skin", side: .left, on: "2026-06-14"))
    #expect(fact.state == .conflicting)
    #expect(fact.possible == ["moderate", "severe"])
    #expect(fact.notes.contains { $0.contains("not mild") })
  }

  @Test("A mild Condition without a date of its own conflicts with a sign")
  func undatedMild() {
    let fact = Sketch.facts([
      thrombosis(severity: .mild), finding("dusky-skin", side: .left, on: "2026-06-14"),
    ])[.severity]
    #expect(fact.state == .conflicting)
  }

  @Test("Walks freely but dusky is a conflict (5.6)")
  func ambulatoryButDusky() {
    let fact = severity(
      finding("ambulatory-independent", on: "2026-06-14"),
      finding("dusky-skin", side: .left, on: "2026-06-14"))
    #expect(fact.state == .conflicting)
    #expect(fact.possible == ["moderate", "severe"])
  }

  @Test("T28: mild, then tense: evaluated anew, no conflict (F002-18)")
  func worsening() {
    let fact = severity(
      finding("symptom-severity", side: .left, severity: .mild, on: "2026-06-12"),
      finding("tense-edema", side: .left, on: "2026-06-14"))
    #expect(fact.state == .known)
    #expect(fact.possible == ["moderate", "severe"])
    #expect(fact.notes.contains { $0.contains("F002-18") })
  }

  @Test("The order within one day counts when the times are on record")
  func worseningWithinADay() {
    let fact = severity(
      finding("symptom-severity", side: .left, severity: .mild, on: "2026-06-14T08:00"),
      finding("tense-edema", side: .left, on: "2026-06-14T20:00"))
    #expect(fact.state == .known)
  }

  @Test("A later grade replaces an earlier one and earlier signs")
  func improvement() {
    let fact = severity(
      finding("symptom-severity", side: .left, severity: .severe, on: "2026-06-11"),
      finding("tense-edema", side: .left, on: "2026-06-11"),
      finding("symptom-severity", side: .left, severity: .mild, on: "2026-06-14"))
    #expect(fact.value == "mild")
  }

  @Test("Two grades of one day: the milder ones give way, the others stay open")
  func twoGrades() {
    let fact = severity(
      finding("symptom-severity", id: "a", side: .left, severity: .mild, on: "2026-06-14"),
      finding("symptom-severity", id: "b", side: .left, severity: .moderate, on: "2026-06-14"),
      finding("symptom-severity", id: "c", side: .left, severity: .severe, on: "2026-06-14"))
    #expect(fact.state == .conflicting)
    #expect(fact.possible == ["moderate", "severe"])
  }

  @Test("A grade from before the episode, or long ago, does not tell the present")
  func outdated() {
    let fact = severity(
      finding("symptom-severity", side: .left, severity: .severe, on: "2026-03-20"),
      onset: "2026-03-18")
    #expect(fact.state == .unknown)
    #expect(fact.notes.contains { $0.contains("older than") })
  }

  @Test("Mild from signs: walks freely, mild swelling, nothing that forbids it (F002-8)")
  func mildBySigns() {
    let fact = severity(
      finding("functional-limitation", .absent, side: .left, on: "2026-06-14"),
      finding("ambulatory-independent", on: "2026-06-14"),
      finding("leg-swelling", side: .left, severity: .mild, on: "2026-06-14"))
    #expect(fact.value == "mild")
  }

  @Test("Walking alone, or swelling without a grade, is no severity")
  func notEnough() {
    #expect(severity(finding("ambulatory-independent", on: "2026-06-14")).state == .unknown)
    #expect(severity(finding("leg-swelling", side: .left, on: "2026-06-14")).state == .unknown)
  }

  @Test("G11: neither swelling nor pain is no symptom; severe pain is substantial pain")
  func extremes() {
    let without = severity(
      finding("leg-swelling", .absent, side: .left, on: "2026-06-14"),
      finding("leg-pain", .absent, side: .left, on: "2026-06-14"))
    #expect(without.value == "none")
    let pain = severity(finding("leg-pain", side: .left, severity: .severe, on: "2026-06-14"))
    #expect(pain.possible == ["moderate", "severe"])
  }

  @Test("A pain score has no published cut-off: a note, no severity")
  func painScore() {
    let fact = severity(finding("leg-pain/score", side: .left, on: "2026-06-14", value: 9))
    #expect(fact.state == .unknown)
    #expect(fact.notes.contains { $0.contains("cut-off") })
  }

  @Test("Limits of walking from before the episode are no sign of it (F001-7)")
  func oldLimits() {
    let fact = severity(
      finding("impaired-mobility", kind: .condition, course: .active, onset: "2024-01-01"))
    #expect(fact.state == .unknown)
    let recorded = severity(
      finding("impaired-mobility", kind: .condition, course: .active, on: "2024-01-01"))
    #expect(recorded.state == .unknown)
  }

  @Test(
    "In the chronic phase Villalta grades, as a convention that is said (5.5)",
    arguments: [
      (4, "none"), (9, "mild"), (12, "moderate"), (22, "severe"),
    ])
  func villalta(total: Double, value: String) {
    let fact = severity(
      finding("villalta-total", side: .left, on: "2026-06-10", value: total), onset: "2026-02-01")
    #expect(fact.value?.rawValue == value)
    #expect(fact.rule.contains("convention"))
  }

  @Test("In the acute phase Villalta is a baseline and grades nothing (5.1, check 9)")
  func acuteVillalta() {
    #expect(
      severity(finding("villalta-total", side: .left, on: "2026-06-14", value: 22)).state
        == .unknown)
  }

  @Test("A score against a stated grade is a conflict; a score within the signs' band splits it")
  func scoreAndGrade() {
    let score = finding("villalta-total", side: .left, on: "2026-06-10", value: 22)
    let conflict = severity(
      score, finding("symptom-severity", side: .left, severity: .moderate, on: "2026-06-14"),
      onset: "2026-02-01")
    #expect(conflict.state == .conflicting)
    #expect(conflict.possible == ["moderate", "severe"])
    let split = severity(
      score, finding("functional-limitation", side: .left, on: "2026-06-14"), onset: "2026-02-01")
    #expect(split.value == "severe")
  }

  @Test("VCSS 8 or more is severe, below 8 no source names a category")
  func vcss() {
    let high = severity(
      finding("vcss-total", side: .left, on: "2026-06-10", value: 8), onset: "2026-02-01")
    #expect(high.value == "severe")
    let low = severity(
      finding("vcss-total", side: .left, on: "2026-06-10", value: 7), onset: "2026-02-01")
    #expect(low.state == .unknown)
  }
}

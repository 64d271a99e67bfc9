import CaseRecord
import Testing

@Suite("CEAP and its checks (FACTS 5.2)")
struct CEAPTests {
  private func facts(_ findings: [Finding]) -> CaseFacts {
    Sketch.facts([thrombosis(onset: "2025-06-01")] + findings)
  }

  private func score(_ findings: [Finding]) -> Score? {
    facts(findings).score(.ceap)
  }

  @Test(
    "The class in its own notation, subscripts s and a apart from it",
    arguments: [
      ("C4b", 4.0, "C4b", nil), ("c2R", 2, "C2r", nil), ("4", 4, "C4", nil), ("C6r", 6, "C6r", nil),
      ("C4bs", 4, "C4b", "symptomatic"), ("C4a", 4, "C4a", nil),
      ("C3a", 3, "C3", "without symptoms"),
      ("C4aa", 4, "C4a", "without symptoms"), ("C2rs", 2, "C2r", "symptomatic"),
      ("C7", 7, nil, nil), ("severe", 9, nil, nil),
    ] as [(String, Double, String?, String?)])
  func notation(text: String, number: Double, category: String?, symptoms: String?) {
    let score = score([ScoreSketch.ceap(text, number)])
    #expect(score?.category == category)
    #expect(score?.total == nil)
    #expect(score?.completeness == nil)
    #expect(score.says("none of C0 to C6") == (category == nil))
    if let symptoms { #expect(score.says(symptoms)) }
    if symptoms == nil { #expect(!score.says("Recorded as")) }
  }

  @Test("It describes and answers little to change, and is said to")
  func descriptive() {
    #expect(score([ScoreSketch.ceap("C3", 3)]).says("answers little to change"))
  }

  @Test("A healed ulcer stays C5: C6 never becomes C4 (6.2, 13)")
  func healedUlcer() {
    let back = score([ScoreSketch.ceap("C6", 6, on: "2026-01-10"), ScoreSketch.ceap("C4", 4)])
    #expect(back?.category == "C4")
    #expect(back?.occasions == 2)
    #expect(back.says("stays C5"))
    let healed = score([ScoreSketch.ceap("C6", 6, on: "2026-01-10"), ScoreSketch.ceap("C5", 5)])
    #expect(!healed.says("stays C5"))
    let otherLeg = score([
      ScoreSketch.ceap("C6", 6, on: "2026-01-10", side: .right), ScoreSketch.ceap("C4", 4),
    ])
    #expect(!otherLeg.says("stays C5"))
  }

  @Test("Two classes of one day: the higher is shown, both are named")
  func sameDay() {
    let score = score([ScoreSketch.ceap("C3", 3), ScoreSketch.ceap("C4b", 4)])
    #expect(score?.category == "C4b")
    #expect(score?.evidence.count == 2)
    #expect(score.says("Two classes"))
  }

  @Test("It grades no severity and labels no syndrome", arguments: [("C3", 3.0), ("C6", 6)])
  func decidesNothing(text: String, number: Double) {
    let facts = facts([ScoreSketch.ceap(text, number)])
    #expect(facts[.severity].state == .unknown)
    #expect(facts[.postThromboticSyndrome].state == .unknown)
    #expect(facts.score(.villalta) == nil)
  }

  @Test("A class from after the evaluation is none")
  func future() {
    #expect(score([ScoreSketch.ceap("C4", 4, on: "2026-06-20")]) == nil)
  }
}

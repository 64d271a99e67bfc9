import CaseRecord
import Testing

@Suite("VCSS and its checks (FACTS 5.3)")
struct VCSSTests {
  private func facts(_ findings: [Finding]) -> CaseFacts {
    Sketch.facts([thrombosis(onset: "2025-06-01")] + findings)
  }

  private func score(_ findings: [Finding]) -> Score? {
    facts(findings).score(.vcss)
  }

  @Test("Ten items of 0 to 3: items, total, or both")
  func forms() {
    let grades = ["pain": 2.0, "venous-edema": 2, "pigmentation": 2, "compression-use": 1]
    let byItems = score(ScoreSketch.vcssVisit(grades))
    #expect(byItems?.total == 7)
    #expect(byItems?.completeness == .complete)
    let byTotal = score([ScoreSketch.total(7, of: "vcss")])
    #expect(byTotal?.total == 7)
    #expect(byTotal?.completeness == .asSent)
    let agreeing = score(ScoreSketch.vcssVisit(grades) + [ScoreSketch.total(7, of: "vcss")])
    #expect(agreeing?.total == 7)
    #expect(!agreeing.says("does not equal"))
    let apart = score(ScoreSketch.vcssVisit(grades) + [ScoreSketch.total(9, of: "vcss")])
    #expect(apart?.total == 7)
    #expect(apart?.category == nil)
    #expect(apart.says("does not equal the sum"))
  }

  @Test(
    "8 or more is severe by ATTRACT, below no source names a category; 31 is impossible",
    arguments: [(8.0, Int?.some(8), "severe"), (7, 7, nil), (30, 30, "severe"), (31, nil, nil)])
  func threshold(value: Double, total: Int?, category: String?) {
    let score = score([ScoreSketch.total(value, of: "vcss")])
    #expect(score?.total == total)
    #expect(score?.category == category)
    #expect(score.says("0 to 30") == (total == nil))
  }

  @Test("With items missing there is no total; a lower bound of 8 settles severe")
  func partial() {
    let some = ["pain": 3.0, "varicose-veins": 1, "venous-edema": 2]
    let open = score(Array(ScoreSketch.vcssVisit(some).prefix(4)))
    #expect(open?.isLowerBound == true)
    #expect(open?.total == 6)
    #expect(open?.category == nil)
    #expect(open.says("4 of 10 items"))
    #expect(open.says("the missing items decide"))
    let high = ["pain": 3.0, "varicose-veins": 2, "venous-edema": 3]
    #expect(score(Array(ScoreSketch.vcssVisit(high).prefix(4)))?.category == "severe")
  }

  @Test("Without an active ulcer, duration and size are 0")
  func ulcerDetailsWithoutUlcer() {
    let score = score(ScoreSketch.vcssVisit(["pain": 3, "ulcer-duration": 3, "ulcer-size": 2]))
    #expect(score.says("No active ulcer, and yet"))
    #expect(score?.isLowerBound == true)
    #expect(score?.total == 3)
    #expect(score?.category == nil)
  }

  @Test("An active ulcer has a duration and a size, by their anchors")
  func ulcerWithoutDetails() {
    let score = score(ScoreSketch.vcssVisit(["active-ulcers": 1, "ulcer-duration": 2]))
    #expect(score.says("An active ulcer without a duration or size"))
    #expect(score?.isLowerBound == true)
    #expect(score?.total == 3)
    let whole = self.score(
      ScoreSketch.vcssVisit(["active-ulcers": 1, "ulcer-duration": 2, "ulcer-size": 1]))
    #expect(whole?.total == 4)
    #expect(whole?.completeness == .complete)
  }

  @Test("The limit for varicose veins differs between forms, and that is said where they count")
  func diameter() {
    #expect(score(ScoreSketch.vcssVisit(["varicose-veins": 1])).says("3 mm"))
    #expect(!score(ScoreSketch.vcssVisit(["pain": 1])).says("3 mm"))
  }

  @Test("A category as sent is not used: no source names categories")
  func category() {
    let score = score([ScoreSketch.total(5, of: "vcss", category: .moderate)])
    #expect(score?.category == nil)
    #expect(score.says("no source names categories"))
  }

  @Test("It can make the chronic phase severe, and nothing else")
  func decides() {
    #expect(facts([ScoreSketch.total(8, of: "vcss")])[.severity].value == "severe")
    let below = facts([ScoreSketch.total(7, of: "vcss")])
    #expect(below[.severity].state == .unknown)
    #expect(below[.severity].notes.contains { $0.contains("below 8 no source") })
    #expect(below[.postThromboticSyndrome].state == .unknown)
    #expect(
      facts([ScoreSketch.total(20, of: "vcss")])[.postThromboticSyndrome].state == .unknown)
  }

  @Test("Against a moderate Villalta it is a conflict, not an average (FACTS 5.6)")
  func againstVillalta() {
    let severity = facts([ScoreSketch.total(9, of: "vcss"), ScoreSketch.total(12)])[.severity]
    #expect(severity.state == .conflicting)
    #expect(severity.possible == ["moderate", "severe"])
  }
}

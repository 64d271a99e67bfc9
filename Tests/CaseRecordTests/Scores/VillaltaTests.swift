import CaseRecord
import Testing

@Suite("Villalta and its quality checks (FACTS 5.1)")
struct VillaltaTests {
  /// The score of a left leg with a thrombosis of four months ago.
  private func score(_ findings: [Finding], onset: String? = "2026-02-01") -> Score? {
    Sketch.facts([thrombosis(onset: onset)] + findings).score(.villalta)
  }

  // MARK: - Items, totals and both

  @Test(
    "Categories: 0-4 none, 5-9 mild, 10-14 moderate, 15 or more severe",
    arguments: [
      (0, "none"), (4, "none"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
      (15, "severe"), (33, "severe"),
    ])
  func categories(sum: Int, category: String) {
    let byItems = score(ScoreSketch.visit(sum: sum))
    #expect(byItems?.total == sum)
    #expect(byItems?.category == category)
    #expect(byItems?.completeness == .complete)
    let byTotal = score([ScoreSketch.total(Double(sum))])
    #expect(byTotal?.total == sum)
    #expect(byTotal?.category == category)
    #expect(byTotal?.completeness == .asSent)
    let byBoth = score(ScoreSketch.visit(sum: sum) + [ScoreSketch.total(Double(sum))])
    #expect(byBoth?.total == sum)
    #expect(byBoth?.completeness == .complete)
    #expect(!byBoth.says("does not equal"))
    #expect(byBoth?.evidence.count == 12)
  }

  @Test("Items and total that disagree: flagged, and the sum of the items holds")
  func mismatch() {
    let score = score(ScoreSketch.visit(sum: 12) + [ScoreSketch.total(14)])
    #expect(score?.total == 12)
    #expect(score?.category == "moderate")
    #expect(score.says("does not equal the sum"))
  }

  @Test("Two totals of one visit that disagree give none")
  func twoTotals() {
    let score = score([ScoreSketch.total(8), ScoreSketch.total(12)])
    #expect(score?.total == nil)
    #expect(score?.category == nil)
    #expect(score.says("Two totals"))
  }

  @Test("No score, nothing")
  func none() {
    #expect(score([]) == nil)
  }

  @Test("The order of what was sent plays no part")
  func order() {
    let all =
      ScoreSketch.visit(sum: 9) + ScoreSketch.visit(sum: 12, on: "2026-03-01")
      + [ScoreSketch.total(9), ScoreSketch.item("pain", 1), ScoreSketch.total(3, on: nil)]
    let one = score(all)
    let other = score(all.reversed())
    #expect(one?.total == other?.total)
    #expect(one?.remarks == other?.remarks)
    #expect(one?.observed == other?.observed)
  }

  // MARK: - The ulcer

  @Test("T32: an ulcer is severe whatever the sum, and the sum is never altered")
  func ulcer() {
    let ulcer = finding("villalta-ulcer", side: .left, on: "2026-06-10")
    let score = score(ScoreSketch.visit(sum: 14) + [ulcer])
    #expect(score?.total == 14)
    #expect(score?.category == "severe")
    #expect(score.says("the sum is left as it is"))
  }

  @Test(
    "A total to which a calculator has added 15 for the ulcer is told from the sum of the items")
  func addedUlcer() {
    let ulcer = finding("villalta-ulcer", side: .left, on: "2026-06-10")
    let checked = score(ScoreSketch.visit(sum: 9) + [ScoreSketch.total(24), ulcer])
    #expect(checked?.total == 9)
    #expect(checked.says("does not equal the sum"))
    let asSent = score([ScoreSketch.total(24), ulcer])
    #expect(asSent?.total == 24)
    #expect(asSent.says("some calculators add 15"))
  }

  @Test(
    "An ulcer alone is severe without points; one that is denied leaves the category to the sum")
  func ulcerAlone() {
    let alone = score([finding("villalta-ulcer", side: .left, on: "2026-06-10")])
    #expect(alone?.total == nil)
    #expect(alone?.category == "severe")
    #expect(alone?.observed?.days.description == "2026-06-10")
    let denied = finding("villalta-ulcer", .absent, side: .left, on: "2026-06-10")
    let score = score(ScoreSketch.visit(sum: 6) + [denied])
    #expect(score?.category == "mild")
    #expect(!score.says("not stated"))
    #expect(self.score([denied]) == nil)
  }

  @Test("Where nobody says whether there is an ulcer, that is said")
  func ulcerNotStated() {
    #expect(score(ScoreSketch.visit(sum: 6)).says("Whether there is an ulcer is not stated"))
    #expect(!score(ScoreSketch.visit(sum: 16)).says("Whether there is an ulcer is not stated"))
  }

  @Test("A coded venous ulcer counts and is said to come from a code")
  func codedUlcer() {
    let ulcer = finding(
      "venous-ulcer/postthrombotic-with-ulcer", kind: .condition, course: .active, side: .left)
    let score = score(ScoreSketch.visit(sum: 6) + [ulcer])
    #expect(score?.category == "severe")
    #expect(score?.total == 6)
    #expect(score.says("from a code"))
  }

  @Test("CEAP C6 and active ulcers of VCSS are an ulcer, also against an item that denies it")
  func ulcerOfOtherScores() {
    let classed = score(ScoreSketch.visit(sum: 6) + [ScoreSketch.ceap("C6", 6)])
    #expect(classed?.category == "severe")
    #expect(classed.says("CEAP C6"))
    let counted = score(
      ScoreSketch.visit(sum: 6) + [ScoreSketch.item("active-ulcers", 1, of: "vcss")])
    #expect(counted?.category == "severe")
    let denied = finding("villalta-ulcer", .absent, side: .left, on: "2026-06-10")
    let both = score(ScoreSketch.visit(sum: 6) + [denied, ScoreSketch.ceap("C6", 6)])
    #expect(both?.category == "severe")
    #expect(both.says("stated and denied"))
    // One that had healed before, or a healed one, is none.
    #expect(
      score(ScoreSketch.visit(sum: 6) + [ScoreSketch.ceap("C6", 6, on: "2026-03-10")])?.category
        == "mild")
    #expect(score(ScoreSketch.visit(sum: 6) + [ScoreSketch.ceap("C5", 5)])?.category == "mild")
  }

  // MARK: - Quality checks, by number

  @Test("Check 1, T33: with an item missing there is no total; the sum is a lower bound")
  func missingItems() {
    let score = score(Array(ScoreSketch.visit(sum: 9).prefix(9)))
    #expect(score?.completeness == .partial)
    #expect(score?.isLowerBound == true)
    #expect(score?.total == 9)
    #expect(score?.category == nil)
    #expect(score?.remarks.contains { $0.hasPrefix("9 of 11 items") } == true)
  }

  @Test("Check 1: a lower bound of 15 settles severe, one of 14 nothing")
  func settledBound() {
    #expect(score(Array(ScoreSketch.visit(sum: 20).prefix(9)))?.category == "severe")
    #expect(score(Array(ScoreSketch.visit(sum: 14).prefix(9)))?.category == nil)
  }

  @Test("Check 1: with some items a total as sent stands, unless they exclude it")
  func partialWithTotal() {
    let some = Array(ScoreSketch.visit(sum: 9).prefix(9))
    let fitting = score(some + [ScoreSketch.total(13)])
    #expect(fitting?.total == 13)
    #expect(fitting?.completeness == .asSent)
    #expect(!fitting.says("no total"))
    #expect(fitting.says("not all items are on record to check it"))
    let below = score(some + [ScoreSketch.total(5)])
    #expect(below?.isLowerBound == true)
    #expect(below?.total == 9)
    #expect(below.says("below the sum"))
    let above = score(some + [ScoreSketch.total(16)])
    #expect(above?.isLowerBound == true)
    #expect(above?.total == 9)
    #expect(above.says("more than the items on record allow"))
  }

  @Test("Check 2: grades are whole numbers from 0 to 3", arguments: [4.0, -1, 1.5])
  func badGrade(grade: Double) {
    var findings = ScoreSketch.visit(sum: 6)
    findings[0] = ScoreSketch.item("pain", grade)
    let score = score(findings)
    #expect(score?.total == 3)
    #expect(score?.isLowerBound == true)
    #expect(score.says("villalta-pain: a grade is not one of 0, 1, 2, 3"))
  }

  @Test("Check 2: two grades of one item leave the lower as a lower bound")
  func twoGrades() {
    let score = score(ScoreSketch.visit(sum: 6) + [ScoreSketch.item("pain", 1)])
    #expect(score?.total == 4)
    #expect(score?.isLowerBound == true)
    #expect(score.says("villalta-pain: two grades"))
  }

  @Test("Check 3: legs are kept apart and never averaged")
  func legs() {
    let cases = Sketch.record(
      [thrombosis(onset: "2026-02-01"), thrombosis(onset: "2026-02-01", side: .right)]
        + ScoreSketch.visit(sum: 6) + ScoreSketch.visit(sum: 20, side: .right)
    ).derivedFacts(contraindications: .example)
    #expect(cases.map { $0.score(.villalta)?.total } == [6, 20])
    #expect(cases.map { $0.score(.villalta)?.category } == ["mild", "severe"])
    #expect(cases.map { $0.score(.villalta)?.side } == [.stated, .stated])
  }

  @Test("Check 4: a category as sent that does not follow is flagged")
  func statedCategory() {
    let wrong = score([ScoreSketch.total(12, category: .mild)])
    #expect(wrong?.category == "moderate")
    #expect(wrong.says("category as sent is not"))
    #expect(!score([ScoreSketch.total(12, category: .moderate)]).says("category as sent"))
    #expect(!score([ScoreSketch.total(12, category: .moderateToSevere)]).says("category as sent"))
    #expect(score([ScoreSketch.total(9, category: .moderateToSevere)]).says("category as sent"))
  }

  @Test("Check 4: a category without points is shown as sent and not used")
  func categoryAlone() {
    let alone = score([ScoreSketch.total(nil, category: .severe)])
    #expect(alone?.total == nil)
    #expect(alone?.category == nil)
    #expect(alone.says("without the points"))
  }

  @Test(
    "Check 5: a total above 33, or with a fraction, is impossible", arguments: [34.0, 12.5, -1])
  func impossibleTotal(value: Double) {
    let score = score([ScoreSketch.total(value)])
    #expect(score?.total == nil)
    #expect(score?.completeness == nil)
    #expect(score?.category == nil)
    #expect(score.says("0 to 33"))
  }

  @Test("Check 6: 4 and 15 are told where tables in circulation leave them open")
  func holes() {
    #expect(score(ScoreSketch.visit(sum: 4)).says("4 and 15"))
    #expect(score(ScoreSketch.visit(sum: 15)).says("4 and 15"))
    #expect(!score(ScoreSketch.visit(sum: 14)).says("4 and 15"))
    #expect(!score(Array(ScoreSketch.visit(sum: 15).prefix(9))).says("4 and 15"))
  }

  @Test("Check 7: eleven items; a form that leaves out the induration gives no total")
  func elevenItems() {
    let form = ScoreSketch.visit(sum: 6).filter { $0.concept.rawValue != "villalta-induration" }
    let score = score(form)
    #expect(score?.isLowerBound == true)
    #expect(score.says("10 of 11 items"))
    #expect(score.says("villalta-induration"))
  }

  @Test("Check 8: occasions are counted, and 5 or more on two of them 3 months apart is said")
  func occasions() {
    let once = score(ScoreSketch.visit(sum: 8), onset: "2025-06-01")
    #expect(once?.occasions == 1)
    #expect(once.says("Not on record as 5 or more"))
    let twice = score(
      ScoreSketch.visit(sum: 20, on: "2026-03-10") + ScoreSketch.visit(sum: 8), onset: "2025-06-01")
    #expect(twice?.occasions == 2)
    #expect(twice?.total == 8)
    #expect(twice?.observed?.days.description == "2026-06-10")
    #expect(!twice.says("Not on record as 5 or more"))
    let soon = score(
      ScoreSketch.visit(sum: 20, on: "2026-03-11") + ScoreSketch.visit(sum: 8), onset: "2025-06-01")
    #expect(soon.says("Not on record as 5 or more"))
    let low = score(
      ScoreSketch.visit(sum: 4, on: "2026-01-10") + ScoreSketch.visit(sum: 8), onset: "2025-06-01")
    #expect(low.says("Not on record as 5 or more"))
  }

  @Test("Check 8: days that may be the same are one occasion; a baseline is none of the two")
  func doubtfulOccasions() {
    let unsure = score(
      [ScoreSketch.total(8, on: "2026-06"), ScoreSketch.total(8)], onset: "2025-06-01")
    #expect(unsure?.occasions == 1)
    let early = score(
      ScoreSketch.visit(sum: 8, on: "2026-02-10") + ScoreSketch.visit(sum: 8), onset: "2026-02-01")
    #expect(early?.occasions == 2)
    #expect(early.says("Not on record as 5 or more"))
  }

  @Test("Check 9: in the acute phase it is a baseline")
  func baseline() {
    let score = score(ScoreSketch.visit(sum: 12), onset: "2026-06-08")
    #expect(score?.timing == .baseline)
    #expect(score.says("a baseline of severity, not post-thrombotic syndrome"))
  }

  @Test(
    "Check 9: a baseline stays one when the evaluation is months later, by the score's own date")
  func oldBaseline() {
    let facts = Sketch.facts(
      [thrombosis(onset: "2026-02-01")] + ScoreSketch.visit(sum: 12, on: "2026-04-30"))
    #expect(facts.score(.villalta)?.timing == .baseline)
    #expect(facts[.postThromboticSyndrome].state == .unknown)
    #expect(facts[.severity].state == .unknown)
    #expect(facts[.severity].notes.contains { $0.contains("baseline") })
    let onTheDay = score(ScoreSketch.visit(sum: 12, on: "2026-05-01"))
    #expect(onTheDay?.timing == .established)
  }

  @Test("Check 9: a partial date that reaches over the three months, or no date, does not tell")
  func openTiming() {
    let straddling = Sketch.facts([
      thrombosis(onset: "2026-02-15"), ScoreSketch.total(12, on: "2026-05"),
    ])
    #expect(straddling.score(.villalta)?.timing == nil)
    #expect(straddling[.postThromboticSyndrome].state == .unknown)
    let undated = Sketch.facts([thrombosis(onset: "2026-02-01"), ScoreSketch.total(12, on: nil)])
    #expect(undated.score(.villalta)?.occasions == 0)
    #expect(undated.score(.villalta).says("dates do not tell"))
    #expect(undated[.postThromboticSyndrome].state == .unknown)
  }

  @Test("Check 9: before six months the panel's time of assessment is named")
  func sixMonths() {
    #expect(score(ScoreSketch.visit(sum: 8)).says("at 6 months, not at 1 month"))
    #expect(!score(ScoreSketch.visit(sum: 8), onset: "2025-12-10").says("at 6 months"))
  }

  @Test("Check 10: no item holds venous claudication, so a low score excludes nothing")
  func claudication() {
    let claudication = finding("venous-claudication", side: .left, on: "2026-06-10")
    #expect(
      score(ScoreSketch.visit(sum: 22) + [claudication]).says("Venous claudication is on record"))
    #expect(score(ScoreSketch.visit(sum: 3)).says("does not exclude disabling disease"))
    #expect(!score(ScoreSketch.visit(sum: 22)).says("claudication"))
  }

  @Test("Check 11, T31: without a confirmed thrombosis of the leg it cannot be post-thrombotic")
  func withoutThrombosis() {
    let facts = Sketch.facts([
      thrombosis(presence: .absent, recorded: "2026-06-10"), ScoreSketch.total(12),
    ])
    #expect(facts[.postThromboticSyndrome].value == "no")
    #expect(facts.score(.villalta).says("T31"))
    let nothing = Sketch.facts([ScoreSketch.total(12)])
    #expect(nothing[.postThromboticSyndrome].state == .unknown)
    let suspected = Sketch.facts([
      thrombosis(onset: "2026-02-01", imaged: false, presence: .suspected), ScoreSketch.total(12),
    ])
    #expect(suspected.score(.villalta).says("T31"))
    #expect(suspected[.postThromboticSyndrome].state == .unknown)
  }

  @Test("Check 11: a thrombosis of the other leg does not make it post-thrombotic")
  func otherLegThrombosis() {
    let facts = Sketch.facts(
      [thrombosis(onset: "2026-02-01", side: .right)] + ScoreSketch.visit(sum: 12))
    #expect(facts.leg == .right)
    #expect(facts.score(.villalta) == nil)
    #expect(facts[.postThromboticSyndrome].state == .unknown)
    #expect(facts[.severity].state == .unknown)
  }

  @Test("Check 12: venous disease on record, of either leg, may have been there before")
  func earlierDisease() {
    let disease = finding("chronic-venous-disease/varices", kind: .condition, side: .right)
    #expect(score(ScoreSketch.visit(sum: 6) + [disease]).says("may have been there before"))
    #expect(!score(ScoreSketch.visit(sum: 6)).says("may have been there before"))
  }

  // MARK: - Wrong dates

  @Test("A score from after the evaluation is none")
  func future() {
    #expect(score([ScoreSketch.total(12, on: "2026-06-20")])?.total == nil)
    let both = score([ScoreSketch.total(12, on: "2026-06-20"), ScoreSketch.total(8)])
    #expect(both?.total == 8)
    #expect(both?.occasions == 1)
  }

  @Test("What has no date gives way to what has one, and that is said")
  func undatedBesideDated() {
    let score = score([ScoreSketch.total(22, on: nil), ScoreSketch.total(8)])
    #expect(score?.total == 8)
    #expect(score.says("without a date is not used"))
  }

  @Test("A score older than three months does not grade the present, and that is said")
  func outdated() {
    let severity = Sketch.facts(
      [thrombosis(onset: "2025-02-01")] + ScoreSketch.visit(sum: 12, on: "2026-03-14"))[.severity]
    #expect(severity.state == .unknown)
    #expect(severity.notes.contains { $0.contains("older than 3 months") })
  }
}

import CaseRecord
import Testing

@Suite("Villalta and its quality checks (FACTS 5.1)")
struct VillaltaTests {
  private let items = [
    "pain", "cramps", "heaviness", "paresthesia", "pruritus", "pretibial-edema", "induration",
    "hyperpigmentation", "redness", "venous-ectasia", "calf-compression-pain",
  ]

  private func item(
    _ name: String, _ grade: Double, on day: String = "2026-06-10", side: Laterality = .left
  )
    -> Finding
  {
    finding(
      "villalta-\(name)", id: "\(name)-\(grade)-\(day)-\(side)", side: side, on: day, value: grade)
  }

  /// All eleven items with a sum.
  private func visit(sum: Int, on day: String = "2026-06-10", side: Laterality = .left) -> [Finding]
  {
    var rest = sum
    return items.map { name in
      let grade = min(3, rest)
      rest -= grade
      return item(name, Double(grade), on: day, side: side)
    }
  }

  private func total(_ value: Double, on day: String = "2026-06-10", id: String? = nil) -> Finding {
    finding("villalta-total", id: id ?? "total-\(value)-\(day)", side: .left, on: day, value: value)
  }

  private func score(_ findings: [Finding], onset: String? = "2026-02-01") -> Score? {
    Sketch.facts([thrombosis(onset: onset)] + findings).scores.first { $0.instrument == .villalta }
  }

  @Test(
    "Categories: 0-4 none, 5-9 mild, 10-14 moderate, 15 or more severe (check 6)",
    arguments: [
      (0, "none"), (4, "none"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
      (15, "severe"), (33, "severe"),
    ])
  func categories(sum: Int, category: String) {
    let byItems = score(visit(sum: sum))
    #expect(byItems?.total == sum)
    #expect(byItems?.category == category)
    #expect(byItems?.isLowerBound == false)
    #expect(score([total(Double(sum))])?.category == category)
  }

  @Test("T32: an ulcer is severe whatever the sum, and the sum stays as it is")
  func ulcer() {
    let ulcer = finding("villalta-ulcer", side: .left, on: "2026-06-10")
    let score = score(visit(sum: 14) + [ulcer])
    #expect(score?.total == 14)
    #expect(score?.category == "severe")
  }

  @Test("A coded venous ulcer counts and is said to come from a code")
  func codedUlcer() {
    let ulcer = finding(
      "venous-ulcer/postthrombotic-with-ulcer", kind: .condition, course: .active, side: .left)
    let score = score(visit(sum: 6) + [ulcer])
    #expect(score?.category == "severe")
    #expect(score?.remarks.contains { $0.contains("from a code") } == true)
  }

  @Test("T33: nine items give no total; the sum is a lower bound (check 1)")
  func missingItems() {
    let score = score(Array(visit(sum: 9).prefix(9)))
    #expect(score?.isLowerBound == true)
    #expect(score?.total == 9)
    #expect(score?.category == nil)
    #expect(score?.remarks.contains { $0.hasPrefix("9 of 11 items") } == true)
  }

  @Test("A lower bound of 15 settles severe")
  func settledBound() {
    #expect(score(Array(visit(sum: 20).prefix(9)))?.category == "severe")
  }

  @Test("Grades are whole numbers from 0 to 3 (check 2)", arguments: [4.0, -1, 1.5])
  func badGrade(grade: Double) {
    var findings = visit(sum: 6)
    findings[0] = item("pain", grade)
    let score = score(findings)
    #expect(score?.isLowerBound == true)
    #expect(score?.remarks.contains { $0.contains("0, 1, 2, 3") } == true)
  }

  @Test("Legs are kept apart and never averaged (check 3)")
  func legs() {
    let cases = Sketch.record(
      [thrombosis(onset: "2026-02-01"), thrombosis(onset: "2026-02-01", side: .right)]
        + visit(sum: 6) + visit(sum: 20, side: .right)
    ).derivedFacts(contraindications: .example)
    #expect(cases.map { $0.scores.first?.total } == [6, 20])
  }

  @Test("A category as sent that does not follow is flagged (check 4)")
  func statedCategory() {
    var wrong = total(12)
    wrong.severity = .mild
    #expect(score([wrong])?.remarks.contains { $0.contains("category as sent") } == true)
    wrong.severity = .moderate
    #expect(score([wrong])?.remarks.contains { $0.contains("category as sent") } == false)
  }

  @Test("A total above 33, or with a fraction, is impossible (check 5)", arguments: [34.0, 12.5])
  func impossibleTotal(value: Double) {
    let score = score([total(value)])
    #expect(score?.total == nil)
    #expect(score?.category == nil)
    #expect(score?.remarks.contains { $0.contains("0 to 33") } == true)
  }

  @Test("A total that is not the sum of the items is flagged; the sum holds")
  func mismatch() {
    let score = score(visit(sum: 12) + [total(14)])
    #expect(score?.total == 12)
    #expect(score?.remarks.contains { $0.contains("does not equal") } == true)
  }

  @Test("With some items, the total as sent stands unless it is below their sum")
  func partialWithTotal() {
    let some = Array(visit(sum: 9).prefix(5))
    #expect(score(some + [total(13)])?.total == 13)
    let below = score(some + [total(5)])
    #expect(below?.isLowerBound == true)
    #expect(below?.total == 9)
  }

  @Test("4 and 15 are told where tables in circulation leave them open (check 6)")
  func holes() {
    #expect(score(visit(sum: 15))?.remarks.contains { $0.contains("4 and 15") } == true)
    #expect(score(visit(sum: 14))?.remarks.contains { $0.contains("4 and 15") } == false)
  }

  @Test("Two occasions are counted (check 8); the latest visit is the score")
  func occasions() {
    let once = score(visit(sum: 8))
    #expect(once?.remarks.contains { $0.contains("two occasions") } == true)
    let twice = score(visit(sum: 20, on: "2026-03-01") + visit(sum: 8))
    #expect(twice?.total == 8)
    #expect(twice?.remarks.contains { $0.contains("two occasions") } == false)
    #expect(twice?.observed?.days.description == "2026-06-10")
  }

  @Test("In the acute phase it is a baseline (check 9)")
  func baseline() {
    let score = score(visit(sum: 12), onset: "2026-06-08")
    #expect(score?.remarks.contains { $0.contains("baseline") } == true)
  }

  @Test(
    "Venous claudication has no item (check 10); earlier insufficiency is to be thought of (check 12)"
  )
  func beside() {
    let score = score(
      visit(sum: 6) + [
        finding("venous-claudication", side: .left, on: "2026-06-10"),
        finding("chronic-venous-disease/varices", kind: .condition, side: .right),
      ])
    #expect(score?.remarks.contains { $0.contains("claudication") } == true)
    #expect(score?.remarks.contains { $0.contains("may have been there before") } == true)
  }

  @Test("T31: without a thrombosis of the leg it cannot be post-thrombotic (check 11)")
  func withoutThrombosis() {
    let facts = Sketch.facts([
      thrombosis(presence: .absent, recorded: "2026-06-10"), total(12),
    ])
    #expect(facts[.postThromboticSyndrome].value == "no")
    #expect(facts.scores.first?.remarks.contains { $0.contains("T31") } == true)
    let unknown = Sketch.facts([total(12)])
    #expect(unknown[.postThromboticSyndrome].state == .unknown)
  }

  @Test("No score, nothing")
  func none() {
    #expect(score([]) == nil)
  }
}

@Suite("Post-thrombotic syndrome, earlier thrombosis, CEAP, VCSS (FACTS 5)")
struct ChronicTests {
  private func facts(_ findings: Finding..., onset: String? = "2026-02-01") -> CaseFacts {
    Sketch.facts([thrombosis(onset: onset)] + findings)
  }

  @Test(
    "By Villalta three months after a confirmed thrombosis",
    arguments: [
      (4.0, "no"), (5, "yes"), (22, "yes"),
    ])
  func byScore(total: Double, value: String) {
    let fact = facts(finding("villalta-total", side: .left, on: "2026-06-10", value: total))[
      .postThromboticSyndrome]
    #expect(fact.value?.rawValue == value)
  }

  @Test("By code; too early, or without a thrombosis, the record does not bear it out")
  func byCode() {
    let code = finding("post-thrombotic-syndrome", kind: .condition, course: .active, side: .left)
    #expect(facts(code)[.postThromboticSyndrome].value == "yes")
    let early = facts(code, onset: "2026-06-10")[.postThromboticSyndrome]
    #expect(early.state == .conflicting)
    let none = Sketch.facts([code])[.postThromboticSyndrome]
    #expect(none.state == .conflicting)
    let ulcer = finding(
      "venous-ulcer/postthrombotic-with-ulcer", kind: .condition, course: .active, side: .left)
    #expect(facts(ulcer)[.postThromboticSyndrome].value == "yes")
  }

  @Test("History with a side is an earlier thrombosis; without a side it is left open")
  func history() {
    #expect(
      facts(finding("history-vte", kind: .condition, side: .left))[.priorThrombosis].value == "yes")
    #expect(
      facts(finding("history-vte", kind: .condition, side: .right))[.priorThrombosis].state
        == .unknown)
    let unsided = facts(finding("history-vte", kind: .condition))[.priorThrombosis]
    #expect(unsided.state == .unknown)
    #expect(unsided.notes.count == 1)
    #expect(facts(finding("history-vte/pe", kind: .condition))[.priorThrombosis].notes.isEmpty)
    #expect(
      facts(finding("history-vte", .absent, kind: .condition))[.priorThrombosis].value == "no")
  }

  @Test("The syndrome beside a new thrombosis presupposes an earlier one")
  func syndromeAndAcute() {
    let code = finding("post-thrombotic-syndrome", kind: .condition, course: .active, side: .left)
    #expect(facts(code, onset: "2026-06-10")[.priorThrombosis].value == "yes")
  }

  @Test(
    "CEAP in its own notation",
    arguments: [
      ("C4b", 4.0, "C4b"), ("c2R", 2, "C2r"), ("4", 4, "C4"), ("C6r", 6, "C6r"), ("C7", 7, nil),
      ("severe", 9, nil),
    ])
  func ceap(text: String, value: Double, category: String?) {
    let score = facts(
      finding("ceap-clinical-class", side: .left, on: "2026-06-10", value: value, text: text)
    ).scores.first { $0.instrument == .ceap }
    #expect(score?.category == category)
    #expect(score?.total == nil)
  }

  @Test("A healed ulcer stays C5 (6.2, 13)")
  func healedUlcer() {
    let score = facts(
      finding("ceap-clinical-class", side: .left, on: "2026-01-10", value: 6, text: "C6"),
      finding("ceap-clinical-class", side: .left, on: "2026-06-10", value: 4, text: "C4")
    ).scores.first { $0.instrument == .ceap }
    #expect(score?.category == "C4")
    #expect(score?.remarks.contains { $0.contains("stays C5") } == true)
  }

  @Test(
    "VCSS: 8 or more severe, nothing below, 31 impossible",
    arguments: [
      (8.0, Int?.some(8), "severe"), (7, 7, nil), (31, nil, nil),
    ])
  func vcss(value: Double, total: Int?, category: String?) {
    let score = facts(finding("vcss-total", side: .left, on: "2026-06-10", value: value)).scores
      .first { $0.instrument == .vcss }
    #expect(score?.total == total)
    #expect(score?.category == category)
  }
}

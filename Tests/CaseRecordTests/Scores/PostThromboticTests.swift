import CaseRecord
import Testing

@Suite("Post-thrombotic syndrome and earlier thrombosis (FACTS 5.1, 4.6)")
struct PostThromboticTests {
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
}

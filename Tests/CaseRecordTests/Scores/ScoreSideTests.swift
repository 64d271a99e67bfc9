import CaseRecord
import Testing

@Suite("A score is of one leg (FACTS 5.1 check 3, 5.2, 5.3)")
struct ScoreSideTests {
  private let both = [
    thrombosis(onset: "2025-06-01"), thrombosis(onset: "2025-06-01", side: .right),
  ]

  private func cases(_ findings: [Finding]) -> [CaseFacts] {
    Sketch.record(findings).derivedFacts(contraindications: .example)
  }

  @Test("Without a side it is taken for the one leg that has a thrombosis, and that is said")
  func presumed() {
    let facts = Sketch.facts([thrombosis(onset: "2025-06-01"), ScoreSketch.total(12, side: nil)])
    #expect(facts.score(.villalta)?.side == .presumed)
    #expect(facts.score(.villalta).says("No side is stated"))
    #expect(facts[.severity].value == "moderate")
    #expect(facts[.postThromboticSyndrome].value == "yes")
  }

  @Test("Where both legs have one, a score without a side grades neither and labels neither")
  func open() {
    for facts in cases(both + [ScoreSketch.total(12, side: nil)]) {
      let score = facts.score(.villalta)
      #expect(score?.total == 12)
      #expect(score?.side == .open)
      #expect(score.says("state the side"))
      #expect(facts[.severity].state == .unknown)
      #expect(facts[.severity].notes.contains { $0.contains("may be of the other leg") })
      #expect(facts[.severity].evidence.contains { $0.reference.contains("villalta-total") })
      #expect(facts[.postThromboticSyndrome].state == .unknown)
    }
  }

  @Test("TV-4: severe without a side is severe for both, the safer side; it labels neither")
  func openAndSevere() {
    for facts in cases(both + [ScoreSketch.total(22, side: nil)]) {
      #expect(facts[.severity].value == "severe")
      #expect(facts.score(.villalta).says("only if it is severe"))
      #expect(facts[.postThromboticSyndrome].state == .unknown)
    }
  }

  @Test("One number for both legs together is the score of neither")
  func joint() {
    for facts in cases(both + [ScoreSketch.total(12, side: .bilateral)]) {
      #expect(facts.score(.villalta)?.side == .open)
      #expect(facts.score(.villalta).says("send one for each"))
      #expect(facts[.severity].state == .unknown)
    }
    let one = Sketch.facts([
      thrombosis(onset: "2025-06-01"), ScoreSketch.total(12, side: .bilateral),
    ])
    #expect(one.score(.villalta)?.side == .open)
    #expect(one[.severity].state == .unknown)
  }

  @Test("A score with a side is not mixed with one without")
  func mixed() {
    let left = cases(both + ScoreSketch.visit(sum: 6) + [ScoreSketch.total(22, side: nil)])
    #expect(left.map { $0.score(.villalta)?.total } == [6, 22])
    #expect(left.map { $0.score(.villalta)?.side } == [.stated, .open])
    #expect(left[0].score(.villalta).says("may be of either leg"))
    let items = ScoreSketch.visit(sum: 6, side: nil)
    let one = Sketch.facts([thrombosis(onset: "2025-06-01"), ScoreSketch.total(6)] + items)
    #expect(one.score(.villalta)?.total == 6)
    #expect(one.score(.villalta)?.side == .presumed)
  }

  @Test("With the leg of the thrombosis unknown, the score of one leg may be that of the other")
  func unknownLeg() {
    let facts = Sketch.facts([thrombosis(onset: "2025-06-01", side: nil), ScoreSketch.total(12)])
    #expect(facts.leg == nil)
    #expect(facts.score(.villalta)?.side == .open)
    #expect(facts.score(.villalta).says("leg of the thrombosis is not on record"))
    #expect(facts[.severity].state == .unknown)
    #expect(facts[.postThromboticSyndrome].state == .unknown)
  }

  @Test("With the leg unknown and scores of both, none is used and both are named")
  func unknownLegOfTwo() {
    let facts = Sketch.facts([
      thrombosis(onset: "2025-06-01", side: nil), ScoreSketch.total(12),
      ScoreSketch.total(20, side: .right), ScoreSketch.ceap("C4", 4),
      ScoreSketch.ceap("C2", 2, side: .right),
    ])
    for instrument in [Score.Instrument.villalta, .ceap] {
      let score = facts.score(instrument)
      #expect(score?.total == nil)
      #expect(score?.category == nil)
      #expect(score?.side == .open)
      #expect(score?.evidence.count == 2)
      #expect(score.says("none is used"))
    }
  }

  @Test("CEAP and VCSS are kept apart by leg as well")
  func otherScores() {
    let legs = cases(
      both + [
        ScoreSketch.ceap("C3", 3), ScoreSketch.ceap("C6", 6, side: .right),
        ScoreSketch.total(5, of: "vcss"), ScoreSketch.total(9, of: "vcss", side: .right),
      ])
    #expect(legs.map { $0.score(.ceap)?.category } == ["C3", "C6"])
    #expect(legs.map { $0.score(.vcss)?.total } == [5, 9])
    #expect(legs.map { $0.score(.vcss)?.category } == [nil, "severe"])
  }

  @Test("Both legs at once: items of one, a total of the other, a partial score of a third kind")
  func bothAtOnce() {
    let legs = cases(
      both + ScoreSketch.visit(sum: 12) + [ScoreSketch.total(16, side: .right)]
        + Array(ScoreSketch.vcssVisit(["pain": 2], side: .right).prefix(4)))
    #expect(legs.map { $0.score(.villalta)?.completeness } == [.complete, .asSent])
    #expect(legs.map { $0[.severity].value?.rawValue } == ["moderate", "severe"])
    #expect(legs.map { $0.score(.vcss)?.completeness } == [nil, .partial])
  }
}

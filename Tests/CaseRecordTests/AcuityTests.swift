import CaseRecord
import Testing

@Suite("Time since onset (FACTS 4.2)")
struct AcuityTests {
  @Test(
    "The date vectors of FACTS 4.2, and their neighbours",
    arguments: [
      ("2026-06-15", ["acute"]), ("2026-06-02", ["acute"]), ("2026-06-01", ["subacute"]),
      ("2026-05-18", ["subacute"]), ("2026-05-17", ["late-subacute"]),
      ("2026-03-16", ["late-subacute"]), ("2026-03-15", ["chronic"]),
      ("2026-06", ["acute", "subacute"]), ("2026-05", ["subacute", "late-subacute"]),
      ("2026-03", ["late-subacute", "chronic"]), ("2025", ["chronic"]),
      ("2026", ["acute", "subacute", "late-subacute", "chronic"]),
    ])
  func vectors(onset: String, possible: [String]) {
    let facts = Sketch.facts([thrombosis(onset: onset)])
    #expect(facts.possible(.acuity) == possible)
    #expect(facts[.acuity].state == (possible.count == 1 ? .known : .unknown))
    #expect(facts.contradictions.isEmpty)
  }

  @Test("Three months are calendar months, clamped: 2025-11-30 is chronic on 2026-02-28")
  func clamped() {
    let facts = Sketch.facts([thrombosis(onset: "2025-11-30")], asOf: "2026-02-28")
    #expect(facts[.acuity].value == "chronic")
    let before = Sketch.facts([thrombosis(onset: "2025-11-30")], asOf: "2026-02-27")
    #expect(before[.acuity].value == "late-subacute")
  }

  @Test("Day 14 is outside, and the note says which sources would count it (G17)")
  func boundary() {
    let fourteen = Sketch.facts([thrombosis(onset: "2026-06-01")])[.acuity]
    #expect(fourteen.summary == "14 days (onset 2026-06-01)")
    #expect(fourteen.notes.contains { $0.contains("Day 14") && $0.contains("ATTRACT") })
    let thirteen = Sketch.facts([thrombosis(onset: "2026-06-02")])[.acuity]
    #expect(!thirteen.notes.contains { $0.contains("Day 14") })
  }

  @Test("A partial date over the limit says why it is unknown (G17)")
  func straddling() {
    let fact = Sketch.facts([thrombosis(onset: "2026-06")])[.acuity]
    #expect(fact.summary == "0 to 14 days (onset 2026-06-01 to 2026-06-15)")
    #expect(fact.notes.contains { $0.contains("partial") })
  }

  @Test("An onset in the future is a contradiction")
  func future() {
    let facts = Sketch.facts([thrombosis(onset: "2026-06-16")])
    #expect(facts.contradictions.count == 1)
    #expect(facts[.acuity].state == .unknown)
  }

  @Test("The same instant in another zone is not in the future")
  func zones() {
    var onset = Sketch.time("2026-06-16T00:30")
    onset.epochSeconds = Sketch.asOf("2026-06-15T20:00").epochSeconds
    var condition = thrombosis()
    condition.onset = onset
    let facts = Sketch.facts([condition], asOf: "2026-06-15T20:00")
    #expect(facts.contradictions.isEmpty)
    #expect(facts[.acuity].value == "acute")
  }

  @Test("An onset before birth is a contradiction")
  func beforeBirth() {
    #expect(Sketch.facts([thrombosis(onset: "1973-01-01")]).contradictions.count == 1)
  }

  @Test("An onset after the end of the same condition is a contradiction")
  func afterEnd() {
    let facts = Sketch.facts([thrombosis(onset: "2026-06-10", end: "2026-06-20")])
    #expect(facts.contradictions.isEmpty)
    let reversed = Sketch.facts(
      [thrombosis(onset: "2026-06-14", end: "2026-06-12"), thrombosis(onset: "2026-06-10")])
    #expect(!reversed.contradictions.isEmpty)
  }

  @Test("Contradictory dates that kept the thrombosis from being read are a contradiction")
  func setAside() {
    var record = Sketch.record([])
    record.setAside = [
      SetAsideResource(
        reference: "Condition/dvt", path: "entry[1].resource.onset", reason: .contradictoryDates,
        explanation: "The period ends before it starts. Correct its dates.", decides: [.acuity]),
      SetAsideResource(
        reference: "Procedure/x", path: "entry[2].resource.performed",
        reason: .contradictoryDates, explanation: "Another."),
    ]
    let facts = record.derivedFacts(contraindications: .example)
    #expect(facts[0].contradictions.map { $0.evidence.first?.reference } == ["Condition/dvt"])
  }

  @Test("Imaging or recording less than 14 days ago does not make the case acute")
  func recentDiagnosis() {
    let fact = Sketch.facts([
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2026-06-14", by: .duplex)
    ])[.acuity]
    #expect(fact.state == .unknown)
    #expect(fact.possible.count == 4)
    #expect(fact.notes.contains { $0.contains("least age") })
  }

  @Test(
    "A diagnosis 14 days ago or more excludes acute",
    arguments: [
      ("2026-06-01", ["subacute", "late-subacute", "chronic"]),
      ("2026-05-17", ["late-subacute", "chronic"]), ("2026-03-15", ["chronic"]),
    ])
  func oldDiagnosis(imaged: String, possible: [String]) {
    let facts = Sketch.facts([
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: imaged, by: .duplex)
    ])
    #expect(facts.possible(.acuity) == possible)
  }

  @Test("What was imaged on a day had begun by then: it narrows a partial onset")
  func narrowed() {
    let facts = Sketch.facts([
      thrombosis(onset: "2026-06"),
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2026-06-01", by: .duplex),
    ])
    #expect(facts[.acuity].value == "subacute")
  }

  @Test("Imaging before the stated onset is a conflict when the answers differ")
  func imagedBeforeOnset() {
    let image = finding(
      "dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2026-05-25", by: .duplex)
    let conflict = Sketch.facts([thrombosis(onset: "2026-06-10"), image])[.acuity]
    #expect(conflict.state == .conflicting)
    #expect(conflict.possible == ["acute", "subacute"])
    let dayBefore = finding(
      "dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2026-06-09", by: .duplex)
    #expect(Sketch.facts([thrombosis(onset: "2026-06-10"), dayBefore])[.acuity].state == .known)
  }

  @Test("The stated onset of symptoms goes before the onset of the Condition")
  func statedOnset() {
    let facts = Sketch.facts([
      thrombosis(onset: "2026-06-10"),
      finding("symptom-onset", side: .left, onset: "2026-05-30", on: "2026-06-12"),
    ])
    #expect(facts[.acuity].value == "subacute")
    #expect(facts[.acuity].rule.hasPrefix("acuity-from-stated-onset"))
  }

  @Test("Of two stated onsets the later statement holds")
  func correctedOnset() {
    let facts = Sketch.facts([
      thrombosis(),
      finding("symptom-onset", side: .left, onset: "2026-05-20", on: "2026-06-10"),
      finding("symptom-onset", side: .left, onset: "2026-06-08", on: "2026-06-12"),
    ])
    #expect(facts[.acuity].value == "acute")
    #expect(facts[.acuity].state == .known)
  }

  @Test("Symptoms before the dated thrombosis are its onset; the Condition may carry the diagnosis")
  func symptomFirst() {
    let facts = Sketch.facts([
      thrombosis(onset: "2026-06-10"),
      finding("leg-swelling", kind: .condition, side: .left, onset: "2026-05-28"),
    ])
    #expect(facts[.acuity].value == "subacute")
    #expect(facts[.acuity].notes.contains { $0.contains("day of the diagnosis") })
  }

  @Test("A symptom after the dated thrombosis does not make it younger")
  func symptomLater() {
    let fact = Sketch.facts([
      thrombosis(onset: "2026-05-25"),
      finding("leg-swelling", kind: .condition, side: .left, onset: "2026-06-10"),
    ])[.acuity]
    #expect(fact.value == "subacute")
    #expect(fact.notes.contains { $0.contains("after the thrombosis") })
  }

  @Test("Leg pain of years is not the onset of this thrombosis")
  func oldPain() {
    let facts = Sketch.facts([
      thrombosis(onset: "2026-06-10"),
      finding("leg-pain", kind: .condition, side: .left, onset: "2019-02"),
    ])
    #expect(facts[.acuity].value == "acute")
  }

  @Test("Acute or chronic in a code is a note and no count of days (FACTS 4.3, trap b)")
  func statedAcuity() {
    let undated = Sketch.facts([thrombosis(onset: nil, acuity: .acute)])[.acuity]
    #expect(undated.possible.count == 4)
    #expect(undated.notes.contains { $0.contains("calls the thrombosis acute") })
    let chronic = Sketch.facts([
      thrombosis(onset: "2026-06-10", acuity: .chronic, concept: "dvt-chronic")
    ])[.acuity]
    #expect(chronic.value == "acute")
    #expect(chronic.notes.contains { $0.contains("chronic") })
  }

  @Test("Another onset of the same episode that answers otherwise is a conflict")
  func twoOnsets() {
    let fact = Sketch.facts([
      thrombosis(onset: "2026-06-10", id: "a"), thrombosis(onset: "2026-05-20", id: "b"),
    ])[.acuity]
    #expect(fact.state == .conflicting)
    #expect(fact.possible == ["acute", "subacute"])
  }

  @Test("The timeline keeps onset and diagnosis")
  func timeline() {
    let facts = Sketch.facts([
      thrombosis(onset: "2026-06-08"),
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2026-06-12", by: .duplex),
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2026-06-14", by: .duplex),
    ])
    #expect(facts.timeline.onset?.description == "2026-06-08")
    #expect(facts.timeline.diagnosis?.description == "2026-06-12")
  }
}

import CaseRecord
import Testing

@Suite("Several episodes in one leg (issue 3 item 11; FACTS 4.2, 4.6, G12; docs/case-record.md)")
struct EpisodeTests {
  private func cases(_ findings: [Finding]) -> [CaseFacts] {
    Sketch.record(findings).derivedFacts(contraindications: .example)
  }

  private func use(_ onset: String, end: String? = nil) -> Finding {
    finding(
      "anticoagulant/apixaban", id: "use-\(onset)", kind: .medicationUse,
      course: end == nil ? .active : .resolved, onset: onset, end: end)
  }

  private let resolved = thrombosis(
    onset: "2024-02-01", id: "old", course: .resolved, end: "2024-08-01")
  private let lasting = thrombosis(onset: "2024-02-01", id: "old")
  private let new = thrombosis(onset: "2026-06-10", id: "new")

  // MARK: History

  @Test("A resolved thrombosis is history: told, prior, and not evaluated")
  func history() {
    let cases = cases([resolved, new])
    #expect(cases.count == 1)
    #expect(cases[0][.acuity].value == "acute")
    #expect(cases[0][.priorThrombosis].value == "yes")
    #expect(cases[0].episode.began?.description == "2026-06-10")
    let told = cases[0].episode.others
    #expect(told.map(\.standing) == [.over])
    #expect(told.first?.began?.description == "2024-02-01")
    #expect(told.first?.ended?.description == "2024-08-01")
    #expect(told.first?.isSideKnown == true)
    #expect(told.first?.evidence.first?.reference == "Resource/old")
  }

  @Test("What was done and stated for the resolved one is not the treatment of the new one")
  func earlierTreatment() {
    let facts = cases([
      resolved, new, use("2024-02-02", end: "2024-08-01"), use("2026-06-11"),
      finding("anticoagulation-alone", id: "alone", onset: "2024-02-02", on: "2024-05-01"),
      finding("anticoagulation-start", id: "start", onset: "2024-02-02", on: "2026-06-14"),
      finding("symptom-onset", id: "onset", side: .left, onset: "2024-01-28", on: "2026-06-14"),
      finding("percutaneous-thrombectomy", id: "removal", kind: .procedure, side: .left),
    ])[0]
    #expect(facts[.acuity].value == "acute")
    #expect(facts.timeline.anticoagulationStart?.description == "2026-06-11")
    #expect(facts[.anticoagulationDuration].value == "under-3-months")
    #expect(facts[.anticoagulationAlone].state == .unknown)
    #expect(facts.timeline.thrombusRemovals.isEmpty)
  }

  @Test("An anticoagulant taken ever since the resolved one is counted from the new onset")
  func takenThroughout() {
    let facts = cases([resolved, new, use("2024-02-02")])[0]
    #expect(facts[.anticoagulation].value == "yes")
    #expect(facts[.anticoagulationDuration].value == "under-3-months")
  }

  @Test("An image of then, that nothing else states, is history and begins no episode")
  func imageOfThen() {
    let image = finding(
      "dvt-iliofemoral-acute", id: "image", kind: .imaging, side: .left, on: "2024-02-03",
      by: .duplex)
    let cases = cases([image, new])
    #expect(cases.count == 1)
    #expect(cases[0].episode.others.map(\.standing) == [.seenThen])
    #expect(cases[0][.priorThrombosis].value == "yes")
  }

  @Test("A suspicion of long ago that was never settled is no episode")
  func oldSuspicion() {
    let suspicion = thrombosis(onset: "2024-02-01", imaged: false, id: "old", presence: .suspected)
    let cases = cases([suspicion, new])
    #expect(cases.count == 1)
    #expect(cases[0][.thrombosis].value == "confirmed")
    #expect(cases[0][.priorThrombosis].state == .unknown)
  }

  // MARK: Two that go on

  @Test("Acute on chronic: each is evaluated for itself, the newest first")
  func acuteOnChronic() {
    let cases = cases([lasting, new])
    #expect(cases.map(\.leg) == [.left, .left])
    #expect(cases.map { $0.episode.began?.description } == ["2026-06-10", "2024-02-01"])
    #expect(cases.map(\.episode.isNewest) == [true, false])
    #expect(cases.map { $0[.acuity].value } == ["acute", "chronic"])
    #expect(cases[0][.priorThrombosis].value == "yes")
    #expect(cases[1][.priorThrombosis].state == .unknown)
    #expect(cases.allSatisfy { $0[.laterality].value == "left" })
  }

  @Test("Each episode has the segments that its own statements name")
  func segments() {
    let cases = cases([
      thrombosis(onset: "2024-02-01", segments: [.popliteal], id: "old"), new,
    ])
    #expect(cases.map { $0[.segment].value } == ["iliofemoral", "femoropopliteal"])
  }

  @Test(
    "A severity on the Condition is that of its episode; what was found since is the newest one's")
  func severity() {
    let cases = cases([
      thrombosis(onset: "2024-02-01", severity: .moderate, id: "old"), new,
      finding("symptom-severity", side: .left, severity: .severe, on: "2026-06-14"),
      finding("tense-edema", side: .left, on: "2026-06-14"),
    ])
    #expect(cases.map { $0[.severity].value } == ["severe", "moderate"])
  }

  @Test("What was found before the later one began is the older one's")
  func foundBefore() {
    let cases = cases([
      lasting, new, finding("symptom-severity", side: .left, severity: .mild, on: "2026-05-20"),
    ])
    #expect(cases[0][.severity].state == .unknown)
    #expect(cases[1][.severity].value == "mild")
  }

  @Test("Limb threat is raised for the newest; the older one is not confirmed by it")
  func limbThreat() {
    let cases = cases([lasting, new, finding("severe-cyanosis", side: .left, on: "2026-06-14")])
    #expect(cases[0][.limbThreatSign].value == "yes")
    #expect(cases[1][.limbThreatSign].state == .unknown)
  }

  @Test("Treatment belongs to the episode in which it began")
  func treatment() {
    let cases = cases([
      lasting, new, use("2024-02-02"),
      finding("anticoagulation-alone", on: "2024-06-01"),
      finding("percutaneous-thrombectomy", kind: .procedure, side: .left, on: "2026-06-12"),
    ])
    #expect(cases[0].timeline.thrombusRemovals.map(\.description) == ["2026-06-12"])
    #expect(cases[0][.anticoagulationAlone].value == "no")
    #expect(cases[1].timeline.thrombusRemovals.isEmpty)
    #expect(cases[1][.anticoagulationAlone].value == "yes")
    #expect(cases[1][.anticoagulationDuration].value == "3-months-or-more")
    #expect(cases[0][.anticoagulationDuration].value == "under-3-months")
  }

  @Test("An attestation of now is about the newest treatment")
  func attestationOfNow() {
    let cases = cases([lasting, new, finding("anticoagulation-alone", on: "2026-06-14")])
    #expect(cases[0][.anticoagulationAlone].value == "yes")
    #expect(cases[1][.anticoagulationAlone].state == .unknown)
  }

  @Test("Stents, compression and post-thrombotic syndrome are of the leg")
  func ofTheLeg() {
    let cases = cases([
      lasting, new,
      finding("iliofemoral-vein-stent", kind: .procedure, side: .left, on: "2026-06-13"),
      finding(
        "iliac-vein-compression", side: .left, on: "2026-06-14",
        by: .computedTomographyVenography),
      finding("post-thrombotic-syndrome", kind: .condition, course: .active, side: .left),
    ])
    #expect(cases.map { $0[.priorStent].value } == ["yes", "yes"])
    #expect(cases.map { $0[.compression].value } == ["cross-sectional", "cross-sectional"])
    #expect(cases[1][.postThromboticSyndrome].value == "yes")
  }

  @Test("An image of now does not confirm the older thrombosis")
  func laterImage() {
    var old = thrombosis(onset: "2024-02-01", imaged: false, id: "old")
    old.method = .duplex
    old.imagingEvidence = [Evidence(reference: "DiagnosticReport/now", path: "report")]
    var study = finding(
      "dvt-iliofemoral-acute", id: "image", kind: .imaging, side: .left, on: "2026-06-11",
      by: .duplex)
    study.evidence.reference = "DiagnosticReport/now"
    let cases = cases([old, new, study])
    #expect(cases[0][.thrombosis].value == "confirmed")
    #expect(cases[1].possible(.thrombosis) == ["confirmed", "unconfirmed"])
    #expect(cases[1][.thrombosis].notes.contains { $0.contains("which one they show") })
    #expect(cases[1].timeline.diagnosis == nil)
  }

  @Test("An image from between the two shows the older one, and makes the new one no older")
  func imageBetween() {
    let image = finding(
      "dvt-chronic", id: "image", kind: .imaging, side: .left, acuity: .chronic, on: "2026-04-20",
      by: .duplex)
    let cases = cases([lasting, image, new])
    #expect(cases[0][.acuity].state == .known)
    #expect(cases[0].timeline.diagnosis == nil)
    #expect(cases[1].timeline.diagnosis?.description == "2026-04-20")
  }

  @Test("A chronic thrombosis without any date, beside a new one, is an episode of its own")
  func undatedChronic() {
    let chronic = thrombosis(onset: nil, id: "old", acuity: .chronic, concept: "dvt-chronic")
    let cases = cases([chronic, new])
    #expect(cases.count == 2)
    #expect(cases[1].episode.began == nil)
    #expect(cases[1][.acuity].state == .unknown)
    #expect(cases[0][.acuity].value == "acute")
  }

  @Test("A diagnosis without an onset, recorded long before the new one, is not the new one")
  func recordedBefore() {
    let old = thrombosis(onset: nil, id: "old", recorded: "2024-02-05")
    let cases = cases([old, new])
    #expect(cases.count == 2)
    #expect(cases[1][.acuity].value == "chronic")
    #expect(cases[1].episode.began == nil)
  }

  @Test("Three that go on are three")
  func three() {
    let cases = cases([
      new, lasting, thrombosis(onset: "2025-03-01", id: "middle"), resolved,
    ])
    #expect(
      cases.map { $0.episode.began?.description } == ["2026-06-10", "2025-03-01", "2024-02-01"])
    #expect(cases.map(\.episode.isNewest) == [true, false, false])
  }

  @Test("The legs are told apart first: an episode of the other leg is none of this one")
  func otherLeg() {
    let cases = cases([thrombosis(onset: "2024-02-01", side: .right, id: "old"), new])
    #expect(cases.map(\.leg) == [.left, .right])
    #expect(cases.map(\.episode.isNewest) == [true, true])
    #expect(cases[0][.priorThrombosis].state == .unknown)
  }

  @Test("A lasting thrombosis of no stated side is evaluated once, as one whose leg is not known")
  func unsided() {
    let old = thrombosis(onset: "2024-02-01", side: nil, id: "old")
    let cases = cases([old, new, thrombosis(onset: "2026-06-12", side: .right, id: "right")])
    #expect(cases.map(\.leg) == [.left, .right, nil])
    #expect(cases[2].episode.began?.description == "2024-02-01")
    #expect(cases[2].episode.isNewest == false)
    #expect(cases[2][.laterality].state == .unknown)
    #expect(cases[0][.priorThrombosis].state == .unknown)
  }

  @Test("A diagnosis of no stated side that may be that of a leg makes no case of its own")
  func unsidedSame() {
    let cases = cases([thrombosis(onset: "2026-06-11", side: nil, id: "other"), new])
    #expect(cases.map(\.leg) == [.left])
  }

  @Test("An order is for the newest of its leg, unless it names another one as its reason")
  func order() {
    let order = requested("percutaneous-thrombectomy", id: "order")
    let named = requested("percutaneous-thrombectomy", id: "named", on: "2026-06-14") {
      $0.reasons = [.resource("Resource/old")]
    }
    func orders(_ order: Finding) -> [Int] {
      Sketch.record([lasting, new, order])
        .derivedFacts(contraindications: .example, orders: .example).map(\.orders.count)
    }
    #expect(orders(order) == [1, 0])
    #expect(orders(named) == [0, 1])
  }

  // MARK: One or two

  @Test(
    "Onsets up to 14 days apart are of one episode; the earlier counts, and a conflict is shown",
    arguments: [("2026-06-04", Fact.State.known), ("2026-05-27", .conflicting)])
  func sameEpisode(onset: String, state: Fact.State) {
    let cases = cases([thrombosis(onset: onset, id: "first"), new])
    #expect(cases.count == 1)
    #expect(cases[0].episode.began?.description == onset)
    #expect(cases[0][.acuity].state == state)
    #expect(cases[0][.acuity].notes.allSatisfy { !$0.contains("one episode or two") })
  }

  @Test("Between 14 days and three months it cannot be told: one case, open, and it is said")
  func unclear() {
    let cases = cases([thrombosis(onset: "2026-04-20", id: "first"), new])
    #expect(cases.count == 1)
    #expect(cases[0].possible(.acuity) == ["acute", "late-subacute"])
    #expect(cases[0][.acuity].notes.contains { $0.contains("one episode or two") })
    #expect(cases[0][.priorThrombosis].state == .unknown)
    #expect(cases[0][.priorThrombosis].notes.contains { $0.contains("one episode or two") })
  }

  @Test("A closed record of the weeks before, without an end, leaves it open too")
  func unclearClosed() {
    let closed = thrombosis(onset: "2026-05-20", id: "first", course: .resolved)
    let cases = cases([closed, new])
    #expect(cases.count == 1)
    #expect(cases[0].possible(.acuity) == ["acute", "subacute"])
    #expect(cases[0][.acuity].state == .conflicting)
  }

  @Test("A limb threat between two such onsets counts, whichever it belongs to")
  func unclearThreat() {
    let sign = finding("severe-cyanosis", side: .left, on: "2026-05-22")
    let facts = cases([thrombosis(onset: "2026-05-20", id: "first"), new, sign])[0]
    #expect(facts[.limbThreatSign].value == "yes")
  }

  @Test(
    "Three calendar months apart are two, a day less is not told",
    arguments: [
      ("2026-03-10", 2), ("2026-03-11", 1),
    ])
  func threeMonths(onset: String, count: Int) {
    #expect(cases([thrombosis(onset: onset, id: "first"), new]).count == count)
  }

  @Test("One that ended before the other began is another one, however close")
  func ended() {
    let first = thrombosis(
      onset: "2026-04-20", id: "first", course: .resolved, end: "2026-05-30")
    let cases = cases([first, new])
    #expect(cases.count == 1)
    #expect(cases[0][.acuity].value == "acute")
    #expect(cases[0][.priorThrombosis].value == "yes")
  }

  @Test("Imaging between them that found the leg free tells them apart")
  func freeBetween() {
    let free = finding("venous-thrombus", .absent, side: .left, on: "2026-05-15", by: .duplex)
    let cases = cases([thrombosis(onset: "2026-04-20", id: "first"), free, new])
    #expect(cases.count == 2)
    #expect(cases[0][.acuity].value == "acute")
    #expect(cases[0][.thrombosis].state == .known)
    #expect(cases[1][.thrombosis].state == .conflicting)
  }

  @Test("A recurrence is another one than what is on record weeks before")
  func recurrence() {
    let recurrence = thrombosis(onset: "2026-06-10", id: "new", course: .recurrent)
    let cases = cases([thrombosis(onset: "2026-04-20", id: "first"), recurrence])
    #expect(cases.count == 2)
    #expect(cases[0][.acuity].value == "acute")
    #expect(cases[0][.priorThrombosis].value == "yes")
  }

  @Test("The onset of a recurrence that stands alone may be that of the first thrombosis")
  func recurrenceAlone() {
    let alone = thrombosis(onset: "2024-02-01", id: "only", course: .recurrent)
    let image = finding(
      "dvt-iliofemoral-acute", id: "image", kind: .imaging, side: .left, on: "2024-02-03",
      by: .duplex)
    let facts = cases([alone, image])[0]
    #expect(facts[.acuity].possible.count == 4)
    #expect(facts[.acuity].notes.contains { $0.contains("recurrence") })
    #expect(facts[.priorThrombosis].value == "yes")
    let recent = cases([thrombosis(onset: "2026-06-10", id: "only", course: .recurrent)])[0]
    #expect(recent[.acuity].value == "acute")
  }

  @Test("A diagnosis without any date that names another region leaves the region open")
  func undatedRegion() {
    let dated = thrombosis(onset: "2026-06-10", segments: [.popliteal], id: "new")
    let undated = thrombosis(onset: nil, segments: [.iliac], id: "undated")
    let fact = cases([dated, undated])[0][.segment]
    #expect(fact.state == .unknown)
    #expect(fact.possible == ["iliofemoral", "femoropopliteal"])
    let same = thrombosis(onset: nil, segments: [.femoral], id: "undated")
    #expect(cases([dated, same])[0][.segment].value == "femoropopliteal")
  }

  @Test("Partial dates that overlap are one; those surely months apart are two")
  func partial() {
    #expect(cases([thrombosis(onset: "2026", id: "first"), new]).count == 1)
    #expect(cases([thrombosis(onset: "2025", id: "first"), new]).count == 2)
    let close = cases([thrombosis(onset: "2026-04", id: "first"), new])
    #expect(close.count == 1)
    #expect(close[0][.acuity].notes.contains { $0.contains("one episode or two") })
  }

  @Test("The order of the statements changes nothing")
  func anyOrder() {
    let findings = [
      lasting, resolved, new, thrombosis(onset: "2025-03-01", id: "middle"),
      thrombosis(onset: nil, id: "chronic", acuity: .chronic, concept: "dvt-chronic"),
      use("2024-02-02"), finding("tense-edema", side: .left, on: "2026-06-14"),
    ]
    let expected = cases(findings).map { ($0.episode, $0.facts.map(\.possible)) }
    for shift in findings.indices {
      let turned = Array(findings[shift...] + findings[..<shift])
      let found = cases(turned).map { ($0.episode, $0.facts.map(\.possible)) }
      #expect(found.map(\.0) == expected.map(\.0))
      #expect(found.map(\.1) == expected.map(\.1))
    }
  }
}

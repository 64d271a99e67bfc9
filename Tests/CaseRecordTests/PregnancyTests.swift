import CaseRecord
import Testing

@Suite("Pregnancy and the weeks after (FACTS 4.6)")
struct PregnancyTests {
  private func pregnancy(_ findings: Finding..., person: Person = Sketch.woman) -> Fact {
    Sketch.facts([thrombosis()] + findings, of: person)[.pregnancy]
  }

  @Test("Not asked of men, nor outside the years of childbearing, and the rule says so")
  func notAsked() {
    let man = pregnancy(person: Sketch.man)
    #expect(man.value == "not-pregnant")
    #expect(man.state == .absent)
    #expect(man.rule.contains("FACTS 9.2"))
    let old = pregnancy(person: Person(birth: Sketch.time("1960-01-01"), gender: .female))
    #expect(old.value == "not-pregnant")
    #expect(old.rule.contains("12 to 55"))
  }

  @Test(
    "Asked when the gender is female, other or not recorded",
    arguments: [
      Person.Gender?.some(.female), .other, .unknown, nil,
    ])
  func asked(gender: Person.Gender?) {
    let person = Person(birth: Sketch.time("1981"), gender: gender)
    #expect(pregnancy(person: person).state == .unknown)
  }

  @Test(
    "Statements of pregnancy",
    arguments: [
      "pregnancy-state", "pregnancy-state/observation", "pregnancy-state/antepartum",
      "pregnancy-state/supervision", "pregnancy-status", "pregnancy-test",
      "pregnancy-vte/pregnancy",
      "gestational-age-weeks",
    ])
  func pregnant(concept: String) {
    #expect(pregnancy(finding(concept, on: "2026-06-10")).value == "pregnant")
  }

  @Test("A pregnant patient recorded as male is pregnant, with a note")
  func pregnantMan() {
    let fact = pregnancy(finding("pregnancy-state", on: "2026-06-10"), person: Sketch.man)
    #expect(fact.value == "pregnant")
    #expect(fact.notes.contains { $0.contains("gender") })
  }

  @Test("Weeks of pregnancy are counted on from the day they were measured")
  func weeks() {
    let measured = pregnancy(
      finding("gestational-age", on: "2026-06-01", value: 28, unit: "wk"))
    #expect(measured.summary == "pregnant, 30 weeks")
    let days = pregnancy(finding("gestational-age", on: "2026-06-14", value: 200, unit: "d"))
    #expect(days.summary == "pregnant, 28 weeks")
  }

  @Test("The estimated day of delivery counts the weeks and ends the pregnancy")
  func estimated() {
    let due = finding("estimated-delivery-date", onset: "2026-09-07", on: "2026-02-01")
    let facts = Sketch.facts([thrombosis(), due], of: Sketch.woman)
    #expect(facts[.pregnancy].summary == "pregnant, 28 weeks")
    #expect(facts.timeline.estimatedDelivery?.description == "2026-09-07")
    let past = pregnancy(
      finding("estimated-delivery-date", onset: "2026-05-20"))
    #expect(past.state == .unknown)
  }

  @Test("A stale status does not hold: weeks on record, or 42 weeks since it was stated")
  func stale() {
    #expect(pregnancy(finding("pregnancy-state", on: "2025-06-10")).state == .unknown)
    let late = pregnancy(finding("gestational-age", on: "2026-03-01", value: 38, unit: "wk"))
    #expect(late.state == .unknown)
    let recent = pregnancy(finding("pregnancy-state", on: "2026-03-01"))
    #expect(recent.value == "pregnant")
    #expect(recent.notes.contains { $0.contains("still holds") })
  }

  @Test(
    "\"Not pregnant\" holds for some weeks, by value, code or negative test",
    arguments: [
      ("pregnancy-state", Finding.Presence.absent), ("pregnancy-state/absent", .present),
      ("pregnancy-state/absent", .absent), ("pregnancy-state/test-negative", .present),
      ("pregnancy-test", .absent),
    ])
  func notPregnant(concept: String, presence: Finding.Presence) {
    let now = pregnancy(finding(concept, presence, on: "2026-06-10"))
    #expect(now.value == "not-pregnant")
    #expect(now.state == .absent)
    #expect(pregnancy(finding(concept, presence, on: "2026-02-10")).state == .unknown)
  }

  @Test("A quantitative hCG is no positive test, and a test ordered is no result")
  func noResult() {
    #expect(pregnancy(finding("pregnancy-test", on: "2026-06-10", value: 3)).state == .unknown)
    #expect(
      pregnancy(finding("pregnancy-state/test-procedure", on: "2026-06-10")).state == .unknown)
  }

  @Test("The later of two statements holds; two of one day are a conflict")
  func order() {
    let pregnant = finding("pregnancy-state", on: "2026-06-01")
    func denied(_ day: String) -> Finding { finding("pregnancy-state", .absent, on: day) }
    #expect(pregnancy(pregnant, denied("2026-06-10")).value == "not-pregnant")
    #expect(pregnancy(pregnant, denied("2026-05-30")).value == "pregnant")
    #expect(pregnancy(pregnant, denied("2026-06-01")).state == .conflicting)
  }

  @Test("T12: delivery within 8 weeks is postpartum, with the day and the notes")
  func postpartum() {
    let facts = Sketch.facts(
      [thrombosis(), finding("obstetric-delivery", kind: .procedure, on: "2026-06-10")],
      of: Sketch.woman)
    #expect(facts[.pregnancy].value == "postpartum")
    #expect(facts[.pregnancy].rule.contains("O871"))
    #expect(facts[.pregnancy].notes.contains { $0.contains("10 days") })
    #expect(facts.timeline.delivery?.description == "2026-06-10")
    #expect(facts[.lysisContraindication].value == "yes")
  }

  @Test(
    "The postpartum weeks end after 56 days",
    arguments: [
      ("2026-04-20", "postpartum"), ("2026-04-19", nil),
    ])
  func eightWeeks(delivery: String, value: String?) {
    let fact = pregnancy(finding("obstetric-delivery", onset: delivery))
    #expect(fact.value?.rawValue == value)
  }

  @Test("A partial day of delivery may reach over the limit")
  func partialDelivery() {
    let fact = pregnancy(finding("obstetric-delivery", onset: "2026-04"))
    #expect(fact.possible == ["not-pregnant", "postpartum"])
  }

  @Test("Delivery ends the pregnancy that was stated before, also by its estimated day")
  func deliveryEnds() {
    let fact = pregnancy(
      finding("pregnancy-state", on: "2026-05-01"),
      finding("gestational-age", on: "2026-05-01", value: 34, unit: "wk"),
      finding("estimated-delivery-date", onset: "2026-06-12", on: "2026-01-10"),
      finding("obstetric-delivery", on: "2026-06-10"))
    #expect(fact.value == "postpartum")
  }

  @Test("Pregnant again after an earlier delivery")
  func pregnantAgain() {
    let fact = pregnancy(
      finding("obstetric-delivery", on: "2025-03-10"),
      finding("pregnancy-state", on: "2026-06-10"))
    #expect(fact.value == "pregnant")
  }

  @Test("A code of delivery that is over is a birth; stopped labor weeks before the day is not")
  func laborCode() {
    let delivered = finding(
      "pregnancy-state/labor-delivery", kind: .condition, course: .resolved, onset: "2026-06-10",
      end: "2026-06-10")
    #expect(pregnancy(delivered).value == "postpartum")
    let early = pregnancy(
      delivered, finding("estimated-delivery-date", onset: "2026-08-20", on: "2026-01-10"))
    #expect(early.value == "pregnant")
    let now = pregnancy(
      finding(
        "pregnancy-state/labor-delivery", kind: .condition, course: .active, onset: "2026-06-15"))
    #expect(now.possible == ["postpartum", "pregnant"])
  }

  @Test("A code of the puerperium is postpartum, one of both is left open")
  func puerperium() {
    #expect(
      pregnancy(finding("pregnancy-state/puerperium", on: "2026-06-10")).value == "postpartum")
    #expect(
      pregnancy(finding("pregnancy-state/pregnancy-or-puerperium", on: "2026-06-10")).possible
        == ["postpartum", "pregnant"])
    #expect(pregnancy(finding("pregnancy-state/puerperium", on: "2025-06-10")).state == .unknown)
  }

  @Test("An abortive outcome ends the pregnancy without a birth")
  func abortive() {
    let fact = pregnancy(
      finding("pregnancy-state", on: "2026-05-01"),
      finding("pregnancy-state/abortive-outcome", kind: .condition, onset: "2026-06-01"))
    #expect(fact.value == "not-pregnant")
  }

  @Test("A resolved pregnancy is not a present one and says nothing about today")
  func resolved() {
    let fact = pregnancy(
      finding(
        "pregnancy-state", kind: .condition, course: .resolved, onset: "2023-08",
        end: "2024-05-04"))
    #expect(fact.state == .unknown)
    #expect(fact.notes.contains { $0.contains("too old") })
  }

  @Test("A visit for prenatal care ends on its day, the pregnancy does not")
  func visit() {
    let fact = pregnancy(
      finding("pregnancy-state/supervision", on: "2026-06-01", end: "2026-06-01"))
    #expect(fact.value == "pregnant")
  }

  @Test("Suspected pregnancy is unknown, also outside the usual years")
  func suspected() {
    let person = Person(birth: Sketch.time("1966-01-01"), gender: .female)
    #expect(
      pregnancy(finding("pregnancy-state", .suspected, on: "2026-06-10"), person: person).state
        == .unknown)
  }
}

@Suite("Age (FACTS G14)")
struct AgeTests {
  @Test(
    "Completed years; a partial birth date is an interval",
    arguments: [
      ("2008-06-15", ["adult"]), ("2008-06-16", ["minor"]), ("2008-06", ["adult", "minor"]),
      ("2008", ["adult", "minor"]), ("2007", ["adult"]), ("2009", ["minor"]),
    ])
  func ages(birth: String, possible: [String]) {
    let facts = Sketch.facts([], of: Person(birth: Sketch.time(birth)))
    #expect(facts.possible(.ageGroup) == possible)
  }

  @Test("Without a birth date the age is unknown; born after the evaluation is a contradiction")
  func impossible() {
    #expect(Sketch.facts([], of: Person())[.ageGroup].state == .unknown)
    let unborn = Sketch.facts([], of: Person(birth: Sketch.time("2027-01-01")))
    #expect(unborn.contradictions.count == 1)
    #expect(unborn[.ageGroup].state == .unknown)
  }

  @Test("A recorded death is said")
  func deceased() {
    var person = Sketch.man
    person.isDeceased = true
    #expect(Sketch.facts([], of: person)[.ageGroup].notes.count == 1)
  }
}

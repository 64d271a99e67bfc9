import CaseRecord
import Testing

@Suite("Otherwise healthy, as a whole and item by item (F001-8, F002-9)")
struct HealthTests {
  private func facts(_ findings: Finding...) -> CaseFacts {
    Sketch.facts([thrombosis()] + findings)
  }

  private let attested = finding("otherwise-healthy", on: "2026-06-14")

  @Test("Never yes by default")
  func unknown() {
    let fact = facts()[.otherwiseHealthy]
    #expect(fact.state == .unknown)
    #expect(fact.notes.first?.hasPrefix("Not on record:") == true)
  }

  @Test("Attested")
  func attestation() {
    #expect(facts(attested)[.otherwiseHealthy].value == "yes")
    #expect(
      facts(finding("otherwise-healthy", .absent, on: "2026-06-14"))[.otherwiseHealthy].value
        == "no")
  }

  @Test(
    "A contrary item makes it no; beside an attestation it is a conflict",
    arguments: [
      finding("active-cancer", kind: .condition, course: .active),
      finding("recent-major-surgery", kind: .procedure, on: "2026-06-08"),
      finding("thrombophilia/antiphospholipid", kind: .condition, course: .active),
      finding("non-ambulatory", on: "2026-06-14"),
      finding("platelets", on: "2026-06-14", value: 80, unit: "10*9/L"),
      finding("lysis-contraindication", on: "2026-06-14"),
      finding("lysis-contraindication/gi-bleed", kind: .condition, course: .active),
    ])
  func contrary(item: Finding) {
    #expect(facts(item)[.otherwiseHealthy].value == "no")
    let conflict = facts(item, attested)[.otherwiseHealthy]
    #expect(conflict.state == .conflicting)
    #expect(conflict.possible == ["no", "yes"])
  }

  @Test(
    "Cautions that are not against health: delivery, pregnancy, an old stroke",
    arguments: [
      finding("obstetric-delivery", on: "2026-06-10"),
      finding("pregnancy-state", on: "2026-06-10"),
      finding("systolic-bp", on: "2026-06-14", value: 190, unit: "mm[Hg]"),
    ])
  func cautions(item: Finding) {
    let facts = Sketch.facts([thrombosis(), attested, item], of: Sketch.woman)
    #expect(facts[.lysisContraindication].value == "yes")
    #expect(facts[.otherwiseHealthy].value == "yes")
  }

  @Test("Every item known to be good is yes; one open item is not")
  func itemized() {
    let items = [
      finding("good-functional-status", on: "2026-06-14"),
      finding("cancer-history/absent", kind: .condition, on: "2026-06-14"),
      finding("recent-major-surgery", .absent, on: "2026-06-14"),
      finding("thrombophilia-changes-anticoagulation", .absent, on: "2026-06-14"),
      finding("lysis-contraindication", .absent, on: "2026-06-14"),
      finding("anticoagulation-contraindication", .absent, on: "2026-06-14"),
    ]
    #expect(Sketch.facts([thrombosis()] + items)[.otherwiseHealthy].value == "yes")
    for open in items.indices {
      var rest = items
      rest.remove(at: open)
      #expect(Sketch.facts([thrombosis()] + rest)[.otherwiseHealthy].state == .unknown)
    }
  }

  @Test("No known problems says no cancer and no thrombophilia, and nothing on surgery")
  func noKnownProblems() {
    let facts = facts(finding("no-known-problems", on: "2026-06-14"))
    #expect(facts[.activeCancer].value == "no")
    #expect(facts[.thrombophiliaChangingAnticoagulation].value == "no")
    #expect(facts[.recentMajorSurgery].state == .unknown)
    #expect(facts[.otherwiseHealthy].state == .unknown)
  }

  @Test("Active cancer: what counts and what does not")
  func cancer() {
    func cancer(_ finding: Finding) -> Fact { facts(finding)[.activeCancer] }
    #expect(cancer(finding("active-cancer", kind: .condition, course: .active)).value == "yes")
    #expect(cancer(finding("active-cancer/haematological", kind: .condition)).value == "yes")
    #expect(cancer(finding("active-cancer", kind: .condition, course: .resolved)).state == .unknown)
    #expect(cancer(finding("active-cancer", .suspected, kind: .condition)).state == .unknown)
    #expect(cancer(finding("active-cancer", .absent, kind: .condition)).value == "no")
    #expect(
      cancer(finding("carcinoma-in-situ", kind: .condition, course: .active)).state == .unknown)
    #expect(cancer(finding("cancer-history", kind: .condition)).state == .unknown)
    let skin = cancer(
      finding("active-cancer/nonmelanoma-skin-usually-excluded", kind: .condition, course: .active))
    #expect(skin.state == .unknown)
    #expect(skin.notes.count == 1)
    let treated = finding("active-cancer/treatment-encounter", on: "2026-02-01")
    #expect(cancer(treated).value == "yes")
    #expect(
      cancer(finding("active-cancer/treatment-encounter", on: "2025-02-01")).state == .unknown)
  }

  @Test("A denial from before the cancer is no conflict; one of the same day is")
  func cancerDenied() {
    let active = finding(
      "active-cancer", kind: .condition, course: .active, onset: "2026-02-01", on: "2026-02-10")
    func denied(_ day: String) -> Finding {
      finding("cancer-history/absent", kind: .condition, on: day)
    }
    #expect(facts(active, denied("2020-01-01"))[.activeCancer].value == "yes")
    #expect(facts(active, denied("2026-02-10"))[.activeCancer].state == .conflicting)
  }

  @Test(
    "Recent major surgery: the day decides",
    arguments: [
      ("2026-06-08", "yes"), ("2026-05-25", "yes"), ("2026-05-24", nil), ("2026-05", nil),
    ])
  func surgery(day: String, value: String?) {
    let fact = facts(
      finding("lysis-contraindication/recent-surgery", kind: .procedure, on: day))[
        .recentMajorSurgery]
    #expect(fact.value?.rawValue == value)
  }

  @Test(
    "Between 10 and 21 days the note says that sources differ; a category says surgery, not how major"
  )
  func surgeryNotes() {
    let later = facts(finding("recent-major-surgery", kind: .procedure, on: "2026-06-01"))
    #expect(later[.recentMajorSurgery].notes.contains { $0.contains("F001-8") })
    let category = facts(
      finding(
        "lysis-contraindication/recent-surgery/procedure-category", kind: .procedure,
        on: "2026-06-08"))
    #expect(category[.recentMajorSurgery].notes.contains { $0.contains("how major") })
  }

  @Test("A planned operation is no surgery")
  func plannedSurgery() {
    let fact = facts(finding("recent-major-surgery", kind: .proposal, on: "2026-06-14"))
    #expect(fact[.recentMajorSurgery].state == .unknown)
  }

  @Test(
    "Thrombophilia that changes anticoagulation",
    arguments: [
      ("thrombophilia/antiphospholipid", "yes"),
      ("thrombophilia/factor-v-leiden/heterozygous", "no"),
      ("thrombophilia", nil), ("thrombophilia/protein-c", nil),
      ("thrombophilia/factor-v-leiden/homozygous", nil), ("thrombophilia-history", nil),
    ])
  func thrombophilia(concept: String, value: String?) {
    let fact = facts(finding(concept, kind: .condition, course: .active))[
      .thrombophiliaChangingAnticoagulation]
    #expect(fact.value?.rawValue == value)
  }

  @Test("Functional status is that before the episode; the leg's own limit is severity (F001-7)")
  func function() {
    func status(_ findings: Finding...) -> Fact {
      Sketch.facts([thrombosis()] + findings)[.functionalStatus]
    }
    #expect(status(finding("good-functional-status", on: "2026-06-14")).value == "good")
    #expect(status(finding("non-ambulatory", on: "2026-06-14")).value == "non-ambulatory")
    #expect(status(finding("impaired-mobility", on: "2026-06-14")).state == .unknown)
    #expect(
      status(finding("impaired-mobility", kind: .condition, course: .active, onset: "2024")).value
        == "limited")
    #expect(
      status(finding("ambulatory-independent", on: "2026-06-14")).possible == ["good", "limited"])
    #expect(
      status(
        finding("good-functional-status", on: "2026-06-14"),
        finding("non-ambulatory", on: "2026-06-14")
      ).state == .conflicting)
  }
}

import CaseRecord
import Testing

@Suite("Is there a thrombosis, and is it confirmed (FACTS 4.1, 4.3, F001-5)")
struct ThrombosisTests {
  @Test("Imaging that the Condition names confirms")
  func imaged() {
    let fact = Sketch.facts([thrombosis(imaged: true)])[.thrombosis]
    #expect(fact.value == "confirmed")
    #expect(fact.state == .known)
    #expect(fact.evidence.contains { $0.reference.hasPrefix("DiagnosticReport/") })
  }

  @Test(
    "The method is told",
    arguments: [
      (ImagingMethod.duplex, "duplex ultrasound"),
      (.computedTomographyVenography, "CT venography"),
      (.magneticResonanceVenography, "MR venography"),
      (.catheterVenography, "catheter venography"),
      (.intravascularUltrasound, "intravascular ultrasound"),
    ])
  func method(method: ImagingMethod, words: String) {
    let fact = Sketch.facts([
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2026-06-14", by: method)
    ])[.thrombosis]
    #expect(fact.summary == "confirmed by imaging (\(words))")
  }

  @Test("Without imaging, verificationStatus confirmed confirms and is said as such")
  func verified() {
    let fact = Sketch.facts([thrombosis(imaged: false, verified: true)])[.thrombosis]
    #expect(fact.value == "confirmed")
    #expect(fact.notes == ["Confirmed by verificationStatus; no imaging in the record."])
  }

  @Test("Stated without either, the confirmation is unknown, never absent")
  func bare() {
    let fact = Sketch.facts([thrombosis(imaged: false)])[.thrombosis]
    #expect(fact.state == .unknown)
    #expect(fact.possible == ["confirmed", "unconfirmed"])
  }

  @Test("T35: a suspected thrombosis is unconfirmed, imaged or not")
  func suspected() {
    let fact = Sketch.facts([thrombosis(imaged: true, presence: .suspected)])[.thrombosis]
    #expect(fact.value == "unconfirmed")
  }

  @Test("Refuted is negative evidence")
  func refuted() {
    let fact = Sketch.facts([thrombosis(presence: .absent, recorded: "2026-06-14")])[.thrombosis]
    #expect(fact.value == "none")
    #expect(fact.state == .absent)
  }

  @Test("What was ruled out long ago says nothing of today")
  func oldNegative() {
    let fact = Sketch.facts([thrombosis(presence: .absent, recorded: "2026-03-01")])[.thrombosis]
    #expect(fact.state == .unknown)
    #expect(fact.notes.count == 1)
  }

  @Test("Nothing on record is unknown")
  func nothing() {
    #expect(Sketch.facts([])[.thrombosis].state == .unknown)
  }

  @Test("Free segments alone do not exclude a thrombosis")
  func freeSegments() {
    let fact = Sketch.facts([
      finding(
        "venous-thrombus", .absent, segments: [.popliteal], side: .left, on: "2026-06-14",
        by: .duplex)
    ])[.thrombosis]
    #expect(fact.state == .unknown)
    #expect(!fact.evidence.isEmpty)
  }

  @Test("A later positive image overtakes an earlier negative one")
  func laterPositive() {
    let fact = Sketch.facts([
      finding("venous-thrombus", .absent, side: .left, on: "2026-06-10", by: .duplex),
      finding("venous-thrombus", side: .left, on: "2026-06-13", by: .duplex),
    ])[.thrombosis]
    #expect(fact.value == "confirmed")
    #expect(fact.notes.contains { $0.contains("overtaken") })
  }

  @Test("A later negative image overtakes an earlier image, but not a standing diagnosis")
  func laterNegative() {
    let image = finding("venous-thrombus", side: .left, on: "2026-06-10", by: .duplex)
    let negative = finding("venous-thrombus", .absent, side: .left, on: "2026-06-13", by: .duplex)
    #expect(Sketch.facts([image, negative])[.thrombosis].value == "none")
    let conflict = Sketch.facts([thrombosis(), negative])[.thrombosis]
    #expect(conflict.state == .conflicting)
    #expect(conflict.possible == ["confirmed", "none"])
  }

  @Test("Phlebitis never proves a thrombosis; thrombophlebitis does with imaging")
  func phlebitis() {
    let phlebitis = thrombosis(imaged: true, concept: "dvt-iliofemoral-acute/phlebitis")
    #expect(Sketch.facts([phlebitis])[.thrombosis].possible.count == 3)
    let code = thrombosis(imaged: false, concept: "dvt-iliofemoral-acute/thrombophlebitis")
    #expect(Sketch.facts([code])[.thrombosis].state == .unknown)
    let imaged = thrombosis(imaged: true, concept: "dvt-iliofemoral-acute/thrombophlebitis")
    #expect(Sketch.facts([imaged])[.thrombosis].value == "confirmed")
  }

  @Test("Legacy codes of the iliac vein are thrombophlebitis: they prove nothing without imaging")
  func legacyIliacCodes() {
    let code = thrombosis(imaged: false, concept: "dvt-iliofemoral-acute/legacy")
    #expect(Sketch.facts([code])[.thrombosis].value != "confirmed")
    let imaged = thrombosis(imaged: true, concept: "dvt-iliofemoral-acute/legacy")
    #expect(Sketch.facts([imaged])[.thrombosis].value == "confirmed")
  }

  @Test("WHO ICD-10 I80.2 is deep vein thrombosis")
  func worldHealthOrganization() {
    let fact = Sketch.facts([
      thrombosis(
        imaged: false, verified: true, concept: "dvt-unspecified-lower-extremity/who-icd10-dvt")
    ])[.thrombosis]
    #expect(fact.value == "confirmed")
  }

  @Test("Phlegmasia alone excludes \"none\" and confirms nothing")
  func phlegmasia() {
    let fact = Sketch.facts([
      finding("phlegmasia/cerulea-dolens", kind: .condition, course: .active, side: .left)
    ])[.thrombosis]
    #expect(fact.state == .unknown)
    #expect(fact.possible == ["confirmed", "unconfirmed"])
  }

  @Test("A general word of imaging counts only with a method for veins")
  func imagingWords() {
    let word = finding(
      "imaging-nonspecific/thrombus-definite", kind: .imaging, side: .left, on: "2026-06-14",
      by: .duplex)
    #expect(Sketch.facts([word])[.thrombosis].value == "confirmed")
    let elsewhere = finding(
      "imaging-nonspecific/thrombus-definite", kind: .imaging, side: .left, on: "2026-06-14")
    #expect(Sketch.facts([elsewhere])[.thrombosis].state == .unknown)
    let none = finding(
      "imaging-nonspecific/thrombus-absent", kind: .imaging, side: .left, on: "2026-06-14",
      by: .duplex)
    #expect(Sketch.facts([none])[.thrombosis].value == "none")
    let maybe = finding(
      "imaging-nonspecific/thrombus-possible", kind: .imaging, side: .left, on: "2026-06-14",
      by: .duplex)
    #expect(Sketch.facts([maybe])[.thrombosis].value == "unconfirmed")
  }

  @Test("A code without a limb is said; one at the arm is left out")
  func site() {
    let anywhere = finding("dvt-site-unspecified", kind: .condition, onset: "2026-06-10")
    let fact = Sketch.facts([anywhere])[.thrombosis]
    #expect(fact.notes.contains { $0.contains("does not say") })
    var arm = anywhere
    arm.place = .elsewhere
    #expect(Sketch.facts([arm])[.thrombosis].possible.count == 3)
  }

  @Test(
    "nonspecific and look-alike concepts establish nothing",
    arguments: [
      "nonspecific.dvt-unspecified-lower-extremity", "nonspecific.dvt-site-unspecified",
      "lookalike.limb-threat/arterial-lookalike", "ivc-thrombosis", "pregnancy-vte", "history-vte",
    ])
  func neighbours(concept: String) {
    let fact = Sketch.facts([finding(concept, kind: .condition, on: "2026-06-14")])[.thrombosis]
    #expect(fact.possible.count == 3)
  }

  @Test("A resolved thrombosis is none now and an earlier one in its leg")
  func resolved() {
    let facts = Sketch.facts([
      thrombosis(onset: "2019-03-01", course: .resolved, end: "2019-09-01")
    ])
    #expect(facts[.thrombosis].value == "none")
    #expect(facts[.priorThrombosis].value == "yes")
    #expect(facts.leg == nil)
  }

  @Test("Acute on chronic: the newest onset is the case, the older one is prior (G12)")
  func acuteOnChronic() {
    let facts = Sketch.facts([
      thrombosis(onset: "2024-02-01", acuity: .chronic, concept: "dvt-chronic"),
      thrombosis(onset: "2026-06-10"),
    ])
    #expect(facts[.acuity].value == "acute")
    #expect(facts[.priorThrombosis].value == "yes")
  }

  @Test("A follow-up image of a lasting thrombosis begins no new episode (F002-19)")
  func followUpImage() {
    let facts = Sketch.facts([
      thrombosis(onset: "2026-02-10"),
      finding(
        "dvt-chronic", kind: .imaging, side: .left, acuity: .chronic, on: "2026-06-12",
        by: .computedTomographyVenography),
    ])
    #expect(facts[.acuity].value == "chronic")
    #expect(facts[.priorThrombosis].state == .unknown)
  }

  @Test("An image of a resolved thrombosis does not confirm a suspected new one")
  func imageOfResolved() {
    let facts = Sketch.facts([
      thrombosis(onset: "2024-02-01", course: .resolved, end: "2024-08-01"),
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2024-02-03", by: .duplex),
      thrombosis(onset: "2026-06-12", imaged: false, presence: .suspected),
    ])
    #expect(facts[.thrombosis].value == "unconfirmed")
    #expect(facts[.priorThrombosis].value == "yes")
  }

  @Test("An image from the time of a resolved thrombosis shows no present one")
  func onlyResolved() {
    let facts = Sketch.facts([
      thrombosis(onset: "2024-02-01", course: .resolved, end: "2024-08-01"),
      finding("dvt-iliofemoral-acute", kind: .imaging, side: .left, on: "2024-02-03", by: .duplex),
    ])
    #expect(facts[.thrombosis].value == "none")
  }

  @Test("A closed record of a thrombosis with post-thrombotic syndrome of now is the case (IF-V6)")
  func closedButLasting() {
    let closed = thrombosis(onset: "2026-01-10", course: .resolved, end: "2026-05-01")
    let syndrome = finding(
      "post-thrombotic-syndrome", kind: .condition, course: .active, side: .left,
      severity: .moderate)
    let facts = Sketch.facts([closed, syndrome])
    #expect(facts[.thrombosis].value == "confirmed")
    #expect(facts[.acuity].value == "chronic")
    #expect(facts[.severity].value == "moderate")
    #expect(facts[.postThromboticSyndrome].value == "yes")
    #expect(facts.leg == .left)
    var over = syndrome
    over.course = .resolved
    #expect(Sketch.facts([closed, over])[.thrombosis].value == "none")
  }

  @Test("A proposal is no event")
  func proposal() {
    var planned = thrombosis()
    planned.kind = .proposal
    #expect(Sketch.facts([planned])[.thrombosis].state == .unknown)
  }
}

@Suite("Legs and sides (FACTS 4.3, G8)")
struct LegTests {
  @Test("T25: one case for each leg with a thrombosis")
  func bilateral() {
    let cases = Sketch.record([
      thrombosis(side: .left),
      thrombosis(onset: "2026-06-08", segments: [.popliteal], side: .right),
    ]).derivedFacts(contraindications: .example)
    #expect(cases.map(\.leg) == [.left, .right])
    #expect(cases.allSatisfy { $0[.laterality].value == "bilateral" })
    #expect(cases[0][.segment].value == "iliofemoral")
    #expect(cases[1][.segment].value == "femoropopliteal")
    #expect(cases[0].timeline.onset?.description == "2026-06-10")
    #expect(cases[1].timeline.onset?.description == "2026-06-08")
  }

  @Test("One finding on both sides makes two cases")
  func bothSides() {
    let cases = Sketch.record([thrombosis(side: .bilateral)])
      .derivedFacts(contraindications: .example)
    #expect(cases.map(\.leg) == [.left, .right])
  }

  @Test("Without a side there is one case, and findings of both sides are read")
  func noSide() {
    let cases = Sketch.record([
      thrombosis(side: nil), finding("tense-edema", side: .left, on: "2026-06-14"),
    ]).derivedFacts(contraindications: .example)
    #expect(cases.map(\.leg) == [nil])
    #expect(cases[0][.laterality].state == .unknown)
    #expect(cases[0].possible(.severity) == ["moderate", "severe"])
  }

  @Test("A finding without a side belongs to every affected leg, one of the other leg to none")
  func sides() {
    let cases = Sketch.record([
      thrombosis(side: .left), thrombosis(side: .right),
      finding("symptom-severity", severity: .moderate, on: "2026-06-14"),
      finding(
        "iliac-vein-compression", side: .left, on: "2026-06-14",
        by: .computedTomographyVenography),
    ]).derivedFacts(contraindications: .example)
    #expect(cases.allSatisfy { $0[.severity].value == "moderate" })
    #expect(cases[0][.compression].value == "cross-sectional")
    #expect(cases[1][.compression].state == .unknown)
  }

  @Test("A resolved thrombosis of the other leg makes no case")
  func resolvedOther() {
    let cases = Sketch.record([
      thrombosis(side: .left),
      thrombosis(onset: "2020-01-01", side: .right, course: .resolved, end: "2020-06-01"),
    ]).derivedFacts(contraindications: .example)
    #expect(cases.map(\.leg) == [.left])
    #expect(cases[0][.priorThrombosis].state == .unknown)
  }

  @Test("A refuted thrombosis of the other leg makes no case")
  func refutedOther() {
    let cases = Sketch.record([
      thrombosis(side: .left), thrombosis(side: .right, presence: .absent, recorded: "2026-06-14"),
    ]).derivedFacts(contraindications: .example)
    #expect(cases.map(\.leg) == [.left])
    #expect(cases[0][.thrombosis].value == "confirmed")
  }

  @Test("Phlegmasia makes a case of its leg even where no thrombosis is stated")
  func phlegmasia() {
    let cases = Sketch.record([
      thrombosis(side: .left),
      finding("phlegmasia/cerulea-dolens", kind: .condition, course: .active, side: .right),
    ]).derivedFacts(contraindications: .example)
    #expect(cases.map(\.leg) == [.left, .right])
    #expect(cases[0][.limbThreatSign].state == .unknown)
    #expect(cases[1][.limbThreatSign].value == "yes")
  }

  @Test("The side of a finding on the whole person is ignored: cancer of the right breast counts")
  func wholePerson() {
    let facts = Sketch.facts([
      thrombosis(side: .left),
      finding("active-cancer", kind: .condition, course: .active, side: .right),
    ])
    #expect(facts[.activeCancer].value == "yes")
  }
}

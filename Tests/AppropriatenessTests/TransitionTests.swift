import CaseRecord
import Testing

@testable import Appropriateness

/// The state machine of FACTS 3.10, row by row: what is said where a row starts, and where the record leads once the event
/// is on it.
@Suite("Transitions (FACTS 3.10)")
struct TransitionTests {
  // MARK: Where they start

  private static let unthreatened = Finding.seen(
    "limb-threatening-ischemia", .absent, on: "2026-06-12")

  /// An otherwise healthy man, left leg, since 2026-06-10.
  private static func acute(_ grade: SeverityGrade, _ segments: Set<VeinSegment> = [.iliac])
    -> Chart
  {
    Chart(
      .thrombosis(segments), .symptoms(grade), unthreatened,
      .seen("otherwise-healthy", on: "2026-06-12"))
  }

  private static let mild = acute(.mild)
  private static let moderate = acute(.moderateToSevere)
  private static let femoropopliteal = acute(.moderate, [.femoral, .popliteal])
  private static let mayThurner = moderate.adding(venogram)
  private static let pregnant = Chart(
    .thrombosis(), .symptoms(.moderateToSevere), unthreatened,
    .seen("otherwise-healthy", on: "2026-06-12"), .seen("pregnancy-state", on: "2026-06-11"),
    person: Chart.woman)
  /// Six months of anticoagulation alone.
  private static let persistent = Chart(
    .thrombosis(onset: "2025-12-10"), .seen("villalta-total", on: "2026-06-01", value: 12),
    .seen("limb-threatening-ischemia", .absent, on: "2026-06-12"), anticoagulated("2025-12-11"),
    .seen("anticoagulation-alone", on: "2026-06-01"))

  private static let venogram = Finding.seen(
    "iliac-vein-compression", on: "2026-06-14", by: .computedTomographyVenography)
  private static let bleeding = Finding.has(
    "lysis-contraindication/gi-bleed", since: "2026-06-14")

  private static func anticoagulated(_ day: String) -> Finding {
    .seen("anticoagulant/apixaban", kind: .medicationUse, course: .active, onset: day)
  }

  private func expectSaid(
    _ id: String, for chart: Chart, _ variants: [String], on today: String = "2026-06-15"
  ) throws {
    let answer = try chart.recommendation(on: today)
    #expect(answer.variantCodes == variants)
    #expect(answer.changes.contains { $0.id == id }, "\(variants) without \(id)")
  }

  // MARK: The rows

  @Test(
    "V1, pain, tense swelling or discoloration: V2, with the days counted anew",
    arguments: ["rest-pain", "tense-edema", "dusky-skin"])
  func worsening(sign: String) throws {
    try expectSaid("worsening", for: Self.mild, ["acute-mild"])
    let worse = Self.mild.adding(.seen(sign, on: "2026-06-14"))
    #expect(try worse.recommendation().variantCodes == ["acute-moderate-severe"])
    // Day 14 since the onset: the severity is that of V2, the time is not (G18).
    let late = try worse.recommendation(on: "2026-06-24")
    #expect(late.outcome == .noVariant)
    #expect(late.remarkIDs.contains("G3"))
    #expect(late.changes.contains { $0.id == "worsening-late" && $0.sources.contains("G18") })
    #expect(late.candidate("acute-moderate-severe")?.differs == [.acuity])
  }

  @Test(
    "V1, V2, V4 and V7, any limb-threat sign: emergency, V5 possible; confirmed, V5",
    arguments: [
      (mild, ["acute-mild"]), (moderate, ["acute-moderate-severe"]),
      (mayThurner, ["may-thurner"]), (pregnant, ["pregnancy"]),
    ])
  func limbThreat(chart: Chart, variants: [String]) throws {
    try expectSaid("limb-threat-sign", for: chart, variants)
    for sign in ["motor-deficit", "sensory-deficit", "severe-cyanosis", "pain-out-of-proportion"] {
      let possible = try chart.adding(.seen(sign, on: "2026-06-14")).recommendation()
      #expect(possible.escalations.first?.id == "limb-threat-possible")
      #expect(possible.outcome == .undetermined)
      #expect(possible.candidateCodes.contains("limb-threat"))
    }
    let threatened = try chart.adding(
      .seen("limb-threatening-ischemia", on: "2026-06-14")
    ).recommendation()
    #expect(threatened.escalations.first?.id == "limb-threat")
    #expect(threatened.variantCodes == ["limb-threat"])
  }

  @Test(
    "V3, any limb-threat sign: emergency; the label of V5 says iliofemoral, so that V5 is the nearest (section 3)"
  )
  func limbThreatFemoropopliteal() throws {
    try expectSaid("limb-threat-sign", for: Self.femoropopliteal, ["acute-femoropopliteal"])
    let threatened = try Self.femoropopliteal.adding(
      .seen("limb-threatening-ischemia", on: "2026-06-14")
    ).recommendation()
    #expect(threatened.escalations.first?.id == "limb-threat")
    #expect(threatened.outcome == .noVariant)
    #expect(threatened.candidate("limb-threat")?.differs == [.segment])
  }

  @Test(
    "V1 and V2, CT or MR venography shows May-Thurner before day 14: V4, from V1 the overlap O1",
    arguments: [ImagingMethod.computedTomographyVenography, .magneticResonanceVenography])
  func mayThurnerFound(method: ImagingMethod) throws {
    let shown = Finding.seen("iliac-vein-compression", on: "2026-06-14", by: method)
    try expectSaid("may-thurner-found", for: Self.mild, ["acute-mild"])
    try expectSaid("may-thurner-found", for: Self.moderate, ["acute-moderate-severe"])
    let overlap = try Self.mild.adding(shown).recommendation()
    #expect(overlap.outcome == .overlap)
    #expect(Set(overlap.variantCodes) == ["may-thurner", "acute-mild"])
    #expect(overlap.remarkIDs.contains("O1"))
    #expect(try Self.moderate.adding(shown).recommendation().variantCodes == ["may-thurner"])
    let late = try Self.moderate.adding(shown).recommendation(on: "2026-06-24")
    #expect(late.variantCodes.isEmpty)
  }

  @Test(
    "V1 and V2, moderate symptoms after three months of anticoagulation alone: V6",
    arguments: [
      (mild, ["acute-mild"]), (moderate, ["acute-moderate-severe"]),
    ])
  func persisting(chart: Chart, variants: [String]) throws {
    let treated = chart.adding(Self.anticoagulated("2026-06-11"))
    try expectSaid("persisting", for: treated, variants)
    let mark = try treated.recommendation().changes.first { $0.id == "three-months" }
    #expect(mark?.date == day("2026-09-11"))
    let later = treated.adding(
      .symptoms(.moderate, on: "2026-09-08"), .seen("anticoagulation-alone", on: "2026-09-08"),
      .seen("limb-threatening-ischemia", .absent, on: "2026-09-08"))
    #expect(try later.recommendation(on: "2026-09-10").outcome == .noVariant)
    #expect(try later.recommendation(on: "2026-09-11").variantCodes == ["persistent"])
  }

  @Test(
    "V2 and V4, lysis failed or in part, symptoms beyond three months: G7, V6 fails on \"alone\"",
    arguments: [
      (moderate, ["acute-moderate-severe"]), (mayThurner, ["may-thurner"]),
    ])
  func failedLysis(chart: Chart, variants: [String]) throws {
    try expectSaid("failed-lysis", for: chart, variants)
    let later = try chart.adding(
      Self.anticoagulated("2026-06-11"),
      .done("catheter-directed-thrombolysis", on: "2026-06-16", [.iliac]),
      .symptoms(.moderate, on: "2026-09-20"),
      .seen("limb-threatening-ischemia", .absent, on: "2026-09-20")
    ).recommendation(on: "2026-09-21")
    #expect(later.outcome == .noVariant)
    #expect(later.remarkIDs.contains("G7"))
    #expect(later.candidate("persistent")?.differs == [.anticoagulationAlone])
  }

  @Test(
    "V2 and V4 stented, new symptoms: urgent imaging, no variant (G12)",
    arguments: [
      (moderate, ["acute-moderate-severe"]), (mayThurner, ["may-thurner"]),
    ])
  func stented(chart: Chart, variants: [String]) throws {
    try expectSaid("stented-new-symptoms", for: chart, variants)
    let after = try chart.adding(
      .done("venous-stent", on: "2026-06-16", [.commonIliac]),
      .symptoms(.moderateToSevere, on: "2026-06-18")
    ).recommendation(on: "2026-06-19")
    #expect(after.outcome == .noVariant)
    let gap = try #require(after.remarks.first { $0.id == "G12" })
    #expect(gap.text.contains("urgent duplex ultrasound or CT or MR venography"))
    #expect(after.followUps.contains { $0.id == "stent-new-symptoms" && $0.when == "urgently" })
  }

  @Test("V7, delivery: after it no variant names the patient (G2)")
  func delivery() throws {
    try expectSaid("delivery", for: Self.pregnant, ["pregnancy"])
    let after = try Self.pregnant.adding(
      .seen("obstetric-delivery", onset: "2026-06-14", on: "2026-06-14")
    ).recommendation()
    #expect(!after.variantCodes.contains("pregnancy"))
    #expect(after.remarkIDs.contains("G2-postpartum"))
    #expect(after.remarkIDs.contains("G2-delivery"))
    #expect(after.candidate("pregnancy") == nil)
  }

  @Test(
    "V6, Villalta of 15 or more, or an ulcer: the topic on chronic venous disease (8.3)",
    arguments: [
      Finding.seen("villalta-total", on: "2026-06-14", value: 15),
      .seen("villalta-ulcer", on: "2026-06-14"),
    ])
  func severeChanges(finding: Finding) throws {
    try expectSaid("severe-changes", for: Self.persistent, ["persistent"])
    let after = try Self.persistent.adding(finding).recommendation()
    #expect(after.outcome == .noVariant)
    #expect(after.candidate("persistent")?.differs == [.severity])
    #expect(
      after.neighbouringTopics.map(\.id) == [
        "chronic-venous-disease/treatment-severe-post-thrombotic"
      ])
  }

  // MARK: Any, anticoagulation becomes contraindicated

  /// One state of each outcome in which there is a thrombosis.
  static let anyState: [(String, Chart, Outcome)] = [
    ("V1", mild, .matched), ("V2", moderate, .matched), ("V3", femoropopliteal, .matched),
    ("V4", mayThurner, .matched), ("V7", pregnant, .matched), ("V6", persistent, .matched),
    ("V5", moderate.adding(.has("phlegmasia/cerulea-dolens", since: "2026-06-14")), .matched),
    ("O1", mild.adding(venogram), .overlap),
    ("health assumed", Chart(.thrombosis(), .symptoms(.mild), unthreatened), .provisional),
    (
      "G4",
      Chart(
        .thrombosis(), .symptoms(.moderateToSevere), unthreatened,
        .has("active-cancer", since: "2026-02-01")), .noVariant
    ),
    ("severity missing", Chart(.thrombosis(), unthreatened), .undetermined),
    ("distal", acute(.mild, [.calfMuscular]), .notCovered),
  ]

  @Test(
    "Any, anticoagulation becomes contraindicated: the filter topic, variant 2", arguments: anyState
  )
  func anticoagulationStopped(state: String, chart: Chart, outcome: Outcome) throws {
    let before = try chart.recommendation()
    #expect(before.outcome == outcome, "\(state)")
    let line = try #require(before.changes.first { $0.id == "anticoagulation-stopped" }, "\(state)")
    #expect(line.text.contains("vena cava filters"))
    let after = try chart.adding(Self.bleeding).recommendation()
    let topic = try #require(
      after.neighbouringTopics.first { $0.id == "ivc-filter/2" }, "\(state)")
    #expect(topic.ratings.map(\.rating) == [.usuallyAppropriate, .mayBeAppropriate])
    // What has happened is not said to lie ahead.
    #expect(!after.changes.contains { $0.id == "anticoagulation-stopped" })
  }

  @Test("Without a thrombosis, with a suspicion, and in a minor there is no such line")
  func noThrombosisNoLine() throws {
    let none = Chart(
      .seen("venous-thrombus", .absent, on: "2026-06-14", by: .duplex))
    let suspected = Chart(
      .seen(
        "dvt-iliofemoral-acute", .suspected, kind: .condition, course: .active,
        segments: [.iliac], onset: "2026-06-12"))
    var boy = Self.mild
    boy.person = Chart.boy
    for chart in [none, suspected, boy] {
      let answer = try chart.recommendation()
      #expect(answer.outcome == .notCovered)
      #expect(answer.changes.isEmpty)
    }
  }
}

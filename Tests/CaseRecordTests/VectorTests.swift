import CaseRecord
import Testing

@Suite("The test vectors of FACTS 10, as far as they are facts")
struct VectorTests {
  /// A vector: what is on record beside an imaged iliofemoral thrombosis of the left leg, and what follows.
  struct Vector: CustomTestStringConvertible {
    var id: String
    var findings: [Finding]
    var person = Sketch.man
    var expected: [Feature: [String]]
    var testDescription: String { id }
  }

  static let healthy = finding("otherwise-healthy", on: "2026-06-14")
  static let acuteModerate = thrombosis(onset: "2026-06-02", severity: .moderateToSevere)
  static func compression(_ method: ImagingMethod) -> Finding {
    finding("iliac-vein-compression", side: .left, on: "2026-06-14", by: method)
  }
  static func started(_ day: String) -> Finding {
    finding("anticoagulant/apixaban", kind: .medicationUse, course: .active, onset: day)
  }
  static let alone = finding("anticoagulation-alone", on: "2026-06-14")
  static let phlegmasia = finding(
    "phlegmasia/cerulea-dolens", kind: .condition, course: .active, side: .left)

  static let acute: [Vector] = [
    Vector(
      id: "T1", findings: [thrombosis(onset: "2026-06-02", severity: .mild), healthy],
      expected: [
        .acuity: ["acute"], .severity: ["mild"], .otherwiseHealthy: ["yes"],
        .segment: ["iliofemoral"], .thrombosis: ["confirmed"],
      ]),
    Vector(
      id: "T2", findings: [thrombosis(onset: "2026-06-01", severity: .mild), healthy],
      expected: [.acuity: ["subacute"]]),
    Vector(
      id: "T3", findings: [acuteModerate, healthy],
      expected: [.acuity: ["acute"], .severity: ["moderate", "severe"]]),
    Vector(
      id: "T4", findings: [acuteModerate, healthy, compression(.computedTomographyVenography)],
      expected: [.compression: ["cross-sectional"]]),
    Vector(
      id: "T5",
      findings: [
        thrombosis(onset: "2026-06-02", severity: .mild), healthy,
        compression(.computedTomographyVenography),
      ], expected: [.compression: ["cross-sectional"], .severity: ["mild"]]),
    Vector(
      id: "T6", findings: [acuteModerate, compression(.duplex)],
      expected: [.compression: ["suspected"]]),
    Vector(
      id: "T7", findings: [acuteModerate, compression(.magneticResonanceVenography)],
      expected: [.compression: ["cross-sectional"], .otherwiseHealthy: ["no", "yes"]]),
    Vector(
      id: "T8", findings: [thrombosis(onset: nil), phlegmasia],
      expected: [
        .limbThreat: ["confirmed"], .limbThreatSign: ["yes"],
        .acuity: ["acute", "subacute", "late-subacute", "chronic"],
      ]),
    Vector(
      id: "T9",
      findings: [thrombosis(), phlegmasia, finding("pregnancy-state", on: "2026-06-10")],
      person: Sketch.woman, expected: [.limbThreat: ["confirmed"], .pregnancy: ["pregnant"]]),
    Vector(
      id: "T10",
      findings: [
        thrombosis(onset: "2026-06-13", severity: .moderateToSevere),
        finding("pregnancy-state", on: "2026-06-14"),
        finding("gestational-age", on: "2026-06-14", value: 28, unit: "wk"),
      ], person: Sketch.woman, expected: [.pregnancy: ["pregnant"], .acuity: ["acute"]]),
    Vector(
      id: "T11",
      findings: [thrombosis(severity: .mild), finding("pregnancy-state", on: "2026-06-14")],
      person: Sketch.woman, expected: [.pregnancy: ["pregnant"], .severity: ["mild"]]),
    Vector(
      id: "T12",
      findings: [acuteModerate, healthy, finding("obstetric-delivery", onset: "2026-06-10")],
      person: Sketch.woman,
      expected: [
        .pregnancy: ["postpartum"], .otherwiseHealthy: ["yes"], .lysisContraindication: ["yes"],
      ]),
    Vector(
      id: "T13", findings: [thrombosis(segments: [.femoral, .popliteal], severity: .moderate)],
      expected: [.segment: ["femoropopliteal"], .severity: ["moderate"]]),
    Vector(
      id: "T14", findings: [thrombosis(segments: [.femoral, .popliteal], severity: .severe)],
      expected: [.segment: ["femoropopliteal"], .severity: ["severe"]]),
    Vector(
      id: "T15", findings: [thrombosis(segments: [.commonFemoral], severity: .mild)],
      expected: [.segment: ["iliofemoral"], .isolatedCommonFemoral: ["yes"]]),
    Vector(
      id: "T16", findings: [thrombosis(segments: [.calfMuscular])],
      expected: [.segment: ["distal"]]),
  ]

  static let later: [Vector] = [
    Vector(
      id: "T17",
      findings: [
        thrombosis(onset: "2026-03-13", severity: .moderate), started("2026-03-15"), alone,
      ],
      expected: [
        .anticoagulationDuration: ["3-months-or-more"], .anticoagulationAlone: ["yes"],
        .acuity: ["chronic"], .severity: ["moderate"],
      ]),
    Vector(
      id: "T18",
      findings: [
        thrombosis(onset: "2026-03-13", severity: .moderate), started("2026-03-16"), alone,
      ],
      expected: [.anticoagulationDuration: ["under-3-months"]]),
    Vector(
      id: "T19", findings: [thrombosis(onset: "2026-02-10", severity: .severe)],
      expected: [.severity: ["severe"], .acuity: ["chronic"]]),
    Vector(
      id: "T20",
      findings: [
        thrombosis(onset: "2026-02-10", severity: .moderate), started("2026-02-10"),
        finding("catheter-directed-thrombolysis", kind: .procedure, side: .left, on: "2026-02-12"),
      ], expected: [.anticoagulationAlone: ["no"], .priorThrombusRemoval: ["yes"]]),
    Vector(
      id: "T21", findings: [thrombosis(onset: "2026-05-21"), started("2026-05-22")],
      expected: [.acuity: ["subacute"], .anticoagulationDuration: ["under-3-months"]]),
    Vector(
      id: "T22",
      findings: [acuteModerate, finding("active-cancer", kind: .condition, course: .active)],
      expected: [.activeCancer: ["yes"], .otherwiseHealthy: ["no"]]),
    Vector(
      id: "T23",
      findings: [
        acuteModerate, finding("platelets", on: "2026-06-14", value: 80_000, unit: "/uL"),
      ],
      expected: [.lysisContraindication: ["yes"], .otherwiseHealthy: ["no"]]),
    Vector(
      id: "T24",
      findings: [
        thrombosis(severity: .mild),
        finding(
          "lysis-contraindication/gi-bleed", kind: .condition, course: .active, onset: "2026-06-14"),
      ], expected: [.anticoagulationContraindication: ["yes"], .otherwiseHealthy: ["no"]]),
    Vector(
      id: "T26",
      findings: [
        acuteModerate,
        finding("phlegmasia/alba-dolens", kind: .condition, course: .active, side: .left),
      ], expected: [.limbThreatSign: ["yes"], .limbThreat: ["none", "confirmed"]]),
    Vector(
      id: "T27", findings: [thrombosis(onset: nil, severity: SeverityGrade.none)],
      expected: [.severity: ["none"]]),
    Vector(
      id: "T28",
      findings: [
        thrombosis(onset: "2026-06-12"),
        finding("symptom-severity", side: .left, severity: .mild, on: "2026-06-12"),
        finding("tense-edema", side: .left, on: "2026-06-14"),
      ], expected: [.severity: ["moderate", "severe"], .acuity: ["acute"]]),
    Vector(
      id: "T29",
      findings: [
        finding(
          "venous-thrombus", .absent, side: .left, on: "2026-06-14",
          by: .computedTomographyVenography),
        compression(.computedTomographyVenography),
      ], expected: [.thrombosis: ["none"], .compression: ["cross-sectional"]]),
    Vector(
      id: "T30",
      findings: [
        finding(
          "venous-stent", kind: .procedure, segments: [.commonIliac], side: .left, on: "2024-06-11"),
        finding(
          "leg-swelling", kind: .condition, course: .active, side: .left, onset: "2026-06-12"),
      ], expected: [.priorStent: ["yes"], .thrombosis: ["confirmed", "unconfirmed", "none"]]),
    Vector(
      id: "T31",
      findings: [
        thrombosis(presence: .absent, recorded: "2026-06-10"),
        finding("villalta-total", side: .left, on: "2026-06-10", value: 12),
      ], expected: [.thrombosis: ["none"], .postThromboticSyndrome: ["no"]]),
    Vector(
      id: "T34",
      findings: [
        acuteModerate, finding("phlegmasia/cerulea-dolens", .absent, kind: .condition, side: .left),
      ], expected: [.limbThreat: ["none"], .limbThreatSign: ["no"]]),
    Vector(
      id: "T35", findings: [thrombosis(imaged: false, presence: .suspected)],
      expected: [.thrombosis: ["unconfirmed"]]),
  ]

  @Test("Each vector's facts", arguments: acute + later)
  func vectors(vector: Vector) {
    let facts = Sketch.facts(vector.findings, of: vector.person)
    for (feature, possible) in vector.expected {
      #expect(facts.possible(feature) == possible, "\(vector.id) \(feature.rawValue)")
    }
    #expect(facts.contradictions.isEmpty)
  }

  @Test("TV-4: chronic, both legs and the vena cava, severe, compressed by something else")
  func caseReport() {
    let cases = Sketch.record(
      [
        thrombosis(
          onset: "2025-02-10", segments: [.inferiorVenaCava, .iliac], side: .bilateral,
          concept: "dvt-chronic"),
        finding(
          "iliac-vein-compression-other-cause", on: "2026-05-28", by: .computedTomographyVenography),
        finding("villalta-total", on: "2026-06-01", value: 22),
        finding(
          "active-cancer/haematological", kind: .condition, course: .resolved, end: "2025-08-20"),
        Self.started("2025-02-12"), Self.alone,
      ]
    ).derivedFacts(contraindications: .example)
    #expect(cases.count == 2)
    for facts in cases {
      #expect(facts.possible(.laterality) == ["bilateral"])
      #expect(facts.possible(.venaCavaInvolvement) == ["yes"])
      #expect(facts.possible(.acuity) == ["chronic"])
      #expect(facts.possible(.severity) == ["severe"])
      #expect(facts.possible(.compression) == ["other-cause"])
      #expect(facts.possible(.anticoagulationAlone) == ["yes"])
      #expect(facts.possible(.anticoagulationDuration) == ["3-months-or-more"])
      #expect(facts[.activeCancer].state == .unknown)
    }
  }
}

import CaseRecord

/// A seeded generator (SplitMix64): the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Findings that no person planned: every concept that some feature reads, with any presence, date and side.
enum RandomFindings {
  /// Concepts that speak of one leg.
  static let ofLeg = [
    "dvt-iliofemoral-acute", "dvt-femoropopliteal-distal", "dvt-unspecified-lower-extremity",
    "dvt-chronic", "dvt-iliofemoral-acute/phlebitis", "venous-thrombus", "symptom-onset",
    "leg-swelling", "leg-pain", "leg-pain/score", "oedema", "symptom-severity",
    "functional-limitation", "rest-pain", "tense-edema", "massive-swelling", "dusky-skin",
    "severe-cyanosis", "redness", "limb-threat/cyanosis", "limb-threat/pallor", "motor-deficit",
    "limb-threat/sensory-deficit", "compromised-arterial-inflow", "phlegmasia/cerulea-dolens",
    "phlegmasia/alba-dolens", "venous-gangrene", "limb-threatening-ischemia",
    "iliac-vein-compression", "iliac-vein-compression-other-cause", "percutaneous-thrombectomy",
    "surgical-thrombectomy", "iliofemoral-vein-stent", "venous-stent", "history-vte",
    "post-thrombotic-syndrome", "villalta-total", "villalta-pain", "villalta-cramps",
    "villalta-ulcer", "venous-claudication", "vcss-total", "vcss-pain", "vcss-active-ulcers",
    "vcss-ulcer-size", "ceap-clinical-class",
    "anticoagulation-alone", "anticoagulation-start",
  ]
  /// Concepts that speak of the whole person.
  static let ofPerson = [
    "pulmonary-embolism", "hemodynamic-instability", "pregnancy-state", "pregnancy-state/absent",
    "obstetric-delivery", "estimated-delivery-date", "gestational-age", "otherwise-healthy",
    "active-cancer", "cancer-history", "recent-major-surgery", "thrombophilia/antiphospholipid",
    "good-functional-status", "non-ambulatory", "ambulatory-independent", "impaired-mobility",
    "lysis-contraindication", "lysis-contraindication/gi-bleed",
    "lysis-contraindication/ischaemic-stroke", "anticoagulation-contraindication", "platelets",
    "haemoglobin", "inr", "anticoagulant/apixaban", "anticoagulant/warfarin", "no-known-problems",
    "no-known-procedures", "ivc-filter/insertion", "ivc-filter/removal", "ivc-thrombosis",
    "systemic-thrombolysis", "chronic-venous-disease",
  ]
  /// Concepts that no feature reads.
  static let irrelevant = [
    "nonspecific.dvt-unspecified-lower-extremity", "lookalike.limb-threat/arterial-lookalike",
    "nonspecific.iliac-vein-compression", "weight", "height", "bmi", "temperature", "aptt",
    "fibrinogen", "albumin", "potassium", "antiplatelet/aspirin", "compression-stocking",
    "intermittent-pneumatic-compression", "nonspecific.hypertension", "warmth",
    "nonspecific.lysis-contraindication/recent-surgery", "d-dimer", "functional-status-document",
    "pruritus", "nonspecific.pregnancy-state", "carcinoma-in-situ", "history-pulmonary-embolism",
  ]

  private static let days = [
    "2026-06-15", "2026-06-14", "2026-06-14T08:00", "2026-06-14T18:00", "2026-06-10", "2026-06-02",
    "2026-06-01", "2026-06", "2026-05-17", "2026-05", "2026-03-15", "2026-03-16", "2026", "2025-12",
    "2024-02-11", "2019", "2026-06-20",
  ]

  /// One finding of a concept.
  static func one(
    _ concept: String, number: Int, side: Laterality?, using generator: inout SeededGenerator
  ) -> Finding {
    func day(_ chance: Int) -> String? {
      Int.random(in: 0..<10, using: &generator) < chance
        ? days.randomElement(using: &generator) : nil
    }
    let kinds: [Finding.Kind] = [
      .condition, .condition, .observation, .observation, .procedure, .imaging, .medicationUse,
      .device, .proposal,
    ]
    let kind: Finding.Kind =
      concept.hasPrefix("anticoagulant")
      ? [.medicationUse, .medicationOrder].randomElement(using: &generator) ?? .medicationUse
      : kinds.randomElement(using: &generator) ?? .observation
    let presences: [Finding.Presence] = [.present, .present, .present, .absent, .suspected]
    let courses: [Finding.Course?] = [nil, .active, .active, .resolved]
    let isMeasured = [
      "villalta-total", "villalta-pain", "villalta-cramps", "vcss-total", "vcss-pain",
      "vcss-active-ulcers", "vcss-ulcer-size", "platelets", "inr",
      "haemoglobin", "gestational-age", "leg-pain/score", "ceap-clinical-class",
    ].contains(concept)
    let units = [nil, "10*9/L", "/uL", "g/dL", "wk", "{INR}"]
    return finding(
      concept, presences.randomElement(using: &generator) ?? .present, id: "finding-\(number)",
      kind: kind, verified: Bool.random(using: &generator),
      course: courses.randomElement(using: &generator) ?? nil,
      segments: Bool.random(using: &generator)
        ? [VeinSegment.allCases.randomElement(using: &generator) ?? .iliac] : [],
      side: side, place: [nil, nil, .leg, .elsewhere].randomElement(using: &generator) ?? nil,
      acuity: [nil, .acute, .chronic].randomElement(using: &generator) ?? nil,
      severity: ([nil] + SeverityGrade.allCases.map(Optional.some)).randomElement(using: &generator)
        ?? nil,
      onset: day(4), on: day(7), end: day(1),
      by: ([nil] + ImagingMethod.allCases.map(Optional.some)).randomElement(using: &generator)
        ?? nil,
      imaged: Bool.random(using: &generator),
      value: isMeasured ? Double(Int.random(in: -1...40, using: &generator)) : nil,
      unit: isMeasured ? units.randomElement(using: &generator) ?? nil : nil)
  }

  /// Some findings of these concepts, numbered from a number on.
  static func some(
    _ count: Int, of concepts: [String], from first: Int = 0, sides: [Laterality?] = [nil, .left],
    using generator: inout SeededGenerator
  ) -> [Finding] {
    (0..<count).map { offset in
      one(
        concepts.randomElement(using: &generator) ?? "weight", number: first + offset,
        side: sides.randomElement(using: &generator) ?? nil, using: &generator)
    }
  }

  /// Open requests for treatments of every kind, in any order, with any side, date and intent.
  static func orders(_ count: Int, using generator: inout SeededGenerator) -> [Finding] {
    let concepts = OrderTable.example.rows.flatMap(\.concepts)
    let intents: [TreatmentRequest.Intent] = [.proposal, .plan, .order, .option]
    return (0..<count).map { number in
      requested(
        concepts.randomElement(using: &generator) ?? "venous-stent", id: "order-\(number)",
        side: [nil, .left, .right, .bilateral].randomElement(using: &generator) ?? nil,
        on: days.randomElement(using: &generator)
      ) { $0.intent = intents.randomElement(using: &generator) ?? .order }
    }
  }
}

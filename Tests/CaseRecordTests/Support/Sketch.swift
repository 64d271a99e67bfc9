import CaseRecord

/// Short ways to write findings, dates and records, so that a test reads like the case it tells.
enum Sketch {
  /// The day of evaluation of most examples.
  static let today = "2026-06-15"

  /// The possible days of a FHIR date: `2026`, `2026-05` or `2026-05-17`, with or without a time of day in UTC.
  static func time(_ text: String) -> ClinicalTime {
    let parts = text.split(separator: "T")
    let numbers = (parts.first ?? "").split(separator: "-").compactMap { Int($0) }
    let year = numbers.first ?? 0
    let days: DayInterval
    switch numbers.count {
    case 1: days = DayInterval(day(year, 1, 1), day(year, 12, 31))
    case 2:
      let last = CalendarDay.length(ofMonth: numbers[1], year: year)
      days = DayInterval(day(year, numbers[1], 1), day(year, numbers[1], last))
    default: days = DayInterval(day(year, numbers[1], numbers[2]))
    }
    var seconds: Double?
    if parts.count > 1 {
      let clock = parts[1].split(separator: ":").compactMap { Int($0) }
      seconds = Double(days.earliest.daysSinceEpoch * 86_400 + clock[0] * 3600 + clock[1] * 60)
    }
    return ClinicalTime(days: days, epochSeconds: seconds, text: text)
  }

  /// A day that exists.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
    CalendarDay(year: year, month: month, day: day) ?? CalendarDay(daysSinceEpoch: 0)
  }

  /// A day written as a full date.
  static func day(_ text: String) -> CalendarDay {
    time(text).days.earliest
  }

  /// The end of a day in UTC.
  static func asOf(_ text: String = today) -> AsOf {
    let moment = time(text)
    return AsOf(
      day: moment.days.earliest,
      epochSeconds: moment.epochSeconds
        ?? Double((moment.days.earliest.daysSinceEpoch + 1) * 86_400 - 1),
      offsetMinutes: 0, text: text)
  }

  /// A man of 52 years.
  static let man = Person(
    birth: time("1974-03-01"), gender: .male,
    evidence: [Evidence(reference: "Patient/p", path: "Patient")])
  /// A woman of 32 years.
  static let woman = Person(
    birth: time("1994-03-01"), gender: .female,
    evidence: [Evidence(reference: "Patient/p", path: "Patient")])

  /// A record.
  static func record(
    _ findings: [Finding], of person: Person = man, asOf: String = today
  ) -> CaseRecord {
    CaseRecord(subject: "Patient/p", asOf: self.asOf(asOf), person: person, findings: findings)
  }

  /// The facts of a record with one leg.
  static func facts(
    _ findings: [Finding], of person: Person = man, asOf: String = today,
    table: ContraindicationTable = .example
  ) -> CaseFacts {
    record(findings, of: person, asOf: asOf).derivedFacts(contraindications: table).first
      ?? CaseFacts(leg: nil, facts: [])
  }
}

/// A finding with a place of its own in the input.
func finding(
  _ concept: String, _ presence: Finding.Presence = .present, id: String? = nil,
  kind: Finding.Kind = .observation, verified: Bool = false, course: Finding.Course? = nil,
  segments: Set<VeinSegment> = [], side: Laterality? = nil, place: Finding.Place? = nil,
  acuity: StatedAcuity? = nil, severity: SeverityGrade? = nil, onset: String? = nil,
  on observed: String? = nil, end: String? = nil, by method: ImagingMethod? = nil,
  imaged: Bool = false, value: Double? = nil, unit: String? = nil, comparator: String? = nil,
  text: String? = nil
) -> Finding {
  let name =
    id
    ?? [concept, presence.rawValue, observed ?? onset ?? "", side?.rawValue ?? ""]
    .joined(separator: "-")
  return Finding(
    concept: Concept(concept), presence: presence, isVerified: verified, kind: kind,
    course: course, segments: segments, laterality: side, place: place, statedAcuity: acuity,
    severity: severity, onset: onset.map(Sketch.time), observed: observed.map(Sketch.time),
    end: end.map(Sketch.time), method: method,
    imagingEvidence: imaged
      ? [Evidence(reference: "DiagnosticReport/\(name)", path: "report")] : [],
    quantity: value.map {
      MeasuredQuantity(value: $0, text: text ?? "\($0)", unit: unit, comparator: comparator)
    }, evidence: Evidence(reference: "Resource/\(name)", path: "entry.resource"), rule: "test")
}

/// A thrombosis of the left iliac vein, imaged, with an onset.
func thrombosis(
  onset: String? = "2026-06-10", segments: Set<VeinSegment> = [.iliac], side: Laterality? = .left,
  severity: SeverityGrade? = nil, imaged: Bool = true, verified: Bool = false, id: String? = nil,
  presence: Finding.Presence = .present, course: Finding.Course? = .active,
  recorded: String? = nil, end: String? = nil, acuity: StatedAcuity? = nil,
  concept: String = "dvt-iliofemoral-acute"
) -> Finding {
  finding(
    concept, presence, id: id, kind: .condition, verified: verified, course: course,
    segments: segments, side: side, acuity: acuity, severity: severity, onset: onset, on: recorded,
    end: end, imaged: imaged)
}

extension CaseFacts {
  /// The answers left open on a feature, as codes.
  func possible(_ feature: Feature) -> [String] {
    self[feature].possible.map(\.rawValue)
  }
}

extension ContraindicationTable {
  /// Some rows as the criteria have them.
  static let example = ContraindicationTable(rows: [
    Row(
      id: "bleeding", title: "Active bleeding", against: .thrombolysis,
      concepts: ["lysis-contraindication/active-bleeding-or-diathesis"],
      againstOtherwiseHealthy: true,
      sources: [Source(classification: "absolute", citation: "MS-CDT (S)")]),
    Row(
      id: "stroke", title: "Stroke", against: .thrombolysis,
      concepts: ["lysis-contraindication/ischaemic-stroke"], againstOtherwiseHealthy: true,
      sources: [
        Source(classification: "absolute", withinMonths: 3, citation: "MS-CDT (S)"),
        Source(classification: "named", citation: "F001-12 (V)"),
      ]),
    Row(
      id: "hemorrhage", title: "Intracranial hemorrhage", against: .thrombolysis,
      concepts: ["lysis-contraindication/intracranial-haemorrhage"], againstOtherwiseHealthy: true,
      sources: [
        Source(classification: "absolute", withinMonths: 3, citation: "MS-CDT (S)"),
        Source(classification: "absolute", ever: true, citation: "MS-ACCP (S)"),
      ]),
    Row(
      id: "surgery", title: "Major surgery", against: .thrombolysis,
      concepts: ["recent-major-surgery", "lysis-contraindication/recent-surgery"],
      againstOtherwiseHealthy: true,
      sources: [
        Source(classification: "excluded", withinDays: 9, citation: "ATT-CT (V)"),
        Source(classification: "relative", withinDays: 14, citation: "MS-ACCP (S)"),
      ]),
    Row(
      id: "delivery", title: "Delivery", against: .thrombolysis, concepts: ["obstetric-delivery"],
      againstOtherwiseHealthy: false,
      sources: [Source(classification: "excluded", withinDays: 9, citation: "ATT-CT (V)")]),
    Row(
      id: "pregnancy", title: "Pregnancy", against: .thrombolysis, concepts: ["pregnancy-state"],
      againstOtherwiseHealthy: false,
      sources: [Source(classification: "absolute", citation: "MS-ACCP (S)")]),
    Row(
      id: "platelets", title: "Platelets", against: .thrombolysis, concepts: ["platelets"],
      unit: "10*9/L", againstOtherwiseHealthy: true,
      sources: [Source(classification: "excluded", below: 100, citation: "ATT-CT (V)")]),
    Row(
      id: "inr", title: "INR", against: .thrombolysis, concepts: ["inr"], unit: "1",
      againstOtherwiseHealthy: false,
      sources: [Source(classification: "excluded", above: 1.6, citation: "ATT-CT (V)")]),
    Row(
      id: "hemoglobin", title: "Hemoglobin", against: .thrombolysis, concepts: ["haemoglobin"],
      unit: "g/dL", againstOtherwiseHealthy: true,
      sources: [Source(classification: "excluded", below: 9, citation: "ATT-CT (V)")]),
    Row(
      id: "systolic", title: "Systolic pressure", against: .thrombolysis, concepts: ["systolic-bp"],
      unit: "mm[Hg]", againstOtherwiseHealthy: false,
      sources: [Source(classification: "relative", above: 180, citation: "EXP (S)")]),
    Row(
      id: "egfr", title: "eGFR", against: .thrombolysis, concepts: ["egfr"],
      unit: "mL/min/{1.73_m2}", againstOtherwiseHealthy: true,
      sources: [Source(classification: "excluded", below: 30, citation: "ATT-CT (V)")]),
    Row(
      id: "allergy", title: "Allergy to a thrombolytic", against: .thrombolysis,
      concepts: ["lysis-contraindication/thrombolytic-allergy"], againstOtherwiseHealthy: true,
      sources: [Source(classification: "excluded", ever: true, citation: "ATT-CT (V)")]),
    Row(
      id: "major-bleeding", title: "Active major bleeding", against: .anticoagulation,
      concepts: ["lysis-contraindication/gi-bleed"], againstOtherwiseHealthy: true,
      sources: [Source(classification: "absolute", citation: "CHEST (V)")]),
    Row(
      id: "ulcer", title: "Active ulcer", against: .anticoagulation,
      concepts: ["lysis-contraindication/peptic-ulcer"], againstOtherwiseHealthy: false,
      sources: [Source(classification: "relative", citation: "NCCN-AC (S)")]),
    Row(
      id: "planned", title: "Planned procedure of high bleeding risk", against: .anticoagulation,
      concepts: ["planned-high-bleeding-risk-procedure"], againstOtherwiseHealthy: true,
      sources: [Source(classification: "absolute", citation: "UTD-AC (S)")]),
    Row(
      id: "severe-thrombocytopenia", title: "Severe thrombocytopenia", against: .anticoagulation,
      concepts: ["platelets"], unit: "10*3/uL", againstOtherwiseHealthy: true,
      sources: [
        Source(classification: "absolute", below: 25, citation: "UTD-AC (S)"),
        Source(classification: "relative", below: 50, citation: "NCCN-AC (S)"),
      ]),
  ])
}

/// An open order for what a concept names, for the left leg and placed yesterday.
func requested(
  _ concept: String, id: String? = nil, side: Laterality? = .left, place: Finding.Place? = nil,
  on placed: String? = "2026-06-14", _ change: (inout TreatmentRequest) -> Void = { _ in }
) -> Finding {
  var request = TreatmentRequest(intent: .order, codes: [.init("https://example.org|1")])
  change(&request)
  var made = finding(concept, id: id, kind: .proposal, side: side, place: place, on: placed)
  made.request = request
  return made
}

extension OrderTable {
  /// Rows as the criteria have them.
  static let example = OrderTable(
    rows: [
      Row(
        id: "catheter",
        concepts: [
          "percutaneous-thrombectomy", "catheter-directed-thrombolysis",
          "catheter-directed-therapy",
        ], meaning: .option, options: ["catheter-directed-therapy"], isIntervention: true),
      Row(
        id: "catheter-guidance", concepts: ["percutaneous-thrombectomy/imaging-guidance"],
        meaning: .option, options: ["catheter-directed-therapy"], isIntervention: true,
        needsLeg: true),
      Row(
        id: "surgery", concepts: ["surgical-thrombectomy"], meaning: .option,
        options: ["surgical-thrombectomy"], isIntervention: true),
      Row(
        id: "systemic", concepts: ["systemic-thrombolysis"], meaning: .option,
        options: ["systemic-thrombolysis"], isIntervention: true, isForWholePerson: true),
      Row(
        id: "route-open", concepts: ["systemic-thrombolysis"], leavesOpen: ["route"],
        meaning: .oneOf, options: ["catheter-directed-therapy", "systemic-thrombolysis"],
        isIntervention: true, isForWholePerson: true),
      Row(
        id: "thrombolytic", concepts: ["thrombolytic", "thrombolytic-infusion"], meaning: .oneOf,
        options: ["catheter-directed-therapy", "systemic-thrombolysis"], isIntervention: true,
        isForWholePerson: true),
      Row(
        id: "anticoagulation", concepts: ["anticoagulant", "anticoagulation-therapy"],
        without: ["line-flush-strength"], meaning: .soleTherapy,
        options: ["anticoagulation-alone"], isForWholePerson: true),
      Row(
        id: "anticoagulation-alone", concepts: ["anticoagulation-therapy/alone"], meaning: .option,
        options: ["anticoagulation-alone"], isForWholePerson: true),
      Row(
        id: "stockings", concepts: ["compression-stocking"], meaning: .option,
        options: ["compression-stockings"]),
      Row(
        id: "stent", concepts: ["venous-stent", "iliofemoral-vein-stent"], meaning: .part,
        options: ["catheter-directed-therapy", "surgical-thrombectomy"], isIntervention: true),
      Row(
        id: "filter", concepts: ["ivc-filter"],
        without: ["removal-or-other-intraluminal-device"], meaning: .otherTopic,
        isForWholePerson: true),
    ], reasons: ["dvt-iliofemoral-acute", "pulmonary-embolism", "venous-thrombus"])
}

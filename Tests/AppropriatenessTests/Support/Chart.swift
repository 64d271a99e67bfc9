import CaseRecord

@testable import Appropriateness

/// What is on record of a patient with a thrombosis of the left leg, as findings: for examples that go from the record
/// through the derivation to the answer, with the tables of this repository.
///
///     Chart(.thrombosis(), .seen("otherwise-healthy")).adding(.seen("tense-edema")).recommendation()
struct Chart {
  var findings: [Finding]
  var person = Chart.man

  init(_ findings: Finding..., person: Person = Chart.man) {
    self.findings = findings
    self.person = person
  }

  /// The same chart with something that happened since.
  func adding(_ more: Finding...) -> Chart {
    var chart = self
    chart.findings += more
    return chart
  }

  /// What the record says on a day.
  func facts(on today: String = "2026-06-15") throws -> CaseFacts {
    let record = CaseRecord(
      subject: "Patient/p", asOf: Chart.asOf(today), person: person, findings: findings)
    let cases = record.derivedFacts(contraindications: try Chart.table.get())
    return cases.first ?? CaseFacts(leg: nil, facts: [])
  }

  /// The answer on a day, by the edition of 2020.
  func recommendation(on today: String = "2026-06-15") throws -> Recommendation {
    try acr2020.recommend(facts(on: today), asOf: Chart.asOf(today))
  }

  /// A man of 52 years.
  static let man = Person(
    birth: time("1974-03-01"), gender: .male,
    evidence: [Evidence(reference: "Patient/p", path: "Patient")])
  /// A woman of 32 years.
  static let woman = Person(
    birth: time("1994-03-01"), gender: .female,
    evidence: [Evidence(reference: "Patient/p", path: "Patient")])
  /// A boy of 12 years.
  static let boy = Person(
    birth: time("2014-03-01"), gender: .male,
    evidence: [Evidence(reference: "Patient/p", path: "Patient")])

  static let table = Result {
    try ContraindicationTable(CriteriaFiles.file("contraindications.json"))
  }

  static func time(_ text: String) -> ClinicalTime {
    ClinicalTime(days: DayInterval(day(text)), text: text)
  }

  private static func asOf(_ text: String) -> AsOf {
    let today = day(text)
    return AsOf(
      day: today, epochSeconds: Double((today.daysSinceEpoch + 1) * 86_400 - 1), offsetMinutes: 0,
      text: text)
  }
}

extension Finding {
  /// A finding of the left leg or of the person; `on` is when it was seen, `onset` when it began.
  static func seen(
    _ concept: String, _ presence: Presence = .present, kind: Kind = .observation,
    course: Course? = nil, segments: Set<VeinSegment> = [], severity: SeverityGrade? = nil,
    onset: String? = nil, on observed: String? = nil, end: String? = nil,
    by method: ImagingMethod? = nil, imaged: Bool = false, value: Double? = nil, unit: String? = nil
  ) -> Finding {
    let name = [concept, presence.rawValue, observed ?? onset ?? ""].joined(separator: "-")
    return Finding(
      concept: Concept(concept), presence: presence, isVerified: false, kind: kind, course: course,
      segments: segments, laterality: .left, place: .leg, statedAcuity: nil, severity: severity,
      onset: onset.map(Chart.time), observed: observed.map(Chart.time), end: end.map(Chart.time),
      method: method,
      imagingEvidence: imaged
        ? [Evidence(reference: "DiagnosticReport/\(name)", path: "report")] : [],
      quantity: value.map { MeasuredQuantity(value: $0, text: "\($0)", unit: unit) },
      evidence: Evidence(reference: "Resource/\(name)", path: "entry.resource"), rule: "test")
  }

  /// A thrombosis that imaging shows, by default of the iliac vein.
  static func thrombosis(
    onset: String? = "2026-06-10", _ segments: Set<VeinSegment> = [.iliac]
  ) -> Finding {
    .seen(
      segments.contains(.iliac) ? "dvt-iliofemoral-acute" : "dvt-femoropopliteal-distal",
      kind: .condition, course: .active, segments: segments, onset: onset, imaged: true)
  }

  /// How severe the symptoms of the leg are, as a clinician states it.
  static func symptoms(_ grade: SeverityGrade, on day: String = "2026-06-12") -> Finding {
    .seen("symptom-severity", severity: grade, on: day)
  }

  /// A condition that goes on.
  static func has(_ concept: String, since onset: String? = nil) -> Finding {
    .seen(concept, kind: .condition, course: .active, onset: onset)
  }

  /// A condition that is over.
  static func had(_ concept: String, on onset: String) -> Finding {
    .seen(concept, kind: .condition, course: .resolved, onset: onset)
  }

  /// A procedure that was done.
  static func done(
    _ concept: String, on day: String, _ segments: Set<VeinSegment> = []
  ) -> Finding {
    .seen(concept, kind: .procedure, segments: segments, on: day)
  }

  /// A measured value.
  static func measured(
    _ concept: String, _ value: Double, _ unit: String, on day: String = "2026-06-14"
  ) -> Finding {
    .seen(concept, on: day, value: value, unit: unit)
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// Encounter: why it took place.
  ///
  /// A reason is no diagnosis: diseases among the reasons are suspected. Care that only a pregnant patient, or
  /// one under treatment, gets is stated by the encounter itself.
  mutating func map(_ encounter: R4.Encounter, _ source: Source) {
    let codes =
      encounter.reasonCode.enumerated().map { ($1, "reasonCode[\($0)]") }
      + encounter.type.enumerated().map { ($1, "type[\($0)]") }
    var found: [(stated: StatedConcept, element: String)] = []
    for (code, element) in codes {
      for stated in read(code, source).used where stated.establishes {
        found.append((stated, element))
      }
    }
    guard !found.isEmpty, isUsable(source, encounter.status.value),
      source.entry.standing != .planned
    else { return }
    guard isOrdered(encounter.period, source, "period") else { return }
    let start = encounter.period.flatMap { times.time($0.start) }
    guard isPast(start, source, "period") else { return }
    for (stated, element) in found {
      state(
        stated,
        Statement(
          presence: stated.isStatedByEncounter ? .present : .suspected, kind: .observation,
          observed: start, end: encounter.period.flatMap { times.time($0.end) },
          rule: "encounter-reason"),
        source, element)
    }
  }
}

extension StatedConcept {
  /// Whether an encounter for it shows that it is so.
  fileprivate var isStatedByEncounter: Bool {
    switch root {
    case "pregnancy-state", "gestational-age-weeks", "history-vte": true
    case "active-cancer": flags.contains("treatment-encounter")
    default: false
    }
  }
}

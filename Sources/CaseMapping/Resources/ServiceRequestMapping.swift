import CaseRecord
import FHIR

extension CaseAssembly {
  /// ServiceRequest: something planned; never an event.
  mutating func map(_ request: R4.ServiceRequest, _ source: Source) {
    let (used, _) = read(request.code, source)
    guard !used.isEmpty, isUsable(source, request.status.value) else { return }
    let planned: ClinicalTime? =
      switch request.occurrence {
      case .dateTime(let value): times.time(value)
      case .period(let period): times.within(period)
      case .timing(let timing): times.time(timing.event.first)
      case nil: nil
      }
    let sites = sites(request.bodySite, request.extension, source)
    for stated in used {
      state(
        stated,
        Statement(
          presence: .present, kind: .proposal, onset: planned,
          observed: times.time(request.authoredOn), rule: "service-request"),
        at: sites, source, "code")
    }
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// ServiceRequest: something planned; never an event. While it waits it is an order.
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
    var statement = Statement(
      presence: .present, kind: .proposal, onset: planned,
      observed: times.time(request.authoredOn), rule: "service-request")
    let intent = TreatmentRequest.Intent(
      code: request.intent.value, status: request.status.value)
    if let intent {
      statement.request = treatmentRequest(
        RequestElements(
          intent: intent, code: request.code, reasonCode: request.reasonCode,
          reasonReference: request.reasonReference), source)
    }
    for stated in used { state(stated, statement, at: sites, source, "code") }
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// Whether the status of a resource lets its content be used; if not, the resource is set aside and listed.
  ///
  /// Refuted, unconfirmed, preliminary and planned content can be used, each in its own way (CONTRACT 4).
  /// Resources of which only text speaks may be about anything, so they are not listed.
  mutating func isUsable(_ source: Source, _ status: String?, isListed: Bool = true) -> Bool {
    let standing = source.entry.standing
    guard standing.isSetAside || standing == .unclear else { return true }
    guard isListed else { return false }
    switch standing {
    case .withdrawn:
      if status == "cancelled" || status == "revoked" {
        setAside(
          source, .cancelled, at: "status",
          "The resource is cancelled; it is neither for nor against anything.")
      } else {
        let element = status == "entered-in-error" ? "status" : "verificationStatus"
        setAside(
          source, .enteredInError, at: element,
          "The resource was entered in error; it is neither for nor against anything.")
      }
    case .notDone:
      let isForbidden = status != "not-done" && status != "not-taken"
      setAside(
        source, .notDone, at: isForbidden ? "doNotPerform" : "status",
        "What the resource describes was not done; it is not read as an event, nor as evidence "
          + "against earlier ones.")
    default:
      setAside(
        source, .unknownStatus, at: "status",
        "The status is unknown, so it cannot be told whether the content holds. Send a status that "
          + "FHIR defines for it.")
    }
    return false
  }

  /// Whether something on record happened by the moment of evaluation; if not, it is set aside and listed.
  mutating func isPast(_ time: ClinicalTime?, _ source: Source, _ element: String) -> Bool {
    guard times.isFuture(time) else { return true }
    setAside(
      source, .futureDate, at: element,
      "The date in \(element) lies after the moment of evaluation, so it cannot be something that "
        + "happened. Correct the date, or evaluate as of a later moment.")
    return false
  }

  /// Whether a period runs forward; if not, the resource is set aside and listed.
  mutating func isOrdered(_ period: R4.Period?, _ source: Source, _ element: String) -> Bool {
    guard let period, times.isReversed(period) else { return true }
    setAside(
      source, .contradictoryDates, at: element,
      "The period in \(element) ends before it starts. Correct its dates.")
    return false
  }

  /// Whether a beginning is not after an end; if it is, the resource is set aside and listed.
  mutating func isOrdered(
    _ start: ClinicalTime?, _ end: ClinicalTime?, _ source: Source, _ element: String
  ) -> Bool {
    guard let start, let end, start.isAfter(end) else { return true }
    setAside(
      source, .contradictoryDates, at: element,
      "The end in \(element) lies before the onset. Correct the dates.")
    return false
  }
}

extension R4.Observation {
  /// Whether the result can no longer change.
  var isFinal: Bool {
    switch status.value {
    case "final", "amended", "corrected": true
    default: false
    }
  }
}

extension R4.DiagnosticReport {
  /// Whether the report can no longer change, except by a correction.
  var isFinal: Bool {
    switch status.value {
    case "final", "amended", "corrected", "appended": true
    default: false
    }
  }

  /// When the study was done, else when the report was issued.
  func observed(_ times: TimeReader) -> ClinicalTime? {
    switch effective {
    case .dateTime(let value): times.time(value) ?? times.time(issued)
    case .period(let value): times.within(value) ?? times.time(issued)
    case nil: times.time(issued)
    }
  }
}

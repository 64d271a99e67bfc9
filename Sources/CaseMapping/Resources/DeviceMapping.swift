import CaseRecord
import FHIR

extension CaseAssembly {
  /// Device: something in the patient, when the device names the patient.
  mutating func map(_ device: R4.Device, _ source: Source) {
    let used = read(device.type, source).used.filter(\.isDevice)
    guard !used.isEmpty, isUsable(source, device.status?.value) else { return }
    let course: Finding.Course? =
      switch device.status?.value {
      case "active": .active
      case "inactive": .resolved
      default: nil
      }
    for stated in used {
      state(
        stated, Statement(presence: .present, kind: .device, course: course, rule: "device-type"),
        source, "type")
    }
  }

  /// DeviceUseStatement: a device in use, and where.
  mutating func map(_ use: R4.DeviceUseStatement, _ source: Source) {
    if reportUnread(use.device, from: source) { return }
    guard case .device(let device)? = submission.resource(use.device, from: source.entry) else {
      return
    }
    let used = read(device.type, source).used.filter(\.isDevice)
    guard !used.isEmpty, isUsable(source, use.status.value) else { return }
    var onset: ClinicalTime?
    var end: ClinicalTime?
    switch use.timing {
    case .period(let period):
      guard isOrdered(period, source, "timing") else { return }
      onset = times.time(period.start)
      end = times.time(period.end)
    case .dateTime(let value): onset = times.time(value)
    case .timing(let timing): onset = times.time(timing.event.first)
    case nil: break
    }
    let isIntent = source.entry.standing == .planned
    guard isIntent || isPast(onset, source, "timing") else { return }
    let course: Finding.Course? =
      switch use.status.value {
      case "active": .active
      case "completed", "stopped": .resolved
      default: nil
      }
    let sites = sites([use.bodySite].compactMap { $0 }, use.extension, source)
    for stated in used {
      state(
        stated,
        Statement(
          presence: .present, kind: isIntent ? .proposal : .device, course: course, onset: onset,
          observed: times.time(use.recordedOn) ?? onset, end: end, rule: "device-use"),
        at: sites, source, "device")
    }
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// Procedure: something done, or in preparation.
  mutating func map(_ procedure: R4.Procedure, _ source: Source) {
    let (used, reading) = read(procedure.code, source)
    let devices = devices(of: procedure, source)
    let isSurgery = used.isEmpty && isSurgical(procedure, reading)
    guard !used.isEmpty || !devices.isEmpty || isSurgery || reading.isTextOnly else { return }
    let isListed = !used.isEmpty || !devices.isEmpty
    guard isUsable(source, procedure.status.value, isListed: isListed) else { return }
    guard !used.isEmpty || !devices.isEmpty || isSurgery else {
      unread(source, "code.text", UnreadFeatures.procedure)
      return
    }
    if case .period(let period)? = procedure.performed,
      !isOrdered(period, source, "performed")
    {
      return
    }
    let (observed, end) = performed(procedure, source)
    let isPlanned = source.entry.standing == .planned || procedure.status.value == "on-hold"
    guard isPlanned || isPast(observed, source, "performed") else { return }
    if case .string? = procedure.performed {
      unread(source, "performed", UnreadFeatures.procedure)
    }

    var statement = Statement(
      presence: .present, kind: isPlanned ? .proposal : .procedure,
      onset: isPlanned ? observed : nil,
      observed: isPlanned ? nil : observed, end: isPlanned ? nil : end,
      rule: isPlanned ? "procedure-planned" : "procedure-code")
    if isPlanned {
      statement.request = treatmentRequest(
        RequestElements(
          intent: .plan, code: procedure.code, reasonCode: procedure.reasonCode,
          reasonReference: procedure.reasonReference), source)
    }
    let sites = sites(procedure.bodySite, procedure.extension, source)
    for stated in used {
      var own = statement
      if let shown = imaging.sources[source.entry.position], stated.imagingKind != nil {
        own.kind = isPlanned ? .proposal : .imaging
        own.method = shown.isFinal ? shown.method : nil
        own.rule = "imaging-study"
      }
      state(stated, own, at: sites, source, "code")
    }
    for device in devices {
      var own = statement
      own.rule = "procedure-device"
      state(device.stated, own, at: sites, source, device.element)
    }
    if isSurgery {
      var own = statement
      own.presence = .suspected
      own.rule = "surgery-of-unknown-size"
      state(.surgery(of: procedure), own, at: [], source, "code")
    }
  }

  /// When a procedure began and ended.
  func performed(
    _ procedure: R4.Procedure, _ source: Source
  ) -> (observed: ClinicalTime?, end: ClinicalTime?) {
    switch procedure.performed {
    case .dateTime(let value): (times.time(value), nil)
    case .period(let period):
      (times.time(period.start) ?? times.time(period.end), times.time(period.end))
    case .age(let age):
      (times.atAge(low: AgeValue(age), high: AgeValue(age), text: "age"), nil)
    case .range(let range):
      (
        times.atAge(low: AgeValue(range.low), high: AgeValue(range.high), text: "age range"), nil
      )
    case .string, nil: (nil, nil)
    }
  }

  /// Devices that a procedure used or left in place: a stent, a filter.
  private mutating func devices(
    of procedure: R4.Procedure, _ source: Source
  ) -> [(stated: StatedConcept, element: String)] {
    var found: [(stated: StatedConcept, element: String)] = []
    for (index, code) in procedure.usedCode.enumerated() {
      for stated in read(code, source).used where stated.isDevice {
        found.append((stated, "usedCode[\(index)]"))
      }
    }
    let references =
      procedure.usedReference.enumerated().map { ($1, "usedReference[\($0)]") }
      + procedure.focalDevice.enumerated().map {
        ($1.manipulated, "focalDevice[\($0)].manipulated")
      }
    for (reference, element) in references {
      guard case .device(let device)? = submission.resource(reference, from: source.entry) else {
        continue
      }
      for stated in concepts.read(device.type).concepts
      where stated.isDevice && UsedConcepts.contains(stated) {
        found.append((stated, element))
      }
    }
    return found
  }

  /// Whether a procedure that no list names is an operation: by its category, or by the first character of
  /// ICD-10-PCS (terminology/README section 4, recent major surgery). How large it was stays open.
  private func isSurgical(_ procedure: R4.Procedure, _ reading: ConceptReader.Reading) -> Bool {
    let isSection0 = reading.notUnderstood.contains { fault in
      SurgicalSection.contains(system: fault.system, code: fault.code)
    }
    if isSection0 { return true }
    return concepts.read(procedure.category).concepts.contains { stated in
      stated.root == "lysis-contraindication" && stated.flags.first == "recent-surgery"
    }
  }
}

/// The section "Medical and Surgical" of ICD-10-PCS.
enum SurgicalSection {
  static let system: StaticString = "http://www.cms.gov/Medicare/Coding/ICD10"

  static func contains(system: String, code: String) -> Bool {
    system == "\(Self.system)" && code.utf8.count == 7 && code.utf8.first == UInt8(ascii: "0")
  }
}

extension StatedConcept {
  /// Whether it is, or may be, something that is left in a vein.
  var isDevice: Bool {
    switch root {
    case "venous-stent", "iliofemoral-vein-stent": true
    case "ivc-filter": flags.first == "device"
    default: false
    }
  }

  /// An operation of which the codes do not tell the size.
  static func surgery(of procedure: R4.Procedure) -> StatedConcept {
    let coding = procedure.code?.coding.first ?? procedure.category?.coding.first
    return StatedConcept(
      root: "lysis-contraindication", flags: ["recent-surgery", "procedure-category"],
      code: "\(coding?.system?.value ?? "")|\(coding?.code?.value ?? "")",
      meaning: "Operation of unknown size")
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// MedicationStatement: use, or an intent to use.
  mutating func map(_ statement: R4.MedicationStatement, _ source: Source) {
    let medication: Medication =
      switch statement.medication {
      case .codeableConcept(let concept): .concept(concept)
      case .reference(let reference): .reference(reference)
      }
    var onset: ClinicalTime?
    var end: ClinicalTime?
    var observed: ClinicalTime?
    var period: R4.Period?
    switch statement.effective {
    case .period(let value):
      period = value
      onset = times.time(value.start)
      end = times.time(value.end)
    case .dateTime(let value):
      // "Was taking on that day": the use may have begun before, so this is no start.
      observed = times.time(value)
    case nil: break
    }
    let status = statement.status.value
    let isIntent = source.entry.standing == .planned
    let course: Finding.Course? =
      switch status {
      case "active": .active
      case "completed", "stopped", "on-hold": .resolved
      default: nil
      }
    state(
      medication, source,
      MedicationUse(
        status: status, period: period, isDosed: !statement.dosage.isEmpty,
        statement: Statement(
          presence: .present, kind: isIntent ? .medicationOrder : .medicationUse, course: course,
          onset: onset, observed: observed, end: end, rule: "medication-statement")))
  }

  /// MedicationAdministration: use at a time.
  mutating func map(_ administration: R4.MedicationAdministration, _ source: Source) {
    let medication: Medication =
      switch administration.medication {
      case .codeableConcept(let concept): .concept(concept)
      case .reference(let reference): .reference(reference)
      }
    var onset: ClinicalTime?
    var end: ClinicalTime?
    var observed: ClinicalTime?
    var period: R4.Period?
    switch administration.effective {
    case .period(let value):
      period = value
      onset = times.time(value.start)
      end = times.time(value.end)
    case .dateTime(let value): observed = times.time(value)
    }
    let status = administration.status.value
    // A dose at one moment is no course of treatment that could be over.
    let isOver = period != nil && (status == "completed" || status == "stopped")
    let course: Finding.Course? = isOver ? .resolved : nil
    state(
      medication, source,
      MedicationUse(
        status: status, period: period, isDosed: administration.dosage != nil,
        statement: Statement(
          presence: .present, kind: .medicationUse, course: course, onset: onset,
          observed: observed, end: end, rule: "medication-administration")))
  }

  /// MedicationRequest: an intent, not yet use (FACTS 4.2).
  mutating func map(_ request: R4.MedicationRequest, _ source: Source) {
    let medication: Medication =
      switch request.medication {
      case .codeableConcept(let concept): .concept(concept)
      case .reference(let reference): .reference(reference)
      }
    var period: R4.Period?
    for dosage in request.dosageInstruction {
      if case .period(let bounds)? = dosage.timing?.repeat?.bounds, period == nil {
        period = bounds
      }
    }
    let isOrder =
      switch request.intent.value {
      case "proposal", "plan", "option": false
      default: source.entry.standing != .planned
      }
    let course: Finding.Course? =
      switch request.status.value {
      case "active": .active
      case "completed", "stopped": .resolved
      default: nil
      }
    let intent = TreatmentRequest.Intent(
      code: request.intent.value, status: request.status.value)
    state(
      medication, source,
      MedicationUse(
        status: request.status.value, period: period, isDosed: !request.dosageInstruction.isEmpty,
        request: intent.map { intent in
          RequestElements(
            intent: intent, code: code(of: medication, source), reasonCode: request.reasonCode,
            reasonReference: request.reasonReference)
        },
        statement: Statement(
          presence: .present, kind: isOrder ? .medicationOrder : .proposal, course: course,
          onset: period.flatMap { times.time($0.start) }, observed: times.time(request.authoredOn),
          end: period.flatMap { times.time($0.end) }, rule: "medication-request")))
  }

  // MARK: - What they share

  private enum Medication {
    case concept(R4.CodeableConcept)
    case reference(R4.Reference)
  }

  private struct MedicationUse {
    var status: String?
    var period: R4.Period?
    var isDosed: Bool
    var request: RequestElements?
    var statement: Statement
  }

  /// The code of a medication, which may stand in a resource of its own.
  private func code(of medication: Medication, _ source: Source) -> R4.CodeableConcept? {
    switch medication {
    case .concept(let concept): return concept
    case .reference(let reference):
      guard case .medication(let resource)? = submission.resource(reference, from: source.entry)
      else { return nil }
      return resource.code
    }
  }

  private mutating func state(_ medication: Medication, _ source: Source, _ use: MedicationUse) {
    let (used, isTextOnly, element) = substances(medication, source)
    guard !used.isEmpty || isTextOnly else { return }
    guard isUsable(source, use.status, isListed: !used.isEmpty) else { return }
    guard !used.isEmpty else {
      unread(source, element, UnreadFeatures.medication)
      return
    }
    guard isOrdered(use.period, source, "effective") else { return }
    if use.statement.kind == .medicationUse {
      guard isPast(use.statement.onset ?? use.statement.observed, source, "effective") else {
        return
      }
    }
    var statement = use.statement
    if let request = use.request { statement.request = treatmentRequest(request, source) }
    for stated in used { state(stated, statement, source, element) }
    if use.isDosed, used.contains(where: { $0.root == "anticoagulant" && !$0.isFlush }) {
      note(
        .doseNotInterpreted, source, "dosage", used.first,
        "The dose is not interpreted; whether it is prophylactic or therapeutic is for a person to "
          + "read.")
    }
  }

  /// The substances of a medication: by its own code, else by its ingredients.
  private mutating func substances(
    _ medication: Medication, _ source: Source
  ) -> (used: [StatedConcept], isTextOnly: Bool, element: String) {
    switch medication {
    case .concept(let concept):
      let (used, reading) = read(concept, source)
      return (used.filter(\.isSubstance), reading.isTextOnly, "medication")
    case .reference(let reference):
      if reportUnread(reference, from: source) { return ([], false, "medication") }
      guard
        case .medication(let resource)? = submission.resource(reference, from: source.entry),
        resource.status?.value != "entered-in-error"
      else { return ([], reference.display?.value != nil, "medication") }
      let (used, reading) = read(resource.code, source)
      if !used.isEmpty { return (used.filter(\.isSubstance), false, "medication") }
      var ingredients: [StatedConcept] = []
      for ingredient in resource.ingredient where ingredient.isActive?.value != false {
        if case .codeableConcept(let concept) = ingredient.item {
          ingredients += read(concept, source).used.filter(\.isSubstance)
        }
      }
      let isTextOnly = ingredients.isEmpty && (resource.code == nil || reading.isTextOnly)
      return (ingredients, isTextOnly && resource.ingredient.isEmpty, "medication")
    }
  }
}

extension StatedConcept {
  /// Whether it is a drug that the case asks for, or the statement that none is known.
  fileprivate var isSubstance: Bool {
    ["anticoagulant", "thrombolytic", "antiplatelet", "no-known-medications"].contains(root)
  }

  /// Heparin of a strength that flushes a line.
  fileprivate var isFlush: Bool { flags.contains("line-flush-strength") }
}

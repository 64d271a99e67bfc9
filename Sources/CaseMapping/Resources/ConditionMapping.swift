import CaseRecord
import FHIR

extension CaseAssembly {
  /// Condition: a diagnosis, problem or finding.
  ///
  /// Refuted is negative evidence; provisional, differential and unconfirmed never confirm (FACTS 4.1). The
  /// recorded date is never an onset (FACTS 4.2).
  mutating func map(_ condition: R4.Condition, _ source: Source) {
    let (used, reading) = read(condition.code, source)
    guard !used.isEmpty || reading.isTextOnly else { return }
    guard isUsable(source, nil, isListed: !used.isEmpty) else { return }
    guard !used.isEmpty else {
      unread(source, "code.text", UnreadFeatures.diagnosis)
      return
    }
    let onset = onset(of: condition, source, isNeeded: true)
    let end = abatement(of: condition)
    // Without its dates nothing on the thrombosis is safe: the derivation has to know.
    let isThrombosis = used.contains { StatedConcept.isThrombosis($0.root) }
    let listed = setAside.count
    defer {
      if isThrombosis {
        for position in listed..<setAside.count { setAside[position].decides = [.acuity] }
      }
    }
    if case .period(let period)? = condition.onset,
      !isOrdered(period, source, "onset")
    {
      return
    }
    guard isOrdered(onset, end, source, "abatement") else { return }

    let codes = condition.verificationStatus?.codes ?? []
    var statement = Statement(
      presence: .present, kind: .condition, isVerified: codes.contains("confirmed"),
      course: course(condition.clinicalStatus, end), onset: onset,
      observed: times.time(condition.recordedDate), end: end,
      named: condition.evidence.flatMap(\.detail), rule: "condition-code")
    switch source.entry.standing {
    case .refuted: statement.presence = .absent
    case .unconfirmed: statement.presence = .suspected
    default: break
    }
    statement.severity = severity(condition.severity, source)
    let sites = sites(condition.bodySite, condition.extension, source)
    for stated in used {
      var own = statement
      if ["anticoagulant", "anticoagulation-therapy", "antiplatelet"].contains(stated.root) {
        // "Long-term use of anticoagulants" is a statement of use in the clothes of a diagnosis.
        own.kind = .medicationUse
      }
      state(stated, own, at: sites, source, "code")
    }
    mapManifestations(condition, statement, sites, source)
    if used.contains(where: { StatedConcept.isThrombosis($0.root) }), !condition.note.isEmpty {
      unread(source, "note", UnreadFeatures.thrombosisNote)
    }
    if sites.allSatisfy({ !$0.hasAnatomy }), condition.bodySite.contains(where: \.isTextOnly),
      used.contains(where: { StatedConcept.isThrombosis($0.root) })
    {
      unread(source, "bodySite", UnreadFeatures.site)
    }
  }

  /// Condition.evidence.code: signs that led to the diagnosis.
  private mutating func mapManifestations(
    _ condition: R4.Condition, _ diagnosis: Statement, _ sites: [BodySite], _ source: Source
  ) {
    for (index, evidence) in condition.evidence.enumerated() {
      for code in evidence.code {
        for stated in read(code, source).used where stated.imagingKind == nil {
          state(
            stated,
            Statement(
              presence: .present, kind: .observation, observed: diagnosis.observed,
              rule: "condition-evidence-code"),
            at: sites, source, "evidence[\(index)].code")
        }
      }
    }
  }

  /// Whether a condition goes on (Condition.clinicalStatus); an end in the past settles it too.
  private func course(_ status: R4.CodeableConcept?, _ end: ClinicalTime?) -> Finding.Course? {
    let codes = status?.codes ?? []
    if !codes.isDisjoint(with: ["inactive", "remission", "resolved"]) { return .resolved }
    if !codes.isDisjoint(with: ["recurrence", "relapse"]) { return .recurrent }
    if codes.contains("active") { return .active }
    if let end, end.days.latest <= times.asOf.day { return .resolved }
    return nil
  }

  private mutating func onset(
    of condition: R4.Condition, _ source: Source, isNeeded: Bool
  ) -> ClinicalTime? {
    switch condition.onset {
    case .dateTime(let value): return times.time(value)
    case .period(let period): return times.within(period)
    case .age(let age):
      return times.atAge(low: AgeValue(age), high: AgeValue(age), text: "age")
    case .range(let range):
      return times.atAge(low: AgeValue(range.low), high: AgeValue(range.high), text: "age range")
    case .string:
      unread(source, "onset", [.acuity])
      return nil
    case nil: return nil
    }
  }

  private func abatement(of condition: R4.Condition) -> ClinicalTime? {
    switch condition.abatement {
    case .dateTime(let value): times.time(value)
    case .period(let period): times.within(period)
    case .age(let age): times.atAge(low: AgeValue(age), high: AgeValue(age), text: "age")
    case .range(let range):
      times.atAge(low: AgeValue(range.low), high: AgeValue(range.high), text: "age range")
    case .string, nil: nil
    }
  }

  /// A severity that the source states; text is for a person to read.
  mutating func severity(_ concept: R4.CodeableConcept?, _ source: Source) -> SeverityGrade? {
    let reading = concepts.read(concept)
    report(reading.notUnderstood, in: source)
    if reading.isTextOnly { unread(source, "severity", [.severity]) }
    let grades = Set(
      reading.concepts.compactMap { stated -> SeverityGrade? in
        if case .severity(let grade)? = stated.asAnswer { grade } else { nil }
      })
    return grades.count == 1 ? grades.first : nil
  }
}

extension R4.CodeableConcept {
  /// The codes alone, for elements whose set FHIR fixes.
  var codes: Set<String> { Set(coding.compactMap { $0.code?.value }) }

  /// Whether it has text and no coding.
  var isTextOnly: Bool {
    text?.value?.isEmpty == false && coding.allSatisfy { $0.code?.value == nil }
  }
}

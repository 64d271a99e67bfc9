import CaseRecord
import FHIR

extension CaseAssembly {
  /// Observation: a sign, a measurement, an answer, a finding of imaging.
  ///
  /// The code is the question and the value is the answer: absent is only what a value says is absent; no value
  /// and `dataAbsentReason` are unknown (CONTRACT 4).
  mutating func map(_ observation: R4.Observation, _ source: Source) {
    if observation.code.isAssertion {
      mapAssertion(observation, source)
      return
    }
    let (used, reading) = read(observation.code, source)
    let components = observation.component.map { concepts.read($0.code) }
    let hasUsedComponent = components.contains { !$0.used.isEmpty }
    guard !used.isEmpty || hasUsedComponent || reading.isTextOnly else { return }
    let isListed = !used.isEmpty || hasUsedComponent
    guard isUsable(source, observation.status.value, isListed: isListed) else { return }
    guard !used.isEmpty || hasUsedComponent else {
      unread(source, "code.text", UnreadFeatures.observation)
      return
    }
    guard let context = context(of: observation, source) else { return }
    let answer = Answer(observation.value, times)
    for stated in used {
      state(
        stated,
        AnsweredQuestion(
          answer: answer, isUnknown: observation.dataAbsentReason != nil,
          interpretation: observation.interpretation.presence,
          grade: grade(in: observation.interpretation),
          hasParts: !observation.component.isEmpty || !observation.hasMember.isEmpty),
        context, source, "")
    }
    for (index, component) in observation.component.enumerated() {
      report(components[index].notUnderstood, in: source)
      for stated in components[index].used {
        state(
          stated,
          AnsweredQuestion(
            answer: Answer(component.value, times), isUnknown: component.dataAbsentReason != nil,
            interpretation: component.interpretation.presence,
            grade: grade(in: component.interpretation), hasParts: false),
          context, source, "component[\(index)].")
      }
    }
  }

  /// The severity that an interpretation names, when all of it names one.
  private func grade(in interpretation: [R4.CodeableConcept]) -> SeverityGrade? {
    let grades = Set(interpretation.compactMap { grade(in: $0) })
    return grades.count == 1 ? grades.first : nil
  }

  /// `ASSERTION` as code: the value is the finding (HL7 v3 ActCode, part of FHIR R4).
  private mutating func mapAssertion(_ observation: R4.Observation, _ source: Source) {
    guard case .codeableConcept(let value)? = observation.value else { return }
    let used = read(value, source).used
    guard !used.isEmpty, isUsable(source, observation.status.value),
      let context = context(of: observation, source)
    else { return }
    for stated in used {
      state(
        stated, context.statement(.present, rule: "observation-assertion"), at: context.sites,
        source, "value")
    }
  }

  /// What all answers of one Observation share; nil when the Observation cannot be used.
  private mutating func context(
    of observation: R4.Observation, _ source: Source
  ) -> AnswerContext? {
    guard observation.focus.isEmpty else {
      note(
        .otherFocus, source, "focus", nil,
        "The result is about something other than the patient and is not read.")
      return nil
    }
    if source.entry.standing == .planned {
      setAside(
        source, .notFinal, at: "status",
        "The Observation is registered and has no result yet. Send the result.")
      return nil
    }
    if case .period(let period)? = observation.effective,
      !isOrdered(period, source, "effective")
    {
      return nil
    }
    let observed = observed(observation)
    guard isPast(observed, source, "effective") else { return nil }
    let position = source.entry.position
    var sites = sites(
      [observation.bodySite].compactMap { $0 }, observation.extension, source)
    if sites.allSatisfy({ $0 == .unstated }) { sites = panelSites(of: position) }
    let shown = imaging.source(ofResult: position)
    if sites.allSatisfy({ $0 == .unstated }), let side = shown?.laterality, side != .bilateral {
      // The result of a study of one leg is about that leg.
      sites = [BodySite(laterality: side)]
    }
    return AnswerContext(
      kind: .observation, isFinal: observation.isFinal, observed: observed, sites: sites,
      imaging: shown)
  }

  /// The body site of the panel that holds an Observation without one.
  private mutating func panelSites(of position: Int) -> [BodySite] {
    guard let panel = imaging.panelOf[position],
      case .observation(let observation)? = submission.entries[panel].resource
    else { return [] }
    return sites(
      [observation.bodySite].compactMap { $0 }, observation.extension,
      Source(submission.entries[panel]))
  }

  /// When it was observed, else when it was issued.
  func observed(_ observation: R4.Observation) -> ClinicalTime? {
    let effective: ClinicalTime? =
      switch observation.effective {
      case .dateTime(let value): times.time(value)
      case .instant(let value): times.time(value)
      case .period(let period): times.within(period)
      case .timing(let timing): times.time(timing.event.first)
      case nil: nil
      }
    return effective ?? times.time(observation.issued)
  }
}

extension R4.CodeableConcept {
  /// Whether the code only says that the value is a statement.
  fileprivate var isAssertion: Bool {
    coding.contains { coding in
      coding.code?.value == "ASSERTION"
        && coding.system?.value == "http://terminology.hl7.org/CodeSystem/v3-ActCode"
    }
  }
}

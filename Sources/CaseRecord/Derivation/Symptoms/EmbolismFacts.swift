extension LegCase {
  /// Pulmonary embolism of now (FACTS 9.1, step 2); an old one is history.
  func pulmonaryEmbolismFact() -> Fact {
    let rule = "pulmonary-embolism-stated (FACTS 9.1)"
    let findings =
      ofPerson(.pulmonaryEmbolism)
      + ofPerson(.pregnancyVte).filter { $0.concept.has(flag: "pe") }
    var recent: [Finding] = []
    var old: [Finding] = []
    for finding in findings {
      let isOld =
        finding.happened.map {
          $0.days.latest.adding(months: Convention.embolismMonths) < today
        } ?? false
      if isOld || isOver(finding) { old.append(finding) } else { recent.append(finding) }
    }
    let reading = Reading(current: recent)
    switch reading.answer {
    case .present:
      return Fact(
        .pulmonaryEmbolism, .known, possible: ["yes"], summary: "pulmonary embolism",
        evidence: reading.findings.evidence, rule: rule)
    case .conflicting:
      return Fact(
        .pulmonaryEmbolism, .conflicting, possible: ["no", "yes"], summary: "stated and denied",
        evidence: reading.findings.evidence, rule: rule)
    case .suspected:
      return Fact(
        .pulmonaryEmbolism, .unknown, possible: ["no", "yes"], summary: "suspected",
        evidence: reading.findings.evidence, rule: rule, notes: ["Suspected, not confirmed."])
    case .absent:
      return Fact(
        .pulmonaryEmbolism, .absent, possible: ["no"], summary: "no pulmonary embolism",
        evidence: reading.findings.evidence, rule: rule)
    case .unstated:
      return .unknown(
        .pulmonaryEmbolism, rule: rule, evidence: old.evidence,
        notes: old.contains { $0.presence == .present }
          ? [
            "A pulmonary embolism on record is over or older than "
              + "\(Convention.embolismMonths) months (convention): history, not an emergency."
          ] : [])
    }
  }

  /// Hemodynamic instability (FACTS 4.4, 9.1 step 2): stated, never computed from a blood pressure.
  func hemodynamicInstabilityFact() -> Fact {
    yesNoFact(
      .hemodynamicInstability, reading(ofPerson(.hemodynamicInstability)),
      yes: "hemodynamically unstable", no: "hemodynamically stable",
      rule: "hemodynamic-instability-stated (FACTS 9.1)")
  }

  /// A fact that one reading answers with yes or no.
  func yesNoFact(
    _ feature: Feature, _ reading: Reading, yes: String, no: String, rule: String
  ) -> Fact {
    let evidence = reading.findings.evidence
    switch reading.answer {
    case .present:
      return Fact(
        feature, .known, possible: ["yes"], summary: yes, evidence: evidence, rule: rule)
    case .absent:
      return Fact(
        feature, .absent, possible: ["no"], summary: no, evidence: evidence, rule: rule)
    case .conflicting:
      return Fact(
        feature, .conflicting, possible: ["no", "yes"], summary: "stated and denied",
        evidence: evidence, rule: rule)
    case .suspected:
      return .unknown(feature, rule: rule, evidence: evidence, notes: ["Suspected, not confirmed."])
    case .unstated:
      return .unknown(feature, rule: rule, evidence: reading.outdated.evidence)
    }
  }
}

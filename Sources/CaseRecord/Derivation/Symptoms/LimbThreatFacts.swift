/// Limb threat and the signs of it (FACTS 4.4).
struct LimbThreatFacts {
  /// Confirmed or ruled out.
  var threat: Fact
  /// Any sign at all, enough to escalate.
  var sign: Fact
  /// The findings that raise it; signs of limb threat are not mild.
  var raising: [Finding]
}

/// A diagnosis or sign of limb threat with what was read on it.
private struct ThreatReading {
  var name: String
  var reading: Reading
}

extension LegCase {
  /// Reads diagnoses and signs. Refuted raises nothing; suspected raises a possible threat.
  func limbThreatFacts(since start: CalendarDay?) -> LimbThreatFacts {
    let threat = onLeg(.limbThreat)
    let diagnoses = threatDiagnoses(threat, since: start)
    let white = ThreatReading(
      name: "white painful leg (phlegmasia alba dolens)",
      reading: diagnosisReading(
        onLeg(.phlegmasia).filter { $0.concept.leads(with: "alba-dolens") }
          + onLeg(.pregnancyVte).filter { $0.concept.has(flag: "phlegmasia-alba") },
        notBefore: start))
    let cyanosis = severeCyanosis(threat, since: start)
    let deficits = threatDeficits(threat, since: start)
    let lesser = lesserThreats(threat, since: start)

    let confirming = diagnoses.filter { $0.reading.answer == .present }
    let raised = (diagnoses + [white, cyanosis] + deficits + lesser).filter {
      $0.reading.mayBePresent
    }
    let isCombined =
      cyanosis.reading.answer == .present && deficits.contains { $0.reading.answer == .present }
    let raising = raised.flatMap(\.reading.findings)
    let words = raised.map(\.name).joined(separator: ", ")

    let sign: Fact
    let fact: Fact
    if raised.isEmpty {
      (fact, sign) = quietFacts(diagnoses, cyanosis, deficits)
    } else {
      sign = Fact(
        .limbThreatSign, .known, possible: ["yes"], summary: words, evidence: raising.evidence,
        rule: "limb-threat-sign (F000-25, F001-29, F002-11, FACTS 4.4)",
        notes: unplacedNotes(raising))
      let denied = diagnoses.filter {
        $0.reading.answer == .absent || $0.reading.answer == .conflicting
      }
      if !confirming.isEmpty || isCombined {
        fact = Fact(
          .limbThreat, .known, possible: ["confirmed"], summary: words, evidence: raising.evidence,
          rule: isCombined && confirming.isEmpty
            ? "limb-threat-combination (F001-29, FACTS 4.4)"
            : "limb-threat-diagnosis (FACTS 4.4)",
          notes: isCombined && confirming.isEmpty
            ? [
              "Severe cyanosis with a deficit, lost inflow or pain out of proportion; the split "
                + "into confirmed and possible is this program's."
            ] : [])
      } else {
        let isConflict = !denied.isEmpty
        fact = Fact(
          .limbThreat, isConflict ? .conflicting : .unknown, possible: ["none", "confirmed"],
          summary: "possible: \(words)",
          evidence: (raising + denied.flatMap(\.reading.findings)).evidence,
          rule: "limb-threat-possible (FACTS 4.4, G9)",
          notes: isConflict
            ? ["Limb threat is denied in one place and a sign of it stated in another."]
            : raising.contains(where: { isCarriedOver($0, since: start) })
              ? [
                "On record as going on since before this thrombosis: whether it is of now has to be "
                  + "examined."
              ] : ["One sign alone leaves limb threat possible; it has to be examined now."])
      }
    }
    return LimbThreatFacts(threat: fact, sign: sign, raising: raising)
  }

  /// Reads diagnoses of limb threat, which are never passed over: one that goes on since before the episode, by the record,
  /// may be of now or have been left over from an earlier one, and counts as suspected.
  private func diagnosisReading(_ findings: [Finding], notBefore start: CalendarDay?) -> Reading {
    var current: [Finding] = []
    var outdated: [Finding] = []
    for var finding in findings {
      if isCurrent(finding, notBefore: start) {
        current.append(finding)
      } else if finding.presence != .absent, isCarriedOver(finding, since: start) {
        finding.presence = .suspected
        current.append(finding)
      } else {
        outdated.append(finding)
      }
    }
    return Reading(current: current, outdated: outdated)
  }

  /// Whether a diagnosis is older than the episode and not on record as over.
  private func isCarriedOver(_ finding: Finding, since start: CalendarDay?) -> Bool {
    guard let start, let began = finding.happened else { return false }
    return finding.kind.isLasting && !isOver(finding) && began.days.latest < start
  }

  private func quietFacts(
    _ diagnoses: [ThreatReading], _ cyanosis: ThreatReading, _ deficits: [ThreatReading]
  ) -> (Fact, Fact) {
    let denied = diagnoses.filter { $0.reading.answer == .absent }
    // Pulses, motor, sensory and color are what the examination of FACTS 9.2 asks for.
    let examined = [cyanosis] + deficits.filter { $0.name != painOutOfProportion }
    let isExamined = examined.allSatisfy { $0.reading.answer == .absent }
    guard !denied.isEmpty || isExamined else {
      let rule = "limb-threat-not-stated (FACTS 4.1, 9.2)"
      return (.unknown(.limbThreat, rule: rule), .unknown(.limbThreatSign, rule: rule))
    }
    let findings = denied.flatMap(\.reading.findings) + examined.flatMap(\.reading.findings)
    let rule =
      denied.isEmpty ? "limb-threat-examined (FACTS 9.2)" : "limb-threat-denied (FACTS 4.1)"
    let words = denied.isEmpty ? "pulses, motor, sensory and color without a sign" : "ruled out"
    return (
      Fact(
        .limbThreat, .absent, possible: ["none"], summary: words, evidence: findings.evidence,
        rule: rule),
      Fact(
        .limbThreatSign, .absent, possible: ["no"], summary: words, evidence: findings.evidence,
        rule: rule)
    )
  }

  private func threatDiagnoses(_ threat: [Finding], since start: CalendarDay?) -> [ThreatReading] {
    [
      ThreatReading(
        name: "limb-threatening ischemia",
        reading: diagnosisReading(onLeg(.limbThreateningIschemia), notBefore: start)),
      ThreatReading(
        name: "phlegmasia cerulea dolens",
        reading: diagnosisReading(
          onLeg(.phlegmasia).filter { $0.concept.leads(with: "cerulea-dolens") }
            + onLeg(.phlegmasia).filter {
              $0.presence == .absent && $0.concept.isBare
            },
          notBefore: start)),
      ThreatReading(
        name: "venous gangrene",
        reading: diagnosisReading(onLeg(.venousGangrene), notBefore: start)
          .silentWhenAbsent),
      ThreatReading(
        name: "compartment syndrome",
        reading: diagnosisReading(
          onLeg(.compartmentSyndrome)
            + threat.filter {
              $0.concept.leads(with: "compartment-syndrome") && !$0.concept.has(flag: "traumatic")
            }, notBefore: start
        ).silentWhenAbsent),
    ]
  }

  private func severeCyanosis(_ threat: [Finding], since start: CalendarDay?) -> ThreatReading {
    ThreatReading(
      name: "severe cyanosis",
      reading: reading(
        onLeg(.severeCyanosis)
          + threat.filter { $0.concept.leads(with: "cyanosis") && $0.severity == .severe },
        notBefore: start))
  }

  private func threatDeficits(_ threat: [Finding], since start: CalendarDay?) -> [ThreatReading] {
    func flagged(_ flags: String...) -> [Finding] {
      threat.filter { finding in
        finding.place != .elsewhere && flags.contains { finding.concept.leads(with: $0) }
          && !finding.concept.has(flag: "rest-pain")
      }
    }
    return [
      ThreatReading(
        name: "motor deficit",
        reading: reading(onLeg(.motorDeficit) + flagged("motor-deficit"), notBefore: start)),
      ThreatReading(
        name: "sensory deficit",
        reading: reading(onLeg(.sensoryDeficit) + flagged("sensory-deficit"), notBefore: start)),
      ThreatReading(
        name: "compromised arterial inflow",
        reading: reading(
          onLeg(.compromisedArterialInflow)
            + flagged("absent-pulse", "limb-ischemia", "cold-limb")
            + flagged("abnormal-pulse").filter(\.isOnLeg), notBefore: start)),
      ThreatReading(
        name: painOutOfProportion,
        reading: reading(onLeg(.painOutOfProportion), notBefore: start)),
    ]
  }

  /// Signs that never confirm and always ask for an examination.
  private func lesserThreats(_ threat: [Finding], since start: CalendarDay?) -> [ThreatReading] {
    func sign(_ name: String, _ findings: [Finding]) -> ThreatReading {
      ThreatReading(name: name, reading: reading(findings, notBefore: start))
    }
    var signs = [
      sign(
        "phlegmasia, kind not stated",
        onLeg(.phlegmasia).filter {
          $0.presence != .absent && !$0.concept.leads(with: "cerulea-dolens")
            && !$0.concept.leads(with: "alba-dolens")
        }),
      sign("gangrene, cause not stated", threat.filter { $0.concept.leads(with: "gangrene") }),
      sign("muscle infarction", threat.filter { $0.concept.leads(with: "muscle-infarction") }),
      sign(
        "pale leg", threat.filter { $0.concept.leads(with: "pallor") && $0.isOnLeg }),
      sign(
        "compartment pressure of \(Convention.compartmentPressure) mm Hg or more",
        onLeg(.compartmentPressure).filter { finding in
          let pressure = finding.quantity?.value(in: "mm[Hg]", of: finding.concept)
          return pressure.map { $0 >= Double(Convention.compartmentPressure) } ?? false
        }),
      sign(
        "compartment syndrome after injury",
        threat.filter {
          $0.concept.leads(with: "compartment-syndrome") && $0.concept.has(flag: "traumatic")
        }),
    ]
    let massive = reading(onLeg(.massiveSwelling), notBefore: start)
    let blue = reading(
      threat.filter { $0.concept.leads(with: "cyanosis") && $0.isOnLeg }, notBefore: start)
    if massive.isRaised && blue.isRaised {
      signs.append(
        ThreatReading(
          name: "massive swelling with cyanosis",
          reading: Reading(current: massive.findings + blue.findings)))
    }
    return signs
  }

  private func unplacedNotes(_ raising: [Finding]) -> [String] {
    let isUnplaced = raising.contains { $0.concept.isKind(of: .limbThreat) && !$0.isOnLeg }
    return isUnplaced
      ? ["A sign is on record without a place; that it is on this leg has to be checked."] : []
  }
}

private let painOutOfProportion = "pain out of proportion"

extension Reading {
  /// For a diagnosis whose denial does not deny limb threat as a whole.
  fileprivate var silentWhenAbsent: Reading {
    answer == .absent ? Reading(current: []) : self
  }
}

/// The three features on anticoagulation.
struct AnticoagulationFacts {
  var underWay: Fact
  var alone: Fact
  var duration: Fact
}

extension LegCase {
  /// Derives the facts from the history of use and from removals of thrombus.
  func anticoagulationFacts(
    _ history: AnticoagulationHistory, removals: ThrombusRemovals, onset: OnsetReading
  ) -> AnticoagulationFacts {
    AnticoagulationFacts(
      underWay: underWayFact(history), alone: aloneFact(history, removals: removals, onset: onset),
      duration: durationFact(history, onset: onset))
  }

  private func underWayFact(_ history: AnticoagulationHistory) -> Fact {
    let rule = "anticoagulation-use (FACTS 4.2, 4.6)"
    var notes = history.notes
    let started = history.start.map { "since \($0)" } ?? "start not on record"
    if history.isUnderWay == true {
      let isConflict = !history.denials.isEmpty && !isOvertaken(history.denials, by: history.uses)
      return Fact(
        .anticoagulation, isConflict ? .conflicting : .known,
        possible: isConflict ? ["no", "yes"] : ["yes"], summary: "under way, \(started)",
        evidence: (history.uses + (isConflict ? history.denials : [])).evidence, rule: rule,
        notes: notes)
    }
    if history.isUnderWay == false {
      let end = history.stopped.map { "stopped \($0)" } ?? "stopped"
      return Fact(
        .anticoagulation, .known, possible: ["no"], summary: end, evidence: history.uses.evidence,
        rule: rule, notes: notes)
    }
    if !history.denials.isEmpty, history.uses.isEmpty {
      return Fact(
        .anticoagulation, .absent, possible: ["no"], summary: "none taken",
        evidence: history.denials.evidence, rule: rule, notes: notes)
    }
    if !history.uses.isEmpty {
      notes.append("Doses are on record, none of the last \(Convention.doseDays) days.")
    }
    if !history.orders.isEmpty {
      notes.append("An anticoagulant is prescribed; a prescription is an intent and not use.")
    }
    return .unknown(
      .anticoagulation, rule: rule, evidence: (history.uses + history.orders).evidence, notes: notes
    )
  }

  private func isOvertaken(_ findings: [Finding], by later: [Finding]) -> Bool {
    var latest = LatestMoment()
    for finding in later { latest.include(finding.statedAt) }
    return findings.allSatisfy { latest.isAfter($0.statedAt) }
  }

  /// Initial treatment by anticoagulation alone (IF-V6): attested, or use without removal in a record that says
  /// so; silence on procedures is not absence.
  private func aloneFact(
    _ history: AnticoagulationHistory, removals: ThrombusRemovals, onset: OnsetReading
  ) -> Fact {
    let attested = readAttestation(onLeg(.anticoagulationAlone).filter { isSince($0, onset) })
    let removed = removals.inEpisode
    switch attested.answer {
    case .present where removed.isEmpty:
      return Fact(
        .anticoagulationAlone, .known, possible: ["yes"], summary: "attested",
        evidence: attested.findings.evidence, rule: "anticoagulation-alone-attested (IF-V6)")
    case .present, .conflicting:
      return Fact(
        .anticoagulationAlone, .conflicting, possible: ["no", "yes"],
        summary: removed.isEmpty ? "attested and denied" : "attested, but a removal is on record",
        evidence: (attested.findings + removed).evidence,
        rule: "anticoagulation-alone-conflict (FACTS 4.1)")
    case .absent:
      return Fact(
        .anticoagulationAlone, .known, possible: ["no"], summary: "attested as not alone",
        evidence: (attested.findings + removed).evidence,
        rule: "anticoagulation-alone-attested (IF-V6)")
    case .suspected, .unstated:
      break
    }
    if !removed.isEmpty {
      return Fact(
        .anticoagulationAlone, .known, possible: ["no"], summary: "thrombus removal on record",
        evidence: removed.evidence, rule: "anticoagulation-with-removal (G7)")
    }
    let complete =
      removals.denied
      + ofPerson(.noKnownProcedures).filter { $0.presence == .present }
    let isTaken = !history.uses.isEmpty
    if isTaken, !complete.isEmpty, removals.uncertain.isEmpty {
      return Fact(
        .anticoagulationAlone, .known, possible: ["yes"],
        summary: "taken, and the record states that no thrombus was removed",
        evidence: (history.uses + complete).evidence,
        rule: "anticoagulation-alone-derived (FACTS 4.1, IF-V6)")
    }
    var notes: [String] = []
    if isTaken {
      notes.append(
        "Use is on record; that nothing was removed is not stated, and silence is no answer.")
    }
    if !history.orders.isEmpty && !isTaken {
      notes.append("A prescription is an intent and not use.")
    }
    return .unknown(
      .anticoagulationAlone, rule: "anticoagulation-alone-not-stated (FACTS 4.1)",
      evidence: (history.uses + removals.uncertain).evidence, notes: notes)
  }

  /// An attestation on the past does not grow old; of several the latest holds.
  private func readAttestation(_ findings: [Finding]) -> Reading {
    Reading(current: findings)
  }

  /// Calendar months since the start of initial anticoagulation, clamped to the end of the month (FACTS 4.2).
  private func durationFact(_ history: AnticoagulationHistory, onset: OnsetReading) -> Fact {
    guard let start = history.start else { return durationWithoutStart(history, onset: onset) }
    let answers = ([start] + history.rivalStarts).map(durations)
    let possible = Array(answers.joined())
    let isConflict = answers.dropFirst().contains { Set($0).isDisjoint(with: answers[0]) }
    let reached = start.latest.adding(months: Convention.persistentMonths)
    var notes = history.notes
    notes.append(
      "Counted in calendar months from the start: \(Convention.persistentMonths) months are reached "
        + "on \(reached).")
    return Fact(
      .anticoagulationDuration,
      isConflict ? .conflicting : (Set(possible).count == 1 ? .known : .unknown),
      possible: possible, summary: "since \(start)", evidence: history.startFindings.evidence,
      rule: history.startRule, notes: notes)
  }

  private func durations(_ start: DayInterval) -> [FeatureValue] {
    let months = Convention.persistentMonths
    var possible: [FeatureValue] = []
    if start.latest.adding(months: months) > today { possible.append("under-3-months") }
    if start.earliest.adding(months: months) <= today { possible.append("3-months-or-more") }
    return possible
  }

  private func durationWithoutStart(
    _ history: AnticoagulationHistory, onset: OnsetReading
  ) -> Fact {
    if let days = onset.days, onset.rivals.isEmpty,
      days.earliest.adding(months: Convention.persistentMonths) > today
    {
      return Fact(
        .anticoagulationDuration, .known, possible: ["under-3-months"],
        summary: "no longer than since the onset \(days)", evidence: onset.findings.evidence,
        rule: "anticoagulation-not-before-onset (FACTS 4.2)", notes: history.notes)
    }
    if let taken = history.takenSince,
      taken.adding(months: Convention.persistentMonths) <= today
    {
      return Fact(
        .anticoagulationDuration, .known, possible: ["3-months-or-more"],
        summary: "at least since \(taken)", evidence: history.startFindings.evidence,
        rule: "anticoagulation-taken-by (FACTS 4.2)", notes: history.notes)
    }
    var notes = history.notes
    if !history.orders.isEmpty {
      notes.append("The date of a prescription is no start of use.")
    }
    return .unknown(
      .anticoagulationDuration, rule: "anticoagulation-start-unknown (FACTS 4.2)",
      evidence: (history.uses + history.orders).evidence, notes: notes)
  }
}

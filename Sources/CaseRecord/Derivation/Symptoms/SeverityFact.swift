/// Severity of the symptoms (FACTS 5.6): stated grades first, then signs, then scores in the chronic phase.
///
/// A later statement replaces an earlier one, so worsening is a new evaluation and no conflict (T28). What
/// cannot be ordered and disagrees is a conflict and means "not mild" (F001-27, F002-26).
extension LegCase {
  func severityFact(
    episode: ThrombosisEpisode, isChronic: Bool, scores: [Score], limbThreatFindings: [Finding]
  ) -> Fact {
    let start = episode.earliestSign
    var evidence = SeverityEvidence()
    collectGrades(episode, since: start, into: &evidence)
    if isChronic {
      // What lasts of the thrombosis is graded as post-thrombotic syndrome.
      for finding in onLeg(.postThromboticSyndrome) where finding.presence == .present {
        if let grade = finding.severity, isCurrent(finding) { evidence.add(grade, finding) }
      }
    }
    evidence.signs = severitySigns(since: start)
    let threats = limbThreatFindings.filter { $0.presence == .present }
    if !threats.isEmpty {
      evidence.signs.append(
        SeveritySign(name: "a sign of limb threat", reading: Reading(current: threats)))
    }
    evidence.ambulatory = reading(ofPerson(.ambulatoryIndependent), notBefore: start)
    evidence.dropOvertaken()
    return fact(evidence, isChronic: isChronic, scores: scores, start: start)
  }

  private func collectGrades(
    _ episode: ThrombosisEpisode, since start: CalendarDay?, into evidence: inout SeverityEvidence
  ) {
    for finding in episode.carriers {
      if let grade = finding.severity { evidence.add(grade, finding) }
    }
    for finding in onLeg(.symptomSeverity) {
      guard isCurrent(finding, notBefore: start) else {
        evidence.outdated.append(finding)
        continue
      }
      if finding.concept.has(flag: "moderate-severe") {
        evidence.unsplit.append(finding)
      } else if let grade = finding.severity {
        evidence.add(grade, finding)
      } else if finding.presence == .absent {
        evidence.add(.none, finding)
      }
    }
  }

  private func fact(
    _ evidence: SeverityEvidence, isChronic: Bool, scores: [Score], start: CalendarDay?
  ) -> Fact {
    var fact = clinicalFact(evidence, start: start)
    if !evidence.overtaken.isEmpty {
      fact.notes.append(
        "An earlier grade is overtaken by what was stated or seen later; severity is evaluated anew "
          + "(F002-18).")
    }
    if !evidence.outdated.isEmpty, fact.state == .unknown {
      fact.notes.append(
        "A grade older than \(Convention.observationDays) days, or from before this episode, does "
          + "not tell the present severity.")
      fact.evidence += evidence.outdated.evidence
    }
    if isChronic { grade(&fact, by: scores) }
    addPainScores(to: &fact, since: start)
    return fact
  }

  private func clinicalFact(_ evidence: SeverityEvidence, start: CalendarDay?) -> Fact {
    let grades = evidence.grades
    let signs = evidence.signs
    let stated = evidence.claims.map(\.finding) + evidence.unsplit
    let all = (stated + signs.flatMap(\.reading.findings)).evidence
    let words = signs.map(\.name).joined(separator: ", ")
    let isRaised = !signs.isEmpty || !evidence.unsplit.isEmpty
    if grades.count > 1 || (isRaised && grades.contains { $0 < .moderate }) {
      return conflict(evidence, words: words, all: all)
    }
    if let grade = grades.first {
      return Fact(
        .severity, .known, possible: [FeatureValue(rawValue: grade.rawValue)],
        summary: words.isEmpty
          ? "stated: \(grade.rawValue)" : "stated: \(grade.rawValue); \(words)",
        evidence: all, rule: "severity-stated (FACTS 5.6)")
    }
    if isRaised {
      let isConflict = evidence.ambulatory.isRaised && signs.contains { $0.isDiscoloration }
      var notes = ["ACR has one band, moderate to severe; the signs do not split it."]
      if isConflict {
        notes.append("Walks freely and has discolored skin: conflicting, counted as not mild.")
      }
      return Fact(
        .severity, isConflict ? .conflicting : .known, possible: ["moderate", "severe"],
        summary: words.isEmpty ? "stated: moderate to severe" : "not mild: \(words)",
        evidence: all + (isConflict ? evidence.ambulatory.findings.evidence : []),
        rule: "severity-signs (F001-7, F001-30, F002-10, FACTS 5.6)", notes: notes)
    }
    return severityWithoutSigns(evidence, start: start)
  }

  private func conflict(_ evidence: SeverityEvidence, words: String, all: [Evidence]) -> Fact {
    let grades = evidence.grades
    let high = grades.filter { $0 >= .moderate }
    let isRaised = !evidence.signs.isEmpty || !evidence.unsplit.isEmpty
    let possible: [FeatureValue]
    if high.isEmpty {
      possible =
        isRaised ? ["moderate", "severe"] : grades.map { FeatureValue(rawValue: $0.rawValue) }
    } else {
      possible = high.map { FeatureValue(rawValue: $0.rawValue) }
    }
    let stated = grades.map(\.rawValue).joined(separator: " and ")
    return Fact(
      .severity, .conflicting, possible: possible,
      summary: words.isEmpty ? "stated: \(stated)" : "stated: \(stated); but \(words)",
      evidence: all, rule: "severity-conflict (FACTS 5.6, G16)",
      notes: high.isEmpty && !isRaised
        ? ["Two grades are stated and the dates do not settle which holds."]
        : ["Conflicting evidence; counted as not mild, the safer side (F001-27, F002-26)."])
  }

  private func severityWithoutSigns(_ evidence: SeverityEvidence, start: CalendarDay?) -> Fact {
    let swelling = onLeg(.legSwelling, .oedema).filter { isCurrent($0, notBefore: start) }
    let pain = onLeg(.legPain).filter {
      isCurrent($0, notBefore: start) && !$0.concept.has(flag: "score")
    }
    let symptoms = swelling + pain
    let limits = reading(
      onLeg(.functionalLimitation) + ofPerson(.impairedMobility), notBefore: start)
    let walks =
      evidence.ambulatory.answer == .present
      || reading(ofPerson(.nonAmbulatory), notBefore: start).answer == .absent
      || limits.answer == .absent
    let isGradedMild =
      symptoms.contains { $0.presence == .present && $0.severity == .mild }
      && symptoms.allSatisfy {
        $0.presence == .absent || ($0.severity.map { $0 <= .mild } ?? false)
      }
    if limits.answer == .absent, walks, isGradedMild {
      return Fact(
        .severity, .known, possible: ["mild"], summary: "mild: walks freely, mild swelling or pain",
        evidence: (symptoms + limits.findings + evidence.ambulatory.findings).evidence,
        rule: "severity-mild-signs (F002-8, FACTS 5.6)")
    }
    let isWithout =
      !swelling.isEmpty && !pain.isEmpty
      && symptoms.allSatisfy { $0.presence == .absent }
    if isWithout {
      return Fact(
        .severity, .known, possible: ["none"], summary: "neither swelling nor pain",
        evidence: symptoms.evidence, rule: "severity-without-symptoms (G11)")
    }
    return .unknown(
      .severity, rule: "severity-not-stated (FACTS 4.1, 5.6)",
      evidence: (symptoms + evidence.ambulatory.findings).evidence)
  }

  /// In the chronic phase a score grades what nothing else does, as a convention that is said (FACTS 5.5).
  private func grade(_ fact: inout Fact, by scores: [Score]) {
    var silent: [(score: Score, note: String)] = []
    for score in scores where score.instrument != .ceap {
      let words = score.instrument == .villalta ? "Villalta" : "VCSS"
      guard let grade = chronicGrade(of: score) else {
        if let reason = reasonNotToGrade(by: score) {
          silent.append((score, "\(words) does not grade it: \(reason)."))
        }
        continue
      }
      let value = FeatureValue(rawValue: grade.rawValue)
      let note =
        "\(words) graded as \(grade.rawValue): a convention of this program, ACR gives no "
        + "number (FACTS 5.5)."
      if fact.state == .unknown {
        fact = Fact(
          .severity, .known, possible: [value], summary: "\(grade.rawValue) by \(words)",
          evidence: score.evidence, rule: "severity-by-score (FACTS 5.5, convention)",
          notes: fact.notes + [note])
      } else if !fact.possible.contains(value) {
        let both = fact.possible + [value]
        let high = both.filter { $0 == "moderate" || $0 == "severe" }
        fact = Fact(
          .severity, .conflicting, possible: high.isEmpty ? both : high,
          summary: "\(fact.summary); \(grade.rawValue) by \(words)",
          evidence: fact.evidence + score.evidence, rule: "severity-conflict (FACTS 5.6, G16)",
          notes: fact.notes + [note])
      } else if fact.possible.count > 1, fact.state == .known {
        fact = Fact(
          .severity, .known, possible: [value],
          summary: "\(fact.summary); \(grade.rawValue) by \(words)",
          evidence: fact.evidence + score.evidence,
          rule: "severity-by-score (FACTS 5.5, convention)", notes: fact.notes + [note])
      }
    }
    // What could not answer is named where the question is still open.
    for (score, note) in silent where fact.state == .unknown {
      fact.notes.append(note)
      fact.evidence = (fact.evidence + score.evidence).unique
    }
  }

  private func chronicGrade(of score: Score) -> SeverityGrade? {
    if score.timing == .baseline || isOutdated(score) { return nil }
    // Of a score that may be of the other leg only the safer side counts.
    if score.side == .open, score.category != "severe" { return nil }
    switch (score.instrument, score.category) {
    case (.villalta, "none"): return SeverityGrade.none
    case (.villalta, "mild"): return .mild
    case (.villalta, "moderate"): return .moderate
    case (.villalta, "severe"), (.vcss, "severe"): return .severe
    default: return nil
    }
  }

  /// Why a score in the chronic phase leaves the severity open; `nil` when it does not speak of it.
  private func reasonNotToGrade(by score: Score) -> String? {
    if score.timing == .baseline { return "it is a baseline of the acute phase" }
    if isOutdated(score) { return "it is older than \(Convention.scoreMonths) months" }
    if score.completeness == .partial { return "items are missing, and it is a lower bound" }
    if score.side == .open { return "it may be of the other leg" }
    if score.instrument == .vcss, score.total != nil { return "below 8 no source names a category" }
    return score.total == nil ? "it has no usable points" : nil
  }

  private func isOutdated(_ score: Score) -> Bool {
    score.observed.map {
      $0.days.latest.adding(months: Convention.scoreMonths) < today
    } ?? false
  }

  private func addPainScores(to fact: inout Fact, since start: CalendarDay?) {
    let scored = onLeg(.legPain).filter {
      $0.concept.has(flag: "score") && isCurrent($0, notBefore: start)
    }
    guard !scored.isEmpty else { return }
    fact.notes.append(
      "A pain score is on record; no source gives it a cut-off, so it decides nothing.")
    fact.evidence = (fact.evidence + scored.evidence).unique
  }
}

/// Grades and signs before they are weighed.
struct SeverityEvidence {
  /// A grade and who states it.
  struct Claim {
    var grade: SeverityGrade
    var finding: Finding
  }

  var claims: [Claim] = []
  /// "Moderate to severe", not split.
  var unsplit: [Finding] = []
  var signs: [SeveritySign] = []
  var ambulatory = Reading(current: [])
  var outdated: [Finding] = []
  var overtaken: [Finding] = []

  /// The grades stated, mildest first, each once.
  var grades: [SeverityGrade] {
    SeverityGrade.allCases.filter { grade in claims.contains { $0.grade == grade } }
  }

  /// Takes a grade; "moderate to severe" in one word is no grade but the band of both.
  mutating func add(_ grade: SeverityGrade, _ finding: Finding) {
    if grade == .moderateToSevere {
      unsplit.append(finding)
      return
    }
    claims.append(Claim(grade: grade, finding: finding))
  }

  /// Leaves out what a later statement replaces: a grade by a later other grade, a grade below moderate by a
  /// later sign, a sign by a later grade.
  mutating func dropOvertaken() {
    guard claims.count + signs.count + unsplit.count > 1 else { return }
    var latestGrade: [SeverityGrade: LatestMoment] = [:]
    var latestOfAll = LatestMoment()
    for claim in claims {
      latestGrade[claim.grade, default: LatestMoment()].include(claim.finding.statedAt)
      latestOfAll.include(claim.finding.statedAt)
    }
    var latestSign = LatestMoment()
    for finding in signs.flatMap(\.reading.findings) + unsplit {
      latestSign.include(finding.statedAt)
    }
    var overtaken: [Finding] = []
    claims = claims.filter { claim in
      let time = claim.finding.statedAt
      let isOvertaken =
        latestGrade.contains { $0.key != claim.grade && $0.value.isAfter(time) }
        || (claim.grade < .moderate && latestSign.isAfter(time))
      if isOvertaken { overtaken.append(claim.finding) }
      return !isOvertaken
    }
    signs = signs.filter { sign in
      !sign.reading.findings.allSatisfy { latestOfAll.isAfter($0.statedAt) }
    }
    unsplit = unsplit.filter { !latestOfAll.isAfter($0.statedAt) }
    self.overtaken = overtaken
  }
}

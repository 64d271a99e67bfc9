extension LegCase {
  /// An earlier thrombosis of the same leg (FACTS 4.6, G12).
  func priorThrombosisFact(_ episode: ThrombosisEpisode, acuity: Fact) -> Fact {
    let rule = "prior-thrombosis-same-leg (FACTS 4.6, G12)"
    let history = onLeg(.historyVte).filter { !$0.concept.has(flag: "pe") }
    // What is history now may be this very episode, when the leg has had a newer one.
    let stated = history.filter {
      $0.presence == .present && (episode.isNewest || isOlder($0, than: episode))
    }
    let recurrent = episode.carriers.filter { $0.course == .recurrent }
    // Without a side it may have been the other leg, unless no side is known of the present one either.
    let sided = (episode.earlier + stated + recurrent).filter { $0.laterality != nil }
    if !sided.isEmpty {
      return Fact(
        .priorThrombosis, .known, possible: ["yes"], summary: "earlier thrombosis of this leg",
        evidence: sided.evidence, rule: rule)
    }
    let syndrome = onLeg(.postThromboticSyndrome).filter {
      $0.presence == .present && $0.laterality != nil
    }
    if !syndrome.isEmpty, acuity.isSurely("acute", "subacute", "late-subacute") {
      return Fact(
        .priorThrombosis, .known, possible: ["yes"],
        summary: "post-thrombotic syndrome of this leg",
        evidence: syndrome.evidence, rule: rule,
        notes: ["The syndrome presupposes a thrombosis before the present one."])
    }
    let unsided = episode.earlier + stated + recurrent
    if episode.isUnclear {
      return .unknown(
        .priorThrombosis, rule: rule, evidence: (episode.carriers + episode.closed).evidence,
        notes: [ThrombosisEpisode.unclearNote])
    }
    if !unsided.isEmpty {
      return .unknown(
        .priorThrombosis, rule: rule, evidence: unsided.evidence,
        notes: ["An earlier thrombosis is on record without a side."])
    }
    let denied = history.filter { $0.presence == .absent }
    if !denied.isEmpty {
      return Fact(
        .priorThrombosis, .absent, possible: ["no"], summary: "no earlier thrombosis",
        evidence: denied.evidence, rule: rule)
    }
    return .unknown(.priorThrombosis, rule: rule)
  }

  private func isOlder(_ finding: Finding, than episode: ThrombosisEpisode) -> Bool {
    guard let start = episode.earliestSign, let time = finding.happened else { return false }
    return time.days.latest < start
  }

  /// Post-thrombotic syndrome, by code or by score; never without a thrombosis of this leg, never before three
  /// months (FACTS 5.1, checks 9 and 11; T31).
  func postThromboticFact(villalta: Score?, phase: ScorePhase, isEarly: Bool) -> Fact {
    let rule = "post-thrombotic-syndrome (FACTS 5.1, 4.6)"
    let coded = reading(
      onLeg(.postThromboticSyndrome)
        + onLeg(.venousUlcer).filter { $0.concept.has(flag: "postthrombotic-with-ulcer") })
    if coded.isRaised {
      if !phase.hasThrombosis || isEarly {
        return Fact(
          .postThromboticSyndrome, .conflicting, possible: ["no", "yes"],
          summary: "stated, but the record does not bear it out", evidence: coded.findings.evidence,
          rule: rule,
          notes: [
            phase.hasThrombosis
              ? "The thrombosis is less than 3 months old: too early for the label."
              : "No confirmed thrombosis of this leg is on record (T31)."
          ])
      }
      let isConflict = coded.answer == .conflicting
      return Fact(
        .postThromboticSyndrome, isConflict ? .conflicting : .known,
        possible: isConflict ? ["no", "yes"] : ["yes"], summary: "stated",
        evidence: coded.findings.evidence, rule: rule)
    }
    if let fact = postThromboticByScore(villalta, phase: phase, rule: rule) { return fact }
    if let villalta, phase.isWithoutThrombosis {
      return Fact(
        .postThromboticSyndrome, .known, possible: ["no"],
        summary: "no thrombosis, whatever the score",
        evidence: villalta.evidence,
        rule: "post-thrombotic-needs-thrombosis (FACTS 5.1 check 11, T31)")
    }
    if coded.answer == .absent {
      return Fact(
        .postThromboticSyndrome, .absent, possible: ["no"], summary: "ruled out",
        evidence: coded.findings.evidence, rule: rule)
    }
    return .unknown(
      .postThromboticSyndrome, rule: rule,
      evidence: coded.findings.evidence + (villalta?.evidence ?? []),
      notes: villalta != nil && !phase.hasThrombosis
        ? [
          "A Villalta score without a confirmed thrombosis of this leg cannot be the syndrome (T31)."
        ]
        : [])
  }

  private func postThromboticByScore(
    _ villalta: Score?, phase: ScorePhase, rule: String
  ) -> Fact? {
    guard let villalta, villalta.timing == .established, villalta.side != .open, phase.isChronic,
      phase.hasThrombosis, let category = villalta.category
    else { return nil }
    let isThere = category != "none"
    return Fact(
      .postThromboticSyndrome, .known, possible: [isThere ? "yes" : "no"],
      summary: "Villalta \(category)", evidence: villalta.evidence, rule: rule,
      notes: [
        "By Villalta, 5 or more or an ulcer (ATTRACT); some trials ask for two occasions."
      ])
  }
}

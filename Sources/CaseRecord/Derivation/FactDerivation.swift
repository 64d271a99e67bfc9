extension CaseRecord {
  /// Derives the facts from the findings: one value for each thrombosis that goes on in each leg, the newest of a leg
  /// first, or a single one when the side is not known or no leg is affected.
  ///
  /// Pure and independent of the order of the findings; which finding speaks of which feature is listed in
  /// `docs/case-record.md`.
  ///
  /// ```swift
  /// let cases = record.derivedFacts(contraindications: table, orders: orders)
  /// cases.first?[.acuity].value   // "acute"
  /// ```
  public func derivedFacts(
    contraindications: ContraindicationTable, orders: OrderTable = OrderTable()
  ) -> [CaseFacts] {
    let index = FindingIndex(findings)
    let cases = affectedLegs(index)
    let unsafe = contradictionsSetAside()
    let legs = cases.map(\.view.leg).unique
    let requested = RequestedTreatment.all(in: findings, table: orders)
    let named = cases.map { Set($0.episode.carriers.map(\.evidence.reference)) }
    return cases.enumerated().map { number, each in
      let (view, episode) = each
      var facts = view.caseFacts(episode, among: legs, contraindications: contraindications)
      if !requested.isEmpty {
        facts.orders = view.orderReading(episode, among: legs, table: orders)
          .orders(
            among: requested.filter { treatment in
              let naming = named.indices.filter { !treatment.isDisjoint(with: named[$0]) }
              // An order that does not say for which thrombosis it is meant is for the newest of its leg.
              return naming.isEmpty ? episode.isNewest : naming.contains(number)
            }, findings: findings)
      }
      facts.contradictions += unsafe
      return facts
    }
  }

  /// A thrombosis that could not be read because its own dates contradict each other (FACTS 4.2).
  private func contradictionsSetAside() -> [Contradiction] {
    setAside.compactMap { resource in
      guard resource.reason == .contradictoryDates || resource.reason == .futureDate,
        resource.decides.contains(.acuity)
      else { return nil }
      return Contradiction(
        explanation: resource.explanation,
        evidence: [Evidence(reference: resource.reference, path: resource.path)])
    }
  }
}

extension LegCase {
  /// All facts of this leg. Each step reads findings and what the steps before it found.
  fileprivate func caseFacts(
    _ episode: ThrombosisEpisode, among legs: [Leg?], contraindications: ContraindicationTable
  ) -> CaseFacts {
    let examinations = examinations()
    let episode = episode.confirmedBefore(until, by: examinations)
    let onset = onsetReading(episode)
    let thrombosis = thrombosisFact(episode)
    let acuity = acuityFact(onset, episode: episode)
    let segments = segmentFacts(episode)
    let limbThreat = limbThreatFacts(since: episode.earliestThreat)

    let removals = thrombusRemovals(onset: onset, hasEarlier: !episode.earlier.isEmpty)
    let history = anticoagulationHistory(onset: onset)
    let anticoagulation = anticoagulationFacts(history, removals: removals, onset: onset)
    let stents = stents()

    let prior = priorThrombosisFact(episode, acuity: acuity)
    let phase = ScorePhase(
      isChronic: acuity.isSurely("chronic")
        || anticoagulation.duration.isSurely("3-months-or-more"),
      hasThrombosis: thrombosis.value == "confirmed" || !episode.earlier.isEmpty,
      isWithoutThrombosis: thrombosis.value == "none"
        && (prior.value == "no" || prior.evidence.isEmpty),
      hasEarlier: !episode.earlier.isEmpty, earliestBeginning: onset.days?.earliest,
      latestBeginning: latestBeginning(onset, history),
      hasOtherLeg: legs.compactMap(\.self).contains { $0 != leg })
    let isEarly =
      acuity.isSurely("acute", "subacute", "late-subacute") && episode.earlier.isEmpty
    let villalta = villaltaScore(phase)
    let scores = [villalta, ceapScore(phase), vcssScore(phase)].compactMap(\.self)

    let pregnancy = pregnancyReading()
    let check = contraindicationCheck(contraindications, pregnancy: pregnancy)
    let lysis = lysisContraindicationFact(check)
    let anticoagulationContraindication = anticoagulationContraindicationFact(check)
    let health = healthItems(since: episode.earliestSign)
    let contrary = Set(
      contraindications.rows.filter(\.againstOtherwiseHealthy).map(\.id))

    let facts: [Fact] = [
      ageGroupFact(),
      thrombosis,
      segments.segment,
      segments.venaCava,
      segments.isolatedCommonFemoral,
      lateralityFact(
        legs: leg == nil ? [] : legs,
        evidence: episode.carriers.filter { $0.laterality != nil }.evidence),
      acuity,
      severityFact(
        episode: episode, isChronic: phase.isChronic, scores: scores,
        limbThreatFindings: limbThreat.raising),
      limbThreat.threat,
      limbThreat.sign,
      pulmonaryEmbolismFact(),
      hemodynamicInstabilityFact(),
      compressionFact(onset: onset),
      pregnancy.fact,
      otherwiseHealthyFact(
        items: health, lysis: lysis, anticoagulation: anticoagulationContraindication,
        contrary: check.hits.filter { contrary.contains($0.item) }),
      health.activeCancer,
      health.recentMajorSurgery,
      health.thrombophilia,
      health.functionalStatus,
      lysis,
      anticoagulationContraindication,
      anticoagulation.underWay,
      anticoagulation.alone,
      anticoagulation.duration,
      priorThrombusRemovalFact(removals),
      priorStentFact(stents),
      prior,
      postThromboticFact(villalta: villalta, phase: phase, isEarly: isEarly),
      venaCavaFilterFact(),
    ]
    return CaseFacts(
      leg: leg,
      episode: Episode(
        began: onset.days, isNewest: episode.isNewest, others: episode.others),
      facts: facts, contraindications: check.hits, scores: scores,
      timeline: Timeline(
        onset: onset.days, diagnosis: onset.diagnosis, anticoagulationStart: history.start,
        stents: days(of: stents.placed), thrombusRemovals: days(of: removals.inEpisode),
        delivery: pregnancy.delivery, estimatedDelivery: pregnancy.estimatedDelivery,
        examinations: examinations),
      contradictions: (birthContradictions() + onset.contradictions).unique)
  }

  /// A day by which the thrombosis had begun. Of onsets that contradict each other the last counts.
  private func latestBeginning(
    _ onset: OnsetReading, _ history: AnticoagulationHistory
  ) -> CalendarDay? {
    let onsets = ([onset.days].compactMap(\.self) + onset.rivals).map(\.latest).max()
    let starts = ([history.start].compactMap(\.self) + history.rivalStarts).map(\.latest).max()
    return [onsets, onset.diagnosis?.latest, starts].compactMap(\.self).min()
  }

  /// What requests are held against.
  fileprivate func orderReading(
    _ episode: ThrombosisEpisode, among legs: [Leg?], table: OrderTable
  ) -> OrderReading {
    let removals = thrombusRemovals(
      onset: onsetReading(episode), hasEarlier: !episode.earlier.isEmpty)
    let stents = stents().placed.filter { stent in
      guard let start = episode.earliestSign, let days = past(stent.happened) else { return true }
      return days.latest >= start
    }
    return OrderReading(
      view: self, table: table, legs: legs, episodeStart: episode.earliestSign,
      interventions: removals.inEpisode + stents, uncertainRemovals: removals.uncertain)
  }

  /// The days of events, earliest first, each once.
  private func days(of findings: [Finding]) -> [DayInterval] {
    findings.compactMap { past($0.happened) }.unique.sorted {
      ($0.earliest, $0.latest) < ($1.earliest, $1.latest)
    }
  }
}

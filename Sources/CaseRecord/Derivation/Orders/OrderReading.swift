/// The requests of a record held against one leg's case: which are orders for it, and for which option.
struct OrderReading {
  let view: LegCase
  let table: OrderTable
  /// The legs that have a case, this one included.
  let legs: [Leg?]
  /// When the episode can have begun at the earliest.
  let episodeStart: CalendarDay?
  /// Interventions of this episode that were done.
  let interventions: [Finding]
  /// Removals of thrombus of which it is not clear whether they belong here.
  let uncertainRemovals: [Finding]

  /// The orders for this leg, those included that were carried out or are older than the case.
  func orders(among requested: [RequestedTreatment], findings: [Finding]) -> [Order] {
    let here = requested.compactMap { treatment in
      fit(of: treatment).map { fit in
        Placed(
          treatment: treatment, fit: fit, closure: closure(of: treatment),
          doubts: doubts(on: treatment, fit: fit, findings))
      }
    }
    return here.compactMap { order(for: $0, among: here) }
  }

  /// A requested treatment that may be one for this leg.
  private struct Placed {
    let treatment: RequestedTreatment
    let fit: Fit
    let closure: Order.Closure?
    let doubts: [Order.Doubt]

    var row: OrderTable.Row { treatment.row }
    /// Whether it waits and is for this leg, so that it stands beside others; one of several alternatives does not.
    var isCompany: Bool { closure == nil && fit != .otherLeg && treatment.intent != .option }
  }

  // MARK: - The leg

  /// How the side of a request stands to the leg of the case.
  private enum Fit {
    case thisLeg
    case otherLeg
    case sideMissing
    case caseSideMissing
  }

  /// `nil` when the request is for the other leg, which has a case of its own.
  private func fit(of treatment: RequestedTreatment) -> Fit? {
    if treatment.row.isForWholePerson || treatment.isSideContradictory { return .thisLeg }
    guard let side = treatment.side else { return legs.count > 1 ? .sideMissing : .thisLeg }
    guard let leg = view.leg else { return .caseSideMissing }
    switch side {
    case .bilateral: return .thisLeg
    case .left where leg == .left, .right where leg == .right: return .thisLeg
    case .left, .right: return legs.count > 1 ? nil : .otherLeg
    }
  }

  // MARK: - Doubts

  private func doubts(
    on treatment: RequestedTreatment, fit: Fit, _ findings: [Finding]
  ) -> [Order.Doubt] {
    var doubts: [Order.Doubt] = []
    if treatment.isSiteOpen { doubts.append(.site) }
    if treatment.isSideContradictory { doubts.append(.contradictorySide) }
    if fit == .sideMissing { doubts.append(.side) }
    if fit == .caseSideMissing { doubts.append(.caseSide) }
    if !treatment.reasons.isEmpty,
      !treatment.reasons.contains(where: { isThisThrombosis($0, findings) })
    {
      doubts.append(.reason)
    }
    return doubts
  }

  private func isThisThrombosis(_ reason: TreatmentRequest.Reason, _ findings: [Finding]) -> Bool {
    switch reason {
    case .concept(let concept): table.isReason(concept)
    case .resource(let reference):
      findings.contains { finding in
        finding.evidence.reference == reference && finding.presence != .absent
          && table.isReason(finding.concept)
      }
    case .notUnderstood: false
    }
  }

  // MARK: - Whether it still waits

  private func closure(of treatment: RequestedTreatment) -> Order.Closure? {
    let placed = treatment.placed ?? treatment.planned
    if let when = treatment.placed, view.isFuture(when) { return .afterEvaluation }
    if let placed, let episodeStart, placed.days.latest < episodeStart { return .beforeEpisode }
    let concepts = treatment.row.concepts.map { Concept($0) }
    let done = concepts.flatMap(view.ofPerson).contains { event in
      event.presence == .present
        && (treatment.row.isForWholePerson || view.belongs(event))
        && hasFollowed(event, treatment, placed)
    }
    return done ? .carriedOut : nil
  }

  /// Whether what was done is what the request asked for: a drug that is taken since or still, a procedure on that
  /// day or later. Without a date of the request a procedure may have been another one.
  private func hasFollowed(
    _ event: Finding, _ treatment: RequestedTreatment, _ placed: ClinicalTime?
  ) -> Bool {
    if let when = event.happened, view.isFuture(when) { return false }
    if let agent = treatment.agent, agent != event.concept.agent { return false }
    if event.kind == .medicationUse {
      guard let placed else { return !view.isOver(event) }
      guard let last = event.lastDayOfUse else { return true }
      return last >= placed.days.earliest
    }
    guard let placed, let happened = event.happened else { return false }
    return happened.days.earliest >= placed.days.latest
  }

  // MARK: - The option

  private func order(for placed: Placed, among all: [Placed]) -> Order? {
    let treatment = placed.treatment
    var doubts = placed.doubts
    guard let item = item(of: placed, among: all, &doubts) else { return nil }
    return Order(
      row: placed.row.id, item: item, doubts: doubts, closure: placed.closure,
      side: treatment.side, isForOtherLeg: placed.fit == .otherLeg, intent: treatment.intent,
      codes: treatment.codes, placed: treatment.placed, planned: treatment.planned,
      evidence: treatment.evidence)
  }

  /// `nil` when it is part of what the same request asks for.
  private func item(
    of placed: Placed, among all: [Placed], _ doubts: inout [Order.Doubt]
  ) -> Order.Item? {
    let row = placed.row
    let company = placed.isCompany ? all.filter { $0.isCompany && $0.row.id != row.id } : []
    switch row.meaning {
    case .noOption: return .unrated
    case .otherTopic: return .otherTopic
    case .option: return row.options.first.map { .option($0) } ?? .unrated
    case .soleTherapy:
      let others = company.filter(\.row.isIntervention)
      if !interventions.isEmpty || others.contains(where: \.doubts.isEmpty) { return .beside }
      if !others.isEmpty || !uncertainRemovals.isEmpty { doubts.append(.company) }
      return row.options.first.map { .option($0) } ?? .unrated
    case .oneOf, .part:
      let wholes = company.filter { other in
        other.row.meaning == .option && other.row.options.contains(where: row.options.contains)
      }
      let reference = placed.treatment.evidence.reference
      if wholes.contains(where: { $0.treatment.evidence.reference == reference }) { return nil }
      let sure = wholes.filter(\.doubts.isEmpty).flatMap(\.row.options)
      let options = row.options.filter(sure.contains)
      if options.isEmpty, !wholes.isEmpty { doubts.append(.company) }
      switch (options.count, row.meaning) {
      case (1, .part): return .part(of: options[0])
      case (1, _): return .option(options[0])
      case (0, .part): return .unrated
      case (0, _): return .oneOf(row.options)
      default: return .oneOf(options)
      }
    }
  }
}

extension Finding {
  /// The last day that a use of a drug covers; `nil` while it goes on. A single dose covers its day.
  fileprivate var lastDayOfUse: CalendarDay? {
    if let end { return end.days.latest }
    if onset == nil, course == nil, let observed { return observed.days.latest }
    return course == .resolved ? (observed ?? onset)?.days.latest : nil
  }
}

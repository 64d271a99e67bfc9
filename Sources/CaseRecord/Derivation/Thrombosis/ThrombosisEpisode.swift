/// The thrombosis that the case is about, and what is left of earlier ones in the same leg.
///
/// The newest stated onset marks the episode. A statement that is over, or that lies three calendar months or
/// more before that onset, belongs to an earlier episode (convention); imaging without an onset of its own
/// shows that a thrombosis persists and begins no new episode.
struct ThrombosisEpisode {
  /// Statements of this episode.
  var statements: ThrombosisStatements
  /// Statements of earlier episodes.
  var earlier: [Finding] = []
  /// Whether a side is stated by this episode's findings or by no finding.
  var hasLiveStatement: Bool {
    !statements.present.isEmpty || !statements.suspected.isEmpty || !statements.unproven.isEmpty
  }
  /// The first day on which signs can belong to the episode; `nil` when its beginning is not known.
  var earliestSign: CalendarDay?

  /// Statements that carry the episode: the stated ones, else the suspected ones.
  var carriers: [Finding] {
    if !statements.present.isEmpty { return statements.present }
    return statements.suspected.isEmpty ? statements.unproven : statements.suspected
  }
}

extension LegCase {
  /// Tells the present episode from earlier ones.
  func thrombosisEpisode() -> ThrombosisEpisode {
    let all = thrombosisFindings()
    var live: [Finding] = []
    var over: [Finding] = []
    for finding in all {
      if finding.presence != .absent && isOver(finding) && !isReversed(finding) {
        over.append(finding)
      } else {
        live.append(finding)
      }
    }
    if !live.contains(where: { $0.presence != .absent }), hasLastingConsequences {
      live += over
      over = []
    }
    let newest = live.lazy.filter { $0.presence != .absent }.compactMap { $0.onset?.days }
      .max { ($0.earliest, $0.latest) < ($1.earliest, $1.latest) }
    // Images from before the end of a resolved thrombosis show that one.
    let resolvedUntil = over.compactMap(lastDay).max()

    var earlier = over.filter { $0.presence == .present && !isSameEpisode($0, as: newest) }
    var current: [Finding] = []
    for finding in live {
      if belongsToEarlierEpisode(finding, newest: newest, resolvedUntil: resolvedUntil) {
        if finding.presence == .present { earlier.append(finding) }
      } else {
        current.append(finding)
      }
    }
    var episode = ThrombosisEpisode(
      statements: ThrombosisStatements(current), earlier: ThrombosisStatements(earlier).present)
    let seen = newest?.earliest ?? episode.carriers.compactMap { $0.observed?.days.earliest }.min()
    episode.earliestSign = seen?.adding(days: -Convention.beforeOnsetDays)
    return episode
  }

  /// Post-thrombotic syndrome of now: the thrombosis behind it is the case, though its record is closed (IF-V6).
  private var hasLastingConsequences: Bool {
    onLeg(.postThromboticSyndrome).contains { $0.presence == .present && isCurrent($0) }
  }

  /// An onset after the end: not over but wrong, and the case has to show it.
  private func isReversed(_ finding: Finding) -> Bool {
    guard finding.course != .resolved, let onset = finding.onset, let end = finding.end else {
      return false
    }
    return onset.days.earliest > end.days.latest
  }

  private func lastDay(of finding: Finding) -> CalendarDay? {
    finding.end?.days.latest
      ?? finding.happened?.days.latest.adding(months: Convention.episodeMonths)
  }

  /// A resolved statement close to the newest onset is a second record of the same episode.
  private func isSameEpisode(_ finding: Finding, as newest: DayInterval?) -> Bool {
    guard let newest, let began = finding.happened?.days else { return false }
    if let end = finding.end, end.days.latest < newest.earliest { return false }
    return began.latest.adding(months: Convention.episodeMonths) > newest.earliest
  }

  private func belongsToEarlierEpisode(
    _ finding: Finding, newest: DayInterval?, resolvedUntil: CalendarDay?
  ) -> Bool {
    if let newest, let began = finding.happened?.days,
      began.latest.adding(months: Convention.episodeMonths) <= newest.earliest
    {
      return true
    }
    guard finding.onset == nil else { return false }
    if finding.statedAcuity == .chronic, finding.kind == .condition, let newest,
      newest.latest.adding(months: Convention.persistentMonths) > today
    {
      return true
    }
    guard finding.kind != .condition, let seen = finding.observed?.days, let resolvedUntil else {
      return false
    }
    let isBeforeEpisode =
      newest.map {
        seen.latest < $0.earliest.adding(days: -Convention.beforeOnsetDays)
      } ?? true
    return isBeforeEpisode && seen.latest <= resolvedUntil
  }
}

/// One thrombosis of a leg: what states it, and what it is not to be confused with.
struct ThrombosisEpisode {
  /// Statements of this episode.
  var statements: ThrombosisStatements
  /// Records of the same episode that are closed although others are not.
  var closed: [Finding] = []
  /// Statements of the leg's other episodes: earlier ones, and ones that are over.
  var earlier: [Finding] = []
  /// Whether it is the newest of the leg.
  var isNewest = true
  /// The first day on which what is found in the leg may belong to a later episode; `nil` for the newest.
  var until: CalendarDay?
  /// The first day on which signs can belong to the episode; `nil` when its beginning is not known.
  var earliestSign: CalendarDay?
  /// The same for signs of limb threat, which count from the first of several onsets, and all where no onset is known.
  var earliestThreat: CalendarDay?
  /// Whether its onsets may be those of two episodes; the record does not tell.
  var isUnclear = false
  /// Whether imaging is on record that may show a later one.
  var hasLaterImages = false
  /// What the record has of other episodes that are not evaluated.
  var others: [OtherEpisode] = []

  /// What a reader is told when the onsets may be those of two episodes.
  static let unclearNote =
    "The onsets on record lie more than \(Convention.beforeOnsetDays) days and less than "
    + "\(Convention.episodeMonths) months apart, and none is on record as over before the other began: "
    + "whether it is one episode or two cannot be told. They are evaluated as one, with both onsets open."

  /// Statements that carry the episode: the stated ones, else the suspected ones.
  var carriers: [Finding] {
    if !statements.present.isEmpty { return statements.present }
    return statements.suspected.isEmpty ? statements.unproven : statements.suspected
  }
}

extension ThrombosisEpisode {
  /// The episode without images from a time at which a later one had begun: they do not tell which one they show.
  func confirmedBefore(_ until: CalendarDay?, by examinations: [Examination]) -> Self {
    guard let until else { return self }
    var days: [String: DayInterval] = [:]
    for examination in examinations where examination.kind != .clinical {
      for evidence in examination.evidence { days[evidence.reference] = examination.days }
    }
    var episode = self
    for position in episode.statements.present.indices
    where episode.statements.present[position].kind == .condition {
      let images = episode.statements.present[position].imagingEvidence
      let own = images.filter { image in days[image.reference].map { $0.earliest < until } ?? true }
      guard own.count < images.count else { continue }
      episode.hasLaterImages = true
      episode.statements.present[position].imagingEvidence = own
      if own.isEmpty { episode.statements.present[position].method = nil }
    }
    return episode
  }
}

extension LegCase {
  /// The episodes of the leg that are not over, the newest first; a single one without statements when there is
  /// none.
  func thrombosisEpisodes() -> [ThrombosisEpisode] {
    let findings = thrombosisFindings().filter { $0.place != .elsewhere }
      .compactMap(ThrombosisStatements.normalized)
    let division = EpisodeDivision(findings, of: self)
    let newest = division.newest
    var episodes = [episode(newest, in: division)]
    episodes[0].others = division.others
    var later = newest
    for older in division.older.reversed() {
      var episode = episode(older, in: division)
      episode.isNewest = false
      episode.until = (later.began ?? newest.began)?.earliest.adding(
        days: -Convention.beforeOnsetDays)
      episodes.append(episode)
      later = older
    }
    return episodes
  }

  /// Post-thrombotic syndrome of now: the thrombosis behind it lasts, whatever its own record says.
  var hasLastingConsequences: Bool {
    onLeg(.postThromboticSyndrome).contains { $0.presence == .present && isCurrent($0) }
  }

  private func episode(
    _ part: EpisodeDivision.Part, in division: EpisodeDivision
  ) -> ThrombosisEpisode {
    var episode = ThrombosisEpisode(
      statements: ThrombosisStatements(part.live), closed: part.closed,
      earlier: ThrombosisStatements(division.statements(beside: part)).present,
      isUnclear: part.isUnclear)
    let seen = episode.carriers.compactMap { $0.observed?.days.earliest }.min()
    episode.earliestSign =
      (part.newestOnset?.earliest ?? seen)?.adding(days: -Convention.beforeOnsetDays)
    episode.earliestThreat = part.began?.earliest.adding(days: -Convention.beforeOnsetDays)
    return episode
  }
}

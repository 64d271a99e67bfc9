/// When the symptoms of this episode began, as far as the record tells (FACTS 4.2).
struct OnsetReading {
  /// What the day is taken from.
  enum Basis {
    /// Stated as the onset of leg symptoms of this episode.
    case stated
    /// The onset of a leg symptom on record.
    case symptom
    /// Condition.onset of the thrombosis.
    case condition
  }

  /// The days on which symptoms may have begun; `nil` when nothing tells.
  var days: DayInterval?
  /// What the day is taken from.
  var basis: Basis?
  /// Other days that the record gives and that cannot be set aside.
  var rivals: [DayInterval] = []
  /// The first objective record of the thrombosis: symptoms are at least as old.
  var diagnosis: DayInterval?
  /// The findings behind it.
  var findings: [Finding] = []
  /// The findings of the diagnosis.
  var diagnosisFindings: [Finding] = []
  /// What a reader must know.
  var notes: [String] = []
  /// Dates that cannot be true.
  var contradictions: [Contradiction] = []
}

extension LegCase {
  /// Reads the onset: a stated onset of symptoms first, then symptoms, then the onset of the Condition.
  func onsetReading(_ episode: ThrombosisEpisode) -> OnsetReading {
    var reading = OnsetReading()
    readDiagnosis(episode, into: &reading)
    let carriers = episode.carriers
    let dated = carriers.filter { $0.onset != nil }
    if dated.contains(where: { isOpenRecurrence($0, in: episode) }) {
      // Its images may be those of the first one too.
      reading.diagnosis = nil
      reading.diagnosisFindings = []
      reading.notes.append(
        "The record calls the thrombosis a recurrence and has no other one before it: the onset may be that "
          + "of the first, and this one began then or later.")
    }
    checkDates(of: carriers, into: &reading)

    let stated = onLeg(.symptomOnset).filter {
      $0.presence == .present && $0.onset != nil && belongs($0, to: episode, onsetOf: dated)
    }
    checkDates(of: stated, into: &reading)
    if take(stated, basis: .stated, into: &reading) {
      noteLaterOnsets(of: dated, in: &reading)
      return reading
    }
    let symptoms = symptomsWithOnset(near: dated, diagnosis: reading.diagnosis, into: &reading)
    let condition = earliest(dated.compactMap { onset(of: $0, in: episode) })
    let symptom = earliest(symptoms.compactMap { past($0.onset) })
    switch (symptom, condition) {
    case (let symptom?, let condition?) where symptom.earliest <= condition.earliest:
      set(symptom, .symptom, symptoms, &reading)
      if symptom != condition {
        reading.notes.append(
          "The thrombosis is dated \(condition); that may be the day of the diagnosis.")
      }
    case (let symptom?, nil):
      set(symptom, .symptom, symptoms, &reading)
    case (_, let condition?):
      set(condition, .condition, dated, &reading)
      reading.notes.append(
        "The onset is that of the Condition; it may be the day of the diagnosis, then symptoms are "
          + "older.")
      for other in (dated + episode.closed).compactMap({ onset(of: $0, in: episode) })
      where !overlaps(other, condition) {
        reading.rivals.append(other)
      }
    case (nil, nil):
      break
    }
    return reading
  }

  /// The days on which a stated thrombosis may have begun.
  private func onset(of finding: Finding, in episode: ThrombosisEpisode) -> DayInterval? {
    guard let days = past(finding.onset) else { return nil }
    return isOpenRecurrence(finding, in: episode) ? DayInterval(days.earliest, today) : days
  }

  /// Whether a recurrence carries an onset that may be that of the first thrombosis: Condition.onset is when the
  /// condition began, and no other record tells the first from the second.
  private func isOpenRecurrence(_ finding: Finding, in episode: ThrombosisEpisode) -> Bool {
    finding.course == .recurrent && finding.onset != nil && episode.earlier.isEmpty
  }

  private func set(
    _ days: DayInterval, _ basis: OnsetReading.Basis, _ findings: [Finding],
    _ reading: inout OnsetReading
  ) {
    reading.days = days
    reading.basis = basis
    reading.findings = findings
  }

  /// Takes the latest statement of the onset; several that cannot be ordered stay as rivals.
  private func take(
    _ stated: [Finding], basis: OnsetReading.Basis, into reading: inout OnsetReading
  ) -> Bool {
    let usable = stated.filter { past($0.onset) != nil }
    guard !usable.isEmpty else { return false }
    var latest = LatestMoment()
    for finding in usable { latest.include(finding.observed) }
    let newest = usable.filter { !latest.isAfter($0.observed) }
    guard let days = earliest(newest.compactMap { past($0.onset) }) else { return false }
    set(days, basis, newest, &reading)
    for other in newest.compactMap({ past($0.onset) }) where !overlaps(other, days) {
      reading.rivals.append(other)
    }
    return true
  }

  private func noteLaterOnsets(of dated: [Finding], in reading: inout OnsetReading) {
    guard let days = reading.days else { return }
    let others = dated.compactMap { past($0.onset) }.filter { !overlaps($0, days) }
    if let other = earliest(others) {
      reading.notes.append(
        "The stated onset of symptoms is used; the thrombosis itself is dated \(other).")
    }
  }

  /// The first objective record bounds the onset from above: it was there on that day.
  private func readDiagnosis(_ episode: ThrombosisEpisode, into reading: inout OnsetReading) {
    var first: DayInterval?
    for finding in episode.statements.present {
      guard let seen = past(finding.observed) else { continue }
      if first.map({ (seen.latest, seen.earliest) < ($0.latest, $0.earliest) }) ?? true {
        first = seen
      }
    }
    reading.diagnosis = first
    reading.diagnosisFindings = episode.statements.present.filter {
      first != nil && past($0.observed) == first
    }
  }

  /// A stated onset recorded months before this episode belongs to an earlier one.
  private func belongs(
    _ finding: Finding, to episode: ThrombosisEpisode, onsetOf dated: [Finding]
  ) -> Bool {
    // Beside other episodes the day itself tells, and not when it was written down.
    let time = episode.earlier.isEmpty ? finding.observed ?? finding.onset : finding.onset
    guard let newest = dated.compactMap({ $0.onset?.days.earliest }).max(), let days = time?.days
    else { return true }
    guard days.latest.adding(months: Convention.episodeMonths) > newest else { return false }
    // Symptoms of the months before a later thrombosis may be the onset of that one.
    guard let until else { return true }
    let next = until.adding(days: Convention.beforeOnsetDays)
    return days.latest.adding(months: Convention.episodeMonths) <= next
  }

  /// Leg symptoms whose onset can be that of this episode: within three months before the thrombosis, and not
  /// after it, since a later symptom does not tell when the first one came.
  private func symptomsWithOnset(
    near dated: [Finding], diagnosis: DayInterval?, into reading: inout OnsetReading
  ) -> [Finding] {
    let symptoms = onLeg(.legSwelling, .legPain, .oedema, .heaviness).filter {
      $0.presence == .present && $0.onset != nil && $0.place != .elsewhere && !isOver($0)
    }
    guard !symptoms.isEmpty else { return [] }
    let onsets = dated.compactMap { $0.onset?.days }
    let first = onsets.map(\.earliest).min() ?? diagnosis?.earliest ?? today
    let last = onsets.map(\.latest).max() ?? diagnosis?.latest ?? today
    var near: [Finding] = []
    var isLater = false
    var isEarlier = false
    for symptom in symptoms {
      guard let began = past(symptom.onset) else { continue }
      if began.earliest > last {
        isLater = true
      } else if began.latest.adding(months: Convention.episodeMonths) <= first {
        isEarlier = true
      } else {
        near.append(symptom)
      }
    }
    if isLater {
      reading.notes.append("A leg symptom is dated after the thrombosis; the earlier day counts.")
    }
    if isEarlier {
      reading.notes.append(
        "A leg symptom began months before this thrombosis and is not taken as its onset.")
    }
    return near
  }

  /// Onset in the future, before birth, or after the end (FACTS 4.2: data error).
  private func checkDates(of findings: [Finding], into reading: inout OnsetReading) {
    for finding in findings {
      guard let onset = finding.onset else { continue }
      if isFuture(onset) {
        reading.contradictions.append(
          Contradiction(
            explanation: "The onset lies after the moment of evaluation. Correct the onset, or "
              + "evaluate as of a later time.", evidence: [finding.evidence]))
      }
      if let birth = person.birth, onset.days.latest < birth.days.earliest {
        reading.contradictions.append(
          Contradiction(
            explanation: "The onset lies before the birth of the patient. Correct the onset or the "
              + "birth date.", evidence: [finding.evidence] + person.evidence))
      }
      if let end = finding.end, onset.days.earliest > end.days.latest {
        reading.contradictions.append(
          Contradiction(
            explanation: "The onset lies after the end of the same condition. Correct one of the "
              + "two.", evidence: [finding.evidence]))
      }
    }
  }

  private func earliest(_ intervals: [DayInterval]) -> DayInterval? {
    guard let first = intervals.map(\.earliest).min(), let last = intervals.map(\.latest).min()
    else { return nil }
    return DayInterval(first, last)
  }

  private func overlaps(_ one: DayInterval, _ other: DayInterval) -> Bool {
    one.earliest <= other.latest && other.earliest <= one.latest
  }
}

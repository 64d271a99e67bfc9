/// Use of anticoagulants, as taken and not as prescribed (FACTS 4.2, 4.6).
struct AnticoagulationHistory {
  /// Uses on record that can belong to this episode, with the days they cover.
  var uses: [Finding] = []
  /// Prescriptions.
  var orders: [Finding] = []
  /// Statements that no anticoagulant is taken.
  var denials: [Finding] = []
  /// Start of the first use for this episode.
  var start: DayInterval?
  /// Without a start: a day on which an anticoagulant was already taken.
  var takenSince: CalendarDay?
  /// The findings of the start.
  var startFindings: [Finding] = []
  /// What the start is taken from.
  var startRule = "anticoagulation-first-use (FACTS 4.2)"
  /// Other starts on record that cannot be set aside.
  var rivalStarts: [DayInterval] = []
  /// Whether a use reaches to the evaluation; `nil` when the record leaves it open.
  var isUnderWay: Bool?
  /// The last day of use, when all have ended.
  var stopped: DayInterval?
  /// What a reader must know.
  var notes: [String] = []
}

extension LegCase {
  /// Reads uses, orders and attested starts.
  func anticoagulationHistory(onset: OnsetReading) -> AnticoagulationHistory {
    var history = AnticoagulationHistory()
    let medication = ofPerson(.anticoagulant).filter {
      !$0.concept.has(flag: "line-flush-strength")
    }
    let therapy = ofPerson(.anticoagulationTherapy)
    history.orders = intents(.anticoagulant).filter {
      !$0.concept.has(flag: "line-flush-strength") && $0.presence != .absent
    }
    for finding in medication + therapy {
      if let time = finding.happened, isFuture(time) { continue }
      switch finding.presence {
      case .present: history.uses.append(finding)
      case .absent: if isCurrent(finding) { history.denials.append(finding) }
      case .suspected: continue
      }
    }
    history.denials += ofPerson(.noKnownMedications).filter {
      $0.presence == .present && isCurrent($0)
    }
    dropEarlierUses(&history, onset: onset)
    readPresentUse(&history)
    readStart(&history, onset: onset)
    readInterruptions(&history)
    return history
  }

  /// Uses that ended before the episode belong to another one.
  private func dropEarlierUses(_ history: inout AnticoagulationHistory, onset: OnsetReading) {
    guard let first = onset.days?.earliest ?? onset.diagnosis?.earliest else { return }
    let limit = first.adding(days: -Convention.beforeOnsetDays)
    let before = history.uses.count
    history.uses.removeAll { use in
      let last = use.end?.days.latest ?? (isDose(use) ? use.observed?.days.latest : nil)
      return last.map { $0 < limit } ?? false
    }
    if history.uses.count < before {
      history.notes.append("Use that ended before this episode is left out.")
    }
  }

  /// A single dose covers its day; a use without an end goes on.
  private func isDose(_ use: Finding) -> Bool {
    guard use.kind == .medicationUse else { return false }
    if let onset = use.onset { return use.end?.days == onset.days }
    return use.end == nil && use.course == nil && use.observed != nil
  }

  private func readPresentUse(_ history: inout AnticoagulationHistory) {
    var isOpen = false
    for use in history.uses {
      let isSingle = isDose(use) || use.kind == .procedure
      if !isSingle, isOver(use) { continue }
      if isSingle {
        let days = past(use.observed ?? use.onset)?.latest.days(until: today) ?? 0
        if days <= Convention.doseDays { history.isUnderWay = true } else { isOpen = true }
      } else {
        history.isUnderWay = true
      }
    }
    if history.isUnderWay == nil, !history.uses.isEmpty, !isOpen {
      history.isUnderWay = false
      history.stopped = history.uses.compactMap { past($0.end) }
        .max { ($0.latest, $0.earliest) < ($1.latest, $1.earliest) }
    }
  }

  private func readStart(_ history: inout AnticoagulationHistory, onset: OnsetReading) {
    let attested = attestedStarts(onset: onset)
    if attested.hasEarlier {
      history.notes.append("A stated start from before this episode belongs to another one.")
    }
    let used = firstUse(history.uses)
    if let stated = attested.days {
      history.start = stated
      history.startFindings = attested.findings
      history.startRule = "anticoagulation-start-stated (FACTS 4.2)"
      history.rivalStarts = attested.rivals
      if let used, used.days.latest < stated.earliest || used.days.earliest > stated.latest {
        history.notes.append(
          "The first use on record is dated \(used.days); the stated start is used.")
        history.rivalStarts.append(used.days)
      }
      return
    }
    guard let used else {
      readTakenSince(&history, onset: onset)
      return
    }
    history.start = used.days
    history.startFindings = used.findings
    // Taken before the thrombosis began, the treatment of the thrombosis cannot have begun before it.
    let limit = onset.days?.earliest.adding(days: -Convention.beforeOnsetDays)
    if let limit, let onsetDays = onset.days, used.days.latest < limit {
      history.start = DayInterval(
        onsetDays.earliest, max(onsetDays.latest, onset.diagnosis?.latest ?? onsetDays.latest))
      history.startRule = "anticoagulation-before-onset (FACTS 4.2)"
      history.notes.append(
        "An anticoagulant was taken before the onset; treatment of this thrombosis is counted from "
          + "the onset.")
    }
  }

  private func attestedStarts(
    onset: OnsetReading
  ) -> (days: DayInterval?, findings: [Finding], rivals: [DayInterval], hasEarlier: Bool) {
    let all = onLeg(.anticoagulationStart, .anticoagulationAlone).filter {
      $0.presence == .present && past($0.onset) != nil
    }
    let stated = all.filter { isSince($0, onset) }
    let hasEarlier = stated.count < all.count
    guard !stated.isEmpty else { return (nil, [], [], hasEarlier) }
    var latest = LatestMoment()
    for finding in stated { latest.include(finding.observed) }
    let newest = stated.filter { !latest.isAfter($0.observed) }
    let days = newest.compactMap { past($0.onset) }
    guard let first = days.min(by: { ($0.earliest, $0.latest) < ($1.earliest, $1.latest) }) else {
      return (nil, [], [], hasEarlier)
    }
    return (first, newest, days.filter { $0.earliest > first.latest }, hasEarlier)
  }

  /// Whether a statement on treatment can be about this episode: not when it is from before its beginning.
  func isSince(_ finding: Finding, _ onset: OnsetReading) -> Bool {
    guard let first = onset.days?.earliest ?? onset.diagnosis?.earliest,
      let time = finding.happened
    else { return true }
    return time.days.latest >= first.adding(days: -Convention.beforeOnsetDays)
  }

  /// The first use whose beginning is on record. A statement that it is taken on some day bounds the beginning
  /// and does not tell it.
  private func firstUse(_ uses: [Finding]) -> (days: DayInterval, findings: [Finding])? {
    let dated = uses.filter { $0.onset != nil || isDose($0) || $0.kind == .procedure }
      .compactMap { use in past(use.onset ?? use.observed).map { (use, $0) } }
    guard let earliest = dated.map(\.1.earliest).min(), let latest = dated.map(\.1.latest).min()
    else { return nil }
    if let taken = firstTaken(uses), taken < earliest { return nil }
    return (DayInterval(earliest, latest), dated.filter { $0.1.earliest <= latest }.map(\.0))
  }

  private func firstTaken(_ uses: [Finding]) -> CalendarDay? {
    uses.compactMap { past($0.onset ?? $0.observed)?.latest }.min()
  }

  /// Taken on a day, it began on it or before; not before the thrombosis, when its onset is known.
  private func readTakenSince(_ history: inout AnticoagulationHistory, onset: OnsetReading) {
    guard let taken = firstTaken(history.uses) else { return }
    history.takenSince = taken
    history.startFindings = history.uses
    guard let first = onset.days?.earliest, onset.rivals.isEmpty, first <= taken else { return }
    history.start = DayInterval(first, taken)
    history.startRule = "anticoagulation-taken-by (FACTS 4.2)"
    history.notes.append("The first day of use is not on record: after the onset, by \(taken).")
  }

  /// Days between the end of all earlier uses and the next start.
  private func readInterruptions(_ history: inout AnticoagulationHistory) {
    let periods = history.uses.filter { !$0.concept.has(flag: "long-term-use") }
      .compactMap { use -> (start: CalendarDay, end: CalendarDay)? in
        guard let start = past(use.onset ?? use.observed) else { return nil }
        let end: CalendarDay
        if let stop = use.end {
          end = min(stop.days.latest, today)
        } else {
          end =
            isDose(use) || use.kind == .procedure || use.course == .resolved ? start.latest : today
        }
        return (start.earliest, max(end, start.latest))
      }
      .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    guard var covered = periods.first?.end else { return }
    for period in periods.dropFirst() {
      let gap = covered.days(until: period.start)
      if gap > Convention.interruptionDays {
        history.notes.append("No anticoagulant on record for \(gap) days before \(period.start).")
      }
      covered = max(covered, period.end)
    }
  }
}

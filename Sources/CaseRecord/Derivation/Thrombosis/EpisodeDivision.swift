/// The statements on thrombosis of one leg, divided into episodes by when they began.
///
/// A statement with an onset begins an episode, or belongs to one that it cannot surely be told apart from. A
/// statement without an onset belongs to the newest episode that had begun when it was made; imaging shows that a
/// thrombosis lasts and begins none.
struct EpisodeDivision {
  /// Statements that are of one episode, as far as the record tells.
  struct Part {
    /// Its place in time among the parts with an onset; below all of them without one.
    var number: Int
    /// Statements that are not over, each with its place in the record.
    var entries: [Entry] = []
    /// Statements that are.
    var closed: [Finding] = []
    /// Images that show it, when it is over.
    var images: [Finding] = []
    /// The onsets, earliest first.
    var onsets: [DayInterval] = []

    /// Statements that are not over, in the order of the record.
    var live: [Finding] { entries.sorted { $0.place < $1.place }.map(\.finding) }
    /// The earliest onset; `nil` when none is on record.
    var began: DayInterval? { onsets.first }
    /// The newest onset.
    var newestOnset: DayInterval? { onsets.last }
    /// Whether anything says that it goes on.
    var isOngoing: Bool { entries.contains { $0.finding.presence != .absent } }

    /// Whether the onsets lie too far apart for one episode and too close for two.
    var isUnclear: Bool {
      zip(onsets, onsets.dropFirst()).contains { one, next in
        one.latest.adding(days: Convention.beforeOnsetDays) < next.earliest
      }
    }

    /// The last day on which images show this episode, when it is over.
    var lastDay: CalendarDay? {
      closed.compactMap { finding in
        finding.end?.days.latest
          ?? finding.happened?.days.latest.adding(months: Convention.episodeMonths)
      }.max()
    }
  }

  /// A statement and its place in the record.
  struct Entry {
    var place: Int
    var finding: Finding
  }

  /// The one that the leg has now.
  private(set) var newest: Part
  /// Others that are not over, oldest first.
  private(set) var older: [Part] = []
  /// Those that are over.
  private(set) var over: [Part] = []
  /// Images of a time before, of a thrombosis that nothing else on record states.
  private(set) var images: [Finding] = []

  private let today: CalendarDay
  /// The number of what nothing dates.
  private static let undated = -1

  /// Divides the findings of a leg.
  init(_ findings: [Finding], of leg: LegCase) {
    today = leg.today
    let groups = OnsetGroups(findings, of: leg)
    var parts = groups.parts
    var undated = groups.undated
    var undatedClosed = groups.undatedClosed
    let isOver =
      !(parts.contains(where: \.isOngoing) || undated.contains { $0.finding.presence != .absent })
    if isOver, leg.hasLastingConsequences {
      // The thrombosis behind post-thrombotic syndrome of now is the case, though its record is closed (IF-V6).
      if let last = parts.indices.last {
        parts[last].entries = parts[last].closed.enumerated().map { Entry(place: $0, finding: $1) }
        parts[last].closed = []
      } else {
        undated += undatedClosed.enumerated().map { Entry(place: $0, finding: $1) }
        undatedClosed = []
      }
    }
    let position = parts.lastIndex(where: \.isOngoing)
    newest = position.map { parts[$0] } ?? Part(number: parts.count)
    for (index, part) in parts.enumerated() where index != position {
      if part.isOngoing { older.append(part) } else { over.append(part) }
    }
    if !undatedClosed.isEmpty {
      over.append(Part(number: EpisodeDivision.undated, closed: undatedClosed))
    }
    for entry in undated { assign(entry) }
    dropWhatDoesNotLast()
  }

  /// A suspicion of long ago that was never settled is no thrombosis to evaluate, and an image shows one of then.
  private mutating func dropWhatDoesNotLast() {
    for part in older where !part.lasts {
      images += part.live.filter { $0.presence == .present }
    }
    older.removeAll { !$0.lasts }
  }

  /// The statements of other episodes: those that began before a part, and for the newest all others.
  func statements(beside part: Part) -> [Finding] {
    let isNewest = part.number == newest.number
    let others = (over + older).filter { isNewest || $0.number < part.number }
    let seen = images.filter { finding in
      guard !isNewest, let limit = part.began, let days = finding.happened?.days else {
        return true
      }
      return days.latest < limit.earliest
    }
    return others.flatMap { $0.live + $0.closed + $0.images }.filter { $0.presence == .present }
      + seen
  }

  /// What is told of and not evaluated, oldest first.
  var others: [OtherEpisode] {
    var told = over.map { part in
      OtherEpisode(
        standing: .over, began: part.began,
        ended: part.closed.compactMap { $0.end?.days }
          .max { ($0.latest, $0.earliest) < ($1.latest, $1.earliest) },
        isSideKnown: (part.closed + part.images).contains { $0.laterality != nil },
        evidence: (part.closed + part.images).evidence)
    }
    let seen = ThrombosisStatements(images).present
    if !seen.isEmpty {
      let days = seen.compactMap { $0.happened?.days }
      told.append(
        OtherEpisode(
          standing: .seenThen,
          began: days.min { ($0.earliest, $0.latest) < ($1.earliest, $1.latest) },
          isSideKnown: seen.contains { $0.laterality != nil }, evidence: seen.evidence))
    }
    return told.sorted { one, other in
      guard let first = one.began else { return other.began != nil }
      guard let second = other.began else { return false }
      return (first.earliest, first.latest) < (second.earliest, second.latest)
    }
  }

  // MARK: Statements without an onset

  private mutating func assign(_ entry: Entry) {
    let finding = entry.finding
    guard let onset = newest.newestOnset else {
      // Without any onset only images from before the end of another episode are told apart.
      if finding.kind != .condition, finding.presence != .absent,
        let seen = finding.observed?.days, over.contains(where: { isShown($0, on: seen) })
      {
        keep(finding, seen: seen)
      } else {
        newest.entries.append(entry)
      }
      return
    }
    if finding.kind == .condition, finding.presence != .absent {
      assign(diagnosis: entry, newest: onset)
    } else {
      assign(observation: entry, newest: onset)
    }
  }

  /// A diagnosis that was on record long before the newest onset, or that is called chronic beside a newer one.
  private mutating func assign(diagnosis entry: Entry, newest onset: DayInterval) {
    let finding = entry.finding
    let recorded = finding.observed?.days
    let isOld = recorded.map { isMonthsBefore($0, onset) } ?? false
    let isChronic =
      finding.statedAcuity == .chronic
      && onset.latest.adding(months: Convention.persistentMonths) > today
    guard isOld || isChronic else {
      newest.entries.append(entry)
      return
    }
    let home = older.lastIndex { part in
      guard let began = part.began, let recorded else { return true }
      return hasBegun(began, by: recorded)
    }
    if let home {
      older[home].entries.append(entry)
    } else {
      older.insert(Part(number: EpisodeDivision.undated, entries: [entry]), at: 0)
    }
  }

  private mutating func assign(observation entry: Entry, newest onset: DayInterval) {
    let finding = entry.finding
    guard let seen = (finding.observed ?? finding.onset)?.days, !hasBegun(onset, by: seen) else {
      newest.entries.append(entry)
      return
    }
    if let home = older.lastIndex(where: { $0.began.map { hasBegun($0, by: seen) } ?? false }) {
      older[home].entries.append(entry)
    } else if finding.presence == .absent {
      newest.entries.append(entry)
    } else if isMonthsBefore(seen, onset) || over.contains(where: { isShown($0, on: seen) }) {
      if finding.presence == .present { keep(finding, seen: seen) }
    } else {
      newest.entries.append(entry)
    }
  }

  /// Keeps an image with the episode that is over and that it shows, else by itself.
  private mutating func keep(_ image: Finding, seen: DayInterval) {
    let home = over.lastIndex { part in
      isShown(part, on: seen) && (part.began.map { hasBegun($0, by: seen) } ?? false)
    }
    if let home {
      over[home].images.append(image)
    } else {
      images.append(image)
    }
  }

  private func isShown(_ part: Part, on seen: DayInterval) -> Bool {
    part.lastDay.map { seen.latest <= $0 } ?? false
  }

  /// Condition.onset may be the day of the diagnosis: what was seen shortly before belongs to it (FACTS 4.2).
  private func hasBegun(_ onset: DayInterval, by seen: DayInterval) -> Bool {
    seen.latest >= onset.earliest.adding(days: -Convention.beforeOnsetDays)
  }

  private func isMonthsBefore(_ days: DayInterval, _ onset: DayInterval) -> Bool {
    days.latest.adding(months: Convention.episodeMonths) <= onset.earliest
  }
}

extension EpisodeDivision.Part {
  /// Whether a statement that holds until it is over says that the thrombosis is there.
  fileprivate var lasts: Bool {
    ThrombosisStatements(live).present.contains(where: \.kind.isLasting)
  }
}

/// The dated statements on thrombosis of one leg, in groups that are surely episodes of their own.
///
/// Two onsets are surely of two episodes when they lie three calendar months apart (convention), when the first is on
/// record as over before the second began, when the second is stated as a recurrence, or when imaging between them
/// found the leg free. Within 14 days they are one episode (convention: Condition.onset may be the day of the
/// diagnosis). What lies between stays in one group, and the record does not tell.
struct OnsetGroups {
  /// The groups, oldest first.
  private(set) var parts: [EpisodeDivision.Part] = []
  /// Statements without an onset that are not over, and denials.
  private(set) var undated: [EpisodeDivision.Entry] = []
  /// Statements of which nothing dates the beginning and that are over.
  private(set) var undatedClosed: [Finding] = []

  private let leg: LegCase
  /// Days on which imaging found no thrombus in the leg.
  private let free: [DayInterval]

  /// A statement that begins an episode.
  private struct Anchor {
    var place: Int
    var finding: Finding
    var onset: DayInterval
    var isClosed: Bool
  }

  /// Groups the findings of a leg.
  init(_ findings: [Finding], of leg: LegCase) {
    self.leg = leg
    free = findings.filter {
      $0.presence == .absent && $0.segments.isEmpty && !$0.kind.isLasting
    }.compactMap { $0.observed?.days }
    var anchors: [Anchor] = []
    for (place, finding) in findings.enumerated() {
      if finding.presence == .absent {
        undated.append(EpisodeDivision.Entry(place: place, finding: finding))
      } else if leg.hasEnded(finding) {
        // A suspicion that is over began nothing.
        guard finding.presence == .present else { continue }
        if let began = finding.happened {
          anchors.append(anchor(place, finding, began, isClosed: true))
        } else {
          undatedClosed.append(finding)
        }
      } else if let onset = finding.onset {
        anchors.append(anchor(place, finding, onset, isClosed: false))
      } else {
        undated.append(EpisodeDivision.Entry(place: place, finding: finding))
      }
    }
    anchors.sort { one, other in
      (one.onset.earliest, one.onset.latest, one.isClosed ? 1 : 0)
        < (other.onset.earliest, other.onset.latest, other.isClosed ? 1 : 0)
    }
    group(anchors)
  }

  private func anchor(
    _ place: Int, _ finding: Finding, _ began: ClinicalTime, isClosed: Bool
  ) -> Anchor {
    Anchor(
      place: place, finding: finding, onset: leg.past(began) ?? began.days, isClosed: isClosed)
  }

  private mutating func group(_ anchors: [Anchor]) {
    var groups: [[Anchor]] = []
    for anchor in anchors {
      if let last = groups.last, !last.allSatisfy({ isSeparate(anchor, from: $0) }) {
        groups[groups.count - 1].append(anchor)
      } else {
        groups.append([anchor])
      }
    }
    parts = groups.enumerated().map { number, group in
      EpisodeDivision.Part(
        number: number,
        entries: group.filter { !$0.isClosed }.map {
          EpisodeDivision.Entry(place: $0.place, finding: $0.finding)
        },
        closed: group.filter(\.isClosed).map(\.finding), onsets: group.map(\.onset))
    }
  }

  /// Whether two onsets are surely of two episodes, the second not the earlier one.
  private func isSeparate(_ second: Anchor, from first: Anchor) -> Bool {
    let start = second.onset.earliest
    if first.onset.latest.adding(months: Convention.episodeMonths) <= start { return true }
    if first.isClosed, let end = first.finding.end, end.days.latest < start { return true }
    let shortlyBefore = start.adding(days: -Convention.beforeOnsetDays)
    guard first.onset.latest < shortlyBefore else { return false }
    return leg.isRecurrence(second.finding)
      || free.contains { $0.earliest > first.onset.latest && $0.latest < shortlyBefore }
  }
}

extension LegCase {
  /// Whether a statement is over; an onset after the end is not over but wrong, and the case has to show it.
  func hasEnded(_ finding: Finding) -> Bool {
    guard isOver(finding) else { return false }
    guard finding.course != .resolved, let onset = finding.onset, let end = finding.end else {
      return true
    }
    return onset.days.earliest <= end.days.latest
  }

  /// Whether a statement says that the thrombosis has come back: by its status, or by a code that its resource gave
  /// rise to a history for.
  func isRecurrence(_ finding: Finding) -> Bool {
    finding.course == .recurrent
      || onLeg(.historyVte).contains {
        $0.presence == .present && $0.evidence.reference == finding.evidence.reference
      }
  }
}

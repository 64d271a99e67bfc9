/// What several findings on the same sign say together.
///
/// A later statement replaces an earlier one that says otherwise; statements that cannot be ordered and
/// disagree are a conflict. The order of the findings plays no part.
struct Reading {
  /// What they say.
  enum Answer {
    case present
    case absent
    case suspected
    case conflicting
    /// Nothing on record that speaks of the present.
    case unstated
  }

  /// What they say.
  var answer: Answer
  /// The findings that say so.
  var findings: [Finding]
  /// Findings that were once so and do not speak of the present.
  var outdated: [Finding]

  /// Whether it is there, or there in one source and not in another: enough to act on.
  var isRaised: Bool { answer == .present || answer == .conflicting }
  /// Whether it is there, or may be.
  var mayBePresent: Bool { isRaised || answer == .suspected }

  /// Reads findings of which the current ones are known.
  init(current: [Finding], outdated: [Finding] = []) {
    self.outdated = outdated
    if current.count == 1, let only = current.first {
      answer = Reading.answer([only.presence])
      findings = current
      return
    }
    var latest: [Finding.Presence: LatestMoment] = [:]
    for finding in current {
      latest[finding.presence, default: LatestMoment()].include(finding.statedAt)
    }
    findings = current.filter { finding in
      !latest.contains { presence, moment in
        presence != finding.presence && moment.isAfter(finding.statedAt)
      }
    }
    answer = Reading.answer(Set(findings.map(\.presence)))
  }

  private static func answer(_ presences: Set<Finding.Presence>) -> Answer {
    if presences.isEmpty { return .unstated }
    if presences.contains(.present) {
      return presences.contains(.absent) ? .conflicting : .present
    }
    return presences.contains(.suspected) ? .suspected : .absent
  }
}

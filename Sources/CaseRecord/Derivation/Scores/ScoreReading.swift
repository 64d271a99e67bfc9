/// The visits of a leg at which a score was taken, and the last of them.
struct ScoreReading {
  /// All visits with something usable.
  var visits: [ScoreVisit]
  /// The one that is shown: the last that has a date, else the one without; empty when there is none.
  var last: ScoreVisit
  /// When that was.
  var observed: ClinicalTime?
  /// The findings, sorted by their side.
  var findings: LegScoreFindings
  /// What is to be said of sides and dates.
  var remarks: [String]

  /// On how many days the score surely was taken: of days that may be the same, one (FACTS 5.1, check 8).
  var occasions: Int {
    var count = 0
    var last: CalendarDay?
    for day in visits.compactMap(\.day).sorted(by: { $0.latest < $1.latest })
    where last.map({ $0 < day.earliest }) ?? true {
      count += 1
      last = day.latest
    }
    return count
  }
}

extension LegCase {
  /// The visits of a score that adds up items; `nil` when nothing of it is on record.
  func scoreReading(_ form: ScoreForm, _ phase: ScorePhase) -> ScoreReading? {
    guard has(form.total) || form.items.contains(where: has) else { return nil }
    let sent = (form.items + [form.total]).flatMap { root in
      onLeg(root).filter { $0.presence == .present }.map { (root, $0) }
    }.filter { $0.1.quantity != nil || ($0.0 == form.total && $0.1.severity != nil) }
    guard !sent.isEmpty else { return nil }
    let mine = LegScoreFindings(sent.map(\.1), of: leg, phase: phase)
    let used = Set(mine.used)
    var visits: [DayInterval?: ScoreVisit] = [:]
    for (root, finding) in sent where used.contains(finding) {
      let day = past(finding.observed)
      guard day != nil || finding.observed == nil else { continue }
      if root == form.total {
        visits[day, default: ScoreVisit(form: form, day: day)].totals.append(finding)
      } else {
        visits[day, default: ScoreVisit(form: form, day: day)].graded[root, default: []]
          .append(finding)
      }
    }
    var remarks = mine.remarks
    if mine.isOpen, !used.isEmpty {
      remarks.append("It counts for this leg only if it is severe, which is the safer side.")
    }
    if visits[nil] != nil, visits.count > 1 {
      remarks.append("What was sent of it without a date is not used.")
    }
    let last =
      visits.values.max { left, right in
        // No two visits have the same days; one without a date comes before all others.
        guard let other = right.day else { return false }
        guard let one = left.day else { return true }
        return (one.latest, one.earliest) < (other.latest, other.earliest)
      } ?? ScoreVisit(form: form)
    return ScoreReading(
      visits: Array(visits.values), last: last,
      observed: last.findings.compactMap(\.observed).max {
        ($0.days.latest, $0.days.earliest, $0.epochSeconds ?? -.infinity, $0.text)
          < ($1.days.latest, $1.days.earliest, $1.epochSeconds ?? -.infinity, $1.text)
      }, findings: mine, remarks: remarks)
  }
}

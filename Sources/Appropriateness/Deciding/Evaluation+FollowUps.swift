import CaseRecord

extension Evaluation {
  /// The rows of the schedule that apply, each with the dates that follow from the record.
  func followUps() -> [FollowUp] {
    guard outcome != .notCovered else { return [] }
    return criteria.followUps.filter(applies).map(entry)
  }

  private func applies(_ row: FollowUpRow) -> Bool {
    if holds(row.condition) { return true }
    guard row.isShownWithEvent, let event = row.event, !event.days(in: facts.timeline).isEmpty
    else { return false }
    var condition = row.condition
    condition.outcomes = []
    condition.variants = []
    condition.variantSet = []
    return holds(condition)
  }

  private func entry(for row: FollowUpRow) -> FollowUp {
    let events = row.event?.days(in: facts.timeline) ?? []
    let examinations = examinations(for: row, since: events)
    var due: [CalendarDay: FollowUp.Due.Standing] = [:]
    for event in events.filter(\.isExact).map(\.earliest) {
      var before = event
      for day in dueDays(of: row, from: event) {
        let standing = standing(of: day, after: before, row: row, examinations)
        // A day that two events ask for is owed once, and by both.
        due[day] = due[day].map { $0 == .overdue ? $0 : standing } ?? standing
        before = day
      }
    }
    return FollowUp(
      id: row.id, kind: row.kind, what: row.what, when: timing(of: row, events: events),
      event: row.event, eventDays: events,
      due: due.keys.sorted().map { FollowUp.Due(day: $0, standing: due[$0] ?? .ahead) },
      examination: row.examination, examinations: examinations, source: row.source)
  }

  /// The examinations on record that could be what a row asks for: since the first of its events, or of no known day.
  private func examinations(for row: FollowUpRow, since events: [DayInterval]) -> [Examination] {
    guard let kind = row.examination, let first = events.map(\.earliest).min() else { return [] }
    return facts.timeline.examinations.filter { examination in
      examination.kind == kind && examination.days.map { $0.latest > first } ?? true
    }
  }

  /// How a due date stands. An examination from that day on is it; one from after the date before may be it, since no
  /// source says how early is early enough; without any it is overdue.
  private func standing(
    of day: CalendarDay, after before: CalendarDay, row: FollowUpRow, _ examinations: [Examination]
  ) -> FollowUp.Due.Standing {
    guard day < asOf.day else { return .ahead }
    guard row.examination != nil, row.kind != .historical else { return .passed }
    let from = row.kind == .deadline ? before.adding(days: 1) : day
    if examinations.contains(where: { $0.days.map { $0.earliest >= from } ?? false }) {
      return .examined
    }
    if examinations.contains(where: { $0.days.map { $0.latest > before } ?? true }) {
      return .unclear
    }
    // Whether the condition held, or somebody looked at the leg and wrote nothing, a record does not tell.
    return row.kind == .conditional || row.examination == .clinical ? .passed : .overdue
  }

  private func dueDays(of row: FollowUpRow, from event: CalendarDay) -> [CalendarDay] {
    var due = row.days.map { event.adding(days: $0) }
    due += row.months.map { event.adding(months: $0) }
    guard let step = row.everyMonths, step > 0 else { return due }
    var months = row.months.max() ?? 0
    // Up to the first that lies ahead.
    repeat {
      months += step
      due.append(event.adding(months: months))
    } while due.last.map { $0 < asOf.day } == true
    return due
  }

  private func timing(of row: FollowUpRow, events: [DayInterval]) -> String {
    guard !row.days.isEmpty || !row.months.isEmpty,
      let partial = events.first(where: { !$0.isExact })
    else { return row.when }
    return row.when + criteria.phrases(.partialDate, ["interval": partial.description])
  }
}

import CaseRecord

extension Evaluation {
  /// The rows of the schedule that apply, each with the dates that follow from the record.
  func followUps() -> [FollowUp] {
    guard outcome != .notCovered else { return [] }
    return criteria.followUps.filter(applies).map { row in
      let events = row.event?.days(in: facts.timeline) ?? []
      let exact = events.filter(\.isExact).map(\.earliest)
      var dates: [CalendarDay] = []
      for day in exact.flatMap({ dueDays(of: row, from: $0) }) where !dates.contains(day) {
        dates.append(day)
      }
      dates.sort()
      return FollowUp(
        id: row.id, what: row.what, when: timing(of: row, events: events), dates: dates,
        pastDates: dates.filter { $0 < asOf.day }, source: row.source)
    }
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

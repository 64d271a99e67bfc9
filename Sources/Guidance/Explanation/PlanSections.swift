import Appropriateness
import CaseRecord

/// What comes later: what would change the answer, and follow-up.
extension ExplanationWriter {
  mutating func changes(of recommendation: Recommendation) -> [Block] {
    let items = recommendation.changes.map { change in
      var item = item(for: change)
      // Sentences that name the day themselves need no second one.
      if let day = change.date?.description, !change.text.contains(day) {
        item.text = "\(day): \(item.text)"
      }
      return item
    }
    return items.isEmpty ? [] : [.list(items, isNumbered: false)]
  }

  /// What is overdue first, then one row for each row of the schedule; rows of different sources are never merged
  /// (FACTS 3.9). What is no recommendation stands apart.
  mutating func followUp(of recommendation: Recommendation) -> [Block] {
    let rows = recommendation.followUps
    let overdue = rows.compactMap { row -> Item? in
      guard let first = row.dates(.overdue).first else { return nil }
      return Item("Overdue by the record since \(first). \(row.what.withFullStop)")
    }
    let historical = rows.filter { $0.kind == .historical }
    var blocks: [Block] = overdue.isEmpty ? [] : [.list(overdue, isNumbered: false)]
    blocks += schedule(rows.filter { $0.kind != .historical })
    if !historical.isEmpty {
      blocks.append(.heading("For comparison; not a recommendation"))
      blocks += schedule(historical)
    }
    return blocks
  }

  private mutating func schedule(_ rows: [FollowUp]) -> [Block] {
    guard !rows.isEmpty else { return [] }
    let hasDates = rows.contains { !$0.due.isEmpty || !$0.examinations.isEmpty }
    var cells: [[Cell]] = []
    for row in rows {
      var line = [Cell(row.what, details: sources.line([row.source])), Cell(row.when)]
      if hasDates { line.append(dates(of: row)) }
      cells.append(line)
    }
    let isHistorical = rows[0].kind == .historical
    let columns = ["What", "When"] + (hasDates ? [isHistorical ? "Dates" : "Due"] : [])
    return [.table(Table(columns: columns, rows: cells))]
  }

  private func dates(of row: FollowUp) -> Cell {
    let ahead = row.dates(.ahead)
    return Cell(ahead.isEmpty ? "–" : Self.list(ahead), details: past(of: row) + record(of: row))
  }

  /// The dates that have passed, and what the record says of each.
  private func past(of row: FollowUp) -> [String] {
    let name = row.examination?.words ?? ""
    let sentences: [(FollowUp.Due.Standing, String)] = [
      (.overdue, "Overdue, no \(name) on record that could be it"),
      (.unclear, "Passed, check whether the \(name) on record before it was it"),
      (.examined, "Passed, with \(name) on record since"),
      (
        .passed,
        row.kind == .historical
          ? "Passed" : "Passed, check that it was done"
      ),
    ]
    return sentences.compactMap { standing, words in
      let days = row.dates(standing)
      return days.isEmpty ? nil : "\(words): \(Self.list(days))"
    }
  }

  /// What dates are counted from, and which examinations the record has since.
  private func record(of row: FollowUp) -> [String] {
    guard let event = row.event, !row.eventDays.isEmpty else { return [] }
    var lines: [String] = []
    if !row.due.isEmpty || row.examination != nil {
      let days = row.eventDays.map(\.description).joined(separator: ", ")
      lines.append("Counted from \(event.words): \(days)")
    }
    guard let kind = row.examination else { return lines }
    if row.examinations.isEmpty {
      if kind != .clinical { lines.append("No \(kind.words) on record since") }
      return lines
    }
    let dated = row.examinations.filter { $0.days != nil }
    if let last = dated.last, let days = last.days {
      let rest = dated.count - 1
      let names = Self.names(of: last.evidence).prefix(1).joined()
      lines.append(
        "Last \(kind.words) on record: \(days)" + (names.isEmpty ? "" : ", \(names)")
          + (rest > 0 ? "; \(rest) more since the event" : ""))
    }
    if dated.count < row.examinations.count {
      lines.append("There is \(kind.words) on record without a date")
    }
    return lines
  }

  /// The dates; of very many the latest.
  private static func list(_ days: [CalendarDay]) -> String {
    let shown = days.suffix(listLimit).map(\.description).joined(separator: ", ")
    return days.count > listLimit ? "\(shown), and \(days.count - listLimit) before" : shown
  }

  private static let listLimit = 8
}

extension Examination.Kind {
  /// In words, without an article.
  var words: String {
    switch self {
    case .duplex: "duplex ultrasound"
    case .venography: "CT or MR venography"
    case .clinical: "examination of the leg"
    }
  }
}

extension TimelineEvent {
  /// In words, with the article.
  var words: String {
    switch self {
    case .onset: "the onset of symptoms"
    case .diagnosis: "the first record of the thrombosis"
    case .anticoagulationStart: "the start of anticoagulation"
    case .stent: "the stent"
    case .thrombusRemoval: "the removal of thrombus"
    case .delivery: "the delivery"
    case .estimatedDelivery: "the estimated delivery"
    }
  }
}

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

  /// One row for each row of the schedule; rows of different sources are never merged (FACTS 3.9).
  mutating func followUp(of recommendation: Recommendation) -> [Block] {
    guard !recommendation.followUps.isEmpty else { return [] }
    let hasDates = recommendation.followUps.contains { !$0.dates.isEmpty }
    var rows: [[Cell]] = []
    for row in recommendation.followUps {
      var cells = [Cell(row.what, details: sources.line([row.source])), Cell(row.when)]
      if hasDates { cells.append(dates(of: row)) }
      rows.append(cells)
    }
    let columns = ["What", "When"] + (hasDates ? ["Due"] : [])
    return [.table(Table(columns: columns, rows: rows))]
  }

  private func dates(of row: FollowUp) -> Cell {
    guard !row.dates.isEmpty else { return Cell("–") }
    let passed = row.pastDates.map(\.description).joined(separator: ", ")
    let details = passed.isEmpty ? [] : ["Passed, check that it was done: \(passed)"]
    let ahead = row.dates.filter { !row.pastDates.contains($0) }
    return Cell(
      ahead.isEmpty ? "–" : ahead.map(\.description).joined(separator: ", "), details: details)
  }
}

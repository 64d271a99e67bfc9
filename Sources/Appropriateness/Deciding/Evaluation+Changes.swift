import CaseRecord

extension Evaluation {
  /// What would change the answer: by itself with time, by another finding, by an event.
  func changes() -> [Statement] {
    // Another topic has its own scenarios; what may happen to a thrombosis is said all the same.
    guard outcome != .notCovered else { return transitionChanges() }
    return clockChanges() + whatIfChanges() + transitionChanges()
  }

  // MARK: Time

  private func clockChanges() -> [Statement] {
    criteria.clocks.flatMap { row -> [Statement] in
      guard isPossible(row.now) else { return [] }
      return row.event.days(in: facts.timeline).compactMap { change(by: row, from: $0) }
    }
  }

  private func change(by row: ClockRow, from event: DayInterval) -> Statement? {
    func shifted(_ day: CalendarDay) -> CalendarDay {
      if let days = row.days { return day.adding(days: days) }
      return day.adding(months: row.months ?? 0)
    }
    let known = event.notAfter(asOf.day) ?? event
    let due = DayInterval(shifted(known.earliest), shifted(known.latest))
    guard due.latest > asOf.day else { return nil }
    let first = max(due.earliest, asOf.day.adding(days: 1))
    let shown = DayInterval(first, due.latest)
    let effect = effectWords(of: changed(row.then)).map {
      criteria.phrases(.clockEffect, ["effect": $0])
    }
    return Statement(
      id: row.id,
      text: [row.template.filled(["date": shown.description]), effect].compactMap { $0 }
        .joined(separator: " "),
      sources: row.sources, date: first)
  }

  // MARK: Other findings

  private func whatIfChanges() -> [Statement] {
    guard outcome != .undetermined else { return [] }
    var said: Set<String> = []
    return criteria.whatIfs.compactMap { row in
      // What the record states already is no change.
      if isSure(row.change) || !holds(row.condition) { return nil }
      let box = changed(row.change)
      guard box != open.decision, let effect = effectWords(of: box) else { return nil }
      // "Moderate" and "severe" often come to the same.
      guard said.insert(row.change.terms.map(\.key).joined() + effect).inserted else { return nil }
      return Statement(
        id: row.id,
        text: criteria.phrases(.whatIfEffect, ["change": row.text, "effect": effect]),
        sources: row.sources)
    }
  }

  // MARK: Events

  private func transitionChanges() -> [Statement] {
    criteria.transitions.filter { holds($0.condition) }.map { row in
      Statement(id: row.id, text: row.text, sources: row.sources)
    }
  }

  /// The answer's box, with other answers to some questions.
  private func changed(_ change: CaseCondition) -> CaseBox {
    var box = open.decision
    for term in change.terms {
      guard let lane = criteria.space.lane(named: term.key) else { continue }
      box[lane] = change.box[lane]
    }
    return box
  }

  // MARK: Words

  /// What a changed case comes to and what that does to the ratings; `nil` when the answer stays or would not be
  /// settled.
  private func effectWords(of box: CaseBox) -> String? {
    let changed = criteria.table.results(in: box)
    guard changed.count == 1, changed != decision.results else { return nil }
    if changed.isSubset(of: criteria.table.otherTopics) {
      return criteria.phrases(.effectNotCovered)
    }
    let variants = criteria.table.variants(of: changed)
    guard let first = variants.first else { return criteria.phrases(.effectNone) }
    guard variants.count == 1 else {
      let each = variants.map { "\(name($0)): \(ratingsWords(in: $0, insteadOf: nil))" }
      return criteria.phrases(.resultOverlap, ["variants": each.joined(separator: "; ")])
    }
    let former = matches.count == 1 ? matches.first : nil
    return criteria.phrases(
      .result,
      ["variant": name(first), "ratings": ratingsWords(in: first, insteadOf: former)])
  }

  private func name(_ index: Int) -> String {
    "\(criteria.variants[index].title) (\(criteria.variants[index].factsID))"
  }

  /// How a variant rates, option by option, beside how another one does.
  private func ratingsWords(in variant: Int, insteadOf former: Int?) -> String {
    let words = criteria.options.indices.compactMap { option -> String? in
      let name = criteria.options[option].title
      let after = criteria.ratingTable.rating(of: option, in: variant)
      let before = former.map { criteria.ratingTable.rating(of: option, in: $0) }
      if after == .notRated, before == nil || before == .notRated { return nil }
      let afterWords = criteria.phrases.words(after)
      guard let before else {
        return criteria.phrases(.ratingGiven, ["option": name, "after": afterWords])
      }
      if before == after {
        return criteria.phrases(.unchanged, ["option": name, "after": afterWords])
      }
      return criteria.phrases(
        .ratingChange,
        ["option": name, "after": afterWords, "before": criteria.phrases.words(before)])
    }
    return words.joined(separator: ", ")
  }
}

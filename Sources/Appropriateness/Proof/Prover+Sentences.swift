import CaseRecord

/// Every sentence of the file is said in some record; none is dead.
extension Prover {
  mutating func checkSentences() {
    for sentence in criteria.sentences {
      if criteria.isSaid(sentence) {
        sentences += 1
      } else {
        report(
          .unreachable, "\(sentence.section): \(sentence.id) is said in no record that was tried.")
      }
    }
  }
}

/// A row with something to say.
private struct Sentence {
  let section: String
  let id: String
  var condition = RowCondition()
  /// What the row changes about the case, so that only cases with another answer can show it.
  var change: CaseCondition?
  /// Whether an answer says it.
  let isSaid: (Recommendation) -> Bool
}

extension Criteria {
  fileprivate var sentences: [Sentence] {
    var rows = overlaps.map { row in
      Sentence(section: "overlaps", id: row.id) { $0.remarks.says(row.id, row.text) }
    }
    rows += notCovered.map { row in
      Sentence(section: "not-covered", id: row.id, condition: RowCondition(when: [row.when])) {
        $0.neighbouringTopics.contains { $0.reason == row.reason }
      }
    }
    rows += features.compactMap { row in
      row.assumptionCode.map { code in
        Sentence(section: "features", id: code) { $0.assumptions.contains { $0.code == code } }
      }
    }
    rows += escalations.map { row in
      Sentence(
        section: "escalations", id: row.id,
        condition: RowCondition(when: row.when, unless: row.unless.map { [$0] } ?? [])
      ) { $0.escalations.says(row.id, row.text) }
    }
    rows += remarks.map { row in
      Sentence(section: "remarks", id: row.id, condition: row.condition) {
        $0.remarks.says(row.id, row.text)
      }
    }
    rows += cautions.map { row in
      Sentence(section: "cautions", id: row.id, condition: row.condition) {
        $0.options.contains { $0.cautions.says(row.id, row.text) }
      }
    }
    // What all editions share bears only on options that this one rates.
    let rated = Set(ratings.map(\.option))
    rows += conflicts.filter { !rated.isDisjoint(with: $0.options) }.map { row in
      Sentence(section: "conflicts", id: row.id, condition: row.condition) {
        ($0.options.flatMap(\.cautions) + $0.remarks).contains { $0.id == "conflict/\(row.id)" }
      }
    }
    for row in evidence {
      for (report, condition) in zip(row.publication.reports, row.conditions)
      where !rated.isDisjoint(with: report.options) {
        rows.append(
          Sentence(
            section: "evidence", id: "\(row.publication.id): \(report.says)", condition: condition
          ) { $0.publishedEvidence.flatMap(\.reports).contains { $0.says == report.says } })
      }
    }
    rows += clocks.map { row in
      Sentence(section: "clocks", id: row.id, condition: RowCondition(when: [row.now])) {
        $0.changes.contains { $0.id == row.id }
      }
    }
    rows += whatIfs.map { row in
      Sentence(section: "what-ifs", id: row.id, condition: row.condition, change: row.change) {
        $0.changes.contains { $0.id == row.id }
      }
    }
    rows += transitions.map { row in
      Sentence(section: "transitions", id: row.id, condition: row.condition) {
        $0.changes.says(row.id, row.text)
      }
    }
    rows += followUps.map { row in
      Sentence(section: "follow-ups", id: row.id, condition: row.condition) {
        $0.followUps.contains { $0.id == row.id && $0.what == row.what }
      }
    }
    return rows
  }

  /// Tries records made for the row: in every cell that its condition meets, with everything known, with assumptions
  /// left to the engine, and with nothing else known.
  fileprivate func isSaid(_ sentence: Sentence) -> Bool {
    let boxes = sentence.condition.when.map(\.box)
    for box in boxes.isEmpty ? [space.whole] : boxes {
      for cell in table.cells {
        let origin = sentence.change.flatMap { self.origin(of: $0, in: cell.box) } ?? cell.box
        let common = origin.intersection(box)
        if common.isEmpty { continue }
        for omission in Omission.allCases {
          let facts = record(common, for: sentence.condition, asked: box, omitting: omission)
          if sentence.isSaid(recommend(facts, asOf: Criteria.proofDay)) { return true }
        }
      }
    }
    return false
  }

  /// Cases that a change brings into a box; `nil` when it brings none.
  private func origin(of change: CaseCondition, in box: CaseBox) -> CaseBox? {
    guard change.box.intersects(box) else { return nil }
    var origin = box
    for term in change.terms {
      guard let lane = space.lane(named: term.key) else { continue }
      origin[lane] = space.all(lane) & ~change.box[lane]
    }
    return origin.isEmpty ? nil : origin
  }

  /// What a record leaves out.
  private enum Omission: CaseIterable {
    case nothing
    case whatIsAssumed
    case whatIsNotAsked
  }

  private static let proofDay = AsOf(
    day: CalendarDay(daysSinceEpoch: 20_000), epochSeconds: 1_728_000_000, offsetMinutes: 0,
    text: "2024-10-04")

  private func record(
    _ box: CaseBox, for condition: RowCondition, asked: CaseBox, omitting omission: Omission
  ) -> CaseFacts {
    let assumed = features.filter { $0.policy == .assumed }.map(\.feature)
    let facts = Feature.allCases.map { feature -> Fact in
      let lane = CaseSpace.lane(feature)
      var values = space.dimensions[lane].values(box[lane])
      if condition.conflicting.contains(feature) {
        let conflict = values.count > 1 ? values : feature.domain
        return Fact(feature, .conflicting, possible: conflict, summary: "", rule: "proof")
      }
      let isLeftOut =
        switch omission {
        case .nothing: false
        case .whatIsAssumed: assumed.contains(feature)
        case .whatIsNotAsked: asked[lane] == space.all(lane)
        }
      if isLeftOut || condition.unknown.contains(feature) {
        return .unknown(feature, rule: "proof")
      }
      // Whatever the row excludes is avoided where the box allows it.
      for exception in condition.unless where exception.features.contains(feature) {
        let excluded = space.dimensions[lane].values(exception.box[lane])
        values = values.filter { !excluded.contains($0) } + values.filter(excluded.contains)
      }
      return Fact(feature, .known, possible: Array(values.prefix(1)), summary: "", rule: "proof")
    }
    return CaseFacts(leg: .left, facts: facts, timeline: timeline(box, for: condition))
  }

  /// Every event on record, as near as the row and the windows ask.
  private func timeline(_ box: CaseBox, for condition: RowCondition) -> Timeline {
    func day(_ event: TimelineEvent, _ usual: Int) -> DayInterval {
      var days = usual
      for window in windows where window.event == event {
        let isWithin = space.lane(named: window.name).map { box[$0] & 0b10 != 0 } ?? true
        days = isWithin ? min(days, window.days) : window.days + 1
      }
      if let elapsed = condition.elapsed, elapsed.event == event { days = elapsed.atLeast }
      return DayInterval(Criteria.proofDay.day.adding(days: -days))
    }
    return Timeline(
      onset: day(.onset, 3), diagnosis: day(.diagnosis, 2),
      anticoagulationStart: day(.anticoagulationStart, 30), stents: [day(.stent, 40)],
      thrombusRemovals: [day(.thrombusRemoval, 40)], delivery: day(.delivery, 20),
      estimatedDelivery: day(.estimatedDelivery, -60))
  }
}

extension [Statement] {
  fileprivate func says(_ id: String, _ text: String) -> Bool {
    contains { $0.id == id && $0.text == text }
  }
}

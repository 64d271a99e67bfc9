/// The contraindications that the record hits, and what could not be settled (FACTS 4.7, 4.8).
struct ContraindicationCheck {
  /// Rows that are hit, in the order of the table.
  var hits: [ContraindicationHit] = []
  /// Remarks on values that are too old or of unknown unit, by treatment.
  var notes: [ContraindicationTable.Treatment: [String]] = [:]
  /// The findings of those remarks.
  var noted: [ContraindicationTable.Treatment: [Finding]] = [:]

  /// Hits on one treatment.
  func hits(against treatment: ContraindicationTable.Treatment) -> [ContraindicationHit] {
    hits.filter { $0.against == treatment }
  }
}

/// How a source's window or threshold stands to one finding.
private enum Match: Int, Comparable {
  case miss
  case possible
  case hit

  static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
}

extension LegCase {
  /// Evaluates each row against the findings that its concepts name, source by source.
  ///
  /// Windows count back from the evaluation to the day of the event, the last day included; without a window an
  /// item counts while it is present. Of measurements the latest counts.
  func contraindicationCheck(
    _ table: ContraindicationTable, pregnancy: PregnancyReading
  ) -> ContraindicationCheck {
    var check = ContraindicationCheck()
    let isOnAntagonist = isOnVitaminKAntagonist
    var names = rootNames
    // Rows on pregnancy and delivery are answered by what was derived, whatever code told it.
    if has(.pregnancyState) || pregnancy.fact.value == "pregnant" {
      names += [
        Substring(ConceptRoot.pregnancyState.name), Substring(ConceptRoot.obstetricDelivery.name),
      ]
    }
    for row in table.rows(naming: names) {
      var result = RowResult(row: row)
      if row.concepts.contains(ConceptRoot.pregnancyState.name) {
        addPregnancy(pregnancy.fact, to: &result)
      }
      if row.concepts.contains(ConceptRoot.obstetricDelivery.name) {
        // A code of labor and delivery tells of a birth too.
        for finding in pregnancy.deliveryFindings where finding.concept.isKind(of: .pregnancyState)
        {
          addEvent(finding, to: &result)
        }
      }
      var measured: [Finding] = []
      for concept in row.concepts.map(Concept.init(rawValue:))
      where concept.rawValue != ConceptRoot.pregnancyState.name {
        for finding in eventsOrPlans(of: concept) {
          if finding.quantity != nil, row.isMeasured {
            measured.append(finding)
          } else if finding.presence != .absent {
            addEvent(finding, to: &result)
          }
        }
      }
      if !measured.isEmpty {
        addMeasurements(measured, isOnAntagonist: isOnAntagonist, to: &result)
      }
      if let hit = result.hit(today: today) { check.hits.append(hit) }
      check.notes[row.against, default: []] += result.notes
      check.noted[row.against, default: []] += result.noted
    }
    return check
  }

  /// A planned procedure is what some items are about; for all others a plan is no event.
  private func eventsOrPlans(of concept: Concept) -> [Finding] {
    let events = ofPerson(concept)
    for root in [ConceptRoot.plannedHighBleedingRiskProcedure, .neuraxialProcedure]
    where concept.isKind(of: root) {
      return events + intents(root).filter { $0.concept.isKind(of: concept) }
    }
    return events
  }

  private func addPregnancy(_ pregnancy: Fact, to result: inout RowResult) {
    guard pregnancy.value == "pregnant" else { return }
    for index in result.row.sources.indices { result.raise(index, .hit) }
    result.evidence += pregnancy.evidence
    result.words.append(pregnancy.summary)
  }

  // MARK: - Events

  private func addEvent(_ finding: Finding, to result: inout RowResult) {
    var best = Match.miss
    for (index, source) in result.row.sources.enumerated() where !source.isMeasured {
      var match = matches(finding, source)
      if finding.presence == .suspected { match = min(match, .possible) }
      result.raise(index, match)
      best = max(best, match)
    }
    guard best > .miss else { return }
    result.evidence += [finding].evidence
    result.noteEvent(on: past(finding.happened), isSuspected: finding.presence == .suspected)
  }

  private func matches(_ finding: Finding, _ source: ContraindicationTable.Source) -> Match {
    if source.ever == true { return .hit }
    guard source.withinDays != nil || source.withinMonths != nil else {
      return isCurrent(finding) ? .hit : .miss
    }
    guard let began = finding.happened else { return .possible }
    guard var days = past(began) else { return .miss }
    if let end = finding.end?.days.notAfter(today), end.latest > days.latest { days = end }
    return within(days, source)
  }

  private func within(_ days: DayInterval, _ source: ContraindicationTable.Source) -> Match {
    func counts(_ day: CalendarDay) -> Bool {
      if let months = source.withinMonths { return day.adding(months: months) >= today }
      return day.days(until: today) <= (source.withinDays ?? 0)
    }
    switch (counts(days.earliest), counts(days.latest)) {
    case (true, true): return .hit
    case (false, false): return .miss
    default: return .possible
    }
  }

  // MARK: - Measurements

  private func addMeasurements(
    _ findings: [Finding], isOnAntagonist: Bool, to result: inout RowResult
  ) {
    let usable = findings.filter { finding in
      finding.presence != .absent && (finding.statedAt.map { !isFuture($0) } ?? true)
    }
    var latest = LatestMoment()
    for finding in usable { latest.include(finding.statedAt) }
    for finding in usable where !latest.isAfter(finding.statedAt) {
      addMeasurement(finding, isOnAntagonist: isOnAntagonist, to: &result)
    }
  }

  private func addMeasurement(
    _ finding: Finding, isOnAntagonist: Bool, to result: inout RowResult
  ) {
    guard let quantity = finding.quantity else { return }
    guard let value = quantity.value(in: result.row.unit, of: finding.concept) else {
      result.note("\(result.row.title): the unit of the value is not understood.", finding)
      return
    }
    let seen = past(finding.statedAt)
    var best = Match.miss
    for (index, source) in result.row.sources.enumerated() where source.isMeasured {
      var match = compare(value, quantity.comparator, source)
      guard match > .miss else { continue }
      if finding.concept.isKind(of: .inr), isOnAntagonist, result.row.against == .thrombolysis {
        result.note(
          "\(result.row.title): taken on a vitamin K antagonist; the limit is meant for the value "
            + "before it.", finding)
        continue
      }
      if let seen {
        let window = measurementWindow(seen, source)
        if window == .miss {
          let days = seen.latest.days(until: today)
          result.note(
            "\(result.row.title): the latest value is \(days) days old; repeat it.", finding)
          continue
        }
        match = min(match, window)
      } else {
        match = .possible
      }
      result.raise(index, match)
      best = max(best, match)
    }
    guard best > .miss else { return }
    result.evidence += [finding].evidence
    let unit = result.row.unit.map { " \($0)" } ?? ""
    let sign = quantity.comparator.map { "\($0) " } ?? ""
    let day = seen.map { " on \($0)" } ?? ", date unknown"
    result.words.append("\(sign)\(value.plain)\(unit)\(day)")
  }

  private func measurementWindow(
    _ seen: DayInterval, _ source: ContraindicationTable.Source
  ) -> Match {
    if source.withinDays != nil || source.withinMonths != nil { return within(seen, source) }
    return seen.latest.days(until: today) <= Convention.measurementDays ? .hit : .miss
  }

  /// A comparator says on which side of the value the truth lies.
  private func compare(
    _ value: Double, _ comparator: String?, _ source: ContraindicationTable.Source
  ) -> Match {
    var match = Match.miss
    if let limit = source.below {
      switch comparator {
      case nil: match = max(match, value < limit ? .hit : .miss)
      case "<": match = max(match, value <= limit ? .hit : .possible)
      case "<=": match = max(match, value < limit ? .hit : .possible)
      case ">", ">=": match = max(match, value < limit ? .possible : .miss)
      default: match = max(match, .possible)
      }
    }
    if let limit = source.above {
      switch comparator {
      case nil: match = max(match, value > limit ? .hit : .miss)
      case ">": match = max(match, value >= limit ? .hit : .possible)
      case ">=": match = max(match, value > limit ? .hit : .possible)
      case "<", "<=": match = max(match, value > limit ? .possible : .miss)
      default: match = max(match, .possible)
      }
    }
    if let limit = source.from {
      switch comparator {
      case nil: match = min(match, value >= limit ? .hit : .miss)
      case "<": match = min(match, value > limit ? .possible : .miss)
      case "<=": match = min(match, value >= limit ? .possible : .miss)
      case ">", ">=": match = min(match, value >= limit ? .hit : .possible)
      default: match = min(match, .possible)
      }
    }
    return match
  }

  private var isOnVitaminKAntagonist: Bool {
    let antagonists = ["warfarin", "vka", "acenocoumarol", "phenprocoumon", "fluindione"]
    return ofPerson(.anticoagulant).contains { finding in
      finding.kind == .medicationUse && finding.presence == .present && !isOver(finding)
        && antagonists.contains { finding.concept.leads(with: $0) }
    }
  }
}

/// What the findings make of one row.
private struct RowResult {
  let row: ContraindicationTable.Row
  var matches: [Match]
  var evidence: [Evidence] = []
  /// What was measured, or stated instead of an event.
  var words: [String] = []
  var notes: [String] = []
  var noted: [Finding] = []
  private var latestEvent: DayInterval?
  private var isSuspected = true

  init(row: ContraindicationTable.Row) {
    self.row = row
    matches = Array(repeating: .miss, count: row.sources.count)
  }

  mutating func raise(_ index: Int, _ match: Match) {
    if matches.indices.contains(index) { matches[index] = max(matches[index], match) }
  }

  mutating func note(_ text: String, _ finding: Finding) {
    if !notes.contains(text) { notes.append(text) }
    noted.append(finding)
  }

  mutating func noteEvent(on days: DayInterval?, isSuspected suspected: Bool) {
    isSuspected = isSuspected && suspected
    guard let days else { return }
    if let latest = latestEvent,
      (latest.latest, latest.earliest) >= (days.latest, days.earliest)
    {
      return
    }
    latestEvent = days
  }

  func hit(today: CalendarDay) -> ContraindicationHit? {
    let best = matches.max() ?? .miss
    guard best > .miss else { return nil }
    var sources: [ContraindicationTable.Source] = []
    var others: [ContraindicationTable.Source] = []
    for (source, match) in zip(row.sources, matches) {
      if match > .miss { sources.append(source) } else { others.append(source) }
    }
    // Sorted, so that two values of one moment read the same whatever the order of the input.
    var summary =
      words.isEmpty ? eventWords(today: today) : words.sorted().unique.joined(separator: "; ")
    if best == .possible { summary += "; not certain that it counts" }
    return ContraindicationHit(
      item: row.id, title: row.title, against: row.against, sources: sources, notHit: others,
      evidence: evidence.unique, summary: summary, isCertain: best == .hit)
  }

  private func eventWords(today: CalendarDay) -> String {
    let prefix = isSuspected ? "suspected, " : ""
    guard let latestEvent else { return prefix + "on record, not dated" }
    let days = latestEvent.latest.days(until: today)
    return "\(prefix)on record for \(latestEvent), \(days) \(days == 1 ? "day" : "days") ago"
  }
}

extension ContraindicationTable.Source {
  /// Whether it asks for a value.
  var isMeasured: Bool { below != nil || above != nil }
}

extension ContraindicationTable.Row {
  /// Whether one of its sources asks for a value.
  var isMeasured: Bool { sources.contains(where: \.isMeasured) }
}

extension Double {
  /// Without a fraction of zero.
  fileprivate var plain: String {
    let rounded = (self * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}

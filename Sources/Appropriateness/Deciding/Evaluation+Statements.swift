import CaseRecord

extension Evaluation {
  /// The emergencies that the record indicates, in the order of the file; nothing that is missing turns them off.
  func escalations() -> [Statement] {
    criteria.escalations.filter(isRaised).map { row in
      Statement(
        id: row.id, text: row.text, sources: row.sources, evidence: evidence(of: row.evidence))
    }
  }

  private func isRaised(_ row: EscalationRow) -> Bool {
    if let unless = row.unless, isSure(unless) { return false }
    return row.when.contains {
      row.mustBeSure ? isSure($0) : OpenCase.isIndicated($0, by: facts)
    }
  }

  /// Overlaps and gaps first, then the other remarks that apply, in the order of the file.
  func remarks(_ rows: [RemarkRow], beside options: [OptionRating]) -> [Statement] {
    var statements: [Statement] = []
    if outcome == .overlap {
      let codes = Set(matches.map { criteria.variants[$0].code })
      for row in criteria.overlaps where Set(row.variants).isSubset(of: codes) {
        statements.append(Statement(id: row.id, text: row.text, sources: row.sources))
      }
    }
    if outcome == .noVariant, !rows.contains(where: \.explainsGap) {
      statements.append(Statement(id: "no-variant", text: criteria.phrases(.noExplanation)))
    }
    // Why nothing fits comes before what else there is to know.
    for row in rows.filter(\.explainsGap) + rows.filter({ !$0.explainsGap }) {
      statements.append(
        Statement(
          id: row.id, text: row.text, sources: row.sources, evidence: evidence(of: row.evidence)))
    }
    return statements + conflictsBesideNoOption() + contraindications(notOn: options)
  }

  /// Contraindications that stand beside no option, because the answer has none that they touch.
  private func contraindications(notOn options: [OptionRating]) -> [Statement] {
    let shown = Set(options.map(\.option))
    return zip(facts.contraindications, contraindications).filter { hit, _ in
      !(criteria.touches[hit.against] ?? []).contains(where: shown.contains)
    }.map(\.1)
  }

  /// The topics that cover the patient instead, and those that emergencies and remarks point to.
  func neighbouringTopics(_ rows: [RemarkRow]) -> [NeighbouringTopic] {
    var topics: [NeighbouringTopic] = []
    func add(_ reference: TopicReference, _ reason: String, _ sources: [String]) {
      guard let topic = criteria.topic(reference, reason: reason, sources: sources),
        !topics.contains(where: { $0.id == topic.id })
      else { return }
      topics.append(topic)
    }
    if outcome == .notCovered {
      let rows = decision.results.compactMap { number -> NotCoveredRow? in
        guard case .notCovered(let index) = criteria.table.results[number] else { return nil }
        return criteria.notCovered[index]
      }
      // A row that holds for sure says enough; one that only may hold would read as a fact.
      let sure = rows.filter { isSure($0.when) }
      for row in sure.isEmpty ? rows : sure { add(row.topic, row.reason, row.sources) }
    }
    for row in criteria.escalations where isRaised(row) {
      for reference in row.topics { add(reference, row.text, row.sources) }
    }
    for row in rows {
      for reference in row.topics { add(reference, row.text, row.sources) }
    }
    return topics
  }

  /// The resources behind some features, each once.
  func evidence(of features: [Feature]) -> [Evidence] {
    var seen: Set<Evidence> = []
    return features.flatMap { facts[$0].evidence }.filter { seen.insert($0).inserted }
  }
}

extension Criteria {
  /// A pointer to a topic, with the ratings of the scenario that it names.
  func topic(
    _ reference: TopicReference, reason: String, sources: [String]
  ) -> NeighbouringTopic? {
    guard let topic = topics.first(where: { $0.id == reference.topic }) else { return nil }
    let variant = topic.variants.first { $0.id == reference.variant }
    let id = reference.variant.map { "\(topic.id)/\($0)" } ?? topic.id
    return NeighbouringTopic(
      id: id, title: topic.title, scenario: variant?.scenario, reason: reason,
      ratings: variant?.ratings ?? [], sources: sources + topic.sources)
  }
}

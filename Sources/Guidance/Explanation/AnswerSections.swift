import Appropriateness
import CaseRecord

/// What comes first: emergencies and the answer.
extension ExplanationWriter {
  mutating func escalation(of recommendation: Recommendation) -> [Block] {
    let items = recommendation.escalations.map { item(for: $0) }
    return items.isEmpty ? [] : [.list(items, isNumbered: false)]
  }

  mutating func answer(of recommendation: Recommendation) -> [Block] {
    var blocks: [Block] = [.paragraph(opening(of: recommendation))]
    let matches = recommendation.variants.map { match in
      let asks = match.features.map(\.words)
      return Item(
        match.scenario.withFullStop,
        details: ["Variant \(match.variant) (\(match.factsID))."]
          + (asks.isEmpty ? [] : ["It asks for: \(Enumeration.all(asks))."]))
    }
    if !matches.isEmpty { blocks.append(.list(matches, isNumbered: false)) }
    if recommendation.outcome == .unusable { blocks += contradictions(in: recommendation.facts) }
    let remarks = recommendation.answeringRemarks.map { item(for: $0) }
    if !remarks.isEmpty { blocks.append(.list(remarks, isNumbered: false)) }
    if !recommendation.candidates.isEmpty {
      blocks.append(.table(candidates(of: recommendation)))
    }
    for topic in recommendation.neighbouringTopics { blocks += self.topic(topic) }
    return blocks
  }

  /// Another topic, with the ratings of its scenario that fits; they are told apart from those of this topic.
  private mutating func topic(_ topic: NeighbouringTopic) -> [Block] {
    var blocks: [Block] = [
      .heading("Other topic: “\(topic.title.withoutFullStop)”")
    ]
    var sentences: [String] = []
    if !topic.reason.isEmpty { sentences.append(topic.reason.withFullStop) }
    if let scenario = topic.scenario {
      sentences.append("Its scenario: \(scenario.withFullStop)")
    }
    let text = sentences.joined(separator: " ")
    blocks.append(.paragraph(sources.cite(text.isEmpty ? "See there." : text, topic.sources)))
    guard !topic.ratings.isEmpty else { return blocks }
    let rows = topic.ratings.map { rating in
      [
        Cell(rating.label, details: rating.note.map { [$0.sentenceCased.withFullStop] } ?? []),
        Cell(rating.rating.words, rating: rating.rating), Cell(rating.confidence),
      ]
    }
    blocks.append(
      .table(Table(columns: ["Option there", "Rating there", "Confidence"], rows: rows)))
    return blocks
  }

  private func opening(of recommendation: Recommendation) -> String {
    switch recommendation.outcome {
    case .matched:
      "One scenario of the criteria fits this case, and nothing had to be assumed:"
    case .provisional:
      "One scenario of the criteria fits this case if what is listed under "
        + "“\(Explanation.Section.Kind.assumptions.title)” holds:"
    case .overlap:
      "More than one scenario of the criteria fits this case, and they rate the options differently. "
        + "Both are shown and none is chosen:"
    case .noVariant:
      "The facts are known, and no scenario of this topic covers them. The ratings of a scenario that "
        + "comes near belong to that scenario, not to this patient."
    case .notCovered:
      "This topic does not cover the case."
    case .undetermined:
      recommendation.candidates.isEmpty
        ? "Not decided yet: facts are missing without which no scenario can be chosen."
        : "Not decided yet: facts are missing that decide between these scenarios, each still possible."
    case .unusable:
      "The record contradicts itself in a way that makes any rating unsafe. None is given."
    }
  }

  private func contradictions(in facts: CaseFacts) -> [Block] {
    let items = facts.contradictions.map {
      Item($0.explanation.withFullStop, details: basis(of: $0.evidence))
    }
    return items.isEmpty ? [] : [.list(items, isNumbered: false)]
  }

  private func candidates(of recommendation: Recommendation) -> Table {
    let isOpen = recommendation.outcome == .undetermined
    let differs = recommendation.candidates.contains { !$0.differs.isEmpty }
    var columns = [isOpen ? "Still possible" : "Comes nearest"]
    if differs { columns.append("Differs in") }
    columns.append(isOpen ? "Depends on" : "Not recorded")
    let rows = recommendation.candidates.map { candidate in
      var row = [Cell(program.namedScenario(of: candidate.variant))]
      if differs { row.append(Cell(list(candidate.differs))) }
      row.append(Cell(list(candidate.unknown)))
      return row
    }
    // "Not recorded" is worth a column only where something is not recorded.
    guard !isOpen, recommendation.candidates.allSatisfy(\.unknown.isEmpty) else {
      return Table(columns: columns, rows: rows)
    }
    return Table(columns: columns.dropLast(), rows: rows.map { $0.dropLast() })
  }

  private func list(_ features: [Feature]) -> String {
    features.isEmpty ? "–" : features.map(\.words).joined(separator: "; ")
  }

  /// `From Condition/dvt (iliofemoral thrombosis)`, one line for each resource.
  func basis(of evidence: [Evidence]) -> [String] {
    let names = Self.names(of: evidence)
    return names.isEmpty ? [] : ["From " + names.joined(separator: "; ")]
  }

  /// Each resource once, with what its codes mean, or its place where it has no name.
  static func names(of evidence: [Evidence]) -> [String] {
    var resources: [(name: String, meanings: [String])] = []
    var places: [String: Int] = [:]
    for item in evidence {
      let reference = ShownText.clean(item.reference)
      let name = reference.isEmpty ? ShownText.clean(item.path) : reference
      let meaning = item.meaning.map { ShownText.clean($0) } ?? ""
      let index = places[name] ?? resources.count
      if index == resources.count {
        resources.append((name, []))
        places[name] = index
      }
      if !meaning.isEmpty && !resources[index].meanings.contains(meaning) {
        resources[index].meanings.append(meaning)
      }
    }
    return resources.compactMap { name, meanings in
      let words = meanings.joined(separator: ", ")
      if name.isEmpty { return words.isEmpty ? nil : words }
      return words.isEmpty ? name : "\(name) (\(words))"
    }
  }
}

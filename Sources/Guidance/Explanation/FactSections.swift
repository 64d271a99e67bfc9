import Appropriateness
import CaseRecord

/// Why: the facts, the scores and the assumptions that the answer rests on.
extension ExplanationWriter {
  /// The facts on which the answer hangs, then what else is on record; what legs share once, the rest leg by leg.
  mutating func factBlocks() -> [Block] {
    let used = recommendations.map(\.usedFacts)
    guard let first = used.first else { return [] }
    let deciding = Set(recommendations.flatMap(\.decidingFeatures))
    let shared = first.filter { fact in used.dropFirst().allSatisfy { $0.contains(fact) } }
    var blocks = tables(of: shared, deciding: deciding)
    for (name, facts) in zip(CaseName.names(of: recommendations), used)
    where recommendations.count > 1 {
      let own = facts.filter { !shared.contains($0) }
      guard !own.isEmpty else { continue }
      blocks.append(.leg(name.words.sentenceCased))
      blocks += tables(of: own, deciding: deciding)
    }
    return blocks + forEachLeg { $0.scores(of: $1) + $0.history(of: $1) }
  }

  private func tables(of facts: [Fact], deciding: Set<Feature>) -> [Block] {
    let hanging = facts.filter { deciding.contains($0.feature) }
    let others = facts.filter { !deciding.contains($0.feature) }
    if hanging.isEmpty { return others.isEmpty ? [] : [.table(table(of: others))] }
    var blocks: [Block] = [.table(table(of: hanging))]
    if !others.isEmpty { blocks += [.heading("Also on record"), .table(table(of: others))] }
    return blocks
  }

  private func table(of facts: [Fact]) -> Table {
    Table(
      columns: ["Fact", "The record says", "From"],
      rows: facts.map { fact in
        [Cell(fact.feature.words.sentenceCased), statement(of: fact), origin(of: fact)]
      })
  }

  private func statement(of fact: Fact) -> Cell {
    var details: [String] = []
    switch fact.state {
    case .conflicting: details.append("The record contradicts itself here.")
    case .unknown where fact.possible != fact.feature.domain:
      details.append("Not recorded precisely enough.")
    case .known where fact.possible.count > 1:
      details.append("Not recorded more precisely.")
    default: break
    }
    return Cell(fact.answerWords, details: details + fact.notes.map(\.withFullStop))
  }

  private func origin(of fact: Fact) -> Cell {
    let names = Self.names(of: fact.evidence)
    let shown = names.isEmpty ? "–" : names.prefix(Self.evidenceLimit).joined(separator: "; ")
    let rest = names.count - Self.evidenceLimit
    var details = rest > 0 ? ["and \(rest) more"] : []
    if fact.state != .unknown && !fact.rule.isEmpty { details.append("Rule: \(fact.rule)") }
    return Cell(shown, details: details)
  }

  /// More resources than this in one cell hide the fact behind them; the resource form has them all.
  private static let evidenceLimit = 4

  mutating func assumptions(of recommendation: Recommendation) -> [Block] {
    let items = recommendation.assumptions.map { Item($0.statement.withFullStop) }
    return items.isEmpty ? [] : [.list(items, isNumbered: false)]
  }

  /// Thromboses on record that are not evaluated; each is told with the newest of its leg.
  private func history(of recommendation: Recommendation) -> [Block] {
    let items = recommendation.facts.episode.others.map { other in
      Item(other.sentence, details: basis(of: other.evidence))
    }
    return items.isEmpty
      ? [] : [.heading("Other thromboses on record, not rated"), .list(items, isNumbered: false)]
  }

  private func scores(of recommendation: Recommendation) -> [Block] {
    let items = recommendation.facts.scores.map { score in
      Item(
        score.sentence(of: recommendation.leg),
        details: score.remarks.map(\.withFullStop) + basis(of: score.evidence))
    }
    return items.isEmpty ? [] : [.heading("Scores"), .list(items, isNumbered: false)]
  }
}

extension Score {
  /// Which score of which leg, its points and what they rest on, its category and when it was taken.
  func sentence(of leg: Leg?) -> String {
    var text = "\(instrument.words), \(side.words(of: leg)): "
    switch (total, completeness) {
    case (let total?, .partial?): text += "at least \(total), items are missing"
    case (let total?, .asSent?): text += "\(total), a total as sent"
    case (let total?, _): text += "\(total)"
    case (nil, _) where category == nil: text += "nothing usable"
    case (nil, _): break
    }
    if let category {
      text += total == nil ? category : ", \(category == "none" ? "no category" : category)"
    }
    if let observed { text += ", \(ShownText.clean(observed.text))" }
    if timing == .baseline { text += ", a baseline of the acute phase" }
    if occasions > 1 { text += "; on record on \(occasions) days, the last is shown" }
    return text
  }
}

extension Score.Side {
  fileprivate func words(of leg: Leg?) -> String {
    switch self {
    case .stated: leg?.words ?? "side not known"
    case .presumed: leg.map { "\($0.words) (presumed)" } ?? "side not known"
    case .open: "not said of which leg"
    }
  }
}

extension OtherEpisode {
  /// When it was and why it is not rated.
  var sentence: String {
    var text: String
    switch standing {
    case .over:
      text = began.map { "Begun \($0)" } ?? "Begun on a day that is not recorded"
      text += ended.map { ", over by \($0)" } ?? ", on record as over"
      text += ": history, and no episode to rate."
    case .seenThen:
      text = "Seen on images"
      text += began.map { " of \($0)" } ?? ""
      text += ", and stated by no diagnosis that lasts: history, and no episode to rate."
    }
    return isSideKnown ? text : text + " The record does not say in which leg."
  }
}

extension Score.Instrument {
  /// The score's name for a reader.
  var words: String {
    switch self {
    case .villalta: "Villalta score"
    case .ceap: "CEAP clinical class"
    case .vcss: "Venous Clinical Severity Score"
    }
  }
}

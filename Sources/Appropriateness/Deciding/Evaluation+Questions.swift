import CaseRecord

extension Evaluation {
  /// The facts that decide, by effect, then the examinations that are due whatever the answer.
  ///
  /// A missing fact is *relevant* when two completions of the record that differ in nothing else come to
  /// different results. The relevant facts are the smallest set that settles the answer, and the only one:
  /// without one of them two such completions stay apart; and once all of them are known, completions differ
  /// only in facts of which none can change the result. So nothing has to be searched, however much is missing,
  /// and what is not relevant is never asked.
  func questions() -> [Question] {
    let deciding: [Int]
    switch outcome {
    case .undetermined:
      deciding = byEffect(criteria.table.relevantLanes(in: open.candidates))
    case .provisional, .overlap, .noVariant, .matched:
      deciding = Array(decision.assumptions)
    case .notCovered, .unusable:
      deciding = []
    }
    let prompted = open.prompted.filter { lane in
      !deciding.contains(lane) && mayChange(lane)
    }
    let contradicted = contradictedLanes.filter {
      !deciding.contains($0) && !prompted.contains($0)
    }
    return merged(
      deciding.map { question(lane: $0, isDeciding: true) }
        + (prompted + contradicted).map { question(lane: $0, isDeciding: false) })
  }

  // MARK: Which

  /// Whether another answer than the one taken would change the result.
  private func mayChange(_ lane: Int) -> Bool {
    guard outcome != .notCovered, outcome != .unusable else { return false }
    var opened = base
    opened[lane] = open.cautious[lane]
    return criteria.table.results(in: opened) != criteria.table.results(in: base)
  }

  /// Lanes on which the record contradicts itself and for which a fitting variant asks: they do not decide, but
  /// somebody has to look (FACTS G16).
  private var contradictedLanes: [Int] {
    let boxes = matches.flatMap { criteria.table.variants[$0] }
    return criteria.space.dimensions.indices.filter { lane in
      facts[criteria.space.dimensions[lane].feature].state == .conflicting
        && boxes.contains { $0[lane] != criteria.space.all(lane) }
    }
  }

  /// The box from which the effect of an answer is told.
  private var base: CaseBox {
    outcome == .undetermined ? open.candidates : open.decision
  }

  // MARK: In which order

  /// Those first whose answer leaves the fewest results on average; then those whose worst answer does.
  private func byEffect(_ lanes: BitSet) -> [Int] {
    let effects = lanes.map { lane -> (lane: Int, average: Double, worst: Int) in
      let counts = answers(lane).map { results(with: $0, in: lane).count }
      let sum = counts.reduce(0, +)
      return (lane, Double(sum) / Double(max(counts.count, 1)), counts.max() ?? 0)
    }
    return effects.sorted { one, other in
      (one.average, one.worst, one.lane) < (other.average, other.worst, other.lane)
    }.map(\.lane)
  }

  /// The answers that are open in a lane, one bit each.
  private func answers(_ lane: Int) -> [UInt8] {
    (0..<criteria.space.dimensions[lane].domain.count).map { UInt8(1 << $0) }
      .filter { open.cautious[lane] & $0 != 0 }
  }

  private func results(with answer: UInt8, in lane: Int) -> BitSet {
    var box = base
    box[lane] = answer
    return criteria.table.results(in: box)
  }

  // MARK: Words

  private func question(lane: Int, isDeciding: Bool) -> Question {
    let feature = criteria.space.dimensions[lane].feature
    let asked = criteria.questions.first { $0.feature == feature }
    var reasons = [asked?.reason ?? ""]
    if isDeciding { reasons.append(effect(of: lane)) }
    if facts[feature].state == .conflicting {
      reasons.append(criteria.phrases(.conflictingEvidence))
    }
    return Question(
      feature: feature, text: asked?.text ?? "",
      reason: reasons.filter { !$0.isEmpty }.joined(separator: " "), isDeciding: isDeciding,
      requirements: asked?.needs ?? [], evidence: facts[feature].evidence)
  }

  /// What each answer leaves open; answers with the same effect stand together.
  private func effect(of lane: Int) -> String {
    var groups: [(answers: [String], results: BitSet, text: String)] = []
    let dimension = criteria.space.dimensions[lane]
    for answer in answers(lane) {
      let results = results(with: answer, in: lane)
      let value = dimension.values(answer).first.map(dimension.words) ?? ""
      if let index = groups.firstIndex(where: { $0.results == results }) {
        groups[index].answers.append(value)
      } else {
        groups.append(([value], results, words(for: results)))
      }
    }
    let sentences = groups.map { group in
      criteria.phrases(
        .decidesValue,
        ["answers": group.answers.joined(separator: ", "), "results": group.text])
    }
    return criteria.phrases(.decides, ["effects": sentences.joined(separator: "; ")])
  }

  /// Several results in a few words: the variants by their FACTS ids, then what lies outside.
  private func words(for results: BitSet) -> String {
    var words = criteria.table.variants(of: results).map { criteria.variants[$0].factsID }
    if results.intersects(criteria.table.gap) { words.append(criteria.phrases(.resultNone)) }
    if results.intersects(criteria.table.otherTopics) {
      words.append(criteria.phrases(.resultNotCovered))
    }
    return words.joined(separator: ", ")
  }

  /// One question for each feature: a time window asks what its feature asks.
  private func merged(_ questions: [Question]) -> [Question] {
    var merged: [Question] = []
    for question in questions
    where !merged.contains(where: { $0.feature == question.feature }) {
      merged.append(question)
    }
    return merged
  }
}

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
      deciding = byEffect(relevantLanes(in: open.candidates))
    case .provisional, .overlap, .noVariant, .matched:
      deciding = assumptions
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

  /// The lanes of a box in which two cases may differ, in nothing else, and come to different results.
  func relevantLanes(in box: CaseBox) -> [Int] {
    let parts = cells.compactMap { cell -> VariantTable.Cell? in
      let part = cell.box.intersection(box)
      return part.isEmpty ? nil : VariantTable.Cell(box: part, result: cell.result)
    }
    let openLanes = criteria.space.dimensions.indices.filter { box[$0].nonzeroBitCount > 1 }
    var relevant: Set<Int> = []
    for (index, one) in parts.enumerated() {
      for other in parts[(index + 1)...] where one.result != other.result {
        if let lane = one.box.onlyLaneApart(from: other.box) { relevant.insert(lane) }
      }
      if relevant.count == openLanes.count { break }
    }
    return relevant.sorted()
  }

  /// Whether another answer than the one taken would change the result.
  private func mayChange(_ lane: Int) -> Bool {
    guard outcome != .notCovered, outcome != .unusable else { return false }
    var opened = base
    opened[lane] = open.cautious[lane]
    return Set(cells.results(in: opened)) != Set(cells.results(in: base))
  }

  /// Lanes on which the record contradicts itself and for which a fitting variant asks: they do not decide, but
  /// somebody has to look (FACTS G16).
  private var contradictedLanes: [Int] {
    let asked = matches.flatMap { criteria.variants[$0].conditions }.flatMap(\.features)
    return criteria.space.dimensions.indices.filter { lane in
      let feature = criteria.space.dimensions[lane].feature
      return asked.contains(feature) && facts[feature].state == .conflicting
    }
  }

  /// The box from which the effect of an answer is told.
  private var base: CaseBox {
    outcome == .undetermined ? open.candidates : open.decision
  }

  // MARK: In which order

  /// Those first whose answer leaves the fewest results on average; then those whose worst answer does.
  private func byEffect(_ lanes: [Int]) -> [Int] {
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

  private func results(with answer: UInt8, in lane: Int) -> [VariantTable.Result] {
    var box = base
    box[lane] = answer
    return cells.results(in: box)
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
    var groups: [(answers: [String], results: Set<VariantTable.Result>, text: String)] = []
    let dimension = criteria.space.dimensions[lane]
    for answer in answers(lane) {
      let results = results(with: answer, in: lane)
      let value = dimension.values(answer).first.map(dimension.words) ?? ""
      if let index = groups.firstIndex(where: { $0.results == Set(results) }) {
        groups[index].answers.append(value)
      } else {
        groups.append(([value], Set(results), words(for: results)))
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
  private func words(for results: [VariantTable.Result]) -> String {
    var variants: Set<Int> = []
    var hasGap = false
    var hasOther = false
    for result in results {
      variants.formUnion(result.variantIndices)
      hasGap = hasGap || result == .variants(0)
      hasOther = hasOther || result.isNotCovered
    }
    var words = variants.sorted().map { criteria.variants[$0].factsID }
    if hasGap { words.append(criteria.phrases(.resultNone)) }
    if hasOther { words.append(criteria.phrases(.resultNotCovered)) }
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

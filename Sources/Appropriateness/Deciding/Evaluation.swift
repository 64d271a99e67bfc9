import CaseRecord

extension Criteria {
  /// Evaluates one leg's case.
  ///
  /// - Parameters:
  ///   - facts: what the record says.
  ///   - asOf: the moment of evaluation.
  ///   - strict: whether nothing may be assumed; what would be provisional is then undetermined.
  /// - Returns: the answer, every part of which follows from the facts and this edition alone.
  public func recommend(_ facts: CaseFacts, asOf: AsOf, strict: Bool = false) -> Recommendation {
    Evaluation(criteria: self, facts: facts, asOf: asOf, strict: strict).recommendation()
  }
}

/// One evaluation: the facts, what they leave open, and the result, from which every part of the recommendation
/// is worked out.
struct Evaluation {
  let criteria: Criteria
  let facts: CaseFacts
  let asOf: AsOf
  let open: OpenCase
  /// Everything that may turn out, by result.
  let cells: [VariantTable.Cell]
  /// The results of the answer's box, in order of first appearance.
  let results: [VariantTable.Result]
  /// The result.
  let outcome: Outcome
  /// The lanes whose assumed value the answer depends on.
  let assumptions: [Int]
  /// The indices of the variants that fit.
  let matches: [Int]
  /// The indices of the variants still possible, when the outcome is undetermined.
  let candidates: [Int]

  init(criteria: Criteria, facts: CaseFacts, asOf: AsOf, strict: Bool) {
    self.criteria = criteria
    self.facts = facts
    self.asOf = asOf
    open = OpenCase(facts, criteria: criteria, on: asOf.day, strict: strict)
    cells = criteria.table.cells(of: open.cautious)
    // The decision lies within the cautious box, so that one division serves both.
    results = cells.results(in: open.decision)
    let assumed = Evaluation.decisive(open.assumed, of: open, cells: cells, results: results)
    (outcome, assumptions) = Evaluation.outcome(
      of: results, assumptions: assumed, isUsable: facts.contradictions.isEmpty)
    switch outcome {
    case .matched, .provisional, .overlap:
      matches = results.first?.variantIndices ?? []
      candidates = []
    case .undetermined:
      matches = []
      let possible = cells.results(in: open.candidates)
      candidates = Set(possible.flatMap(\.variantIndices)).sorted()
    case .noVariant, .notCovered, .unusable:
      matches = []
      candidates = []
    }
  }

  func recommendation() -> Recommendation {
    var recommendation = Recommendation(
      edition: criteria.edition.code, leg: facts.leg, outcome: outcome,
      escalations: escalations(), facts: facts)
    guard outcome != .unusable else {
      recommendation.remarks = facts.contradictions.map {
        Statement(id: "contradiction", text: $0.explanation, evidence: $0.evidence)
      }
      recommendation.orders = orderRatings(in: recommendation)
      return recommendation
    }
    let rows = criteria.remarks.filter { holds($0.condition) }
    recommendation.variants = variantMatches()
    recommendation.candidates = candidateList(namedBy: rows)
    recommendation.options = optionRatings()
    recommendation.assumptions = assumptionList()
    recommendation.questions = questions()
    recommendation.remarks = remarks(rows, beside: recommendation.options)
    recommendation.changes = changes()
    recommendation.followUps = followUps()
    recommendation.publishedEvidence = publishedEvidence()
    recommendation.neighbouringTopics = neighbouringTopics(rows)
    recommendation.orders = orderRatings(in: recommendation)
    return recommendation
  }

  // MARK: Outcome

  private static func outcome(
    of results: [VariantTable.Result], assumptions: [Int], isUsable: Bool
  ) -> (Outcome, [Int]) {
    guard isUsable else { return (.unusable, []) }
    if results.allSatisfy(\.isNotCovered) { return (.notCovered, assumptions) }
    guard results.count == 1, let result = results.first else { return (.undetermined, []) }
    switch result.variantIndices.count {
    case 0: return (.noVariant, assumptions)
    case 1: return (assumptions.isEmpty ? .matched : .provisional, assumptions)
    default: return (.overlap, assumptions)
    }
  }

  /// The assumed lanes on which the results depend: those that alone would change them, or all of them when
  /// only several together would.
  private static func decisive(
    _ lanes: [Int], of open: OpenCase, cells: [VariantTable.Cell], results: [VariantTable.Result]
  ) -> [Int] {
    let expected = Set(results)
    func holds(withOpen opened: [Int]) -> Bool {
      var box = open.decision
      for lane in opened { box[lane] = open.candidates[lane] }
      return Set(cells.results(in: box)) == expected
    }
    if holds(withOpen: lanes) { return [] }
    let decisive = lanes.filter { !holds(withOpen: [$0]) }
    let others = lanes.filter { !decisive.contains($0) }
    return holds(withOpen: others) ? decisive : lanes
  }

  private func assumptionList() -> [Assumption] {
    assumptions.compactMap { lane in
      let feature = criteria.space.dimensions[lane].feature
      guard let rule = criteria.rule(feature), let code = rule.assumptionCode else { return nil }
      return Assumption(code: code, feature: feature, statement: rule.assumption ?? "")
    }
  }

  // MARK: Variants

  private func variantMatches() -> [VariantMatch] {
    matches.map { index in
      let variant = criteria.variants[index]
      let fitting = variant.conditions.first { $0.box.contains(open.decision) }
      return VariantMatch(
        variant: variant.code, factsID: variant.factsID, scenario: variant.scenario,
        features: (fitting ?? variant.conditions.first)?.features ?? [])
    }
  }
}

extension Criteria {
  /// What the edition does with a feature.
  func rule(_ feature: Feature) -> FeatureRule? {
    features.first { $0.feature == feature }
  }
}

extension [VariantTable.Cell] {
  /// The results that occur within a box, each once, in order of first appearance.
  func results(in box: CaseBox) -> [VariantTable.Result] {
    var found: [VariantTable.Result] = []
    for cell in self where !found.contains(cell.result) && cell.box.intersects(box) {
      found.append(cell.result)
    }
    return found
  }
}

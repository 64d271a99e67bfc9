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
  /// What the open case comes to, were the record usable.
  let decision: Decision
  /// The result.
  let outcome: Outcome
  /// The contraindications that the record hits, in words.
  let contraindications: [Statement]

  init(criteria: Criteria, facts: CaseFacts, asOf: AsOf, strict: Bool) {
    self.criteria = criteria
    self.facts = facts
    self.asOf = asOf
    open = OpenCase(facts, criteria: criteria, on: asOf.day, strict: strict)
    decision = Decision(open, by: criteria.table)
    outcome = facts.contradictions.isEmpty ? decision.outcome : .unusable
    contraindications = facts.contraindications.map {
      Evaluation.caution(of: $0, in: criteria.phrases)
    }
  }

  /// The variants that fit.
  var matches: BitSet { outcome == .unusable ? [] : decision.matches }

  /// The variants still possible, when the outcome is undetermined.
  var candidates: BitSet { outcome == .undetermined ? decision.candidates : [] }

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

  // MARK: Parts

  private func assumptionList() -> [Assumption] {
    decision.assumptions.compactMap { lane in
      let feature = criteria.space.dimensions[lane].feature
      guard let rule = criteria.rule(feature), let code = rule.assumptionCode else { return nil }
      return Assumption(code: code, feature: feature, statement: rule.assumption ?? "")
    }
  }

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

import CaseRecord

/// Works out why two editions answer one case differently.
///
/// A variant that fits in one edition is followed into the other: it may have no counterpart there; the counterpart
/// may be rated otherwise, may ask something that the case does not meet, or may give way to another variant. Where no
/// variant fits, the edition's own rows say why.
struct ChangeReasons {
  let pair: EditionPair
  let before: Evaluation
  let after: Evaluation
  let options: [CaseComparison.OptionPair]

  /// The reasons, each once; those of the variants that fitted first.
  var all: [CaseComparison.Reason] {
    var reasons = rated()
    for variant in before.possibleVariants {
      reasons += following(
        variant, from: before, pair.formerName, to: after, pair.currentName,
        by: pair.currentCounterparts)
    }
    for variant in after.possibleVariants {
      reasons += following(
        variant, from: after, pair.currentName, to: before, pair.formerName,
        by: pair.formerCounterparts)
    }
    for (one, name, other) in [
      (before, pair.formerName, after), (after, pair.currentName, before),
    ] {
      reasons += uncovered(one, name, unlike: other) + missing(one, name, unlike: other)
      reasons += assumed(one, name, unlike: other)
    }
    var said: Set<CaseComparison.Reason> = []
    return reasons.filter { said.insert($0).inserted }
  }

  // MARK: Variants

  /// Scenarios that fit, or may, in both editions and are rated differently.
  private func rated() -> [CaseComparison.Reason] {
    guard options.contains(where: \.isChanged) else { return [] }
    return before.possibleVariants.flatMap { old -> [CaseComparison.Reason] in
      let counterparts = pair.currentCounterparts(of: old.code)
      return after.possibleVariants
        .filter { counterparts.contains($0.code) && isRatedOtherwise(old, $0) }
        .map { new in
          let names =
            old.factsID == new.factsID ? new.factsID : "\(old.factsID) and \(new.factsID)"
          return reason(
            .rating, variant: new.code, "The same scenario (\(names)) is rated differently.")
        }
    }
  }

  private func isRatedOtherwise(_ old: VariantRow, _ new: VariantRow) -> Bool {
    options.contains { option in
      before.criteria.ratingRow(option.option, in: old.code)?.rating
        != after.criteria.ratingRow(option.option, in: new.code)?.rating
    }
  }

  /// What becomes in the other edition of a variant that fits, or may, in one.
  private func following(
    _ variant: VariantRow, from one: Evaluation, _ name: String, to other: Evaluation,
    _ otherName: String, by counterparts: (String) -> [String]
  ) -> [CaseComparison.Reason] {
    let codes = counterparts(variant.code)
    if codes.isEmpty {
      return [
        reason(
          .variant, edition: name, variant: variant.code,
          "Only \(name) has the variant \(variant.factsID) (\(variant.title)).")
      ]
    }
    // Where it fits or may fit there, it is not what makes the difference.
    if codes.contains(where: other.codes.contains) { return [] }
    return other.criteria.variants.filter { codes.contains($0.code) }.flatMap { counterpart in
      let failing = other.nearest(counterpart)
      if failing.lanes.isEmpty { return givingWay(counterpart, in: other, otherName) }
      return other.features(of: failing.lanes).map { feature in
        conditions(
          feature, variant, one, counterpart, failing.condition, other, otherName)
      }
    }
  }

  private func givingWay(
    _ variant: VariantRow, in evaluation: Evaluation, _ name: String
  ) -> [CaseComparison.Reason] {
    evaluation.matches.map { evaluation.criteria.variants[$0] }
      .filter { $0.overrides.contains(variant.code) }
      .map { stronger in
        reason(
          .precedence, edition: name, variant: variant.code,
          "In \(name) \(variant.factsID) fits as well and gives way to \(stronger.factsID).")
      }
  }

  private func conditions(
    _ feature: Feature, _ variant: VariantRow, _ one: Evaluation, _ counterpart: VariantRow,
    _ condition: CaseCondition, _ other: Evaluation, _ name: String
  ) -> CaseComparison.Reason {
    // Of a variant with several conditions, what any of them allows.
    let boxes = variant.conditions.map(\.box)
    let own = boxes.dropFirst().reduce(boxes.first) { $0?.hull(with: $1) }
    let allowed = own.map { one.asked(feature, by: $0) } ?? ""
    let wanted = other.asked(feature, by: condition.box)
    let has = other.asked(feature, by: other.open.decision)
    let isAssumed = other.open.assumed.contains(CaseSpace.lane(feature))
    return reason(
      .condition, feature: feature, edition: name, variant: counterpart.code,
      "\(feature.words): \(counterpart.factsID) asks for \(wanted), "
        + "\(variant.factsID) \(allowed.isEmpty ? "does not ask" : "for \(allowed)"); "
        + "the case has \(has)\(isAssumed ? " (assumed)" : "").")
  }

  // MARK: Other results

  /// Why one edition has no variant for the case, in the words of its file.
  private func uncovered(
    _ one: Evaluation, _ name: String, unlike other: Evaluation
  ) -> [CaseComparison.Reason] {
    if one.outcome == other.outcome && one.outcome != .notCovered { return [] }
    switch one.outcome {
    case .noVariant:
      return one.criteria.remarks.filter { $0.explainsGap && one.holds($0.condition) }.map { row in
        reason(.gap, feature: row.evidence.first, edition: name, "\(name): \(row.text)")
      }
    case .notCovered:
      return one.otherTopics.filter { !other.otherTopics.contains($0) }.map { row in
        reason(
          .topic, feature: row.when.features.first, edition: name,
          "\(name) gives the case to another topic (\(row.topic.topic)): \(row.reason)")
      }
    default: return []
    }
  }

  /// The missing facts on which only one edition depends.
  private func missing(
    _ one: Evaluation, _ name: String, unlike other: Evaluation
  ) -> [CaseComparison.Reason] {
    guard one.outcome == .undetermined else { return [] }
    func open(_ evaluation: Evaluation) -> [Feature] {
      evaluation.outcome == .undetermined
        ? evaluation.features(
          of: evaluation.criteria.table.relevantLanes(in: evaluation.open.candidates)) : []
    }
    let others = open(other)
    return open(one).filter { !others.contains($0) }.map { feature in
      reason(
        .missing, feature: feature, edition: name,
        "\(name) depends on a fact that the record does not settle: \(feature.words).")
    }
  }

  /// The assumptions on which only one edition depends.
  private func assumed(
    _ one: Evaluation, _ name: String, unlike other: Evaluation
  ) -> [CaseComparison.Reason] {
    let others = other.features(of: other.decision.assumptions)
    return one.features(of: one.decision.assumptions).filter { !others.contains($0) }.map {
      feature in
      reason(
        .assumption, feature: feature, edition: name,
        "\(name) depends on an assumption: \(feature.words): "
          + "\(one.asked(feature, by: one.open.decision)).")
    }
  }

  private func reason(
    _ kind: CaseComparison.Reason.Kind, feature: Feature? = nil, edition: String? = nil,
    variant: String? = nil, _ text: String
  ) -> CaseComparison.Reason {
    CaseComparison.Reason(
      kind: kind, feature: feature, edition: edition, variant: variant, text: text)
  }
}

extension Evaluation {
  /// The condition of a variant that the case misses least, and the lanes in which it misses it.
  ///
  /// In an undetermined case only what surely does not suit counts: the rest is asked for.
  fileprivate func nearest(_ variant: VariantRow) -> (condition: CaseCondition, lanes: [Int]) {
    func fails(_ condition: CaseCondition, _ lane: Int) -> Bool {
      let has = open.decision[lane]
      let wanted = condition.box[lane]
      return outcome == .undetermined ? has & wanted == 0 : has & ~wanted != 0
    }
    let all = variant.conditions.map { condition in
      (
        condition: condition,
        lanes: criteria.space.dimensions.indices.filter { fails(condition, $0) }
      )
    }
    return all.min { $0.lanes.count < $1.lanes.count } ?? (CaseCondition.none, [])
  }

  /// The features of some lanes, each once.
  fileprivate func features(of lanes: some Sequence<Int>) -> [Feature] {
    var features: [Feature] = []
    for feature in lanes.map({ criteria.space.dimensions[$0].feature })
    where !features.contains(feature) {
      features.append(feature)
    }
    return features
  }

  /// The answers that a box allows to a feature and its time windows, in words; empty when it allows all.
  fileprivate func asked(_ feature: Feature, by box: CaseBox) -> String {
    let lanes = criteria.space.dimensions.indices.filter { lane in
      criteria.space.dimensions[lane].feature == feature
        && box[lane] & criteria.space.all(lane) != criteria.space.all(lane)
    }
    return lanes.map { lane in
      let window = lane - Feature.allCases.count
      return criteria.space.dimensions[lane].words(
        for: box[lane],
        window: criteria.windows.indices.contains(window) ? criteria.windows[window] : nil)
    }.joined(separator: ", ")
  }
}

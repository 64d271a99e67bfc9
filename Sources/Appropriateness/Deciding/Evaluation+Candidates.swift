import CaseRecord

extension Evaluation {
  /// Variants that differ in more features than this are not near (FACTS 9.3).
  private static let mostDifferences = 2

  /// The variants still possible, or the nearest ones, or those that a remark names as near.
  func candidateList(namedBy rows: [RemarkRow]) -> [Candidate] {
    switch outcome {
    case .undetermined:
      return decision.candidates.map { candidate($0, in: open.candidates, mustFit: true) }
    case .noVariant:
      return nearest()
    case .matched, .provisional, .overlap:
      let named = rows.flatMap(\.near)
      return criteria.variants.indices.filter { named.contains(criteria.variants[$0].code) }
        .map { candidate($0, in: open.candidates, mustFit: false) }
    case .notCovered, .unusable:
      return []
    }
  }

  /// The variants that differ in few features. Assumptions are open again: an unknown is not a difference.
  private func nearest() -> [Candidate] {
    let near = criteria.variants.indices.filter { index in
      let variant = criteria.variants[index]
      if let condition = variant.nearUnless, isSure(condition) { return false }
      guard let condition = variant.nearWhen else { return true }
      return OpenCase.isIndicated(condition, by: facts)
    }
    let candidates = near.map { candidate($0, in: open.candidates, mustFit: false) }
    // Those first that differ least once assumptions are made; else as the source numbers them.
    let distances = candidates.map { candidate in
      candidate.differs.count
        + candidate.unknown.filter { !fitsAsTaken($0, candidate.variant) }.count
    }
    let numbers = near.map { criteria.variants[$0].factsID }
    return candidates.indices.filter { candidates[$0].differs.count <= Evaluation.mostDifferences }
      .sorted { one, other in
        (distances[one], candidates[one].unknown.count, numbers[one])
          < (distances[other], candidates[other].unknown.count, numbers[other])
      }.map { candidates[$0] }
  }

  /// Whether an unknown feature suits a variant as the answer takes it.
  private func fitsAsTaken(_ feature: Feature, _ code: String) -> Bool {
    let lane = CaseSpace.lane(feature)
    return criteria.variants.first { $0.code == code }?.conditions.contains { condition in
      open.decision[lane] & condition.box[lane] != 0
    } ?? true
  }

  /// How a variant stands to what is open: by the alternative that comes nearest.
  private func candidate(_ index: Int, in box: CaseBox, mustFit: Bool) -> Candidate {
    let variant = criteria.variants[index]
    var best: Candidate?
    for condition in variant.conditions {
      if mustFit, !condition.box.intersects(box) { continue }
      let candidate = compare(condition.box, with: box, of: variant.code)
      if let found = best,
        (found.differs.count, found.unknown.count)
          <= (candidate.differs.count, candidate.unknown.count)
      {
        continue
      }
      best = candidate
    }
    return best ?? Candidate(variant: variant.code, differs: [], unknown: [])
  }

  /// What differs, and what is open. A value that is taken although the record says nothing is no difference; it
  /// counts as unknown where it does not suit the variant (FACTS 9.3).
  private func compare(_ condition: CaseBox, with box: CaseBox, of variant: String) -> Candidate {
    var differs: [Feature] = []
    var unknown: [Feature] = []
    for (lane, dimension) in criteria.space.dimensions.enumerated() {
      let wanted = condition[lane]
      if box[lane] & ~wanted == 0 { continue }
      if open.recorded[lane] & wanted == 0 {
        if !differs.contains(dimension.feature) { differs.append(dimension.feature) }
      } else if !unknown.contains(dimension.feature) {
        unknown.append(dimension.feature)
      }
    }
    unknown.removeAll(where: differs.contains)
    return Candidate(variant: variant, differs: differs, unknown: unknown)
  }
}

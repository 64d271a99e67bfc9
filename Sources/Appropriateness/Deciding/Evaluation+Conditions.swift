import CaseRecord

extension Evaluation {
  /// Whether a row applies; its variants are those that fit, or the ones given.
  func holds(_ condition: RowCondition, for variants: BitSet? = nil) -> Bool {
    if !condition.outcomes.isEmpty, !condition.outcomes.contains(outcome) { return false }
    if !condition.variantSet.isEmpty, !condition.variantSet.intersects(variants ?? matches) {
      return false
    }
    if !condition.when.isEmpty, !condition.when.contains(where: isSure) { return false }
    if condition.unless.contains(where: isSure) { return false }
    if !condition.unknown.allSatisfy({ facts[$0].state == .unknown }) { return false }
    if !condition.conflicting.allSatisfy({ facts[$0].state == .conflicting }) { return false }
    if let elapsed = condition.elapsed, !isSure(elapsed) { return false }
    return true
  }

  /// Whether the record surely says so.
  func isSure(_ condition: CaseCondition) -> Bool {
    condition.box.contains(open.recorded)
  }

  /// Whether the record leaves it open.
  func isPossible(_ condition: CaseCondition) -> Bool {
    condition.box.intersects(open.recorded)
  }

  private func isSure(_ elapsed: RowCondition.Elapsed) -> Bool {
    elapsed.event.days(in: facts.timeline).contains { days in
      guard let days = days.notAfter(asOf.day) else { return false }
      let range = days.days(until: asOf.day)
      return range.lowerBound >= elapsed.atLeast && range.upperBound <= elapsed.atMost
    }
  }
}

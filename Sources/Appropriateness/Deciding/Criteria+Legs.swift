import CaseRecord

extension Criteria {
  /// Evaluates all legs of a patient, each for itself.
  ///
  /// - Parameters:
  ///   - cases: what the record says of each leg.
  ///   - asOf: the moment of evaluation.
  ///   - strict: whether nothing may be assumed.
  /// - Returns: one answer for each leg. An order that names no side while several legs have a case comes to a
  ///   result only when it is the same for each of them.
  public func recommend(
    _ cases: [CaseFacts], asOf: AsOf, strict: Bool = false
  ) -> [Recommendation] {
    let all = cases.map { recommend($0, asOf: asOf, strict: strict) }
    return all.map { recommendation in
      var settled = recommendation
      settled.orders = recommendation.orders.map { rating in
        settledBySide(rating, beside: all.map(\.orders))
      }
      return settled
    }
  }

  /// An order without a side, with its result when that is the same for every leg.
  private func settledBySide(_ rating: OrderRating, beside legs: [[OrderRating]]) -> OrderRating {
    guard let result = rating.resultForLeg else { return rating }
    let isAlike = legs.allSatisfy { orders in
      orders.contains { other in
        other.order.evidence.reference == rating.order.evidence.reference
          && other.order.row == rating.order.row && other.resultForLeg == result
      }
    }
    guard isAlike, result != .incomplete else { return rating }
    var settled = rating
    settled.result = result
    let missing = orders.note(.side)
    settled.notes.removeAll(where: missing.contains)
    settled.notes += orders.note(.sideAlike)
    return settled
  }
}

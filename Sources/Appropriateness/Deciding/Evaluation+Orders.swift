import CaseRecord

extension Evaluation {
  /// How the orders that wait rate: each as its option does in this recommendation, and never otherwise.
  ///
  /// - Parameter recommendation: the recommendation as far as it is made: options, questions, topics.
  /// - Returns: a rating for each order that waits, in the order of the orders.
  func orderRatings(in recommendation: Recommendation) -> [OrderRating] {
    facts.orders.filter { $0.closure == nil }.map { order in
      var rating = assess(order, in: recommendation)
      rating.notes = saying(of: order) + obstacles(to: order) + rating.notes
      rating.cautions = contraindications(to: order)
      if order.doubts == [.side] {
        rating.resultForLeg = rating.result
        rating.result = .incomplete
      }
      return rating
    }
  }

  // MARK: The result

  private func assess(_ order: Order, in recommendation: Recommendation) -> OrderRating {
    let rules = criteria.orders
    func unrated(_ result: OrderResult, _ notes: [Statement]) -> OrderRating {
      OrderRating(order: order, result: result, notes: notes)
    }
    if order.item == .otherTopic {
      var rating = unrated(.notCovered, [])
      rating.topic = topic(of: order)
      return rating
    }
    switch outcome {
    case .unusable: return unrated(.incomplete, rules.note(.unusable))
    case .notCovered:
      let titles = recommendation.neighbouringTopics.map { "“\($0.title)”" }
      var rating = unrated(
        .notCovered, rules.note(.otherTopic, ["topics": titles.joined(separator: ", ")]))
      rating.topic = recommendation.neighbouringTopics.first
      return rating
    case .noVariant: return unrated(.noGuidelines, rules.note(.noVariant))
    case .matched, .provisional, .overlap, .undetermined: break
    }
    if order.isForOtherLeg { return unrated(.noGuidelines, []) }
    if order.options.isEmpty { return unrated(.noGuidelines, asPart(order)) }
    return rated(order, in: recommendation)
  }

  private func rated(_ order: Order, in recommendation: Recommendation) -> OrderRating {
    var rating = OrderRating(order: order, result: .incomplete)
    var results: [Set<OrderResult>] = []
    for option in order.options {
      let rows = recommendation.options.filter { $0.option == option }
      let named = rows.filter { isNamed(order, by: $0) }
      rating.ratings += named
      if named.count < rows.count {
        rating.notes += labelNotes(rows.filter { !named.contains($0) })
      }
      results.append(self.results(of: option, rows: rows, named: named))
    }
    let all = results.reduce(into: Set()) { $0.formUnion($1) }
    if all.count == 1, let only = all.first {
      rating.result = only
    } else if results.contains(where: { $0.count > 1 }) {
      rating.notes += criteria.orders.note(.variantsDisagree)
    } else {
      rating.notes += criteria.orders.note(.optionsDisagree)
    }
    switch rating.result {
    case .outside: rating.notes += criteria.orders.note(.exception)
    case .noGuidelines where !rating.ratings.isEmpty || outcome == .undetermined:
      rating.notes += criteria.orders.note(.notRated)
    case .incomplete where outcome == .undetermined:
      return asking(rating, in: recommendation)
    default: break
    }
    return doubted(assuming(rating, in: recommendation))
  }

  /// What an option comes to. While the variant is not determined only what is certain counts.
  private func results(
    of option: String, rows: [OptionRating], named: [OptionRating]
  ) -> Set<OrderResult> {
    guard outcome == .undetermined else {
      var results = Set(named.map { OrderResult($0.rating) })
      if named.count < rows.count { results.insert(.noGuidelines) }
      return results
    }
    guard let row = rows.first else {
      return certainRating(of: option) == .notRated ? [.noGuidelines] : [.incomplete]
    }
    guard row.isCertain else { return [.incomplete] }
    return named.isEmpty ? [.noGuidelines] : [OrderResult(row.rating)]
  }

  // MARK: What is said of it

  /// What is missing, in place of a note on what disagrees.
  private func asking(_ rating: OrderRating, in recommendation: Recommendation) -> OrderRating {
    var rating = rating
    rating.unknown = recommendation.questions.filter(\.isDeciding).map(\.feature)
    let words = rating.unknown.map(\.words).joined(separator: ", ")
    let disagreement = [OrderNote.Kind.variantsDisagree, .optionsDisagree]
      .flatMap { criteria.orders.note($0) }
    rating.notes.removeAll(where: disagreement.contains)
    if rating.order.options.count > 1 { rating.notes += criteria.orders.note(.optionsDisagree) }
    if !words.isEmpty {
      rating.notes += criteria.orders.note(.factsMissing, ["features": words])
    }
    return doubted(rating)
  }

  private func assuming(_ rating: OrderRating, in recommendation: Recommendation) -> OrderRating {
    guard !recommendation.assumptions.isEmpty else { return rating }
    var rating = rating
    let codes = recommendation.assumptions.map { assumption in
      "\(assumption.code.split(separator: "-").joined(separator: " "))"
    }
    rating.notes += criteria.orders.note(.assumed, ["assumptions": codes.joined(separator: ", ")])
    return rating
  }

  /// A rating of an order that may not be one for this case would be a guess. Only when nothing but the side is
  /// missing is it that of this leg.
  private func doubted(_ rating: OrderRating) -> OrderRating {
    let doubts = rating.order.doubts
    if doubts.isEmpty || doubts == [.side] { return rating }
    return OrderRating(order: rating.order, result: .incomplete)
  }

  /// Why the order may not be one for this case; said whatever else the result rests on.
  private func obstacles(to order: Order) -> [Statement] {
    (order.isForOtherLeg ? criteria.orders.note(.otherLeg) : [])
      + order.doubts.flatMap { criteria.orders.note($0.note) }
  }

  /// What the row of the table says of such an order, when it is one for this case.
  private func saying(of order: Order) -> [Statement] {
    guard let row = criteria.orders.row(order.row), !order.isForOtherLeg,
      order.doubts.allSatisfy({ $0 == .side })
    else { return [] }
    let isBeside: Bool
    switch order.item {
    case .part, .beside: isBeside = true
    case .option(let option):
      // Of several options that it may stand for, an order beside it has settled which.
      isBeside = criteria.orders.options(of: order.row) != [option]
    case .oneOf, .unrated, .otherTopic: isBeside = false
    }
    guard let text = isBeside ? row.textBeside ?? row.text : row.text else { return [] }
    return [Statement(id: "order/\(row.id)", text: text, sources: row.sources)]
  }

  /// How an order that is rated only as part of an option would rate as such.
  private func asPart(_ order: Order) -> [Statement] {
    guard order.item == .unrated else { return [] }
    return matches.flatMap { index in
      criteria.orders.options(of: order.row).flatMap { option -> [Statement] in
        guard let row = criteria.ratingRow(option, in: criteria.variants[index].code),
          row.includes.contains(order.row)
        else { return [] }
        return criteria.orders.note(
          .asPart, ["label": row.label, "rating": criteria.phrases.words(row.rating)])
      }
    }
  }

  private func topic(of order: Order) -> NeighbouringTopic? {
    guard let row = criteria.orders.row(order.row), let reference = row.topic else { return nil }
    return criteria.topic(reference, reason: row.text ?? "", sources: row.sources)
  }

  // MARK: Labels

  /// Whether a rating is one of the order: always for an option, for a part only when the option's label names it.
  private func isNamed(_ order: Order, by row: OptionRating) -> Bool {
    guard isPart(order), row.rating != .notRated else { return true }
    let variants = row.variant.map { [$0] } ?? candidates.map { criteria.variants[$0].code }
    return variants.allSatisfy { variant in
      criteria.ratingRow(row.option, in: variant)?.includes.contains(order.row) == true
    }
  }

  private func isPart(_ order: Order) -> Bool {
    criteria.orders.table.rows.first { $0.id == order.row }?.meaning == .part
  }

  private func labelNotes(_ rows: [OptionRating]) -> [Statement] {
    var labels: [String] = []
    for row in rows where !labels.contains(row.label) { labels.append(row.label) }
    return labels.flatMap { criteria.orders.note(.labelWithout, ["label": $0]) }
  }

  // MARK: Contraindications

  /// The contraindications that touch everything that the order may stand for.
  private func contraindications(to order: Order) -> [Statement] {
    let options = order.options.isEmpty ? criteria.orders.options(of: order.row) : order.options
    guard !options.isEmpty else { return [] }
    return zip(facts.contraindications, contraindications).filter { hit, _ in
      options.allSatisfy { criteria.touches[hit.against]?.contains($0) == true }
    }.map(\.1)
  }
}

extension Order.Doubt {
  /// The sentence on it.
  fileprivate var note: OrderNote.Kind {
    switch self {
    case .site: .site
    case .contradictorySide: .contradictorySide
    case .side: .side
    case .caseSide: .caseSide
    case .reason: .reason
    case .company: .company
    }
  }
}

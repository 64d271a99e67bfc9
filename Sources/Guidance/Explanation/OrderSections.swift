import Appropriateness
import CaseRecord

/// How the orders on record rate.
extension ExplanationWriter {
  mutating func orders(of recommendation: Recommendation) -> [Block] {
    var blocks: [Block] = []
    let rated = recommendation.orders.map { order($0, in: recommendation) }
    if !rated.isEmpty { blocks.append(.list(rated, isNumbered: false)) }
    let closed = recommendation.facts.orders.compactMap { order -> Item? in
      guard let closure = order.closure else { return nil }
      return Item(
        "\(order.words): not rated; \(closure.words).", details: request(order))
    }
    if !closed.isEmpty {
      blocks.append(.heading("Not rated"))
      blocks.append(.list(closed, isNumbered: false))
    }
    return blocks
  }

  private mutating func order(
    _ assessed: OrderRating, in recommendation: Recommendation
  ) -> Item {
    var details = assessed.ratings.map { rating in
      var words = "\(rating.label): \(rating.rating.words)"
      if assessed.ratings.count > 1, let variant = rating.variant {
        words += " in “\(scenario(of: variant, in: recommendation))”"
      }
      return words.withFullStop
    }
    for caution in assessed.cautions {
      details.append("Caution: \(sources.cite(caution.text.withFullStop, caution.sources))")
    }
    for note in assessed.notes {
      details.append(sources.cite(note.text.withFullStop, note.sources))
    }
    if let topic = assessed.topic {
      details.append("Other topic: “\(topic.title.withoutFullStop)”.")
    }
    if assessed.result == .within || assessed.result == .outside {
      details.append(
        assessed.isCertain
          ? "Certain: the rating holds whatever the facts that are not recorded turn out to be."
          : "Not certain: facts that are not recorded could still change the rating.")
    }
    return Item(
      "\(assessed.order.words). \(assessed.result.words).",
      details: details + request(assessed.order))
  }

  /// Where the order is in the input; what it is stands in its point already.
  private func request(_ order: Order) -> [String] {
    basis(of: [Evidence(reference: order.evidence.reference, path: order.evidence.path)])
  }

  private func scenario(of variant: String, in recommendation: Recommendation) -> String {
    let match = recommendation.variants.first { $0.variant == variant }
    return match?.scenario.withoutFullStop ?? program.scenario(of: variant)
  }
}

import Appropriateness

/// What trials, guidelines and other publications report, option by option: one line for each source.
extension ExplanationWriter {
  func evidence(of recommendation: Recommendation) -> [Block] {
    let evidence = recommendation.publishedEvidence
    guard !evidence.isEmpty else { return [] }
    let lead =
      recommendation.outcome == .noVariant
      ? "For context, since no scenario covers this case. No rating follows from it."
      : "No rating is computed from it. Where a source speaks against a rating or another source, both "
        + "stand."
    var blocks: [Block] = [.paragraph(lead)]
    var cited: Set<String> = []
    for option in options(of: evidence, in: recommendation) {
      let items = evidence.compactMap { publication -> Item? in
        guard let told = publication.told(under: option) else { return nil }
        // Where it was published and what is wrong with it is said once.
        let isFirst = cited.insert(publication.id).inserted
        let details = isFirst ? [publication.reference, publication.issueWords] : []
        return Item(told.sentence, details: details.compactMap { $0 })
      }
      blocks += [
        .heading(label(of: option, in: recommendation)), .list(items, isNumbered: false),
      ]
    }
    return blocks
  }

  /// The options under which something is told: those that are rated in the order of the ratings.
  private func options(
    of evidence: [PublishedEvidence], in recommendation: Recommendation
  ) -> [String] {
    let told = evidence.flatMap(\.reports).compactMap(\.options.first)
    var options: [String] = []
    for option in recommendation.displayedOptions.map(\.option) + told
    where told.contains(option) && !options.contains(option) {
      options.append(option)
    }
    return options
  }

  /// The option as the ratings call it, or, when none is shown, as the criteria do.
  private func label(of option: String, in recommendation: Recommendation) -> String {
    var labels: [String] = []
    for rating in recommendation.options
    where rating.option == option && rating.rating != .notRated && !labels.contains(rating.label) {
      labels.append(rating.label)
    }
    return labels.count == 1 ? labels[0] : program.title(of: option)
  }
}

extension PublishedEvidence {
  /// What is told under an option; what compares two is told under the first that it names.
  fileprivate func told(under option: String) -> PublishedEvidence? {
    var told = self
    told.reports.removeAll { $0.options.first != option }
    return told.reports.isEmpty ? nil : told
  }
}

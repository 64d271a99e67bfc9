import Appropriateness
import CaseRecord

/// How the options rate, and what to mind about them.
extension ExplanationWriter {
  mutating func options(of recommendation: Recommendation) -> [Block] {
    let options = recommendation.displayedOptions
    guard !options.isEmpty else { return [] }
    let variants = uniqueVariants(of: options)
    var blocks: [Block] = []
    for variant in variants {
      let ofVariant = options.filter { $0.variant == variant }
      if variants.count > 1 || recommendation.outcome == .undetermined {
        blocks.append(.heading(heading(for: variant, in: recommendation)))
      }
      blocks += ratings(ofVariant, of: recommendation)
    }
    if options.contains(where: { !$0.isCertain && $0.rating != .notRated }) {
      blocks.append(
        .paragraph(
          "Certain: the rating holds whatever the facts that are not recorded turn out to be."))
    }
    return blocks
  }

  private func uniqueVariants(of options: [OptionRating]) -> [String?] {
    var variants: [String?] = []
    for option in options where !variants.contains(option.variant) {
      variants.append(option.variant)
    }
    return variants
  }

  private func heading(for variant: String?, in recommendation: Recommendation) -> String {
    guard let variant else { return "In every scenario that is still possible" }
    let match = recommendation.variants.first { $0.variant == variant }
    return match?.scenario.withoutFullStop ?? program.scenario(of: variant)
  }

  private mutating func ratings(
    _ options: [OptionRating], of recommendation: Recommendation
  ) -> [Block] {
    let rated = options.filter { $0.rating != .notRated }
    var blocks: [Block] = []
    if !rated.isEmpty {
      let hasScores = rated.contains { $0.score != nil }
      var columns = ["Option", "Rating"]
      if hasScores { columns.append("Panel score (1 to 9)") }
      columns.append("Certain")
      var rows: [[Cell]] = []
      for option in rated {
        var row = [
          Cell(sources.cite(option.label, option.sources), details: particulars(of: option)),
          Cell(option.rating.words, rating: option.rating),
        ]
        if hasScores { row.append(Cell(option.score.map(String.init) ?? "–")) }
        row.append(Cell(option.isCertain ? "yes" : "no"))
        rows.append(row)
      }
      blocks.append(.table(Table(columns: columns, rows: rows)))
      if let remark = balance(of: rated, in: recommendation) { blocks.append(.paragraph(remark)) }
    }
    let unrated = options.filter { $0.rating == .notRated }.map(\.label)
    if !unrated.isEmpty {
      blocks.append(
        .paragraph(
          "Not rated here: \(unrated.joined(separator: "; ")). "
            + "Not rated is not the same as not appropriate."))
    }
    return blocks
  }

  private func particulars(of option: OptionRating) -> [String] {
    var lines: [String] = []
    if let comment = option.comment, !comment.isEmpty {
      lines.append("Panel: \(comment.withFullStop)")
    }
    if !option.cautions.isEmpty {
      let count = option.cautions.count
      lines.append(
        "\(count) \(count == 1 ? "caution" : "cautions"), see "
          + "“\(Explanation.Section.Kind.cautions.title)”")
    }
    return lines
  }

  /// FACTS 1.4, traps 3 and 4: no tie is broken, and no best option is made up.
  private func balance(of rated: [OptionRating], in recommendation: Recommendation) -> String? {
    // Where the scenario is open, the table holds only some of its options.
    guard recommendation.outcome != .undetermined else { return nil }
    switch rated.count(where: { $0.rating == .usuallyAppropriate }) {
    case 0: return "No option is rated usually appropriate in this scenario."
    case 1: return nil
    default:
      return "More than one option is rated usually appropriate; the criteria do not rank them, "
        + "and the choice depends on the clinical goal."
    }
  }

  mutating func cautions(of recommendation: Recommendation) -> [Block] {
    var blocks: [Block] = []
    let concerns = optionCautions(of: recommendation)
    if !concerns.isEmpty { blocks.append(.list(concerns, isNumbered: false)) }
    let remarks = recommendation.remarks.map { item(for: $0) }
    if !remarks.isEmpty {
      if !concerns.isEmpty { blocks.append(.heading("Besides")) }
      blocks.append(.list(remarks, isNumbered: false))
    }
    return blocks
  }

  /// Each caution once, with the options that it concerns.
  private mutating func optionCautions(of recommendation: Recommendation) -> [Item] {
    var cautions: [(statement: Statement, labels: [String])] = []
    for option in recommendation.displayedOptions {
      for caution in option.cautions {
        if let index = cautions.firstIndex(where: { $0.statement == caution }) {
          if !cautions[index].labels.contains(option.label) {
            cautions[index].labels.append(option.label)
          }
        } else {
          cautions.append((caution, [option.label]))
        }
      }
    }
    return cautions.map { caution in
      var item = item(for: caution.statement)
      item.details.insert("Concerns: \(caution.labels.joined(separator: "; "))", at: 0)
      return item
    }
  }

  private mutating func item(for statement: Statement) -> Item {
    Item(
      sources.cite(statement.text.withFullStop, statement.sources),
      details: basis(of: statement.evidence))
  }
}

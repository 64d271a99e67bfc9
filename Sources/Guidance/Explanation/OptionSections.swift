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
    blocks += disagreements(among: options)
    if let sentence = certainty(of: options) { blocks.append(.paragraph(sentence)) }
    return blocks
  }

  /// Where variants rate one option differently, in the order in which they are shown.
  private func disagreements(among options: [OptionRating]) -> [Block] {
    var done: Set<String> = []
    let items = options.compactMap { option -> Item? in
      guard done.insert(option.option).inserted else { return nil }
      let ratings = options.filter { $0.option == option.option && $0.rating != .notRated }
      guard Set(ratings.map(\.rating)).count > 1 else { return nil }
      var labels: [String] = []
      for rating in ratings where !labels.contains(rating.label) { labels.append(rating.label) }
      return Item(
        "\(labels.joined(separator: " / ")): \(ratings.map(\.rating.words).joined(separator: " / "))"
      )
    }
    guard !items.isEmpty else { return [] }
    return [
      .heading("Where the scenarios disagree, in the order above"), .list(items, isNumbered: false),
    ]
  }

  /// What holds of all ratings is a sentence; only a mixture needs a column.
  private func certainty(of options: [OptionRating]) -> String? {
    let rated = options.filter { $0.rating != .notRated }
    guard !rated.isEmpty else { return nil }
    switch rated.count(where: \.isCertain) {
    case 0: return "Not certain: facts that are not recorded could still change these ratings."
    case rated.count:
      return "Certain: these ratings hold whatever the facts that are not recorded turn out to be."
    default:
      return "Certain: the rating holds whatever the facts that are not recorded turn out to be."
    }
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
      let isMixed =
        Set(recommendation.options.filter { $0.rating != .notRated }.map(\.isCertain))
        .count > 1
      if isMixed { columns.append("Certain") }
      var rows: [[Cell]] = []
      for option in rated {
        var row = [
          Cell(option.label, details: particulars(of: option) + sources.line(option.sources)),
          Cell(option.rating.words, rating: option.rating),
        ]
        if hasScores { row.append(Cell(option.score.map(String.init) ?? "–")) }
        if isMixed { row.append(Cell(option.isCertain ? "yes" : "no")) }
        rows.append(row)
      }
      blocks.append(.table(Table(columns: columns, rows: rows)))
      if let remark = balance(of: rated, in: recommendation) { blocks.append(.paragraph(remark)) }
    }
    if let unrated = notRated(among: options) { blocks.append(.paragraph(unrated)) }
    return blocks
  }

  /// One sentence for all options that the scenario does not rate (FACTS 1.4, trap 1).
  private mutating func notRated(among options: [OptionRating]) -> String? {
    let unrated = options.filter { $0.rating == .notRated }
    guard !unrated.isEmpty else { return nil }
    let names = "Not rated here: \(unrated.map(\.label).joined(separator: "; "))."
    let caution = unrated.flatMap(\.cautions).first { $0.id == Statement.notRated }
    guard let caution else { return "\(names) Not rated is not the same as not appropriate." }
    return sources.cite("\(names) \(caution.text.withFullStop)", caution.sources)
  }

  private func particulars(of option: OptionRating) -> [String] {
    var lines: [String] = []
    if let comment = option.comment, !comment.isEmpty {
      lines.append("Panel: \(comment.withFullStop)")
    }
    let count = option.cautions.count
    if count > 0 {
      lines.append(
        "\(count) \(count == 1 ? "caution" : "cautions"), see "
          + "“\(Explanation.Section.Kind.cautions.title)”")
    }
    return lines
  }

  /// FACTS 1.4, traps 3 and 4: no tie is broken, and no best option is made up.
  private mutating func balance(
    of rated: [OptionRating], in recommendation: Recommendation
  ) -> String? {
    // Where the scenario is open, the table holds only some of its options.
    guard recommendation.outcome != .undetermined else { return nil }
    if let remark = recommendation.remarks.first(where: \.isOnBalance) {
      return sources.cite(remark.text.withFullStop, remark.sources)
    }
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
    let remarks = recommendation.otherRemarks.map { item(for: $0) }
    if !remarks.isEmpty { blocks.append(.list(remarks, isNumbered: false)) }
    let concerns = optionCautions(of: recommendation)
    if !concerns.isEmpty {
      if !remarks.isEmpty { blocks.append(.heading("On the options")) }
      blocks.append(.list(concerns, isNumbered: false))
    }
    return blocks
  }

  /// Each caution once, with the options that it concerns.
  private mutating func optionCautions(of recommendation: Recommendation) -> [Item] {
    var cautions: [(statement: Statement, labels: [String])] = []
    for option in recommendation.displayedOptions {
      for caution in option.cautions where caution.id != Statement.notRated {
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

  mutating func item(for statement: Statement) -> Item {
    Item(
      statement.text.withFullStop,
      details: basis(of: statement.evidence)
        + sources.line(statement.sources, of: statement.text))
  }
}

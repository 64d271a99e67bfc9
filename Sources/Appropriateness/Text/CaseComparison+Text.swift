import CaseRecord

/// Compared cases as a table in plain text, row by row, so that no row has to wait for another.
public struct CaseComparisonText: Sendable {
  private let pair: EditionPair
  private let width: Int

  /// The columns of a line: the case, both results, what became of it.
  private static let gap = 2
  private static let changeWidth = 11

  /// Text of that many columns.
  public init(_ pair: EditionPair, width: Int) {
    self.pair = pair
    self.width = max(width, 60)
  }

  /// The title and the names of the columns.
  public var heading: String {
    var out = Paragraphs(width: width)
    out.heading("Cases: \(pair.formerName) → \(pair.currentName)")
    out.table([["case", pair.formerName, pair.currentName, "change"]], widths: widths, indent: 0)
    out.table([widths.map { String(repeating: "-", count: $0) }], widths: widths, indent: 0)
    return out.text
  }

  /// A case with its results; when it changes, with the ratings that differ and why.
  public func row(_ name: String, _ comparison: CaseComparison) -> String {
    var out = Paragraphs(width: width)
    write(
      name, [result(comparison.before), result(comparison.after), comparison.kind.rawValue],
      to: &out)
    let phrases = pair.current.phrases
    func words(_ standing: Standing, _ score: Int?) -> String {
      standing.words(phrases) + (score.map { " (\($0))" } ?? "")
    }
    let third = (width - 4 - 1 - 4 * CaseComparisonText.gap - CaseComparisonText.changeWidth) / 3
    out.table(
      comparison.options.filter(\.isChanged).map { option in
        [
          option.title, words(option.before, option.scoreBefore), "→",
          words(option.after, option.scoreAfter),
          option.before.change(to: option.after)?.rawValue ?? "",
        ]
      }, widths: [third, third, 1, third, CaseComparisonText.changeWidth], indent: 4)
    for reason in comparison.reasons { out.paragraph(reason.text, lead: "- ", indent: 4) }
    return out.text
  }

  /// An input that holds no case that can be read.
  public func row(withoutCase name: String) -> String {
    var out = Paragraphs(width: width)
    write(name, ["", "", "no case"], to: &out)
    return out.text
  }

  /// The counts at the end.
  public func totals(_ totals: ComparisonTotals) -> String {
    var out = Paragraphs(width: width)
    out.heading("Totals")
    out.paragraph(
      "\(totals.inputs) inputs, \(totals.withoutCase) of them without a case that can be read; "
        + "\(totals.cases) cases. Passed over in folders, being no input: \(totals.passedOver).")
    out.table(
      CaseComparison.Kind.allCases.compactMap { kind in
        totals.kinds[kind].map { [String($0), kind.rawValue, kind.meaning] }
      }, indent: 2)
    if !totals.moves.isEmpty {
      out.subheading("By result")
      out.table(
        totals.moves.map { [String($0.count), $0.move.before, "→", $0.move.after] }, indent: 2)
    }
    let phrases = pair.current.phrases
    for option in pair.options {
      let steps = totals.steps.filter { $0.step.option == option.code }
      if steps.isEmpty { continue }
      out.subheading(option.title)
      out.table(
        steps.map { step, count in
          [
            String(count), step.before.words(phrases), "→", step.after.words(phrases),
            step.before.change(to: step.after)?.rawValue ?? "",
          ]
        }, indent: 2)
    }
    return "\n" + out.text
  }

  // MARK: Rows

  /// The results get what they need and the case what is left.
  private var widths: [Int] {
    let change = CaseComparisonText.changeWidth
    let gaps = 3 * CaseComparisonText.gap
    // "IF2013-V2 provisional" stands on one line.
    let result = min(22, (width - change - gaps) / 3)
    return [width - 2 * result - change - gaps, result, result, change]
  }

  private func write(_ name: String, _ cells: [String], to out: inout Paragraphs) {
    if name.count <= widths[0] && !name.contains(" ") || name.isEmpty {
      out.table([[name] + cells], widths: widths, indent: 0)
    } else {
      // A path is never broken: it is to be copied.
      out.paragraph(name)
      out.table([[""] + cells], widths: widths, indent: 0)
    }
  }

  private func result(_ side: CaseComparison.Side) -> String {
    switch side.outcome {
    case .matched, .provisional, .overlap:
      side.variants.map(\.factsID).joined(separator: " + ") + " " + side.outcome.rawValue
    default: side.outcome.rawValue
    }
  }
}

extension CaseComparison.Kind {
  /// What it means, for a reader.
  var meaning: String {
    switch self {
    case .unchanged: "the same scenario, assumptions and ratings"
    case .ratings: "the same scenario, rated otherwise"
    case .variant: "another scenario"
    case .covered: "a variant fits, and none did"
    case .uncovered: "no variant fits any more"
    case .topic: "another topic"
    case .assumptions: "the same scenario under other assumptions"
    case .settled: "decided, and was not"
    case .opened: "not decided any more"
    case .candidates: "not decided, between other variants than before"
    case .unusable: "the record contradicts itself"
    }
  }
}

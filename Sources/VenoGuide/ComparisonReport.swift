import Appropriateness

/// Compared cases as a document that is written while they come in: rows first, totals at the end.
public struct ComparisonReport: Sendable {
  /// What was counted.
  public private(set) var totals = ComparisonTotals()
  private let text: CaseComparisonText?
  private var json: CaseComparisonJSON

  /// A report on two editions.
  public init(_ comparison: CriteriaComparison, as form: CriteriaComparison.Form) {
    json = CaseComparisonJSON(comparison.pair)
    switch form {
    case .text(let columns): text = CaseComparisonText(comparison.pair, width: columns)
    case .json: text = nil
    }
  }

  /// What stands before the rows.
  public var beginning: String { text?.heading ?? json.beginning }

  /// What stands behind the rows.
  public var end: String { text?.totals(totals) ?? json.end(totals) }

  /// The rows of an input.
  public mutating func rows(of input: ComparedInput, at place: InputPlace) -> String {
    guard !input.cases.isEmpty else { return row(withoutCase: place) }
    totals.add(input.cases.map(\.comparison))
    return input.cases.map { one in
      let isOneOfSeveral = input.patients > 1
      return text.map { text in
        let name = [
          place.words, isOneOfSeveral ? one.entry : nil, one.comparison.leg?.rawValue,
          one.episode.map { "episode \($0)" },
        ]
        return text.row(name.compactMap { $0 }.joined(separator: ", "), one.comparison)
      } ?? json.row(.init(place, entry: one.entry, episode: one.episode), one.comparison)
    }.joined()
  }

  /// The row of an input that holds no case that can be read.
  public mutating func row(withoutCase place: InputPlace) -> String {
    totals.addWithoutCase()
    return text?.row(withoutCase: place.words) ?? json.row(.init(place), nil)
  }

  /// Counts a file that is no input.
  public mutating func passOver() {
    totals.addPassedOver()
  }
}

extension CaseComparisonJSON.Place {
  fileprivate init(_ place: InputPlace, entry: String? = nil, episode: Int? = nil) {
    self.init(file: place.file, line: place.line, entry: entry, episode: episode)
  }
}

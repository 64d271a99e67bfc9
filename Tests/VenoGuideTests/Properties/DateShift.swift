import FHIRSyntax

/// Moves dates by whole years.
enum DateShift {
  /// The text with every full or partial date (`2026-06`, `2026-06-15`, with a time or without) moved.
  static func shifted(_ text: String, byYears years: Int) -> String {
    text.replacing(/\b([12][0-9]{3})-([01][0-9])(?![0-9])/) { match in
      "\((Int(match.1) ?? 0) + years)-\(match.2)"
    }
  }
}

extension FHIRNode {
  /// The tree with every date in it moved; identifiers, codes and references stay.
  func shiftingDates(byYears years: Int) -> FHIRNode {
    var copy = self
    if case .string(let text) = value,
      text.wholeMatch(of: /[12][0-9]{3}-[01][0-9](-[0-3][0-9](T.*)?)?/) != nil
    {
      copy.value = .string(DateShift.shifted(text, byYears: years))
    } else if case .string(let text) = value, name.hasSuffix("Date") || name.hasSuffix("DateTime"),
      let year = Int(text)
    {
      copy.value = .string(String(year + years))
    }
    copy.children = children.map { $0.shiftingDates(byYears: years) }
    return copy
  }
}

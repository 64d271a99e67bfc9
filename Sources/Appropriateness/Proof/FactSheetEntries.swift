/// The entries of FACTS 9.4 that rows name: overlaps `O1` and on, gaps `G1` and on.
extension Criteria {
  /// Every entry that a row names, overlaps first, each in the order of its number.
  var namedEntries: [String] {
    var names: [String] = notCovered.flatMap(\.sources)
    names += overlaps.flatMap { [$0.id] + $0.sources }
    names += features.flatMap(\.sources)
    names += remarks.flatMap(\.sources) + cautions.flatMap(\.sources)
    names += conflicts.flatMap { [$0.id] + $0.sides.flatMap(\.sources) }
    names += escalations.flatMap(\.sources) + transitions.flatMap(\.sources)
    return entries(in: names)
  }
}

extension RemarkRow {
  /// The entries that the row names as its sources.
  var entries: [String] { Appropriateness.entries(in: sources) }
}

private func entries(in sources: [String]) -> [String] {
  let words = sources.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }
  let names = words.filter { word in
    (word.first == "O" || word.first == "G") && Int(word.dropFirst()) != nil
  }
  func order(_ name: Substring) -> (Int, Int) {
    (name.first == "O" ? 0 : 1, Int(name.dropFirst()) ?? 0)
  }
  return Set(names).sorted { order($0) < order($1) }.map(String.init)
}

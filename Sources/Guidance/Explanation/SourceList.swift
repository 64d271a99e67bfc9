/// Citations in the order in which they are first used; text refers to them by number.
struct SourceList {
  private(set) var citations: [String] = []
  private var numbers: [String: Int] = [:]

  /// The text with the numbers of its sources: `Sentence. [1][3]`.
  mutating func cite(_ text: String, _ sources: [String]) -> String {
    var marks = ""
    var seen: Set<Int> = []
    for source in sources where !source.isEmpty {
      let number = number(of: source)
      if seen.insert(number).inserted { marks += "[\(number)]" }
    }
    return marks.isEmpty ? text : "\(text) \(marks)"
  }

  private mutating func number(of source: String) -> Int {
    if let known = numbers[source] { return known }
    citations.append(source)
    numbers[source] = citations.count
    return citations.count
  }
}

/// The citations that an explanation uses, in the order of their first use.
struct SourceList {
  private(set) var citations: [String] = []
  private var known: Set<String> = []

  /// A line with the sources of a sentence; none when it has no sources, or names all of them itself.
  mutating func line(_ sources: [String], of text: String = "") -> [String] {
    let shown = use(sources, of: text)
    if shown.isEmpty { return [] }
    return ["\(shown.count == 1 ? "Source" : "Sources"): \(shown.joined(separator: "; "))"]
  }

  /// A sentence with its sources behind it, where no line can follow: `Sentence. [F001-8 (V)]`.
  mutating func cite(_ text: String, _ sources: [String]) -> String {
    let shown = use(sources, of: text)
    return shown.isEmpty ? text : "\(text) [\(shown.joined(separator: "; "))]"
  }

  private mutating func use(_ sources: [String], of text: String) -> [String] {
    var shown: [String] = []
    for source in sources where !source.isEmpty {
      if known.insert(source).inserted { citations.append(source) }
      if !shown.contains(source) && !text.containsBytes(of: source) { shown.append(source) }
    }
    return shown
  }
}

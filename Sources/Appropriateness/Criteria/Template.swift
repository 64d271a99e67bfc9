/// A sentence with gaps: `{…}` marks what is filled in.
struct Template: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case text(String)
    /// What fills it, and how it stands in the sentence.
    case gap(name: String, written: String)
  }

  private let parts: [Part]

  init(_ sentence: String) {
    var parts: [Part] = []
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(
        .gap(
          name: String(rest[rest.index(after: open)..<close]), written: String(rest[open...close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// The sentence with its gaps filled; a gap that nothing fills stays.
  func filled(_ values: KeyValuePairs<String, String> = [:]) -> String {
    var filled = ""
    for part in parts {
      switch part {
      case .text(let text): filled += text
      case .gap(let name, let written):
        filled += values.first { $0.key == name }?.value ?? written
      }
    }
    return filled
  }
}

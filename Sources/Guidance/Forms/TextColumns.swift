/// Widths of text on a terminal and the breaking of lines.
enum TextColumns {
  /// How many columns a terminal gives the text.
  static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// Lines of at most that width, broken at blanks; a word that is longer is broken where the line ends.
  static func wrap(_ text: String, width limit: Int) -> [String] {
    let limit = max(limit, 1)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let needed = width(word)
      if used > 0 && used + 1 + needed <= limit {
        line += " " + word
        used += 1 + needed
        continue
      }
      if used > 0 { lines.append(line) }
      var pieces = broken(word, limit)
      line = pieces.popLast() ?? ""
      used = width(line)
      lines += pieces
    }
    if used > 0 { lines.append(line) }
    return lines
  }

  /// The text with blanks up to the width.
  static func padded(_ text: String, to limit: Int) -> String {
    text + String(repeating: " ", count: max(0, limit - width(text)))
  }

  /// The widest word; a column narrower than it has to break words.
  static func widestWord(in text: String) -> Int {
    text.split(separator: " ").map { width($0) }.max() ?? 0
  }

  /// Pieces of a word that is too long: behind a hyphen, slash or full stop where there is one, else anywhere.
  private static func broken(_ word: Substring, _ limit: Int) -> [String] {
    guard width(word) > limit else { return [String(word)] }
    var pieces: [String] = []
    var rest = word
    while width(rest) > limit {
      var end = rest.startIndex
      var breakPoint: Substring.Index?
      var used = 0
      while end < rest.endIndex {
        let needed = width(String(rest[end]))
        if used > 0 && used + needed > limit { break }
        used += needed
        let mark = rest[end]
        end = rest.index(after: end)
        if "-/.|".contains(mark) { breakPoint = end }
      }
      let cut = breakPoint ?? end
      pieces.append(String(rest[..<cut]))
      rest = rest[cut...]
    }
    return rest.isEmpty ? pieces : pieces + [String(rest)]
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x300 else { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    // Blocks that are drawn two columns wide (Unicode Standard Annex 11, wide and fullwidth).
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

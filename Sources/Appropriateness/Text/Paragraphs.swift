/// Plain text in lines of limited width.
struct Paragraphs {
  /// Further lines of a paragraph stand no farther in than this.
  private static let deepestHang = 4
  /// Blanks between columns.
  private static let gap = 2

  /// Columns of a line.
  let width: Int
  private(set) var text = ""

  init(width: Int) {
    self.width = max(width, 40)
  }

  /// A heading, underlined, with an empty line before it.
  mutating func heading(_ title: String) {
    if !text.isEmpty { text += "\n" }
    text += title + "\n" + String(repeating: "=", count: title.count) + "\n"
  }

  /// A small heading with an empty line before it.
  mutating func subheading(_ title: String) {
    text += "\n"
    paragraph(title)
  }

  /// Text with an optional lead on its first line; further lines stand under the text.
  mutating func paragraph(_ words: String, lead: String = "", indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    let hanging = margin + String(repeating: " ", count: min(lead.count, Paragraphs.deepestHang))
    var line = margin
    var isEmpty = true
    for word in (lead + words).split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        text += line + "\n"
        line = hanging
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    text += line + "\n"
  }

  /// Rows in columns as wide as their widest cell; where that is too wide, cells run over several lines.
  mutating func table(_ rows: [[String]], indent: Int = 2) {
    table(rows, widths: columnWidths(of: rows, indent: indent), indent: indent)
  }

  /// Rows in columns of given widths.
  mutating func table(_ rows: [[String]], widths: [Int], indent: Int = 2) {
    for row in rows {
      let cells = zip(row, widths).map { Paragraphs.lines(of: $0, width: $1) }
      for index in 0..<(cells.map(\.count).max() ?? 0) {
        var line = String(repeating: " ", count: indent)
        for (cell, width) in zip(cells, widths) {
          let piece = index < cell.count ? cell[index] : ""
          line += piece + String(repeating: " ", count: max(0, width - piece.count))
          line += String(repeating: " ", count: Paragraphs.gap)
        }
        while line.hasSuffix(" ") { line.removeLast() }
        text += line + "\n"
      }
    }
  }

  /// Widths for columns: those of the widest cells, the widest narrowed until a row fits; never narrower than a word.
  func columnWidths(of rows: [[String]], indent: Int = 2) -> [Int] {
    let columns = rows.map(\.count).max() ?? 0
    func widest(_ measure: (String) -> Int) -> [Int] {
      (0..<columns).map { column in
        rows.map { column < $0.count ? measure($0[column]) : 0 }.max() ?? 0
      }
    }
    var widths = widest(\.count)
    let least = widest { $0.split(separator: " ").map(\.count).max() ?? 0 }
    var excess = widths.reduce(indent + Paragraphs.gap * max(0, columns - 1), +) - width
    while excess > 0 {
      let narrowable = widths.indices.filter { widths[$0] > least[$0] }
      guard let column = narrowable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[column] -= 1
      excess -= 1
    }
    return widths
  }

  /// Text in lines of a width, broken at blanks; a longer word stands over.
  static func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

/// Plain text in lines of limited width.
struct Paragraphs {
  /// Further lines of a paragraph stand no farther in than this.
  private static let deepestHang = 4

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
    var line = margin + lead
    var isEmpty = true
    for word in words.split(separator: " ") {
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

  /// Rows in columns; every column but the last is as wide as its widest cell.
  mutating func table(_ rows: [[String]], indent: Int = 2) {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        line +=
          isLast ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      text += line + "\n"
    }
  }
}

/// Lays a table out in a width: columns as wide as their content where there is room, narrowed by their share
/// where there is not, and rows as small lists where columns would become unreadable.
struct TerminalTable {
  let table: Explanation.Table
  let width: Int

  private static let gap = 2
  /// A column narrower than this is not read but spelled.
  private static let narrowest = 9

  func write(to page: inout TerminalPage, indent: Int) {
    guard let widths = columnWidths() else {
      writeAsLists(to: &page, indent: indent)
      return
    }
    let margin = String(repeating: " ", count: indent)
    writeRow(
      table.columns.map { Explanation.Cell($0) }, widths, margin, to: &page,
      tone: .strong)
    page.raw(margin + widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    for row in table.rows { writeRow(row, widths, margin, to: &page) }
  }

  private func writeRow(
    _ row: [Explanation.Cell], _ widths: [Int], _ margin: String, to page: inout TerminalPage,
    tone: TerminalPage.Tone? = nil
  ) {
    var columns: [[(text: String, tone: TerminalPage.Tone)]] = []
    for (cell, width) in zip(row, widths) {
      var lines = TextColumns.wrap(cell.text, width: width).map {
        (text: $0, tone: tone ?? cell.rating?.tone ?? .normal)
      }
      for detail in cell.details {
        lines += TextColumns.wrap(detail, width: width).map { (text: $0, tone: .muted) }
      }
      columns.append(lines)
    }
    let height = columns.map(\.count).max() ?? 0
    for index in 0..<height {
      var line = margin
      for (position, column) in columns.enumerated() {
        let isLast = position == columns.count - 1
        let piece = index < column.count ? column[index] : (text: "", tone: .normal)
        line += page.toned(piece.text, piece.tone)
        if !isLast {
          let padding = widths[position] - TextColumns.width(piece.text) + Self.gap
          line += String(repeating: " ", count: max(0, padding))
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      page.raw(line)
    }
  }

  /// Widths of the columns, or nil when the table does not fit readably.
  private func columnWidths() -> [Int]? {
    let count = table.columns.count
    guard count > 0 else { return [] }
    let available = width - Self.gap * (count - 1)
    let natural = (0..<count).map { naturalWidth(of: $0) }
    if natural.reduce(0, +) <= available { return natural }
    let least = (0..<count).map { min(natural[$0], max(Self.narrowest, widestWord(of: $0))) }
    guard least.reduce(0, +) <= available else { return nil }
    // One long text in a column must not take the room of the others.
    let limit = max(available / 2, Self.narrowest)
    // What is left over goes to the columns by what each still wants.
    var widths = least
    var spare = available - least.reduce(0, +)
    let wants = (0..<count).map { max(0, min(natural[$0], limit) - least[$0]) }
    let wanted = wants.reduce(0, +)
    guard wanted > 0 else { return widths }
    let budget = spare
    for index in 0..<count {
      let share = min(wants[index], budget * wants[index] / wanted)
      widths[index] += share
      spare -= share
    }
    for index in 0..<count where spare > 0 && widths[index] < natural[index] {
      widths[index] += 1
      spare -= 1
    }
    return widths
  }

  private func texts(of column: Int) -> [String] {
    var texts = [table.columns[column]]
    for row in table.rows where column < row.count {
      texts.append(row[column].text)
      texts += row[column].details
    }
    return texts
  }

  private func naturalWidth(of column: Int) -> Int {
    var widest = TextColumns.width(table.columns[column])
    for row in table.rows where column < row.count {
      widest = max(widest, TextColumns.width(row[column].text))
      for detail in row[column].details {
        // Particulars may run over several lines; they do not push other columns away.
        widest = max(widest, min(Self.detailWidth, TextColumns.width(detail)))
      }
    }
    return widest
  }

  private static let detailWidth = 36

  private func widestWord(of column: Int) -> Int {
    // A reference as long as a line must not push the other columns away; it is broken instead.
    min(22, texts(of: column).map { TextColumns.widestWord(in: $0) }.max() ?? 0)
  }

  private func writeAsLists(to page: inout TerminalPage, indent: Int) {
    for (index, row) in table.rows.enumerated() {
      if index > 0 { page.blank() }
      for (position, cell) in row.enumerated() {
        let name = position == 0 ? "" : "\(table.columns[position]): "
        page.line(
          name + cell.text, indent: indent + (position == 0 ? 0 : 2),
          tone: position == 0 ? .strong : cell.rating?.tone ?? .normal)
        for detail in cell.details { page.line(detail, indent: indent + 4, tone: .muted) }
      }
    }
  }
}

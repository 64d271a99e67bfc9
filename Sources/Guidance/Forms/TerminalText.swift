import Appropriateness

/// Writes an explanation as text for a terminal or a file.
///
///     TerminalText(width: 80).render(explanation)
///
/// Nothing is said by color alone; without a terminal leave the style plain.
public struct TerminalText: Sendable, Hashable {
  /// Whether the text may steer the terminal's colors.
  public enum Style: Sendable, Hashable {
    /// Characters only.
    case plain
    /// With ANSI escape sequences for weight and color.
    case ansi
  }

  /// The width in columns; narrower than 40 is treated as 40.
  public var width: Int
  /// Colors or none.
  public var style: Style

  /// Creates a form of that width and style.
  public init(width: Int = 80, style: Style = .plain) {
    self.width = max(width, 40)
    self.style = style
  }

  /// The text, ending with a line feed.
  public func render(_ explanation: Explanation) -> String {
    var page = TerminalPage(width: width, style: style)
    page.line(explanation.title, indent: 0, tone: .strong)
    if let escalation = explanation.section(.escalation) {
      page.blank()
      write(escalation, to: &page)
      page.blank()
    }
    for line in explanation.context { page.line(line, indent: 0, tone: .muted) }
    page.blank()
    for sentence in explanation.summary { page.line(sentence, indent: 0, tone: .strong) }
    for section in explanation.sections where section.kind != .escalation {
      page.blank()
      write(section, to: &page)
    }
    return page.text
  }

  private func write(_ section: Explanation.Section, to page: inout TerminalPage) {
    page.heading(
      section.kind.title.uppercased(), tone: section.kind == .escalation ? .alarm : .strong)
    for (index, block) in section.blocks.enumerated() {
      // A sentence after a list would read as its last point.
      if case .paragraph = block, index > 0, case .list = section.blocks[index - 1] { page.blank() }
      write(block, isFirst: index == 0, to: &page)
    }
  }

  private func write(_ block: Explanation.Block, isFirst: Bool, to page: inout TerminalPage) {
    switch block {
    case .leg(let title):
      if !isFirst { page.blank() }
      page.line("— \(title) —", indent: 2, tone: .strong)
    case .heading(let title):
      if !isFirst { page.blank() }
      page.line(title, indent: 2, tone: .strong)
    case .paragraph(let text):
      page.line(text, indent: 2)
    case .list(let items, let isNumbered):
      for (index, item) in items.enumerated() {
        let mark = isNumbered ? "\(index + 1)." : "-"
        page.item(item, mark: mark, markWidth: isNumbered ? "\(items.count).".count : 1)
      }
    case .table(let table):
      if !isFirst { page.blank() }
      TerminalTable(table: table, width: width - 2).write(to: &page, indent: 2)
      page.blank()
    }
  }
}

/// Lines under construction.
struct TerminalPage {
  /// How a piece of text is set off.
  enum Tone {
    case normal
    case strong
    case muted
    case alarm
    case good
    case fair
    case poor
  }

  let width: Int
  let style: TerminalText.Style
  private(set) var lines: [String] = []

  init(width: Int, style: TerminalText.Style) {
    self.width = width
    self.style = style
  }

  /// Everything, without blank lines at the end.
  var text: String {
    var kept = lines[...]
    while kept.last == "" { kept.removeLast() }
    return kept.joined(separator: "\n") + "\n"
  }

  /// An empty line, never two.
  mutating func blank() {
    if lines.last != "" && !lines.isEmpty { lines.append("") }
  }

  /// A line as it is.
  mutating func raw(_ line: String) { lines.append(line) }

  mutating func heading(_ title: String, tone: Tone) {
    lines.append(toned(title, tone))
  }

  mutating func line(_ text: String, indent: Int, tone: Tone = .normal) {
    let margin = String(repeating: " ", count: indent)
    for line in TextColumns.wrap(text, width: width - indent) {
      lines.append(margin + toned(line, tone))
    }
  }

  mutating func item(_ item: Explanation.Item, mark: String, markWidth: Int) {
    let indent = 2 + markWidth + 1
    let margin = String(repeating: " ", count: indent)
    let first = "  " + TextColumns.padded(mark, to: markWidth) + " "
    for (index, line) in TextColumns.wrap(item.text, width: width - indent).enumerated() {
      lines.append((index == 0 ? first : margin) + line)
    }
    for detail in item.details {
      // What runs over is set in further, so that each detail stays visible as one.
      for (index, line) in TextColumns.wrap(detail, width: width - indent - 2).enumerated() {
        lines.append(margin + (index == 0 ? "" : "  ") + toned(line, .muted))
      }
    }
  }

  func toned(_ text: String, _ tone: Tone) -> String {
    guard style == .ansi, tone != .normal, !text.isEmpty else { return text }
    let code: String =
      switch tone {
      case .normal: "0"
      case .strong: "1"
      case .muted: "2"
      case .alarm: "1;37;41"
      case .good: "1;32"
      case .fair: "33"
      case .poor: "31"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension Rating {
  /// The color that goes with the words.
  var tone: TerminalPage.Tone {
    switch self {
    case .usuallyAppropriate: .good
    case .mayBeAppropriate, .mayBeAppropriateDisagreement: .fair
    case .usuallyNotAppropriate: .poor
    case .notRated: .muted
    }
  }
}

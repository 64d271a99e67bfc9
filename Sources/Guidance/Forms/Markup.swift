import Appropriateness

/// Writes sections as XHTML that is well-formed for narratives (FHIR R4 Narrative, txt-1) and for pages alike.
///
/// INVARIANT: every text goes through ``escaped(_:)``; nothing from outside reaches the markup otherwise.
struct Markup {
  /// Where the markup goes.
  enum Use {
    /// A FHIR narrative: elements and attributes of HTML 4.0 only.
    case narrative
    /// Our own page: may name columns on cells, for narrow screens.
    case page
  }

  let use: Use
  /// Level of a section's heading; headings inside it are one level lower.
  let headingLevel: Int
  private(set) var text = ""

  init(for use: Use, headingLevel: Int) {
    self.use = use
    self.headingLevel = headingLevel
  }

  /// Text with the characters of markup escaped and without those that XML does not know.
  static func escaped(_ text: String) -> String {
    // Most text has nothing to escape.
    if text.utf8.allSatisfy({ $0 >= 0x20 && !isMarkup($0) && $0 != 0xEF }) { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 32)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".utf8
      case "<": result += "&lt;".utf8
      case ">": result += "&gt;".utf8
      case "\"": result += "&quot;".utf8
      case "'": result += "&#39;".utf8
      case "\t", "\n", "\r": result.append(0x20)
      default:
        // U+FFFE and U+FFFF are no characters of XML.
        guard scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { continue }
        result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x27
  }

  mutating func element(_ name: String, _ content: String, class style: String? = nil) {
    let attribute = style.map { " class=\"\($0)\"" } ?? ""
    text += "<\(name)\(attribute)>\(Self.escaped(content))</\(name)>"
  }

  mutating func raw(_ markup: StaticString) {
    text += markup.description
  }

  /// A section's heading and its content.
  mutating func section(_ section: Explanation.Section) {
    element("h\(headingLevel)", section.kind.title)
    content(of: section)
  }

  /// A section's content without its heading.
  mutating func content(of section: Explanation.Section) {
    // No level is skipped: readers by ear go from heading to heading.
    var depth = 1
    for block in section.blocks {
      self.block(block, depth)
      if case .leg = block { depth = 2 }
    }
  }

  private mutating func block(_ block: Explanation.Block, _ depth: Int) {
    switch block {
    case .leg(let title): element("h\(headingLevel + 1)", title)
    case .heading(let title): element("h\(headingLevel + depth)", title)
    case .paragraph(let sentence): element("p", sentence)
    case .list(let items, let isNumbered):
      text += isNumbered ? "<ol>" : "<ul>"
      for item in items {
        text += "<li>\(Self.escaped(item.text))"
        details(item.details)
        text += "</li>"
      }
      text += isNumbered ? "</ol>" : "</ul>"
    case .table(let table): self.table(table)
    }
  }

  private mutating func details(_ lines: [String]) {
    for line in lines { text += "<br/><small>\(Self.escaped(line))</small>" }
  }

  private mutating func table(_ table: Explanation.Table) {
    // Named roles keep a table a table for readers by ear where the style sheet lays it out as lists.
    text += "<table\(role("table"))><thead\(role("rowgroup"))><tr\(role("row"))>"
    for column in table.columns {
      text += use == .page ? "<th scope=\"col\" role=\"columnheader\">" : "<th>"
      text += "\(Self.escaped(column))</th>"
    }
    text += "</tr></thead><tbody\(role("rowgroup"))>"
    for row in table.rows {
      text += "<tr\(role("row"))>"
      for (index, cell) in row.enumerated() {
        let name = index == 0 && use == .page ? "th" : "td"
        text += "<\(name)\(attributes(of: cell, in: table, at: index))>"
        text += cell.rating == nil ? Self.escaped(cell.text) : "<b>\(Self.escaped(cell.text))</b>"
        details(cell.details)
        text += "</\(name)>"
      }
      text += "</tr>"
    }
    text += "</tbody></table>"
  }

  private func role(_ name: String) -> String {
    use == .page ? " role=\"\(name)\"" : ""
  }

  private func attributes(
    of cell: Explanation.Cell, in table: Explanation.Table, at index: Int
  ) -> String {
    guard use == .page else { return "" }
    let style = cell.rating.map { " class=\"\($0.rawValue)\"" } ?? ""
    if index == 0 { return " scope=\"row\" role=\"rowheader\"\(style)" }
    let label = index < table.columns.count ? Self.escaped(table.columns[index]) : ""
    return " role=\"cell\" data-label=\"\(label)\"\(style)"
  }
}

extension Markup {
  /// A paragraph in bold.
  mutating func strong(_ sentence: String) {
    raw("<p>")
    element("b", sentence)
    raw("</p>")
  }

  /// A list of sentences; nothing when there are none.
  mutating func items(_ sentences: [String]) {
    guard !sentences.isEmpty else { return }
    raw("<ul>")
    for sentence in sentences { element("li", sentence) }
    raw("</ul>")
  }
}

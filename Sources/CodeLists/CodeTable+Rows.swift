extension CodeTable {
  /// One meaning of a code, as a row of the table holds it.
  public struct Row: Sendable, Hashable {
    /// The concept's root.
    public let concept: String
    /// Refinements and warnings.
    public let flags: [String]
    /// Qualities with a value.
    public let qualifiers: [CodeEntry.Qualifier]
    /// The title that the list shows.
    public let display: String
    /// Whether the list marks the code as seen in one weak source only.
    public let isWeak: Bool
    /// Whether the row takes the meaning away.
    public let isRemoval: Bool
    /// The name of the overlay file that the row comes from; `nil` for built-in rows.
    public let file: String?
  }

  /// A code of the table, as a list writes it.
  public struct ListedCode: Sendable, Hashable {
    /// The code system's URI.
    public let system: String
    /// The code, or for a rule the prefix; ICD codes with their dot.
    public let code: String
    /// Which codes are meant.
    public let selector: CodeEntry.Selector
    /// What it means.
    public let row: Row
  }

  /// The rows that start at an offset of a `Match` and have the same key.
  public func rows(at offset: Int) -> [Row] {
    guard offset > 0 else { return [] }
    return withBytes { table in
      var rows: [Row] = []
      var line = Line(at: offset, in: table)
      let key = line.key
      while line.isRow, line.key.equals(key) {
        rows.append(line.row)
        line = Line(at: line.end + 1, in: table)
      }
      return rows
    }
  }

  /// The codes of all concepts that the condition takes, in the order of system and code.
  ///
  /// Walks the whole table: for explanations and data requirements, not for reading.
  public func codes(ofConcepts isIncluded: (String) -> Bool) -> [ListedCode] {
    withBytes { table in
      var codes: [ListedCode] = []
      var start = slots + (slotMask + 1) * CodeTable.slotWidth + 1
      while start < systemsStart {
        let line = Line(at: start, in: table)
        if line.isRow, isIncluded(String(decoding: line.concept, as: UTF8.self)),
          let system = systems.first(where: { $0.letter == line.key.first })
        {
          codes.append(listedCode(of: line, system, in: table))
        }
        start = line.end + 1
      }
      return codes
    }
  }

  private func listedCode(of line: Line, _ system: System, in table: UnsafeRawBufferPointer)
    -> ListedCode
  {
    let parts = line.key.dropFirst().split(
      separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    var code = String(decoding: parts[0], as: UTF8.self)
    if system.form.ignoresDot, code.utf8.count > 3 {
      code.insert(".", at: code.index(code.startIndex, offsetBy: 3))
    }
    return ListedCode(
      system: String(decoding: table[system.uri], as: UTF8.self), code: code,
      selector: parts.count < 2 ? .exact : parts[1].isEmpty ? .prefix : .initialEncounter,
      row: line.row)
  }

  /// The third field of a row.
  enum Mark {
    static let verified = UInt8(ascii: "+")
    static let weak = UInt8(ascii: "~")
    static let removal = UInt8(ascii: "-")
  }
}

/// A line of a table, cut at its tabs: key, path, mark, title and, in an overlay, the file.
struct Line {
  private let table: UnsafeRawBufferPointer
  private let start: Int
  /// Where the tabs are; the end of the line where there is none.
  private var tabs: (Int, Int, Int, Int)
  /// Where the line ends.
  let end: Int

  init(at start: Int, in table: UnsafeRawBufferPointer) {
    self.table = table
    self.start = start
    var found = 0
    var index = start
    var tabs = (table.count, table.count, table.count, table.count)
    while index < table.count, table[index] != UInt8(ascii: "\n") {
      if table[index] == UInt8(ascii: "\t") {
        switch found {
        case 0: tabs.0 = index
        case 1: tabs.1 = index
        case 2: tabs.2 = index
        case 3: tabs.3 = index
        default: break
        }
        found += 1
      }
      index += 1
    }
    end = index
    self.tabs = (
      min(tabs.0, index), min(tabs.1, index), min(tabs.2, index), min(tabs.3, index)
    )
  }

  /// Whether the line has the fields of a row.
  var isRow: Bool { tabs.2 < end }

  var key: UnsafeRawBufferPointer { bytes(start, tabs.0) }
  var path: UnsafeRawBufferPointer { bytes(tabs.0 + 1, tabs.1) }
  var concept: UnsafeRawBufferPointer { .init(rebasing: path.prefix { $0 != UInt8(ascii: "/") }) }

  /// Whether the path has this flag.
  func has(_ flag: StaticString) -> Bool {
    var isFound = false
    forEachPart { isFound = isFound || $0.holds(flag) }
    return isFound
  }

  /// The meaning that the line holds.
  var row: CodeTable.Row {
    var flags: [String] = []
    var qualifiers: [CodeEntry.Qualifier] = []
    forEachPart { part in
      if let sign = part.firstIndex(of: UInt8(ascii: "=")) {
        qualifiers.append(
          CodeEntry.Qualifier(
            key: String(decoding: part[..<sign], as: UTF8.self),
            value: String(decoding: part[(sign + 1)...], as: UTF8.self)))
      } else {
        flags.append(String(decoding: part, as: UTF8.self))
      }
    }
    let mark = bytes(tabs.1 + 1, tabs.2).first
    return CodeTable.Row(
      concept: String(decoding: concept, as: UTF8.self), flags: flags, qualifiers: qualifiers,
      display: String(decoding: bytes(tabs.2 + 1, tabs.3), as: UTF8.self),
      isWeak: mark == CodeTable.Mark.weak, isRemoval: mark == CodeTable.Mark.removal,
      file: tabs.3 < end ? String(decoding: bytes(tabs.3 + 1, end), as: UTF8.self) : nil)
  }

  /// The parts of the path after the concept.
  private func forEachPart(_ body: (UnsafeRawBufferPointer) -> Void) {
    var from = concept.count + 1
    while from < path.count {
      let part = UnsafeRawBufferPointer(rebasing: path[from...])
      let length = part.firstIndex(of: UInt8(ascii: "/")) ?? part.count
      body(UnsafeRawBufferPointer(rebasing: part[..<length]))
      from += length + 1
    }
  }

  private func bytes(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: table[min(from, to)..<to])
  }
}

extension CodeTable {
  /// One meaning of a code, as a row of the table holds it.
  public struct Row: Sendable, Hashable {
    /// `root/flag/key=value`.
    public let path: String
    /// The title that the list shows.
    public let display: String
    /// Whether the list marks the code as seen in one weak source only.
    public let isWeak: Bool
    /// Whether the row takes the meaning away.
    public let isRemoval: Bool
    /// The name of the overlay file that the row comes from; `nil` for built-in rows.
    public let file: String?
  }

  /// The rows that start at an offset of a `Match` and have the same key.
  public func rows(at offset: Int) -> [Row] {
    guard offset > 0 else { return [] }
    return withBytes { table in
      var rows: [Row] = []
      var key: Slice<UnsafeRawBufferPointer>?
      var start = offset
      while start < table.count {
        let end = table.endOfLine(from: start)
        let fields = fields(of: table[start..<end])
        guard let row = Row(fields), key.map({ $0.elementsEqual(fields[0]) }) ?? true else { break }
        key = fields[0]
        rows.append(row)
        start = end + 1
      }
      return rows
    }
  }

  private func fields(of line: Slice<UnsafeRawBufferPointer>) -> [Slice<UnsafeRawBufferPointer>] {
    line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
  }

  /// The third field of a row.
  enum Mark {
    static let verified = UInt8(ascii: "+")
    static let weak = UInt8(ascii: "~")
    static let removal = UInt8(ascii: "-")
  }
}

extension CodeTable {
  /// A code of the table, as a list writes it.
  public struct ListedCode: Sendable, Hashable {
    /// The code system's URI.
    public let system: String
    /// The code, or for a rule the prefix; ICD codes with their dot.
    public let code: String
    /// Whether the code stands for every code that starts with it.
    public let isPrefix: Bool
    /// What it means.
    public let row: Row
  }

  /// The codes of all concepts that the condition takes, in the order of system and code.
  ///
  /// Walks the whole table: for explanations and data requirements, not for reading.
  public func codes(ofConcepts isIncluded: (Substring) -> Bool) -> [ListedCode] {
    withBytes { table in
      guard let rowsStart = firstRow(in: table), let rowsEnd = systems.first?.uri.lowerBound else {
        return []
      }
      var codes: [ListedCode] = []
      var start = rowsStart
      // The systems' lines follow the rows; the first begins two characters before its URI.
      while start < rowsEnd - 2 {
        let end = table.endOfLine(from: start)
        let fields = fields(of: table[start..<end])
        if let row = Row(fields), isIncluded(row.path.prefix { $0 != "/" }),
          let system = systems.first(where: { $0.letter == fields[0].first })
        {
          codes.append(listedCode(fields[0].dropFirst(), of: system, row: row, in: table))
        }
        start = end + 1
      }
      return codes
    }
  }

  private func firstRow(in table: UnsafeRawBufferPointer) -> Int? {
    let start = slots + (slotMask + 1) * CodeTable.slotWidth + 1
    return start < table.count ? start : nil
  }

  private func listedCode(
    _ key: Slice<UnsafeRawBufferPointer>, of system: System, row: Row,
    in table: UnsafeRawBufferPointer
  ) -> ListedCode {
    let parts = key.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    var code = String(decoding: parts[0], as: UTF8.self)
    if system.form.ignoresDot, code.utf8.count > 3 {
      code.insert(".", at: code.index(code.startIndex, offsetBy: 3))
    }
    return ListedCode(
      system: String(decoding: table[system.uri], as: UTF8.self), code: code,
      isPrefix: parts.count > 1, row: row)
  }
}

extension CodeTable.Row {
  /// Key, path, mark, title and, in an overlay, the file.
  fileprivate init?(_ fields: [Slice<UnsafeRawBufferPointer>]) {
    guard fields.count >= 4 else { return nil }
    path = String(decoding: fields[1], as: UTF8.self)
    isWeak = fields[2].first == CodeTable.Mark.weak
    isRemoval = fields[2].first == CodeTable.Mark.removal
    display = String(decoding: fields[3], as: UTF8.self)
    file = fields.count > 4 ? String(decoding: fields[4], as: UTF8.self) : nil
  }
}

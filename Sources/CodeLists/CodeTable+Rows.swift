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
        let fields = table[start..<end].split(
          separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard fields.count >= 4, key.map({ $0.elementsEqual(fields[0]) }) ?? true else { break }
        key = fields[0]
        let mark = fields[2].first
        rows.append(
          Row(
            path: String(decoding: fields[1], as: UTF8.self),
            display: String(decoding: fields[3], as: UTF8.self), isWeak: mark == Mark.weak,
            isRemoval: mark == Mark.removal,
            file: fields.count > 4 ? String(decoding: fields[4], as: UTF8.self) : nil))
        start = end + 1
      }
      return rows
    }
  }

  /// The third field of a row.
  enum Mark {
    static let verified = UInt8(ascii: "+")
    static let weak = UInt8(ascii: "~")
    static let removal = UInt8(ascii: "-")
  }
}

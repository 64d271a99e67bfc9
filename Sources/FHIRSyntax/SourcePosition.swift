/// A place in a text as people count: line and column, both from 1.
///
/// Trees and errors keep byte offsets, which cost nothing; line and column are worked out from the bytes
/// only when somebody asks.
///
///     let position = SourcePosition(of: node.offset, in: bytes)   // line 3, column 14
public struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
  /// The line; LF, CR LF and CR each end one.
  public var line: Int
  /// The column, counted in Unicode scalars.
  public var column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Finds the position of a byte by reading all before it.
  ///
  /// - Parameters:
  ///   - offset: a byte offset; below 0 counts as 0, beyond the end as the end.
  ///   - bytes: the whole text.
  public init(of offset: Int, in bytes: UnsafeRawBufferPointer) {
    let end = min(max(offset, 0), bytes.count)
    var line = 1
    var start = FHIRFormat.byteOrderMarkLength(bytes)
    var index = start
    while index < end {
      let byte = bytes[index]
      index += 1
      guard byte == ASCII.lineFeed || byte == ASCII.carriageReturn else { continue }
      if byte == ASCII.carriageReturn, index < bytes.count, bytes[index] == ASCII.lineFeed {
        if index == end { break }
        index += 1
      }
      line += 1
      start = index
    }
    var column = 1
    // A scalar's continuation bytes (10xxxxxx) are not columns of their own.
    for index in start..<max(start, end) where bytes[index] & 0xC0 != 0x80 { column += 1 }
    self.line = line
    self.column = column
  }

  /// `line 3, column 14`
  public var description: String { "line \(line), column \(column)" }
}

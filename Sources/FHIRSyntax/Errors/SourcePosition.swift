/// A place in a text as people count: line and column, both from 1.
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

  /// Finds the position of a byte by reading all before it; for many places use ``SourceLocator``.
  ///
  /// - Parameters:
  ///   - offset: a byte offset; below 0 counts as 0, beyond the end as the end.
  ///   - bytes: the whole text.
  public init(of offset: Int, in bytes: UnsafeRawBufferPointer) {
    var locator = SourceLocator(bytes)
    self = locator.position(of: offset)
  }

  /// `line 3, column 14`
  public var description: String { "line \(line), column \(column)" }
}

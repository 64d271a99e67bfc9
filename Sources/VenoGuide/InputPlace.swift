/// Where an input came from, for messages and reports.
public struct InputPlace: Sendable, Hashable {
  /// The file's name, or "standard input".
  public var file: String
  /// The line of line-delimited input, from 1; `nil` when the file is one document.
  public var line: Int?

  /// A file, or a line of it.
  public init(file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }

  /// `bundles.ndjson, line 7`
  public var words: String { line.map { "\(file), line \($0)" } ?? file }
}

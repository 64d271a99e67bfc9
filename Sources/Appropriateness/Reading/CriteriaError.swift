/// What is wrong with a criteria file, place by place.
///
/// Everything that can be found in one pass is listed, so that an author corrects a file once.
public struct CriteriaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One fault in a file.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// The file's name.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column in bytes, from 1.
    public let column: Int
    /// What is wrong, what was expected and what to do.
    public let message: String

    /// `2020.json:12:5: …`.
    public var description: String { "\(file):\(line):\(column): \(message)" }
  }

  /// The faults in the order of the file; never empty.
  public let problems: [Problem]

  /// One line for each fault.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

/// Something that is wrong with the input, or that a person should know about it.
///
/// Corresponds to `OperationOutcome.issue`. The message says what was found, what was expected and
/// what to do; it never quotes a value from the input, since that may be about a patient.
public struct Issue: Sendable, Hashable {
  /// How bad it is (FHIR value set issue-severity).
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Good to know.
    case information
    /// The content was used, but something about it is not right.
    case warning
    /// The resource cannot be used.
    case error
    /// Nothing of the input can be used.
    case fatal

    /// Orders by gravity, the lightest first.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .information: 0
      case .warning: 1
      case .error: 2
      case .fatal: 3
      }
    }
  }

  /// What kind of thing it is (the part of FHIR value set issue-type that is used here).
  public enum Code: String, Sendable, CaseIterable {
    /// The content is not valid FHIR.
    case invalid
    /// The element is not where or what the definition says.
    case structure
    /// A required element is missing.
    case required
    /// A value does not follow the syntax of its type.
    case value
    /// A rule of the specification is broken.
    case invariant
    /// The content is not understood.
    case notSupported = "not-supported"
    /// The same thing came twice.
    case duplicate
    /// A reference leads nowhere.
    case notFound = "not-found"
    /// A code is not in the value set.
    case codeInvalid = "code-invalid"
    /// An extension is not known.
    case `extension`
    /// Too much of something.
    case tooCostly = "too-costly"
    /// Two statements exclude each other.
    case conflict
    /// A business rule of this program applies.
    case businessRule = "business-rule"
    /// Content was left out because of its status.
    case suppressed
    /// The content cannot be processed.
    case processing
    /// The content is incomplete.
    case incomplete
    /// For information only.
    case informational
  }

  /// How bad it is.
  public var severity: Severity
  /// What kind of thing it is.
  public var code: Code
  /// What was found and expected, without any value from the input.
  public var message: String
  /// The place as FHIRPath into the input: `Bundle.entry[3].resource.onset`.
  public var expression: String
  /// The place as byte offset into the input, where known.
  public var offset: Int?
  /// The line, counted from 1, where known.
  public var line: Int?
  /// The column, counted from 1, where known.
  public var column: Int?

  /// Creates an issue.
  public init(
    _ severity: Severity, _ code: Code, _ message: String, at expression: String = "",
    offset: Int? = nil, line: Int? = nil, column: Int? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.expression = expression
    self.offset = offset
    self.line = line
    self.column = column
  }
}

extension Issue {
  /// The same issue, seen from further out.
  func located(at path: String) -> Issue {
    guard !path.isEmpty else { return self }
    var located = self
    located.expression = expression.isEmpty ? path : "\(path).\(expression)"
    return located
  }
}

extension Issue: CustomStringConvertible {
  /// One line for logs: severity, place, message.
  public var description: String {
    var place = expression
    if let line { place += " (line \(line)" + (column.map { ", column \($0)" } ?? "") + ")" }
    return place.isEmpty ? "\(severity): \(message)" : "\(severity): \(place): \(message)"
  }
}

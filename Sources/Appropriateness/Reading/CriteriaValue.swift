/// A value in a criteria file, with its place: the neutral form between the bytes of a JSON file and the tables
/// of the engine.
///
/// The engine reads its few files itself, so that it depends on no reader of FHIR; what a value is good for is
/// decided above.
public struct CriteriaValue: Sendable, Hashable {
  /// What the value is.
  public enum Content: Sendable, Hashable {
    case object([Member])
    case array([CriteriaValue])
    case string(String)
    case integer(Int)
    case decimal(Double)
    case boolean(Bool)
    case null
  }

  /// A named value of an object.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: CriteriaValue
  }

  /// What it is.
  public let content: Content
  /// The line on which it begins, from 1.
  public let line: Int
  /// The column at which it begins, in bytes from 1.
  public let column: Int

  /// The member of that name, when the value is an object that has it.
  public subscript(name: String) -> CriteriaValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, when the value is a string.
  public var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The elements, when the value is an array.
  public var array: [CriteriaValue]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  /// The object with further members; those whose name it has already are left out.
  func adding(_ others: [Member]) -> CriteriaValue {
    guard case .object(let members) = content else { return self }
    let added = others.filter { self[$0.name] == nil }
    return CriteriaValue(content: .object(members + added), line: line, column: column)
  }

  /// What it is, in the words of an error.
  var kind: String {
    switch content {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .integer: "a whole number"
    case .decimal: "a number with a fraction"
    case .boolean: "true or false"
    case .null: "null"
    }
  }
}

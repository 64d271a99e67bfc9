import FHIR
import FHIRSyntax

/// Why no FHIR could be read from an input: what, where, what was expected. Never a value from the input.
public struct InputError: Error, Sendable, Hashable {
  /// What is wrong and what was expected.
  public let message: String
  /// Where in the bytes; lines and columns count from 1.
  public let position: SourcePosition?
  /// Where in the resource, as far as reading came: `Bundle.entry[3].resource`.
  public let path: String?

  init(message: String, position: SourcePosition? = nil, path: String? = nil) {
    self.message = message
    self.position = position
    self.path = path
  }

  /// A defect that the readers of bytes found.
  public init(_ error: SyntaxError) {
    self.init(message: error.message, position: error.position, path: error.path)
  }

  /// The same as an issue of an OperationOutcome.
  var issue: Issue {
    Issue(
      .fatal, .structure, message, at: path ?? "", line: position?.line, column: position?.column)
  }
}

extension InputError: CustomStringConvertible {
  /// One line: `line 3, column 9, Bundle.entry[0]: …`.
  public var description: String {
    let place = [position?.description, path].compactMap { $0 }.joined(separator: ", ")
    return place.isEmpty ? message : "\(place): \(message)"
  }
}

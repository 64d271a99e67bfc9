import FHIR
import FHIRSyntax

/// Why no FHIR could be read from an input: what, where, what was expected. Never a value from the input.
public struct InputError: Error, Sendable, Hashable {
  /// What is wrong and what was expected.
  public let message: String
  /// Where in the bytes; lines and columns count from 1.
  public let position: SourcePosition?
  /// Whether the input is something else than FHIR, rather than FHIR with a fault.
  public let isOtherContent: Bool
  /// Where in the resource, as far as reading came: `Bundle.entry[3].resource`.
  public let path: String?

  init(
    message: String, position: SourcePosition? = nil, path: String? = nil,
    isOtherContent: Bool = false
  ) {
    self.isOtherContent = isOtherContent
    self.message = message
    self.position = position
    self.path = path
  }

  /// A defect that the readers of bytes found.
  public init(_ error: SyntaxError) {
    self.init(error, isOtherContent: error.kind == .format)
  }

  /// A defect of some bytes. What begins like no resource is no broken one, whatever else is wrong with it.
  init(_ error: SyntaxError, in bytes: [UInt8]) {
    let first = bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    let isResource = first == UInt8(ascii: "{") || first == UInt8(ascii: "<")
    let isOther =
      switch error.kind {
      case .format: true
      case .empty, .encoding, .compression, .limit: false
      default: !isResource
      }
    self.init(error, isOtherContent: isOther)
  }

  private init(_ error: SyntaxError, isOtherContent: Bool) {
    self.init(
      message: error.message, position: error.position, path: error.path,
      isOtherContent: isOtherContent)
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

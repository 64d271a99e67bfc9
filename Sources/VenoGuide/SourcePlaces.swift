import FHIR
import FHIRSyntax

/// Turns the byte offsets of issues into lines and columns.
struct SourcePlaces {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The issues with line and column where they know their offset.
  func located(_ issues: [Issue]) -> [Issue] {
    issues.map { issue in
      guard issue.line == nil, let offset = issue.offset, offset >= 0, offset <= bytes.count else {
        return issue
      }
      var located = issue
      let position = bytes.withUnsafeBytes { SourcePosition(of: offset, in: $0) }
      located.line = position.line
      located.column = position.column
      return located
    }
  }
}

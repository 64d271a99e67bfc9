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

  /// A path of the input with its line and column: `Bundle.entry[1].resource.onset (line 31, column 9)`.
  ///
  /// Reads the input once more, so it is for what ends in failure only.
  func description(ofPath path: String) -> String {
    guard let position = position(ofPath: path) else { return path }
    return "\(path) (\(position))"
  }

  private func position(ofPath path: String) -> SourcePosition? {
    let tree = bytes.withUnsafeBytes { try? readTree($0) }
    guard var node = tree?.root else { return nil }
    for step in path.split(separator: ".").dropFirst() {
      let parts = step.split(whereSeparator: { $0 == "[" || $0 == "]" })
      guard let name = parts.first.map(String.init) else { return nil }
      let index = parts.dropFirst().first.flatMap { Int($0) } ?? 0
      // A choice is named by its root in a path, and with its type in the input.
      let named = node.children.filter { $0.name == name }
      let found = named.isEmpty ? node.children.filter { $0.name.hasPrefix(name) } : named
      guard found.indices.contains(index) else { return nil }
      node = found[index]
    }
    guard node.offset >= 0 else { return nil }
    return bytes.withUnsafeBytes { SourcePosition(of: node.offset, in: $0) }
  }
}

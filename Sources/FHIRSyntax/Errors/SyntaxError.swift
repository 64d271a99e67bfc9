/// Why an input could not be read, or a tree not be written: what was expected, where, and what to do.
///
/// The text names elements and rules, never a value from the input, so that it can go into any log.
public struct SyntaxError: Error, Sendable, Hashable {
  /// The sort of defect, for programs that decide by it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// No content at all.
    case empty
    /// Not UTF-8.
    case encoding
    /// Neither JSON nor XML, or not FHIR.
    case format
    /// Breaks the grammar of JSON or XML.
    case malformed
    /// Ends too early.
    case truncated
    /// A JSON object has the same property twice.
    case duplicate
    /// Well-formed but never accepted: DOCTYPE, entity declarations.
    case forbidden
    /// More of something than the limits allow.
    case limit
    /// Well-formed but against FHIR's rules for JSON or XML.
    case convention
    /// A narrative that is not XHTML.
    case narrative
    /// Compressed data that cannot be inflated.
    case compression
    /// A tree that cannot be written in that format.
    case unwritable
  }

  /// The sort of defect.
  public var kind: Kind
  /// One or two sentences: what was expected and what to do.
  public var message: String
  /// The byte offset; -1 for errors of writers, which have a ``path`` only.
  public var offset: Int
  /// Line and column of that offset; `nil` for errors of writers.
  public var position: SourcePosition?
  /// The element, such as `Bundle.entry[3].resource.onsetDateTime`, where it is known.
  public var path: String?

  /// Creates an error.
  public init(
    kind: Kind, message: String, offset: Int = -1, position: SourcePosition? = nil,
    path: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.offset = offset
    self.position = position
    self.path = path
  }

  /// The line, counted from 1; 0 when there is none.
  public var line: Int { position?.line ?? 0 }
  /// The column, counted from 1; 0 when there is none.
  public var column: Int { position?.column ?? 0 }

  /// The same error as seen from the file in which the bytes were a part, such as a line of NDJSON.
  ///
  /// - Parameters:
  ///   - line: the line of the file on which the part begins, counted from 1.
  ///   - start: the byte of the file at which the part begins.
  /// - Returns: the error with the file's line and offset.
  public func within(line: Int, startingAt start: Int) -> SyntaxError {
    var moved = self
    if offset >= 0 { moved.offset += start }
    moved.position?.line += line - 1
    return moved
  }
}

extension SyntaxError: CustomStringConvertible {
  /// Place, path and message in one line.
  public var description: String {
    var place = position.map { "\($0)" } ?? ""
    if let path { place += place.isEmpty ? path : " (\(path))" }
    return place.isEmpty ? message : "\(place): \(message)"
  }
}

extension SyntaxError {
  init(_ fault: Fault, in bytes: UnsafeRawBufferPointer, _ limits: SyntaxLimits = .standard) {
    var locator = SourceLocator(bytes)
    self = locator.error(fault, limits)
  }

  /// Gives defects, in any order, their places; those beyond the maximum are left out.
  static func issues(_ defects: [Fault], in bytes: UnsafeRawBufferPointer) -> [SyntaxError] {
    var locator = SourceLocator(bytes)
    return defects.sorted { $0.offset < $1.offset }.prefix(SyntaxTree.maximumIssues).map {
      locator.error($0)
    }
  }
}

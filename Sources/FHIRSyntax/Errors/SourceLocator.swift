/// Names places of an input as people do: line and column, and the element's path, such as
/// `Bundle.entry[3].resource.onsetDateTime`.
///
/// Trees and errors keep byte offsets, which cost nothing. Places are wanted for errors only, so the text
/// before the place is gone through again, without any checks; for many places in ascending order once.
///
///     var locator = SourceLocator(bytes)
///     for error in errors { print(locator.position(of: error.offset)) }
public struct SourceLocator {
  private let bytes: UnsafeRawBufferPointer
  private var lines: LineWalk
  private var path: PathWalk

  private enum PathWalk {
    case json(JSONPathWalk)
    case xml(XMLPathWalk)
  }

  /// Starts at the beginning of an input, which must stay where it is.
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    lines = LineWalk(bytes)
    let start = FHIRFormat.byteOrderMarkLength(bytes)
    let first = bytes[min(start, bytes.count)...].first { !ASCII.isBlank($0) }
    path =
      first == UInt8(ascii: "<")
      ? .xml(XMLPathWalk(bytes, start)) : .json(JSONPathWalk(bytes, start))
  }

  /// The line and column of a byte; below 0 counts as 0, beyond the end as the end.
  public mutating func position(of offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    if offset < lines.reached { lines = LineWalk(bytes) }
    return lines.position(of: offset)
  }

  /// The path of the element at a byte, from the type of the resource on; `nil` outside any element.
  ///
  /// Names that do not look like FHIR's are shown as `?`: they could be anything.
  public mutating func path(at offset: Int) -> String? {
    let offset = min(max(offset, 0), bytes.count)
    switch path {
    case .json(var walk):
      if offset < walk.reached { walk = JSONPathWalk(bytes, walk.start) }
      defer { path = .json(walk) }
      return walk.path(at: offset)
    case .xml(var walk):
      if offset < walk.reached { walk = XMLPathWalk(bytes, walk.start) }
      defer { path = .xml(walk) }
      return walk.path(at: offset)
    }
  }

  /// An error at its place, by the limits that held.
  mutating func error(_ fault: Fault, _ limits: SyntaxLimits = .standard) -> SyntaxError {
    SyntaxError(
      kind: fault.reason.kind, message: fault.reason.message(limits), offset: fault.offset,
      position: position(of: fault.offset), path: path(at: fault.offset))
  }

  /// A path of steps; of a very deep one the beginning and the end.
  static func joined(_ steps: [String]) -> String? {
    if steps.isEmpty { return nil }
    guard steps.count > 24 else { return steps.joined(separator: ".") }
    return (steps.prefix(12) + ["..."] + steps.suffix(8)).joined(separator: ".")
  }

  /// Names in messages: only those that look like FHIR's.
  static func showable(_ name: some Collection<UInt8>) -> String {
    let isName =
      !name.isEmpty && name.count <= 64
      && name.allSatisfy { ASCII.isDigit($0) || (0x61...0x7A).contains($0 | 0x20) && $0 >= 0x41 }
    return isName ? String(decoding: name, as: UTF8.self) : "?"
  }
}

/// Counts lines and columns.
private struct LineWalk {
  private let bytes: UnsafeRawBufferPointer
  private var position = SourcePosition(line: 1, column: 1)
  private(set) var reached: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    reached = 0
  }

  mutating func position(of end: Int) -> SourcePosition {
    if reached == 0 { reached = min(end, FHIRFormat.byteOrderMarkLength(bytes)) }
    while reached < end {
      let byte = bytes[reached]
      reached += 1
      // CR LF is one line end; the LF counts.
      let isReturn = byte == ASCII.carriageReturn
      if byte == ASCII.lineFeed
        || isReturn && !(reached < bytes.count && bytes[reached] == ASCII.lineFeed)
      {
        position.line += 1
        position.column = 1
      } else if byte & 0xC0 != 0x80 {
        // A scalar's continuation bytes (10xxxxxx) are not columns of their own.
        position.column += 1
      }
    }
    return position
  }
}

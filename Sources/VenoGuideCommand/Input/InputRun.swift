import FHIRSyntax
import VenoGuide

/// One thing to evaluate, as it came in.
struct InputPiece {
  /// Its bytes, inflated.
  var bytes: [UInt8]
  /// What messages call it: `bundle.json`, or `standard input, line 7`.
  var name: String
}

/// What an input turned out to be.
enum InputShape {
  /// One document: its answer decides the exit status.
  case document
  /// Lines: each gets an answer, and the exit status is 0 when each got one.
  case lines
}

/// One input, handed out piece by piece.
///
/// Line-delimited input is recognised by its first line being a whole JSON value. Its lines are handed out while they
/// arrive, so that a caller may wait for an answer before it sends the next one. A single line without another after it
/// is a document, which shows only at the end.
struct InputRun: ~Copyable {
  /// What messages call the input.
  let name: String
  private let kind: InputKind
  private let isLines: Bool
  private var source: ByteSource
  private var lineNumber = 0
  private var pieces = 0
  /// Whether nothing follows the first line; `nil` as long as nobody has looked.
  private var onlyLineIsAll: Bool?

  init(path: String, kind: InputKind) throws(CommandFailure) {
    var source = try ByteSource.opened(path)
    let name = source.name
    if try source.startsWithGzip() {
      let packed = try source.readAll()
      do {
        let bytes = try packed.withUnsafeBytes { try Gzip.inflate($0) }
        source = ByteSource(name: name, bytes: bytes)
      } catch {
        throw CommandFailure(.dataError, "\(name): \(error)")
      }
    }
    switch kind {
    case .json, .xml: isLines = false
    case .ndjson: isLines = true
    case .auto: isLines = InputRun.isWholeJSONObject(try source.peekLine())
    }
    self.name = name
    self.kind = kind
    self.source = source
  }

  /// The next piece; `nil` at the end. Blank lines are passed over.
  mutating func next() throws(CommandFailure) -> InputPiece? {
    guard isLines else {
      pieces += 1
      return pieces == 1 ? InputPiece(bytes: try source.readAll(), name: name) : nil
    }
    while let line = try source.readLine() {
      lineNumber += 1
      if line.allSatisfy(\.isJSONSpace) { continue }
      pieces += 1
      return InputPiece(bytes: line, name: "\(name), line \(lineNumber)")
    }
    return nil
  }

  /// What the input is, judged after its first piece.
  ///
  /// Whether a first line is the only one shows when more arrives. A caller on a pipe may wait for the first answer, so
  /// there the line counts as the first of several, unless `mustKnow`: then this waits for what follows.
  mutating func shape(mustKnow: Bool) throws(CommandFailure) -> InputShape {
    guard isLines else { return .document }
    guard kind == .auto, pieces == 1 else { return .lines }
    if let onlyLineIsAll { return onlyLineIsAll ? .document : .lines }
    guard mustKnow || source.isImmediate else { return .lines }
    let isAll = try source.isExhausted()
    onlyLineIsAll = isAll
    return isAll ? .document : .lines
  }

  /// Whether a line begins with `{` and its brackets close exactly at its end.
  static func isWholeJSONObject(_ line: [UInt8]) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    var isClosed = false
    for byte in line {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      if byte.isJSONSpace { continue }
      if isClosed { return false }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        isClosed = depth == 0
      case UInt8(ascii: "\""): isInString = true
      default: break
      }
      if depth == 0 && !isClosed { return false }
    }
    return isClosed
  }
}

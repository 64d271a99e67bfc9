import FHIRSyntax
import VenoGuide

/// One thing to evaluate, as it came in.
struct InputPiece {
  /// Its bytes, inflated.
  var bytes: [UInt8]
  /// Where it came from: a file, or a line of one.
  var place: InputPlace
  /// Why it must not be read, when that shows before reading: it is too large, or its gzip data is damaged.
  var defect: SyntaxError?

  /// What messages call it: `bundle.json`, or `standard input, line 7`.
  var name: String { place.words }
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
/// arrive, so that a caller may wait for an answer before it sends the next one, and memory holds one line at a time.
/// A single line without another after it is a document, which shows only at the end.
struct InputRun: ~Copyable {
  /// What messages call the input.
  let name: String
  private let kind: InputKind
  private let limits: SyntaxLimits
  private var isLines: Bool
  private var source: ByteSource
  /// What was read and not handed out, of a document.
  private var document: [UInt8] = []
  private var lines: LineReader
  private var isAtEnd = false
  /// Why reading stopped before the end.
  private var damage: SyntaxError?
  private var isDamageTold = false
  /// How many pieces were handed out.
  private var pieces = 0
  private var lastLine = 0
  /// The line after the first, once somebody wanted to know whether there is one.
  private var second: NDJSONLine?
  private var hasLookedAhead = false

  private init(_ source: consuming ByteSource, _ kind: InputKind, _ limits: SyntaxLimits) {
    name = source.name
    self.source = source
    self.kind = kind
    self.limits = limits
    lines = LineReader(limits: limits)
    isLines = kind == .ndjson
  }

  /// Opens a file, or standard input, and waits until it shows what it is.
  static func opened(
    _ path: String, kind: InputKind, limits: SyntaxLimits
  ) throws(CommandFailure) -> InputRun {
    var run = InputRun(try ByteSource.opened(path), kind, limits)
    try run.recognise()
    return run
  }

  private mutating func recognise() throws(CommandFailure) {
    do throws(ByteSource.Failure) {
      try source.recogniseGzip(limits: limits)
    } catch {
      try note(error)
    }
    guard kind == .auto else { return }
    if try beginsWithWholeLine() {
      isLines = true
      document.withUnsafeBytes { lines.append($0) }
      document = []
    }
  }

  /// The next piece; `nil` at the end. Blank lines are passed over.
  mutating func next() throws(CommandFailure) -> InputPiece? {
    if isLines { return try nextLinePiece() }
    guard pieces == 0 else { return nil }
    pieces = 1
    while document.count <= limits.bytes, try appendToDocument() {}
    let piece = InputPiece(bytes: document, place: InputPlace(file: name), defect: damage)
    document = []
    return piece
  }

  /// Whether lines may be missing at the end, because the gzip data is damaged; known when all pieces were handed out.
  var isCutOff: Bool { damage != nil }

  /// What the input is, judged after its first piece.
  ///
  /// Whether a first line is the only one shows when more arrives. A caller on a pipe may wait for the first answer, so
  /// there the line counts as the first of several, unless `mustKnow`: then this waits for what follows.
  mutating func shape(mustKnow: Bool) throws(CommandFailure) -> InputShape {
    guard isLines else { return .document }
    guard kind == .auto, pieces == 1 else { return .lines }
    if !hasLookedAhead {
      guard mustKnow || isAtEnd || source.isImmediate else { return .lines }
      second = try nextLine()
      hasLookedAhead = true
    }
    return second == nil && damage == nil ? .document : .lines
  }

  // MARK: Documents

  /// Whether the first line is a whole object and may have others after it.
  private mutating func beginsWithWholeLine() throws(CommandFailure) -> Bool {
    var end = document.endIndex
    repeat {
      end = document[end...].firstIndex(of: UInt8(ascii: "\n")) ?? document.endIndex
      if end < document.endIndex { break }
      guard document.count <= limits.bytes, try appendToDocument() else { return false }
    } while true
    let isLast = document[end...].allSatisfy(\.isBlank)
    if isLast, source.isImmediate, try !appendToDocument() { return false }
    return document.withUnsafeBytes { InputRun.isWholeJSONObject($0[..<end]) }
  }

  /// Whether a line begins with `{` and its brackets close exactly at its end.
  private static func isWholeJSONObject(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    var isClosed = false
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    for byte in line.starts(with: mark) ? line.dropFirst(mark.count) : line {
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
      if byte.isBlank { continue }
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

  private mutating func appendToDocument() throws(CommandFailure) -> Bool {
    guard let chunk = try nextChunk() else { return false }
    // A large file gets its room at once; what is not used of it costs nothing.
    if document.isEmpty { document.reserveCapacity(min(source.size, limits.bytes) + chunk.count) }
    document.append(contentsOf: chunk)
    return true
  }

  // MARK: Lines

  private mutating func nextLine() throws(CommandFailure) -> NDJSONLine? {
    if let line = second.take() { return line }
    while true {
      if let line = lines.next() { return line }
      if isAtEnd { return damage == nil ? lines.finish() : nil }
      guard let chunk = try nextChunk() else { continue }
      chunk.withUnsafeBytes { lines.append($0) }
    }
  }

  private mutating func nextLinePiece() throws(CommandFailure) -> InputPiece? {
    if let line = try nextLine() {
      pieces += 1
      lastLine = line.number
      return InputPiece(
        bytes: line.bytes, place: InputPlace(file: name, line: line.number), defect: line.defect)
    }
    // The rest of an input whose gzip data is damaged counts as one line.
    guard let defect = damage, !isDamageTold else { return nil }
    isDamageTold = true
    pieces += 1
    return InputPiece(bytes: [], place: InputPlace(file: name, line: lastLine + 1), defect: defect)
  }

  // MARK: Bytes

  private mutating func nextChunk() throws(CommandFailure) -> [UInt8]? {
    if isAtEnd { return nil }
    do throws(ByteSource.Failure) {
      if let chunk = try source.next() { return chunk }
    } catch {
      try note(error)
    }
    isAtEnd = true
    return nil
  }

  private mutating func note(_ failure: ByteSource.Failure) throws(CommandFailure) {
    switch failure {
    case .input(let failure): throw failure
    case .compression(let error):
      damage = error
      isAtEnd = true
    }
  }
}

extension UInt8 {
  /// Space, tab, line feed or carriage return.
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

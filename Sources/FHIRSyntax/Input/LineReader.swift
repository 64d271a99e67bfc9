import CStructuralScan

/// One line of NDJSON.
public struct NDJSONLine: Sendable, Hashable {
  /// The line's number in the file, from 1; blank lines count.
  public var number: Int
  /// The byte of the file at which it begins.
  public var offset: Int
  /// Its text, without the line end.
  public var bytes: [UInt8]
  /// Why it must not be read, for lines that are too long or begin with a byte order mark.
  public var defect: SyntaxError?
}

/// Cuts NDJSON into lines while it arrives, so that memory does not grow with the number of lines.
///
/// Lines end with LF or CR LF, the last one also with the end of the file; blank lines are passed over.
/// U+2028 and its like are characters of strings, no line ends.
///
///     var reader = LineReader()
///     while let chunk = read() {
///       reader.append(chunk)
///       while let line = reader.next() { answer(line) }
///     }
///     if let line = reader.finish() { answer(line) }
public struct LineReader: Sendable {
  private let limits: SyntaxLimits
  private var buffer: [UInt8] = []
  /// Where in the buffer the current line begins, and how far it was searched.
  private var start = 0
  private var searched = 0
  /// Where in the file the buffer begins.
  private var bufferOffset = 0
  private var number = 1
  /// Whether the rest of a line that is too long is being thrown away.
  private var isSkipping = false
  private var skippedOffset = 0

  /// Starts at the beginning of a file.
  public init(limits: SyntaxLimits = .standard) {
    self.limits = limits
  }

  /// Adds bytes as they arrive.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if start > 0 {
      buffer.removeFirst(start)
      bufferOffset += start
      searched -= start
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next complete line that is not blank; `nil` when more bytes are needed.
  public mutating func next() -> NDJSONLine? {
    while let end = endOfLine() {
      let line = take(to: end)
      start = end + 1
      searched = start
      number += 1
      if let line { return line }
    }
    return nil
  }

  /// The last line, when the file does not end with a line end. Call it once, after ``next()``.
  public mutating func finish() -> NDJSONLine? {
    let line = take(to: buffer.count)
    start = buffer.count
    searched = start
    return line
  }

  private mutating func endOfLine() -> Int? {
    let end = buffer.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return searched }
      let rest = buffer.count - searched
      return searched + venoguide_index_of(base + searched, rest, ASCII.lineFeed)
    }
    if end < buffer.count { return end }
    // A carriage return may belong to the line's end, which is not here yet.
    let isEnding = buffer.last == ASCII.carriageReturn
    if buffer.count - start - (isEnding ? 1 : 0) > limits.bytes, !isSkipping {
      isSkipping = true
      skippedOffset = bufferOffset + start
    }
    if isSkipping { start = buffer.count }
    searched = buffer.count
    return nil
  }

  private mutating func take(to end: Int) -> NDJSONLine? {
    if isSkipping {
      isSkipping = false
      return tooLong(from: skippedOffset)
    }
    var last = end
    if last > start, buffer[last - 1] == ASCII.carriageReturn { last -= 1 }
    let text = buffer[start..<last]
    if text.count > limits.bytes { return tooLong(from: bufferOffset + start) }
    guard text.contains(where: { !ASCII.isBlank($0) }) else { return nil }
    var line = NDJSONLine(number: number, offset: bufferOffset + start, bytes: Array(text))
    // A mark at the beginning of the file is tolerated; elsewhere two files were glued together.
    if line.offset > 0, line.bytes.withUnsafeBytes({ FHIRFormat.byteOrderMarkLength($0) }) > 0 {
      line.defect = defect(.byteOrderMarkInside, line.offset)
    }
    return line
  }

  /// What stands for a line that is too long: nothing of it, the same whether it arrived at once or in pieces.
  private func tooLong(from offset: Int) -> NDJSONLine {
    NDJSONLine(
      number: number, offset: offset, bytes: [], defect: defect(.lineTooLong, offset))
  }

  private func defect(_ reason: Fault.Reason, _ offset: Int) -> SyntaxError {
    SyntaxError(
      kind: reason.kind, message: reason.message(limits), offset: offset,
      position: SourcePosition(line: number, column: 1))
  }
}

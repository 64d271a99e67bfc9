import CStructuralScan
import FHIRSyntax
import Synchronization

/// Some whole lines of a file.
struct LineBlock {
  var file: InputFile
  var bytes: [UInt8]
  /// The number of the first line, from 1.
  var firstLine: Int
  /// How many bytes of the file it took, compressed or not.
  var consumed = 0
  /// Why the file ends before its end: its compressed data is damaged.
  var damage: SyntaxError?
}

/// What a worker does next.
enum InputWork {
  case document(InputFile)
  case block(LineBlock)
}

/// Hands out files, and files of lines in blocks of whole lines, to any number of workers.
///
/// One worker reads at a time; lines are counted on the way, so that every line knows its number.
final class InputQueue: Sendable {
  /// INVARIANT: used under the queue's lock only.
  fileprivate final class LineFile {
    let file: InputFile
    let source: OpenFile
    let limits: SyntaxLimits
    var gzip: GzipReader?
    var isFirst = true
    var isAtEnd = false
    /// The beginning of a line whose end was not read yet.
    var rest: [UInt8] = []
    var line = 1
    var isSkipping = false
    var damage: SyntaxError?
    /// Bytes that were read since the last block.
    var consumed = 0

    init(_ file: InputFile, _ limits: SyntaxLimits) throws(BatchFailure) {
      self.file = file
      self.limits = limits
      source = try OpenFile.reading(file.path)
    }
  }

  private struct State {
    var next = 0
    var current: LineFile?
  }

  fileprivate static let blockSize = 2 << 20

  private let files: [InputFile]
  private let limits: SyntaxLimits
  private let state = Mutex(State())

  init(_ files: [InputFile], limits: SyntaxLimits) {
    self.files = files
    self.limits = limits
  }

  /// The next work; `nil` when there is none left.
  func next() throws(BatchFailure) -> InputWork? {
    let result = state.withLock { state in
      Result { () throws(BatchFailure) -> InputWork? in
        while true {
          if let current = state.current {
            if var block = try current.next() {
              block.consumed = current.consumed
              current.consumed = 0
              return .block(block)
            }
            state.current = nil
          }
          guard state.next < files.count else { return nil }
          let index = state.next
          state.next += 1
          guard files[index].isLines else { return .document(files[index]) }
          state.current = try LineFile(files[index], limits)
        }
      }
    }
    return try result.get()
  }
}

extension InputQueue.LineFile {
  /// The next block; `nil` at the end of the file.
  fileprivate func next() throws(BatchFailure) -> LineBlock? {
    while true {
      guard !isAtEnd else { return nil }
      // What is left of the block before has no line end.
      var searched = rest.count
      var bytes = try readOn()
      isAtEnd = bytes.count == searched
      if isSkipping {
        let end = lineEnds(in: bytes, upTo: 1)
        guard end.count > 0 else { continue }
        bytes.removeFirst(end.place)
        searched = 0
        isSkipping = false
        line += 1
      }
      var block = LineBlock(file: file, bytes: [], firstLine: line, damage: damage)
      if isAtEnd {
        if bytes.isEmpty && damage == nil { return nil }
        if damage != nil {
          // What the damage cut off is no line.
          block.firstLine = line
          bytes = []
        }
        block.bytes = bytes
        return block
      }
      guard let last = bytes[searched...].lastIndex(of: UInt8(ascii: "\n")) else {
        if bytes.count > limits.bytes {
          isSkipping = true
          block.bytes = bytes
          return block
        }
        rest = bytes
        continue
      }
      rest = Array(bytes[(last + 1)...])
      bytes.removeLast(rest.count)
      line += lineEnds(in: bytes, upTo: .max).count
      block.bytes = bytes
      return block
    }
  }

  /// What is left of the block before, with the next bytes of the file behind it, inflated; nothing comes at the end.
  private func readOn() throws(BatchFailure) -> [UInt8] {
    defer { rest = [] }
    guard isFirst || gzip != nil || damage != nil else {
      // A line of many blocks is copied as often as its length doubles.
      return try readSource(max(InputQueue.blockSize, rest.count), after: rest)
    }
    var bytes = rest
    rest = []
    bytes += try read()
    return bytes
  }

  /// The next bytes of the file, inflated; empty at the end.
  private func read() throws(BatchFailure) -> [UInt8] {
    if damage != nil { return [] }
    if isFirst {
      isFirst = false
      let bytes = try readSource(InputQueue.blockSize)
      guard bytes.withUnsafeBytes({ FHIRFormat.isGzip($0) }) else {
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      }
      gzip = GzipReader(limits: limits)
      gzip?.append(bytes)
    }
    guard gzip != nil else { return try readSource(InputQueue.blockSize) }
    while true {
      do throws(SyntaxError) {
        if let bytes = try gzip?.next() { return bytes }
      } catch {
        damage = error
        return []
      }
      let packed = try readSource(1 << 18)
      if packed.isEmpty {
        do throws(SyntaxError) { try gzip?.finish() } catch { damage = error }
        return []
      }
      gzip?.append(packed)
    }
  }

  private func readSource(
    _ count: Int, after beginning: [UInt8] = []
  ) throws(BatchFailure) -> [UInt8] {
    let bytes = try source.read(count, after: beginning)
    consumed += bytes.count - beginning.count
    return bytes
  }

  private func lineEnds(in bytes: [UInt8], upTo most: Int) -> (count: Int, place: Int) {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return (0, 0) }
      var count = 0
      var place = 0
      while place < buffer.count, count < most {
        let end = place + venoguide_index_of(base + place, buffer.count - place, UInt8(ascii: "\n"))
        if end == buffer.count { break }
        count += 1
        place = end + 1
      }
      return (count, place)
    }
  }
}

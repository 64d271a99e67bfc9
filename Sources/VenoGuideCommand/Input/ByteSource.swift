import FHIRSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Bytes from standard input or a file, read whole or line by line as they arrive.
struct ByteSource: ~Copyable {
  /// What messages call it: the file's path, or "standard input".
  let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  private let sizeHint: Int
  private var isAtEnd = false
  /// Bytes that were read and not yet handed out.
  private var pending: [UInt8] = []

  /// The number of bytes asked of the system at a time.
  private static let chunk = 1 << 18

  private init(name: String, descriptor: Int32, isOwned: Bool) {
    self.name = name
    self.descriptor = descriptor
    self.isOwned = isOwned
    sizeHint = ByteSource.size(of: descriptor)
  }

  /// A file; `-` is standard input. Throws a failure with status 66 when it cannot be opened.
  static func opened(_ path: String) throws(CommandFailure) -> ByteSource {
    if path == "-" {
      return ByteSource(name: "standard input", descriptor: STDIN_FILENO, isOwned: false)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CommandFailure(.noInput, "\(path): cannot be opened: \(systemMessage(errno))")
    }
    let source = ByteSource(name: path, descriptor: descriptor, isOwned: true)
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw CommandFailure(.noInput, "\(path): is a folder; name the files in it")
    }
    return source
  }

  /// Bytes that are in memory already.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    descriptor = -1
    isOwned = false
    sizeHint = 0
    isAtEnd = true
    pending = bytes
  }

  private static func size(of descriptor: Int32) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(status.st_size)
  }

  /// Waits for more bytes; false at the end.
  private mutating func fill(atLeast capacity: Int = ByteSource.chunk) throws(CommandFailure)
    -> Bool
  {
    if isAtEnd { return false }
    let before = pending.count
    let room = max(capacity, ByteSource.chunk)
    pending.reserveCapacity(before + room)
    let chunk: [UInt8]
    var failure: Int32 = 0
    chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      var got = 0
      repeat { got = read(descriptor, buffer.baseAddress, room) } while got < 0 && errno == EINTR
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    guard failure == 0 else {
      throw CommandFailure(.ioError, "\(name): cannot be read: \(systemMessage(failure))")
    }
    if chunk.isEmpty {
      isAtEnd = true
      return false
    }
    if before == 0 { pending = chunk } else { pending.append(contentsOf: chunk) }
    return true
  }

  /// Whether the input is gzip; waits for its first two bytes.
  mutating func startsWithGzip() throws(CommandFailure) -> Bool {
    while pending.count < 2, try fill(atLeast: sizeHint) {}
    return pending.withUnsafeBytes { FHIRFormat.isGzip($0) }
  }

  /// All bytes that are left.
  mutating func readAll() throws(CommandFailure) -> [UInt8] {
    // One read for a regular file: a second one only finds the end.
    _ = try fill(atLeast: sizeHint - pending.count)
    while try fill() {}
    defer { pending = [] }
    return pending
  }

  /// Bytes up to the next line feed, without it; `nil` at the end. Waits for the line, not for the end.
  mutating func readLine() throws(CommandFailure) -> [UInt8]? {
    var searched = 0
    while true {
      if let feed = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(pending[..<feed])
        pending.removeSubrange(...feed)
        return line
      }
      searched = pending.count
      if try !fill() {
        defer { pending = [] }
        return pending.isEmpty ? nil : pending
      }
    }
  }

  /// The first line without consuming it; everything when there is no line feed.
  mutating func peekLine() throws(CommandFailure) -> [UInt8] {
    var searched = 0
    while true {
      if let feed = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        return Array(pending[..<feed])
      }
      searched = pending.count
      if try !fill() { return pending }
    }
  }

  /// Whether reading on never waits for another program: a regular file, or bytes in memory.
  var isImmediate: Bool { isAtEnd || sizeHint > 0 }

  /// Whether nothing but white space is left. Waits for more bytes.
  mutating func isExhausted() throws(CommandFailure) -> Bool {
    while true {
      if pending.contains(where: { !$0.isJSONSpace }) { return false }
      if try !fill() { return true }
    }
  }
}

extension UInt8 {
  /// Space, tab, line feed or carriage return.
  var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number))
}

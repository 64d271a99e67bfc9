import FHIRSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Bytes from standard input or a file, in chunks as they arrive; gzip is recognised and inflated on the way.
struct ByteSource: ~Copyable {
  /// Why no more bytes come.
  enum Failure: Error {
    /// The system cannot read.
    case input(CommandFailure)
    /// The gzip data is at fault.
    case compression(SyntaxError)
  }

  /// What messages call it: the file's path, or "standard input".
  let name: String
  /// The size of a regular file, unless it is gzip; 0 when it is not known.
  private(set) var size: Int
  private let descriptor: Int32
  private let isOwned: Bool
  private let isFile: Bool
  private var isAtEnd = false
  /// The first bytes, read to see whether they are gzip.
  private var beginning: [UInt8]?
  private var gzip: GzipReader?

  /// The number of bytes asked of the system at a time.
  private static let chunk = 1 << 18

  private init(name: String, descriptor: Int32, isOwned: Bool) {
    self.name = name
    self.descriptor = descriptor
    self.isOwned = isOwned
    var status = stat()
    isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(status.st_size) : 0
  }

  deinit {
    if isOwned { close(descriptor) }
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

  /// Everything in a file.
  static func content(of path: String) throws(CommandFailure) -> [UInt8] {
    var source = try opened(path)
    var bytes: [UInt8] = []
    do throws(Failure) {
      while let chunk = try source.next() { bytes += chunk }
    } catch {
      switch error {
      case .input(let failure): throw failure
      case .compression(let error): throw CommandFailure(.ioError, "\(path): \(error)")
      }
    }
    return bytes
  }

  /// Whether reading on never waits for another program.
  var isImmediate: Bool { isFile || isAtEnd }

  /// Waits for the first bytes and inflates what follows if they are gzip.
  mutating func recogniseGzip(limits: SyntaxLimits) throws(Failure) {
    var bytes = try readChunk()
    while bytes.count == 1, !isAtEnd { bytes += try readChunk() }
    if bytes.withUnsafeBytes({ FHIRFormat.isGzip($0) }) {
      gzip = GzipReader(limits: limits)
      gzip?.append(bytes)
      size = 0
    } else {
      beginning = bytes
    }
  }

  /// The next bytes, some at least; `nil` at the end. Waits for them.
  mutating func next() throws(Failure) -> [UInt8]? {
    if let bytes = beginning.take() { return bytes.isEmpty ? nil : bytes }
    guard gzip != nil else {
      let bytes = try readChunk()
      return bytes.isEmpty ? nil : bytes
    }
    while true {
      if let bytes = try inflated() { return bytes }
      if isAtEnd { return nil }
      let packed = try readChunk()
      gzip?.append(packed)
    }
  }

  private mutating func inflated() throws(Failure) -> [UInt8]? {
    do throws(SyntaxError) {
      if let bytes = try gzip?.next() { return bytes }
      if isAtEnd { try gzip?.finish() }
      return nil
    } catch {
      throw .compression(error)
    }
  }

  /// One read of the system; empty at the end.
  private mutating func readChunk() throws(Failure) -> [UInt8] {
    if isAtEnd { return [] }
    let descriptor = descriptor
    var fault: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      var got = 0
      repeat {
        got = read(descriptor, buffer.baseAddress, Self.chunk)
      } while got < 0 && errno == EINTR
      if got < 0 { fault = errno }
      count = max(0, got)
    }
    guard fault == 0 else {
      throw .input(CommandFailure(.ioError, "\(name): cannot be read: \(systemMessage(fault))"))
    }
    if bytes.isEmpty { isAtEnd = true }
    return bytes
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number))
}

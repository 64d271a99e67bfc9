#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output, for documents only.
enum DocumentOutput {
  /// Writes all bytes. A reader that has gone away ends the program quietly; other faults are status 74.
  static func write(_ bytes: [UInt8]) throws(CommandFailure) {
    switch writeAll(bytes, to: STDOUT_FILENO) {
    case 0: return
    case EPIPE: throw CommandFailure.readerIsGone
    case let fault:
      throw CommandFailure(.ioError, "standard output: cannot be written: \(systemMessage(fault))")
    }
  }

  /// Writes a text of whole lines, or of parts of one.
  static func write(text: String) throws(CommandFailure) {
    try write(Array(text.utf8))
  }

  /// Whether a person looks at it.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal; 80 when it is none.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// Standard error, for messages only; none of them has patient data.
enum MessageOutput {
  /// Writes one line.
  static func say(_ message: String) {
    // There is nowhere left to say that standard error cannot be written.
    _ = writeAll(Array("venoguide: \(message)\n".utf8), to: STDERR_FILENO)
  }

  /// Whether a person looks at it.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Shows a line that the next one replaces, on a terminal.
  static func show(passing line: String) {
    _ = writeAll(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
  }
}

/// Writes all bytes; gives the system's error number, or 0.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var start = 0
  while start < bytes.count {
    let written = bytes.withUnsafeBytes { buffer in
      write(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
    }
    if written >= 0 { start += written } else if errno != EINTR { return errno }
  }
  return 0
}

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
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        write_(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: buffer[start...]))
      }
      if written >= 0 {
        start += written
      } else if errno == EPIPE {
        throw CommandFailure.readerIsGone
      } else if errno != EINTR {
        throw CommandFailure(
          .ioError, "standard output: cannot be written: \(systemMessage(errno))")
      }
    }
  }

  private static func write_(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
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
    fputs("venoguide: \(message)\n", stderr)
  }
}

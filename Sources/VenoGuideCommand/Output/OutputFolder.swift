#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A folder that files are written into; made when it is not there.
struct OutputFolder {
  private let path: String

  /// Opens a folder that is new or empty, so that nothing of an earlier run stays beside what is written. Throws a
  /// failure with status 73 when it is neither or cannot be made.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    guard mkdir(path, 0o777) != 0 else { return }
    let fault = errno
    guard fault == EEXIST, let folder = opendir(path) else {
      throw CommandFailure(
        .cannotCreate, "\(path): the folder cannot be made: \(systemMessage(fault))")
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name == "." || name == ".." else {
        throw CommandFailure(
          .cannotCreate, "\(path): the folder is not empty; name a new one or empty it")
      }
    }
  }

  /// Writes one file.
  func write(_ bytes: [UInt8], as name: String) throws(CommandFailure) {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else {
      throw CommandFailure(
        .cannotCreate, "\(file): the file cannot be made: \(systemMessage(errno))")
    }
    let fault = writeAll(bytes, to: descriptor)
    guard close(descriptor) == 0, fault == 0 else {
      throw CommandFailure(
        .ioError, "\(file): cannot be written: \(systemMessage(fault == 0 ? errno : fault))")
    }
  }
}

import FHIRSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open file; closed when it goes.
final class OpenFile: Sendable {
  let path: String
  let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Opens a file or folder for reading.
  static func reading(_ path: String) throws(BatchFailure) -> OpenFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw BatchFailure(.input, "\(path): cannot be opened: \(systemMessage(errno))")
    }
    return OpenFile(path: path, descriptor: descriptor)
  }

  /// Makes a file for reading and writing; one that is there is emptied.
  static func writing(_ path: String) throws(BatchFailure) -> OpenFile {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else {
      throw BatchFailure(.output, "\(path): cannot be created: \(systemMessage(errno))")
    }
    return OpenFile(path: path, descriptor: descriptor)
  }

  /// A file without a name, readable by nobody else, that goes with the process, however that ends.
  static func nameless(in folder: String, _ name: String) throws(BatchFailure) -> OpenFile {
    let path = "\(folder)/\(name)"
    unlink(path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_APPEND, 0o600)
    guard descriptor >= 0 else {
      throw BatchFailure(.output, "\(path): cannot be created: \(systemMessage(errno))")
    }
    unlink(path)
    return OpenFile(path: path, descriptor: descriptor)
  }

  /// Its size in bytes.
  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The next bytes, at most so many, behind what was read before; nothing is added at the end.
  func read(_ count: Int, after beginning: [UInt8] = []) throws(BatchFailure) -> [UInt8] {
    var fault: Int32 = 0
    let descriptor = descriptor
    let most = beginning.count + count
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
      filled = buffer.initialize(fromContentsOf: beginning)
      while filled < most {
        #if canImport(Glibc)
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, most - filled)
        #elseif canImport(Musl)
        let got = Musl.read(descriptor, buffer.baseAddress.map { $0 + filled }, most - filled)
        #else
        let got = Darwin.read(descriptor, buffer.baseAddress.map { $0 + filled }, most - filled)
        #endif
        if got > 0 {
          filled += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          fault = errno
          break
        }
      }
    }
    if fault != 0 {
      throw BatchFailure(.system, "\(path): cannot be read: \(systemMessage(fault))")
    }
    return bytes
  }

  /// Bytes from a place on; fewer at the end.
  func read(at start: Int, count: Int) throws(BatchFailure) -> [UInt8] {
    var fault: Int32 = 0
    let descriptor = descriptor
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(start + filled))
        if got > 0 {
          filled += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          fault = errno
          break
        }
      }
    }
    if fault != 0 {
      throw BatchFailure(.system, "\(path): cannot be read: \(systemMessage(fault))")
    }
    return bytes
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(BatchFailure) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
        #elseif canImport(Musl)
        Musl.write(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
        #else
        Darwin.write(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
        #endif
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        throw BatchFailure(.system, "\(path): cannot be written: \(systemMessage(errno))")
      }
    }
  }
}

/// What the system knows of a file.
struct FileStatus {
  var size: Int
  /// Seconds since 1970 of the last change.
  var changed: Int
  var isFolder: Bool
  var isFile: Bool

  /// The status of what a path leads to; `nil` when there is nothing.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    #if canImport(Darwin)
    changed = status.st_mtimespec.tv_sec
    #else
    changed = status.st_mtim.tv_sec
    #endif
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isFile = status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path is a link to a folder: these are not followed, since they may lead back.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

/// The names in a folder, sorted by their bytes.
func names(inFolder path: String) throws(BatchFailure) -> [String] {
  guard let folder = opendir(path) else {
    throw BatchFailure(.input, "\(path): cannot be opened as a folder: \(systemMessage(errno))")
  }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws(BatchFailure) {
  if path.isEmpty || FileStatus(path)?.isFolder == true { return }
  if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
    try makeFolder(String(path[..<slash]))
  }
  if mkdir(path, 0o750) != 0 && errno != EEXIST {
    throw BatchFailure(.output, "\(path): cannot be created: \(systemMessage(errno))")
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number))
}

/// Inflates gzip data whole; other bytes come back as they are.
func inflated(_ bytes: [UInt8], limits: SyntaxLimits) throws(SyntaxError) -> [UInt8] {
  guard bytes.withUnsafeBytes({ FHIRFormat.isGzip($0) }) else { return bytes }
  var gzip = GzipReader(limits: limits)
  gzip.append(bytes)
  var result: [UInt8] = []
  while let piece = try gzip.next() { result += piece }
  try gzip.finish()
  return result
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A folder and what is in it.
struct Folder {
  /// What a name in a folder stands for.
  enum Kind {
    case file
    case folder
    /// Neither: a device, a pipe, a link that leads nowhere or to a folder.
    case other
  }

  /// Its path.
  let path: String

  /// The names in it, sorted; those that begin with a dot are left out. Throws the system's error number.
  func names() throws(SystemFault) -> [String] {
    guard let folder = opendir(path) else { throw SystemFault(number: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The path of a name in it.
  func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  /// What a path stands for. Links to files count as files; links to folders are not followed: they may lead back.
  static func kind(of path: String) -> Kind {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return .folder }
    guard stat(path, &status) == 0 else { return .other }
    return status.st_mode & S_IFMT == S_IFREG ? .file : .other
  }
}

/// An error number of the system.
struct SystemFault: Error {
  var number: Int32
}

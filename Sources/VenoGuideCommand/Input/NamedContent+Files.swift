import VenoGuide

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension NamedContent {
  /// A file that configures the program. Throws a failure with status 78 when it cannot be read.
  static func file(_ path: String) throws(CommandFailure) -> NamedContent {
    do {
      return NamedContent(name: path, bytes: try ByteSource.content(of: path))
    } catch {
      throw CommandFailure(.configuration, error.message)
    }
  }

  /// Every file in a folder, by name; folders in it and names that begin with a dot are left out.
  static func files(inFolder path: String) throws(CommandFailure) -> [NamedContent] {
    guard let folder = opendir(path) else {
      throw CommandFailure(
        .configuration, "\(path): cannot be opened as a folder: \(systemMessage(errno))")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard !name.hasPrefix("."), stat("\(path)/\(name)", &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      names.append(name)
    }
    var contents: [NamedContent] = []
    for name in names.sorted() { contents.append(try file("\(path)/\(name)")) }
    return contents
  }
}

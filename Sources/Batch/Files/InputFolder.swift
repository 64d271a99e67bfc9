#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file of the input folder.
struct InputFile: Sendable, Hashable {
  /// Its path below the input folder.
  var name: String
  /// Its path.
  var path: String
  var size: Int

  /// Whether it holds lines, by its name.
  var isLines: Bool { plainName.hasSuffix(".ndjson") }

  /// Whether its name is that of an input at all.
  var isInput: Bool {
    isLines || plainName.hasSuffix(".json") || plainName.hasSuffix(".xml")
  }

  /// The name without the ending of compressed files.
  private var plainName: Substring {
    name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
  }

  /// What the report calls the place that it came from: the folder right below the input folder.
  var source: String {
    name.firstIndex(of: "/").map { String(name[..<$0]) } ?? "."
  }
}

/// What an input folder holds.
struct InputFolder: Sendable {
  /// The files to read, in the order of their names.
  private(set) var files: [InputFile] = []
  /// Files that changed a moment ago: they may still be written to.
  private(set) var young: [InputFile] = []
  /// How many files are no inputs by their names.
  private(set) var others = 0
  /// How many files are still being written by their names.
  private(set) var unfinished = 0

  /// Goes through a folder and everything below it.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - output: the output folder, which is no input where it lies inside.
  ///   - before: seconds since 1970; files that changed later are young.
  /// - Throws: ``BatchFailure`` when a folder cannot be opened.
  init(_ path: String, without output: String, before: Int) throws(BatchFailure) {
    guard let status = FileStatus(path) else {
      throw BatchFailure(.input, "\(path): cannot be opened: \(systemMessage(ENOENT))")
    }
    guard status.isFolder else {
      throw BatchFailure(.input, "\(path): is a file; batch reads a folder")
    }
    let excluded = Self.realPath(output)
    if Self.realPath(path) == excluded {
      throw BatchFailure(.usage, "\(path): input and output are the same folder")
    }
    try walk(
      path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path, "", excluded, before)
  }

  private mutating func walk(
    _ folder: String, _ prefix: String, _ excluded: String?, _ before: Int
  ) throws(BatchFailure) {
    for name in try Batch.names(inFolder: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".tmp") || name.hasSuffix(".part") {
        unfinished += 1
        continue
      }
      guard let status = FileStatus(path) else { continue }
      if status.isFolder {
        if FileStatus.isLink(path) || Self.realPath(path) == excluded { continue }
        try walk(path, "\(prefix)\(name)/", excluded, before)
        continue
      }
      let file = InputFile(name: prefix + name, path: path, size: status.size)
      guard status.isFile, file.isInput else {
        others += 1
        continue
      }
      if status.changed > before { young.append(file) } else { files.append(file) }
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

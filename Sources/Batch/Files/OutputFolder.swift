import CPosix
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The folder that a run writes to; nobody else writes to it meanwhile.
///
///     guidance/     answers, one file for each input document or joined patient
///     retracted/    answers that no longer hold, by their identifier
///     quarantine/   inputs that could not be used, with the reasons
///     ledger.sqlite what is known of every input
///     report.json, report.html
///
/// Files are written in `.part/` beside and renamed, so that a reader never sees half of one.
final class OutputFolder: Sendable {
  let path: String
  private let folder: OpenFile
  private let counter = Atomic<Int>(0)
  private let retracts = Atomic<Bool>(false)

  /// Makes the folder when there is none, and takes it.
  init(_ path: String) throws(BatchFailure) {
    try makeFolder(path)
    folder = try OpenFile.reading(path)
    self.path = path
    guard flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw BatchFailure(
        .busy,
        "\(path): another run is writing to this folder; wait until it has ended, or name another folder"
      )
    }
    try makeFolder("\(path)/.part")
    // What a run left there that was killed is of no use.
    for name in try names(inFolder: "\(path)/.part") { unlink("\(path)/.part/\(name)") }
    if FileStatus("\(path)/retracted") != nil { noteRetraction() }
  }

  /// Whether there are retractions.
  var hasRetractions: Bool { retracts.load(ordering: .relaxed) }

  /// Takes note that there are retractions.
  func noteRetraction() { retracts.store(true, ordering: .relaxed) }

  /// Where files without a name are made.
  var workFolder: String { "\(path)/.part" }

  /// The path of a name in the folder.
  func path(of name: String) -> String { "\(path)/\(name)" }

  /// Puts a file in its place, all of it or none.
  func put(_ bytes: [UInt8], at name: String) throws(BatchFailure) {
    let number = counter.add(1, ordering: .relaxed).oldValue
    let part = "\(path)/.part/\(number)"
    do throws(BatchFailure) {
      let file = try OpenFile.writing(part)
      try file.write(bytes)
    } catch {
      unlink(part)
      throw error
    }
    let place = path(of: name)
    // A folder may go when its last file does, so one try may not be enough.
    for _ in 0..<8 {
      if rename(part, place) == 0 { return }
      guard errno == ENOENT, let slash = place.lastIndex(of: "/") else { break }
      try makeFolder(String(place[..<slash]))
    }
    let fault = errno
    unlink(part)
    throw BatchFailure(.output, "\(place): cannot be created: \(systemMessage(fault))")
  }

  /// Takes a file away, and the folders that are empty without it; nothing happens when there is none.
  func remove(_ name: String) throws(BatchFailure) {
    if unlink(path(of: name)) != 0 {
      if errno == ENOENT || errno == ENOTDIR { return }
      throw BatchFailure(
        .system, "\(path(of: name)): cannot be removed: \(systemMessage(errno))")
    }
    var folder = name[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if rmdir(path(of: String(folder))) != 0 { break }
    }
  }

  /// What a file holds; `nil` when there is none.
  func contents(of name: String) throws(BatchFailure) -> [UInt8]? {
    guard let status = FileStatus(path(of: name)), status.isFile else { return nil }
    return try OpenFile.reading(path(of: name)).read(status.size)
  }

  /// Whether a file is there.
  func contains(_ name: String) -> Bool { FileStatus(path(of: name)) != nil }

  /// Whether a file is there with that size.
  func holds(_ name: String, size: Int) -> Bool {
    FileStatus(path(of: name))?.size == size
  }

  /// The names of all files below a folder in it.
  func files(below folder: String) throws(BatchFailure) -> [String] {
    guard contains(folder) else { return [] }
    var files: [String] = []
    for name in try names(inFolder: path(of: folder)) {
      let whole = "\(folder)/\(name)"
      if FileStatus(path(of: whole))?.isFolder == true {
        files += try self.files(below: whole)
      } else {
        files.append(whole)
      }
    }
    return files
  }

  /// Waits until everything that was written would survive a power failure.
  func settle() throws(BatchFailure) {
    guard venoguide_settle(folder.descriptor) == 0 else {
      throw BatchFailure(.system, "\(path): cannot be written: \(systemMessage(errno))")
    }
  }

  /// Ends the use of the folder.
  func close() {
    rmdir("\(path)/.part")
  }
}

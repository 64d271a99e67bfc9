import Crypto
import FHIRSyntax

/// Lines in quarantine that somebody corrected there.
///
/// A corrected line stands in for the one of the source as long as that one stays as it was: from the run with `--replay`
/// on that first takes it, in every run after it.
struct Corrections: Sendable {
  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  private var lines: [Place: (bytes: [UInt8], reason: String, original: String)] = [:]

  /// Whether there are none.
  var isEmpty: Bool { lines.isEmpty }

  /// Finds the corrected lines.
  ///
  /// - Parameters:
  ///   - files: the files of the input.
  ///   - folder: the output folder with the quarantine.
  ///   - isReplay: whether lines count that were changed since they were put there.
  /// - Throws: ``BatchFailure`` when a file in quarantine has other lines than its note says.
  init(of files: [InputFile], in folder: OutputFolder, isReplay: Bool) throws(BatchFailure) {
    guard folder.contains("quarantine") else { return }
    for file in files {
      guard let note = try QuarantineNote(of: file.name, in: folder),
        note.records.contains(where: { $0.line != nil }),
        isReplay || note.records.contains(where: { $0.isCorrected == true }),
        let bytes = try folder.contents(of: "quarantine/\(file.name)")
      else { continue }
      var texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      if texts.last?.isEmpty == true { texts.removeLast() }
      guard texts.count == note.records.count else {
        throw BatchFailure(
          .usage,
          "\(folder.path(of: "quarantine/\(file.name)")): has \(texts.count) lines, and \(note.records.count) were put there; "
            + "correct lines in their places, or delete the file and its .reason.json to have it made again"
        )
      }
      for (record, text) in zip(note.records, texts) where isReplay || record.isCorrected == true {
        guard let line = record.line, let original = record.sha256,
          hexadecimal(SHA256.hash(data: text)) != original
        else { continue }
        lines[Place(file: file.name, line: line)] = (Array(text), record.reason, original)
      }
    }
  }

  /// What stands in for a line, and what was wrong with it; `nil` when nobody corrected it, or when the source is another by now.
  func correction(
    of original: [UInt8], file: String, line: Int
  ) -> (bytes: [UInt8], reason: String)? {
    guard let found = lines[Place(file: file, line: line)],
      hexadecimal(SHA256.hash(data: original)) == found.original
    else { return nil }
    return (found.bytes, found.reason)
  }
}

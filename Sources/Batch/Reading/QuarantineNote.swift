import Foundation

/// The file that says why something is in quarantine. It holds no patient data.
struct QuarantineNote: Codable {
  /// One thing that cannot be used.
  struct Record: Codable {
    /// The line of the input, from 1; `nil` when the file is one document.
    var line: Int?
    /// What is wrong, where, and what was expected.
    var reason: String
    /// SHA-256 of the line as it came.
    var sha256: String?
    /// Whether somebody corrected the line here, and the correction is used.
    var isCorrected: Bool?
  }

  /// The input's path below the input folder, or the joined patient's name.
  var input: String
  var records: [Record]

  init(input: String, records: [Record]) {
    self.input = input
    self.records = records
  }

  /// The note on a file in quarantine; `nil` when there is none that can be read.
  init?(of name: String, in folder: OutputFolder) throws(BatchFailure) {
    guard let bytes = try folder.contents(of: "quarantine/\(name).reason.json"),
      let note = try? JSONDecoder().decode(QuarantineNote.self, from: Data(bytes))
    else { return nil }
    self = note
  }

  /// The note as JSON, the same for the same note.
  func bytes() throws(BatchFailure) -> [UInt8] { try jsonBytes(self) }
}

/// A value as indented JSON with sorted names, ended by a line feed.
func jsonBytes(_ value: some Encodable) throws(BatchFailure) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  do {
    return Array(try encoder.encode(value)) + [0x0A]
  } catch {
    throw BatchFailure(.program, "a JSON document could not be written: please report it")
  }
}

import Crypto

/// What a file of resources held.
struct FileTally: Sendable {
  /// Resources, the bad ones included.
  var lines = 0
  /// Resources that the mapping can use.
  var wanted = 0
  /// Resources of a type that matters with codes that do not.
  var unread = 0
  /// Lines that cannot be used.
  var bad = 0
  /// Resources that should be about a patient and cannot be given to one.
  var withoutPatient = 0
  /// Resources by type.
  var types: [String: Int] = [:]

  static func += (left: inout FileTally, right: FileTally) {
    left.lines += right.lines
    left.wanted += right.wanted
    left.unread += right.unread
    left.bad += right.bad
    left.withoutPatient += right.withoutPatient
    left.types.merge(right.types, uniquingKeysWith: +)
  }
}

/// A line that cannot be used.
struct BadLine: Sendable {
  var line: Int
  /// As it came; or as somebody corrected it, when it is used that way.
  var bytes: [UInt8]
  var reason: String
  /// SHA-256 of the line as it came, in hexadecimal digits.
  var sha256: String
  var isCorrected = false

  init(line: Int, bytes: [UInt8], reason: String) {
    self.line = line
    self.bytes = bytes
    // The line of the file is known; a line by itself has but one.
    self.reason = reason.hasPrefix("line 1, ") ? String(reason.dropFirst(8)) : reason
    sha256 = hexadecimal(SHA256.hash(data: bytes))
  }

  /// The same line as somebody corrected it.
  func corrected(_ bytes: [UInt8]) -> BadLine {
    var line = self
    line.bytes = bytes
    line.isCorrected = true
    return line
  }
}

/// What the readers of all files found beside patients.
struct ReadingTally: Sendable {
  /// By the name of the file.
  var files: [String: FileTally] = [:]
  /// By the name of the file.
  var badLines: [String: [BadLine]] = [:]
  /// Servers that references name by their address.
  var bases: Set<String> = []
  /// Inputs that cannot be used, documents and lines.
  var unusable = 0

  static func += (left: inout ReadingTally, right: ReadingTally) {
    for (file, tally) in right.files { left.files[file, default: FileTally()] += tally }
    left.badLines.merge(right.badLines, uniquingKeysWith: +)
    left.bases.formUnion(right.bases)
    left.unusable += right.unusable
  }
}

import CaseRecord
import Foundation

@testable import Appropriateness

/// The criteria files of this repository.
enum CriteriaFiles {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Profiles/criteria")

  static func file(_ name: String) throws -> CriteriaFile {
    let data = try Data(contentsOf: folder.appending(path: name))
    return CriteriaFile(name: name, bytes: [UInt8](data))
  }

  static func criteria(_ edition: String) throws -> Criteria {
    try criteria(edition: file("\(edition).json"))
  }

  /// An edition with the shared files of this repository, or with other evidence.
  static func criteria(edition: CriteriaFile, evidence: CriteriaFile? = nil) throws -> Criteria {
    try Criteria(
      edition: edition, common: file("common.json"),
      evidence: evidence ?? file("evidence.json"))
  }

  static let edition2020 = Result { try criteria("2020") }
  static let edition2013 = Result { try criteria("2013") }

  /// An edition made from a file of this repository with one text replaced.
  static func criteria(_ edition: String, replacing text: String, with other: String) throws
    -> Criteria
  {
    try criteria(edition) { source in
      guard source.contains(text) else { throw MissingText(text: text) }
      return source.replacing(text, with: other, maxReplacements: 1)
    }
  }

  /// An edition made from a changed file of this repository.
  static func criteria(_ edition: String, changed: (String) throws -> String) throws -> Criteria {
    let original = try file("\(edition).json")
    let source = try changed(String(decoding: original.bytes, as: UTF8.self))
    return try criteria(edition: CriteriaFile(name: original.name, bytes: Array(source.utf8)))
  }

  struct MissingText: Error {
    let text: String
  }
}

/// Shorthand for tests.
var acr2020: Criteria {
  get throws { try CriteriaFiles.edition2020.get() }
}

/// Shorthand for tests.
var acr2013: Criteria {
  get throws { try CriteriaFiles.edition2013.get() }
}

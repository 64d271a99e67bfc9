import Appropriateness
import CaseMapping
import CaseRecord
import EmbeddedProfiles

/// The criteria and code lists that a configuration asks for, read and checked.
struct Knowledge {
  let criteria: Criteria
  let contraindications: ContraindicationTable
  let terminology: Terminology
  /// The files that the criteria were read from, that of the edition first.
  let files: [CriteriaFile]
  /// SHA-256 over the digests of everything that decides.
  let digest: String

  init(_ configuration: Evaluator.Configuration) throws(ConfigurationError) {
    let edition = try Knowledge.editionFile(configuration)
    let common = try Knowledge.builtIn("common")
    let evidence = try Knowledge.builtIn("evidence")
    let contraindicationFile = try Knowledge.builtIn("contraindications")
    files = [edition, common, evidence, contraindicationFile]
    do {
      criteria = try Criteria(edition: edition, common: common, evidence: evidence)
      contraindications = try ContraindicationTable(contraindicationFile)
    } catch {
      throw ConfigurationError(description: "\(error)")
    }
    guard configuration.edition == nil || configuration.edition == criteria.edition.code else {
      throw ConfigurationError(
        description:
          "\(edition.name): holds edition \(criteria.edition.code), not "
          + "\(configuration.edition ?? ""); leave one of the two out")
    }
    do {
      terminology =
        configuration.terminology.isEmpty
        ? .builtIn
        : try Terminology(
          overlay: configuration.terminology.map {
            Terminology.OverlayFile(name: $0.name, bytes: $0.bytes)
          })
    } catch {
      throw ConfigurationError(description: "\(error)")
    }
    // The build took the digests of what is built in; only a given file is hashed at start-up.
    let editionDigest: String
    if configuration.criteria != nil {
      editionDigest = edition.bytes.withUnsafeBytes { ContentIdentifier.sha256($0) }
    } else {
      editionDigest = try Knowledge.embedded(criteria.edition.code).digest.description
    }
    let digests = [
      editionDigest,
      try Knowledge.embedded("common").digest.description,
      try Knowledge.embedded("evidence").digest.description,
      try Knowledge.embedded("contraindications").digest.description, terminology.digest,
    ]
    let all = Array(digests.joined(separator: "\n").utf8)
    digest = all.withUnsafeBytes { ContentIdentifier.sha256($0) }
  }

  /// The file that a configuration asks for: the given one, or that of its edition.
  static func editionFile(
    _ configuration: Evaluator.Configuration
  ) throws(ConfigurationError) -> CriteriaFile {
    if let given = configuration.criteria {
      return CriteriaFile(name: given.name, bytes: given.bytes)
    }
    let edition = configuration.edition ?? Evaluator.currentEdition
    guard builtInEditions.contains(edition) else {
      let editions = builtInEditions.joined(separator: ", ")
      throw ConfigurationError(
        description: "there is no edition \(edition); the built-in editions are \(editions)")
    }
    return try builtIn(edition)
  }

  /// The codes of the editions that are built in.
  static var builtInEditions: [String] {
    EmbeddedProfiles.criteria.map(\.name.description).filter { $0.allSatisfy(\.isNumber) }
  }

  private static func embedded(
    _ name: String
  ) throws(ConfigurationError) -> EmbeddedProfiles.File {
    guard let file = EmbeddedProfiles.criteria.first(where: { $0.name.description == name }) else {
      throw ConfigurationError(description: "the program holds no file \(name)")
    }
    return file
  }

  private static func builtIn(_ name: String) throws(ConfigurationError) -> CriteriaFile {
    let file = try embedded(name)
    let bytes = UnsafeRawBufferPointer(
      start: file.text.utf8Start, count: file.text.utf8CodeUnitCount)
    return CriteriaFile(name: "Profiles/criteria/\(name).json", bytes: Array(bytes))
  }
}

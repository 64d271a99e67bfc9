import EmbeddedProfiles
import FHIRSyntax
import Foundation
import Testing

@testable import Appropriateness
@testable import CaseMapping
@testable import KnowledgeArtifacts

/// The package of what is built in, and of what a site adds.
enum BuiltInPackage {
  private static let made = Result { try make() }

  /// The package of what is built in; made once for all tests.
  static func shared() throws -> KnowledgePackage { try made.get() }

  static func make(site: [Terminology.OverlayFile] = []) throws -> KnowledgePackage {
    let common = try file("common")
    let evidence = try file("evidence")
    let contraindications = try file("contraindications")
    let editions = try ["2020", "2013"].map { code in
      let edition = try file(code)
      return KnowledgeSources.Edition(
        criteria: try Criteria(edition: edition, common: common, evidence: evidence),
        files: [edition, common, evidence, contraindications])
    }
    return try KnowledgePackage(
      KnowledgeSources(
        editions: editions, terminology: site.isEmpty ? .builtIn : try Terminology(overlay: site),
        softwareVersion: "0.1.0", siteDigest: site.isEmpty ? nil : "0123456789abcdef"))
  }

  static func criteria(_ edition: String) throws -> Criteria {
    try Criteria(
      edition: try file(edition), common: try file("common"), evidence: try file("evidence"))
  }

  static func file(_ name: String) throws -> CriteriaFile {
    let file = try #require(
      EmbeddedProfiles.criteria.first { $0.name.description == name })
    return CriteriaFile(name: "\(name).json", bytes: Array(file.text.description.utf8))
  }
}

/// The repository's folder.
let repository: URL = {
  var url = URL(filePath: #filePath).resolvingSymlinksInPath()
  for _ in 1...4 { url.deleteLastPathComponent() }
  return url
}()

/// The Bundles of `Samples` that can be read, by folder.
let sampleBundles: [(name: String, bytes: [UInt8])] = {
  let samples = repository.appending(path: "Samples")
  let files = FileManager.default.enumerator(at: samples, includingPropertiesForKeys: nil)
  var bundles: [(name: String, bytes: [UInt8])] = []
  for case let url as URL in files ?? .init()
  where url.lastPathComponent == "bundle.json" {
    guard let data = try? Data(contentsOf: url) else { continue }
    bundles.append((url.deletingLastPathComponent().lastPathComponent, Array(data)))
  }
  return bundles.sorted { $0.name < $1.name }
}()

func tree(_ bytes: [UInt8]) throws -> FHIRNode {
  try bytes.withUnsafeBytes { try readTree($0) }.root
}

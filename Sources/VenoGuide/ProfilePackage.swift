import EmbeddedProfiles
import FHIRSyntax
import KnowledgeArtifacts

/// The FHIR package of what the program knows and does, from the criteria and codes that a configuration asks for.
///
///     let package = try ProfilePackage(Evaluator.Configuration())
///     for file in try package.files(as: .json) { … }
public struct ProfilePackage: Sendable {
  private let package: KnowledgePackage

  /// Makes the package: every built-in edition, or a site's in place of the one with its code, and the code lists with a
  /// site's own.
  public init(_ configuration: Evaluator.Configuration) throws(ConfigurationError) {
    do {
      package = try KnowledgePackage(try Knowledge.sources(configuration))
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw ConfigurationError(description: "an artifact of the program cannot be read: \(error)")
    }
  }

  /// The version of the package.
  public var version: String { package.version }

  /// The resources, by type and id; the ImplementationGuide last.
  public var artifacts: [Artifact] { package.artifacts }

  /// The files of the package folder. Throws when one cannot be written, which is a fault of the program.
  public func files(as format: FHIRFormat) throws(SyntaxError) -> [PackageFile] {
    try package.files(as: format)
  }

  /// What does not hold together in the package; empty when it is sound.
  public func faults() -> [PackageFault] { package.faults() }
}

extension Knowledge {
  /// What a package is made from: the edition that is asked for, and every other built-in one.
  fileprivate static func sources(
    _ configuration: Evaluator.Configuration
  ) throws(ConfigurationError) -> KnowledgeSources {
    let chosen = try Knowledge(configuration)
    var editions = [KnowledgeSources.Edition(criteria: chosen.criteria, files: chosen.files)]
    for code in builtInEditions where code != chosen.criteria.edition.code {
      var other = Evaluator.Configuration()
      other.edition = code
      let knowledge = try Knowledge(other)
      editions.append(
        KnowledgeSources.Edition(criteria: knowledge.criteria, files: knowledge.files))
    }
    editions.sort { $0.criteria.edition.code > $1.criteria.edition.code }
    let isOwn = configuration.criteria != nil || !configuration.terminology.isEmpty
    return KnowledgeSources(
      editions: editions, terminology: chosen.terminology,
      softwareVersion: Evaluator.softwareVersion, siteDigest: isOwn ? chosen.digest : nil)
  }
}

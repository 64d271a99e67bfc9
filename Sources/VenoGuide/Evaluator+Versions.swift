import CaseMapping

extension Evaluator {
  /// Everything on which an answer rests beside the input and the moment, by version and digest.
  public struct Versions: Sendable, Hashable {
    /// The program.
    public var program: String
    /// The edition of the criteria.
    public var edition: String
    /// SHA-256 over criteria, contraindications and code lists.
    public var knowledge: String
    /// SHA-256 over the code lists, those of the site included.
    public var terminology: String
  }

  /// What this evaluator answers by.
  public var versions: Versions {
    Versions(
      program: Evaluator.softwareVersion, edition: composer.program.edition,
      knowledge: composer.program.knowledgeDigest, terminology: reader.terminology.digest)
  }

  /// Which resources its answers can rest on.
  public var relevantResources: RelevantResources {
    RelevantResources(terminology: reader.terminology)
  }
}

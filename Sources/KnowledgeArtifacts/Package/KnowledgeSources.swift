import Appropriateness
import CaseMapping

/// The knowledge that a package is made from: criteria and code lists as the program applies them.
public struct KnowledgeSources: Sendable {
  /// One edition of the criteria.
  public struct Edition: Sendable {
    /// The tables and rules.
    public let criteria: Criteria
    /// The files that they were read from, that of the edition first.
    public let files: [CriteriaFile]

    /// Names an edition's tables and files.
    public init(criteria: Criteria, files: [CriteriaFile]) {
      self.criteria = criteria
      self.files = files
    }
  }

  /// The editions, the newest first.
  public let editions: [Edition]
  /// The code lists.
  public let terminology: Terminology
  /// The version of the program.
  public let softwareVersion: String
  /// The digest of a site's own criteria or codes; `nil` when all is built in.
  public let siteDigest: String?

  /// Puts the knowledge together.
  public init(
    editions: [Edition], terminology: Terminology, softwareVersion: String, siteDigest: String?
  ) {
    self.editions = editions
    self.terminology = terminology
    self.softwareVersion = softwareVersion
    self.siteDigest = siteDigest
  }

  /// What marks a version as a site's own: `+site.1a2b3c4d`.
  var versionMark: String { siteDigest.map { "+site.\($0.prefix(8))" } ?? "" }
}

import CaseRecord

/// Which publication a criteria file carries.
public struct Edition: Sendable, Hashable {
  /// How the edition is called: `2020`.
  public let code: String
  /// The topic's title.
  public let title: String
  /// Who publishes it.
  public let publisher: String
  /// The journal or archive citation.
  public let citation: String
  /// A few words to cite it by in a line: `ACR 2020`.
  public let short: String
  /// The publisher's document number, as far as known.
  public let document: String?
  /// How sure the identity is (FACTS section 0, marks).
  public let confidence: String
  /// What a reader of the tables must know: provenance, licence, limits.
  public let notes: [String]
  /// The keys that only this edition's rows cite, with their meaning.
  public let sources: [SourceKey]

  /// A key that rows cite.
  public struct SourceKey: Sendable, Hashable {
    /// The key: `CSV`, `F002`.
    public let key: String
    /// What it stands for.
    public let meaning: String
  }
}

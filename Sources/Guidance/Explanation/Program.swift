/// What answers: program, edition and knowledge; the same for every patient of a run.
public struct GuidanceProgram: Sendable, Hashable {
  /// Name of the program.
  public var name: String
  /// Version of the program.
  public var version: String
  /// Edition of the criteria: `2020`.
  public var edition: String
  /// Digest of rules and codes, so that an answer can be traced to the knowledge that made it.
  public var knowledgeDigest: String
  /// The scenario of each variant in our words, by the variant's code; candidates carry the code only.
  public var scenarios: [String: String]

  /// Creates a description of the program.
  public init(
    name: String, version: String, edition: String, knowledgeDigest: String,
    scenarios: [String: String]
  ) {
    self.name = name
    self.version = version
    self.edition = edition
    self.knowledgeDigest = knowledgeDigest
    self.scenarios = scenarios
  }

  /// The scenario of a variant, or its code in words when the criteria give none.
  func scenario(of variant: String) -> String {
    scenarios[variant]?.withoutFullStop
      ?? variant.split(separator: "-").joined(separator: " ").sentenceCased
  }
}

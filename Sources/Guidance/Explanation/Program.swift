import Appropriateness

/// What answers: program, edition and knowledge; the same for every patient of a run.
public struct GuidanceProgram: Sendable, Hashable {
  /// Name of the program.
  public var name: String
  /// Version of the program.
  public var version: String
  /// Digest of rules and codes, so that an answer can be traced to the knowledge that made it.
  public var knowledgeDigest: String
  /// Edition of the criteria: `2020`.
  public var edition: String
  /// Publisher and title of the criteria.
  public var guideline: String
  /// Where the edition was published.
  public var citation: String
  /// The scenario of each variant, by the variant's code; candidates carry the code only.
  public var scenarios: [String: Scenario]
  /// The names of the options, by their code, where no scenario's label is at hand.
  public var optionTitles: [String: String]
  /// The keys that rows cite, with their meaning, in the order of the criteria.
  public var sourceKeys: [SourceKey]
  /// What a reader of the ratings must know: provenance, licence, limits.
  public var notes: [String]

  /// A variant's scenario.
  public struct Scenario: Sendable, Hashable {
    /// FACTS id: `IF-V1`.
    public var factsID: String
    /// The scenario in our words.
    public var text: String

    /// Creates a scenario.
    public init(factsID: String, text: String) {
      self.factsID = factsID
      self.text = text
    }
  }

  /// A key that rows cite.
  public struct SourceKey: Sendable, Hashable {
    /// The key: `CSV`, `F002`.
    public var key: String
    /// What it stands for.
    public var meaning: String

    /// Creates a key.
    public init(key: String, meaning: String) {
      self.key = key
      self.meaning = meaning
    }
  }

  /// Creates a description of the program.
  public init(
    name: String, version: String, knowledgeDigest: String, edition: String, guideline: String,
    citation: String = "", scenarios: [String: Scenario] = [:],
    optionTitles: [String: String] = [:],
    sourceKeys: [SourceKey] = [], notes: [String] = []
  ) {
    self.name = name
    self.version = version
    self.knowledgeDigest = knowledgeDigest
    self.edition = edition
    self.guideline = guideline
    self.citation = citation
    self.scenarios = scenarios
    self.optionTitles = optionTitles
    self.sourceKeys = sourceKeys
    self.notes = notes
  }

  /// Describes a program that applies these criteria.
  public init(name: String, version: String, knowledgeDigest: String, criteria: Criteria) {
    let edition = criteria.edition
    self.init(
      name: name, version: version, knowledgeDigest: knowledgeDigest, edition: edition.code,
      guideline: "\(edition.publisher), \(edition.title)", citation: edition.citation,
      scenarios: Dictionary(
        criteria.variants.map { ($0.code, Scenario(factsID: $0.factsID, text: $0.scenario)) },
        uniquingKeysWith: { first, _ in first }),
      optionTitles: Dictionary(
        criteria.options.map { ($0.code, $0.title) }, uniquingKeysWith: { first, _ in first }),
      sourceKeys: criteria.sources.map { SourceKey(key: $0.key, meaning: $0.meaning) },
      notes: edition.notes)
  }

  /// The scenario of a variant, or its code in words when the criteria give none.
  func scenario(of variant: String) -> String {
    scenarios[variant]?.text.withoutFullStop
      ?? variant.split(separator: "-").joined(separator: " ").sentenceCased
  }

  /// The scenario with the id by which other sentences name it: `… (IF-V4)`.
  func namedScenario(of variant: String) -> String {
    let id = scenarios[variant].map { " (\($0.factsID))" } ?? ""
    return scenario(of: variant) + id
  }

  /// The name of an option, or its code in words when the criteria give none.
  func title(of option: String) -> String {
    optionTitles[option] ?? option.split(separator: "-").joined(separator: " ").sentenceCased
  }

  /// The keys that occur in citations: `F002` in `F002-2, CSV`.
  func sourceKeys(in citations: [String]) -> [SourceKey] {
    var words: Set<Substring> = []
    for citation in citations {
      for word in citation.asciiWords {
        words.insert(word)
        // An item of a numbered source names the source before its last hyphen.
        if let hyphen = word.utf8.lastIndex(of: UInt8(ascii: "-")) { words.insert(word[..<hyphen]) }
      }
    }
    return sourceKeys.filter { words.contains($0.key[...]) }
  }
}

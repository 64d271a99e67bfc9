/// A publication that bears on options: a trial, a guideline, a series, a case (FACTS sections 6 and 7).
///
/// It is shown beside ratings; no rating is ever computed from it.
public struct PublishedEvidence: Sendable, Hashable {
  /// What kind of publication it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A trial or a part of one, also one that has no result yet.
    case trial
    /// A guideline, standard or consensus.
    case guideline
    /// Cases without a comparison.
    case caseSeries = "case-series"
    /// A single case.
    case caseReport = "case-report"
  }

  /// One thing that it reports or advises.
  public struct Report: Sendable, Hashable {
    /// What, in our words: facts and figures only.
    public var says: String
    /// Level of evidence or grade, as far as it was read: `2C`, `two arms`.
    public var level: String
    /// How far it is to be trusted: `V`, `S` (FACTS section 0); never `M`.
    public var confidence: String
    /// Codes of the options on which it bears.
    public var options: [String]

    /// Creates a report.
    public init(says: String, level: String, confidence: String, options: [String]) {
      self.says = says
      self.level = level
      self.confidence = confidence
      self.options = options
    }
  }

  /// Something that is wrong with it, or with how it was read.
  public struct KnownIssue: Sendable, Hashable {
    /// A stable name: `6.2.5` for FACTS 6.2, item 5.
    public var id: String
    /// The sentence.
    public var text: String
    /// A few words, when it belongs into a summary of many.
    public var brief: String?

    /// Creates an issue.
    public init(id: String, text: String, brief: String? = nil) {
      self.id = id
      self.text = text
      self.brief = brief
    }
  }

  /// A stable name: `chest-2021`.
  public var id: String
  /// What kind of publication it is.
  public var kind: Kind
  /// How it is called in a line: `CHEST 2021`.
  public var name: String
  /// Where it was published, or what is known of that.
  public var citation: String
  /// What it reports; in a recommendation only what bears on the patient's options.
  public var reports: [Report]
  /// What is known to be wrong with it.
  public var issues: [KnownIssue]
  /// Where the fact sheet has it: `FACTS 7.2`.
  public var sources: [String]

  /// Creates a publication.
  public init(
    id: String, kind: Kind, name: String, citation: String, reports: [Report],
    issues: [KnownIssue] = [], sources: [String]
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.citation = citation
    self.reports = reports
    self.issues = issues
    self.sources = sources
  }

  /// Codes of the options on which any of its reports bears, each once.
  public var options: [String] {
    var options: [String] = []
    for option in reports.flatMap(\.options) where !options.contains(option) {
      options.append(option)
    }
    return options
  }

  /// The same with only what it reports on one option; `nil` when that is nothing.
  public func bearing(on option: String) -> PublishedEvidence? {
    var narrowed = self
    narrowed.reports.removeAll { !$0.options.contains(option) }
    return narrowed.reports.isEmpty ? nil : narrowed
  }
}

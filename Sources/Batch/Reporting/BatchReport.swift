/// What a run found, for whoever reads it in the morning; written as `report.json` and `report.html`.
///
/// It follows from the inputs and the moment alone: durations and clock times are in the ledger, so that a run that was
/// interrupted gives the same report as one that was not.
struct BatchReport: Codable, Sendable {
  /// The moment of evaluation, or `bundle`.
  var asOf: String
  /// Edition of the criteria.
  var edition: String
  /// Version of the program.
  var program: String
  /// Digest of criteria and code lists.
  var knowledge: String
  var totals = Totals()
  /// How many answers came to each outcome.
  var outcomes: [String: Int] = [:]
  /// How many answers each variant fits.
  var variants: [String: Int] = [:]
  /// How many answers rate each option how.
  var ratings: [String: [String: Int]] = [:]
  /// Cases with emergency signs.
  var escalations = Listing<Escalation>()
  /// Acute cases by the day on which their 14 days are over.
  var closingWindows = Listing<ClosingWindow>()
  /// Facts that are missing and decide, the most frequent first; of patients with something on record about a
  /// thrombosis.
  var missing: [MissingFact] = []
  /// Codes that were not understood, the most frequent first.
  var foreignCodes = Listing<CodeUse>()
  /// What was wrong, by source.
  var quality: [SourceQuality] = []
  var quarantine = Listing<Quarantined>()
  /// The export whose resources were joined; `nil` when there was none.
  var export: Export?
  var changes = Changes()

  /// How much there is.
  struct Totals: Codable, Sendable {
    /// Documents and joined patients.
    var cases = 0
    /// Answers: one for each patient of a case.
    var answers = 0
    /// Answers about patients of whom nothing on record tells of a thrombosis, for or against.
    var silent = 0
    /// Cases that were answered in this run.
    var evaluated = 0
    /// Cases whose answers stand from before.
    var unchanged = 0
    /// Records in quarantine.
    var quarantined = 0
    /// Answers that were taken back, ever.
    var retracted = 0
  }

  /// The first of many; the rest is counted.
  struct Listing<Element: Codable & Sendable>: Codable, Sendable {
    var items: [Element] = []
    /// How many more there are.
    var omitted = 0

    mutating func append(_ element: Element) {
      if items.count < BatchReport.listed { items.append(element) } else { omitted += 1 }
    }

    var count: Int { items.count + omitted }
  }

  /// The most that is listed of one kind.
  static var listed: Int { 10_000 }

  struct Escalation: Codable, Sendable {
    var input: String
    var answer: String
    var outcome: String
    var texts: [String]
  }

  struct ClosingWindow: Codable, Sendable {
    /// The first day after the 14.
    var date: String
    var input: String
    var answer: String
    var outcome: String
  }

  struct MissingFact: Codable, Sendable {
    var feature: String
    var answers: Int
  }

  struct CodeUse: Codable, Sendable {
    var system: String
    var code: String
    var resourceType: String
    var reason: String
    var count: Int
  }

  struct SourceQuality: Codable, Sendable {
    var source: String
    var cases: Int
    var quarantined: Int
    /// How often what was wrong: `error`, `warning`, `set-aside/entered-in-error`, `text-only`.
    var findings: [String: Int]
  }

  struct Quarantined: Codable, Sendable {
    var input: String
    var line: Int?
    var reason: String
  }

  struct Export: Codable, Sendable {
    struct File: Codable, Sendable {
      var name: String
      var resources: Int
      var wanted: Int
      var unread: Int
      var bad: Int
      var withoutPatient: Int
    }

    /// A type of which the export has no resource.
    struct Lacking: Codable, Sendable {
      var type: String
      /// Whether it was asked for: `asked`, `not-asked`, `unknown` without a manifest.
      var request: String
      /// Facts that are missing and that such a resource could tell, by the number of answers.
      var facts: [MissingFact]
    }

    var files: Listing<File>
    /// Resources by type.
    var types: [String: Int]
    var lacking: [Lacking]
    /// Whether only what changed since some time was exported: what is not in it may still exist.
    var isPartial: Bool
    /// Errors that the server reported, by code.
    var errors: [String: Int]
    /// How many deletions it lists.
    var deletions: Int
    /// Whether it was left for the next run because files may still be written to.
    var isWaiting: Bool
  }

  /// What is otherwise than after the last run that was finished.
  struct Changes: Codable, Sendable {
    struct Change: Codable, Sendable {
      var input: String
      var before: String
      var after: String
    }

    /// Cases that were not there.
    var new = 0
    /// Cases that were evaluated again and came to the same.
    var confirmed = 0
    /// Cases that came to something else.
    var changed = Listing<Change>()
    /// Whether there was a run before.
    var hasBefore = false
  }
}

/// What was proven about an edition's rules, or how they fail.
public struct Proof: Sendable, Hashable {
  /// How far the proof goes.
  public struct Extent: Sendable, Hashable {
    /// Whether every case is also evaluated one by one, straight from the rows.
    var isEnumerating: Bool
    /// Whether records with missing and contradicting facts are gone through; with some features held at an answer.
    var records: RecordExtent?

    /// What can be told from boxes: a fraction of a second.
    public static let rules = Extent(isEnumerating: false)
    /// The same, and every case one by one.
    public static let cases = Extent(isEnumerating: true)
    /// The same, and every record with missing and contradicting facts: seconds in a release build.
    public static let records = Extent(isEnumerating: true, records: RecordExtent())
  }

  /// A fault in the rules, with a case that shows it.
  public struct Counterexample: Sendable, Hashable, CustomStringConvertible {
    /// Which property fails.
    public let property: Property
    /// What is wrong.
    public let message: String
    /// A complete case, or a record, that shows it, answer by answer; empty when no single one does.
    public let witness: [String]

    /// The fault with its case in one line.
    public var description: String {
      witness.isEmpty ? message : message + " Case: " + witness.joined(separator: ", ") + "."
    }
  }

  /// What is proven; a counterexample names the one that fails.
  public enum Property: String, Sendable, Hashable, CaseIterable {
    /// The boxes hold every case exactly once.
    case partition
    /// Boxes and the naive evaluation of the rows agree on every case.
    case enumeration
    /// Variants overlap only where a row documents it.
    case overlap
    /// Where no variant fits, a row explains why.
    case gap
    /// The rules come to what the rows of `precedence` say.
    case precedence
    /// Every row decides or says something.
    case unreachable
    /// Facts leave open what `features` says, each apart from the others, and learning opens nothing again.
    case reading
    /// Outcome, variants and assumptions are those of the completions of the record.
    case outcome
    /// Ratings that are called certain are the same in every completion, and only those.
    case certainty
    /// The facts that are asked for settle the answer, and none is superfluous.
    case questions
    /// What the record indicates is escalated whatever is missing; what it refutes is not.
    case escalation
  }

  /// The edition.
  public let edition: String
  /// The features and windows that the rules ask for; no other can change a result.
  public let dimensions: [String]
  /// The number of complete cases over these.
  public let cases: Int
  /// The number of boxes into which the rules divide them.
  public let cells: Int
  /// How many cases each row of `precedence` speaks of, in its order.
  public let tally: [Tally]
  /// Gaps of which no row names an entry of FACTS 9.4.
  public let unnamedGaps: [String]
  /// The entries of FACTS 9.4 that rows name, in their order.
  public let namedEntries: [String]
  /// The number of rows with a sentence; each of them is said in some record.
  public let sentences: Int
  /// Whether every case was also evaluated one by one, without boxes.
  public let isEnumerated: Bool
  /// What was found on records with missing and contradicting facts; `nil` when they were not gone through.
  public let records: RecordCount?
  /// The faults; none when everything holds.
  public let counterexamples: [Counterexample]

  /// How many cases a row of `precedence` speaks of.
  public struct Tally: Sendable, Hashable {
    /// The row.
    public let row: String
    /// What its cases come to.
    public let outcome: Outcome
    /// The variants, the row of the other topic, or the remark that explains the gap.
    public let name: String
    /// The number of complete cases.
    public let cases: Int
  }

  /// Records with missing and contradicting facts, by classes that no rule tells apart.
  public struct RecordCount: Sendable, Hashable {
    /// Records in which every feature is known to one answer, unknown or conflicting.
    public let records: Int
    /// Classes of such records; each was evaluated by the engine and naively.
    public let classes: Int
    /// Sets of cases that they leave open; results and questions were compared on each.
    public let boxes: Int
    /// Facts that were read, each with every answer that it may leave open, beside every background.
    public let readings: Int
    /// Steps in which a fact becomes known better; none opens again what was settled.
    public let steps: Int
    /// Records with an emergency, whatever else is open, that were escalated.
    public let emergencies: Int
    /// How many classes come to each outcome.
    public let outcomes: [Outcome: Int]
    /// Classes in which a rating is certain.
    public let certain: Int
    /// Classes whose result no further fact can change.
    public let definite: Int
    /// Features of which silence counts as an answer, so that learning the other one changes what was certain.
    public let takenInSilence: [String]
  }

  /// Whether everything holds.
  public var holds: Bool { counterexamples.isEmpty }
}

/// Which records the proof goes through.
struct RecordExtent: Sendable, Hashable {
  /// Dimensions that are held at one answer, by their names; all others go through everything.
  var held: [String: String] = [:]
  /// More classes than these are not gone through.
  var limit = 50_000_000
}

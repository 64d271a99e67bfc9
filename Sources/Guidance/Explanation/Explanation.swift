import Appropriateness

/// Everything that a reader is told about one patient, in order, free of any format.
///
/// Sentences are made once, here; narrative, terminal text, page, card and document sections are projections
/// of this value and add none of their own.
///
///     let explanation = Explanation(of: recommendations, record: record, issues: issues, program: program)
///     print(TerminalText(width: 80).render(explanation))
public struct Explanation: Sendable, Hashable {
  /// What this is about: topic.
  public var title: String
  /// Whom it is about, as of when, by which edition: one short line each.
  public var context: [String]
  /// The answer in one sentence for each leg, or for all legs alike.
  public var summary: [String]
  /// The sections, in the order in which they are read; those without content are left out.
  public var sections: [Section]

  /// The section of a kind; `nil` when it has nothing to say.
  public func section(_ kind: Section.Kind) -> Section? {
    sections.first { $0.kind == kind }
  }
}

extension Explanation {
  /// One part of the account.
  public struct Section: Sendable, Hashable {
    /// What a section is for, in the order of reading: emergencies first, whatever is missing.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// Emergencies.
      case escalation
      /// The answer.
      case answer
      /// How the options rate.
      case options
      /// Why: the facts used, with their evidence.
      case facts
      /// What was assumed.
      case assumptions
      /// What is missing and how to supply it.
      case missing
      /// What would change the answer.
      case changes
      /// Follow-up.
      case followUp = "follow-up"
      /// Cautions, and conflicts between sources.
      case cautions
      /// What of the input was set aside, unread or not understood.
      case notUnderstood = "not-understood"
      /// Sources.
      case sources
      /// What this is not.
      case limits

      /// The heading.
      public var title: String {
        switch self {
        case .escalation: "Act first"
        case .answer: "Answer"
        case .options: "How the options rate"
        case .facts: "Why: the facts used"
        case .assumptions: "Assumed, not recorded"
        case .missing: "What is missing, and how to supply it"
        case .changes: "What would change the answer"
        case .followUp: "Follow-up"
        case .cautions: "Cautions and conflicts"
        case .notUnderstood: "Not used or not understood"
        case .sources: "Sources"
        case .limits: "Limits"
        }
      }
    }

    /// What it is for.
    public var kind: Kind
    /// What it says.
    public var blocks: [Block]
  }

  /// A piece of a section.
  public enum Block: Sendable, Hashable {
    /// A heading inside the section: a leg, a variant.
    case heading(String)
    /// A sentence or a few.
    case paragraph(String)
    /// Points; numbered when their order matters.
    case list([Item], isNumbered: Bool)
    /// A table.
    case table(Table)
  }

  /// A point of a list.
  public struct Item: Sendable, Hashable {
    /// What it says.
    public var text: String
    /// Basis and particulars, for who wants to know.
    public var details: [String]

    init(_ text: String, details: [String] = []) {
      self.text = text
      self.details = details
    }
  }

  /// A table with a heading for each column; the first cell of a row names it.
  public struct Table: Sendable, Hashable {
    /// The headings.
    public var columns: [String]
    /// The rows, each with one cell for each column.
    public var rows: [[Cell]]
  }

  /// A cell of a table.
  public struct Cell: Sendable, Hashable {
    /// What it says.
    public var text: String
    /// Particulars under it.
    public var details: [String]
    /// The rating that it says, for color; the words say it too.
    public var rating: Rating?

    init(_ text: String, details: [String] = [], rating: Rating? = nil) {
      self.text = text
      self.details = details
      self.rating = rating
    }
  }
}

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
      /// How the orders on record rate.
      case orders
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
      /// What publications report on the options.
      case evidence
      /// What of the input was set aside, unread or not understood.
      case notUnderstood = "not-understood"
      /// Sources.
      case sources
      /// What this is not.
      case limits
      /// Abbreviations.
      case abbreviations

      /// The heading.
      public var title: String {
        switch self {
        case .escalation: "Act first"
        case .answer: "Answer"
        case .orders: "How the orders rate"
        case .options: "How the options rate"
        case .facts: "Why: the facts used"
        case .assumptions: "Assumed, not recorded"
        case .missing: "What is missing, and how to supply it"
        case .changes: "What would change the answer"
        case .followUp: "Follow-up"
        case .cautions: "Cautions and conflicts"
        case .evidence: "Published evidence"
        case .notUnderstood: "Not used or not understood"
        case .sources: "Sources"
        case .limits: "Limits"
        case .abbreviations: "Abbreviations"
        }
      }
    }

    /// What it is for.
    public var kind: Kind
    /// What it says.
    public var blocks: [Block]

    /// Every text of the section, in order.
    var texts: [String] { blocks.flatMap(\.texts) }
  }

  /// A piece of a section.
  public enum Block: Sendable, Hashable {
    /// A heading inside the section, for a leg.
    case leg(String)
    /// A heading inside the section, below that of a leg.
    case heading(String)
    /// A sentence or a few.
    case paragraph(String)
    /// Points; numbered when their order matters.
    case list([Item], isNumbered: Bool)
    /// A table.
    case table(Table)

    /// Every text of the block, in order.
    var texts: [String] {
      switch self {
      case .leg(let text), .heading(let text), .paragraph(let text): [text]
      case .list(let items, isNumbered: _): items.flatMap { [$0.text] + $0.details }
      case .table(let table):
        table.columns + table.rows.joined().flatMap { [$0.text] + $0.details }
      }
    }
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

extension Explanation {
  /// The same without characters that must not be shown, wherever a text came from.
  var cleaned: Explanation {
    Explanation(
      title: title, context: context.map(Self.clean), summary: summary.map(Self.clean),
      sections: sections.map { section in
        Section(kind: section.kind, blocks: section.blocks.map(Self.clean))
      })
  }

  private static func clean(_ text: String) -> String {
    ShownText.clean(text, limit: 20_000)
  }

  private static func clean(_ block: Block) -> Block {
    switch block {
    case .leg(let text): .leg(clean(text))
    case .heading(let text): .heading(clean(text))
    case .paragraph(let text): .paragraph(clean(text))
    case .list(let items, let isNumbered):
      .list(
        items.map { Item(clean($0.text), details: $0.details.map(clean)) }, isNumbered: isNumbered)
    case .table(let table):
      .table(
        Table(
          columns: table.columns.map(clean),
          rows: table.rows.map { row in
            row.map {
              Cell(clean($0.text), details: $0.details.map(clean), rating: $0.rating)
            }
          }))
    }
  }
}

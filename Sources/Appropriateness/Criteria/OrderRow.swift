import CaseRecord

/// What is said beside orders of one row of the order table.
public struct OrderRow: Sendable, Hashable {
  /// The row's name.
  public let id: String
  /// What is said of such an order; `nil` when its rating says enough.
  public let text: String?
  /// What is said instead when it is read together with an order or a procedure beside it.
  public let textBeside: String?
  /// The topic that rates it, when another one does.
  public let topic: TopicReference?
  /// Citations with confidence.
  public let sources: [String]
}

/// A sentence on how an order was assessed.
public struct OrderNote: Sendable, Hashable {
  /// The sentences that a file must have.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case exception
    case assumed
    case notRated = "not-rated"
    case noVariant = "no-variant"
    case otherTopic = "other-topic"
    case factsMissing = "facts-missing"
    case variantsDisagree = "variants-disagree"
    case optionsDisagree = "options-disagree"
    case unusable
    case asPart = "as-part"
    case labelWithout = "label-without"
    case otherLeg = "other-leg"
    case sideAlike = "side-alike"
    case site
    case contradictorySide = "contradictory-side"
    case side
    case caseSide = "case-side"
    case reason
    case company
  }

  /// Which one it is.
  public let kind: Kind
  /// The sentence; `{…}` marks what is filled in.
  public let text: String
  /// Citations with confidence.
  public let sources: [String]

  /// The sentence with its gaps filled in.
  func statement(_ values: KeyValuePairs<String, String> = [:]) -> Statement {
    Statement(id: "order/\(kind.rawValue)", text: Template(text).filled(values), sources: sources)
  }
}

/// How orders are read and what is said of them, whichever edition rates them.
public struct OrderRules: Sendable, Hashable {
  /// Which concepts are which orders.
  public let table: OrderTable
  /// What is said beside each row of the table, in the same order.
  public let rows: [OrderRow]
  /// Sentences on how an order was assessed.
  public let notes: [OrderNote]

  /// What is said beside a row.
  func row(_ id: String) -> OrderRow? {
    rows.first { $0.id == id }
  }

  /// The options that a row may stand for.
  func options(of id: String) -> [String] {
    table.rows.first { $0.id == id }?.options ?? []
  }

  /// A sentence.
  func note(_ kind: OrderNote.Kind, _ values: KeyValuePairs<String, String> = [:]) -> [Statement] {
    notes.first { $0.kind == kind }.map { [$0.statement(values)] } ?? []
  }
}

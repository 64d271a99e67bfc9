/// Which concepts are orders for which treatment option of the criteria.
///
/// Data, loaded from the criteria in `Profiles/criteria`. Codes mean concepts (the terminology), concepts mean
/// rows of this table; what no row names is no order for a treatment of this topic.
public struct OrderTable: Sendable, Hashable {
  /// How orders of a row stand to the options.
  public enum Meaning: String, Sendable, Hashable, CaseIterable {
    /// The order is the option.
    case option
    /// The order is one of several options, and its code does not say which. An order for one of them beside it
    /// settles it.
    case oneOf = "one-of"
    /// The order is part of an option that is ordered beside it, and rated by no variant alone.
    case part
    /// The order is the option as the only therapy: not beside an intervention.
    case soleTherapy = "sole-therapy"
    /// No option.
    case noOption = "no-option"
    /// Another topic rates it.
    case otherTopic = "other-topic"
  }

  /// Orders that are read alike.
  public struct Row: Sendable, Hashable {
    /// A stable name: `stent`.
    public var id: String
    /// Concepts that are such an order (a refinement of one is too); the longest that fits counts.
    public var concepts: [String]
    /// Flags with which a concept is no such order: `line-flush-strength`.
    public var without: [String]
    /// What the code must leave open for this row to be meant: `route`.
    public var leavesOpen: [String]
    /// How it stands to the options.
    public var meaning: Meaning
    /// The options that it may stand for.
    public var options: [String]
    /// Whether it is a treatment beside which anticoagulation is not alone.
    public var isIntervention: Bool
    /// Whether it is for the whole person, so that its side says nothing.
    public var isForWholePerson: Bool
    /// Whether the code says nothing of legs, so that a side or a vein must be stated.
    public var needsLeg: Bool

    /// Creates a row.
    public init(
      id: String, concepts: [String], without: [String] = [], leavesOpen: [String] = [],
      meaning: Meaning, options: [String] = [], isIntervention: Bool = false,
      isForWholePerson: Bool = false, needsLeg: Bool = false
    ) {
      self.id = id
      self.concepts = concepts
      self.without = without
      self.leavesOpen = leavesOpen
      self.meaning = meaning
      self.options = options
      self.isIntervention = isIntervention
      self.isForWholePerson = isForWholePerson
      self.needsLeg = needsLeg
    }
  }

  /// The rows.
  public var rows: [Row]
  /// Roots of the concepts that, given as the reason of a request, speak of this thrombosis.
  public var reasons: Set<String>

  /// Creates a table.
  public init(rows: [Row] = [], reasons: Set<String> = []) {
    self.rows = rows
    self.reasons = reasons
  }

  /// The row that a finding of a request belongs to: of those that fit, the one that names it most closely.
  ///
  /// A concept that is `nonspecific.` only because nothing states the place is looked up without that.
  func row(of concept: Concept, leavingOpen open: Set<String>) -> Row? {
    let concept = concept.withoutNonspecific
    var best: (row: Row, closeness: (Int, Int))?
    for row in rows {
      guard Set(row.leavesOpen).isSubset(of: open), !row.without.contains(where: concept.has(flag:))
      else { continue }
      for name in row.concepts where concept.isKind(of: Concept(name)) {
        let closeness = (name.utf8.count, row.leavesOpen.count)
        if best.map({ $0.closeness < closeness }) ?? true { best = (row, closeness) }
      }
    }
    return best?.row
  }

  /// Whether a concept, given as a reason, speaks of this thrombosis.
  func isReason(_ concept: Concept) -> Bool {
    reasons.contains(String(concept.withoutNonspecific.rootName))
  }
}

extension Concept {
  private static let nonspecific = "nonspecific."

  /// Whether it may establish nothing by itself because it is too general.
  var isNonspecific: Bool { rawValue.hasPrefix(Concept.nonspecific) }

  /// The concept that it falls short of.
  var withoutNonspecific: Concept {
    isNonspecific ? Concept(String(rawValue.dropFirst(Concept.nonspecific.count))) : self
  }
}

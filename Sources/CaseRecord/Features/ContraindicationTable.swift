/// The contraindications to thrombolysis and to anticoagulation, source by source (FACTS 4.7, 4.8).
///
/// Data, loaded from the criteria in `Profiles/criteria`. No single list exists and the sources disagree,
/// so each row keeps every source with its own window and class.
public struct ContraindicationTable: Sendable, Hashable, Codable {
  /// What a row speaks against.
  public enum Treatment: String, Sendable, Hashable, Codable {
    case thrombolysis
    case anticoagulation
  }

  /// How one source has it.
  public struct Source: Sendable, Hashable, Codable {
    /// `absolute`, `relative`, `excluded` (a trial's exclusion), `named` (no class given).
    public var classification: String
    /// Days back from the evaluation within which it counts; `nil` when it counts while it is present or ever.
    public var withinDays: Int?
    /// Calendar months back; used instead of days when the source says months.
    public var withinMonths: Int?
    /// Whether it counts however long ago it was.
    public var ever: Bool?
    /// For measurements: beside `below`, the value counts from this on; a lower one is another entry's.
    public var from: Double?
    /// For measurements: the value counts when it is below this (unit of the row).
    public var below: Double?
    /// For measurements: the value counts when it is above this (unit of the row).
    public var above: Double?
    /// The source's key in FACTS section 13 and its confidence mark.
    public var citation: String
    /// What to say beside it, for example that the cut-off is not agreed.
    public var note: String?

    /// Creates a source entry.
    public init(
      classification: String, withinDays: Int? = nil, withinMonths: Int? = nil, ever: Bool? = nil,
      from: Double? = nil, below: Double? = nil, above: Double? = nil, citation: String,
      note: String? = nil
    ) {
      self.classification = classification
      self.withinDays = withinDays
      self.withinMonths = withinMonths
      self.ever = ever
      self.from = from
      self.below = below
      self.above = above
      self.citation = citation
      self.note = note
    }
  }

  /// One item.
  public struct Row: Sendable, Hashable, Codable {
    /// A stable name.
    public var id: String
    /// What a reader sees.
    public var title: String
    /// What it speaks against.
    public var against: Treatment
    /// Concepts that hit it (a refinement of one hits too).
    public var concepts: [String]
    /// Unit of `below` and `above`, for measurements.
    public var unit: String?
    /// Whether the row makes "otherwise healthy" false (F001-8); rows that sources dispute do not.
    public var againstOtherwiseHealthy: Bool
    /// Every source that names it.
    public var sources: [Source]

    /// Creates a row.
    public init(
      id: String, title: String, against: Treatment, concepts: [String], unit: String? = nil,
      againstOtherwiseHealthy: Bool, sources: [Source]
    ) {
      self.id = id
      self.title = title
      self.against = against
      self.concepts = concepts
      self.unit = unit
      self.againstOtherwiseHealthy = againstOtherwiseHealthy
      self.sources = sources
    }
  }

  /// The rows, in the order in which they are shown.
  public var rows: [Row] {
    didSet { rowsByRoot = ContraindicationTable.byRoot(rows) }
  }
  /// Positions of the rows that name a root, so that a record asks only those that can concern it.
  private var rowsByRoot: [Substring: [Int]]

  /// Creates a table.
  public init(rows: [Row]) {
    self.rows = rows
    rowsByRoot = ContraindicationTable.byRoot(rows)
  }

  /// The rows that name one of these roots, in the order of the table.
  func rows(naming roots: [Substring]) -> [Row] {
    var wanted: Set<Int> = []
    for root in roots {
      if let positions = rowsByRoot[root] { wanted.formUnion(positions) }
    }
    return wanted.sorted().map { rows[$0] }
  }

  private static func byRoot(_ rows: [Row]) -> [Substring: [Int]] {
    var positions: [Substring: [Int]] = [:]
    for (position, row) in rows.enumerated() {
      for root in Set(row.concepts.map { Concept($0).rootName }) {
        positions[root, default: []].append(position)
      }
    }
    return positions
  }

  private enum CodingKeys: String, CodingKey {
    case rows
  }

  /// Reads the rows.
  public init(from decoder: any Decoder) throws {
    self.init(
      rows: try decoder.container(keyedBy: CodingKeys.self).decode([Row].self, forKey: .rows))
  }

  /// Writes the rows.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
  }
}

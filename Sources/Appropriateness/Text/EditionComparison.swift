/// How two editions rate the same option for the scenarios that correspond to each other (FACTS 1.7).
public struct EditionComparison: Sendable, Hashable {
  /// One option of one pair of scenarios.
  public struct Row: Sendable, Hashable {
    /// The variant of the older edition; `nil` when it has none that corresponds.
    public let former: String?
    /// The variant of the newer edition; `nil` when it has none that corresponds.
    public let current: String?
    /// The option.
    public let option: String
    /// The older rating; `notRated` when there is none.
    public let before: Rating
    /// The older score, when one was published.
    public let score: Int?
    /// The newer rating; `notRated` when there is none.
    public let after: Rating

    /// Whether the two editions differ.
    public var isChanged: Bool { before != after }
  }

  /// The code of the older edition.
  public let former: String
  /// The code of the newer edition.
  public let current: String
  /// The rows, by the newer edition's variants, then those that only the older one has.
  public let rows: [Row]

  /// Compares the tables of two editions, as the rows "counterpart" of both pair their variants.
  public init(from older: Criteria, to newer: Criteria) {
    former = older.edition.code
    current = newer.edition.code
    var rows: [Row] = []
    func compare(_ former: VariantRow?, _ current: VariantRow?) {
      for option in newer.options {
        let before = former.flatMap { older.ratingRow(option.code, in: $0.code) }
        let after = current.flatMap { newer.ratingRow(option.code, in: $0.code) }
        if before == nil && after == nil { continue }
        rows.append(
          Row(
            former: former?.code, current: current?.code, option: option.code,
            before: before?.rating ?? .notRated, score: before?.score,
            after: after?.rating ?? .notRated))
      }
    }
    for variant in newer.variants {
      compare(older.variants.first { $0.code == variant.counterpart }, variant)
    }
    for variant in older.variants
    where !newer.variants.contains(where: { $0.counterpart == variant.code }) {
      compare(variant, nil)
    }
    self.rows = rows
  }
}

import Appropriateness

/// Two editions of the criteria side by side, for readers and programs: on their tables, and on cases.
///
///     let comparison = CriteriaComparison(from: tables2013, to: tables2020)
///     print(try comparison.tables(as: .text(columns: 100)))
public struct CriteriaComparison: Sendable {
  /// How a comparison is written.
  public enum Form: Sendable, Hashable {
    /// Text of that many columns.
    case text(columns: Int)
    /// JSON, one row on each line.
    case json
  }

  let pair: EditionPair

  /// Puts two editions side by side: two publications, or one and a changed copy of it.
  public init(from former: CriteriaTables, to current: CriteriaTables) {
    let isCopy = former.criteria.edition.code == current.criteria.edition.code
    let isNamedAlike = former.fileName == current.fileName
    func name(_ tables: CriteriaTables) -> String {
      let code = tables.criteria.edition.code
      return isCopy
        ? "\(code) (\((isNamedAlike ? tables.file : tables.fileName) ?? "built-in"))" : code
    }
    pair = EditionPair(
      from: former.criteria, to: current.criteria, names: (name(former), name(current)))
  }

  /// What differs in tables and rules, and which of all complete cases change.
  ///
  /// Throws ``ConfigurationError`` when the two cannot be compared.
  public func tables(as form: Form) throws(ConfigurationError) -> String {
    let comparison: EditionComparison
    do {
      comparison = try pair.tables()
    } catch {
      throw ConfigurationError(description: error.description)
    }
    switch form {
    case .text(let columns): return comparison.text(width: columns)
    case .json: return comparison.json
    }
  }
}

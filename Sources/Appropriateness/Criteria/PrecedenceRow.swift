/// What the rules must come to, restated apart from them: the first row that speaks of a case tells its result
/// (FACTS 9.1, "evaluate in order").
///
/// Every case is spoken of by some row, so that no rule can change without a row that says so.
public struct PrecedenceRow: Sendable, Hashable {
  /// What a case must come to.
  public enum Result: Sendable, Hashable {
    /// Another topic: the id of the row of `not-covered`.
    case notCovered(String)
    /// The codes of the variants that fit: one, or several that overlap.
    case variants([String])
    /// No variant: the id of the remark that explains the gap.
    case gap(String)
  }

  /// A stable name.
  public let id: String
  /// The cases of which it speaks, unless an earlier row does.
  public let when: CaseCondition
  /// What they come to.
  public let result: Result
  /// The step and why, for a reader.
  public let text: String
}

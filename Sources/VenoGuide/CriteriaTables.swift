import Appropriateness

/// One edition's tables and rules, for readers.
public struct CriteriaTables: Sendable {
  private let criteria: Criteria

  /// Reads the edition that a configuration asks for.
  public init(_ configuration: Evaluator.Configuration) throws(ConfigurationError) {
    criteria = try Knowledge(configuration).criteria
  }

  /// Tables and rules as text of that many columns.
  public func text(columns: Int) -> String { criteria.text(width: columns) }

  /// The criteria file as JSON.
  public var json: String { criteria.document.json }

  /// Goes through every case; the result says whether the rules hold, for a reader.
  public func proof() -> (description: String, holds: Bool) {
    let proof = criteria.prove()
    return (proof.description, proof.holds)
  }
}

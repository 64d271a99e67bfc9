import Appropriateness

/// One edition's tables and rules, for readers.
public struct CriteriaTables: Sendable {
  let criteria: Criteria
  /// The file that it was read from; `nil` when it is built in.
  let file: String?

  /// Reads the edition that a configuration asks for.
  public init(_ configuration: Evaluator.Configuration) throws(ConfigurationError) {
    criteria = try Knowledge(configuration).criteria
    file = configuration.criteria?.name
  }

  /// The name of the file without its folder.
  var fileName: String? {
    file.map { path in path.split(separator: "/").last.map(String.init) ?? path }
  }

  /// The codes of the editions that are built in.
  public static var builtInEditions: [String] { Knowledge.builtInEditions }

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

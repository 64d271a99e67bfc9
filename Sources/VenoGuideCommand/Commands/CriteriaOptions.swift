import ArgumentParser
import VenoGuide

/// Which criteria apply.
struct CriteriaOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The edition of the criteria, \(CriteriaOptions.editions); \(Evaluator.currentEdition) when not given."
    ))
  var edition: String?

  @Option(
    help: ArgumentHelp(
      "A criteria file used in place of the built-in ones.",
      discussion: "A changed copy of a file in Profiles/criteria.", valueName: "file"))
  var criteria: String?

  /// The built-in editions for a reader.
  static var editions: String { CriteriaTables.builtInEditions.joined(separator: " or ") }

  /// Puts the choice into a configuration.
  func apply(to configuration: inout Evaluator.Configuration) throws(CommandFailure) {
    configuration.edition = edition
    if let criteria { configuration.criteria = try NamedContent.file(criteria) }
  }
}

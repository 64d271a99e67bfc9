import ArgumentParser
import VenoGuide

/// `venoguide criteria`: the rating tables and rules.
struct CriteriaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "criteria",
    abstract: "The rating tables and rules, as text or JSON, and the proof that they have no hole.",
    discussion: """
      Examples:
        venoguide criteria
        venoguide criteria --edition 2013
        venoguide criteria --prove --criteria my-2020.json
      """)

  @Option(help: "The edition of the criteria.")
  var edition: String = Evaluator.currentEdition

  @Option(
    help: ArgumentHelp("A criteria file in place of the built-in ones.", valueName: "file"))
  var criteria: String?

  @Flag(help: "The criteria file as JSON.")
  var json = false

  @Flag(
    help: ArgumentHelp(
      "Go through every case that the features can form.",
      discussion:
        "Status 78 when a case has no result, two that disagree without a row, or breaks a claim."))
  var prove = false

  @Option(help: "Columns of the text; those of the terminal, or 80.")
  var width: Int?

  func validate() throws {
    if json && prove { throw ValidationError("--json and --prove exclude each other.") }
    if let width, !(40...400).contains(width) {
      throw ValidationError("--width needs a number from 40 to 400.")
    }
  }

  func run() throws {
    do {
      var configuration = Evaluator.Configuration()
      configuration.edition = edition
      if let criteria { configuration.criteria = try NamedContent.file(criteria) }
      let tables: CriteriaTables
      do {
        tables = try CriteriaTables(configuration)
      } catch {
        throw CommandFailure(.configuration, "\(error)")
      }
      if prove {
        let proof = tables.proof()
        try write(proof.description)
        if !proof.holds { throw CommandFailure(.configuration, "the rules do not hold; see above") }
      } else {
        try write(
          json ? tables.json : tables.text(columns: width ?? min(DocumentOutput.columns, 100)))
      }
    } catch let failure as CommandFailure {
      throw failure.report()
    }
  }

  private func write(_ text: String) throws(CommandFailure) {
    try DocumentOutput.write(Array(text.utf8) + (text.hasSuffix("\n") ? [] : [UInt8(ascii: "\n")]))
  }
}

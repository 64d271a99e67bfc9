import ArgumentParser
import VenoGuide

/// `venoguide criteria`: the rating tables and rules.
struct CriteriaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "criteria",
    abstract:
      "The rating tables and rules, the proof that they have no hole, and what differs between two editions.",
    discussion: """
      --compare takes two editions, each a built-in one or a criteria file: to see what a new publication changed, or \
      what an edit of your own does before it is used. Without files it compares the tables and rules, and tells \
      which of all complete cases change. With files or folders it evaluates every case in them by both editions and \
      says what changes and why, row by row, then totals. Folders are gone through with everything below them, in \
      sorted order; files in them that hold no FHIR, or answers instead of cases, are counted and passed over. The \
      output names files, lines and entries and holds no patient data.

      Examples:
        venoguide criteria
        venoguide criteria --edition 2013
        venoguide criteria --prove --criteria my-2020.json
        venoguide criteria --compare 2013 2020
        venoguide criteria --compare 2020 my-2020.json
        venoguide criteria --compare 2013 2020 --as-of 2026-06-15 Samples

      Exit status with --compare: 0 everything was compared; 65 an input could not be used, 66 opened, 74 read, and \
      all others were compared; 78 criteria or terminology at fault.
      """)

  @Argument(
    help: ArgumentHelp(
      "With --compare: two editions or criteria files, then files and folders with cases; - is standard input.",
      valueName: "edition-or-file"))
  var arguments: [String] = []

  @Flag(help: "Compare two editions.")
  var compare = false

  @OptionGroup
  var criteria: CriteriaOptions

  @Flag(help: "JSON in place of text.")
  var json = false

  @Flag(
    help: ArgumentHelp(
      "Go through every case that the features can form.",
      discussion:
        "Status 78 when a case has no result, two that disagree without a row, or breaks a claim."))
  var prove = false

  @Option(help: "Columns of the text; those of the terminal, or 80.")
  var width: Int?

  @OptionGroup(title: "Comparing cases")
  var reading: ReadingOptions

  func validate() throws {
    if json && prove { throw ValidationError("--json and --prove exclude each other.") }
    if let width, !(40...400).contains(width) {
      throw ValidationError("--width needs a number from 40 to 400.")
    }
    guard compare else {
      if let first = arguments.first {
        throw ValidationError("Unexpected argument '\(first)'; files are for --compare.")
      }
      if !reading.isDefault {
        throw ValidationError("--as-of, --strict, --terminology and --from are for --compare.")
      }
      return
    }
    if arguments.count < 2 {
      throw ValidationError("--compare needs two editions, such as: --compare 2013 2020")
    }
    if prove { throw ValidationError("--compare and --prove exclude each other.") }
    if criteria.edition != nil || criteria.criteria != nil {
      throw ValidationError(
        "--compare takes both editions, or criteria files, as arguments: --compare 2020 my-2020.json"
      )
    }
    if arguments.count == 2 && !reading.isDefault {
      throw ValidationError("--as-of, --strict, --terminology and --from need files to compare.")
    }
  }

  func run() throws {
    let moment = try reading.moment()
    do {
      if compare {
        let comparison = CriteriaComparison(
          from: try tables(named: arguments[0]), to: try tables(named: arguments[1]))
        try run(comparison, on: arguments.dropFirst(2), at: moment)
      } else {
        var configuration = Evaluator.Configuration()
        try criteria.apply(to: &configuration)
        try show(try tables(configuration))
      }
    } catch {
      throw error.report()
    }
  }

  // MARK: One edition

  private func show(_ tables: CriteriaTables) throws(CommandFailure) {
    if prove {
      let proof = tables.proof()
      try DocumentOutput.write(text: proof.description + "\n")
      if !proof.holds { throw CommandFailure(.configuration, "the rules do not hold; see above") }
    } else {
      try DocumentOutput.write(text: json ? tables.json : tables.text(columns: columns))
    }
  }

  private var columns: Int { width ?? min(DocumentOutput.columns, 100) }

  private func tables(
    _ configuration: Evaluator.Configuration
  ) throws(CommandFailure) -> CriteriaTables {
    do {
      return try CriteriaTables(configuration)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  // MARK: Two editions

  /// A built-in edition by its code, or else a criteria file.
  private func tables(named name: String) throws(CommandFailure) -> CriteriaTables {
    var configuration = Evaluator.Configuration()
    if CriteriaTables.builtInEditions.contains(name) {
      configuration.edition = name
    } else {
      do {
        configuration.criteria = try NamedContent.file(name)
      } catch {
        let editions = CriteriaTables.builtInEditions.joined(separator: ", ")
        throw CommandFailure(
          .configuration,
          "\(name): neither a built-in edition (\(editions)) nor a criteria file: \(error.message)")
      }
    }
    return try tables(configuration)
  }

  private func run(
    _ comparison: CriteriaComparison, on paths: ArraySlice<String>, at moment: EvaluationMoment
  ) throws(CommandFailure) {
    let form: CriteriaComparison.Form = json ? .json : .text(columns: columns)
    var configuration = Evaluator.Configuration()
    try reading.apply(to: &configuration)
    do {
      guard !paths.isEmpty else {
        try DocumentOutput.write(text: try comparison.tables(as: form))
        return
      }
      var writer = ComparisonWriter(
        comparer: try CaseComparer(comparison, configuration),
        report: ComparisonReport(comparison, as: form), moment: moment, reading: reading)
      try writer.write(paths)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }
}

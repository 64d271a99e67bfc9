import ArgumentParser
import VenoGuide

/// Options of every subcommand that evaluates.
struct EvaluationOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files to read; - or none is standard input.",
      discussion: """
        JSON or XML, a Bundle of any type, a bare resource or Parameters, NDJSON with a Bundle on each line; each \
        plain or gzip. What it is shows in the content, not in the name.
        """,
      valueName: "file"))
  var files: [String] = []

  @OptionGroup
  var criteria: CriteriaOptions

  @OptionGroup
  var reading: ReadingOptions

  /// The criteria and codes that these options describe.
  func configuration() throws(CommandFailure) -> Evaluator.Configuration {
    var configuration = Evaluator.Configuration()
    try criteria.apply(to: &configuration)
    try reading.apply(to: &configuration)
    return configuration
  }

  /// The evaluator that these options describe.
  func evaluator(
    packedAs packaging: GuidancePackaging = .resource
  ) throws(CommandFailure) -> Evaluator {
    var configuration = try configuration()
    configuration.packaging = packaging
    do {
      return try Evaluator(configuration)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  /// The inputs in order; standard input when none is named.
  var paths: [String] { files.isEmpty ? ["-"] : files }
}

extension EvaluationOptions {
  /// Writes a document about every input. Inputs that cannot be used are said on standard error; the others are still
  /// shown, and the exit status is 65.
  func writeForEachInput(
    _ document: (Evaluator, EvaluationMoment, InputPiece) throws(InputError) -> [UInt8]
  ) throws {
    let moment = try reading.moment()
    do {
      let evaluator = try evaluator()
      var hasFailed = false
      for path in paths {
        var input = try reading.opened(path)
        while let piece = try input.next() {
          do {
            try DocumentOutput.write(try document(evaluator, moment, piece))
          } catch let error as InputError {
            MessageOutput.say("\(piece.name): \(error)")
            hasFailed = true
          }
        }
      }
      if hasFailed { throw CommandFailure(.dataError, "") }
    } catch let failure as CommandFailure {
      throw failure.report()
    }
  }
}

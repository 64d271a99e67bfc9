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

  /// The evaluator that these options describe.
  func evaluator(
    packedAs packaging: GuidancePackaging = .resource
  ) throws(CommandFailure) -> Evaluator {
    var configuration = Evaluator.Configuration()
    configuration.packaging = packaging
    try criteria.apply(to: &configuration)
    try reading.apply(to: &configuration)
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
  /// Evaluates every input and hands the results on. Inputs that cannot be used are said on standard error; the others
  /// are still shown, and the exit status is 65.
  func forEachEvaluation(
    _ show: (Evaluator, Evaluation) throws(CommandFailure) -> Void
  ) throws {
    let moment = try reading.moment()
    do {
      let evaluator = try evaluator()
      var hasFailed = false
      for path in paths {
        var input = try reading.opened(path)
        while let piece = try input.next() {
          do {
            try show(
              evaluator, try evaluator.evaluate(piece, at: moment, release: reading.inputRelease))
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

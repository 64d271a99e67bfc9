import ArgumentParser
import VenoGuide

/// `venoguide case`: the internal case record.
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract:
      "The internal case record as JSON: each fact with its evidence, and the codes not understood.",
    discussion: """
      One JSON object for each patient. It holds what the record says, dates included; treat it as patient data.

      Example:
        venoguide case --pretty bundle.json
      """)

  @OptionGroup(title: "Evaluation")
  var evaluation: EvaluationOptions

  @Flag(help: "Indent for people.")
  var pretty = false

  func run() throws {
    try evaluation.writeForEachInput { evaluator, moment, piece throws(InputError) in
      try evaluator.evaluate(piece, at: moment, release: evaluation.reading.inputRelease).answers
        .flatMap {
          answer in
          evaluator.caseDocument(of: answer, pretty: pretty) + [UInt8(ascii: "\n")]
        }
    }
  }
}

import ArgumentParser
import VenoGuide

/// `venoguide explain`: the same evaluation for a person.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "The same evaluation for a person: the answer, why, what is missing, what would change it.",
    discussion: """
      Examples:
        venoguide explain bundle.json
        venoguide explain --html bundle.json > page.html
      """)

  @OptionGroup(title: "Evaluation")
  var evaluation: EvaluationOptions

  @Flag(help: "One self-contained page in place of text.")
  var html = false

  @Option(help: "Columns of the text; those of the terminal, or 80.")
  var width: Int?

  func validate() throws {
    if let width, !(40...400).contains(width) {
      throw ValidationError("--width needs a number from 40 to 400.")
    }
  }

  func run() throws {
    let form: ExplanationForm =
      html
      ? .page
      : .text(
        columns: width ?? min(DocumentOutput.columns, 100), isStyled: DocumentOutput.isTerminal)
    try evaluation.writeForEachInput { evaluator, moment, piece throws(InputError) in
      evaluator.explanation(
        of: try evaluator.evaluate(piece, at: moment, release: evaluation.reading.inputRelease)
          .answers,
        as: form)
    }
  }
}

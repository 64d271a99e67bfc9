import ArgumentParser
import FHIR
import FHIRSyntax
import Guidance
import VenoGuide

/// `venoguide evaluate`: Bundles in, guidance out.
struct EvaluateCommand: ParsableCommand {
  /// The format of the output: JSON, XML, or JSON on one line for each answer.
  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case json
    case xml
    case ndjson

    /// How each resource is written.
    var encoding: FHIRFormat { self == .xml ? .xml : .json }
  }

  /// How the guidance is packed.
  enum Packaging: String, ExpressibleByArgument, CaseIterable {
    case resource
    case document
    case message
  }

  /// The answers that make the exit status 65.
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case never
    case failure
    case dataRequired = "data-required"
  }

  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Bundles in, guidance out. The default subcommand.",
    discussion: """
      Writes one GuidanceResponse for each patient. Line-delimited input gets exactly one line of output for each \
      line that is not blank, in order and flushed; a line that cannot be used gets an OperationOutcome, and the \
      exit status is 0 when every line was answered.

      Examples:
        venoguide < bundle.json > guidance.json
        venoguide --to xml --as-of 2026-06-15 bundle.json
        venoguide < bundles.ndjson > guidance.ndjson

      Exit status: 0 every input was answered; 65 an input could not be used; 66 cannot be opened; 70 a fault of the \
      program; 74 input/output error; 78 criteria or terminology at fault.
      """)

  @OptionGroup(title: "Evaluation")
  var evaluation: EvaluationOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Output format; that of the input when not given.",
      discussion: """
        Several answers are written as NDJSON, or in XML as a collection Bundle. ndjson is JSON on one line even \
        with --pretty.
        """))
  var output: OutputFormat?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Packaging of the guidance.",
      discussion: """
        resource is a GuidanceResponse with everything contained in it; document a FHIR document with a Composition, \
        the evidence and a Provenance; message the answer to a FHIR message that came in.
        """))
  var packaging: Packaging = .resource

  @Option(
    help: ArgumentHelp(
      "What a document takes along of the input: none, used or all; used when not given.",
      valueName: "scope"))
  var evidence: EvidenceScope?

  @Option(
    name: .customLong("fhir"), help: "FHIR release of the output; that of the input when not given."
  )
  var outputRelease: FHIRRelease?

  @Flag(help: "Indent a single JSON or XML document for people.")
  var pretty = false

  @Option(
    help: ArgumentHelp(
      "Which answers make the exit status 65.",
      discussion: "Default: failure, and never for line-delimited input.", valueName: "when"))
  var failOn: FailOn?

  func validate() throws {
    if evidence != nil, packaging != .document {
      throw ValidationError("--evidence is for --as document only.")
    }
  }

  private var guidancePackaging: GuidancePackaging {
    switch packaging {
    case .resource: .resource
    case .document: .document(evidence ?? .used)
    case .message: .message
    }
  }

  func run() throws {
    let moment = try evaluation.reading.moment()
    do {
      var writer = GuidanceWriter(
        evaluator: try evaluation.evaluator(packedAs: guidancePackaging), moment: moment,
        reading: evaluation.reading, format: output, release: outputRelease, isPretty: pretty)
      var hasFailed = false
      for path in evaluation.paths {
        let answered = try writer.answer(path)
        hasFailed = hasFailed || answered.fails(on: failOn)
      }
      try writer.finish()
      if hasFailed { throw ExitCode(CommandFailure.Status.dataError.rawValue) }
    } catch let failure as CommandFailure {
      throw failure.report()
    }
  }
}

/// How the answers of one file came out.
struct AnswerTally {
  /// Document or lines.
  var shape: InputShape
  /// Some input could not be used: malformed, or a guidance with status `failure`.
  var hasFailure = false
  /// Some guidance needs data.
  var needsData = false
  /// Lines may be missing at the end.
  var isCutOff = false

  /// Whether that is a failure by `--fail-on`.
  func fails(on choice: EvaluateCommand.FailOn?) -> Bool {
    // Not every line was answered, and how many there are nobody knows.
    if shape == .lines, isCutOff { return true }
    return switch choice ?? (shape == .lines ? .never : .failure) {
    case .never: false
    case .failure: hasFailure
    case .dataRequired: hasFailure || needsData
    }
  }
}

extension EvidenceScope: ExpressibleByArgument {}

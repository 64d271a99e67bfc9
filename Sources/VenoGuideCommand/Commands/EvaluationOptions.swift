import ArgumentParser
import CaseRecord
import FHIR
import FHIRSyntax
import VenoGuide

/// How an input is to be read.
enum InputKind: String, ExpressibleByArgument, CaseIterable {
  case auto
  case json
  case xml
  case ndjson
}

extension FHIRRelease: ExpressibleByArgument {}

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

  @Option(
    help: ArgumentHelp(
      "The moment of evaluation: now, bundle, a date or an instant.",
      discussion: """
        bundle takes Bundle.timestamp. Days are counted on the calendar of this moment's zone, and times without a \
        zone are read in it. A plain date is a day in UTC.
        """,
      valueName: "moment"))
  var asOf: String = "now"

  @Option(help: "The edition of the criteria.")
  var edition: String = Evaluator.currentEdition

  @Flag(help: "Assume nothing: what would be provisional is undetermined.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "A folder with a site's own codes, added to the built-in ones.",
      discussion: "FHIR ValueSets and ConceptMaps, or CSV files; see Profiles/README.md.",
      valueName: "folder"))
  var terminology: String?

  @Option(
    help: ArgumentHelp(
      "A criteria file used in place of the built-in ones.",
      discussion: "A changed copy of a file in Profiles/criteria.", valueName: "file"))
  var criteria: String?

  @Option(
    name: .customLong("from"),
    help: "Read the input as json, xml or ndjson instead of finding out (auto).")
  var inputKind: InputKind = .auto

  @Option(
    help: ArgumentHelp(
      "How much an input may hold, such as bytes=2G,depth=300.",
      discussion: LimitsOption.explanation, valueName: "limits"))
  var limits = LimitsOption()

  @Option(
    name: .customLong("from-fhir"),
    help: ArgumentHelp(
      "FHIR release of the input, where the sender names one.",
      discussion: """
        Found out when not given: by profiles of FHIR itself, and by the shape of each resource. A resource of another \
        shape than the release given here is read as what it is, and the guidance says so.
        """))
  var inputRelease: FHIRRelease?

  /// The evaluator that these options describe.
  func evaluator(
    packedAs packaging: GuidancePackaging = .resource
  ) throws(CommandFailure) -> Evaluator {
    var configuration = Evaluator.Configuration()
    configuration.packaging = packaging
    configuration.edition = edition
    configuration.isStrict = strict
    configuration.limits = limits.limits
    if let terminology {
      configuration.terminology = try NamedContent.files(inFolder: terminology)
    }
    if let criteria {
      configuration.criteria = try NamedContent.file(criteria)
    }
    do {
      return try Evaluator(configuration)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  /// The moment of evaluation that these options describe.
  func moment() throws -> EvaluationMoment {
    switch asOf {
    case "now": return .fixed(SystemClock.now())
    case "bundle": return .bundleTimestamp
    default:
      guard let moment = AsOf(fhir: asOf) else {
        throw ValidationError(
          """
          --as-of needs now, bundle, a date such as 2026-06-15, or an instant such as \
          2026-06-15T08:00:00+02:00.
          """)
      }
      return .fixed(moment)
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
    let moment = try moment()
    do {
      let evaluator = try evaluator()
      var hasFailed = false
      for path in paths {
        var input = try InputRun.opened(path, kind: inputKind, limits: limits.limits)
        while let piece = try input.next() {
          do {
            try show(evaluator, try evaluator.evaluate(piece, at: moment, release: inputRelease))
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

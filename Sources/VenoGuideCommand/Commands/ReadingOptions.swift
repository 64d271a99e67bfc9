import ArgumentParser
import CaseRecord
import VenoGuide

/// How an input is to be read.
enum InputKind: String, ExpressibleByArgument, CaseIterable {
  case auto
  case json
  case xml
  case ndjson
}

/// How inputs are read, and as of when.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The moment of evaluation: now, bundle, a date or an instant.",
      discussion: """
        bundle takes Bundle.timestamp. Days are counted on the calendar of this moment's zone, and times without a \
        zone are read in it. A plain date is a day in UTC.
        """,
      valueName: "moment"))
  var asOf: String = "now"

  @Flag(help: "Assume nothing: what would be provisional is undetermined.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "A folder with a site's own codes, added to the built-in ones.",
      discussion: "FHIR ValueSets and ConceptMaps, or CSV files; see Profiles/README.md.",
      valueName: "folder"))
  var terminology: String?

  @Option(
    name: .customLong("from"),
    help: "Read the input as json, xml or ndjson instead of finding out (auto).")
  var inputKind: InputKind = .auto

  /// Whether nothing was chosen.
  var isDefault: Bool {
    asOf == "now" && !strict && terminology == nil && inputKind == .auto
  }

  /// Puts the choices into a configuration.
  func apply(to configuration: inout Evaluator.Configuration) throws(CommandFailure) {
    configuration.isStrict = strict
    if let terminology {
      configuration.terminology = try NamedContent.files(inFolder: terminology)
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
}

import ArgumentParser
import CaseRecord
import FHIR
import VenoGuide

/// How an input is to be read.
enum InputKind: String, ExpressibleByArgument, CaseIterable {
  case auto
  case json
  case xml
  case ndjson
}

extension FHIRRelease: ExpressibleByArgument {}

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

  /// Whether nothing was chosen.
  var isDefault: Bool {
    asOf == "now" && !strict && terminology == nil && inputKind == .auto && inputRelease == nil
      && limits.limits == LimitsOption().limits
  }

  /// Opens an input.
  func opened(_ path: String) throws(CommandFailure) -> InputRun {
    try InputRun.opened(path, kind: inputKind, limits: limits.limits)
  }

  /// Puts the choices into a configuration.
  func apply(to configuration: inout Evaluator.Configuration) throws(CommandFailure) {
    configuration.isStrict = strict
    configuration.limits = limits.limits
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

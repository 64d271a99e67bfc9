import ArgumentParser
import Batch
import CaseRecord
import FHIR
import VenoGuide

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `venoguide batch`: a folder in, answers, a ledger and a report out.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract:
      "A folder of Bundles, or a Bulk Data export, in; a folder of guidance and a report out.",
    discussion: """
      Reads every .json, .xml and .ndjson file below IN, each also as .gz. A Bundle is answered by itself; resources \
      that stand alone, as in a Bulk Data export, are joined by patient first. OUT gets guidance/, quarantine/, \
      retracted/, report.html, report.json and ledger.sqlite, which remembers every input: what did not change is \
      not evaluated again, and an answer whose source is gone is retracted. The run can be stopped at any time and \
      goes on where it was when it is started again. See docs/batch.md.

      Examples:
        venoguide batch export/ guidance/
        venoguide batch --as-of 2026-06-15 --min-age 60 /data/drop /data/guidance
        venoguide batch --replay export/ guidance/

      Exit status: 0 everything was answered; 65 something is in quarantine, and all else was answered; 66 an input \
      cannot be opened; 73, 74 output cannot be created, reading or writing failed; 75 another run has OUT; 78 \
      criteria or terminology at fault; 130, 143 stopped by SIGINT or SIGTERM.
      """)

  @Argument(help: ArgumentHelp("The folder to read.", valueName: "in"))
  var input: String

  @Argument(
    help: ArgumentHelp("The folder to write to; made when it is not there.", valueName: "out"))
  var output: String

  @OptionGroup
  var criteria: CriteriaOptions

  @Option(
    help: ArgumentHelp(
      "The moment of evaluation: now, bundle, a date or an instant.",
      discussion: "A run that was interrupted keeps its moment, unless one is given here.",
      valueName: "moment"))
  var asOf: String = "now"

  @Flag(help: "Assume nothing: what would be provisional is undetermined.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "A folder with a site's own codes, added to the built-in ones.", valueName: "folder"))
  var terminology: String?

  @Option(help: "FHIR release of the answers; that of each input when not given.")
  var fhir: FHIRRelease?

  @Option(
    name: .customLong("from-fhir"),
    help: "FHIR release of the inputs, where their sender names one.")
  var inputRelease: FHIRRelease?

  @Option(
    help: ArgumentHelp(
      "How much an input may hold.", discussion: LimitsOption.explanation, valueName: "limits"))
  var limits = LimitsOption()

  @Option(
    help: "How many cases are worked on at a time; as many as there are processors when not given.")
  var workers: Int?

  @Option(
    help: ArgumentHelp(
      "Only the patients of one part of the work, such as 3/8.",
      discussion: """
        For array jobs: every part reads everything and answers its own patients, into a folder of its own.
        """, valueName: "i/n"))
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      "Leave files alone that changed within so many seconds; names in .tmp or .part always.",
      valueName: "seconds"))
  var minAge = 0

  @Flag(help: "Try what is in quarantine again, as it lies there: corrected by hand, perhaps.")
  var replay = false

  @Flag(help: "Take all answers back when IN holds nothing; without this that is an error.")
  var retractAll = false

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers needs a number from 1 to 1024.")
    }
    if minAge < 0 { throw ValidationError("--min-age needs a number of seconds.") }
  }

  func run() throws {
    let settings = try self.settings()
    do {
      var configuration = Evaluator.Configuration()
      try criteria.apply(to: &configuration)
      configuration.isStrict = strict
      configuration.limits = limits.limits
      if let terminology {
        configuration.terminology = try NamedContent.files(inFolder: terminology)
      }
      try run(settings, configuration)
    } catch let failure as CommandFailure {
      throw failure.report()
    }
  }

  private func settings() throws -> BatchSettings {
    let now = SystemClock.now()
    var settings = BatchSettings(
      input: input, output: output, now: now,
      workers: workers ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    switch asOf {
    case "now": settings.moment = nil
    case "bundle": settings.moment = .bundleTimestamp
    default:
      guard let moment = AsOf(fhir: asOf) else {
        throw ValidationError(
          """
          --as-of needs now, bundle, a date such as 2026-06-15, or an instant such as \
          2026-06-15T08:00:00+02:00.
          """)
      }
      settings.moment = .fixed(moment)
    }
    settings.shard = shard
    settings.minimumAge = minAge
    settings.isReplay = replay
    settings.retractsAll = retractAll
    settings.inputRelease = inputRelease
    settings.outputRelease = fhir
    return settings
  }

  private func run(
    _ settings: BatchSettings, _ configuration: Evaluator.Configuration
  ) throws {
    let run: BatchRun
    do {
      run = try BatchRun(settings, configuration)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
    StopSignal.listen()
    let output = ProgressOutput()
    let result: BatchResult
    do {
      result = try run.run(every: output.interval) { output.show($0) }
    } catch {
      output.clear()
      throw CommandFailure(error)
    }
    output.end(result, folder: settings.output)
    if let signal = result.signal { throw ExitCode(128 + signal) }
    if result.quarantined > 0 { throw ExitCode(CommandFailure.Status.dataError.rawValue) }
  }
}

extension Shard: ExpressibleByArgument {
  /// `3/8`
  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else {
      return nil
    }
    self.init(number: number, count: count)
  }
}

extension CommandFailure {
  fileprivate init(_ failure: BatchFailure) {
    let status: Status =
      switch failure.kind {
      case .usage: .usage
      case .input: .noInput
      case .output: .cannotCreate
      case .system: .ioError
      case .busy: .busy
      case .program: .software
      }
    self.init(status, failure.message)
  }
}

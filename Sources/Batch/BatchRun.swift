import CaseRecord
import FHIR
import FHIRSyntax
import Synchronization
import VenoGuide

/// A nightly run: a folder in, answers, a ledger and a report out.
///
///     let run = try BatchRun(settings, evaluator)
///     let result = try run.run { counts in print(counts.cases) }
///
/// docs/batch.md says what it promises.
public struct BatchRun: Sendable {
  private let settings: BatchSettings
  private let evaluator: Evaluator
  private let limits: SyntaxLimits

  /// Prepares a run.
  public init(
    _ settings: BatchSettings, _ configuration: Evaluator.Configuration
  ) throws(ConfigurationError) {
    self.settings = settings
    evaluator = try Evaluator(configuration)
    limits = configuration.limits
    form = [
      configuration.isStrict ? "strict" : "", "\(configuration.packaging)",
      settings.outputRelease.map { "\($0)" } ?? "", settings.inputRelease.map { "\($0)" } ?? "",
    ].joined(separator: " ")
  }

  private let form: String

  /// Runs until everything is done, or until a signal comes (``StopSignal``).
  ///
  /// - Parameters:
  ///   - interval: how often to tell how far it is.
  ///   - tell: called on any thread.
  /// - Returns: what was done.
  /// - Throws: why the run stopped; the ledger is whole, and another run goes on from there.
  public func run(
    every interval: Duration = .seconds(1), tell: @escaping @Sendable (RunCounts) -> Void
  ) throws(BatchFailure) -> BatchResult {
    let folder = try OutputFolder(settings.output)
    defer { folder.close() }
    let ledger = try Ledger(folder.path(of: "ledger.sqlite"))
    try checkOwner(of: ledger)
    let now = Int(settings.now.epochSeconds)
    let run = try ledger.beginRun(
      evaluator.versions, form: form, moment: settings.moment.map(Self.text),
      now: (settings.now.text, now))
    let inputs = try InputFolder(
      settings.input, without: settings.output, before: now - settings.minimumAge)
    if inputs.files.isEmpty, inputs.young.isEmpty, !settings.retractsAll,
      try ledger.answeredCount() > 0
    {
      throw BatchFailure(
        .input,
        "\(settings.input): holds no inputs, and there are answers to inputs that it once held; is the folder mounted? "
          + "If everything was deleted, say so with --retract-all"
      )
    }
    let export = try ExportFiles(inputs.files, limits)
    let joins = !inputs.young.contains(where: \.isLines)
    let moment = Self.moment(run.moment) ?? .fixed(settings.now)
    let committer = Committer(ledger, run)
    let cases = CaseEvaluator(
      evaluator: evaluator, moment: moment, inputRelease: settings.inputRelease,
      outputRelease: settings.outputRelease, folder: folder, ledger: ledger, run: run,
      committer: committer, isReplay: settings.isReplay)
    let progress = Progress(
      totalBytes: inputs.files.reduce(0) { $0 + $1.size }, every: interval, tell: tell)
    let control = RunControl()

    var result = BatchResult(counts: RunCounts(), isResumed: run.isResumed)
    result.leftAlone = inputs.young.count
    do throws(BatchFailure) {
      let tally = try work(inputs, export, cases, joins: joins, progress, control)
      if !control.isStopping {
        try retractUnseen(cases, inputs, joins: joins, progress, control)
      }
      try committer.flush()
      if !control.isStopping, let tally {
        try finish(tally, export, cases, inputs, joins: joins, &result)
        try ledger.finish(run, at: now)
      }
    } catch {
      // What was done is kept, if that is possible at all.
      do throws(BatchFailure) { try committer.flush() } catch {}
      throw error
    }
    result.counts = progress.counts
    result.signal = StopSignal.received
    return result
  }

  // MARK: The moment

  private static func text(_ moment: EvaluationMoment) -> String {
    switch moment {
    case .fixed(let asOf): asOf.text
    case .bundleTimestamp: "bundle"
    }
  }

  private static func moment(_ text: String) -> EvaluationMoment? {
    text == "bundle" ? .bundleTimestamp : AsOf(fhir: text).map { .fixed($0) }
  }

  // MARK: Stages

  private func checkOwner(of ledger: Ledger) throws(BatchFailure) {
    if try ledger.keep(setting: "schema", "1") != nil {
      throw BatchFailure(
        .usage,
        "\(settings.output): the ledger was made by another version of the program; name another folder"
      )
    }
    let shard = settings.shard.map { "\($0.number)/\($0.count)" } ?? "1/1"
    if let before = try ledger.keep(setting: "shard", shard) {
      throw BatchFailure(
        .usage,
        "\(settings.output): belongs to shard \(before); each shard needs an output folder of its own"
      )
    }
  }

  /// Reads everything, answers documents, then joins and answers patients; nil when the run is to stop before the end.
  private func work(
    _ inputs: InputFolder, _ export: ExportFiles, _ cases: CaseEvaluator, joins: Bool,
    _ progress: Progress, _ control: RunControl
  ) throws(BatchFailure) -> ReadingTally? {
    let partitions = PatientPartitions(folder: cases.folder.workFolder, workers: settings.workers)
    let shared = SharedResources(folder: cases.folder.workFolder)
    let queue = InputQueue(inputs.files, limits: limits)
    let corrections = try Corrections(
      of: inputs.files, in: cases.folder, isReplay: settings.isReplay)
    let whole = Mutex(ReadingTally())
    try control.inParallel(settings.workers) { () throws(BatchFailure) in
      var reader = InputReader(
        cases, partitions, shared, limits: limits, shard: settings.shard, deleted: export.deleted,
        skipped: export.skipped, joins: joins, corrections: corrections, progress: progress)
      try reader.read(queue, control)
      let tally = reader.tally
      whole.withLock { $0 += tally }
    }
    if control.isStopping { return nil }
    let tally = whole.withLock { $0 }
    progress.begin(stage: "joining")
    let context = ExportContext(
      base: tally.bases.count <= 1 ? (tally.bases.first ?? "") : nil,
      timestamp: cases.moment == .bundleTimestamp ? export.manifest?.transactionTime : nil)
    let next = Atomic<Int>(0)
    try control.inParallel(settings.workers) { () throws(BatchFailure) in
      while !control.isStopping {
        let part = next.add(1, ordering: .relaxed).oldValue
        guard part < PatientPartitions.count else { return }
        try partitions.pieces(of: part) { piece throws(BatchFailure) in
          try PatientBundle.forEach(in: piece, context, shared) { patient throws(BatchFailure) in
            if control.isStopping { return }
            progress.add(try cases.answer(BatchCase(patient)))
          }
        }
        progress.addJoined()
      }
    }
    return control.isStopping ? nil : tally
  }

  /// Takes back the answers to inputs that are not there any more.
  private func retractUnseen(
    _ cases: CaseEvaluator, _ inputs: InputFolder, joins: Bool, _ progress: Progress,
    _ control: RunControl
  ) throws(BatchFailure) {
    try cases.committer.flush()
    let young = Set(inputs.young.map(\.name))
    var key = ""
    while !control.isStopping {
      let unseen = try cases.ledger.unseen(in: cases.run, after: key, limit: 500)
      guard let last = unseen.last else { return }
      for (name, input) in unseen {
        if control.isStopping { return }
        let file = name.lastIndex(of: "#").map { String(name[..<$0]) } ?? name
        let isWaiting =
          young.contains(name) || young.contains(file) || !joins && name.hasPrefix("patients/")
        if isWaiting {
          try cases.committer.add(.seen(input.id))
        } else {
          try cases.retract(input, key: name, .gone)
          if input.state == .answered { progress.addRetraction() }
        }
      }
      key = last.key
    }
  }
}

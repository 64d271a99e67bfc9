import CaseRecord
import FHIR
import FHIRSyntax
import VenoGuide

/// What a run is to do.
public struct BatchSettings: Sendable {
  /// The folder with the inputs.
  public var input: String
  /// The folder for answers, ledger and report; made when there is none.
  public var output: String
  /// The moment of evaluation; `nil` for now, or that of an interrupted run that goes on.
  public var moment: EvaluationMoment?
  /// The clock, read once: nothing below the command line looks at one.
  public var now: AsOf
  /// How many cases are worked on at a time.
  public var workers: Int
  /// The part of a work that falls to this run; `nil` for all of it.
  public var shard: Shard?
  /// Files that changed within so many seconds are left alone.
  public var minimumAge = 0
  /// Whether what is in quarantine is tried again.
  public var isReplay = false
  /// Whether all answers may be taken back because no input is there any more.
  public var retractsAll = false
  /// The release of the inputs, where their sender names one.
  public var inputRelease: FHIRRelease?
  /// The release of the answers; `nil` for that of each input.
  public var outputRelease: FHIRRelease?

  /// A run over a folder.
  public init(input: String, output: String, now: AsOf, workers: Int) {
    self.input = input
    self.output = output
    self.now = now
    self.workers = max(workers, 1)
  }
}

/// What a run came to.
public struct BatchResult: Sendable {
  /// What was done.
  public var counts: RunCounts
  /// Whether the run was begun before.
  public var isResumed: Bool
  /// The signal that ended it before its end; run it again to go on.
  public var signal: Int32?
  /// Records in quarantine.
  public var quarantined = 0
  /// Files that are left for the next run, since they may still be written to.
  public var leftAlone = 0
  /// What the person who started it should know, in sentences.
  public var remarks: [String] = []
}

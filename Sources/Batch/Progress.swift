import Synchronization

/// How far a run is, for whoever watches.
public struct RunCounts: Sendable, Hashable {
  /// Bytes of input that were read, and that there are.
  public var bytes = 0
  /// Bytes of input that there are.
  public var totalBytes = 0
  /// Cases that were answered.
  public var answered = 0
  /// Cases whose answers stand.
  public var unchanged = 0
  /// Records that cannot be used.
  public var unusable = 0
  /// Answers that were taken back.
  public var retracted = 0
  /// What is being done, in a word or two.
  public var stage = "reading"
  /// Parts of the join that are done, of ``PatientPartitions/count``.
  public var joined = 0
  /// Seconds since the beginning.
  public var seconds = 0.0

  /// All cases.
  public var cases: Int { answered + unchanged }
}

/// Counts what workers do, and tells somebody now and then.
final class Progress: Sendable {
  private struct State {
    var counts = RunCounts()
    var told = ContinuousClock.now
  }

  private let state: Mutex<State>
  private let begin = ContinuousClock.now
  private let interval: Duration
  private let tell: @Sendable (RunCounts) -> Void

  init(
    totalBytes: Int, every interval: Duration, tell: @escaping @Sendable (RunCounts) -> Void
  ) {
    var state = State()
    state.counts.totalBytes = totalBytes
    self.state = Mutex(state)
    self.interval = interval
    self.tell = tell
  }

  /// The counts so far.
  var counts: RunCounts {
    var counts = state.withLock { $0.counts }
    counts.seconds = (ContinuousClock.now - begin).milliseconds / 1000
    return counts
  }

  func add(bytes: Int) { change { $0.bytes += bytes } }

  func add(_ result: CaseResult) {
    change { counts in
      switch result {
      case .answered: counts.answered += 1
      case .unchanged: counts.unchanged += 1
      case .unusable: counts.unusable += 1
      }
    }
  }

  func addRetraction() { change { $0.retracted += 1 } }

  func addJoined() { change { $0.joined += 1 } }

  func begin(stage: String) { change { $0.stage = stage } }

  private func change(_ body: (inout RunCounts) -> Void) {
    let due: RunCounts? = state.withLock { state in
      body(&state.counts)
      let now = ContinuousClock.now
      guard now - state.told > interval else { return nil }
      state.told = now
      return state.counts
    }
    guard var due else { return }
    due.seconds = (ContinuousClock.now - begin).milliseconds / 1000
    tell(due)
  }
}

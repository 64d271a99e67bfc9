import Synchronization

/// Gathers what workers did and writes it to the ledger, some at a time.
///
/// INVARIANT: the files of a change are in their places before the ledger has it. A power failure may still take files
/// and keep the ledger; so a run that goes on with another one looks at what that one wrote.
final class Committer: Sendable {
  private struct State {
    var waiting: [LedgerChange] = []
    var latest = ContinuousClock.now
  }

  private static let most = 256
  private static let longest = Duration.milliseconds(250)

  private let ledger: Ledger
  private let run: LedgerRun
  private let state = Mutex(State())

  init(_ ledger: Ledger, _ run: LedgerRun) {
    self.ledger = ledger
    self.run = run
  }

  /// Takes a change whose files are written.
  func add(_ change: LedgerChange) throws(BatchFailure) {
    let result = state.withLock { state in
      Result { () throws(BatchFailure) in
        state.waiting.append(change)
        guard state.waiting.count >= Self.most || ContinuousClock.now - state.latest > Self.longest
        else { return }
        try write(&state)
      }
    }
    try result.get()
  }

  /// Writes what waits.
  func flush() throws(BatchFailure) {
    let result = state.withLock { state in
      Result { () throws(BatchFailure) in try write(&state) }
    }
    try result.get()
  }

  private func write(_ state: inout State) throws(BatchFailure) {
    defer { state.latest = ContinuousClock.now }
    if state.waiting.isEmpty { return }
    try ledger.write(state.waiting, in: run)
    state.waiting.removeAll(keepingCapacity: true)
  }
}

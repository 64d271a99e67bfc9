import Dispatch
import Synchronization

/// Whether work goes on: it ends early at a signal, and at the first failure of any worker.
final class RunControl: Sendable {
  private let failed = Atomic<Bool>(false)
  private let failure = Mutex<BatchFailure?>(nil)

  /// Whether workers are to end after what they have in hand.
  var isStopping: Bool {
    failed.load(ordering: .relaxed) || StopSignal.received != nil
  }

  /// Runs a body on several cores and waits for all of them; throws the first failure.
  ///
  /// - Parameters:
  ///   - workers: how many.
  ///   - body: what each does; it looks at ``isStopping`` now and then.
  /// - Throws: the first failure of any worker.
  func inParallel(
    _ workers: Int, _ body: @Sendable () throws(BatchFailure) -> Void
  ) throws(BatchFailure) {
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      do throws(BatchFailure) {
        try body()
      } catch {
        failed.store(true, ordering: .relaxed)
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}

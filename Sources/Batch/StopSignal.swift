import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The request to stop, by SIGINT or SIGTERM. The first one lets the cases in hand end; a second one ends the program.
public enum StopSignal {
  private static let number = Atomic<Int32>(0)

  /// Begins to listen.
  public static func listen() {
    // Made before a handler may need it.
    number.store(0, ordering: .relaxed)
    for signal in [SIGINT, SIGTERM] {
      var action = sigaction()
      #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = { StopSignal.note($0) }
      #elseif canImport(Musl)
      action.__sa_handler.sa_handler = { StopSignal.note($0) }
      #else
      action.__sigaction_u.__sa_handler = { StopSignal.note($0) }
      #endif
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | Int32(SA_RESTART)
      sigaction(signal, &action, nil)
    }
  }

  private static func note(_ signal: Int32) {
    number.store(signal, ordering: .relaxed)
  }

  /// The signal that came; `nil` when none did.
  public static var received: Int32? {
    let signal = number.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }
}

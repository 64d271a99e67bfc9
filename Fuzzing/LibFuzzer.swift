#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// libFuzzer as a function: it calls back with input after input until it is told to stop or something breaks.
///
/// libFuzzer's own `main` is not used, since SwiftPM renames that of an executable.
enum LibFuzzer {
  /// What is done with an input: nil, or a sentence that says what must not be.
  typealias Check = @Sendable (UnsafeRawBufferPointer) -> String?

  /// Runs a check with the arguments of the command line.
  static func run(_ check: @escaping Check) -> Never {
    current = check
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, libFuzzerTest))
  }

  /// A C function can capture nothing. Set once, before libFuzzer starts its only thread.
  nonisolated(unsafe) fileprivate static var current: Check?
}

/// What libFuzzer calls. Under this name its own `main`, which is linked and not used, looks for it.
@_cdecl("LLVMFuzzerTestOneInput")
func libFuzzerTest(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  if let violation = LibFuzzer.current?(bytes) { fatalError(violation) }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ check: @convention(c) (UnsafeRawPointer?, Int) -> CInt
) -> CInt

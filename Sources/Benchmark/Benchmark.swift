import Foundation

/// Figures for docs/performance.md; called by `scripts/bench`.
///
/// Usage: `Benchmark engine` measures the engine alone, `Benchmark FILE…` everything from bytes to guidance.
@main
struct Benchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "engine" {
      try EngineBenchmark().run()
    } else {
      try DocumentBenchmark().run(Array(arguments))
    }
  }
}

/// Processor seconds of this thread.
///
/// Processor time and not the clock on the wall: other programs that share the machine must not count.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

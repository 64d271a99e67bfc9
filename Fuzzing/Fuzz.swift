import GuidanceProperties

/// Fuzzes what is read from outside; `scripts/fuzz` builds and runs it.
@main
enum Fuzz {
  /// Runs the target that the command line names, `--target=NAME`; the other arguments are libFuzzer's.
  static func main() {
    let name = CommandLine.arguments.first { $0.hasPrefix("--target=") }?.dropFirst(9)
    guard let target = name.flatMap({ FuzzTarget(rawValue: String($0)) }) else {
      fatalError(
        "--target= is one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    LibFuzzer.run(target.check)
  }
}

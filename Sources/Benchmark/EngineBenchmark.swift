import Appropriateness
import CaseRecord
import EmbeddedProfiles
import Foundation

/// Measures the engine alone: facts in, recommendation out.
///
/// Cases of several kinds, from everything known to nothing known, and what a record can hold that is worst for the
/// engine. Each evaluation is repeated, and the fastest run counts: noise of the machine only ever adds.
struct EngineBenchmark {
  private let criteria: Criteria
  private let asOf: AsOf

  init() throws {
    criteria = try Criteria(
      edition: EngineBenchmark.file("2020"), common: EngineBenchmark.file("common"),
      evidence: EngineBenchmark.file("evidence"))
    asOf = AsOf(
      day: CaseSketch.today, epochSeconds: 0, offsetMinutes: 0, text: CaseSketch.today.description)
  }

  private static func file(_ name: String) -> CriteriaFile {
    let text = EmbeddedProfiles.criteria.first { $0.name.description == name }?.text
    return CriteriaFile(name: "\(name).json", bytes: Array((text?.description ?? "").utf8))
  }

  /// Prints one line for each kind of case.
  func run() {
    let title = "engine, edition \(criteria.edition.code)"
    print(
      String(
        format: "%-28@ %5@  %10@ %9@ %9@ %9@", title as NSString, "cases" as NSString,
        "per second" as NSString, "median" as NSString, "p99.9" as NSString, "max" as NSString))
    for kind in CaseKind.allCases {
      var random = SeededNumbers(seed: 2020)
      let cases = kind.cases(&random, asked: criteria.features.map(\.feature))
      let times = cases.map(seconds).sorted()
      let sum = times.reduce(0, +)
      print(
        String(
          format: "%-28@ %5d  %10.0f %@ %@ %@", kind.rawValue as NSString, times.count,
          Double(times.count) / sum, microseconds(times[times.count / 2]),
          microseconds(times[min(times.count - 1, times.count * 999 / 1000)]),
          microseconds(times.last ?? 0)))
    }
  }

  /// Processor seconds of the fastest of several evaluations of one case.
  private func seconds(_ facts: CaseFacts) -> Double {
    var best = Double.infinity
    for _ in 0..<7 {
      let start = processorSeconds()
      let recommendation = criteria.recommend(facts, asOf: asOf)
      best = min(best, processorSeconds() - start)
      precondition(recommendation.edition == criteria.edition.code)
    }
    return best
  }

  private func microseconds(_ seconds: Double) -> NSString {
    String(format: "%6.1f us", seconds * 1e6) as NSString
  }
}

/// How much the records of a kind leave open.
private enum CaseKind: String, CaseIterable {
  case known = "everything known"
  case few = "few facts missing"
  case half = "half of the facts missing"
  case most = "nine of ten missing"
  case conflicts = "half in conflict"
  case parts = "half known in part"
  case mixed = "missing and in conflict"
  case extreme = "adversarial"

  func cases(_ random: inout SeededNumbers, asked: [Feature]) -> [CaseFacts] {
    guard self != .extreme else { return CaseSketch.adversarial(asked: asked, &random) }
    return (0..<4000).map { _ in
      switch self {
      case .known: CaseSketch.random(&random, missing: 0, conflicting: 0, partly: 0)
      case .few: CaseSketch.random(&random, missing: 15, conflicting: 2, partly: 3)
      case .half: CaseSketch.random(&random, missing: 50, conflicting: 0, partly: 5)
      case .most: CaseSketch.random(&random, missing: 90, conflicting: 0, partly: 0)
      case .conflicts: CaseSketch.random(&random, missing: 0, conflicting: 50, partly: 0)
      case .parts: CaseSketch.random(&random, missing: 0, conflicting: 0, partly: 50)
      case .mixed, .extreme: CaseSketch.random(&random, missing: 45, conflicting: 45, partly: 5)
      }
    }
  }
}

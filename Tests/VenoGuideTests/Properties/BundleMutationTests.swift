import Appropriateness
import CaseRecord
import FHIRSyntax
import Foundation
import GuidanceProperties
import Testing
import VenoGuide

/// What holds of Bundles that are almost right. A failure names the sample and the seed, which make the same Bundle again.
@Suite("Broken Bundles")
struct BundleMutationTests {
  private static let property = GuidanceProperty()
  /// Further seeds are tried for so long.
  private static let seconds = 4.0
  private static let seeds: ClosedRange<UInt64> = 1...40

  private static let bundles: [(name: String, tree: FHIRNode)] =
    BundlePropertyTests.samples.compactMap { sample in
      guard let bytes = sample.bytes(of: "bundle.json"),
        let tree = try? bytes.withUnsafeBytes({ try readTree($0) }).root
      else { return nil }
      return (sample.name, tree)
    }

  /// Goes through Bundles seed by seed: the first seed always, the others while there is time.
  private func forEachSeed<Bundle>(
    of bundles: [Bundle], _ body: (_ bundle: Bundle, _ seed: UInt64) throws -> Void
  ) rethrows {
    let start = Date()
    for seed in Self.seeds {
      for bundle in bundles {
        try body(bundle, seed)
        if seed > Self.seeds.lowerBound, Date().timeIntervalSince(start) > Self.seconds { return }
      }
    }
  }

  @Test("A broken Bundle gets an answer or an error, in every format and release")
  func brokenBundlesAreAnswered() throws {
    // Every eighth has samples of every kind; all forms of an answer take their time.
    let some = stride(from: 0, to: Self.bundles.count, by: 8).map { Self.bundles[$0] }
    try forEachSeed(of: some) { bundle, seed in
      var mutator = BundleMutator(seed: seed)
      let bytes = try writeTree(mutator.mutated(bundle.tree), as: .json)
      #expect(Self.property.violation(by: bytes) == nil, "\(bundle.name), seed \(seed)")
    }
  }

  /// Trap T6: one bad entry costs that entry, not the patient.
  @Test("A limb-threat sign escalates, whatever is wrong with other resources")
  func escalationSurvives() throws {
    let threatened = try Self.bundles.compactMap {
      bundle -> (name: String, tree: FHIRNode, kept: Set<Int>)? in
      guard
        case .success(let sound) = Self.property.evaluation(
          of: try writeTree(bundle.tree, as: .json))
      else { return nil }
      let signs = limbThreatEntries(in: sound)
      let entries = bundle.tree.all("entry")
      let patients = entries.indices.filter {
        entries[$0]["resource"]?.resourceType == "Patient"
      }
      return signs.isEmpty ? nil : (bundle.name, bundle.tree, signs.union(patients))
    }
    #expect(threatened.count >= 9)
    try forEachSeed(of: threatened) { bundle, seed in
      var mutator = BundleMutator(seed: seed) { bundle.kept.contains($0) }
      let broken = try writeTree(mutator.mutated(bundle.tree), as: .json)
      guard case .success(let evaluation) = Self.property.evaluation(of: broken) else {
        Issue.record("\(bundle.name), seed \(seed): refused")
        return
      }
      #expect(
        evaluation.answers.contains { !limbThreats(in: $0).isEmpty }, "\(bundle.name), seed \(seed)"
      )
    }
  }

  /// The results that send the reader to emergency care because a limb is threatened.
  private func limbThreats(in answer: Answer) -> [Recommendation] {
    answer.recommendations.filter { recommendation in
      let facts = recommendation.facts
      let isThreatened =
        facts[.limbThreat].possible != ["none"] && !facts[.limbThreat].evidence.isEmpty
      return !recommendation.escalations.isEmpty
        && (isThreatened || facts[.limbThreatSign].possible == ["yes"])
    }
  }

  private func limbEvidence(of recommendation: Recommendation) -> [Evidence] {
    recommendation.facts[.limbThreat].evidence + recommendation.facts[.limbThreatSign].evidence
  }

  /// The entries that show a threatened limb, if the guidance escalates.
  private func limbThreatEntries(in evaluation: Evaluation) -> Set<Int> {
    let evidence = evaluation.answers.flatMap(limbThreats(in:)).flatMap(limbEvidence(of:))
    let prefix = "Bundle.entry["
    return Set(
      evidence.compactMap { evidence in
        evidence.path.hasPrefix(prefix)
          ? Int(evidence.path.dropFirst(prefix.count).prefix { $0 != "]" }) : nil
      })
  }
}

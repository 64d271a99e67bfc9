import Foundation
import Testing

@testable import Appropriateness

/// Every single change of a condition in the file of 2020 is seen: by the reader, by the proof, by the comparison with
/// the fact sheet's table, or by the reviewed listing of conditions. What is not seen says the same as before, and is
/// listed with the reason.
@Suite struct MutationTests {
  /// What is needed to judge a mutant, read once.
  private struct Judge: Sendable {
    let criteria: Criteria
    let common: CommonTables
    let evidence: EvidenceTables

    init() throws {
      criteria = try acr2020
      common = try CommonTables(CriteriaFiles.file("common.json"))
      evidence = try EvidenceTables(CriteriaFiles.file("evidence.json"))
    }

    /// Who sees the change; `nil` when nobody does.
    func finder(of mutant: Mutant) -> String? {
      var reading = EditionReading(
        mutant.document, file: "2020.json", common: common, evidence: evidence)
      guard let changed = try? reading.criteria() else { return "reader" }
      if MutationTests.proven.contains(mutant.section), !changed.prove(.rules).holds {
        return "proof"
      }
      if MutationTests.table(changed) != MutationTests.factsTable { return "table of FACTS 1.3" }
      let isListed = ConditionListing(criteria: changed)
        .differs(from: ConditionListing(criteria: criteria), in: mutant.section)
      return isListed ? "listing" : nil
    }
  }

  private static func table(_ criteria: Criteria) -> Set<[String]> {
    Set(
      criteria.ratings.map { row in
        [row.variant, row.option, row.label, row.rating.rawValue, "\(row.includes)"]
      })
  }

  /// A label that names a stent includes it.
  private static let factsTable = Set(
    RatingTableTests.rows2020.map { row in
      let includes = row.label.contains("stent") ? ["stent"] : []
      return [row.variant, row.option, row.label, row.rating.rawValue, "\(includes)"]
    })

  /// Sections on which the proof depends.
  private static let proven = [
    "premises", "not-covered", "variants", "overlaps", "precedence", "remarks",
  ]

  private static let judge = Result { try Judge() }

  @Test(arguments: Mutation.sections) func everyChangeIsSeenOrSaysTheSame(_ section: String) throws
  {
    let judge = try MutationTests.judge.get()
    let mutants = Mutation(judge.criteria).mutants(of: section)
    var finders: [String: Int] = [:]
    var unseen: [String] = []
    for mutant in mutants {
      if let finder = judge.finder(of: mutant) {
        finders[finder, default: 0] += 1
      } else {
        unseen.append(mutant.name)
      }
    }
    let counts = finders.sorted { $0.key < $1.key }.map { "\($0.value) by the \($0.key)" }
    print(
      "\(section): \(mutants.count) changes, \(counts.joined(separator: ", ")), \(unseen.count) say the same"
    )
    let listed = EquivalentMutants.rows.filter { $0.section == section }
      .flatMap { row in row.names.map { "\(section)/\($0)" } }
    for name in unseen where !listed.contains(name) { Issue.record("nobody sees: \(name)") }
    for name in listed where !unseen.contains(name) {
      Issue.record("listed as saying the same, and seen: \(name)")
    }
    #expect(mutants.count > 0)
  }
}

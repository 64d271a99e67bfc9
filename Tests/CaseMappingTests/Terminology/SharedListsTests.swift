import CaseMapping
import Testing

/// Every row of every shared list is what the built-in terminology says.
@Suite(.enabled(if: SharedLists.arePresent))
struct SharedListsTests {
  @Test func everyCodeResolvesToItsConceptFlagsAndQualifiers() throws {
    let rows = try SharedLists.builtInRows().filter { !$0.code.hasPrefix("prefix:") }
    #expect(rows.count > 3_000)
    for row in rows {
      let meanings = Terminology.builtIn.meanings(system: row.system, code: row.code)
      let meaning = try #require(
        meanings.first { $0.concept == row.root }, "\(row.file):\(row.line) \(row.code)")
      let refinements = meaning.flags + meaning.qualifiers.map { "\($0.key)=\($0.value)" }
      #expect(
        Set(refinements) == Set(row.refinements), "\(row.file):\(row.line) \(row.code)")
      #expect(meaning.display == row.display, "\(row.file):\(row.line)")
      #expect(meaning.isWeak == (row.confidence == "single-source-weak"), "\(row.file):\(row.line)")
      #expect(meaning.origin == .builtIn)
    }
  }
}

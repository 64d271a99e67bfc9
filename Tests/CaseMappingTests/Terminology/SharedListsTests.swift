import CaseMapping
import CodeLists
import EmbeddedProfiles
import FoundationEssentials
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

/// What depends on more than one list.
@Suite(.enabled(if: SharedLists.arePresent))
struct SharedListRulesTests {
  @Test func everyPrefixRuleSelectsCodesThatStartSo() throws {
    let rows = try SharedLists.builtInRows().filter { $0.code.hasPrefix("prefix:") }
    #expect(rows.count > 150)
    for row in rows {
      let prefix = row.code.dropFirst(7)
      // 'ZZZ' is no code of any list; injuries count with the seventh character A only.
      let isInjury = prefix.hasPrefix("S")
      let code = isInjury ? "\(prefix).ZZZA" : "\(prefix).ZZZ"
      let meaning = try #require(
        Terminology.builtIn.meanings(system: row.system, code: code)
          .first { $0.concept == row.root }, "\(row.file):\(row.line) \(code)")
      #expect(meaning.flags == row.refinements, "\(row.file):\(row.line)")
    }
  }

  @Test func theTerminologyHoldsNoCodeThatIsInNoList() throws {
    let rows = try SharedLists.builtInRows()
    let listed = Set(rows.map { "\($0.system)|\($0.code)|\($0.root)" })
    let table = try #require(CodeTable(compiled: EmbeddedProfiles.codeTable))
    let codes = table.codes { _ in true }
    #expect(codes.count > listed.count)
    for code in codes
    where !code.system.hasPrefix("https://venoguide.example/")
      && !code.row.flags.contains("not-initial-encounter")
    {
      let written = code.selector != .exact ? "prefix:\(code.code)" : code.code
      #expect(listed.contains("\(code.system)|\(written)|\(code.row.concept)"), "\(code)")
    }
  }

  @Test func codesOfRealSampleDataMeanWhatTheListsSay() throws {
    let terminology = try Terminology(overlay: [cancerList()])
    let records = try SharedLists.records(of: "in-the-wild.csv")
    #expect(records.count > 500)
    for (line, fields) in records {
      let meanings = terminology.meanings(system: fields[0], code: fields[1])
      let root = fields[3].prefix { $0 != "/" }
      #expect(meanings.contains { $0.concept == root }, "in-the-wild.csv:\(line) \(fields[1])")
    }
  }

  @Test func theCancerListIsNotBuiltInAndCanBeDroppedIn() throws {
    let rows = try SharedLists.rows(of: "active-cancer-snomed-vsac.csv")
    let builtIn = rows.filter {
      Terminology.builtIn.meanings(system: $0.system, code: $0.code)
        .contains { $0.concept == "active-cancer" }
    }
    #expect(builtIn.count < 20)
    let terminology = try Terminology(overlay: [cancerList()])
    for row in rows {
      let meanings = terminology.meanings(system: row.system, code: row.code)
      #expect(meanings.contains { $0.concept == "active-cancer" }, "\(row.line) \(row.code)")
    }
    // A tumor of the brain stays a contraindication to lysis.
    #expect(
      rows.contains { row in
        terminology.meanings(system: row.system, code: row.code).contains {
          $0.concept == "lysis-contraindication"
        }
      })
  }

  private func cancerList() throws -> Terminology.OverlayFile {
    let name = "active-cancer-snomed-vsac.csv"
    let data = try Data(contentsOf: SharedLists.folder.appending(path: name))
    return Terminology.OverlayFile(name: name, bytes: Array(data))
  }
}

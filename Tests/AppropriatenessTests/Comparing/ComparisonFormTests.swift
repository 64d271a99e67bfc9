import CaseRecord
import Foundation
import Testing

@testable import Appropriateness

/// Comparisons as text and JSON.
@Suite struct ComparisonFormTests {
  private func pair() throws -> EditionPair { EditionPair(from: try acr2013, to: try acr2020) }

  private func comparisons() throws -> [CaseComparison] {
    let pair = try pair()
    var random = SeededNumbers(seed: 3)
    return (0..<200).map { _ in
      pair.compare(Patient.random(&random, openShare: 6).facts, asOf: Patient.asOf)
    }
  }

  @Test(arguments: [80, 100, 120]) func linesFitTheWidth(_ width: Int) throws {
    let tables = try pair().tables(isEnumerating: false).text(width: width)
    let text = CaseComparisonText(try pair(), width: width)
    var totals = ComparisonTotals()
    totals.add(try comparisons())
    let rows = try comparisons().map { text.row("folder/bundle.json, left", $0) }
    let all = [tables, text.heading] + rows + [text.totals(totals)]
    for line in all.joined().split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test func criteriaTextFitsTheWidthToo() throws {
    for line in try acr2020.text(width: 80).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test func aLongPathStaysInOnePiece() throws {
    let path = String(repeating: "folder/", count: 20) + "bundle.json"
    let text = CaseComparisonText(try pair(), width: 80)
    #expect(text.row(path, try comparisons()[0]).hasPrefix(path + "\n"))
  }

  @Test func tablesAreJSONWithConditionsAsInCriteriaFiles() throws {
    let json = try pair().tables(isEnumerating: false).json
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let cases = try #require(object["cases"] as? [String: Any])
    let options = try #require(cases["options"] as? [[String: Any]])
    let changes = try #require(
      options.first { $0["option"] as? String == "catheter-directed-therapy" }?["changes"]
        as? [[String: Any]])
    let reversed = try #require(changes.first { $0["change"] as? String == "reversed" })
    let when = try #require(reversed["when"] as? [[String: [String]]])
    #expect(when.first?["severity"] == ["mild"])
    #expect(when.first?["prior-thrombosis"] == nil)
    let variants = try #require(object["variants"] as? [[String: Any]])
    #expect(variants.filter { $0["change"] as? String == "new" }.count == 3)
  }

  @Test func casesAreOneJSONDocumentWithARowOnEachLine() throws {
    let pair = try pair()
    var json = CaseComparisonJSON(pair)
    var totals = ComparisonTotals()
    let comparisons = try comparisons()
    totals.add(comparisons)
    totals.addWithoutCase()
    var text = json.beginning
    for comparison in comparisons {
      text += json.row(.init(file: "a \"b\".json", line: 3), comparison)
    }
    text += json.row(.init(file: "c.json"), nil)
    text += json.end(totals)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let rows = try #require(object["cases"] as? [[String: Any]])
    #expect(rows.count == 201)
    #expect(rows.last?["change"] as? String == "no-case")
    #expect(rows.first?["line"] as? Int == 3)
    #expect(rows.first?["file"] as? String == "a \"b\".json")
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("    {") }.count == 201)
  }

  @Test func noCasesAreJSONToo() throws {
    let json = CaseComparisonJSON(try pair())
    let text = json.beginning + json.end(ComparisonTotals())
    #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
  }
}

import CaseRecord
import FHIR
import FHIRSyntax
import Testing

@testable import VenoGuide

/// Lines and columns for faults, at a price that does not grow with the number of faults times the size.
@Suite struct SourcePlacesTests {
  private func issue(at offset: Int) -> FHIR.Issue {
    FHIR.Issue(.warning, .value, "The text is empty.", offset: offset)
  }

  @Test func eachIssueGetsTheLineAndColumnOfItsOffset() {
    let bytes = Array("one\ntwo\r\nthrée x\n".utf8)
    // Out of order, twice the same, behind a letter of two bytes, and beyond the end.
    let offsets = [16, 4, 9, 4, 0, 99]
    let places = SourcePlaces(in: bytes, offsets: offsets)
    let found = offsets.map { offset in
      let located = places.located(issue(at: offset))
      return [located.line, located.column]
    }
    #expect(found == [[3, 7], [2, 1], [3, 1], [2, 1], [1, 1], [nil, nil]])
  }

  @Test func aPathIsNamedWithItsPlace() {
    let bytes = Array(
      """
      {"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient"}},
        {"resource": {"resourceType": "Condition",
          "onsetDateTime": "2026-06-01", "recordedDate": "2026-06-02"}}]}
      """.utf8)
    let paths = [
      "Bundle.entry[1].resource.onset", "Bundle.entry[1].resource.recordedDate", "Bundle.entry[7]",
    ]
    let places = SourcePlaces(in: bytes, offsets: [], paths: paths)
    #expect(
      paths.map(places.description) == [
        "Bundle.entry[1].resource.onset (line 4, column 5)",
        "Bundle.entry[1].resource.recordedDate (line 4, column 36)", "Bundle.entry[7]",
      ])
  }

  /// Counting each line from the start of the input, as would be natural, goes over 200 GB here and takes hours.
  @Test(.timeLimit(.minutes(5)))
  func twentyThousandIssuesInTwentyMegabytesCostOnePass() {
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1023) + [UInt8(ascii: "\n")]
    let bytes = [UInt8](repeatElement(line, count: 20_000).joined())
    #expect(bytes.count > 20_000_000)
    let places = SourcePlaces(in: bytes, offsets: stride(from: 1023, to: bytes.count, by: 1024))
    let last = places.located(issue(at: bytes.count - 1))
    #expect(last.line == 20_000)
    #expect(last.column == 1024)
  }

  /// As above, by the way that users go: one Bundle about many patients, each with something wrong.
  @Test(.timeLimit(.minutes(5)))
  func manyPatientsWithIssuesCostOnePass() throws {
    let count = 500
    let note = String(repeating: "x", count: 16_000)
    let entries = (0..<count).map { number in
      """
      {"resource": {"resourceType": "Patient", "id": "p\(number)", "language": "\(note)", "gender": "unheard-of"}}
      """
    }
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [
      \(entries.joined(separator: ",\n"))]}
      """
    let moment = try #require(AsOf(fhir: "2026-06-15"))
    let answers = try Evaluator().evaluate(Array(bundle.utf8), at: .fixed(moment)).answers
    #expect(answers.count == count)
    #expect(answers.last?.issues.last?.line == count + 1)
  }

  /// Reading the input again for each contradiction, and its entries for each path, is quadratic too.
  @Test(.timeLimit(.minutes(5)))
  func manyContradictionsCostOneReading() {
    let count = 5_000
    let entry = #"{"resource": {"resourceType": "Condition", "onsetDateTime": "2026-06-01"}}"#
    let entries = repeatElement(entry, count: count).joined(separator: ",\n")
    let bytes = Array(
      "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [\n\(entries)]}".utf8)
    let paths = (0..<count).map { "Bundle.entry[\($0)].resource.onset" }
    let places = SourcePlaces(in: bytes, offsets: [], paths: paths)
    let last = places.description(ofPath: paths[count - 1])
    #expect(last.hasSuffix("(line \(count + 1), column 44)"))
  }
}

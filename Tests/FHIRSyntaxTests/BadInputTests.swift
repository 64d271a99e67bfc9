import FHIRSyntax
import Testing

/// The 1,097 files of `bad/`, by the verdicts of its index. What a reader of syntax alone cannot know
/// (types, cardinalities, codes) is left to the models; the lists below say where.
@Suite("Malformed and dangerous input gets its verdict", .enabled(if: SharedData.isPresent))
struct BadInputTests {
  /// Rejected by the models: an unknown type, two values of one choice.
  static let rejectedAbove: Set<String> = [
    "handmade/s02-unknown-resourceType.json", "handmade/s14-two-choice-values.json",
    "handmade/x17-two-choices.xml",
  ]

  /// HL7's test suite reads UTF-16; FHIR demands UTF-8 and so do we.
  static let refusedByUs: Set<String> = ["fhir-test-cases/xml_UTF16_noheader_bom.xml"]

  @Test(
    "a file that must be refused is refused, one that must be read is read",
    arguments: ["fhir-test-cases", "handmade", "ms-fhir-server", "defusedxml", "xmlconf"])
  func verdicts(_ suite: String) throws {
    var counts: [String: Int] = [:]
    for (file, verdict) in try Self.index(of: suite) where !file.hasSuffix("ndjson") {
      let bytes = try SharedData.bytes("bad/" + file)
      let tree = reading(bytes)
      let scan = scanning(bytes, .always)
      let result: String
      switch tree {
      case .success(let tree): result = tree.issues.isEmpty ? "read" : "read with issues"
      case .failure(let error):
        result = "refused"
        #expect(!error.message.isEmpty && error.line > 0 && error.column > 0, "\(file)")
      }
      counts["\(verdict) -> \(result)", default: 0] += 1
      switch verdict {
      case "accept": #expect(tree.isSuccess || Self.refusedByUs.contains(file), "\(file)")
      case "reject":
        #expect(tree.isFailure || Self.rejectedAbove.contains(file), "\(file)")
        // In a Bundle a breach may cost one entry; it is never passed over.
        let defects = (try? scan.get().entries.compactMap(\.defect)) ?? []
        #expect(
          scan.isFailure || !defects.isEmpty || Self.rejectedAbove.contains(file), "\(file)")
      default: break
      }
      if case .failure(let error) = tree, scan.isFailure {
        #expect(scan.error?.kind == error.kind, "\(file)")
      }
    }
    for (line, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("bad/\(suite): \(line): \(count)")
    }
  }

  @Test("well-formed XML that is no FHIR is refused for that, or for its DOCTYPE")
  func controls() throws {
    for (file, verdict) in try Self.index(of: "xmlconf") where verdict.hasPrefix("well-formed") {
      let bytes = try SharedData.bytes("bad/" + file)
      let error = reading(bytes).error
      #expect([.forbidden, .format, .encoding].contains(try #require(error).kind), "\(file)")
    }
  }

  /// In all of these a value is put into a resource that is read over, read for codings, or made a tree.
  @Test(
    "JSON's own test suite is judged alike wherever it stands",
    arguments: [ResourceSelection.skip, .whenCoded, .always])
  func jsonTestSuite(_ selection: ResourceSelection) throws {
    let before = Array(
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Basic","x":"#.utf8)
    var counts: [String: Int] = [:]
    for (file, verdict) in try Self.index(of: "json-test-suite") {
      let value = try SharedData.bytes("bad/" + file)
      let text = before + value + Array("}}]}".utf8)
      let result = scanning(text, selection)
      counts["\(verdict) -> \(result.isSuccess ? "read" : "refused")", default: 0] += 1
      switch verdict {
      case "accept":
        // RFC 8259 lets a reader choose; two properties of one name are never right in FHIR.
        let isDuplicate = file.contains("duplicated_key")
        #expect(isDuplicate ? result.error?.kind == .duplicate : result.isSuccess, "\(file)")
      case "reject": #expect(result.isFailure, "\(file)")
      default: break
      }
    }
    for (line, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("bad/json-test-suite, \(selection): \(line): \(count)")
    }
  }

  @Test("JSON's own test suite is judged right as whole files")
  func jsonFiles() throws {
    for (file, verdict) in try Self.index(of: "json-test-suite") {
      let error = reading(try SharedData.bytes("bad/" + file)).error
      // None of them is a FHIR resource.
      let kind = try #require(error, "\(file)").kind
      switch verdict {
      case "accept":
        #expect(kind == .format || file.contains("duplicated_key"), "\(file)")
      case "reject":
        let isNoJSON = error?.message.hasPrefix("Neither") == true
        #expect(kind != .format || isNoJSON, "\(file)")
      default: break
      }
    }
  }

  @Test(
    "an NDJSON file is refused at the line that is wrong",
    arguments: [
      ("n01-blank-lines", nil), ("n02-crlf", nil), ("n03-no-final-newline", nil),
      ("n04-truncated-last-line", 2), ("n05-pretty-printed", 1), ("n06-array-line", 1),
      ("n07-bom-each-line", 2), ("n08-mixed-types", nil), ("n09-one-bad-line", 2),
      ("n10-u2028", nil), ("n11-gzip-named-ndjson", 1),
    ] as [(String, Int?)])
  func ndjson(_ name: String, _ line: Int?) throws {
    var reader = LineReader()
    try SharedData.bytes("bad/handmade/\(name).ndjson").withUnsafeBytes { reader.append($0) }
    var failed: Int?
    var count = 0
    while let line = reader.next() ?? reader.finish() {
      count += 1
      let result = reading(line.bytes)
      if failed == nil, result.isFailure || line.defect != nil { failed = line.number }
    }
    #expect(failed == line)
    #expect(count > 0)
  }

  /// File and verdict of a suite, from `bad/index.csv`.
  static func index(of suite: String) throws -> [(file: String, verdict: String)] {
    let lines = String(decoding: try SharedData.bytes("bad/index.csv"), as: UTF8.self)
      .split(whereSeparator: \.isNewline).dropFirst()
    return lines.compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields[0].hasPrefix(suite + "/") else { return nil }
      var verdict = fields[5].filter { $0 != "\"" }
      // Longer verdicts begin with the word and explain it.
      if verdict.hasPrefix("reject (") { verdict = "reject" }
      return (String(fields[0]), verdict)
    }
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// What is wrong with a criteria file is said with its place, what was expected and what to do.
@Suite struct CriteriaFileTests {
  private func problems(in text: String) -> [String] {
    do {
      _ = try CriteriaFile(name: "test.json", bytes: Array(text.utf8)).value()
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private func problems(replacing text: String, with other: String) throws -> [String] {
    do {
      _ = try CriteriaFiles.criteria("2020", replacing: text, with: other)
      return []
    } catch let error as CriteriaError {
      return error.problems.map(\.description)
    }
  }

  // MARK: JSON

  @Test(arguments: [
    ("", "test.json:1:1: the file ends where a value was expected"),
    ("{\n  \"a\": }", "test.json:2:8: expected a value"),
    ("{\"a\": 1,}", "test.json:1:9: expected a name in double quotes"),
    ("[1 2]", "test.json:1:4: expected a comma or a closing bracket"),
    ("{\"a\" 1}", "test.json:1:6: expected a colon after \"a\""),
    ("{\"a\": 1, \"a\": 2}", "test.json:1:10: the name \"a\" stands twice"),
    ("{} {}", "test.json:1:4: expected the end of the file"),
    ("\"abc", "test.json:1:5: a string does not end"),
    ("\"a\nb\"", "test.json:1:3: a string does not end"),
    ("\"\\x\"", "test.json:1:3: expected an escape"),
    ("\"\\u12g4\"", "test.json:1:6: expected four hexadecimal digits"),
    ("01", "test.json:1:3: expected a number"),
    ("1.", "test.json:1:3: expected a number"),
    ("truth", "test.json:1:1: expected true"),
  ])
  func faultyJSONIsRefusedWithItsPlace(_ text: String, _ message: String) {
    let found = problems(in: text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(message) == true, "\(found)")
  }

  @Test func textThatIsNotUTF8IsRefused() {
    let file = CriteriaFile(name: "test.json", bytes: [0x22, 0xFF, 0x22])
    #expect(throws: CriteriaError.self) { try file.value() }
  }

  @Test func deepNestingIsRefused() {
    let text = String(repeating: "[", count: 100_000)
    #expect(problems(in: text).first?.contains("nested more than 32 deep") == true)
  }

  @Test func everyEndOfATruncatedFileIsRefusedAndNothingCrashes() throws {
    let bytes = try CriteriaFiles.file("common.json").bytes
    for length in stride(from: 0, to: bytes.count - 2, by: 61) {
      let file = CriteriaFile(name: "common.json", bytes: Array(bytes.prefix(length)))
      #expect(throws: CriteriaError.self) { try file.value() }
    }
  }

  @Test func escapesAndNumbersAreRead() throws {
    let text =
      "{\"a\": \"\\\"\\\\\\/\\n\\u00e9é\", \"b\": -14, \"c\": 1.6, \"d\": [true, false, null]}"
    let value = try CriteriaFile(name: "test.json", bytes: Array(text.utf8)).value()
    #expect(value["a"]?.string == "\"\\/\néé")
    #expect(value["b"]?.content == .integer(-14))
    #expect(value["c"]?.content == .decimal(1.6))
    #expect(value["d"]?.array?.map(\.content) == [.boolean(true), .boolean(false), .null])
  }

  @Test(arguments: [
    "2020.json", "2013.json", "common.json", "contraindications.json", "evidence.json",
  ])
  func aFileWrittenAsJSONReadsTheSame(_ name: String) throws {
    let value = try CriteriaFiles.file(name).value()
    let again = try CriteriaFile(name: name, bytes: Array(value.json.utf8)).value()
    #expect(again.json == value.json)
    #expect(value.json.split(separator: "\n").count > 30)
  }

  // MARK: Tables

  @Test func anUnknownFeatureIsNamed() throws {
    let found = try problems(
      replacing: "{\"age-group\": [\"minor\"]}", with: "{\"age\": [\"minor\"]}")
    let message = try #require(found.first { $0.contains("unknown feature \"age\"") })
    #expect(message.contains("expected one of age-group, thrombosis"))
    #expect(message.hasPrefix("2020.json:"))
  }

  @Test func anUnknownAnswerIsNamed() throws {
    let found = try problems(
      replacing: "{\"age-group\": [\"minor\"]}", with: "{\"age-group\": [\"child\"]}")
    #expect(
      found.contains {
        $0.contains("unknown answer \"child\" for \"age-group\"; expected one of adult, minor")
      })
  }

  @Test func aRatingThatDoesNotExistIsNamed() throws {
    let found = try problems(
      replacing: "\"rating\": \"may-be-appropriate-disagreement\"",
      with: "\"rating\": \"maybe\"")
    #expect(found.contains { $0.contains("unknown rating \"maybe\"") })
  }

  @Test func aVariantWithoutRatingsIsNamed() throws {
    let found = try problems(
      replacing: "\"precedence\": [",
      with: "\"precedence\": [],\n\"x\": [")
    #expect(found.contains { $0.contains("unknown member \"x\"") })
    let unrated = try problems(
      replacing: "{\"code\": \"acute-mild\", \"id\"",
      with: "{\"code\": \"new\", \"id\": \"N\", \"title\": \"n\", \"scenario\": \"n\", "
        + "\"when\": {\"segment\": [\"iliofemoral\"]}, \"basis\": \"n\"},\n"
        + "{\"code\": \"acute-mild\", \"id\"")
    #expect(unrated.contains { $0.contains("no row of \"ratings\" rates the variant \"new\"") })
  }

  @Test func aRowThatStandsTwiceIsNamed() throws {
    let row =
      "{\"variant\": \"limb-threat\", \"option\": \"systemic-thrombolysis\", "
      + "\"label\": \"Systemic thrombolysis\", \"rating\": \"may-be-appropriate\", "
      + "\"confidence\": \"S\", \"sources\": [\"CSV\"]}"
    let found = try problems(replacing: row, with: row + ",\n" + row)
    #expect(
      found.contains {
        $0.contains("\"systemic-thrombolysis\" is rated twice in \"limb-threat\"")
      })
  }

  @Test func aMissingLabelIsNamedWithItsLine() throws {
    let found = try problems(
      replacing: "\"label\": \"CDT/PMT\", \"rating\"", with: "\"rating\"")
    let message = try #require(found.first)
    #expect(message.hasSuffix("\"label\" is missing"))
    let source = String(decoding: try CriteriaFiles.file("2020.json").bytes, as: UTF8.self)
    let line = source.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("\"label\": \"CDT/PMT\", \"rating\"") }
    #expect(message.hasPrefix("2020.json:\(try #require(line) + 1):"))
  }

  @Test func aVariantThatOverridesNothingKnownIsNamed() throws {
    let found = try problems(
      replacing: "\"overrides\": [\"acute-moderate-severe\"]", with: "\"overrides\": [\"severe\"]")
    #expect(found.contains { $0.contains("no variant \"severe\"") })
  }

  @Test func aTopicThatDoesNotExistIsNamed() throws {
    let found = try problems(
      replacing: "\"topic\": \"ivc-filter/3\"", with: "\"topic\": \"ivc-filter/33\"")
    #expect(found.contains { $0.contains("the topic \"ivc-filter\" has no variant \"33\"") })
  }

  @Test func aFeatureThatRulesAskForNeedsAPolicy() throws {
    let found = try problems(
      replacing:
        "    {\"feature\": \"prior-stent\", \"unknown\": \"presence-only\", \"take\": [\"no\"]},\n",
      with: "")
    #expect(
      found.contains { $0.contains("says what happens when \"prior-stent\" is unknown") })
  }

  @Test func datesThatCountFromNothingAreRefused() throws {
    let found = try problems(
      replacing: "\"event\": \"diagnosis\", \"what\": \"Contact", with: "\"what\": \"Contact")
    #expect(found.contains { $0.contains("counts from no \"event\"") })
  }

  @Test func anExaminationThatNoRecordHasIsNamed() throws {
    let found = try problems(
      replacing: "\"kind\": \"deadline\", \"shown-by\": \"clinical\"",
      with: "\"kind\": \"deadline\", \"shown-by\": \"x-ray\"")
    #expect(found.contains { $0.contains("expected one of duplex, venography, clinical") })
  }

  @Test func moreWindowsThanABoxHoldsAreRefused() throws {
    let windows = (1...4).map { number in
      "{\"name\": \"within-\(number)-days\", \"feature\": \"acuity\", \"event\": \"onset\", "
        + "\"days\": \(number)}"
    }
    let found = try problems(
      replacing: "\"premises\":",
      with: "\"windows\": [\(windows.joined(separator: ", "))],\n\"premises\":")
    #expect(found.contains { $0.contains("windows are possible") })
  }

  @Test func allFaultsAreFoundInOnePass() throws {
    let original = try CriteriaFiles.file("2020.json")
    let source = String(decoding: original.bytes, as: UTF8.self)
      .replacing("\"rating\": \"usually-appropriate\"", with: "\"rating\": \"good\"")
    let file = CriteriaFile(name: "2020.json", bytes: Array(source.utf8))
    let error = #expect(throws: CriteriaError.self) {
      try CriteriaFiles.criteria(edition: file)
    }
    #expect(error?.problems.count == 8)
    let lines = error?.problems.map(\.line) ?? []
    #expect(lines == lines.sorted())
  }

  @Test func statementsCiteSources() throws {
    for criteria in [try acr2020, try acr2013] {
      #expect(criteria.remarks.allSatisfy { !$0.sources.isEmpty })
      #expect(criteria.cautions.allSatisfy { !$0.sources.isEmpty })
      #expect(criteria.transitions.allSatisfy { !$0.sources.isEmpty })
      #expect(criteria.escalations.allSatisfy { !$0.sources.isEmpty })
    }
  }

  @Test func theTextShowsEveryRatingAndEveryRule() throws {
    let text = try acr2020.text()
    for row in try acr2020.ratings { #expect(text.contains(row.label)) }
    for variant in try acr2020.variants {
      #expect(text.contains("\(variant.factsID) \(variant.code)"))
    }
    for row in try acr2020.remarks { #expect(text.contains(row.id)) }
    for topic in try acr2020.topics { #expect(text.contains(topic.id)) }
  }
}

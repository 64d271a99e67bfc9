import CaseRecord
import Foundation
import Testing
import VenoGuide

/// Which edition applies.
@Suite struct EditionTests {
  private func file(_ name: String) throws -> NamedContent {
    let url = SampleFolder.repositoryRoot.appending(path: "Profiles/criteria/\(name)")
    return NamedContent(name: "my/\(name)", bytes: Array(try Data(contentsOf: url)))
  }

  private func configuration(
    edition: String? = nil, criteria: String? = nil
  ) throws -> Evaluator.Configuration {
    var configuration = Evaluator.Configuration()
    configuration.edition = edition
    if let criteria { configuration.criteria = try file(criteria) }
    return configuration
  }

  private func module(_ configuration: Evaluator.Configuration) throws -> String {
    let sample = try #require(SampleFolder.all.first { $0.name == "variants/acute-mild" })
    let bytes = try #require(sample.bytes(of: "bundle.json"))
    let evaluator = try Evaluator(configuration)
    let moment = EvaluationMoment.fixed(try #require(AsOf(fhir: "2026-06-15")))
    let packed = try evaluator.evaluate(bytes, at: moment).packed
    let json = try evaluator.encoded(packed, as: OutputForm(.json))
    let guidance = try #require(
      JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    return try #require(guidance["moduleCanonical"] as? String)
  }

  @Test func theAnswerNamesTheEditionThatWasApplied() throws {
    #expect(try module(configuration()).hasSuffix("|2020"))
    #expect(try module(configuration(edition: "2013")).hasSuffix("|2013"))
    #expect(try module(configuration(criteria: "2013.json")).hasSuffix("|2013"))
    #expect(try module(configuration(edition: "2013", criteria: "2013.json")).hasSuffix("|2013"))
  }

  @Test func anEditionThatTheFileDoesNotHoldIsRefused() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try Evaluator(configuration(edition: "2013", criteria: "2020.json"))
    }
    #expect(
      error?.description == "my/2020.json: holds edition 2020, not 2013; leave one of the two out")
  }

  @Test(arguments: ["1999", "common", "evidence", ""])
  func onlyEditionsAreEditions(_ name: String) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try Evaluator(configuration(edition: name))
    }
    #expect(error?.description.hasSuffix("the built-in editions are 2013, 2020") == true)
  }

  @Test func aCopyIsCalledByItsFile() throws {
    let builtIn = try CriteriaTables(configuration(edition: "2020"))
    let copy = try CriteriaTables(configuration(criteria: "2020.json"))
    let text = try CriteriaComparison(from: builtIn, to: copy).tables(as: .text(columns: 80))
    #expect(text.hasPrefix("2020 (built-in) → 2020 (2020.json)\n"))
    #expect(text.hasSuffix("Both say the same.\n"))
    // Two files of one name are called by their paths.
    let both = try CriteriaComparison(from: copy, to: copy).tables(as: .text(columns: 80))
    #expect(both.hasPrefix("2020 (my/2020.json) → 2020 (my/2020.json)\n"))
    let older = try CriteriaTables(configuration(edition: "2013"))
    let years = try CriteriaComparison(from: older, to: copy).tables(as: .json)
    #expect(years.contains("\"name\": \"2013\""))
  }
}

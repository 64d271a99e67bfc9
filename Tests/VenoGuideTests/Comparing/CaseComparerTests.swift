import Appropriateness
import CaseRecord
import Foundation
import Testing
import VenoGuide

/// Samples by both editions, from bytes to rows.
@Suite struct CaseComparerTests {
  private static func tables(_ edition: String) throws -> CriteriaTables {
    var configuration = Evaluator.Configuration()
    configuration.edition = edition
    return try CriteriaTables(configuration)
  }

  private static let comparison = Result {
    CriteriaComparison(from: try tables("2013"), to: try tables("2020"))
  }

  private static let comparer = Result {
    try CaseComparer(comparison.get(), Evaluator.Configuration())
  }

  private static let evaluators = Result {
    try ["2013", "2020"].map { edition in
      var configuration = Evaluator.Configuration()
      configuration.edition = edition
      return try Evaluator(configuration)
    }
  }

  private func compare(_ name: String, _ file: String = "bundle.json") throws -> ComparedInput {
    let sample = try #require(SampleFolder.all.first { $0.name == name })
    let bytes = try #require(sample.bytes(of: file))
    let moment = try #require(AsOf(fhir: sample.expectation().asOf))
    return try Self.comparer.get().compare(bytes, at: .fixed(moment))
  }

  /// What each sample comes to, looked at case by case (FACTS 1.3, 1.6, 1.7).
  @Test(arguments: [
    // Mild: the same scenario, catheter-directed therapy reversed.
    ("vectors/T01", "2013-minimal", "acute-mild", CaseComparison.Kind.ratings),
    // Mild on day 14: no longer acute, in neither edition a variant.
    ("vectors/T02", "", "", .unchanged),
    ("vectors/T03", "2013-first-episode", "acute-moderate-severe", .ratings),
    // May-Thurner imaging on day 11 to 13: too late for 2013.
    ("vectors/T04", "2013-first-episode", "may-thurner", .variant),
    // The same with mild symptoms: the overlap O1.
    ("vectors/T05", "2013-minimal", "may-thurner acute-mild", .variant),
    ("vectors/T08", "2013-limb-threat", "limb-threat", .ratings),
    ("vectors/T10", "", "pregnancy", .covered),
    ("vectors/T13", "", "acute-femoropopliteal", .covered),
    ("vectors/T17", "", "persistent", .covered),
    ("vectors/T40", "2013-may-thurner", "may-thurner", .ratings),
    ("articles/TV-0", "2013-may-thurner", "may-thurner", .ratings),
    ("articles/TV-1", "2013-first-episode", "acute-moderate-severe", .ratings),
    ("articles/TV-2", "2013-minimal", "acute-mild", .ratings),
    ("articles/TV-3", "", "pregnancy", .covered),
    ("articles/seed-003", "", "persistent", .opened),
    ("outcomes/overlap", "", "pregnancy may-thurner", .covered),
    ("outcomes/not-covered", "", "", .unchanged),
    (
      "outcomes/undetermined", "2013-first-episode", "acute-moderate-severe acute-femoropopliteal",
      .candidates
    ),
    ("outcomes/unusable", "", "", .unusable),
    // 2013 does not ask about health with minimal symptoms.
    ("rules/bare-condition", "2013-minimal", "acute-mild", .ratings),
    ("rules/ordered-not-taken", "", "persistent", .opened),
  ])
  func samplesChangeAsTheFactSheetSays(
    _ name: String, _ before: String, _ after: String, _ kind: CaseComparison.Kind
  ) throws {
    let found = try #require(compare(name).cases.first).comparison
    #expect(found.kind == kind)
    #expect(found.before.variants.map(\.code).joined(separator: " ") == before)
    #expect(found.after.variants.map(\.code).joined(separator: " ") == after)
    #expect(found.reasons.isEmpty == (kind == .unchanged || kind == .unusable))
  }

  /// Both sides are what the editions answer when they are asked alone, in JSON and in XML.
  @Test(arguments: SampleFolder.answerable)
  func sidesAreTheAnswersOfTheEditions(sample: SampleFolder) throws {
    let moment = EvaluationMoment.fixed(
      try #require(AsOf(fhir: try sample.expectation().asOf)))
    for file in sample.inputs {
      let bytes = try #require(sample.bytes(of: file))
      let compared = try Self.comparer.get().compare(bytes, at: moment)
      for (index, evaluator) in try Self.evaluators.get().enumerated() {
        let answers = try evaluator.evaluate(bytes, at: moment).answers
        let recommendations = answers.flatMap(\.recommendations)
        #expect(compared.cases.count == recommendations.count)
        for (one, recommendation) in zip(compared.cases, recommendations) {
          let side = index == 0 ? one.comparison.before : one.comparison.after
          #expect(one.comparison.leg == recommendation.leg)
          #expect(side.outcome == recommendation.outcome)
          let variants = recommendation.variants.map(\.variant)
          if recommendation.outcome != .undetermined {
            #expect(side.variants.map(\.code) == variants)
          }
          for option in recommendation.options where variants.count == 1 {
            let pair = one.comparison.options.first { $0.option == option.option }
            let standing = index == 0 ? pair?.before : pair?.after
            #expect(standing == .rated([option.rating]))
          }
        }
        #expect(
          answers.contains { !$0.failureMessages.isEmpty } == !compared.failureMessages.isEmpty)
      }
    }
  }

  @Test func patientsAreToldApartByTheirEntry() throws {
    let input = try compare("rules/two-patients")
    #expect(input.patients == 2)
    #expect(input.cases.map(\.entry) == ["Bundle.entry[0].resource", "Bundle.entry[1].resource"])
    var report = ComparisonReport(try Self.comparison.get(), as: .text(columns: 100))
    let rows = report.rows(of: input, at: InputPlace(file: "all.ndjson", line: 7))
    #expect(rows.contains("all.ndjson, line 7, Bundle.entry[0].resource"))
    #expect(rows.contains("all.ndjson, line 7, Bundle.entry[1].resource"))
    #expect(report.totals.cases == 2)
  }

  /// No names, ids, dates: what of the record is shown are answers of features.
  @Test(arguments: ["text", "json"]) func reportsHoldNoPatientData(_ form: String) throws {
    var report = ComparisonReport(
      try Self.comparison.get(), as: form == "text" ? .text(columns: 100) : .json)
    var text = report.beginning
    for sample in SampleFolder.answerable {
      let input = try compare(sample.name)
      text += report.rows(of: input, at: InputPlace(file: sample.name))
      text += input.failureMessages.joined()
    }
    text += report.end
    for word in ["Synth", "Patient/", "urn:uuid", "venoguide.example/fhir/Patient"] {
      #expect(!text.contains(word))
    }
    #expect(!text.contains(#/(19|20)\d\d-\d\d/#))
    #expect(report.totals.cases > 90)
  }

  @Test func anInputWithoutAPatientHasARowAndAReason() throws {
    let input = try compare("hostile/no-patient")
    #expect(input.cases.isEmpty)
    #expect(input.failureMessages.first?.contains("names no patient") == true)
    var report = ComparisonReport(try Self.comparison.get(), as: .text(columns: 80))
    #expect(report.rows(of: input, at: InputPlace(file: "a.json")).hasSuffix("no case\n"))
    #expect(report.totals.withoutCase == 1)
  }

  @Test func answersAreRecognisedSoThatAFolderCanHoldThem() throws {
    #expect(try compare("variants/acute-mild", "guidance.json").isAnswer)
    #expect(try !compare("variants/acute-mild", "bundle.json").isAnswer)
    #expect(try !compare("hostile/no-patient").isAnswer)
  }

  @Test func contentThatIsNoFHIRIsToldFromFHIRWithAFault() throws {
    let comparer = try Self.comparer.get()
    let moment = EvaluationMoment.fixed(try #require(AsOf(fhir: "2026-06-15")))
    func isOther(_ text: String) -> Bool? {
      do {
        _ = try comparer.compare(Array(text.utf8), at: moment)
        return nil
      } catch {
        return error.isOtherContent
      }
    }
    #expect(isOther("# Read me") == true)
    #expect(isOther(#"{"outcome": "matched"}"#) == true)
    #expect(isOther(#"{"resourceType": "Bundle", "#) == false)
    #expect(isOther("") == false)
  }

  @Test func strictnessHoldsForBothEditions() throws {
    var configuration = Evaluator.Configuration()
    configuration.isStrict = true
    let strict = try CaseComparer(Self.comparison.get(), configuration)
    let sample = try #require(SampleFolder.all.first { $0.name == "outcomes/provisional" })
    let bytes = try #require(sample.bytes(of: "bundle.json"))
    let moment = EvaluationMoment.fixed(try #require(AsOf(fhir: "2026-06-15")))
    let found = try #require(strict.compare(bytes, at: moment).cases.first).comparison
    #expect([found.before.outcome, found.after.outcome] == [.undetermined, .undetermined])
    #expect(found.before.assumptions.isEmpty && found.after.assumptions.isEmpty)
  }
}

import CaseRecord
import FHIR
import FHIRSyntax
import Testing

@testable import VenoGuide

/// Limits hold on the way from bytes to answers, and answers stay smaller than what they answer.
@Suite struct LimitTests {
  private func evaluate(_ text: String, _ limits: SyntaxLimits = .standard) throws -> Evaluation {
    var configuration = Evaluator.Configuration()
    configuration.limits = limits
    let moment = try #require(AsOf(fhir: "2026-06-15"))
    return try Evaluator(configuration).evaluate(Array(text.utf8), at: .fixed(moment))
  }

  private func bundle(_ entries: some Sequence<String>) -> String {
    "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\(entries.joined(separator: ","))]}"
  }

  @Test func aBundleAboutTooManyPatientsIsRefused() throws {
    var limits = SyntaxLimits.standard
    limits.patients = 3
    let patient = #"{"resource":{"resourceType":"Patient"}}"#
    #expect(try evaluate(bundle(repeatElement(patient, count: 3)), limits).answers.count == 3)
    let error = try #require(throws: InputError.self) {
      try evaluate(bundle(repeatElement(patient, count: 4)), limits)
    }
    #expect(error.message.hasSuffix("Limit: patients=3."))
  }

  @Test func ofThousandsOfDamagedResourcesSomeAreListedAndTheRestIsCounted() throws {
    let damaged = (0..<3000).map {
      #"{"resource":{"resourceType":"Condition","id":"c\#($0)","subject":{"reference":"Patient/p"},"onsetDateTime":"x"}}"#
    }
    let patient = #"{"resource":{"resourceType":"Patient","id":"p"}}"#
    let answer = try #require(evaluate(bundle([patient] + damaged)).answers.first)
    #expect(answer.record.setAside.count == 3000, "the record keeps everything")
    #expect(answer.issues.count { $0.severity == .error } == 500)
    let omissions = answer.issues.filter { $0.code == .tooCostly }.map(\.message)
    #expect(omissions.count == 2)
    #expect(omissions[0].hasPrefix("Not listed here: 2500 more remarks on the input."))
    #expect(omissions[1].hasPrefix("Not listed here: 2500 more resources that were set aside."))
    #expect(answer.issues.first { $0.severity == .error }?.line != nil)
  }

  @Test func theGravestIssuesAreListed() {
    let many = (0..<600).map { number in
      FHIR.Issue(number == 599 ? .error : .warning, .value, "x", at: "Bundle.entry[\(number)]")
    }
    let listed = AnswerListing.listed(many)
    #expect(listed.count == 501)
    #expect(listed[498].expression == "Bundle.entry[498]")
    #expect(listed[499].expression == "Bundle.entry[599]")
    #expect(listed[500].message.contains("100 more"))
    #expect(AnswerListing.listed(Array(many.prefix(500))).count == 500)
  }

  @Test func aBareResourceThatCannotBeUsedIsAFailure() throws {
    let answers = try evaluate(
      #"{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2020"}"#
    ).answers
    #expect(answers.map(\.status) == [.failure])
    let messages = answers[0].failureMessages.joined(separator: "\n")
    #expect(messages.contains("Patient.deceased (line 1, column 50): Two values"))
    let other = try evaluate(#"{"resourceType":"Pateint"}"#).answers
    #expect(other.map(\.status) == [.failure])
  }
}

import Appropriateness
import CaseMapping
import CaseRecord
import FHIR
import FHIRSyntax
import Guidance

/// From bytes to guidance in one call.
///
///     let evaluator = try Evaluator(Evaluator.Configuration())
///     let evaluation = try evaluator.evaluate(bytes, at: .fixed(asOf))
///     for answer in evaluation.answers {
///       print(answer.outcome)                                     // .matched
///     }
///     let bytes = try evaluator.encoded(evaluation.packed, as: evaluation.form)
///
/// The criteria and code lists are read once; evaluations share nothing else, so one evaluator may serve many tasks.
/// Nothing here looks at a clock, a file or the network.
public struct Evaluator: Sendable {
  /// The program's version.
  public static let softwareVersion = "0.1.0"
  /// The edition of the criteria that applies when none is chosen.
  public static let currentEdition = "2020"

  let composer: GuidanceComposer
  private let criteria: Criteria
  let reader: CaseReader
  private let isStrict: Bool
  let packaging: GuidancePackaging

  /// Reads criteria and code lists. Throws ``ConfigurationError`` when one of them is at fault.
  public init(_ configuration: Configuration = Configuration()) throws(ConfigurationError) {
    let knowledge = try Knowledge(configuration)
    criteria = knowledge.criteria
    reader = CaseReader(knowledge, limits: configuration.limits)
    composer = GuidanceComposer(
      program: GuidanceProgram(
        name: "VenoGuide", version: Evaluator.softwareVersion, knowledgeDigest: knowledge.digest,
        criteria: knowledge.criteria))
    isStrict = configuration.isStrict
    packaging = configuration.packaging
  }

  /// Evaluates one document: a Bundle, a bare resource or Parameters, JSON or XML.
  ///
  /// An input that is FHIR and cannot be evaluated is answered, with outcome `unusable`.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - moment: when it is evaluated.
  ///   - release: the FHIR release that the sender names, by a content type (``FHIRContentType``) or otherwise; nil to
  ///     find out. Resources of the shape of another release are read all the same, and reported.
  /// - Returns: one answer for each patient, at least one.
  /// - Throws: why no FHIR can be read.
  public func evaluate(
    _ bytes: [UInt8], at moment: EvaluationMoment, release: FHIRRelease? = nil
  ) throws(InputError) -> Evaluation {
    let input = try reader.read(bytes, at: moment, release: release)
    let digest = ContentDigest.of(input.scanned)
    let obstacle = Obstacle(in: input.submission)
    var drafts = input.subjects.enumerated().map { position, subject in
      let identifier = identifier(of: digest, asOf: input.asOf, position: position)
      return obstacle.map { failure($0, for: subject, in: input, identifier: identifier) }
        ?? answer(for: subject, in: input, identifier: identifier)
    }
    if drafts.isEmpty, let obstacle {
      drafts = [
        failure(
          obstacle, for: nil, in: input,
          identifier: identifier(of: digest, asOf: input.asOf, position: 0))
      ]
    }
    let answers = Answer.answers(drafts, to: bytes)
    return Evaluation(
      format: input.scanned.format, release: input.submission.release, answers: answers,
      packages: try packages(of: answers, to: input, in: bytes))
  }

  /// The guidance names places by FHIRPath, which is the same in JSON and XML; lines and columns go to the caller.
  private func answer(
    for subject: Submission.Subject, in input: CaseInput, identifier: String
  ) -> Answer.Draft {
    let (record, facts) = input.patientCase(of: subject)
    let submission = input.submission
    let limit = AnswerListing.limit(patients: submission.subjects.count)
    let listed = AnswerListing.listed(record, limit: limit)
    let issues =
      AnswerListing.listed(
        submission.sharedIssues + submission.entries(of: subject).flatMap(\.issues),
        limit: limit) + listed.omissions
    let recommendations = criteria.recommend(facts, asOf: record.asOf, strict: isStrict)
    let guidance = composer.response(
      to: GuidanceRequest(
        identifier: identifier, requestIdentifier: submission.requestIdentifier),
      recommendations: recommendations, record: listed.record, issues: issues)
    return Answer.Draft(
      record: record, recommendations: recommendations, issues: issues, guidance: guidance)
  }

  private func failure(
    _ obstacle: Obstacle, for subject: Submission.Subject?, in input: CaseInput, identifier: String
  ) -> Answer.Draft {
    let submission = input.submission
    let reference = subject?.reference.reference?.value ?? ""
    let issues = obstacle.issues(of: submission)
    let guidance = composer.failure(
      to: GuidanceRequest(
        identifier: identifier, requestIdentifier: submission.requestIdentifier),
      subject: subject == nil ? nil : reference, asOf: input.asOf.text, issues: issues)
    return Answer.Draft(
      record: CaseRecord(subject: reference, asOf: input.asOf), issues: issues, guidance: guidance)
  }

  private func identifier(of digest: String, asOf: AsOf, position: Int) -> String {
    ContentIdentifier.uuid([digest, criteria.edition.code, asOf.text, String(position)])
  }
}

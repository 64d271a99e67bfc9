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
///     let bytes = try evaluator.encoded(evaluation.answers, as: evaluation.format)
///
/// The criteria and code lists are read once; evaluations share nothing else, so one evaluator may serve many tasks.
/// Nothing here looks at a clock, a file or the network.
public struct Evaluator: Sendable {
  /// The program's version.
  public static let softwareVersion = "0.1.0"
  /// The edition of the criteria that applies when none is chosen.
  public static let currentEdition = "2020"

  let criteria: Criteria
  let contraindications: ContraindicationTable
  let terminology: Terminology
  let composer: GuidanceComposer
  private let isStrict: Bool
  private let limits: SyntaxLimits

  /// Reads criteria and code lists. Throws ``ConfigurationError`` when one of them is at fault.
  public init(_ configuration: Configuration = Configuration()) throws(ConfigurationError) {
    let knowledge = try Knowledge(configuration)
    criteria = knowledge.criteria
    contraindications = knowledge.contraindications
    terminology = knowledge.terminology
    composer = GuidanceComposer(
      program: GuidanceProgram(
        name: "VenoGuide", version: Evaluator.softwareVersion, knowledgeDigest: knowledge.digest,
        criteria: knowledge.criteria))
    isStrict = configuration.isStrict
    limits = configuration.limits
  }

  /// Evaluates one document: a Bundle, a bare resource or Parameters, JSON or XML.
  ///
  /// Throws ``InputError`` when no FHIR can be read. An input that is FHIR and cannot be evaluated is answered, with
  /// outcome `unusable`.
  public func evaluate(
    _ bytes: [UInt8], at moment: EvaluationMoment
  ) throws(InputError) -> Evaluation {
    let scanned = try scanned(bytes)
    let submission = Submission(scanned)
    let asOf = try moment.resolved(in: submission)
    let places = SourcePlaces(bytes)
    let digest = ContentDigest.of(scanned)

    let mapper = CaseMapper(terminology: terminology, asOf: asOf)
    let answers = submission.subjects.enumerated().map { position, subject in
      let identifier = identifier(of: digest, asOf: asOf, position: position)
      return answer(
        for: subject, in: submission, by: mapper, identifier: identifier, places: places)
    }
    guard answers.isEmpty else { return Evaluation(format: scanned.format, answers: answers) }
    return Evaluation(
      format: scanned.format,
      answers: [
        answerWithoutSubject(
          submission, asOf: asOf, identifier: identifier(of: digest, asOf: asOf, position: 0),
          places: places)
      ])
  }

  private func scanned(_ bytes: [UInt8]) throws(InputError) -> ScannedInput {
    let selector = RelevantResources(terminology: terminology)
    let limits = limits
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(SyntaxError) in try scan(buffer, selector: selector, limits: limits) }
    }
    return try result.mapError(InputError.init).get()
  }

  /// The guidance names places by FHIRPath, which is the same in JSON and XML; lines and columns go to the caller.
  private func answer(
    for subject: Submission.Subject, in submission: Submission, by mapper: CaseMapper,
    identifier: String, places: SourcePlaces
  ) -> Answer {
    let record = mapper.caseRecord(of: subject, in: submission)
    let issues = submission.issues + submission.entries(of: subject).flatMap(\.issues)
    let recommendations = record.derivedFacts(contraindications: contraindications).map {
      criteria.recommend($0, asOf: record.asOf, strict: isStrict)
    }
    let guidance = composer.response(
      to: GuidanceRequest(
        identifier: identifier, requestIdentifier: submission.requestIdentifier),
      recommendations: recommendations, record: record, issues: issues)
    return Answer(
      record: record, recommendations: recommendations, issues: issues, guidance: guidance,
      places: places)
  }

  private func answerWithoutSubject(
    _ submission: Submission, asOf: AsOf, identifier: String, places: SourcePlaces
  ) -> Answer {
    let nobody = Issue(
      .fatal, .required,
      """
      The input names no patient. A Patient resource, or a resource whose subject refers to one, is needed.
      """, at: submission.root.name)
    let issues = [nobody] + submission.allIssues
    let guidance = composer.failure(
      to: GuidanceRequest(
        identifier: identifier, requestIdentifier: submission.requestIdentifier),
      subject: nil, asOf: asOf.text, issues: issues)
    return Answer(
      record: CaseRecord(subject: "", asOf: asOf), recommendations: [], issues: issues,
      guidance: guidance, places: places)
  }

  private func identifier(of digest: String, asOf: AsOf, position: Int) -> String {
    ContentIdentifier.uuid([digest, criteria.edition.code, asOf.text, String(position)])
  }
}

extension Submission.Root {
  /// The name of the outermost resource, as FHIRPath begins with it.
  fileprivate var name: String {
    switch self {
    case .bundle: "Bundle"
    case .parameters: "Parameters"
    case .resource(let type): type
    }
  }
}

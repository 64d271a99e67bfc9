import Appropriateness
import CaseRecord
import FHIR
import FHIRSyntax

/// Evaluates the cases of inputs by two editions of the criteria.
///
/// An input is read once; the facts are the same for both editions. Nothing is kept from one input to the next.
public struct CaseComparer: Sendable {
  private let pair: EditionPair
  private let reader: CaseReader
  private let isStrict: Bool

  /// A comparer that reads inputs as a configuration says; its edition and criteria have no part in it.
  ///
  /// Throws ``ConfigurationError`` when code lists are at fault.
  public init(
    _ comparison: CriteriaComparison, _ configuration: Evaluator.Configuration
  ) throws(ConfigurationError) {
    var configuration = configuration
    configuration.edition = nil
    configuration.criteria = nil
    pair = comparison.pair
    reader = CaseReader(try Knowledge(configuration), limits: configuration.limits)
    isStrict = configuration.isStrict
  }

  /// Evaluates one document by both editions: a Bundle, a bare resource or Parameters, JSON or XML.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - moment: when it is evaluated.
  ///   - release: the FHIR release that the sender names; nil to find out.
  /// - Returns: its cases.
  /// - Throws: why no FHIR could be read.
  public func compare(
    _ bytes: [UInt8], at moment: EvaluationMoment, release: FHIRRelease? = nil
  ) throws(InputError) -> ComparedInput {
    let input = try reader.read(bytes, at: moment, release: release)
    let submission = input.submission
    let obstacle = Obstacle(in: submission)
    var cases: [ComparedCase] = []
    var contradictions: [Contradiction] = []
    for subject in input.subjects where obstacle == nil {
      let all = input.patientCase(of: subject).facts
      contradictions += all.flatMap(\.contradictions)
      cases += all.enumerated().map { position, facts in
        let ofLeg = all.indices.filter { all[$0].leg == facts.leg }
        return ComparedCase(
          entry: submission.place(of: subject),
          episode: ofLeg.count > 1 ? ofLeg.firstIndex(of: position).map { $0 + 1 } : nil,
          comparison: pair.compare(facts, asOf: input.asOf, strict: isStrict))
      }
    }
    let issues = obstacle?.issues(of: submission) ?? []
    let places = SourcePlaces(
      in: bytes, offsets: issues.compactMap(\.offset),
      paths: contradictions.flatMap(\.evidence).map(\.path))
    return ComparedInput(
      cases: cases, patients: input.subjects.count, isAnswer: submission.isAnswer,
      failureMessages: places.messages(for: contradictions, and: issues.map(places.located)))
  }
}

/// The cases of one input.
public struct ComparedInput: Sendable {
  /// One for each leg of each patient, in the order of the input; none when the input names no patient.
  public let cases: [ComparedCase]
  /// How many patients the input is about.
  public let patients: Int
  /// Whether it is the answer of a system like this one: GuidanceResponses or an OperationOutcome, and nothing else.
  public let isAnswer: Bool
  /// Why it, or a case in it, cannot be used: one sentence each with its place, without patient data.
  public let failureMessages: [String]
}

/// One leg's case.
public struct ComparedCase: Sendable {
  /// The patient's first place in the input: `Bundle.entry[3].resource`.
  public let entry: String?
  /// Which of several episodes of the leg it is, from 1 in the order of the answer; `nil` when there is one.
  public let episode: Int?
  /// What both editions make of it.
  public let comparison: CaseComparison
}

extension Submission {
  /// Where a patient stands in the input: at the Patient resource, or at the first resource about the patient.
  fileprivate func place(of subject: Subject) -> String? {
    (subject.patient ?? subject.entries.first).map { entries[$0].path }
  }

  /// Whether it holds nothing but answers.
  fileprivate var isAnswer: Bool {
    !entries.isEmpty
      && entries.allSatisfy { entry in
        ["GuidanceResponse", "OperationOutcome"].contains(entry.resourceType)
      }
  }
}

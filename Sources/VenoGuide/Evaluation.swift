import Appropriateness
import CaseRecord
import FHIR
import FHIRSyntax
import Guidance

/// The answers to one input.
public struct Evaluation: Sendable {
  /// The format of the input.
  public let format: FHIRFormat
  /// The release of the input: the one that its sender names, or else that of which most of it is.
  public let release: FHIRRelease
  /// One answer for each patient, in order of first appearance; at least one.
  public let answers: [Answer]
  /// What documents or the message say; `nil` when the guidance is not packed.
  private let packages: [FHIRNode]?

  /// What is to be written: a GuidanceResponse or a document for each patient, or one message.
  public var packed: [FHIRNode] { packages ?? answers.map(\.guidance.node) }

  init(
    format: FHIRFormat, release: FHIRRelease, answers: [Answer], packages: [FHIRNode]?
  ) {
    self.format = format
    self.release = release
    self.answers = answers
    self.packages = packages
  }
}

/// The answer for one patient, with everything it rests on.
public struct Answer: Sendable {
  /// The case as it was understood.
  public let record: CaseRecord
  /// The engine's results, one for each leg that was evaluated; none when the input names no patient.
  public let recommendations: [Recommendation]
  /// What was wrong with the input.
  public let issues: [Issue]
  /// The answer.
  public let guidance: R4.GuidanceResponse

  /// GuidanceResponse.status, as far as this program gives one.
  public enum Status: String, Sendable, Hashable {
    case success
    case dataRequested = "data-requested"
    case dataRequired = "data-required"
    case failure
  }

  /// The status of the guidance.
  public var status: Status {
    guidance.status.value.flatMap(Status.init(rawValue:)) ?? .failure
  }

  /// The outcome of the evaluation; when legs differ, that of the leg about which least can be said.
  public var outcome: Outcome { GuidanceStatus.outcome(of: recommendations) }

  /// Why the input could not be used, one sentence each with its place, without patient data; empty unless the status
  /// is `failure`.
  public let failureMessages: [String]

  init(_ draft: Draft, places: SourcePlaces) {
    record = draft.record
    recommendations = draft.recommendations
    guidance = draft.guidance
    issues = draft.issues.map(places.located)
    guard guidance.status.value == Status.failure.rawValue else {
      failureMessages = []
      return
    }
    failureMessages = places.messages(for: draft.contradictions, and: issues)
  }
}

extension Answer {
  /// An answer whose issues do not know their lines yet.
  struct Draft {
    let record: CaseRecord
    var recommendations: [Recommendation] = []
    let issues: [Issue]
    let guidance: R4.GuidanceResponse

    /// What makes the record unusable.
    var contradictions: [Contradiction] { recommendations.flatMap(\.facts.contradictions) }
  }

  /// Puts lines and columns to the issues of all answers to one input.
  static func answers(_ drafts: [Draft], to bytes: [UInt8]) -> [Answer] {
    let places = SourcePlaces(
      in: bytes, offsets: drafts.flatMap(\.issues).compactMap(\.offset),
      paths: drafts.flatMap(\.contradictions).flatMap(\.evidence).map(\.path))
    return drafts.map { Answer($0, places: places) }
  }
}

import CaseRecord
import FHIR
import FHIRSyntax
import Guidance

extension Evaluator {
  /// The answers packed as the configuration asks; `nil` when they are not to be packed.
  ///
  /// Throws ``InputError`` when a message is asked for and no message came in.
  func packages(
    of answers: [Answer], to input: CaseInput, in bytes: [UInt8]
  ) throws(InputError) -> [FHIRNode]? {
    switch packaging {
    case .resource: return nil
    case .document(let scope):
      let digest = bytes.withUnsafeBytes(ContentIdentifier.sha256)
      let submission =
        scope == .all ? try wholeSubmission(bytes, input.submission.release) : input.submission
      return answers.enumerated().map { position, answer in
        let subjects = submission.subjects
        return GuidanceDocument(
          of: answer.guidance, explanation: explanation(of: answer, withPositions: false),
          program: composer.program,
          input: DocumentInput(
            submission: submission,
            subject: subjects.indices.contains(position) ? subjects[position] : nil,
            format: input.scanned.format),
          evidence: scope, identity: identity(of: answer.guidance, asOf: input.asOf, digest)
        ).bundle
      }
    case .message:
      guard let header = input.submission.messageHeader, let first = answers.first else {
        throw InputError(
          message: """
            only a message can be answered with a message, and the input is none: a Bundle of type message with a \
            MessageHeader was expected; ask for resource or document
            """, path: "Bundle.type")
      }
      guard let id = input.submission.messageID else {
        throw InputError(
          message: """
            the message cannot be answered: its MessageHeader has neither an id nor a full URL that is a urn:uuid
            """, path: "MessageHeader.id")
      }
      let message = GuidanceMessage(
        to: header, id: id, with: answers.map(\.guidance), program: composer.program,
        identity: identity(of: first.guidance, asOf: input.asOf, ""))
      return [message.bundle]
    }
  }

  /// The explanation of one answer, with lines and columns of the input or, for what JSON and XML say alike, without.
  func explanation(of answer: Answer, withPositions: Bool = true) -> Explanation {
    var issues = answer.issues
    if !withPositions {
      for index in issues.indices {
        issues[index].line = nil
        issues[index].column = nil
      }
    }
    return Explanation(
      of: answer.recommendations, record: AnswerListing.listed(answer.record).record,
      issues: issues, program: composer.program)
  }

  /// The input with the resources that do not matter to the answer, for documents that take everything along.
  private func wholeSubmission(
    _ bytes: [UInt8], _ release: FHIRRelease
  ) throws(InputError) -> Submission {
    let limits = reader.limits
    let tree = bytes.withUnsafeBytes { buffer in
      Result { () throws(SyntaxError) in try readTree(buffer, limits: limits) }
    }
    return Submission(try tree.mapError(InputError.init).get(), release: release)
  }

  private func identity(
    of guidance: R4.GuidanceResponse, asOf: AsOf, _ digest: String
  ) -> PackageIdentity {
    let answer = guidance.id?.value ?? ""
    return PackageIdentity(
      instant: asOf.instant, asOf: asOf.text, inputDigest: digest,
      uuid: { part in ContentIdentifier.uuid([answer, part]) })
  }
}

extension AsOf {
  /// The moment as a FHIR instant; a plain date is its last second, since evaluation counts the whole day.
  fileprivate var instant: String { text.contains("T") ? text : "\(text)T23:59:59Z" }
}

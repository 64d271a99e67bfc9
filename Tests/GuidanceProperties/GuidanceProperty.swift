import CaseRecord
import FHIR
import FHIRSyntax
import ReaderProperties
import VenoGuide

/// What must hold for the way from bytes to guidance and back to bytes, whatever the bytes.
public struct GuidanceProperty: Sendable {
  private let evaluator: Evaluator
  private let moment: EvaluationMoment

  /// The property by the built-in criteria, as of 2026-06-15.
  public init() {
    guard let evaluator = try? Evaluator(), let asOf = AsOf(fhir: "2026-06-15") else {
      fatalError("the built-in criteria cannot be read")
    }
    self.evaluator = evaluator
    moment = .fixed(asOf)
  }

  /// The evaluation of bytes, or why they are refused.
  public func evaluation(of bytes: [UInt8]) -> Result<Evaluation, InputError> {
    Result { () throws(InputError) in try evaluator.evaluate(bytes, at: moment) }
  }

  /// How the bytes violate the property: in a sentence, nil when they do not.
  ///
  /// Either they are refused with a reason, or there is an answer for each patient, which can be written in every format
  /// and release and read again; and sound JSON has the same answer as XML.
  public func violation(by bytes: [UInt8]) -> String? {
    switch evaluation(of: bytes) {
    case .failure(let error):
      return error.message.isEmpty ? "a refusal without words" : nil
    case .success(let evaluation):
      return violation(by: evaluation.answers) ?? violation(byWriting: evaluation)
        ?? violation(byXMLTwinOf: bytes, evaluation)
    }
  }

  private func violation(by answers: [Answer]) -> String? {
    if answers.isEmpty { return "there is no answer" }
    for answer in answers {
      if answer.guidance.evaluationMessage.isEmpty { return "an answer has no message" }
      if answer.status == .failure, answer.failureMessages.isEmpty {
        return "a failure without a reason"
      }
      if answer.status == .failure, answer.outcome != .unusable {
        return "a failure with an outcome"
      }
      if evaluator.caseDocument(of: answer).isEmpty { return "a case without a document" }
    }
    return nil
  }

  private func violation(byWriting evaluation: Evaluation) -> String? {
    for release in [FHIRRelease.r4, .r5] {
      for format in FHIRFormat.allCases {
        do throws(SyntaxError) {
          let written = try evaluator.encoded(
            evaluation.packed, as: OutputForm(format, release: release))
          let read = written.withUnsafeBytes { bytes in
            Result { () throws(SyntaxError) in try readTree(bytes) }
          }
          _ = try read.get()
        } catch {
          return "the guidance cannot be written as \(format) of \(release.name), or not be read: "
            + "\(error)"
        }
      }
    }
    return nil
  }

  private func violation(byXMLTwinOf bytes: [UInt8], _ evaluation: Evaluation) -> String? {
    // What is odd about an input may be odd in one format only, and is told.
    guard evaluation.format == .json, evaluation.answers.allSatisfy(\.issues.isEmpty),
      let tree = bytes.withUnsafeBytes({ try? readTree($0).root }),
      let xml = try? writeTree(tree, as: .xml)
    else { return nil }
    switch self.evaluation(of: xml) {
    case .failure(let error): return "as XML it is refused: \(error.message)"
    case .success(let twin):
      // A property may stand anywhere in JSON, an element only in its place.
      guard twin.answers.allSatisfy(\.issues.isEmpty) else { return nil }
      if twin.packed.count != evaluation.packed.count {
        return "as XML it has more or fewer answers"
      }
      for (answer, other) in zip(evaluation.packed, twin.packed) {
        if let difference = answer.firstDifference(from: other) {
          return "as XML it has another answer: \(difference)"
        }
      }
      return nil
    }
  }
}

import FHIR
import Guidance
import VenoGuide

extension Evaluator {
  /// Evaluates one piece of an input; one that must not be read is refused for its defect.
  func evaluate(
    _ piece: InputPiece, at moment: EvaluationMoment, release: FHIRRelease?
  ) throws(InputError) -> Evaluation {
    if let defect = piece.defect { throw InputError(defect) }
    return try evaluate(piece.bytes, at: moment, release: release)
  }

  /// Reviews one piece of an input; one that must not be read is refused for its defect.
  func review(
    _ piece: InputPiece, at moment: EvaluationMoment, release: FHIRRelease?
  ) throws(InputError) -> InputReview {
    if let defect = piece.defect { throw InputError(defect) }
    return try review(piece.bytes, at: moment, release: release)
  }
}

extension CaseComparer {
  /// Compares one piece of an input; one that must not be read is refused for its defect.
  func compare(
    _ piece: InputPiece, at moment: EvaluationMoment, release: FHIRRelease?
  ) throws(InputError) -> ComparedInput {
    if let defect = piece.defect { throw InputError(defect) }
    return try compare(piece.bytes, at: moment, release: release)
  }
}

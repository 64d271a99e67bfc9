import CaseRecord
import FHIR

/// When an evaluation is taken to happen.
public enum EvaluationMoment: Sendable, Hashable {
  /// A moment that the caller chose.
  case fixed(AsOf)
  /// `Bundle.timestamp` of the input.
  case bundleTimestamp

  func resolved(in submission: Submission) throws(InputError) -> AsOf {
    switch self {
    case .fixed(let asOf): return asOf
    case .bundleTimestamp:
      guard let timestamp = submission.timestamp, let asOf = AsOf(fhir: timestamp.text) else {
        throw InputError(
          message: """
            the moment of evaluation is to be Bundle.timestamp, and the input has none that can be read; give another \
            moment with --as-of
            """, path: "Bundle.timestamp")
      }
      return asOf
    }
  }
}

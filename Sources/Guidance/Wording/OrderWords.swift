import Appropriateness
import CaseRecord

extension OrderResult {
  /// What the order comes to, for a reader.
  public var words: String {
    switch self {
    case .within: "Within the guideline"
    case .outside: "Outside the guideline"
    case .noGuidelines: "No guideline applies"
    case .incomplete: "Assessment not completed"
    case .notCovered: "Not covered by this topic"
    }
  }
}

extension Order.Closure {
  /// Why the order is not rated.
  var words: String {
    switch self {
    case .carriedOut: "it has been carried out, or the drug is taken"
    case .beforeEpisode: "it is older than this thrombosis"
    case .afterEvaluation: "it was placed after the moment of evaluation"
    }
  }
}

extension TreatmentRequest.Intent {
  /// How far the decision has gone, as an adjective to what is asked for.
  var words: String {
    switch self {
    case .proposal: "Proposed"
    case .plan: "Planned"
    case .order: "Ordered"
    case .option: "One of several to choose from"
    }
  }
}

extension Order {
  /// What is asked for: "Ordered: Venous stent, left leg".
  var words: String {
    let name = ShownText.clean(evidence.meaning ?? "")
    let what = name.isEmpty ? ShownText.clean(evidence.reference) : name
    let side = side.map { ", \($0.words)" } ?? ""
    return "\(intent.words): \(what)\(side)"
  }
}

extension Laterality {
  /// The leg or legs.
  fileprivate var words: String {
    switch self {
    case .left: Leg.left.words
    case .right: Leg.right.words
    case .bilateral: "both legs"
    }
  }
}

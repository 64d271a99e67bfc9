import Appropriateness

/// GuidanceResponse.status and the one outcome that stands for several legs (CONTRACT section 1).
public enum GuidanceStatus {
  /// The status: what is most lacking in any leg.
  static func code(for recommendations: [Recommendation]) -> String {
    if recommendations.contains(where: { $0.outcome == .unusable }) { return "failure" }
    if recommendations.contains(where: { $0.outcome == .undetermined }) { return "data-required" }
    let assumes = recommendations.contains { $0.outcome == .provisional || !$0.assumptions.isEmpty }
    return assumes ? "data-requested" : "success"
  }

  /// The outcome: that of the leg about which least can be said.
  public static func outcome(of recommendations: [Recommendation]) -> Outcome {
    Outcome.leastCertainFirst.first { outcome in
      recommendations.contains { $0.outcome == outcome }
    } ?? .unusable
  }
}

import Appropriateness

/// GuidanceResponse.status and the one outcome that stands for several cases (CONTRACT section 1).
///
/// A leg is answered for by its newest episode: an older one that goes on is shown beside it, and what is missing on it
/// does not take back what is known of the newest (G12: matched by text, with a flag).
public enum GuidanceStatus {
  /// The status: what is most lacking in any leg.
  static func code(for recommendations: [Recommendation]) -> String {
    let cases = deciding(recommendations)
    if cases.contains(where: { $0.outcome == .unusable }) { return "failure" }
    if cases.contains(where: { $0.outcome == .undetermined }) { return "data-required" }
    let assumes = cases.contains { $0.outcome == .provisional || !$0.assumptions.isEmpty }
    return assumes ? "data-requested" : "success"
  }

  /// The outcome: that of the leg about which least can be said.
  public static func outcome(of recommendations: [Recommendation]) -> Outcome {
    let cases = deciding(recommendations)
    return Outcome.leastCertainFirst.first { outcome in
      cases.contains { $0.outcome == outcome }
    } ?? .unusable
  }

  /// The newest case of each leg, and whatever is unusable.
  private static func deciding(_ recommendations: [Recommendation]) -> [Recommendation] {
    recommendations.filter { $0.facts.episode.isNewest || $0.outcome == .unusable }
  }
}

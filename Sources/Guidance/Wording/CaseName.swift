import Appropriateness
import CaseRecord

/// How one of several cases is told apart from the others: by its leg, and by its episode where the leg has several.
struct CaseName: Sendable, Hashable {
  /// The leg as a code; `unknown` when the record does not tell, and `nil` when it need not be said.
  let leg: String?
  /// The onset of the episode as a code, `2026-06-10`, `2026-05-01/2026-05-31` or `undated`; `nil` when no other
  /// case is about the same leg.
  let episode: String?
  /// `left leg`, or `left leg, onset 2026-06-10`.
  let words: String

  /// The names of cases, in their order.
  static func names(of recommendations: [Recommendation]) -> [CaseName] {
    recommendations.map { recommendation in
      let isAlone = recommendations.count { $0.leg == recommendation.leg } < 2
      let episode = recommendation.facts.episode
      return CaseName(
        leg: recommendation.leg?.rawValue ?? (recommendations.count > 1 ? "unknown" : nil),
        episode: isAlone ? nil : episode.code,
        words: isAlone ? legWords(recommendation.leg) : full(recommendation))
    }
  }

  /// Leg and episode in words; an onset that is not recorded is said only where it tells cases apart.
  private static func full(_ recommendation: Recommendation) -> String {
    "\(legWords(recommendation.leg)), \(recommendation.facts.episode.words)"
  }

  /// Every case with its leg and the onset of its episode, as far as the record tells.
  static func list(of recommendations: [Recommendation]) -> [String] {
    zip(names(of: recommendations), recommendations).compactMap { name, recommendation in
      if recommendation.facts.episode.began != nil { return full(recommendation) }
      return recommendation.leg == nil && name.episode == nil ? nil : name.words
    }
  }

  private static func legWords(_ leg: Leg?) -> String { leg?.words ?? "side not known" }
}

extension Episode {
  /// The onset as a code (ISO 8601).
  var code: String {
    guard let began else { return "undated" }
    return began.isExact ? "\(began.earliest)" : "\(began.earliest)/\(began.latest)"
  }

  /// The onset in words.
  var words: String { began.map { "onset \($0)" } ?? "onset not recorded" }
}

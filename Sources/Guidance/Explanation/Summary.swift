import Appropriateness
import CaseRecord

/// The answer in one sentence, for lists, logs of results and the head of every form.
public enum Summary {
  /// One sentence when all legs have the same answer, otherwise one for each leg with its name.
  public static func sentences(
    for recommendations: [Recommendation], program: GuidanceProgram
  ) -> [String] {
    let sentences = recommendations.map { sentence(for: $0, program: program) }
    guard let first = sentences.first, sentences.dropFirst().contains(where: { $0 != first }) else {
      return sentences.first.map { [$0] } ?? []
    }
    return zip(CaseName.names(of: recommendations), sentences).map { name, sentence in
      "\(name.words.sentenceCased): \(sentence)"
    }
  }

  /// The answer for one leg.
  public static func sentence(
    for recommendation: Recommendation, program: GuidanceProgram
  ) -> String {
    let urgent = recommendation.escalations.isEmpty ? "" : "Emergency signs: act on them first. "
    return urgent + answer(recommendation, program)
  }

  private static func answer(
    _ recommendation: Recommendation, _ program: GuidanceProgram
  ) -> String {
    let scenarios = recommendation.variants.map { "“\($0.scenario.withoutFullStop)”" }
    switch recommendation.outcome {
    case .matched:
      return "The case fits \(Enumeration.all(scenarios)). \(ratings(recommendation))"
    case .provisional:
      let assumed = recommendation.assumptions.map { words(for: $0) }
      return "If the patient is \(Enumeration.all(assumed)) (assumed, not recorded), the case fits "
        + "\(Enumeration.all(scenarios)). \(ratings(recommendation))"
    case .overlap:
      return "The case fits \(Enumeration.all(scenarios)), which rate the options differently; "
        + "both are shown and none is chosen."
    case .noVariant:
      return "The facts are known, and no scenario of this topic covers them; no rating applies."
    case .notCovered:
      let titles = recommendation.neighbouringTopics.map { "“\($0.title.withoutFullStop)”" }
      return titles.isEmpty
        ? "This topic does not cover the case."
        : "This topic does not cover the case; see \(Enumeration.any(titles))."
    case .undetermined:
      return undetermined(recommendation)
    case .unusable:
      return "The record contradicts itself, so that any rating would be unsafe; none is given."
    }
  }

  /// The assumption as an adjective to "the patient is".
  private static func words(for assumption: Assumption) -> String {
    switch assumption.feature {
    case .otherwiseHealthy, .pregnancy:
      assumption.code.split(separator: "-").joined(separator: " ")
    default:
      "\(assumption.feature.words): \(assumption.code)"
    }
  }

  private static func undetermined(_ recommendation: Recommendation) -> String {
    let count = recommendation.candidates.count
    let possible =
      count == 0
      ? "Not decided: facts are missing."
      : "Not decided: \(count) \(count == 1 ? "scenario is" : "scenarios are") still possible."
    let asked = recommendation.decidingQuestions.map(\.feature.words)
    let certain = recommendation.options.filter { $0.isCertain && $0.rating != .notRated }
    let rest = asked.count - askedLimit
    let more = rest > 0 ? ["\(rest) more"] : []
    let ask =
      asked.isEmpty ? "" : " To be known: \(Enumeration.all(asked.prefix(askedLimit) + more))."
    let holds =
      certain.isEmpty
      ? "" : " \(certain.count == 1 ? "One rating holds" : "Some ratings hold") in any case."
    return possible + ask + holds
  }

  /// A summary with all that is missing is none.
  private static let askedLimit = 3

  private static func ratings(_ recommendation: Recommendation) -> String {
    let groups = Rating.allCases.filter { $0 != .notRated }.compactMap { rating -> String? in
      let labels = recommendation.options.filter { $0.rating == rating }.map(\.label)
      return labels.isEmpty ? nil : "\(rating.words): \(labels.joined(separator: "; "))."
    }
    return groups.joined(separator: " ")
  }
}

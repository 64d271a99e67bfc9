import Appropriateness
import CaseRecord
import Foundation
import VenoGuide

/// What an answer says, free of places in the input and of the order in which evidence was met.
struct AnswerSignature: Equatable, CustomStringConvertible {
  private(set) var lines: [String]

  init(_ answer: Answer) {
    lines = answer.recommendations.flatMap { recommendation -> [String] in
      let head = ["leg \(String(describing: recommendation.leg)): \(recommendation.outcome)"]
      let variants = recommendation.variants.map { "variant \($0.variant)" }
      let options = recommendation.options.map { option in
        let cautions = option.cautions.map(\.text).sorted().joined(separator: "; ")
        return
          "\(option.option) \(option.variant ?? "all") \(option.rating) \(option.isCertain) \(cautions)"
      }
      let candidates = recommendation.candidates.map {
        "candidate \($0.variant) differs \($0.differs.map(\.rawValue)) unknown \($0.unknown.map(\.rawValue))"
      }
      let said = [
        recommendation.assumptions.map(\.statement), recommendation.escalations.map(\.text),
        recommendation.questions.map { "\($0.feature) \($0.isDeciding)" },
        recommendation.changes.map { "\($0.text) \(String(describing: $0.date))" },
        recommendation.followUps.map { "\($0.what) \($0.when) \($0.dates)" },
        recommendation.neighbouringTopics.map(\.id),
      ].flatMap { $0 }
      let facts = Feature.allCases.map { feature in
        let fact = recommendation.facts[feature]

        let evidence = Set(fact.evidence.map(\.reference)).sorted()
        return "fact \(feature) \(fact.state) \(fact.possible) \(evidence)"
      }
      return head + variants + options + candidates + said + facts.sorted()
    }
  }

  /// The same with every year of a date moved.
  func shiftingDates(byYears years: Int) -> AnswerSignature {
    var copy = self
    copy.lines = lines.map { DateShift.shifted($0, byYears: years) }
    return copy
  }

  var description: String { lines.joined(separator: "\n") }
}

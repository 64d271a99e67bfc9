import CaseRecord
import Testing
import VenoGuide

/// Scores from input to guidance, whatever resource carries their items (FACTS 5, CONTRACT 5).
@Suite("Scores as Observations and as answers")
struct ScoreFormsTests {
  private func guidance(of name: String) throws -> GuidanceDocument {
    let sample = try #require(SampleFolder.answerable.first { $0.name == name })
    let bytes = try #require(sample.bytes(of: "bundle.json"))
    let asOf = try #require(AsOf(fhir: try sample.expectation().asOf))
    let evaluator = try Evaluator()
    let evaluation = try evaluator.evaluate(bytes, at: .fixed(asOf))
    let json = try evaluator.encoded(
      evaluation.packed, as: OutputForm(.json, release: evaluation.release, isPretty: true))
    return try #require(GuidanceDocument.all(in: json).first)
  }

  /// Every part of every score but where it was read.
  private func scores(_ document: GuidanceDocument) -> [[String]] {
    document.parameters("score").map { score in
      score.parts.filter { $0.name != "evidence" }.map { "\($0.name)=\($0.text)" }
    }
  }

  @Test("Items as Observations and as a QuestionnaireResponse give the same scores and ratings")
  func sameScores() throws {
    let observed = try guidance(of: "rules/scores-as-observations")
    let answered = try guidance(of: "rules/scores-as-answers")
    #expect(scores(observed).count == 3)
    #expect(scores(observed) == scores(answered))
    #expect(observed.texts("variant") == answered.texts("variant"))
    let values = { (document: GuidanceDocument) in
      document.parameters("fact").map { fact in
        [fact.text("feature") ?? ""] + fact.texts("value") + [fact.text("leg") ?? ""]
      }
    }
    #expect(values(observed) == values(answered))
  }

  @Test("The narrative says every score with leg, points, what they rest on, class and date")
  func narrative() throws {
    for name in ["rules/scores-as-observations", "rules/scores-as-answers"] {
      let narrative = try guidance(of: name).narrative
      for words in [
        "Villalta score, left leg: 12, moderate, 2026-06-14",
        "Venous Clinical Severity Score, left leg: 7, 2026-06-14",
        "Villalta score, right leg: 16, a total as sent, severe, 2026-06-14",
      ] {
        #expect(narrative.contains(words), "\(name): \(words)")
      }
    }
  }
}

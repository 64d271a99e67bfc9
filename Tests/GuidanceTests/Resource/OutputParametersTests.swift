import Appropriateness
import CaseRecord
import FHIR
import Testing

@testable import Guidance

@Suite("Output parameters (CONTRACT section 2)")
struct OutputParametersTests {
  /// The order that users rely on; `order`, `score`, `evidence`, `leg` and `other-episode` are ours.
  static let order = [
    "outcome", "variant", "edition", "escalation", "option", "order", "candidate", "fact", "score",
    "assumption", "change", "follow-up", "evidence", "guideline-followed", "knowledge-digest",
    "leg", "other-episode",
  ]

  @Test("The parameters stand in the order of the contract", arguments: ExampleCase.all)
  func order(example: ExampleCase) {
    let names = example.response.output.compactMap(\.name.value).withoutRuns
    #expect(names == Self.order.filter(names.contains))
  }

  @Test("Outcome, edition, guideline and digest are always there", arguments: ExampleCase.all)
  func alwaysThere(example: ExampleCase) {
    let response = example.response
    for name in ["outcome", "edition", "guideline-followed", "knowledge-digest"] {
      #expect(response.output(name).count == 1, "\(name)")
    }
    #expect(
      response.output("guideline-followed").first?.text
        == "https://venoguide.example/fhir/PlanDefinition/iliofemoral-dvt|2020")
  }

  @Test(
    "An option has item, rating, variant, certainty, cautions, sources and evidence in that order")
  func optionParts() throws {
    let options = ExampleCase.matched.response.output("option")
    let first = try #require(options.first)
    #expect(
      first.partNames == [
        "item-assessed", "rating", "variant", "certain", "caution", "source", "evidence",
      ])
    #expect(first.parts("variant") == ["acute-moderate-severe"])
    #expect(first.parts("certain") == ["true"])
    #expect(first.parts("caution").first?.contains("only therapy") == true)
    let item = try #require(first.part.first?.value?.write())
    #expect(item["text"]?.text == "Anticoagulation alone")
    #expect(item.all("coding").first?["code"]?.text == "anticoagulation-alone")
  }

  @Test("Options come best rating first, those that are not rated last (FACTS 1.4, trap 12)")
  func optionOrder() {
    #expect(
      ExampleCase.matched.response.output("option").flatMap { $0.parts("rating") } == [
        "usually-appropriate", "usually-appropriate", "may-be-appropriate", "not-rated",
        "not-rated",
      ])
  }

  @Test("An overlap shows every variant with its own ratings and chooses none")
  func overlapOptions() {
    let response = ExampleCase.overlap.response
    #expect(response.output("variant").map(\.text) == ["may-thurner", "acute-mild"])
    let therapy = response.output("option").filter { option in
      option.part.first?.value?.write().all("coding").first?["code"]?.text
        == "catheter-directed-therapy"
    }
    #expect(
      therapy.map { $0.parts("variant") + $0.parts("rating") } == [
        ["may-thurner", "usually-appropriate"], ["acute-mild", "usually-not-appropriate"],
      ])
  }

  @Test("A rating that holds for every candidate names no variant")
  func certainOptionOfUndetermined() {
    let options = ExampleCase.undetermined.response.output("option")
    #expect(options.map { $0.parts("variant") } == [[]])
    #expect(options.map { $0.parts("certain") } == [["true"]])
  }

  /// A left leg with three scores.
  private var scored: ExampleCase {
    var recommendation = ExampleCase.matched.recommendations[0]
    let day = ClinicalTime(days: DayInterval(ExampleCase.asOf), text: "2026-06-15")
    let evidence = [
      Evidence(reference: "Observation/score", path: "Bundle.entry[9].resource.value")
    ]
    recommendation.facts.scores = [
      Score(
        instrument: .villalta, total: 7, completeness: .partial, observed: day, timing: .baseline,
        remarks: ["9 of 11 items: no total"], evidence: evidence),
      Score(
        instrument: .ceap, category: "C4b", observed: day, side: .presumed, occasions: 2,
        evidence: evidence),
      Score(
        instrument: .vcss, total: 8, completeness: .asSent, category: "severe", observed: day,
        timing: .established, side: .open, evidence: evidence),
    ]
    return ExampleCase(name: "scored", recommendations: [recommendation])
  }

  @Test("A score has instrument, points, what they rest on, date, side, remarks, evidence and leg")
  func clinicalScores() throws {
    let scores = scored.response.output("score")
    #expect(
      scores.map(\.partNames) == [
        [
          "instrument", "at-least", "completeness", "observed", "timing", "side", "occasions",
          "remark", "evidence", "leg",
        ],
        ["instrument", "category", "observed", "side", "occasions", "evidence", "leg"],
        [
          "instrument", "total", "completeness", "category", "observed", "timing", "side",
          "occasions", "evidence", "leg",
        ],
      ])
    #expect(scores.map { $0.parts("at-least") } == [["7"], [], []])
    #expect(scores.map { $0.parts("total") } == [[], [], ["8"]])
    #expect(scores.map { $0.parts("side") } == [["stated"], ["presumed"], ["open"]])
    #expect(scores.map { $0.parts("leg") } == [["left"], ["left"], ["left"]])
    let names = scored.response.output.compactMap(\.name.value).withoutRuns
    #expect(names == Self.order.filter(names.contains))
  }

  @Test("Text and page say of a score the leg, the points, what they rest on, class, date, remarks")
  func scoresInWords() {
    let texts = scored.explanation.section(.facts)?.texts ?? []
    for sentence in [
      "Villalta score, left leg: at least 7, items are missing, 2026-06-15, a baseline of the acute phase",
      "9 of 11 items: no total.",
      "CEAP clinical class, left leg (presumed): C4b, 2026-06-15; on record on 2 days, the last is shown",
      "Venous Clinical Severity Score, not said of which leg: 8, a total as sent, severe, 2026-06-15",
    ] {
      #expect(texts.contains(sentence), "\(texts)")
      #expect(scored.response.explanation.contains(sentence))
      #expect(HTMLPage().render([scored.explanation]).contains(sentence))
      #expect(TerminalText(width: 4000).render(scored.explanation).contains(sentence))
    }
  }

  @Test("A panel's score is passed on where the edition has one, and never made up")
  func scores() {
    var recommendation = ExampleCase.matched.recommendations[0]
    #expect(ExampleCase.matched.response.output("option").allSatisfy { $0.parts("score").isEmpty })
    recommendation.options[0].score = 6
    let scored = ExampleCase(name: "", recommendations: [recommendation]).response
    #expect(scored.output("option").flatMap { $0.parts("score") } == ["6"])
  }

  @Test("Candidates say what differs and what is unknown")
  func candidates() {
    let nearest = ExampleCase.noVariant.response.output("candidate")
    #expect(nearest.map { $0.parts("variant") } == [["acute-moderate-severe"], ["persistent"]])
    #expect(nearest.map { $0.parts("differs") } == [["acuity"], ["acuity", "severity"]])
    let open = ExampleCase.undetermined.response.output("candidate")
    #expect(open.map { $0.parts("unknown") } == [["limb-threat"], ["limb-threat", "severity"]])
  }

  @Test("A fact has its feature, values, state, evidence and rule; several values stay several")
  func facts() throws {
    let facts = ExampleCase.undetermined.response.output("fact")
    let severity = try #require(facts.first { $0.parts("feature") == ["severity"] })
    #expect(severity.parts("value") == ["moderate", "severe"])
    #expect(severity.parts("state") == ["conflicting"])
    #expect(
      severity.partNames == ["feature", "value", "state", "evidence", "rule", "summary"])
    let evidence = severity.part.first { $0.name.value == "evidence" }?.value?.write()
    #expect(evidence?["reference"]?.text == "Observation/severity")
    #expect(
      evidence?.all("extension").first?["valueString"]?.text == "Bundle.entry[3].resource.value")
  }

  @Test("An unknown fact has no value, and is listed only when the answer depends on it")
  func unknownFacts() throws {
    let facts = ExampleCase.provisional.response.output("fact")
    let pregnancy = try #require(facts.first { $0.parts("feature") == ["pregnancy"] })
    #expect(pregnancy.parts("value").isEmpty)
    #expect(pregnancy.parts("state") == ["unknown"])
    #expect(!facts.contains { $0.parts("feature") == ["vena-cava-filter"] })
  }

  @Test("Changes and follow-up say what, when and by which source")
  func changesAndFollowUp() {
    let response = ExampleCase.matched.response
    #expect(response.output("change").map { $0.parts("when") } == [["2026-06-24"]])
    #expect(response.output("change").map { $0.parts("source") } == [["FACTS 4.2"]])
    #expect(
      response.output("follow-up").map { $0.parts("date") } == [
        [], ["2026-03-15", "2026-05-15", "2026-09-15"],
      ])
    #expect(response.output("follow-up").map { $0.parts("past-due") } == [[], ["2026-05-15"]])
    #expect(response.output("follow-up").map { $0.parts("on-record") } == [[], ["2026-03-20"]])
    #expect(response.output("follow-up").map { $0.parts("kind") } == [["due"], ["due"]])
    #expect(
      response.output("follow-up").map(\.partNames) == [
        ["what", "when", "kind", "source"],
        [
          "what", "when", "kind", "counted-from", "date", "past-due", "on-record",
          "evidence", "source",
        ],
      ])
  }
}

@Suite("Several legs in one GuidanceResponse")
struct LegTests {
  @Test("Legs that agree are told once, and both are named")
  func alike() {
    let both = ExampleCase.bothLegsAlike.response
    let one = ExampleCase(
      name: "", recommendations: [ExampleCase.matchedRecommendation(.left)]
    ).response
    #expect(both.output("leg").map { $0.parts("leg") } == [["left"], ["right"]])
    #expect(both.output.filter { $0.name.value != "leg" } == one.output)
    #expect(both.explanation.contains("left leg; right leg"))
  }

  @Test("Where legs differ, every option, fact, change and follow-up says its leg")
  func apart() {
    let response = ExampleCase.legsApart.response
    let options = response.output("option")
    #expect(options.map { $0.parts("leg") }.joined().sorted().first == "left")
    #expect(options.allSatisfy { $0.parts("leg").count == 1 })
    #expect(response.output("change").allSatisfy { $0.parts("leg") == ["right"] })
    let severities = response.output("fact").filter { $0.parts("feature") == ["severity"] }
    #expect(severities.map { $0.parts("leg") } == [["left"], ["right"]])
    // What both legs share has no leg.
    let ages = response.output("fact").filter { $0.parts("feature") == ["age-group"] }
    #expect(ages.map { $0.parts("leg") } == [[]])
  }

  @Test("A plain value says its leg by an extension, since it cannot have parts")
  func extensions() {
    let response = ExampleCase.legsApart.response
    let variants = response.output("variant")
    #expect(variants.map(\.text) == ["acute-moderate-severe"])
    #expect(variants.first?.extension.first?.url == Canonical.legExtension)
    #expect(response.output("escalation").first?.text?.hasPrefix("Left leg: ") == true)
  }

  @Test("Actions and data requirements name the leg when legs differ")
  func actionsAndRequirements() {
    let response = ExampleCase.legsApart.response
    let titles = response.proposal?.action.first?.action.compactMap { $0.title?.value } ?? []
    #expect(titles.count == 4)
    #expect(titles.allSatisfy { $0.hasPrefix("Left leg: ") || $0.hasPrefix("Right leg: ") })
    let legs = response.dataRequirement.flatMap(\.extension).flatMap(\.extension)
      .filter { $0.url == "leg" }
    #expect(legs.count == response.dataRequirement.count)
  }
}

extension R4.GuidanceResponse {
  /// The narrative.
  var explanation: String { text?.div ?? "" }
}

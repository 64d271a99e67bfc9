import Appropriateness
import FHIR
import Testing

@testable import Guidance

@Suite("Published evidence beside the ratings (FACTS sections 6 and 7)")
struct PublishedEvidenceTests {
  private let response = ExampleCase.matched.response

  private func option(_ code: String) throws -> R4.Parameters.Parameter {
    try #require(
      response.output("option").first {
        $0.part.first?.value?.write().all("coding").first?["code"]?.text == code
      })
  }

  @Test("An option names the evidence that bears on it by its id, apart from the rating's sources")
  func optionNamesItsEvidence() throws {
    #expect(try option("anticoagulation-alone").parts("evidence") == ["guideline-x"])
    #expect(
      try option("catheter-directed-therapy").parts("evidence") == ["guideline-x", "trial-y"])
    #expect(try option("surgical-thrombectomy").parts("evidence").isEmpty)
    #expect(
      try option("catheter-directed-therapy").parts("source") == [
        "ACR 2020, IF-V2: F001-3, CSV; confidence V+S"
      ])
  }

  @Test("An option that is not rated names none")
  func unratedOptionNamesNone() throws {
    var recommendation = ExampleCase.matched.recommendations[0]
    recommendation.publishedEvidence[0].reports[0].options = ["compression-stockings"]
    let response = ExampleCase(name: "", recommendations: [recommendation]).response
    for option in response.output("option") where option.parts("rating") == ["not-rated"] {
      #expect(option.parts("evidence").isEmpty)
    }
  }

  @Test("A publication is told once, with each report, its level, its mark and its options")
  func publicationIsToldOnce() throws {
    let evidence = response.output("evidence")
    #expect(evidence.map { $0.parts("id") } == [["guideline-x"], ["trial-y"]])
    #expect(evidence.map { $0.parts("kind") } == [["guideline"], ["trial"]])
    #expect(
      evidence[0].partNames == ["id", "kind", "name", "citation", "report", "source"])
    let reports = evidence[0].part.filter { $0.name.value == "report" }
    #expect(
      reports.map { $0.parts("statement") } == [
        ["anticoagulation alone over intervention"], ["3 months of treatment"],
      ])
    #expect(reports.map { $0.parts("level") } == [["weak"], ["statement 21"]])
    #expect(reports.map { $0.parts("confidence") } == [["V"], ["V"]])
    #expect(reports[0].parts("option") == ["catheter-directed-therapy", "anticoagulation-alone"])
    #expect(
      evidence[1].parts("known-issue") == [
        "y/1: The number of patients differs.", "y/2: The abstract was read only.",
      ])
  }

  @Test("An action of the proposal cites what bears on its option, behind the rating's sources")
  func actionsCiteEvidence() throws {
    let actions = try #require(response.proposal?.action.first?.action)
    let therapy = try #require(
      actions.first { $0.code.first?.coding.first?.code?.value == "catheter-directed-therapy" })
    #expect(therapy.documentation.allSatisfy { $0.type.value == "citation" })
    #expect(
      therapy.documentation.compactMap { $0.label?.value } == ["guideline-x", "trial-y"])
    // Only what bears on this option.
    #expect(
      therapy.documentation.compactMap { $0.display?.value }.first
        == "Guideline X: anticoagulation alone over intervention (weak; V).")
    #expect(
      therapy.documentation.last?.citation?.value
        == "Journal Y 2017 (trial). 2 known issues, among them: 100 or 101 patients.")
    let surgery = actions.first {
      $0.code.first?.coding.first?.code?.value == "surgical-thrombectomy"
    }
    #expect(surgery?.documentation.allSatisfy { $0.label == nil } == true)
  }

  @Test(
    "The explanation has one line for each source, option by option, below ratings and cautions")
  func explanationIsCompact() throws {
    let explanation = ExampleCase.matched.explanation
    let kinds = explanation.sections.map(\.kind)
    let place = try #require(kinds.firstIndex(of: .evidence))
    #expect(kinds.firstIndex(of: .options) ?? place < place)
    #expect(kinds.firstIndex(of: .cautions) ?? 0 < place)
    let blocks = try #require(explanation.section(.evidence)).blocks
    #expect(
      Array(blocks.dropFirst()) == [
        .heading("Anticoagulation alone"),
        .list(
          [
            .init(
              "Guideline X: 3 months of treatment (statement 21; V).",
              details: ["Journal X 2021;1:2 (guideline)."])
          ], isNumbered: false),
        .heading("CDT/PMT with or without stent placement"),
        .list(
          [
            .init("Guideline X: anticoagulation alone over intervention (weak; V)."),
            .init(
              "TRIAL Y: 100 patients, syndrome 47 against 48 % (two arms; S).",
              details: [
                "Journal Y 2017 (trial).", "2 known issues, among them: 100 or 101 patients.",
              ]),
          ], isNumbered: false),
      ])
    #expect(explanation.section(.evidence)?.texts.first?.hasPrefix("No rating is computed") == true)
  }

  @Test("Where no scenario fits, evidence is context, and the options are named as the criteria do")
  func contextWithoutAScenario() throws {
    var recommendation = ExampleCase.noVariant.recommendations[0]
    recommendation.publishedEvidence = [ExampleCase.trial]
    let example = ExampleCase(name: "", recommendations: [recommendation])
    let texts = try #require(example.explanation.section(.evidence)).texts
    #expect(texts[0].hasPrefix("For context, since no scenario covers this case."))
    #expect(texts[1] == "Catheter directed therapy")
    #expect(example.response.output("evidence").map { $0.parts("id") } == [["trial-y"]])
    #expect(example.response.output("option").isEmpty)
  }

  @Test("An emergency stands above all evidence in every form")
  func emergenciesStandAbove() throws {
    var recommendation = ExampleCase.matched.recommendations[0]
    recommendation.escalations = [Statement(id: "limb-threat", text: "Call vascular surgery now.")]
    let example = ExampleCase(name: "", recommendations: [recommendation])
    let forms = [
      TerminalText().render(example.explanation), HTMLPage().render([example.explanation]),
      example.response.explanation,
    ]
    for form in forms {
      let emergency = try #require(form.firstRange(of: "Call vascular surgery now."))
      let evidence = try #require(form.firstRange(of: "TRIAL Y"))
      #expect(emergency.lowerBound < evidence.lowerBound)
    }
  }
}

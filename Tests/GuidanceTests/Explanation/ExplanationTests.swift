import Appropriateness
import CaseRecord
import FHIR
import Testing

@testable import Guidance

@Suite("The explanation: sections in the order in which they are read")
struct ExplanationTests {
  @Test("Sections stand in one order, emergencies first", arguments: ExampleCase.all)
  func order(example: ExampleCase) {
    let kinds = example.explanation.sections.map(\.kind)
    #expect(kinds == Explanation.Section.Kind.allCases.filter(kinds.contains))
    let isUrgent = example.recommendations.contains { !$0.escalations.isEmpty }
    #expect((kinds.first == .escalation) == isUrgent)
  }

  @Test("Answer and limits are never missing", arguments: ExampleCase.all)
  func alwaysThere(example: ExampleCase) {
    #expect(example.explanation.section(.answer) != nil)
    let limits = example.explanation.section(.limits)?.texts.joined() ?? ""
    #expect(limits.contains("not an order and not a diagnosis"))
  }

  @Test("Every form says every sentence of the explanation", arguments: ExampleCase.all)
  func projections(example: ExampleCase) {
    let explanation = example.explanation
    let sentences =
      [explanation.title] + explanation.context + explanation.summary
      + explanation.sections.flatMap(\.texts)
    let words = { (text: String) in text.split { $0.isWhitespace }.joined(separator: " ") }
    // Wide enough that no table breaks a line inside a cell.
    let terminal = words(TerminalText(width: 4000).render(explanation))
    let page = HTMLPage().render([explanation])
    let narrative = example.response.explanation
    for sentence in sentences {
      #expect(narrative.contains(Markup.escaped(sentence)))
      #expect(page.contains(Markup.escaped(sentence)))
      #expect(terminal.contains(words(sentence)))
    }
  }

  @Test("Options that disagree between scenarios are named side by side")
  func disagreement() {
    let texts = ExampleCase.overlap.explanation.section(.options)?.texts ?? []
    #expect(
      texts.contains(
        "CDT/PMT with or without stent placement: Usually appropriate / Usually not appropriate"))
  }

  @Test("Two options usually appropriate: no tie is broken (FACTS 1.4, trap 3)")
  func tie() {
    let texts = ExampleCase.matched.explanation.section(.options)?.texts ?? []
    #expect(texts.contains { $0.hasPrefix("More than one option is rated usually appropriate") })
  }

  @Test("No option usually appropriate: that is said (FACTS 1.4, trap 4)")
  func noBest() {
    var recommendation = ExampleCase.matched.recommendations[0]
    recommendation.options = [
      ExampleCase.option(
        "anticoagulation-alone", "Anticoagulation alone", .mayBeAppropriate, "persistent")
    ]
    let explanation = ExampleCase(name: "", recommendations: [recommendation]).explanation
    #expect(
      explanation.section(.options)?.texts.contains(
        "No option is rated usually appropriate in this scenario.") == true)
  }

  @Test("Not rated is told apart from not appropriate (FACTS 1.4, trap 1)")
  func notRated() {
    let texts = ExampleCase.matched.explanation.section(.options)?.texts ?? []
    #expect(
      texts.contains(
        "Not rated here: Compression stockings; Systemic thrombolysis. "
          + "Not rated is not the same as not appropriate."))
  }

  @Test("Certainty is a sentence when all ratings share it, a column when they do not")
  func certainty() {
    let columns = { (explanation: Explanation) in
      explanation.section(.options)?.blocks.compactMap { block -> [String]? in
        if case .table(let table) = block { table.columns } else { nil }
      }
    }
    #expect(columns(ExampleCase.matched.explanation) == [["Option", "Rating"]])
    var mixed = ExampleCase.matched.recommendations[0]
    mixed.options[0].isCertain = false
    let explanation = ExampleCase(name: "", recommendations: [mixed]).explanation
    #expect(columns(explanation) == [["Option", "Rating", "Certain"]])
  }

  @Test("Facts on which the answer hangs come before what else is on record")
  func decidingFactsFirst() throws {
    let blocks = try #require(ExampleCase.matched.explanation.section(.facts)).blocks
    let place = blocks.firstIndex(of: .heading("Also on record"))
    #expect(place == 1)
    #expect(blocks.first?.texts.contains("Severity of symptoms") == true)
    #expect(blocks.last?.texts.contains("Age group") == true)
  }

  @Test("A missing fact names the text that a person should read, and what could not answer")
  func missing() {
    let texts = ExampleCase.undetermined.explanation.section(.missing)?.texts ?? []
    #expect(texts.contains { $0.contains("text of Observation/note") })
    #expect(
      texts.contains { $0.hasPrefix("There, but without a usable answer: Observation/color") })
    #expect(
      texts.contains(
        "Or: an Observation with value; code VenoGuide finding motor-deficit or sensory-deficit; "
          + "effective within the last 2 days."))
  }

  @Test("Follow-up dates that passed are told from those ahead")
  func passedDates() {
    let texts = ExampleCase.matched.explanation.section(.followUp)?.texts ?? []
    #expect(texts.first == "Overdue by the record since 2026-05-15. Duplex of the stent.")
    #expect(texts.contains("Overdue, no duplex ultrasound on record that could be it: 2026-05-15"))
    #expect(texts.contains("Passed, with duplex ultrasound on record since: 2026-03-15"))
    #expect(texts.contains("Counted from the stent: 2026-02-15"))
    #expect(
      texts.contains("Last duplex ultrasound on record: 2026-03-20, DiagnosticReport/later"))
    #expect(texts.contains("2026-09-15"))
  }

  @Test("A protocol of the past stands apart and is called no recommendation")
  func historical() {
    var recommendation = ExampleCase.matched.recommendations[0]
    recommendation.followUps.append(
      FollowUp(
        kind: .historical, what: "Visits of a series", when: "at 1 week",
        due: [FollowUp.Due(day: CalendarDay(daysSinceEpoch: 20_000), standing: .passed)],
        source: "FACTS 6.1"))
    let texts =
      ExampleCase(name: "", recommendations: [recommendation]).explanation.section(.followUp)?
      .texts ?? []
    let heading = texts.firstIndex(of: "For comparison; not a recommendation") ?? texts.count
    let row = texts.firstIndex(of: "Visits of a series") ?? 0
    #expect(heading < row)
    #expect(!texts.contains { $0.contains("check that it was done") })
  }

  @Test("A caution that several options share is told once, with all of them")
  func sharedCaution() {
    var recommendation = ExampleCase.matched.recommendations[0]
    for index in recommendation.options.indices {
      recommendation.options[index].cautions = [ExampleCase.lowPlatelets]
    }
    let explanation = ExampleCase(name: "", recommendations: [recommendation]).explanation
    let texts = explanation.section(.cautions)?.texts ?? []
    #expect(texts.filter { $0.hasPrefix("Platelets below") }.count == 1)
    #expect(texts.contains { $0.hasPrefix("Concerns: Anticoagulation alone; CDT/PMT") })
  }

  @Test("Sources stand with their sentence, and not twice when the sentence names them")
  func sources() {
    let texts = ExampleCase.matched.explanation.sections.flatMap(\.texts)
    #expect(texts.contains("Sources: F000-27; F001-31"))
    #expect(texts.contains("Source: ACR 2020, IF-V2: F001-3, CSV; confidence V+S"))
    var list = SourceList()
    #expect(list.line(["ATTRACT (V)"], of: "excluded in ATTRACT (V)").isEmpty)
    #expect(list.line([]).isEmpty)
    #expect(list.cite("See there.", ["8.2 (S)", "G10"]) == "See there. [8.2 (S); G10]")
    #expect(list.citations == ["ATTRACT (V)", "8.2 (S)", "G10"])
  }

  @Test("A key that a citation names is explained, another is not")
  func sourceKeys() {
    let texts = ExampleCase.matched.explanation.section(.sources)?.texts ?? []
    #expect(texts.contains("CSV: public transcription of the rating tables."))
    #expect(texts.contains("F001: article on moderate to severe symptoms."))
    #expect(!texts.contains { $0.hasPrefix("F002:") })
  }

  @Test("Why no variant fits, and why sources disagree, is part of the answer and told once")
  func answeringRemarks() {
    for (example, text) in [
      (ExampleCase.noVariant, "No scenario covers 14 days to 3 months"),
      (ExampleCase.overlap, "Mild symptoms with May-Thurner anatomy"),
    ] {
      let explanation = example.explanation
      #expect(explanation.section(.answer)?.texts.contains { $0.hasPrefix(text) } == true)
      #expect(explanation.section(.cautions)?.texts.contains { $0.hasPrefix(text) } != true)
    }
  }

  @Test(
    "What the criteria say on ties and on options that are not rated is told once, with the ratings"
  )
  func criteriaSentences() {
    var recommendation = ExampleCase.matched.recommendations[0]
    recommendation.remarks.append(Statement(id: "tie", text: "Two options, no ranking."))
    for index in recommendation.options.indices
    where recommendation.options[index].rating == .notRated {
      recommendation.options[index].cautions = [
        Statement(id: "not-rated", text: "The panel did not rate it.")
      ]
    }
    let explanation = ExampleCase(name: "", recommendations: [recommendation]).explanation
    let options = explanation.section(.options)?.texts ?? []
    #expect(options.contains("Two options, no ranking."))
    #expect(!options.contains { $0.hasPrefix("More than one option") })
    #expect(
      options.contains(
        "Not rated here: Compression stockings; Systemic thrombolysis. The panel did not rate it."))
    let cautions = explanation.section(.cautions)?.texts.joined() ?? ""
    #expect(!cautions.contains("ranking") && !cautions.contains("panel did not rate"))
  }

  @Test("Ratings of another topic stand under its name")
  func otherTopic() {
    let texts = ExampleCase.notCovered.explanation.section(.answer)?.texts ?? []
    #expect(texts.contains { $0.hasPrefix("Other topic: “Radiologic Management") })
    #expect(texts.contains("The thrombosis lies below the popliteal vein. [FACTS 8.2]"))
  }

  @Test("What the mapping had to decide is told with its place")
  func mappingNotes() {
    var example = ExampleCase.provisional
    example.record.notes = [
      MappingNote(
        kind: .codesDisagree, explanation: "Code and body site contradict each other",
        evidence: ExampleCase.dvt)
    ]
    let texts = example.explanation.section(.notUnderstood)?.texts ?? []
    #expect(texts.contains("Code and body site contradict each other."))
    let message = example.response.messages.first
    #expect(message?.code.value == "conflict")
    #expect(message?.expression.map(\.value) == ["Bundle.entry[1].resource.code"])
  }

  @Test("Abbreviations that are used are spelled out, others are not")
  func abbreviations() {
    let texts = ExampleCase.matched.explanation.section(.abbreviations)?.texts ?? []
    #expect(texts.contains("PMT: pharmacomechanical thrombectomy"))
    #expect(!texts.contains { $0.hasPrefix("MRV") })
  }

  @Test("Every feature and every answer has words, and none is a code with hyphens")
  func words() {
    for feature in Feature.allCases {
      #expect(!feature.words.isEmpty)
      for value in feature.domain where value.rawValue.contains("-") {
        #expect(feature.words(for: value) != value.rawValue)
      }
    }
    #expect(
      Feature.acuity.words(for: "late-subacute") == "late subacute (29 days to less than 3 months)")
    #expect(Feature.otherwiseHealthy.words(for: "yes") == "yes")
  }

  @Test("A fact's words give the answer and the figures, without saying anything twice")
  func factWords() {
    let words = { (possible: [FeatureValue], summary: String) in
      Fact(.severity, .known, possible: possible, summary: summary, rule: "").answerWords
    }
    #expect(words(["mild"], "mild") == "Mild")
    #expect(words(["mild"], "") == "Mild")
    #expect(words(["moderate", "severe"], "moderate to severe") == "Moderate to severe")
    #expect(words(["severe"], "score of 15.") == "Severe: score of 15")
    #expect(Fact.unknown(.severity, rule: "").answerWords == "Not recorded")
    let embolism = { (summary: String) in
      Fact(.pulmonaryEmbolism, .absent, possible: ["no"], summary: summary, rule: "").answerWords
    }
    #expect(embolism("no pulmonary embolism") == "No pulmonary embolism")
    #expect(embolism("none") == "No")
  }
}

@Suite("The summary: one sentence for each outcome")
struct SummaryTests {
  private func summary(_ example: ExampleCase) -> [String] { example.explanation.summary }

  @Test("Matched: scenario and ratings")
  func matched() {
    #expect(
      summary(.matched) == [
        "The case fits “Acute iliofemoral thrombosis, moderate to severe symptoms, less than 14 "
          + "days, otherwise healthy”. Usually appropriate: Anticoagulation alone; CDT/PMT with or "
          + "without stent placement. May be appropriate: Surgical thrombectomy techniques."
      ])
  }

  @Test("Provisional: what is assumed comes first")
  func provisional() {
    #expect(
      summary(.provisional).first?.hasPrefix(
        "If the patient is otherwise healthy and not pregnant (assumed, not recorded), the case fits"
      )
        == true)
  }

  @Test("Overlap: both scenarios, none chosen")
  func overlap() {
    #expect(summary(.overlap).first?.hasSuffix("both are shown and none is chosen.") == true)
  }

  @Test("No variant: no rating applies")
  func noVariant() {
    #expect(
      summary(.noVariant) == [
        "The facts are known, and no scenario of this topic covers them; no rating applies."
      ])
  }

  @Test("Not covered: the topic is named")
  func notCovered() {
    #expect(
      summary(.notCovered) == [
        "This topic does not cover the case; see “Radiologic Management of Venous "
          + "Thromboembolism: Inferior Vena Cava Filters”."
      ])
  }

  @Test("Undetermined: emergency first, then how many scenarios and what to ask")
  func undetermined() {
    #expect(
      summary(.undetermined) == [
        "Emergency signs: act on them first. Not decided: 2 scenarios are still possible. To be "
          + "known: limb-threatening ischemia (phlegmasia cerulea dolens). One rating holds in any "
          + "case."
      ])
  }

  @Test("Unusable: no rating is given")
  func unusable() {
    #expect(summary(.unusable).first?.contains("contradicts itself") == true)
  }

  @Test("Legs that differ have a sentence each, legs alike share one")
  func legs() {
    #expect(summary(.bothLegsAlike).count == 1)
    #expect(summary(.legsApart).map { $0.prefix(8) } == ["Left leg", "Right le"])
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// Trials, guidelines, the series and the case as they stand in `evidence.json` (FACTS sections 6 and 7).
@Suite struct EvidenceTableTests {
  private func publication(_ id: String) throws -> PublishedEvidence {
    try #require(try acr2020.evidence.map(\.publication).first { $0.id == id })
  }

  private func ids(_ kind: PublishedEvidence.Kind) throws -> Set<String> {
    Set(try acr2020.evidence.map(\.publication).filter { $0.kind == kind }.map(\.id))
  }

  // MARK: Complete

  @Test func everyTrialOfTheFactSheetIsThere() throws {
    // FACTS 7.1, and the substudy of 7.3.
    #expect(
      try ids(.trial) == [
        "attract", "attract-iliofemoral", "attract-femoropopliteal", "attract-predictors",
        "cavent", "cava", "access-pts", "c-tract", "ariva", "defiance", "sox", "vernacular",
        "ideal",
      ])
  }

  @Test func everyGuidelineOfTheFactSheetIsThere() throws {
    // FACTS 7.2.
    #expect(
      try ids(.guideline) == [
        "chest-2021", "svs-avf-2012", "ash-2020", "ash-2018-pregnancy", "nice-2020", "esvs-2021",
        "sir-2023-acute", "sir-2023-chronic", "cirse-2014", "delphi-2018",
      ])
  }

  @Test func bothSourceStudiesAreThere() throws {
    #expect(try ids(.caseSeries) == ["series-34"])
    #expect(try ids(.caseReport) == ["case-iliocaval"])
  }

  @Test func bothEditionsShareTheEvidence() throws {
    #expect(try acr2013.evidence == acr2020.evidence)
    #expect(try acr2013.conflicts == acr2020.conflicts)
  }

  // MARK: The series of 34 patients (FACTS 6.2)

  @Test func the21InconsistenciesOfTheSeriesAreCarriedWithItsFigures() throws {
    let series = try publication("series-34")
    #expect(series.issues.map(\.id) == (1...21).map { "6.2.\($0)" })
    #expect(series.issues.allSatisfy { !$0.text.isEmpty })
  }

  @Test func theSeriesIsCitedAsTheFactSheetAdvises() throws {
    let says = try #require(try publication("series-34").reports.first?.says)
    for words in [
      "single-center retrospective series of 34 technically successful cases (37 attempted)",
      "2009 to 2014",
      "reported as 85 % at 6, 79 % at 12, 71 % at 24 and 62 % at 36 months", "11.9 to 5.3",
      "recurrent thrombosis 21 % and pulmonary embolism 9 % at 36 months", "no control group",
      "assisted-patency figures are internally inconsistent and are not shown",
    ] {
      #expect(says.contains(words), "\(words)")
    }
    #expect(try publication("series-34").reports.map(\.level) == ["case series"])
  }

  @Test func figuresThatAreUnusableAreNowhere() throws {
    let series = try publication("series-34")
    let texts = series.reports.map(\.says) + series.issues.flatMap { [$0.text, $0.brief ?? ""] }
    // Assisted patency, the relabelled CEAP class, ulcers healed by the wrong denominator.
    for figure in ["82.4", "73.5", "64.7", "58.8", "2.91", "2.03", "0.75", "0.72", "8.8"] {
      #expect(!texts.contains { $0.contains(figure) }, "\(figure)")
    }
    // The control arm of CaVenT at 5 years was not found in any text.
    #expect(try !publication("cavent").reports.contains { $0.says.contains("71") })
  }

  // MARK: Confidence and sources

  @Test func nothingOfConfidenceMIsShipped() throws {
    for row in try acr2020.evidence {
      for report in row.publication.reports {
        #expect(["V", "S", "V+S", "V/S", "I"].contains(report.confidence), "\(row.publication.id)")
      }
    }
  }

  @Test func resultsThatWereNotReadAreSaidNotToHaveBeen() throws {
    #expect(try publication("c-tract").reports[0].level.contains("no verified result"))
    #expect(try publication("c-tract").issues[0].text.contains("not verified"))
    #expect(try publication("ariva").reports[0].says.contains("result not read"))
    #expect(try publication("defiance").reports[0].says.contains("no result"))
  }

  /// `F001-8`, `G4`, `O1`, `FACTS 7.2`, `IF-V3` are ids of the fact sheet.
  private func isFact(_ citation: String) -> Bool {
    citation.hasPrefix("FACTS ")
      || citation.prefixMatch(of: #/(G\d+|O\d|F00[0-2]-\d+)( |,|$)/#) != nil
  }

  @Test func everySourceIsAFactOrAKeyWithAMeaning() throws {
    for criteria in [try acr2020, try acr2013] {
      let keys = criteria.sources.map(\.key)
      #expect(Set(keys).count == keys.count)
      var citations = criteria.evidence.flatMap(\.publication.sources)
      citations += criteria.conflicts.flatMap(\.sides).flatMap(\.sources)
      citations += criteria.ratings.flatMap(\.sources) + criteria.remarks.flatMap(\.sources)
      citations += criteria.cautions.flatMap(\.sources) + criteria.transitions.flatMap(\.sources)
      citations += try ContraindicationTable(CriteriaFiles.file("contraindications.json")).rows
        .flatMap(\.sources).map(\.citation)
      for citation in citations where !isFact(citation) {
        let key = citation.split(separator: " ").first.map(String.init) ?? ""
        #expect(keys.contains(key), "\(criteria.edition.code): \(citation)")
      }
    }
  }

  // MARK: Where it bears

  @Test func everyOptionThatEvidenceNamesExists() throws {
    let options = try acr2020.options.map(\.code)
    let named =
      try acr2020.evidence.flatMap(\.publication.options)
      + acr2020.conflicts.flatMap(\.options)
    #expect(Set(named).isSubset(of: options))
  }

  @Test func everyReportAndConflictBearsOnSomeCase() throws {
    func canHold(_ condition: RowCondition) -> Bool {
      condition.when.contains { when in
        var left = [when.box]
        for unless in condition.unless {
          var pieces: [CaseBox] = []
          for box in left { box.subtracting(unless.box, into: &pieces) }
          left = pieces
        }
        return left.contains { !$0.isEmpty }
      }
    }
    for row in try acr2020.evidence {
      #expect(row.conditions.allSatisfy(canHold), "\(row.publication.id)")
      #expect(row.conditions.count == row.publication.reports.count)
    }
    for row in try acr2020.conflicts { #expect(canHold(row.condition), "\(row.id)") }
  }

  // MARK: Reading and showing

  @Test func theTextShowsEveryReportEveryIssueAndEverySide() throws {
    let text = try acr2020.text(width: 400)
    for row in try acr2020.evidence {
      for report in row.publication.reports { #expect(text.contains(report.says.prefix(60))) }
      for issue in row.publication.issues { #expect(text.contains("known issue \(issue.id): ")) }
    }
    for row in try acr2020.conflicts {
      for side in row.sides { #expect(text.contains(side.says.prefix(60))) }
    }
  }

  @Test func theJSONOfAnEditionHoldsTheEvidenceAndReadsBackTheSame() throws {
    let json = try acr2020.document.json
    let again = try CriteriaFiles.criteria(
      edition: CriteriaFile(name: "2020.json", bytes: Array(json.utf8)),
      evidence: CriteriaFile(name: "none.json", bytes: []))
    #expect(again.evidence == (try acr2020.evidence))
    #expect(again.conflicts == (try acr2020.conflicts))
    #expect(again.document.json == json)
  }

  @Test func anOptionThatAnEditionWithItsOwnEvidenceLacksIsNamed() throws {
    let error = #expect(throws: CriteriaError.self) {
      try CriteriaFiles.criteria(
        edition: CriteriaFile(
          name: "2020.json",
          bytes: Array(
            try acr2020.document.json.replacing(
              "\"options\": [\"surgical-thrombectomy\"]", with: "\"options\": [\"surgery\"]"
            ).utf8)))
    }
    #expect(error?.problems.first?.message.hasPrefix("no option \"surgery\"") == true)
  }

  private func problems(_ text: String) throws -> [String] {
    do {
      _ = try CriteriaFiles.criteria(
        edition: CriteriaFiles.file("2020.json"),
        evidence: CriteriaFile(name: "evidence.json", bytes: Array(text.utf8)))
      return []
    } catch let error as CriteriaError {
      return error.problems.map(\.description)
    }
  }

  private func row(confidence: String = "V", when: String = "{\"acuity\": [\"acute\"]}") -> String {
    """
    {"id": "x", "kind": "trial", "name": "X", "citation": "c", "sources": ["FACTS 7.1"], "reports": [
    {"says": "s", "level": "l", "confidence": "\(confidence)", "options": ["surgical-thrombectomy"], "when": \(when)}]}
    """
  }

  private func file(_ rows: String, conflicts: String = "") -> String {
    "{\"evidence\": [\(rows)], \"conflicts\": [\(conflicts)]}"
  }

  @Test func faultsInTheEvidenceAreToldWithTheirPlace() throws {
    #expect(try problems(file(row())).isEmpty)
    #expect(
      try problems(file(row(confidence: "M"))) == [
        "evidence.json:2:43: evidence of confidence \"M\" is not shown; expected one of V, S, V+S, V/S, I"
      ])
    #expect(
      try problems(file(row(when: "{\"acute\": [\"yes\"]}"))).first?.contains(
        "unknown feature \"acute\"") == true)
    #expect(
      try problems(file(row() + "," + row())).first?.contains(
        "the publication \"x\" stands twice") == true)
    #expect(
      try problems(
        file(
          "",
          conflicts: "{\"id\": \"y\", \"options\": [\"o\"], \"about\": \"a\", "
            + "\"when\": {\"acuity\": [\"acute\"]}, \"sides\": [{\"says\": \"s\", \"sources\": [\"F002-1\"]}]}"
        )
      ).first?.contains("two sides") == true)
  }
}

/// What bears on a patient's options, and what it never does.
@Suite struct EvidenceTests {
  private func answer(
    _ statements: Patient.Statement..., by criteria: Criteria? = nil
  ) throws -> Recommendation {
    var patient = Patient(.notPregnant, .noLimbThreat)
    for statement in statements { patient.say(statement) }
    return try patient.recommendation(by: criteria)
  }

  private func ids(_ answer: Recommendation, on option: String? = nil) -> [String] {
    answer.publishedEvidence.filter { option == nil || $0.bearing(on: option ?? "") != nil }
      .map(\.id)
  }

  private func says(_ id: String, in answer: Recommendation) -> String {
    answer.publishedEvidence.first { $0.id == id }?.reports.map(\.says).joined(separator: "; ")
      ?? ""
  }

  // MARK: Examples

  @Test func mildSymptomsShowATTRACTAndCHESTBesideTheRatings() throws {
    let answer = try answer(.acuteIliofemoral, .severity("mild"), .healthy)
    #expect(answer.variantCodes == ["acute-mild"])
    let onTherapy = ids(answer, on: "catheter-directed-therapy")
    for id in ["chest-2021", "svs-avf-2012", "nice-2020", "attract", "attract-iliofemoral"] {
      #expect(onTherapy.contains(id), "\(id)")
    }
    #expect(says("attract-iliofemoral", in: answer).contains("moderate to severe 18 against 28 %"))
    #expect(says("chest-2021", in: answer).contains("anticoagulation alone rather than"))
    #expect(!ids(answer).contains("attract-femoropopliteal"))
    #expect(!ids(answer).contains("series-34"))
    #expect(!ids(answer).contains("ash-2018-pregnancy"))
  }

  @Test func stockingsShowWhatIsForAndWhatIsAgainst() throws {
    let answer = try answer(.acuteIliofemoral, .severity("mild"), .healthy)
    let stockings = ids(answer, on: "compression-stockings")
    #expect(stockings == ["chest-2021", "svs-avf-2012", "sox", "ideal"])
    #expect(says("sox", in: answer).contains("14.2 % with stockings, 12.7 % with placebo"))
    let option = try #require(answer.option("compression-stockings"))
    let conflict = try #require(option.cautions.first { $0.id == "conflict/stockings" })
    #expect(conflict.text.hasPrefix("The sources disagree on stockings: "))
    for source in ["F002-16 (V)", "CHEST (V)", "SOX (S)", "IDEAL (S)", "SVS (V)"] {
      #expect(conflict.text.contains("(\(source))"), "\(source)")
    }
  }

  @Test func optionsThatTheVariantDoesNotRateGetNoEvidence() throws {
    let answer = try answer(.acuteIliofemoral, .moderateToSevere, .healthy)
    #expect(answer.option("compression-stockings")?.rating == .notRated)
    #expect(ids(answer, on: "compression-stockings").isEmpty)
    #expect(answer.option("compression-stockings")?.cautions.map(\.id) == ["not-rated"])
  }

  @Test func femoropoplitealThrombosisShowsItsOwnAnalysis() throws {
    let answer = try answer(.acuteFemoropopliteal, .severity("moderate"), .healthy)
    #expect(ids(answer).contains("attract-femoropopliteal"))
    #expect(!ids(answer).contains("attract-iliofemoral"))
    #expect(says("svs-avf-2012", in: answer).contains("isolated femoropopliteal"))
  }

  @Test func pregnancyShowsTheGuidelineAgainstLysisBesideTheRating() throws {
    let answer = try Patient(.acuteIliofemoral, .pregnant, .noLimbThreat, .moderateToSevere)
      .recommendation()
    let therapy = try #require(answer.option("catheter-directed-therapy"))
    #expect(therapy.rating == .mayBeAppropriate)
    #expect(ids(answer, on: "catheter-directed-therapy") == ["ash-2018-pregnancy"])
    #expect(therapy.cautions.contains { $0.id == "conflict/pregnancy-lysis" })
    #expect(says("ash-2018-pregnancy", in: answer).contains("low-molecular-weight"))
    // Nothing about drugs and trials that were not read to be about pregnant patients.
    #expect(!answer.publishedEvidence.contains { $0.id.hasPrefix("attract") })
    #expect(!says("chest-2021", in: answer).contains("direct oral"))
    #expect(!therapy.cautions.contains { $0.text.contains("warfarin") })
  }

  @Test func limbThreatShowsWhatSpeaksOfItAndNoTrial() throws {
    let answer = try Patient(.iliofemoral, .limbThreat, .notPregnant).recommendation()
    #expect(ids(answer) == ["chest-2021", "svs-avf-2012", "ash-2020", "esvs-2021"])
    #expect(says("svs-avf-2012", in: answer).contains("treatment of choice in phlegmasia"))
    #expect(says("chest-2021", in: answer).contains("limb-threatening thrombosis"))
  }

  @Test func aSignOfLimbThreatKeepsTrialsAwayToo() throws {
    let answer = try Patient(
      .acuteIliofemoral, .severity("severe"), .notPregnant, .healthy, .yes(.limbThreatSign)
    ).recommendation()
    #expect(answer.escalations.map(\.id) == ["limb-threat-possible"])
    #expect(!answer.publishedEvidence.isEmpty)
    #expect(!answer.publishedEvidence.contains { $0.kind == .trial })
  }

  @Test func aStentInQuestionShowsTheConflictsOnWhatFollows() throws {
    let answer = try answer(.acuteIliofemoral, .mayThurner, .severity("severe"), .healthy)
    let cautions = try #require(answer.option("catheter-directed-therapy")).cautions
    let antiplatelet = try #require(cautions.first { $0.id == "conflict/after-stent-antiplatelet" })
    for words in ["often", "clopidogrel lifelong", "aspirin", "no consensus (DELPHI (V))"] {
      #expect(antiplatelet.text.contains(words), "\(words)")
    }
    let length = try #require(cautions.first { $0.id == "conflict/after-stent-anticoagulation" })
    for words in ["3 to 6 months", "warfarin for 6 months or more", "6 to 12 months"] {
      #expect(length.text.contains(words), "\(words)")
    }
  }

  @Test func aStentedLegShowsConsensusAndTheTrialWithoutAReadResult() throws {
    let answer = try answer(.acuteIliofemoral, .yes(.priorStent), .moderateToSevere)
    #expect(answer.outcome == .noVariant)
    #expect(ids(answer).contains("delphi-2018"))
    #expect(says("ariva", in: answer).contains("result not read"))
    #expect(answer.remarkIDs.contains("conflict/after-stent-antiplatelet"))
    #expect(!ids(answer).contains("attract"))
  }

  @Test func persistentSymptomsShowTheSeriesWithItsIssuesAndVERNACULAR() throws {
    let answer = try answer(
      .iliofemoral, .acuity("chronic"), .severity("moderate"), .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["3-months-or-more"]))
    #expect(answer.variantCodes == ["persistent"])
    for id in ["series-34", "vernacular", "access-pts", "c-tract", "sir-2023-chronic"] {
      #expect(ids(answer, on: "catheter-directed-therapy").contains(id), "\(id)")
    }
    #expect(answer.publishedEvidence.first { $0.id == "series-34" }?.issues.count == 21)
    #expect(says("vernacular", in: answer).contains("84 % at 36 months"))
    #expect(!ids(answer).contains("case-iliocaval"))
  }

  @Test func severeIliocavalDiseaseShowsTheCase() throws {
    // FACTS 6.3, TV-4.
    let answer = try answer(
      .iliofemoral, .acuity("chronic"), .severity("severe"), .yes(.venaCavaInvolvement),
      .yes(.postThromboticSyndrome), .yes(.anticoagulationAlone))
    #expect(answer.outcome == .noVariant)
    #expect(ids(answer).contains("case-iliocaval"))
    #expect(ids(answer).contains("series-34"))
  }

  @Test func between14DaysAndThreeMonthsTwoTrialsAreContext() throws {
    // FACTS 9.4 G3.
    let answer = try answer(.iliofemoral, .acuity("subacute"), .moderateToSevere, .healthy)
    #expect(says("cavent", in: answer).contains("less than 21 days"))
    #expect(says("defiance", in: answer).contains("up to 12 weeks"))
    #expect(!ids(answer).contains("attract"))
  }

  @Test func aContraindicationToLysisShowsSurgeryAndNoTrialOfLysis() throws {
    // FACTS 9.4 G4.
    let answer = try answer(
      .acuteIliofemoral, .moderateToSevere, .notHealthy, .yes(.lysisContraindication))
    #expect(answer.outcome == .noVariant)
    #expect(says("svs-avf-2012", in: answer).contains("surgery when thrombolysis is contra"))
    #expect(answer.publishedEvidence.filter { $0.kind == .trial }.map(\.id) == ["sox", "ideal"])
  }

  @Test func cancerAndThrombophiliaChangeWhichDrugIsNamed() throws {
    func drugs(_ statements: Patient.Statement...) throws -> String {
      var patient = Patient(.notPregnant, .noLimbThreat, .acuteIliofemoral, .moderateToSevere)
      for statement in statements { patient.say(statement) }
      return says("chest-2021", in: try patient.recommendation())
    }
    #expect(try drugs(.healthy).contains("a direct oral anticoagulant over a vitamin K antagonist"))
    #expect(try drugs(.yes(.activeCancer)).contains("oral factor Xa inhibitor"))
    #expect(
      try !drugs(.yes(.activeCancer)).contains(
        "a direct oral anticoagulant over a vitamin K antagonist"))
    #expect(
      try drugs(.yes(.thrombophiliaChangingAnticoagulation)).contains(
        "in antiphospholipid syndrome a vitamin K antagonist"))
  }

  @Test func drugsAreNamedOnlyWhenPregnancyIsRuledOut() throws {
    for pregnancy in [nil, "postpartum", "pregnant"] as [FeatureValue?] {
      var patient = Patient(.noLimbThreat, .acuteIliofemoral, .moderateToSevere, .healthy)
      if let pregnancy { patient.say(.known(.pregnancy, [pregnancy])) }
      let answer = try patient.recommendation()
      #expect(!answer.publishedEvidence.isEmpty)
      let reports = answer.publishedEvidence.flatMap(\.reports).map(\.says)
      #expect(!reports.contains { $0.contains("direct oral") || $0.contains("vitamin K") })
    }
  }

  @Test func theEditionOf2013ShowsWhatHasSinceContradictedIt() throws {
    let answer = try answer(.acuteIliofemoral, .severity("mild"), .healthy, by: acr2013)
    #expect(answer.option("catheter-directed-therapy")?.rating == .usuallyAppropriate)
    #expect(ids(answer, on: "catheter-directed-therapy").contains("attract-iliofemoral"))
    // That edition rates no stockings.
    #expect(ids(answer, on: "compression-stockings").isEmpty)
  }

  @Test func whatIsUnknownBringsNoEvidence() throws {
    #expect(try Patient().recommendation().publishedEvidence.isEmpty)
    #expect(try Patient(.adult, .confirmed).recommendation().publishedEvidence.isEmpty)
  }

  @Test func patientsOfOtherTopicsGetNone() throws {
    let answer = try Patient(.adult, .known(.thrombosis, ["unconfirmed"]), .acuity("acute"))
      .recommendation()
    #expect(answer.outcome == .notCovered)
    #expect(answer.publishedEvidence.isEmpty)
  }

  // MARK: No rating comes from it

  @Test(arguments: ["2020", "2013"])
  func withoutAnyEvidenceEveryRatingAndOutcomeStays(_ edition: String) throws {
    let with = try CriteriaFiles.criteria(edition)
    let without = try CriteriaFiles.criteria(
      edition: CriteriaFiles.file("\(edition).json"),
      evidence: CriteriaFile(
        name: "empty.json", bytes: Array("{\"evidence\": [], \"conflicts\": []}".utf8)))
    func stripped(_ recommendation: Recommendation) -> Recommendation {
      var stripped = recommendation
      stripped.publishedEvidence = []
      stripped.remarks.removeAll { $0.id.hasPrefix("conflict/") }
      for index in stripped.options.indices {
        stripped.options[index].cautions.removeAll { $0.id.hasPrefix("conflict/") }
      }
      return stripped
    }
    var numbers = SeededNumbers(seed: 77)
    var shown = 0
    for _ in 0..<1500 {
      let patient = Patient.random(&numbers, openShare: 4)
      let answer = try patient.recommendation(by: with)
      let bare = try patient.recommendation(by: without)
      #expect(stripped(answer) == bare)
      #expect(bare.publishedEvidence.isEmpty)
      if !answer.publishedEvidence.isEmpty { shown += 1 }
    }
    // The records are such that there is something to remove.
    #expect(shown > 300)
  }
}

import CaseRecord
import Testing

@testable import Appropriateness

/// Contraindications stand beside the options that they touch, source by source (FACTS 4.7, 4.8).
@Suite struct ContraindicationTests {
  private static let surgery = ContraindicationHit(
    item: "lysis-major-surgery", title: "Major surgery", against: .thrombolysis,
    sources: [
      .init(classification: "relative", withinDays: 14, citation: "MS-ACCP (S)")
    ],
    notHit: [.init(classification: "excluded", withinDays: 9, citation: "ATT-CT (V)")],
    evidence: [Evidence(reference: "Procedure/1", path: "")], summary: "12 days ago")

  private func answer(_ hit: ContraindicationHit) throws -> Recommendation {
    try Patient(
      .iliofemoral, .limbThreat, .hit(hit), .yes(.lysisContraindication)
    ).recommendation()
  }

  @Test func aContraindicationToLysisTouchesTheOptionsWithLysis() throws {
    let recommendation = try answer(ContraindicationTests.surgery)
    let touched = recommendation.options.filter { option in
      option.cautions.contains { $0.id == "contraindication/lysis-major-surgery" }
    }
    #expect(
      touched.map(\.option) == ["catheter-directed-therapy", "systemic-thrombolysis"])
    #expect(!recommendation.remarkIDs.contains("contraindication/lysis-major-surgery"))
    #expect(recommendation.remarkIDs.contains("lysis-with-contraindication"))
  }

  @Test func sourcesThatDisagreeAreBothShown() throws {
    let recommendation = try answer(ContraindicationTests.surgery)
    let option = try #require(recommendation.option("systemic-thrombolysis"))
    let caution = try #require(option.cautions.first { $0.id.hasPrefix("contraindication/") })
    #expect(
      caution.text
        == "Major surgery: 12 days ago. Sources that the record meets: relative within 14 days in "
        + "MS-ACCP (S). Named by sources whose limit the record does not meet: excluded within 9 "
        + "days in ATT-CT (V).")
    #expect(caution.evidence.map(\.reference) == ["Procedure/1"])
  }

  @Test func aContraindicationDoesNotChangeARating() throws {
    let with = try answer(ContraindicationTests.surgery)
    let without = try Patient(.iliofemoral, .limbThreat).recommendation()
    #expect(with.options.map(\.rating) == without.options.map(\.rating))
  }

  @Test func aContraindicationToAnticoagulationTouchesEveryOptionThatPresumesIt() throws {
    let hit = ContraindicationHit(
      item: "anticoagulation-major-bleeding", title: "Active major bleeding",
      against: .anticoagulation,
      sources: [.init(classification: "absolute", citation: "CHEST (V)")], evidence: [],
      summary: "active")
    let recommendation = try Patient(
      .iliofemoral, .limbThreat, .hit(hit), .yes(.anticoagulationContraindication)
    ).recommendation()
    let touched = recommendation.options.filter { option in
      option.cautions.contains { $0.id == "contraindication/anticoagulation-major-bleeding" }
    }
    #expect(touched.count == 4)
    #expect(!touched.map(\.option).contains("compression-stockings"))
  }

  @Test func pregnancyAgainstLysisIsShownAsADisagreementAndBlocksNothing() throws {
    let recommendation = try Patient(
      .acuteIliofemoral, .pregnant, .moderateToSevere, .noLimbThreat
    ).recommendation()
    let therapy = try #require(recommendation.option("catheter-directed-therapy"))
    #expect(therapy.rating == .mayBeAppropriate)
    #expect(therapy.cautions.contains { $0.id == "conflict/pregnancy-lysis" })
  }

  // MARK: The table

  private func table() throws -> ContraindicationTable {
    try ContraindicationTable(CriteriaFiles.file("contraindications.json"))
  }

  private func row(_ id: String) throws -> ContraindicationTable.Row {
    try #require(try table().rows.first { $0.id == id })
  }

  @Test func rowsOfConfidenceMAreLeftOut() throws {
    let citations = try table().rows.flatMap(\.sources).map(\.citation)
    #expect(!citations.contains { $0.hasSuffix("(M)") })
  }

  @Test func windowsAndThresholdsAreThoseOfTheFacts() throws {
    let trauma = try row("lysis-major-trauma")
    #expect(
      trauma.sources.map(\.classification)
        == ["absolute", "relative", "excluded", "named", "named"])
    #expect(trauma.sources.map(\.withinMonths) == [3, nil, nil, 3, 3])
    #expect(trauma.sources.map(\.withinDays) == [nil, 14, 9, nil, nil])
    let bleeding = try row("lysis-gi-bleed")
    #expect(bleeding.sources.map(\.withinMonths) == [3, 3, 6])
    #expect(try row("lysis-platelets").sources.first?.below == 100)
    #expect(try row("lysis-inr").sources.first?.above == 1.6)
    #expect(try row("lysis-haemoglobin").sources.first?.below == 9)
    #expect(try row("lysis-egfr").sources.first?.below == 30)
    #expect(try row("lysis-systolic").sources.first?.above == 180)
    #expect(try row("lysis-diastolic").sources.first?.above == 110)
    #expect(try row("lysis-intracranial-haemorrhage").sources.last?.ever == true)
    #expect(
      try row("anticoagulation-platelets").sources.compactMap(\.below) == [20, 25, 50, 50, 50])
  }

  @Test func deliveryAndPregnancyAreNotAgainstOtherwiseHealthy() throws {
    #expect(try row("lysis-delivery").againstOtherwiseHealthy == false)
    #expect(!(try table().rows.contains { $0.concepts.contains("pregnancy-state") }))
    #expect(try row("lysis-platelets").againstOtherwiseHealthy)
  }
}

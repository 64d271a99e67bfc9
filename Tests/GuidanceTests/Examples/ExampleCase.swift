import Appropriateness
import CaseRecord
import FHIR
import Testing

@testable import Guidance

/// A patient's recommendations as the engine could make them, built by hand: one for every outcome.
struct ExampleCase: CustomTestStringConvertible, Sendable {
  let name: String
  let recommendations: [Recommendation]
  var record = ExampleCase.record()
  var issues: [FHIR.Issue] = []

  var testDescription: String { name }

  static let asOf = CalendarDay(year: 2026, month: 6, day: 15) ?? CalendarDay(daysSinceEpoch: 0)

  static let program = GuidanceProgram(
    name: "VenoGuide", version: "0.1.0", knowledgeDigest: "sha256:0f1e2d3c", edition: "2020",
    guideline: "American College of Radiology, Appropriateness Criteria, Radiologic Management of "
      + "Iliofemoral Venous Thrombosis", citation: "J Am Coll Radiol 2020;17(5S):S255-S264",
    scenarios: [
      "acute-mild": .init(
        factsID: "IF-V1",
        text: "Acute iliofemoral thrombosis, mild symptoms, less than 14 days, otherwise healthy."),
      "acute-moderate-severe": .init(
        factsID: "IF-V2",
        text: "Acute iliofemoral thrombosis, moderate to severe symptoms, less than 14 days, "
          + "otherwise healthy."),
      "may-thurner": .init(
        factsID: "IF-V4",
        text: "Acute iliofemoral thrombosis, less than 14 days, May-Thurner compression on "
          + "cross-sectional imaging."),
      "limb-threat": .init(
        factsID: "IF-V5", text: "Acute iliofemoral thrombosis with limb-threatening ischemia."),
      "persistent": .init(
        factsID: "IF-V6",
        text: "Moderate symptoms that persist 3 months or more after anticoagulation alone."),
    ],
    sourceKeys: [
      .init(key: "CSV", meaning: "public transcription of the rating tables"),
      .init(key: "F001", meaning: "article on moderate to severe symptoms"),
      .init(key: "F002", meaning: "article on mild symptoms"),
    ], notes: ["The 2020 edition publishes categories and no scores"])

  static let request = GuidanceRequest(
    identifier: "9a1f2f6e-5b1e-5c7a-8f7e-0a6b1c2d3e4f",
    requestIdentifier: R4.Identifier(system: "https://hospital.example/messages", value: "m-17"))

  var composer: GuidanceComposer { GuidanceComposer(program: Self.program) }

  var response: R4.GuidanceResponse {
    composer.response(
      to: Self.request, recommendations: recommendations, record: record, issues: issues)
  }

  var explanation: Explanation {
    Explanation(of: recommendations, record: record, issues: issues, program: Self.program)
  }

  static func record(
    unmappedCodes: [UnmappedCode] = [], setAside: [SetAsideResource] = [],
    unreadTexts: [UnreadText] = []
  ) -> CaseRecord {
    CaseRecord(
      subject: "Patient/p1",
      asOf: AsOf(
        day: asOf, epochSeconds: 1_781_524_800, offsetMinutes: 0, text: "2026-06-15T12:00:00Z"),
      person: Person(
        birth: ClinicalTime(
          days: DayInterval(CalendarDay(daysSinceEpoch: 4000)), text: "1980-12-14"),
        gender: .female),
      unmappedCodes: unmappedCodes, setAside: setAside, unreadTexts: unreadTexts)
  }
}

extension ExampleCase {
  static let dvt = Evidence(
    reference: "Condition/dvt", path: "Bundle.entry[1].resource.code",
    code: "http://snomed.info/sct|234044007", meaning: "iliofemoral deep vein thrombosis")
  static let duplex = Evidence(
    reference: "DiagnosticReport/duplex", path: "Bundle.entry[2].resource.conclusionCode[0]",
    code: "http://snomed.info/sct|234044007", meaning: "thrombosis on duplex ultrasound")
  static let severity = Evidence(
    reference: "Observation/severity", path: "Bundle.entry[3].resource.value",
    code: "\(Canonical.findingCodeSystem)|symptom-severity", meaning: "severity of symptoms")

  /// Facts of an acute iliofemoral thrombosis; those given replace the usual ones.
  static func facts(_ leg: Leg? = .left, _ own: Fact...) -> CaseFacts {
    let usual = [
      Fact(
        .ageGroup, .known, possible: ["adult"], summary: "45 years",
        evidence: [Evidence(reference: "Patient/p1", path: "Bundle.entry[0].resource.birthDate")],
        rule: "age at the time of evaluation (FACTS G14)"),
      Fact(
        .thrombosis, .known, possible: ["confirmed"], summary: "confirmed by duplex ultrasound",
        evidence: [dvt, duplex], rule: "imaging of the same leg (FACTS 4.3)"),
      Fact(
        .segment, .known, possible: ["iliofemoral"],
        summary: "common femoral vein to common iliac vein", evidence: [dvt],
        rule: "common femoral or iliac vein involved (FACTS 4.3)"),
      Fact(
        .acuity, .known, possible: ["acute"], summary: "5 days (onset 2026-06-10)",
        evidence: [
          Evidence(reference: "Condition/dvt", path: "Bundle.entry[1].resource.onset")
        ], rule: "calendar days since onset (FACTS 4.2)"),
      Fact(
        .severity, .known, possible: ["moderate", "severe"], summary: "moderate to severe",
        evidence: [severity], rule: "stated severity (FACTS 5.6)"),
      Fact(
        .otherwiseHealthy, .known, possible: ["yes"], summary: "attested",
        evidence: [
          Evidence(
            reference: "Observation/healthy", path: "Bundle.entry[4].resource.value",
            meaning: "otherwise healthy, attested")
        ], rule: "attestation without contrary item (F001-8)"),
      Fact(
        .pregnancy, .absent, possible: ["not-pregnant"], summary: "not pregnant",
        evidence: [
          Evidence(
            reference: "Observation/pregnancy", path: "Bundle.entry[5].resource.value",
            code: "http://loinc.org|82810-3", meaning: "pregnancy status")
        ], rule: "pregnancy status (FACTS 4.6)"),
    ]
    let kept = usual.filter { fact in !own.contains { $0.feature == fact.feature } }
    return CaseFacts(leg: leg, facts: own + kept)
  }

  static func option(
    _ option: String, _ label: String, _ rating: Rating, _ variant: String?,
    certain: Bool = true, cautions: [Statement] = []
  ) -> OptionRating {
    OptionRating(
      option: option, label: label, rating: rating, variant: variant, isCertain: certain,
      cautions: cautions,
      sources: rating == .notRated ? [] : ["ACR 2020, IF-V2: F001-3, CSV; confidence V+S"])
  }

  static let solely = Statement(
    id: "sole-therapy",
    text: "Rated as the only therapy; every other option presumes anticoagulation unless it is "
      + "contraindicated", sources: ["FACTS 1.4"])
  static let lowPlatelets = Statement(
    id: "platelets", text: "Platelets below 100,000 per microliter speak against thrombolysis",
    sources: ["ATTRACT exclusion (V)"],
    evidence: [
      Evidence(
        reference: "Observation/platelets", path: "Bundle.entry[8].resource.value",
        meaning: "platelets")
    ])

  static func moderateSevereOptions(certain: Bool = true) -> [OptionRating] {
    let variant = "acute-moderate-severe"
    return [
      option(
        "surgical-thrombectomy", "Surgical thrombectomy techniques", .mayBeAppropriate, variant,
        certain: certain),
      option(
        "anticoagulation-alone", "Anticoagulation alone", .usuallyAppropriate, variant,
        certain: certain, cautions: [solely]),
      option(
        "catheter-directed-therapy", "CDT/PMT with or without stent placement",
        .usuallyAppropriate, variant, certain: certain, cautions: [lowPlatelets]),
      option("compression-stockings", "Compression stockings", .notRated, variant),
      option("systemic-thrombolysis", "Systemic thrombolysis", .notRated, variant),
    ]
  }

  static let moderateSevere = VariantMatch(
    variant: "acute-moderate-severe", factsID: "IF-V2",
    scenario: program.scenario(of: "acute-moderate-severe"),
    features: [.segment, .acuity, .severity, .otherwiseHealthy])
}

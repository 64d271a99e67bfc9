import Appropriateness
import CaseRecord
import FHIR

@testable import Guidance

extension ExampleCase {
  static let everyOutcome = [
    matched, provisional, overlap, noVariant, notCovered, undetermined, unusable,
  ]
  static let all =
    everyOutcome + [bothLegsAlike, legsApart, withOrders, orderInOverlap, orderForOneLeg]

  static let windowCloses = Statement(
    id: "window", text: "The case is no longer acute: 14 days since onset are reached",
    sources: ["FACTS 4.2"], date: CalendarDay(year: 2026, month: 6, day: 24))

  static let examineLimb = Question(
    feature: .limbThreat,
    text: "Are pulses, motor function, sensation and color of the leg normal?",
    reason: "Signs of limb threat change everything and are not recorded.", isDeciding: false,
    requirements: [
      DataNeed(
        type: "Observation", path: "value", codePath: "code",
        codes: ["\(Canonical.findingCodeSystem)|motor-deficit"])
    ])

  static let matched = ExampleCase(
    name: "matched",
    recommendations: [matchedRecommendation(.left)],
    record: record(
      unmappedCodes: [
        UnmappedCode(
          system: "http://snomed.info/sct", code: "38341003", resourceType: "Condition", count: 3),
        UnmappedCode(system: "http://loinc.org", code: "8302-2", resourceType: "Observation"),
        UnmappedCode(
          system: "http://snomed.info/sct", code: "38341004", resourceType: "Condition",
          reason: .damaged),
      ],
      setAside: [
        SetAsideResource(
          reference: "Observation/old", path: "Bundle.entry[9].resource.status",
          reason: .enteredInError, explanation: "It is marked as entered in error.")
      ],
      unreadTexts: [
        UnreadText(
          reference: "DiagnosticReport/duplex", path: "Bundle.entry[2].resource.conclusion",
          features: [.compression])
      ]),
    issues: [
      FHIR.Issue(
        .warning, .structure, "The element is not part of the definition; it was not read.",
        at: "Bundle.entry[4].resource.mood", offset: 812, line: 31, column: 9)
    ])

  static func matchedRecommendation(_ leg: Leg) -> Recommendation {
    Recommendation(
      edition: "2020", leg: leg, outcome: .matched, variants: [moderateSevere],
      options: moderateSevereOptions(), questions: [examineLimb],
      remarks: [
        Statement(
          id: "O3",
          text: "Sources differ on stents: always in May-Thurner anatomy, or only when "
            + "stenosis is seen", sources: ["F000-27", "F001-31"])
      ],
      changes: [windowCloses],
      followUps: [
        FollowUp(what: "Anticoagulation", when: "at least 3 to 6 months", source: "F001-19"),
        FollowUp(
          what: "Duplex of the stent", when: "1, 3, 6 and 12 months, then yearly", event: .stent,
          eventDays: [days(2026, 2, 15)],
          due: [
            FollowUp.Due(day: days(2026, 3, 15).earliest, standing: .examined),
            FollowUp.Due(day: days(2026, 5, 15).earliest, standing: .overdue),
            FollowUp.Due(day: days(2026, 9, 15).earliest, standing: .ahead),
          ], examination: .duplex,
          examinations: [
            Examination(
              kind: .duplex, days: days(2026, 3, 20),
              evidence: [Evidence(reference: "DiagnosticReport/later", path: "")])
          ],
          source: "F000-18"),
      ], publishedEvidence: [guideline, trial], facts: facts(leg))
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> DayInterval {
    DayInterval(CalendarDay(year: year, month: month, day: day) ?? CalendarDay(daysSinceEpoch: 0))
  }

  static let guideline = PublishedEvidence(
    id: "guideline-x", kind: .guideline, name: "Guideline X", citation: "journal X 2021;1:2",
    reports: [
      PublishedEvidence.Report(
        says: "anticoagulation alone over intervention", level: "weak", confidence: "V",
        options: ["catheter-directed-therapy", "anticoagulation-alone"]),
      PublishedEvidence.Report(
        says: "3 months of treatment", level: "statement 21", confidence: "V",
        options: ["anticoagulation-alone"]),
    ], sources: ["FACTS 7.2"])

  static let trial = PublishedEvidence(
    id: "trial-y", kind: .trial, name: "TRIAL Y", citation: "journal Y 2017",
    reports: [
      PublishedEvidence.Report(
        says: "100 patients, syndrome 47 against 48 %", level: "two arms", confidence: "S",
        options: ["catheter-directed-therapy"])
    ],
    issues: [
      PublishedEvidence.KnownIssue(
        id: "y/1", text: "The number of patients differs.", brief: "100 or 101 patients"),
      PublishedEvidence.KnownIssue(id: "y/2", text: "The abstract was read only."),
    ], sources: ["FACTS 7.1"])

  static let provisional = ExampleCase(
    name: "provisional",
    recommendations: [
      Recommendation(
        edition: "2020", leg: .left, outcome: .provisional, variants: [moderateSevere],
        options: moderateSevereOptions(certain: false),
        assumptions: [
          Assumption(
            code: "otherwise-healthy", feature: .otherwiseHealthy,
            statement:
              "The patient is taken to be otherwise healthy; nothing in the record says so "
              + "and nothing contradicts it"),
          Assumption(
            code: "not-pregnant", feature: .pregnancy,
            statement: "The patient is taken not to be pregnant; the record does not say"),
        ],
        questions: [
          Question(
            feature: .otherwiseHealthy, text: "Is the patient otherwise healthy?",
            reason: "Without it the scenario does not fit.", isDeciding: true,
            requirements: [
              DataNeed(
                type: "Observation", path: "value", codePath: "code",
                codes: ["\(Canonical.findingCodeSystem)|otherwise-healthy"])
            ]),
          Question(
            feature: .pregnancy, text: "Is the patient pregnant?",
            reason: "Pregnant patients have a scenario of their own.", isDeciding: true,
            requirements: [
              DataNeed(
                type: "Observation", path: "value", codePath: "code",
                codes: ["http://loinc.org|82810-3"], datePath: "effective", withinDays: 280)
            ]),
        ], changes: [windowCloses],
        facts: facts(
          .left, .unknown(.otherwiseHealthy, rule: "no-evidence"),
          .unknown(.pregnancy, rule: "no-evidence")))
    ])

  static let overlap = ExampleCase(
    name: "overlap",
    recommendations: [
      Recommendation(
        edition: "2020", leg: .left, outcome: .overlap,
        variants: [
          VariantMatch(
            variant: "may-thurner", factsID: "IF-V4", scenario: program.scenario(of: "may-thurner"),
            features: [.segment, .acuity, .compression]),
          VariantMatch(
            variant: "acute-mild", factsID: "IF-V1", scenario: program.scenario(of: "acute-mild"),
            features: [.segment, .acuity, .severity, .otherwiseHealthy]),
        ],
        options: [
          option(
            "anticoagulation-alone", "Anticoagulation alone", .usuallyAppropriate, "acute-mild"),
          option(
            "compression-stockings", "Graded compression stocking therapy", .mayBeAppropriate,
            "acute-mild"),
          option(
            "catheter-directed-therapy", "CDT/PMT with or without stent placement",
            .usuallyNotAppropriate, "acute-mild"),
          option(
            "surgical-thrombectomy", "Surgical thrombectomy techniques", .usuallyNotAppropriate,
            "acute-mild"),
          option(
            "catheter-directed-therapy", "CDT/PMT with or without stent placement",
            .usuallyAppropriate, "may-thurner"),
          option(
            "anticoagulation-alone", "Anticoagulation alone", .mayBeAppropriate, "may-thurner"),
          option(
            "surgical-thrombectomy", "Hybrid surgical thrombectomy with stenting",
            .mayBeAppropriate, "may-thurner"),
        ],
        remarks: [
          Statement(
            id: "O1",
            text: "Mild symptoms with May-Thurner anatomy: the two scenarios rate "
              + "catheter-directed therapy at opposite ends", sources: ["FACTS 9.4 O1"])
        ],
        facts: facts(
          .left,
          Fact(
            .severity, .known, possible: ["mild"], summary: "mild", evidence: [severity],
            rule: "stated severity (FACTS 5.6)"),
          Fact(
            .compression, .known, possible: ["cross-sectional"], summary: "CT venography",
            evidence: [
              Evidence(
                reference: "DiagnosticReport/ctv", path: "Bundle.entry[6].resource.conclusionCode",
                meaning: "iliac vein compression")
            ], rule: "compression on cross-sectional imaging (FACTS 4.5)")))
    ])

  static let noVariant = ExampleCase(
    name: "no variant",
    recommendations: [
      Recommendation(
        edition: "2020", leg: .left, outcome: .noVariant,
        candidates: [
          Candidate(variant: "acute-moderate-severe", differs: [.acuity], unknown: []),
          Candidate(variant: "persistent", differs: [.acuity, .severity], unknown: []),
        ],
        remarks: [
          Statement(
            id: "G3", text: "No scenario covers 14 days to 3 months", sources: ["FACTS 9.4 G3"])
        ],
        facts: facts(
          .left,
          Fact(
            .acuity, .known, possible: ["subacute"], summary: "25 days (onset 2026-05-21)",
            evidence: [dvt], rule: "calendar days since onset (FACTS 4.2)")))
    ])

  static let notCovered = ExampleCase(
    name: "not covered",
    recommendations: [
      Recommendation(
        edition: "2020", leg: .right, outcome: .notCovered,
        neighbouringTopics: [
          NeighbouringTopic(
            title: "Radiologic Management of Venous Thromboembolism: Inferior Vena Cava Filters",
            reason: "The thrombosis lies below the popliteal vein", sources: ["FACTS 8.2"])
        ],
        facts: facts(
          .right,
          Fact(
            .segment, .known, possible: ["distal"], summary: "calf veins only", evidence: [dvt],
            rule: "most proximal thrombus below the popliteal vein (FACTS 4.3)")))
    ])

  static let undetermined = ExampleCase(
    name: "undetermined",
    recommendations: [
      Recommendation(
        edition: "2020", leg: .left, outcome: .undetermined,
        options: [
          option(
            "catheter-directed-therapy", "CDT/PMT with or without stent placement",
            .usuallyAppropriate, nil)
        ],
        candidates: [
          Candidate(variant: "limb-threat", differs: [], unknown: [.limbThreat]),
          Candidate(
            variant: "acute-moderate-severe", differs: [], unknown: [.limbThreat, .severity]),
        ],
        escalations: [
          Statement(
            id: "limb-threat",
            text: "Possible limb threat: call interventional radiology and vascular surgery now",
            sources: ["F000-25"],
            evidence: [
              Evidence(
                reference: "Observation/motor", path: "Bundle.entry[7].resource.value",
                meaning: "motor deficit")
            ])
        ],
        questions: [
          Question(
            feature: .limbThreat, text: "Is the limb threatened?",
            reason: "A sign is recorded; whether it is phlegmasia cerulea dolens decides.",
            isDeciding: true,
            requirements: [
              DataNeed(
                type: "Condition", path: "verificationStatus", codePath: "code",
                valueSet: "\(Canonical.base)/ValueSet/phlegmasia"),
              DataNeed(
                type: "Observation", path: "value", codePath: "code",
                codes: [
                  "\(Canonical.findingCodeSystem)|motor-deficit",
                  "\(Canonical.findingCodeSystem)|sensory-deficit",
                ], datePath: "effective", withinDays: 2),
            ],
            evidence: [
              Evidence(reference: "Observation/color", path: "Bundle.entry[10].resource.value")
            ])
        ],
        facts: facts(
          .left,
          Fact(
            .severity, .conflicting, possible: ["moderate", "severe"],
            summary: "recorded as mild, but the skin is dusky", evidence: [severity],
            rule: "conflict is not mild (FACTS G16)"),
          Fact(
            .limbThreatSign, .known, possible: ["yes"], summary: "motor deficit",
            rule: "one sign alone is possible limb threat (FACTS 4.4)")))
    ],
    record: record(
      unreadTexts: [
        UnreadText(
          reference: "Observation/note", path: "Bundle.entry[11].resource.note[0].text",
          features: [.limbThreat])
      ]))

  static let unusable = ExampleCase(
    name: "unusable",
    recommendations: [
      Recommendation(
        edition: "2020", leg: .left, outcome: .unusable,
        facts: CaseFacts(
          leg: .left, facts: facts(.left).facts,
          contradictions: [
            Contradiction(
              explanation: "The onset lies after the time of evaluation; correct the date",
              evidence: [
                Evidence(reference: "Condition/dvt", path: "Bundle.entry[1].resource.onset")
              ])
          ]))
    ])

  static let bothLegsAlike = ExampleCase(
    name: "both legs alike",
    recommendations: [matchedRecommendation(.left), matchedRecommendation(.right)])

  static let legsApart = ExampleCase(
    name: "legs apart",
    recommendations: [
      undetermined.recommendations[0],
      {
        var right = matchedRecommendation(.right)
        right.escalations = []
        return right
      }(),
    ])
}

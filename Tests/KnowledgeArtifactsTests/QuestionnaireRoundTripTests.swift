import Appropriateness
import CaseRecord
import FHIRSyntax
import Foundation
import Testing
import VenoGuide

@testable import KnowledgeArtifacts

/// A QuestionnaireResponse to our own Questionnaire is understood: filled in from the artifact, evaluated beside the
/// Patient and the thrombosis, it gives the facts that the answers say.
@Suite struct QuestionnaireRoundTripTests {
  /// An answer by the linkId of its question.
  enum Answer: Sendable {
    case yes
    case no
    case day(String)
    /// A code among the options of the question.
    case choice(String)
    /// Yes, found by imaging of this kind.
    case imaged(String)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var answers: [(linkID: String, answer: Answer)]
    var facts: [(feature: Feature, state: Fact.State, values: [String])]
    var outcome: Outcome?
    var variants: [String] = []
    /// Codes of a Condition that states the thrombosis; none when the answers do.
    var condition = "I82.422"
    var gender = "female"
    var testDescription: String { name }
  }

  static let mild = Case(
    name: "mild, acute, healthy: matched",
    answers: [
      ("acuity.symptom-onset", .day("2026-06-10")),
      ("severity.symptom-severity", .choice("mild")),
      ("limb-threat.limb-threatening-ischemia", .no),
      ("pregnancy.pregnancy-state", .no), ("otherwise-healthy.otherwise-healthy", .yes),
    ],
    facts: [
      (.acuity, .known, ["acute"]), (.severity, .known, ["mild"]),
      (.limbThreat, .absent, ["none"]), (.pregnancy, .absent, ["not-pregnant"]),
      (.otherwiseHealthy, .known, ["yes"]),
    ],
    outcome: .matched, variants: ["acute-mild"])

  static let mayThurner = Case(
    name: "severe with May-Thurner anatomy on CT venography",
    answers: [
      ("acuity.symptom-onset", .day("2026-06-10")),
      ("severity.symptom-severity", .choice("severe")),
      ("compression-evidence.iliac-vein-compression", .imaged("ct-venography")),
      ("pregnancy.pregnancy-state", .no), ("otherwise-healthy.otherwise-healthy", .yes),
      ("limb-threat.limb-threatening-ischemia", .no),
    ],
    facts: [(.compression, .known, ["cross-sectional"]), (.severity, .known, ["severe"])],
    outcome: .matched, variants: ["may-thurner"])

  static let suspectedCompression = Case(
    name: "May-Thurner anatomy by duplex is a suspicion",
    answers: [
      ("compression-evidence.iliac-vein-compression", .imaged("duplex-lower-extremity-veins"))
    ],
    facts: [(.compression, .known, ["suspected"])])

  static let pregnant = Case(
    name: "pregnant, moderate",
    answers: [
      ("acuity.symptom-onset", .day("2026-06-10")),
      ("severity.symptom-severity", .choice("moderate")),
      ("pregnancy.pregnancy-state", .yes), ("limb-threat.limb-threatening-ischemia", .no),
    ],
    facts: [(.pregnancy, .known, ["pregnant"]), (.severity, .known, ["moderate"])],
    outcome: .matched, variants: ["pregnancy"])

  static let limbThreat = Case(
    name: "limb threat",
    answers: [
      ("limb-threat.limb-threatening-ischemia", .yes), ("limb-threat.motor-deficit", .yes),
    ],
    facts: [(.limbThreat, .known, ["confirmed"]), (.limbThreatSign, .known, ["yes"])],
    outcome: .matched, variants: ["limb-threat"])

  static let persistent = Case(
    name: "persistent after anticoagulation alone",
    answers: [
      ("acuity.symptom-onset", .day("2026-02-20")),
      ("severity.symptom-severity", .choice("moderate")),
      ("limb-threat.limb-threatening-ischemia", .no),
      ("anticoagulation-alone.anticoagulation-alone", .yes),
      ("anticoagulation-duration.anticoagulation-start", .day("2026-03-01")),
      ("prior-stent.iliofemoral-vein-stent", .no),
    ],
    facts: [
      (.acuity, .known, ["chronic"]), (.anticoagulationAlone, .known, ["yes"]),
      (.anticoagulationDuration, .known, ["3-months-or-more"]), (.priorStent, .absent, ["no"]),
    ],
    outcome: .matched, variants: ["persistent"])

  static let veins = Case(
    name: "the veins with thrombus",
    answers: [
      ("thrombosis.venous-thrombus", .yes),
      ("segment.venous-thrombus", .choice("56849005")),
      ("segment.venous-thrombus", .choice("397364003")),
    ],
    facts: [
      (.thrombosis, .known, ["confirmed"]), (.segment, .known, ["femoropopliteal"]),
      (.laterality, .known, ["left"]),
    ], condition: "")

  static let commonIliac = Case(
    name: "a common iliac vein makes it iliofemoral",
    answers: [("segment.venous-thrombus", .choice("46027005"))],
    facts: [(.thrombosis, .known, ["confirmed"]), (.segment, .known, ["iliofemoral"])],
    condition: "")

  static let noThrombus = Case(
    name: "no thrombus seen",
    answers: [("thrombosis.venous-thrombus", .no)],
    facts: [(.thrombosis, .absent, ["none"])], outcome: .notCovered, condition: "")

  static let notHealthy = Case(
    name: "not healthy, item by item",
    answers: [
      ("otherwise-healthy.recent-major-surgery", .yes),
      ("otherwise-healthy.good-functional-status", .yes),
    ],
    facts: [
      (.otherwiseHealthy, .known, ["no"]), (.recentMajorSurgery, .known, ["yes"]),
      (.functionalStatus, .known, ["good"]),
    ])

  static let noAnticoagulation = Case(
    name: "anticoagulation is contraindicated",
    answers: [
      ("anticoagulation-contraindication.anticoagulation-contraindication", .yes)
    ],
    facts: [(.anticoagulationContraindication, .known, ["yes"])])

  static let nothing = Case(
    name: "nothing answered is nothing known", answers: [],
    facts: [
      (.severity, .unknown, ["none", "mild", "moderate", "severe"]),
      (.pregnancy, .unknown, ["not-pregnant", "postpartum", "pregnant"]),
    ], outcome: .undetermined)

  static let cases: [Case] = [
    mild, mayThurner, suspectedCompression, pregnant, limbThreat, persistent, veins, commonIliac,
    noThrombus, notHealthy, noAnticoagulation, nothing,
  ]

  @Test(arguments: cases)
  func `the answers give the facts`(example: Case) throws {
    let answer = try evaluated(example)
    let recommendation = try #require(answer.recommendations.first)
    for (feature, state, values) in example.facts {
      let fact = recommendation.facts[feature]
      #expect(fact.state == state, "\(feature.rawValue): \(fact)")
      #expect(fact.possible.map(\.rawValue) == values, "\(feature.rawValue): \(fact)")
    }
    if let outcome = example.outcome { #expect(recommendation.outcome == outcome) }
    if !example.variants.isEmpty {
      #expect(recommendation.variants.map(\.variant) == example.variants)
    }
    #expect(answer.record.unmappedCodes == [])
    #expect(answer.record.setAside == [])
    #expect(answer.record.notes == [])
  }

  /// Every question that can be answered is understood: with each of its options, or with yes, no, a day, a number.
  @Test func `no answer to a question is lost`() throws {
    for question in try Form().questions {
      for value in question.possibleValues {
        let response = Form.response([(question, value, nil)])
        let answer = try evaluated(response: response, condition: "I82.422")
        let own = answer.record.findings.filter { $0.evidence.reference.hasSuffix("/answers") }
        #expect(own.count == 1, "\(question.linkID) \(value)")
        #expect(answer.record.notes == [], "\(question.linkID) \(value)")
        #expect(answer.record.unmappedCodes == [], "\(question.linkID) \(value)")
      }
    }
  }

  @Test func `every question of the criteria has its group`() throws {
    let criteria = try BuiltInPackage.criteria("2020")
    let groups = try Form().groups
    for question in criteria.questions {
      #expect(groups.contains(question.feature.rawValue), "\(question.feature.rawValue)")
    }
  }

  @Test func `both legs can be answered in one response`() throws {
    let form = try Form()
    let severity = try #require(form.question("severity.symptom-severity"))
    func leg(_ side: String, _ grade: String) throws -> String {
      let options = Form.coding(try #require(severity.option(grade)))
      return Form.leg(
        side,
        [
          #"{"linkId": "severity", "item": [{"linkId": "severity.symptom-severity", "answer": [{"valueCoding": \#(options)}]}]}"#
        ])
    }
    let response = Form.response(items: [try leg("left", "mild"), try leg("right", "severe")])
    let answer = try evaluated(response: response, condition: "I82.423")
    let severities = answer.recommendations.map { recommendation in
      "\(recommendation.leg?.rawValue ?? "") \(recommendation.facts[.severity].value?.rawValue ?? "")"
    }
    #expect(severities == ["left mild", "right severe"])
  }

  // MARK: - Evaluating

  private func evaluated(_ example: Case) throws -> VenoGuide.Answer {
    let form = try Form()
    let answers = try example.answers.map { linkID, answer in
      let question = try #require(form.question(linkID), "\(linkID)")
      return try question.answered(answer)
    }
    return try evaluated(response: Form.response(answers), condition: example.condition)
  }

  private func evaluated(response: String, condition: String) throws -> VenoGuide.Answer {
    var entries = [
      #"{"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1985-03-09"}"#,
      response,
    ]
    if !condition.isEmpty {
      entries.append(
        """
        {"resourceType": "Condition", "id": "dvt", "subject": {"reference": "Patient/p"},
         "verificationStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "confirmed"}]},
         "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "\(condition)"}]}}
        """)
    }
    let body = entries.map { "{\"resource\": \($0)}" }.joined(separator: ", ")
    let bundle = #"{"resourceType": "Bundle", "type": "collection", "entry": [\#(body)]}"#
    let asOf = try #require(AsOf(fhir: "2026-06-15"))
    let evaluation = try Evaluator().evaluate(Array(bundle.utf8), at: .fixed(asOf))
    return try #require(evaluation.answers.first)
  }
}

/// The Questionnaire of the package, as a form that is filled in.
private struct Form {
  struct Question {
    let linkID: String
    let type: String
    let options: [FHIRNode]
    let methods: [FHIRNode]
    let isOfLeg: Bool

    func option(_ code: String) -> FHIRNode? {
      options.first { $0["code"]?.text == code }
    }

    /// Everything that the question can be answered with, as a property of the answer.
    var possibleValues: [String] {
      switch type {
      case "boolean": [#""valueBoolean": true"#, #""valueBoolean": false"#]
      case "date": [#""valueDate": "2026-06-01""#]
      case "integer": [#""valueInteger": 2"#]
      case "choice": options.map { #""valueCoding": \#(Form.coding($0))"# }
      default: []
      }
    }

    func answered(
      _ answer: QuestionnaireRoundTripTests.Answer
    ) throws -> (Question, value: String, method: String?) {
      switch answer {
      case .yes: return (self, #""valueBoolean": true"#, nil)
      case .no: return (self, #""valueBoolean": false"#, nil)
      case .day(let day): return (self, #""valueDate": "\#(day)""#, nil)
      case .choice(let code):
        return (self, #""valueCoding": \#(Form.coding(try #require(option(code))))"#, nil)
      case .imaged(let method):
        let found = try #require(methods.first { $0["code"]?.text == method })
        return (self, #""valueBoolean": true"#, Form.coding(found))
      }
    }
  }

  let questions: [Question]
  let groups: Set<String>

  init() throws {
    let package = try BuiltInPackage.shared()
    let artifact = try #require(package.artifact("Questionnaire", "iliofemoral-dvt"))
    var questions: [Question] = []
    var groups: Set<String> = []
    func codings(_ item: FHIRNode?) -> [FHIRNode] {
      (item?.all("answerOption") ?? []).compactMap { $0["valueCoding"] }
    }
    func walk(_ item: FHIRNode, isOfLeg: Bool) {
      let linkID = item["linkId"]?.text ?? ""
      switch item["type"]?.text ?? "" {
      case "group":
        groups.insert(linkID)
        for inner in item.all("item") { walk(inner, isOfLeg: isOfLeg || linkID == "leg") }
      case "display": break
      case let type where linkID != "leg.laterality":
        questions.append(
          Question(
            linkID: linkID, type: type, options: codings(item),
            methods: codings(item.all("item").first), isOfLeg: isOfLeg))
      default: break
      }
    }
    for item in artifact.resource.all("item") { walk(item, isOfLeg: false) }
    self.questions = questions
    self.groups = groups
  }

  func question(_ linkID: String) -> Question? { questions.first { $0.linkID == linkID } }

  static func coding(_ coding: FHIRNode) -> String {
    #"{"system": "\#(coding["system"]?.text ?? "")", "code": "\#(coding["code"]?.text ?? "")"}"#
  }

  /// The answers for the left leg and for the patient.
  static func response(_ answers: [(Question, value: String, method: String?)]) -> String {
    func items(_ isOfLeg: Bool) -> [String] {
      answers.filter { $0.0.isOfLeg == isOfLeg }.map { question, value, method in
        let feature = question.linkID.split(separator: ".").first ?? ""
        let how = method.map {
          #", "item": [{"linkId": "\#(question.linkID).method", "answer": [{"valueCoding": \#($0)}]}]"#
        }
        return
          #"{"linkId": "\#(feature)", "item": [{"linkId": "\#(question.linkID)", "answer": [{\#(value)\#(how ?? "")}]}]}"#
      }
    }
    let person = #"{"linkId": "patient", "item": [\#(items(false).joined(separator: ", "))]}"#
    return response(items: [leg("left", items(true))] + (items(false).isEmpty ? [] : [person]))
  }

  static func leg(_ side: String, _ items: [String]) -> String {
    let code = side == "left" ? "7771000" : "24028007"
    let laterality =
      #"{"linkId": "leg.laterality", "answer": [{"valueCoding": {"system": "http://snomed.info/sct", "code": "\#(code)"}}]}"#
    return #"{"linkId": "leg", "item": [\#(([laterality] + items).joined(separator: ", "))]}"#
  }

  static func response(items: [String]) -> String {
    """
    {"resourceType": "QuestionnaireResponse", "id": "answers", "status": "completed", "authored": "2026-06-14",
     "questionnaire": "https://venoguide.example/fhir/Questionnaire/iliofemoral-dvt",
     "subject": {"reference": "Patient/p"}, "item": [\(items.joined(separator: ", "))]}
    """
  }
}

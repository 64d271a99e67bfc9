import Appropriateness
import CaseMapping
import CaseRecord
import FHIRSyntax

/// The Questionnaire that collects missing facts from a person.
///
/// Each question of the criteria is a group whose linkId is the feature. In it stand the findings that answer it, the one
/// that asks the question itself first; their linkIds end in the finding's code, which is how the mapping of
/// QuestionnaireResponses knows them. What cannot be answered here (an age) says what to send instead.
struct FactQuestionnaire {
  let questions: [FeatureQuestion]
  let terminology: Terminology
  /// Our code systems, by the last part of their URLs.
  let codeSystems: [String: FHIRNode]
  let version: String

  static let id = "iliofemoral-dvt"

  /// Features of the whole person; all others are asked for each leg.
  private static let personal: Set<Feature> = [
    .ageGroup, .pulmonaryEmbolism, .hemodynamicInstability, .pregnancy, .otherwiseHealthy,
    .activeCancer, .recentMajorSurgery, .thrombophiliaChangingAnticoagulation, .functionalStatus,
    .lysisContraindication, .anticoagulationContraindication, .venaCavaFilter,
  ]

  /// Findings of imaging, of which the method matters, and the methods that can be named.
  private static let imaged: Set<String> = ["venous-thrombus", "iliac-vein-compression"]
  private static let methods = [
    "duplex-lower-extremity-veins", "ct-venography", "mr-venography", "catheter-venography", "ivus",
  ]

  var node: FHIRNode {
    let head = ArtifactHead(
      id: FactQuestionnaire.id, version: version, name: "VenoGuideIliofemoralDvtFacts",
      title: "Facts on an iliofemoral deep vein thrombosis",
      description: """
        Asks for the facts that the criteria need. A QuestionnaireResponse to it, sent in one Bundle with the Patient \
        and whatever else is on record, is understood by VenoGuide; every question may be left open, and what is left \
        open stays unknown. It needs the status completed, and the day on which it was answered in authored.
        """)
    let (person, leg) = split(questions)
    let body: [FHIRNode] = [
      group("leg", "For each leg with a thrombosis", repeats: true) {
        side
        for question in leg { self.group(for: question) }
      },
      group("patient", "About the patient") {
        for question in person { self.group(for: question) }
      },
    ]
    return .resource("Questionnaire") {
      head.identity("Questionnaire")
      head.status
      texts("subjectType", ["Patient"])
      head.about
      body
    }.withNotices
  }

  private func split(
    _ questions: [FeatureQuestion]
  ) -> (person: [FeatureQuestion], leg: [FeatureQuestion]) {
    (
      questions.filter { FactQuestionnaire.personal.contains($0.feature) },
      questions.filter { !FactQuestionnaire.personal.contains($0.feature) }
    )
  }

  // MARK: - Groups

  private func group(
    _ linkID: String, _ title: String, repeats: Bool = false,
    @Elements _ items: () -> [FHIRNode]
  ) -> FHIRNode {
    item("item") {
      text("linkId", linkID)
      text("text", title)
      text("type", "group")
      if repeats { flag("repeats", true) }
      items()
    }
  }

  private var side: FHIRNode {
    item("item") {
      text("linkId", "leg.laterality")
      coding("code", Canonicals.codeSystem("feature"), Feature.laterality.rawValue)
      text("text", "Which leg?")
      text("type", "choice")
      flag("required", true)
      for code in terminology.codes(of: "laterality-qualifiers")
      where code.meaning.has("left") || code.meaning.has("right") {
        option(code.system, code.code, code.meaning.display)
      }
    }
  }

  private func group(for question: FeatureQuestion) -> FHIRNode {
    let feature = question.feature.rawValue
    var answers = question.needs.filter { $0.type == "Observation" }.flatMap { need in
      need.codes.compactMap { self.question(feature, $0, isSite: need.path == "bodySite") }
    }
    if let first = answers.indices.first { answers[first].set("text", question.text) }
    return item("item") {
      text("linkId", feature)
      coding("code", Canonicals.codeSystem("feature"), feature)
      text("text", answers.isEmpty ? question.text : question.feature.words)
      text("type", "group")
      note("\(feature).reason", question.reason)
      if answers.isEmpty { note("\(feature).send", sending(question)) }
      answers
    }
  }

  /// What to send for a fact that no answer here can state.
  private func sending(_ question: FeatureQuestion) -> String {
    let places = question.needs.map { need in
      let codes = need.valueSet ?? need.codes.joined(separator: ", ")
      let path = "\(need.type).\(need.path)"
      return codes.isEmpty ? path : "\(path), with a code of \(codes)"
    }
    return "Not to be answered here. Send \(places.joined(separator: "; or "))."
  }

  private func note(_ linkID: String, _ sentence: String) -> FHIRNode {
    item("item") {
      text("linkId", linkID)
      text("text", sentence)
      text("type", "display")
    }
  }

  // MARK: - Questions

  /// How a question is answered.
  private enum Form {
    case boolean
    case date
    case integer
    case severity
    case veins
    case presence

    var type: String {
      switch self {
      case .boolean: "boolean"
      case .date: "date"
      case .integer: "integer"
      case .severity, .veins, .presence: "choice"
      }
    }
  }

  /// The question that a code of a data requirement asks.
  private func question(_ feature: String, _ accepted: String, isSite: Bool) -> FHIRNode? {
    let parts = accepted.split(separator: "|")
    guard parts.count == 2, case (let system, let code) = (String(parts[0]), String(parts[1])),
      let meaning = terminology.meaning(system: system, code: code)
    else { return nil }
    let root = meaning.concept
    let linkID = "\(feature).\(root)"
    let form = isSite ? .veins : form(of: root)
    return item("item") {
      text("linkId", linkID)
      coding("code", system, code, meaning.display)
      text("text", meaning.display)
      text("type", form.type)
      if isSite { flag("repeats", true) }
      options(form)
      if FactQuestionnaire.imaged.contains(root), !isSite { method(under: linkID) }
    }
  }

  private func form(of root: String) -> Form {
    if root == "symptom-severity" { return .severity }
    let finding = codeSystems["finding"]?.all("concept").first { $0["code"]?.text == root }
    let forms = (finding?.all("property") ?? []).filter { $0["code"]?.text == "form" }
      .compactMap { $0["valueCode"]?.text }
    if forms.contains("date") { return .date }
    if forms.contains("grade") || forms.contains("score") { return .integer }
    // A finding that is sent as a code only needs one of presence; a question with a public code is yes or no.
    return forms.isEmpty || forms.contains("boolean") ? .boolean : .presence
  }

  private func options(_ form: Form) -> [FHIRNode] {
    switch form {
    case .boolean, .date, .integer: []
    case .severity: options(of: "severity")
    case .presence: options(of: "presence")
    case .veins:
      terminology.deepVeins.map { option($0.system, $0.code, $0.meaning.display) }
    }
  }

  private func options(of codeSystem: String) -> [FHIRNode] {
    (codeSystems[codeSystem]?.all("concept") ?? []).compactMap { concept in
      concept["code"]?.text.map { code in
        option(Canonicals.codeSystem(codeSystem), code, concept["display"]?.text)
      }
    }
  }

  private func method(under linkID: String) -> FHIRNode {
    let names = codeSystems["concept"]?.all("concept") ?? []
    return item("item") {
      text("linkId", "\(linkID).method")
      text("text", "By which imaging?")
      text("type", "choice")
      for method in FactQuestionnaire.methods {
        option(
          Canonicals.codeSystem("concept"), method,
          names.first { $0["code"]?.text == method }?["display"]?.text)
      }
    }
  }

  // MARK: - Codings

  private func coding(
    _ name: String, _ system: String, _ code: String, _ display: String? = nil
  ) -> FHIRNode {
    item(name) {
      text("system", system)
      text("code", code)
      text("display", display)
    }
  }

  private func option(_ system: String, _ code: String, _ display: String?) -> FHIRNode {
    item("answerOption") {
      element("valueCoding") {
        text("system", system)
        text("code", code)
        text("display", display)
      }
    }
  }
}

extension FHIRNode {
  /// Gives a primitive element that is there another text.
  fileprivate mutating func set(_ name: String, _ text: String) {
    guard let at = children.firstIndex(where: { $0.name == name }) else { return }
    children[at].value = .string(text)
  }
}

import Appropriateness
import CaseRecord
import FHIR

/// GuidanceResponse.dataRequirement: what to send so that the answer can be given, most decisive first.
///
/// R4's DataRequirement has no place for the reason; the extension ``Canonical/questionExtension`` holds the
/// question, why it is asked, and what is there but could not answer it. Requirements with the same feature
/// are alternatives, the best first.
struct DataRequirements {
  let recommendations: [Recommendation]

  var all: [R4.DataRequirement] {
    let perLeg = recommendations.map { recommendation in
      Self.asked(by: recommendation).flatMap { Self.requirements(for: $0, of: nil) }
    }
    guard let first = perLeg.first, perLeg.dropFirst().contains(where: { $0 != first }) else {
      return perLeg.first ?? []
    }
    return zip(CaseName.names(of: recommendations), recommendations).flatMap {
      name, recommendation in
      Self.asked(by: recommendation).flatMap { Self.requirements(for: $0, of: name) }
    }
  }

  /// The questions that become requirements. An undetermined answer always has one (CONTRACT section 2), be it
  /// a question that only prompts, or what the candidates depend on.
  private static func asked(by recommendation: Recommendation) -> [Question] {
    let deciding = recommendation.decidingQuestions
    guard deciding.isEmpty, recommendation.outcome == .undetermined else { return deciding }
    if !recommendation.questions.isEmpty { return recommendation.questions }
    let open = recommendation.candidates.flatMap(\.unknown)
    return Feature.allCases.filter(open.contains).map { feature in
      Question(
        feature: feature, text: "What is recorded on: \(feature.words)?",
        reason: "The scenarios that are still possible depend on it.", isDeciding: true,
        requirements: [], evidence: recommendation.facts[feature].evidence)
    }
  }

  private static func requirements(
    for question: Question, of name: CaseName?
  ) -> [R4.DataRequirement] {
    let context = R4.Extension.question(
      feature: question.feature, text: question.text, reason: question.reason,
      evidence: question.evidence, of: name)
    guard !question.requirements.isEmpty else {
      // Which data would answer is not laid down; an Observation can carry any finding (CONTRACT section 5).
      return [R4.DataRequirement(extension: [context], type: "Observation", mustSupport: ["value"])]
    }
    return question.requirements.map { need in
      var requirement = R4.DataRequirement(need)
      requirement.extension = [context]
      return requirement
    }
  }
}

extension R4.Extension {
  /// The question behind a requirement, and why it is asked.
  public static func question(feature: Feature, text: String, reason: String) -> R4.Extension {
    question(feature: feature, text: text, reason: reason, evidence: [], of: nil)
  }

  /// The same with what is there but could not answer it, and the case that it is about.
  static func question(
    feature: Feature, text: String, reason: String, evidence: [Evidence], of name: CaseName?
  ) -> R4.Extension {
    var parts = [R4.Extension(url: "feature", value: .code(FHIRPrimitive(feature.rawValue)))]
    for (url, text) in [("question", text), ("reason", reason)] {
      guard let text = FHIRPrimitive<FHIRString>(shown: text) else { continue }
      parts.append(R4.Extension(url: url, value: .string(text)))
    }
    for reference in evidence.compactMap({ R4.Reference($0) }) {
      parts.append(R4.Extension(url: "at-fault", value: .reference(reference)))
    }
    for (url, code) in [("leg", name?.leg), ("episode", name?.episode)] {
      guard let code else { continue }
      parts.append(R4.Extension(url: url, value: .code(FHIRPrimitive(code))))
    }
    return R4.Extension(extension: parts, url: Canonical.questionExtension)
  }
}

extension R4.DataRequirement {
  /// What a question needs: type, element, accepted codes, and the window of time.
  public init(_ need: DataNeed) {
    self.init(
      type: FHIRPrimitive(need.type),
      mustSupport: FHIRPrimitive(shown: need.path).map { [$0] } ?? [],
      codeFilter: Self.codeFilter(of: need), dateFilter: Self.dateFilter(of: need))
  }

  private static func codeFilter(of need: DataNeed) -> [CodeFilter] {
    let codings = need.codes.compactMap { R4.Coding($0) }
    let valueSet = need.valueSet.flatMap { $0.isEmpty ? nil : FHIRPrimitive<FHIRCanonical>($0) }
    guard !codings.isEmpty || valueSet != nil else { return [] }
    return [
      CodeFilter(path: FHIRPrimitive(need.codePath ?? "code"), valueSet: valueSet, code: codings)
    ]
  }

  /// The window reaches back from the evaluation (FHIR R4 DataRequirement.dateFilter.valueDuration).
  private static func dateFilter(of need: DataNeed) -> [DateFilter] {
    guard let path = need.datePath, !path.isEmpty, let days = need.withinDays else { return [] }
    return [
      DateFilter(
        path: FHIRPrimitive(path),
        value: .duration(
          R4.Duration(
            value: FHIRPrimitive(FHIRDecimal(days)), unit: "days",
            system: "http://unitsofmeasure.org", code: "d")))
    ]
  }
}

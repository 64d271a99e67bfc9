import Appropriateness
import CaseRecord
import FHIR

/// GuidanceResponse.result: the options rated usually or may be appropriate, side by side in one group of which
/// any number may be chosen, none included. A proposal and never an order.
struct TreatmentProposal {
  let recommendations: [Recommendation]
  let program: GuidanceProgram
  let reason: IndexCondition

  /// The group, or nil when no option is rated so.
  func requestGroup(subject: R4.Reference?) -> R4.RequestGroup? {
    let actions = actions
    guard !actions.isEmpty else { return nil }
    return R4.RequestGroup(
      id: ContainedID.proposal,
      instantiatesCanonical: [FHIRPrimitive(Canonical.module(edition: program.edition))],
      status: "draft", intent: "proposal", subject: subject,
      author: ContainedID.reference(to: ContainedID.device),
      reasonCode: reason.codes, reasonReference: reason.references,
      action: [
        R4.RequestGroup.Action(
          title: "Options rated usually appropriate or may be appropriate",
          description: "Options to weigh, not orders. Their order is no ranking within a rating.",
          groupingBehavior: "logical-group", selectionBehavior: "any",
          requiredBehavior: "could", precheckBehavior: "no", action: actions)
      ])
  }

  private var actions: [R4.RequestGroup.Action] {
    let perLeg = recommendations.map { actions(for: $0, of: nil) }
    guard let first = perLeg.first, perLeg.dropFirst().contains(where: { $0 != first }) else {
      return perLeg.first ?? []
    }
    return zip(CaseName.names(of: recommendations), recommendations).flatMap {
      actions(for: $1, of: $0)
    }
  }

  /// One action for each option; where variants rate it differently, it says so.
  private func actions(
    for recommendation: Recommendation, of name: CaseName?
  ) -> [R4.RequestGroup.Action] {
    // A contradictory record has no ratings to act on, whatever the caller passes.
    guard recommendation.outcome != .unusable else { return [] }
    let options = recommendation.displayedOptions
    var done: Set<String> = []
    return options.filter(\.rating.isProposed).compactMap { option in
      guard done.insert(option.option).inserted else { return nil }
      let same = options.filter { $0.option == option.option }
      return action(for: option, ratings: same, in: recommendation, of: name)
    }
  }

  private func action(
    for option: OptionRating, ratings: [OptionRating], in recommendation: Recommendation,
    of name: CaseName?
  ) -> R4.RequestGroup.Action {
    let title = name.map { "\($0.words.sentenceCased): \(option.label)" } ?? option.label
    var sentences = ratings.map { rating in
      guard let variant = rating.variant else {
        return "\(rating.rating.words) in every scenario that is still possible."
      }
      let match = recommendation.variants.first { $0.variant == variant }
      let scenario = match?.scenario.withoutFullStop ?? program.scenario(of: variant)
      return "\(rating.rating.words): “\(scenario)”."
    }
    var cautions: [String] = []
    for caution in ratings.flatMap(\.cautions)
    where caution.id != Statement.notRated && !cautions.contains(caution.text) {
      cautions.append(caution.text)
    }
    sentences += cautions.map { "Caution: \($0.withFullStop)" }
    var citations: [String] = []
    for source in ratings.flatMap(\.sources) where !citations.contains(source) {
      citations.append(source)
    }
    return R4.RequestGroup.Action(
      title: FHIRPrimitive(shown: title),
      description: FHIRPrimitive(shown: sentences.joined(separator: " ")),
      code: [option.concept],
      documentation: citations.compactMap { source in
        FHIRPrimitive<FHIRMarkdown>(shown: source).map {
          R4.RelatedArtifact(type: "citation", citation: $0)
        }
      } + recommendation.publishedEvidence.compactMap { $0.bearing(on: option.option)?.artifact },
      requiredBehavior: "could",
      // An action without parts must name a resource (invariant rqg-1). There is none, and none is made up:
      // the option is named by its code.
      resource: R4.Reference(
        identifier: R4.Identifier(
          system: FHIRPrimitive(Canonical.optionCodeSystem), value: FHIRPrimitive(option.option)),
        display: FHIRPrimitive(shown: option.label)))
  }
}

extension PublishedEvidence {
  /// The publication as a citation: a label to find it by, what it reports, where it was published.
  fileprivate var artifact: R4.RelatedArtifact {
    R4.RelatedArtifact(
      type: "citation", label: FHIRPrimitive(shown: id), display: FHIRPrimitive(shown: sentence),
      citation: FHIRPrimitive(
        shown: [reference, issueWords].compactMap { $0 }.joined(separator: " ")))
  }
}

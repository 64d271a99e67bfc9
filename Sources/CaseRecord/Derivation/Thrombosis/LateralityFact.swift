extension CaseRecord {
  /// The legs that the case is about: those with a thrombosis stated or suspected, and those with phlegmasia,
  /// which is a thrombosis by name; a single `nil` when no side is known or no leg is affected.
  func affectedLegs(_ index: FindingIndex) -> [Leg?] {
    var legs: Set<Leg> = []
    for leg in Leg.allCases {
      let view = LegCase(asOf: asOf, person: person, leg: leg, index: index)
      let episode = view.thrombosisEpisode()
      let statements = episode.statements
      let sided =
        (statements.present + statements.suspected + statements.unproven
        + view.onLeg("phlegmasia", "venous-gangrene").filter {
          $0.presence != .absent && view.isCurrent($0)
        }).contains { $0.laterality != nil }
      if sided { legs.insert(leg) }
    }
    return legs.isEmpty ? [nil] : legs.sorted()
  }
}

/// The side or sides with thrombosis; G8 for both.
func lateralityFact(legs: [Leg?], evidence: [Evidence]) -> Fact {
  let sides = legs.compactMap(\.self)
  let rule = "laterality-stated (FACTS 4.3)"
  switch sides.count {
  case 0: return .unknown(.laterality, rule: rule, evidence: evidence)
  case 1 where sides[0] == .left:
    return Fact(
      .laterality, .known, possible: ["left"], summary: "left", evidence: evidence, rule: rule)
  case 1:
    return Fact(
      .laterality, .known, possible: ["right"], summary: "right", evidence: evidence, rule: rule)
  default:
    return Fact(
      .laterality, .known, possible: ["bilateral"], summary: "both legs", evidence: evidence,
      rule: rule, notes: ["Both legs are affected; each is evaluated alone (G8)."])
  }
}

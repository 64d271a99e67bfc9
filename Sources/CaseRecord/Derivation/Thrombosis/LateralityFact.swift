extension CaseRecord {
  /// The legs that the case is about: those with a thrombosis stated or suspected, and those with phlegmasia,
  /// which is a thrombosis by name; a single `nil` when no side is known or no leg is affected.
  func affectedLegs(_ index: FindingIndex) -> [(view: LegCase, episode: ThrombosisEpisode)] {
    let whole = LegCase(asOf: asOf, person: person, leg: nil, index: index)
    let named = whole.sidesNamed()
    var cases: [(view: LegCase, episode: ThrombosisEpisode)] = []
    for leg in Leg.allCases where named.contains(leg) {
      let view = LegCase(asOf: asOf, person: person, leg: leg, index: index)
      let episode = view.thrombosisEpisode()
      if view.isAffected(by: episode) { cases.append((view, episode)) }
    }
    return cases.isEmpty ? [(whole, whole.thrombosisEpisode())] : cases
  }
}

extension LegCase {
  /// Sides that any finding on a thrombosis names.
  fileprivate func sidesNamed() -> Set<Leg> {
    var sides: Set<Leg> = []
    for finding in thrombosisFindings() + onLeg(.phlegmasia, .venousGangrene) {
      switch finding.laterality {
      case .left: sides.insert(.left)
      case .right: sides.insert(.right)
      case .bilateral: sides.formUnion(Leg.allCases)
      case nil: break
      }
    }
    return sides
  }

  /// Whether a present or suspected thrombosis is stated of this leg by its side.
  fileprivate func isAffected(by episode: ThrombosisEpisode) -> Bool {
    let statements = episode.statements
    let phlegmasia = onLeg(.phlegmasia, .venousGangrene).filter {
      $0.presence != .absent && isCurrent($0)
    }
    return (statements.present + statements.suspected + statements.unproven + phlegmasia)
      .contains { $0.laterality != nil }
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

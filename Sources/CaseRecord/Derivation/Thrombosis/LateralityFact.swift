extension CaseRecord {
  /// The cases of the record: each episode that goes on in each leg with a thrombosis stated or suspected, or with
  /// phlegmasia, which is a thrombosis by name; the newest of a leg first. Without a side, or without an affected
  /// leg, cases that belong to no leg.
  func affectedLegs(_ index: FindingIndex) -> [(view: LegCase, episode: ThrombosisEpisode)] {
    let whole = LegCase(asOf: asOf, person: person, leg: nil, index: index)
    let named = whole.sidesNamed()
    var cases: [(view: LegCase, episode: ThrombosisEpisode)] = []
    var sided: Set<Evidence> = []
    var unsided: [(view: LegCase, episode: ThrombosisEpisode)] = []
    for leg in Leg.allCases where named.contains(leg) {
      let view = LegCase(asOf: asOf, person: person, leg: leg, index: index)
      var affected: [ThrombosisEpisode] = []
      let episodes = view.thrombosisEpisodes()
      let others = episodes.first?.others ?? []
      for episode in episodes {
        if view.isAffected(by: episode) {
          affected.append(episode)
          sided.formUnion(episode.carriers.map(\.evidence))
        } else if !episode.carriers.isEmpty {
          unsided.append((whole, episode))
        }
      }
      guard !affected.isEmpty else { continue }
      affected[0].isNewest = true
      affected[0].others = others
      cases += affected.map { (view.view(until: $0.until), $0) }
    }
    guard !cases.isEmpty else {
      return whole.thrombosisEpisodes().map { (whole.view(until: $0.until), $0) }
    }
    return cases + told(unsided, beside: sided)
  }

  /// Thromboses of which no statement says in which leg they are, and that can be told apart from those of every leg.
  private func told(
    _ unsided: [(view: LegCase, episode: ThrombosisEpisode)], beside sided: Set<Evidence>
  ) -> [(view: LegCase, episode: ThrombosisEpisode)] {
    var cases: [(view: LegCase, episode: ThrombosisEpisode)] = []
    for (view, episode) in unsided {
      let evidence = Set(episode.carriers.map(\.evidence))
      guard evidence.isDisjoint(with: sided) else { continue }
      if let told = cases.firstIndex(where: {
        !evidence.isDisjoint(with: $0.episode.carriers.map(\.evidence))
      }) {
        // It may be the newest of either leg.
        if episode.isNewest { cases[told] = (view.view(until: episode.until), episode) }
      } else {
        cases.append((view.view(until: episode.until), episode))
      }
    }
    return cases
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
  let sides = legs.compactMap(\.self).unique
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

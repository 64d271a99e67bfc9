extension LegCase {
  /// Venous stents of this leg or of the vena cava that were placed and not removed.
  func stents() -> (placed: [Finding], unplaced: [Finding], denied: [Finding]) {
    var placed: [Finding] = []
    var unplaced: [Finding] = []
    var denied: [Finding] = []
    for finding in onLeg(.iliofemoralVeinStent, .venousStent) {
      if let time = finding.happened, isFuture(time) { continue }
      switch finding.presence {
      case .absent: denied.append(finding)
      case .suspected: unplaced.append(finding)
      case .present:
        if finding.place == .elsewhere || (finding.kind == .device && isOver(finding)) { continue }
        let isVenous = finding.concept.isKind(of: .iliofemoralVeinStent) || finding.isOnLeg
        if isVenous { placed.append(finding) } else { unplaced.append(finding) }
      }
    }
    return (placed, unplaced, denied)
  }

  /// A venous stent in place (G12): no variant of the topic names it.
  func priorStentFact(_ stents: (placed: [Finding], unplaced: [Finding], denied: [Finding])) -> Fact
  {
    let rule = "venous-stent-placed (FACTS 4.6, G12)"
    if !stents.placed.isEmpty {
      let days = stents.placed.compactMap { past($0.happened) }.map(\.description)
      let isConflict = !stents.denied.isEmpty
      return Fact(
        .priorStent, isConflict ? .conflicting : .known,
        possible: isConflict ? ["no", "yes"] : ["yes"],
        summary: days.isEmpty
          ? "in place, date unknown" : "placed \(days.unique.sorted().joined(separator: ", "))",
        evidence: (stents.placed + stents.denied).evidence, rule: rule)
    }
    if !stents.unplaced.isEmpty {
      return .unknown(
        .priorStent, rule: rule, evidence: stents.unplaced.evidence,
        notes: ["A stent is on record whose vessel is not stated."])
    }
    let denied =
      stents.denied
      + ofPerson(.noKnownProcedures).filter { $0.presence == .present }
    if !denied.isEmpty {
      return Fact(
        .priorStent, .absent, possible: ["no"], summary: "none", evidence: denied.evidence,
        rule: rule)
    }
    return .unknown(.priorStent, rule: rule)
  }

  /// A filter in the vena cava (FACTS 4.6), until a later removal.
  func venaCavaFilterFact() -> Fact {
    let rule = "vena-cava-filter (FACTS 4.6)"
    let findings = ofPerson(.ivcFilter).filter { finding in
      finding.happened.map { !isFuture($0) } ?? true
    }
    let placed = findings.filter { finding in
      finding.presence == .present && !finding.concept.leads(with: "removal")
        && !finding.concept.leads(with: "removal-or-other-intraluminal-device")
    }
    let removed = findings.filter {
      $0.presence == .present && $0.concept.leads(with: "removal")
    }
    let denied = findings.filter { $0.presence == .absent && !$0.concept.leads(with: "removal") }
    let inPlace = placed.filter { !($0.kind == .device && isOver($0)) }
    if !inPlace.isEmpty {
      var latestRemoval = LatestMoment()
      for finding in removed { latestRemoval.include(finding.happened) }
      let standing = inPlace.filter { !latestRemoval.isAfter($0.happened) }
      if standing.isEmpty {
        return Fact(
          .venaCavaFilter, .known, possible: ["no"], summary: "placed and removed",
          evidence: (inPlace + removed).evidence, rule: rule)
      }
      let isOpen =
        !removed.isEmpty
        && standing.contains { $0.happened == nil || removed.contains { $0.happened == nil } }
      let days = standing.compactMap { past($0.happened) }.map(\.description)
      return Fact(
        .venaCavaFilter, isOpen ? .unknown : .known, possible: isOpen ? ["no", "yes"] : ["yes"],
        summary: days.isEmpty
          ? "in place, date unknown" : "placed \(days.unique.sorted().joined(separator: ", "))",
        evidence: (standing + removed).evidence, rule: rule,
        notes: isOpen ? ["A removal is on record; dates do not tell which came last."] : [])
    }
    if !removed.isEmpty || !placed.isEmpty {
      return Fact(
        .venaCavaFilter, .known, possible: ["no"], summary: "removed",
        evidence: (removed + placed).evidence, rule: rule)
    }
    let none = denied + ofPerson(.noKnownProcedures).filter { $0.presence == .present }
    if !none.isEmpty {
      return Fact(
        .venaCavaFilter, .absent, possible: ["no"], summary: "none", evidence: none.evidence,
        rule: rule)
    }
    return .unknown(.venaCavaFilter, rule: rule)
  }
}

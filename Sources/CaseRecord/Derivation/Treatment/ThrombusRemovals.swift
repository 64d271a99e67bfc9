/// Removal of thrombus from this leg, by catheter, surgery or drug (G7).
struct ThrombusRemovals {
  /// Done at any time.
  var done: [Finding] = []
  /// Done in this episode.
  var inEpisode: [Finding] = []
  /// Whose part in this episode or in this leg is not clear.
  var uncertain: [Finding] = []
  /// Statements that nothing was removed.
  var denied: [Finding] = []
}

extension LegCase {
  /// Reads procedures, and thrombolytic drugs within the episode.
  func thrombusRemovals(onset: OnsetReading, hasEarlier: Bool) -> ThrombusRemovals {
    var removals = ThrombusRemovals()
    let first = onset.days?.earliest ?? onset.diagnosis?.earliest
    let start = first?.adding(days: -Convention.beforeOnsetDays)
    for finding in onLeg(
      .percutaneousThrombectomy, .surgicalThrombectomy, .catheterDirectedThrombolysis,
      .catheterDirectedTherapy)
    {
      switch finding.presence {
      case .absent: removals.denied.append(finding)
      case .suspected: removals.uncertain.append(finding)
      case .present:
        guard let time = finding.happened else {
          removals.done.append(finding)
          // Without a date it may have been for an earlier thrombosis, when there was one.
          if hasEarlier {
            removals.uncertain.append(finding)
          } else {
            removals.inEpisode.append(finding)
          }
          continue
        }
        guard let days = past(time) else { continue }
        removals.done.append(finding)
        if start.map({ days.latest >= $0 }) ?? true { removals.inEpisode.append(finding) }
      }
    }
    // A drug or an infusion may have been given for a stroke or a heart attack: only within the episode.
    for finding in onLeg(.systemicThrombolysis, .thrombolyticInfusion, .thrombolytic)
    where finding.presence == .present {
      guard let start, let days = past(finding.happened) else {
        removals.uncertain.append(finding)
        continue
      }
      if days.earliest >= start {
        removals.done.append(finding)
        removals.inEpisode.append(finding)
      } else if days.latest >= start {
        removals.uncertain.append(finding)
      }
    }
    return removals
  }

  /// Whether thrombus was removed from this leg in the past (G7).
  func priorThrombusRemovalFact(_ removals: ThrombusRemovals) -> Fact {
    let rule = "thrombus-removal-done (FACTS 4.6, G7)"
    if !removals.done.isEmpty {
      let isConflict = !removals.denied.isEmpty
      let days = removals.done.compactMap { past($0.happened) }.map(\.description)
      return Fact(
        .priorThrombusRemoval, isConflict ? .conflicting : .known,
        possible: isConflict ? ["no", "yes"] : ["yes"],
        summary: days.isEmpty
          ? "done, date unknown" : "done \(days.unique.sorted().joined(separator: ", "))",
        evidence: (removals.done + removals.denied).evidence, rule: rule,
        notes: removals.inEpisode.isEmpty && removals.uncertain.isEmpty
          ? ["The removal belongs to an earlier episode."] : [])
    }
    if !removals.uncertain.isEmpty {
      return .unknown(
        .priorThrombusRemoval, rule: rule, evidence: removals.uncertain.evidence,
        notes: ["A thrombolytic or a removal is on record that may not belong to this thrombosis."])
    }
    let denied =
      removals.denied
      + ofPerson(.noKnownProcedures).filter { $0.presence == .present }
    if !denied.isEmpty {
      return Fact(
        .priorThrombusRemoval, .absent, possible: ["no"], summary: "none",
        evidence: denied.evidence,
        rule: rule)
    }
    return .unknown(.priorThrombusRemoval, rule: rule)
  }
}

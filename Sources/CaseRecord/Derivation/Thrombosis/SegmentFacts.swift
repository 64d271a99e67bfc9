/// The segments with thrombus and what follows from them (FACTS 4.3).
struct SegmentFacts {
  /// Iliofemoral, femoropopliteal or distal.
  var segment: Fact
  /// Iliofemoral by the common femoral vein alone (G10).
  var isolatedCommonFemoral: Fact
  /// Thrombus in the inferior vena cava (G8).
  var venaCava: Fact
}

extension LegCase {
  /// Derives the region from the union of the segments that the episode's findings name.
  func segmentFacts(_ episode: ThrombosisEpisode) -> SegmentFacts {
    let statements = episode.statements
    let stated = statements.present + statements.unproven
    let doubtful = doubtfulMembers(of: stated)
    let doubted = Set(doubtful)
    let certain = stated.filter { !doubted.contains($0) }
    let carriers = stated.isEmpty ? statements.suspected : certain
    let cava = reading(onLeg(.ivcThrombosis), notBefore: episode.earliestSign)
    var free = statements.free.filter { isCurrent($0, notBefore: episode.earliestSign) }
    // A refuted diagnosis of one segment beside a stated one speaks of its segment only.
    if !carriers.isEmpty { free += statements.negative.filter { !$0.segments.isEmpty } }

    var latestNamed: [VeinSegment: LatestMoment] = [:]
    var named: Set<VeinSegment> = []
    for finding in carriers {
      for segment in finding.segments {
        named.insert(segment)
        latestNamed[segment, default: LatestMoment()].include(finding.statedAt)
      }
    }
    var clear: Set<VeinSegment> = []
    for finding in free {
      for segment in finding.segments
      where !(latestNamed[segment]?.isAfter(finding.statedAt) ?? false) {
        clear.insert(segment)
      }
    }
    if cava.answer == .present || cava.answer == .conflicting { named.insert(.inferiorVenaCava) }
    if cava.answer == .absent { clear.insert(.inferiorVenaCava) }

    let extent = ThrombusExtent(named: named, free: clear)
    let evidence = (carriers.filter { !$0.segments.isEmpty } + free).evidence
    var segment = segmentFact(extent, evidence: evidence, hasCarriers: !carriers.isEmpty)
    if !stated.isEmpty {
      widen(
        &segment, extent: extent, by: statements.suspected, "suspected to reach further",
        rule: "segment-suspected-extension (FACTS 4.1)")
      widen(
        &segment, extent: extent, by: doubtful, "another region by a diagnosis without a date",
        rule: "segment-of-undated-diagnosis (FACTS 4.1)")
    }
    return SegmentFacts(
      segment: segment,
      isolatedCommonFemoral: isolatedCommonFemoralFact(extent, evidence: evidence),
      venaCava: venaCavaFact(extent, cava: cava, carriers: carriers, free: free))
  }

  /// Diagnoses without any date beside one with an onset, that name another region: whether they are of this episode
  /// cannot be told.
  private func doubtfulMembers(of stated: [Finding]) -> [Finding] {
    func isUndated(_ finding: Finding) -> Bool {
      finding.kind == .condition && finding.happened == nil
    }
    let undated = stated.filter(isUndated)
    guard !undated.isEmpty, undated.count < stated.count,
      stated.contains(where: { $0.onset != nil })
    else { return [] }
    func regions(_ findings: [Finding]) -> [FeatureValue] {
      ThrombusExtent(
        named: findings.reduce(into: []) { $0.formUnion($1.segments) }, free: []
      ).regions
    }
    let certain = stated.filter { !isUndated($0) && !$0.segments.isEmpty }
    guard !certain.isEmpty else { return [] }
    return regions(certain) == regions(certain + undated) ? [] : undated
  }

  /// What is only suspected, or perhaps of another episode, leaves the region open.
  private func widen(
    _ fact: inout Fact, extent: ThrombusExtent, by suspected: [Finding], _ words: String,
    rule: String
  ) {
    let added = suspected.reduce(into: Set<VeinSegment>()) { $0.formUnion($1.segments) }
    guard fact.state == .known, !added.isSubset(of: extent.named) else { return }
    let wider = ThrombusExtent(named: extent.named.union(added), free: extent.free)
    let possible = fact.possible + wider.regions
    guard Set(possible).count > 1 else { return }
    fact = Fact(
      .segment, .unknown, possible: possible,
      summary: "\(extent.words); \(words)", evidence: fact.evidence + suspected.evidence,
      rule: rule,
      notes: fact.notes)
  }

  private func segmentFact(
    _ extent: ThrombusExtent, evidence: [Evidence], hasCarriers: Bool
  ) -> Fact {
    let named = extent.words
    if extent.named.subtracting([.inferiorVenaCava]).isEmpty {
      var notes = extent.notes
      if hasCarriers { notes.append("No finding names the segment of the thrombosis.") }
      return .unknown(
        .segment, rule: "segment-not-stated (FACTS 4.3)", evidence: evidence, notes: notes)
    }
    let possible = extent.regions
    if !extent.contested.isEmpty {
      return Fact(
        .segment, .conflicting, possible: possible, summary: "\(named), disputed",
        evidence: evidence, rule: "segment-conflict (FACTS 4.1, 4.3)",
        notes: extent.notes + [
          "A segment is stated both with thrombus and free of it, and the dates do not settle it."
        ])
    }
    guard possible.count == 1, let region = possible.first else {
      return Fact(
        .segment, .unknown, possible: possible, summary: "not settled by: \(named)",
        evidence: evidence, rule: "segment-ambiguous (FACTS 4.3)", notes: extent.notes)
    }
    return Fact(
      .segment, .known, possible: possible, summary: "\(region.rawValue) (\(named))",
      evidence: evidence, rule: "segment-union (F002-7, FACTS 4.3)", notes: extent.notes)
  }

  private func isolatedCommonFemoralFact(_ extent: ThrombusExtent, evidence: [Evidence]) -> Fact {
    switch extent.isIsolatedCommonFemoral {
    case .some(true):
      return Fact(
        .isolatedCommonFemoral, .known, possible: ["yes"],
        summary: "common femoral vein without an iliac vein", evidence: evidence,
        rule: "isolated-common-femoral (FACTS 4.3 conflict, G10)",
        notes: [
          "F002-7 and ATTRACT count the common femoral vein as iliofemoral; F000-10 would put it "
            + "below the inguinal ligament."
        ])
    case .some(false):
      return Fact(
        .isolatedCommonFemoral, .known, possible: ["no"], summary: "no", evidence: evidence,
        rule: "isolated-common-femoral (FACTS 4.3 conflict, G10)")
    case .none:
      return .unknown(
        .isolatedCommonFemoral, rule: "isolated-common-femoral (FACTS 4.3 conflict, G10)",
        evidence: evidence)
    }
  }

  private func venaCavaFact(
    _ extent: ThrombusExtent, cava: Reading, carriers: [Finding], free: [Finding]
  ) -> Fact {
    let rule = "vena-cava-named (FACTS 4.3, G8)"
    let naming = carriers.filter { $0.segments.contains(.inferiorVenaCava) } + cava.findings
    let clearing = free.filter { $0.segments.contains(.inferiorVenaCava) }
    if extent.contested.contains(.inferiorVenaCava) || cava.answer == .conflicting {
      return Fact(
        .venaCavaInvolvement, .conflicting, possible: ["no", "yes"], summary: "disputed",
        evidence: (naming + clearing).evidence, rule: rule)
    }
    if extent.named.contains(.inferiorVenaCava) {
      return Fact(
        .venaCavaInvolvement, .known, possible: ["yes"], summary: "thrombus in the vena cava",
        evidence: naming.evidence, rule: rule)
    }
    if extent.free.contains(.inferiorVenaCava) {
      return Fact(
        .venaCavaInvolvement, .absent, possible: ["no"], summary: "vena cava free",
        evidence: (naming + clearing).evidence, rule: rule)
    }
    return .unknown(.venaCavaInvolvement, rule: rule, evidence: naming.evidence)
  }
}

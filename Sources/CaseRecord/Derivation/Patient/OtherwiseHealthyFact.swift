extension LegCase {
  /// Otherwise healthy as a whole (F001-8, F002-9): an attestation, a contrary item, or every item known to be
  /// good. Never yes by default.
  func otherwiseHealthyFact(
    items: HealthItems, lysis: Fact, anticoagulation: Fact, contrary: [ContraindicationHit]
  ) -> Fact {
    let attested = reading(ofPerson(.otherwiseHealthy))
    var reasons: [String] = []
    var evidence: [Evidence] = []
    func weigh(_ fact: Fact, _ value: FeatureValue, _ words: String) {
      guard fact.value == value else { return }
      reasons.append(words)
      evidence += fact.evidence
    }
    weigh(items.activeCancer, "yes", "active cancer")
    weigh(items.recentMajorSurgery, "yes", "recent major surgery")
    weigh(items.thrombophilia, "yes", "thrombophilia that changes anticoagulation")
    weigh(items.functionalStatus, "non-ambulatory", "not able to walk")
    weigh(anticoagulation, "yes", "contraindication to anticoagulation")
    for hit in contrary where hit.isCertain {
      reasons.append(hit.title)
      evidence += hit.evidence
    }
    let attestedLysis = reading(bareContraindication(.lysisContraindication))
    if attestedLysis.answer == .present {
      reasons.append("contraindication to thrombolysis, attested")
      evidence += attestedLysis.findings.evidence
    }
    reasons = reasons.unique
    evidence = evidence.unique
    if !reasons.isEmpty {
      return unhealthyFact(attested, reasons: reasons, evidence: evidence)
    }
    switch attested.answer {
    case .present:
      return Fact(
        .otherwiseHealthy, .known, possible: ["yes"], summary: "attested",
        evidence: attested.findings.evidence, rule: "otherwise-healthy-attested (F001-8, F002-9)",
        notes: openItems(items, lysis, anticoagulation).isEmpty
          ? [] : ["By attestation; not every item is on record."])
    case .absent:
      return Fact(
        .otherwiseHealthy, .known, possible: ["no"], summary: "attested as not healthy",
        evidence: attested.findings.evidence, rule: "otherwise-healthy-attested (F001-8, F002-9)")
    case .conflicting:
      return Fact(
        .otherwiseHealthy, .conflicting, possible: ["no", "yes"], summary: "attested and denied",
        evidence: attested.findings.evidence, rule: "otherwise-healthy-conflict (F001-8)")
    case .suspected, .unstated:
      return itemizedFact(items, lysis, anticoagulation, attested: attested)
    }
  }

  private func unhealthyFact(
    _ attested: Reading, reasons: [String], evidence: [Evidence]
  ) -> Fact {
    let words = reasons.joined(separator: ", ")
    if attested.isRaised {
      return Fact(
        .otherwiseHealthy, .conflicting, possible: ["no", "yes"],
        summary: "attested, but: \(words)",
        evidence: (attested.findings.evidence + evidence).unique,
        rule: "otherwise-healthy-conflict (F001-8)",
        notes: ["The attestation and the record disagree; a person has to settle it."])
    }
    return Fact(
      .otherwiseHealthy, .known, possible: ["no"], summary: words,
      evidence: (evidence + attested.findings.evidence).unique,
      rule: "otherwise-healthy-contrary-item (F001-8, F002-9)")
  }

  private func itemizedFact(
    _ items: HealthItems, _ lysis: Fact, _ anticoagulation: Fact, attested: Reading
  ) -> Fact {
    let open = openItems(items, lysis, anticoagulation)
    let facts = [
      items.functionalStatus, items.activeCancer, items.recentMajorSurgery, items.thrombophilia,
      lysis, anticoagulation,
    ]
    let evidence = facts.flatMap(\.evidence).unique
    if open.isEmpty {
      return Fact(
        .otherwiseHealthy, .known, possible: ["yes"], summary: "every item known to be good",
        evidence: evidence, rule: "otherwise-healthy-itemized (F001-8)")
    }
    return .unknown(
      .otherwiseHealthy, rule: "otherwise-healthy-open (F001-8, FACTS 4.6)",
      evidence: (attested.outdated.evidence + evidence).unique,
      notes: ["Not on record: \(open.joined(separator: ", "))."])
  }

  /// Items that are not known to be good.
  private func openItems(_ items: HealthItems, _ lysis: Fact, _ anticoagulation: Fact) -> [String] {
    let wanted: [(Fact, FeatureValue, String)] = [
      (items.functionalStatus, "good", "functional status"),
      (items.activeCancer, "no", "active cancer"),
      (items.recentMajorSurgery, "no", "recent major surgery"),
      (items.thrombophilia, "no", "thrombophilia"),
      (lysis, "no", "contraindication to thrombolysis"),
      (anticoagulation, "no", "contraindication to anticoagulation"),
    ]
    return wanted.compactMap { $0.value == $1 ? nil : $2 }
  }
}

extension Array where Element: Hashable {
  /// Each element once, at its first place.
  var unique: [Element] {
    if count < 2 { return self }
    if count <= 8 {
      var list: [Element] = []
      for element in self where !list.contains(element) { list.append(element) }
      return list
    }
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

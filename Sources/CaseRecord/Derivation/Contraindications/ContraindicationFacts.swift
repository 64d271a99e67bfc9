extension LegCase {
  /// Attestations on contraindications as a whole: the bare root, without an item.
  func bareContraindication(_ root: ConceptRoot) -> [Finding] {
    ofPerson(root).filter(\.concept.isBare)
  }

  /// A contraindication to thrombolysis in any source (FACTS 4.7).
  func lysisContraindicationFact(_ check: ContraindicationCheck) -> Fact {
    contraindicationFact(
      .lysisContraindication, check, against: .thrombolysis,
      attested: reading(bareContraindication(.lysisContraindication)),
      counting: check.hits(against: .thrombolysis), rule: "lysis-contraindication (FACTS 4.7)")
  }

  /// An absolute contraindication to anticoagulation in any source (FACTS 4.8).
  func anticoagulationContraindicationFact(_ check: ContraindicationCheck) -> Fact {
    let hits = check.hits(against: .anticoagulation)
    let absolute = hits.filter { hit in hit.sources.contains { $0.classification == "absolute" } }
    var fact = contraindicationFact(
      .anticoagulationContraindication, check, against: .anticoagulation,
      attested: reading(bareContraindication(.anticoagulationContraindication)),
      counting: absolute, rule: "anticoagulation-contraindication-absolute (FACTS 4.8)")
    if hits.count > absolute.count {
      fact.notes.append("Relative contraindications to anticoagulation are on record.")
    }
    return fact
  }

  private func contraindicationFact(
    _ feature: Feature, _ check: ContraindicationCheck,
    against treatment: ContraindicationTable.Treatment, attested: Reading,
    counting hits: [ContraindicationHit], rule: String
  ) -> Fact {
    let sure = hits.filter(\.isCertain)
    let notes = check.notes[treatment] ?? []
    let noted = (check.noted[treatment] ?? []).evidence
    if !sure.isEmpty || attested.isRaised {
      let words = sure.map(\.title) + (sure.isEmpty ? ["attested"] : [])
      let isConflict =
        attested.answer == .conflicting || (attested.answer == .absent && !sure.isEmpty)
      return Fact(
        feature, isConflict ? .conflicting : .known,
        possible: isConflict ? ["no", "yes"] : ["yes"],
        summary: words.unique.joined(separator: ", "),
        evidence: (sure.flatMap(\.evidence) + attested.findings.evidence).unique, rule: rule,
        notes: notes)
    }
    if !hits.isEmpty {
      return .unknown(
        feature, rule: rule, evidence: (hits.flatMap(\.evidence) + noted).unique,
        notes: notes + [
          "Not certain that it counts: \(hits.map(\.title).unique.joined(separator: ", "))."
        ])
    }
    if attested.answer == .absent {
      return Fact(
        feature, .absent, possible: ["no"], summary: "attested as none",
        evidence: attested.findings.evidence, rule: rule, notes: notes)
    }
    return .unknown(feature, rule: rule, evidence: noted, notes: notes)
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// Puts imaging behind the diagnoses of thrombosis: what the Condition names as evidence, and what concludes
  /// the thrombosis for the same leg (CONTRACT 5; F001-5, FACTS 4.3).
  mutating func attachImaging() {
    let conclusions = drafts.filter { $0.source?.isFinal == true && $0.isThrombosis }
    for at in drafts.indices where drafts[at].isDiagnosedThrombosis {
      var evidence: [Evidence] = []
      var method: ImagingMethod?
      for source in confirming(drafts[at], conclusions) where !evidence.contains(source.evidence) {
        evidence.append(source.evidence)
        if method == nil || method == .unspecified { method = source.method }
      }
      guard !evidence.isEmpty else { continue }
      drafts[at].finding.imagingEvidence = evidence
      drafts[at].finding.method = method
    }
  }

  /// The imaging that confirms a diagnosis, in the order of the input: named as evidence first.
  private func confirming(_ draft: Draft, _ conclusions: [Draft]) -> [ImagingSource] {
    let entry = submission.entries[draft.position]
    var found: [ImagingSource] = []
    for position in positions(of: draft.named, Source(entry)) {
      // An observation of a report, the report of a procedure: the imaging that holds it counts.
      for source in [imaging.source(ofResult: position), report(of: position)].compactMap({ $0 })
      where source.isFinal && source.isVenous && !isDenied(draft, by: source, conclusions) {
        found.append(source)
      }
    }
    for conclusion in conclusions
    where conclusion.finding.presence == .present && conclusion.concerns(draft) {
      if let source = conclusion.source { found.append(source) }
    }
    return found
  }

  /// The report that a procedure names.
  private func report(of position: Int) -> ImagingSource? {
    let entry = submission.entries[position]
    guard case .procedure(let procedure)? = entry.resource else { return nil }
    return positions(of: procedure.report, Source(entry)).lazy
      .compactMap { imaging.sources[$0] }.first
  }

  /// Whether imaging that is named as evidence concludes that there is no thrombosis in that leg.
  private func isDenied(_ draft: Draft, by source: ImagingSource, _ conclusions: [Draft]) -> Bool {
    let own = conclusions.filter { $0.source?.position == source.position && $0.sharesLeg(draft) }
    let saysNo = own.contains { $0.finding.presence == .absent && $0.finding.segments.isEmpty }
    return saysNo && !own.contains { $0.finding.presence == .present }
  }
}

extension CaseAssembly.Draft {
  /// Whether it speaks of a deep vein thrombosis.
  fileprivate var isThrombosis: Bool {
    let root = finding.concept.rawValue.prefix { $0 != "/" }
    return StatedConcept.isThrombosis(String(root)) || root == "ivc-thrombosis"
  }

  /// Whether it is a diagnosis of one that imaging can confirm.
  fileprivate var isDiagnosedThrombosis: Bool {
    finding.kind == .condition && finding.presence == .present && isThrombosis
  }

  /// Whether both may be about the same leg: no side on one of them contradicts nothing.
  fileprivate func sharesLeg(_ other: Self) -> Bool {
    guard let mine = finding.laterality ?? source?.laterality,
      let others = other.finding.laterality
    else { return true }
    return mine == others || mine == .bilateral || others == .bilateral
  }

  /// Whether a conclusion of imaging is about the episode that a diagnosis names: for the same leg, and not
  /// surely from before its onset or after its end.
  fileprivate func concerns(_ diagnosis: Self) -> Bool {
    guard sharesLeg(diagnosis) else { return false }
    let isCava = finding.concept.isKind(of: Concept("ivc-thrombosis"))
    guard isCava == diagnosis.finding.concept.isKind(of: Concept("ivc-thrombosis")) else {
      return false
    }
    guard let seen = finding.observed else { return true }
    if let onset = diagnosis.finding.onset, onset.days.earliest > seen.days.latest { return false }
    if let end = diagnosis.finding.end, seen.days.earliest > end.days.latest { return false }
    return true
  }
}

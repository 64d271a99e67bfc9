import CaseRecord
import FHIR

extension CaseAssembly {
  /// Puts imaging behind the diagnoses of thrombosis: what the Condition names as evidence, and what concludes
  /// the thrombosis for the same leg (CONTRACT 5; F001-5, FACTS 4.3).
  mutating func attachImaging() {
    let conclusions = ImagingConclusions(drafts)
    var concluded: [ThrombosisStatement: [ImagingSource]] = [:]
    for at in drafts.indices where drafts[at].isDiagnosedThrombosis {
      let statement = ThrombosisStatement(drafts[at])
      let agreeing =
        concluded[statement] ?? conclusions.sources(concerning: statement)
      concluded[statement] = agreeing
      let named = named(by: drafts[at], conclusions)
      guard !named.isEmpty || !agreeing.isEmpty else { continue }
      var evidence: [Evidence] = []
      var seen: Set<Evidence> = []
      var method: ImagingMethod?
      for source in named + agreeing where seen.insert(source.evidence).inserted {
        evidence.append(source.evidence)
        if method == nil || method == .unspecified { method = source.method }
      }
      drafts[at].finding.imagingEvidence = evidence
      drafts[at].finding.method = method
    }
  }

  /// The imaging that a diagnosis names as evidence, in the order of the references.
  private func named(by draft: Draft, _ conclusions: ImagingConclusions) -> [ImagingSource] {
    if draft.named.isEmpty { return [] }
    return positions(of: draft.named, Source(submission.entries[draft.position])).flatMap {
      position in
      // An observation of a report, the report of a procedure: the imaging that holds it counts.
      [imaging.source(ofResult: position), report(of: position)].compactMap(\.self).filter {
        $0.isFinal && $0.isVenous && !conclusions.deny(draft, by: $0)
      }
    }
  }

  /// The report that a procedure names.
  private func report(of position: Int) -> ImagingSource? {
    let entry = submission.entries[position]
    guard case .procedure(let procedure)? = entry.resource else { return nil }
    return positions(of: procedure.report, Source(entry)).lazy
      .compactMap { imaging.sources[$0] }.first
  }
}

/// What final imaging concludes about thromboses, grouped by what decides whom it concerns: thousands of reports that
/// say the same cost no more than one.
private struct ImagingConclusions {
  /// Conclusions that concern the same diagnoses.
  private struct Group {
    let statement: ThrombosisStatement
    /// The imaging with its place among all conclusions; the first of many.
    var sources: [(place: Int, source: ImagingSource)] = []
  }

  /// No diagnosis needs more imaging behind it; the rest stands in the record by itself.
  private static let limit = 20

  private var groups: [Group] = []
  private var byPosition: [Int: [CaseAssembly.Draft]] = [:]

  init(_ drafts: [CaseAssembly.Draft]) {
    var places: [ThrombosisStatement: Int] = [:]
    for (place, draft) in drafts.enumerated() {
      guard let source = draft.source, source.isFinal, draft.isThrombosis else { continue }
      byPosition[source.position, default: []].append(draft)
      guard draft.finding.presence == .present else { continue }
      let statement = ThrombosisStatement(draft)
      let group = places[statement] ?? groups.count
      if group == groups.count {
        groups.append(Group(statement: statement))
        places[statement] = group
      }
      if groups[group].sources.count < Self.limit { groups[group].sources.append((place, source)) }
    }
  }

  /// The imaging that concludes what a diagnosis states, in the order of the input.
  func sources(concerning diagnosis: ThrombosisStatement) -> [ImagingSource] {
    groups.filter { $0.statement.concerns(diagnosis) }.flatMap(\.sources)
      .sorted { $0.place < $1.place }.prefix(Self.limit).map(\.source)
  }

  /// Whether imaging that a diagnosis names as evidence concludes that there is no thrombosis in that leg.
  func deny(_ diagnosis: CaseAssembly.Draft, by source: ImagingSource) -> Bool {
    let statement = ThrombosisStatement(diagnosis)
    let own = (byPosition[source.position] ?? []).filter {
      ThrombosisStatement($0).sharesLeg(with: statement)
    }
    let saysNo = own.contains { $0.finding.presence == .absent && $0.finding.segments.isEmpty }
    return saysNo && !own.contains { $0.finding.presence == .present }
  }
}

/// Of which leg and which episode a diagnosis or a conclusion speaks.
private struct ThrombosisStatement: Hashable {
  let laterality: Laterality?
  let isVenaCava: Bool
  let observed: DayInterval?
  let onset: DayInterval?
  let end: DayInterval?

  init(_ draft: CaseAssembly.Draft) {
    laterality = draft.finding.laterality ?? draft.source?.laterality
    isVenaCava = draft.finding.concept.isKind(of: Concept("ivc-thrombosis"))
    observed = draft.finding.observed?.days
    onset = draft.finding.onset?.days
    end = draft.finding.end?.days
  }

  /// Whether both may be about the same leg: no side on one of them contradicts nothing.
  func sharesLeg(with other: Self) -> Bool {
    guard let laterality, let others = other.laterality else { return true }
    return laterality == others || laterality == .bilateral || others == .bilateral
  }

  /// Whether a conclusion of imaging is about the episode that a diagnosis names: for the same leg, and not
  /// surely from before its onset or after its end.
  func concerns(_ diagnosis: Self) -> Bool {
    guard sharesLeg(with: diagnosis), isVenaCava == diagnosis.isVenaCava else { return false }
    guard let observed else { return true }
    if let onset = diagnosis.onset, onset.earliest > observed.latest { return false }
    if let end = diagnosis.end, observed.earliest > end.latest { return false }
    return true
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
}

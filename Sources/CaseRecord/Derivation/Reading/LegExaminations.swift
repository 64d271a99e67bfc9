extension LegCase {
  /// The examinations of the leg on record, earliest first, one for each kind and day; those without a date last.
  ///
  /// Imaging without a side may have been of this leg and counts.
  func examinations() -> [Examination] {
    let studies: [(Examination.Kind, [Finding])] = [
      (
        .duplex,
        onLeg(
          .duplexLowerExtremityVeins, .duplexLowerExtremityArteriesAndVeins,
          .duplexVeinsSiteUnspecified)
      ),
      (.venography, onLeg(.ctVenography, .mrVenography)),
    ]
    var found: [Examination.Kind: [DayInterval?: [Finding]]] = [:]
    for (kind, findings) in studies {
      for finding in findings where finding.presence != .absent {
        add(finding, as: kind, to: &found)
      }
    }
    for finding in imagedFindings() {
      if finding.method == .duplex {
        add(finding, as: .duplex, to: &found)
      } else if finding.method?.isCrossSectional == true {
        add(finding, as: .venography, to: &found)
      }
    }
    for root in ConceptRoot.examined {
      for finding in onLeg(root) where finding.kind == .observation {
        add(finding, as: .clinical, to: &found)
      }
    }
    return Examination.Kind.allCases.flatMap { kind in
      (found[kind] ?? [:]).map { days, findings in
        Examination(kind: kind, days: days, evidence: findings.map(\.evidence).unique)
      }.sorted { one, other in
        guard let first = one.days else { return false }
        guard let second = other.days else { return true }
        return (first.earliest, first.latest) < (second.earliest, second.latest)
      }
    }
  }

  /// What images showed, by findings that carry the method of the image themselves.
  private func imagedFindings() -> [Finding] {
    (thrombosisFindings() + onLeg(.iliacVeinCompression, .iliacVeinCompressionOtherCause))
      .filter { $0.kind != .condition && $0.method != nil }
  }

  private func add(
    _ finding: Finding, as kind: Examination.Kind,
    to found: inout [Examination.Kind: [DayInterval?: [Finding]]]
  ) {
    let time = finding.observed ?? finding.onset
    guard let time else {
      found[kind, default: [:]][nil, default: []].append(finding)
      return
    }
    guard let days = past(time) else { return }
    found[kind, default: [:]][days, default: []].append(finding)
  }
}

extension ConceptRoot {
  /// Symptoms and signs of the leg that somebody has to look for (FACTS 4.4, 5.6).
  fileprivate static let examined: [ConceptRoot] = [
    .symptomSeverity, .functionalLimitation, .restPain, .tenseEdema, .circumferentialSwelling,
    .massiveSwelling, .duskySkin, .severeCyanosis, .motorDeficit, .sensoryDeficit,
    .compromisedArterialInflow, .painOutOfProportion, .limbThreateningIschemia, .legSwelling,
    .oedema,
  ]
}

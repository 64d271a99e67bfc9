/// Iliac vein compression and how it was shown (FACTS 4.5).
///
/// Only CT and MR venography are cross-sectional imaging (F000-7). Anatomy does not change from one image to
/// the next, so a later image does not overtake an earlier one: images that disagree are a conflict.
extension LegCase {
  func compressionFact(onset: OnsetReading) -> Fact {
    let findings = onLeg(.iliacVeinCompression).filter { !isOver($0) }
    let other = onLeg(.iliacVeinCompressionOtherCause).filter {
      !isOver($0) && $0.presence != .absent
    }
    let degree = onLeg(.iliacVeinCompressionDegree).filter { $0.presence == .present }
    var notes = degreeNotes(findings + degree)
    let shown = findings.filter { $0.presence == .present }
    let cross = shown.filter { $0.method?.isCrossSectional ?? false }
    let venographic = shown.filter { $0.method?.isVenographic ?? false }
    let weak = findings.filter { finding in
      finding.presence == .suspected
        || (finding.presence == .present && !(finding.method?.showsCompression ?? false))
    }
    let against = findings.filter {
      $0.presence == .absent && $0.method != .duplex
    }
    let strongDenial = against.filter { $0.method?.showsCompression ?? false }

    if other.contains(where: { $0.presence == .present }) {
      return Fact(
        .compression, .known, possible: ["other-cause"],
        summary: "compression by something other than the artery",
        evidence: (other + shown + degree).evidence,
        rule: "compression-other-cause (FACTS 4.5, G13)",
        notes: notes + ["Compression by a tumor, nodes or a mass is not May-Thurner anatomy."])
    }
    let best: (value: FeatureValue, findings: [Finding])? =
      if !cross.isEmpty {
        ("cross-sectional", cross)
      } else if !venographic.isEmpty { ("venographic", venographic) } else { nil }
    if let best {
      notes += earlierImageNotes(best.findings, onset: onset)
      let words = best.findings.compactMap(\.method).uniqueWords
      if !strongDenial.isEmpty {
        return Fact(
          .compression, .conflicting, possible: ["none", best.value],
          summary: "shown by \(words), denied by \(strongDenial.compactMap(\.method).uniqueWords)",
          evidence: (best.findings + strongDenial).evidence,
          rule: "compression-conflict (FACTS 4.1, 4.5)", notes: notes)
      }
      if best.value == "venographic" {
        notes.append(
          "Found by venography or intravascular ultrasound: no cross-sectional imaging, and the "
            + "treatment is then already under way (F001-31).")
      }
      if !other.isEmpty {
        notes.append("Another cause of the compression is suspected (G13).")
      }
      return Fact(
        .compression, .known, possible: [best.value], summary: "shown by \(words)",
        evidence: (best.findings + other + degree).evidence,
        rule: best.value == "cross-sectional"
          ? "compression-cross-sectional (F000-7, FACTS 4.5)"
          : "compression-venographic (F001-31, FACTS 4.5)", notes: notes)
    }
    return compressionWithoutProof(
      weak: weak, against: against, strongDenial: strongDenial, other: other, findings: findings,
      notes: notes)
  }

  private func compressionWithoutProof(
    weak: [Finding], against: [Finding], strongDenial: [Finding], other: [Finding],
    findings: [Finding], notes: [String]
  ) -> Fact {
    if !strongDenial.isEmpty || (!against.isEmpty && weak.isEmpty) {
      let denial = strongDenial.isEmpty ? against : strongDenial
      let words = denial.compactMap(\.method).uniqueWords
      return Fact(
        .compression, .absent, possible: ["none"],
        summary: words.isEmpty ? "looked for and absent" : "looked for and absent (\(words))",
        evidence: denial.evidence, rule: "compression-absent (FACTS 4.5)",
        notes: notes
          + (words.isEmpty ? ["The method that excluded compression is not on record."] : []))
    }
    if !weak.isEmpty {
      return Fact(
        .compression, against.isEmpty ? .known : .conflicting,
        possible: against.isEmpty ? ["suspected"] : ["none", "suspected"],
        summary: "suspected, not shown on cross-sectional imaging",
        evidence: (weak + against).evidence, rule: "compression-suspected (FACTS 4.5, T6)",
        notes: notes + [
          "Duplex, an unknown method or a provisional finding suspects compression and does not "
            + "show it."
        ])
    }
    if !other.isEmpty {
      return Fact(
        .compression, .unknown, possible: ["none", "suspected", "other-cause"],
        summary: "compression by another cause suspected", evidence: other.evidence,
        rule: "compression-other-cause (FACTS 4.5, G13)", notes: notes)
    }
    return .unknown(
      .compression, rule: "compression-not-looked-for (FACTS 4.5)", evidence: findings.evidence,
      notes: notes
        + (findings.isEmpty
          ? [] : ["Duplex alone saw no compression; it does not exclude it."]))
  }

  private func degreeNotes(_ findings: [Finding]) -> [String] {
    findings.contains { $0.quantity != nil }
      ? ["A degree of narrowing is on record; there is no agreed threshold (FACTS 4.5)."] : []
  }

  private func earlierImageNotes(_ findings: [Finding], onset: OnsetReading) -> [String] {
    guard let start = onset.days?.earliest,
      findings.allSatisfy({ $0.observed.map { $0.days.latest < start } ?? false })
    else { return [] }
    return [
      "The image is older than this episode; compression without symptoms is common (F000-30)."
    ]
  }
}

extension ImagingMethod {
  /// CT or MR venography (F000-7).
  var isCrossSectional: Bool {
    self == .computedTomographyVenography || self == .magneticResonanceVenography
  }

  /// Found from inside the vein.
  var isVenographic: Bool {
    self == .catheterVenography || self == .intravascularUltrasound
  }

  /// Whether it can show or exclude compression (FACTS 4.5).
  var showsCompression: Bool { isCrossSectional || isVenographic }
}

extension [ImagingMethod] {
  /// The methods in words, each once.
  fileprivate var uniqueWords: String {
    ImagingMethod.allCases.filter { $0 != .unspecified && contains($0) }.map(\.words)
      .joined(separator: ", ")
  }
}

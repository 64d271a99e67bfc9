extension LegCase {
  /// The latest CEAP clinical class of this leg (FACTS 5.2); `nil` when none was sent. It describes and grades nothing.
  func ceapScore(_ phase: ScorePhase) -> Score? {
    let sent = onLeg(.ceapClinicalClass).filter {
      $0.presence == .present && ($0.observed.map { past($0) != nil } ?? true)
    }
    guard !sent.isEmpty else { return nil }
    let mine = LegScoreFindings(sent, of: leg, phase: phase)
    let classed = mine.used.filter { $0.ceapClass != nil }
    guard let latest = lastClass(classed) ?? lastClass(mine.used) else {
      return Score(
        instrument: .ceap, side: .open, occasions: 0, remarks: mine.remarks,
        evidence: mine.unused.evidence)
    }
    var remarks = mine.remarks
    var shown = [latest]
    if let now = latest.ceapClass {
      remarks += classRemarks(now)
      let same = classed.filter { $0.observed?.days == latest.observed?.days }
      if Set(same.compactMap(\.ceapClass)).count > 1 {
        remarks.append("Two classes are on record for one day; the later or higher is shown.")
        shown = same
      }
      let hadUlcer = classed.contains { $0.ceapClass?.hasUlcer == true && isBefore($0, latest) }
      if hadUlcer, !now.hasUlcer {
        remarks.append("An earlier class had an ulcer; a healed ulcer stays C5.")
      }
    } else {
      remarks.append("The class is none of C0 to C6 with a known suffix.")
    }
    return Score(
      instrument: .ceap, category: latest.ceapClass?.name, observed: latest.observed,
      side: mine.side(of: shown), occasions: Set(classed.compactMap { $0.observed?.days }).count,
      remarks: remarks, evidence: shown.evidence)
  }

  private func classRemarks(_ now: CEAPClass) -> [String] {
    var remarks = ["CEAP describes and answers little to change."]
    if let isSymptomatic = now.isSymptomatic {
      remarks.append(
        isSymptomatic ? "Recorded as symptomatic (s)." : "Recorded as without symptoms (a).")
    }
    return remarks
  }

  private func isBefore(_ one: Finding, _ other: Finding) -> Bool {
    guard let first = one.observed, let second = other.observed else { return false }
    return second.isAfter(first)
  }

  /// The class observed last; of several on one day the higher, so that the order of the input plays no part.
  private func lastClass(_ findings: [Finding]) -> Finding? {
    findings.max { left, right in
      func key(_ finding: Finding) -> (Int, Int, Double, String, String) {
        (
          finding.observed?.days.latest.daysSinceEpoch ?? Int.min,
          finding.observed?.days.earliest.daysSinceEpoch ?? Int.min,
          finding.observed?.epochSeconds ?? -.infinity, finding.ceapClass?.name ?? "",
          finding.evidence.reference
        )
      }
      return key(left) < key(right)
    }
  }
}

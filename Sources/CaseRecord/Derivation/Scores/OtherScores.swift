extension LegCase {
  /// The latest revised VCSS total of this leg, 0 to 30 (FACTS 5.3).
  func vcssScore() -> Score? {
    let sent = onLeg(.vcssTotal).filter { $0.presence == .present && $0.quantity != nil }
    guard let latest = latestObserved(sent) else { return nil }
    guard let total = latest.quantity?.total(upTo: 30) else {
      return Score(
        instrument: .vcss, total: nil, observed: latest.observed,
        remarks: ["The total is not a whole number from 0 to 30 and is left out."],
        evidence: [latest].evidence)
    }
    return Score(
      instrument: .vcss, total: total, category: total >= 8 ? "severe" : nil,
      observed: latest.observed,
      remarks: total >= 8
        ? ["8 or more is severe in ATTRACT; ACR gives no number."]
        : ["Below 8 no source names a category."],
      evidence: [latest].evidence)
  }

  /// The latest CEAP clinical class of this leg (FACTS 5.2).
  func ceapScore() -> Score? {
    let sent = onLeg(.ceapClinicalClass).filter { $0.presence == .present }
    let classed = sent.filter { $0.ceapClass != nil }
    guard let latest = latestObserved(classed) else {
      guard let unread = latestObserved(sent) else { return nil }
      return Score(
        instrument: .ceap, total: nil, observed: unread.observed,
        remarks: ["The class is none of C0 to C6 with a known suffix."],
        evidence: [unread].evidence)
    }
    var remarks = ["CEAP describes and answers little to change."]
    let hadUlcer = classed.contains { finding in
      (finding.ceapClass.map { $0.hasPrefix("C5") || $0.hasPrefix("C6") } ?? false)
        && isBefore(finding, latest)
    }
    if hadUlcer, let now = latest.ceapClass, !now.hasPrefix("C5"), !now.hasPrefix("C6") {
      remarks.append("An earlier class had an ulcer; a healed ulcer stays C5.")
    }
    return Score(
      instrument: .ceap, total: nil, category: latest.ceapClass, observed: latest.observed,
      remarks: remarks, evidence: [latest].evidence)
  }

  private func isBefore(_ one: Finding, _ other: Finding) -> Bool {
    guard let first = one.observed, let second = other.observed else { return false }
    return second.isAfter(first)
  }

  /// The finding observed last; of several on the last day the one with the higher value, so that the order of
  /// the input plays no part.
  private func latestObserved(_ findings: [Finding]) -> Finding? {
    let past = findings.filter { $0.observed.map { !isFuture($0) } ?? true }
    return past.max { left, right in
      func key(_ finding: Finding) -> (Int, Double, Double, String, String) {
        (
          finding.observed?.days.latest.daysSinceEpoch ?? Int.min,
          finding.observed?.epochSeconds ?? -.infinity, finding.quantity?.value ?? -1,
          finding.ceapClass ?? "", finding.evidence.reference
        )
      }
      return key(left) < key(right)
    }
  }
}

extension Finding {
  /// The CEAP class in its own notation; `nil` when it is none.
  fileprivate var ceapClass: String? {
    let known = [
      "C0", "C1", "C2", "C2r", "C3", "C4", "C4a", "C4b", "C4c", "C5", "C6", "C6r",
    ]
    var candidates: [String] = []
    if let last = concept.rawValue.split(separator: "/").dropFirst().last {
      candidates.append(String(last))
    }
    if let quantity {
      candidates.append(quantity.text)
      if quantity.value == quantity.value.rounded(), (0...6).contains(quantity.value) {
        candidates.append("C\(Int(quantity.value))")
      }
    }
    for candidate in candidates {
      let name = candidate.filter { !$0.isWhitespace }.lowercased()
      if let match = known.first(where: { $0.lowercased() == name }) { return match }
    }
    return nil
  }
}

extension LegCase {
  /// The latest revised VCSS of this leg with its quality checks (FACTS 5.3); `nil` when none was taken.
  func vcssScore(_ phase: ScorePhase) -> Score? {
    guard let reading = scoreReading(.vcss, phase) else { return nil }
    let visit = reading.last
    let ulcers = ulcerItems(visit)
    let points = visit.points(without: ulcers.contradicted)
    var remarks = reading.remarks + ulcers.remarks + points.remarks
    var category: String?
    if let value = points.value {
      // The items only add to a lower bound, so 8 of some are 8 of all.
      category = value >= 8 ? "severe" : nil
      remarks.append(
        value >= 8
          ? "8 or more is severe in ATTRACT; ACR gives no number."
          : points.completeness == .partial
            ? "8 or more would be severe in ATTRACT; the missing items decide."
            : "Below 8 no source names a category.")
    }
    if !visit.totals.compactMap(\.severity).isEmpty {
      remarks.append("A category is sent; no source names categories of VCSS, and it is not used.")
    }
    if visit.grades(of: .vcssVaricoseVeins).contains(where: { $0 > 0 }) {
      remarks.append(
        "Varicose veins count from 3 mm in the revised score; one calculator asks for more than 4 mm."
      )
    }
    return Score(
      instrument: .vcss, total: points.value, completeness: points.completeness,
      category: category, observed: reading.observed, timing: phase.timing(of: reading.observed),
      side: reading.findings.side(of: visit.findings), occasions: reading.occasions,
      remarks: remarks.unique,
      evidence: (visit.findings.isEmpty ? reading.findings.unused : visit.findings).evidence)
  }

  /// Without an active ulcer its duration and size are 0; with one they are 1 or more by their anchors. Items that
  /// contradict this are not added: whichever is wrong, the others are a lower bound.
  private func ulcerItems(
    _ visit: ScoreVisit
  ) -> (contradicted: Set<ConceptRoot>, remarks: [String]) {
    guard let number = visit.grades(of: .vcssActiveUlcers).max() else { return ([], []) }
    let details: [ConceptRoot] = [.vcssUlcerDuration, .vcssUlcerSize]
    if number == 0 {
      let extra = details.filter { (visit.grades(of: $0).max() ?? 0) > 0 }
      return extra.isEmpty
        ? ([], [])
        : (
          Set(extra),
          ["No active ulcer, and yet a duration or size of one: these are not added."]
        )
    }
    let lacking = details.filter { visit.grades(of: $0).contains(0) }
    return lacking.isEmpty
      ? ([], [])
      : (
        Set(lacking),
        ["An active ulcer without a duration or size: each counts 1 at least; these are not added."]
      )
  }
}

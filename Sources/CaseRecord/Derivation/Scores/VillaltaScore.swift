extension LegCase {
  /// The latest Villalta score of this leg with its quality checks (FACTS 5.1); `nil` when none was taken.
  func villaltaScore(_ phase: ScorePhase) -> Score? {
    let reading = scoreReading(.villalta, phase)
    let ulcer = scoredUlcer(on: reading?.last.day, phase)
    guard reading != nil || (ulcer.isItem && ulcer.isPresent) else { return nil }
    let visit = reading?.last ?? ScoreVisit(form: .villalta)
    let observed = reading?.observed ?? ulcer.observed
    let points = visit.points()
    let category = villaltaCategory(points, hasUlcer: ulcer.isPresent)
    let timing = phase.timing(of: observed)
    let shown = visit.findings + ulcer.findings
    let sides = [
      reading?.findings.side(of: visit.findings) ?? .stated,
      ulcer.side,
    ]
    var remarks = reading?.remarks ?? []
    remarks += points.remarks
    remarks += categoryRemarks(visit, points, category, ulcer)
    remarks += ulcer.remarks(isDecisive: points.value != nil && category != "severe")
    remarks += timingRemarks(
      timing, observed, phase, visits: reading?.visits ?? [], hasUlcer: ulcer.isPresent)
    remarks += companyRemarks(category)
    return Score(
      instrument: .villalta, total: points.value, completeness: points.completeness,
      category: category, observed: observed, timing: timing,
      side: [.open, .presumed].first(where: sides.contains) ?? .stated,
      occasions: reading?.occasions ?? (observed == nil ? 0 : 1), remarks: remarks.unique,
      evidence: (shown.isEmpty ? reading?.findings.unused ?? [] : shown).evidence)
  }

  /// Any ulcer is severe whatever the sum; a lower bound tells no more than that the limit of severe is reached.
  private func villaltaCategory(_ points: ScorePoints, hasUlcer: Bool) -> String? {
    guard !hasUlcer else { return "severe" }
    guard let value = points.value else { return nil }
    switch value {
    case 15...: return "severe"
    case _ where points.completeness == .partial: return nil
    case ..<5: return "none"
    case ..<10: return "mild"
    default: return "moderate"
    }
  }

  /// Checks 4 and 6: a category as sent has to be the one that follows, and tables in circulation have holes.
  private func categoryRemarks(
    _ visit: ScoreVisit, _ points: ScorePoints, _ category: String?, _ ulcer: ScoredUlcer
  ) -> [String] {
    var remarks: [String] = []
    let stated = Set(visit.totals.compactMap(\.severity))
    if let category {
      if stated.contains(where: { !$0.allows(category) }) {
        remarks.append("The category as sent is not the one that follows from the score.")
      }
    } else if !stated.isEmpty {
      remarks.append("A category is sent without the points that it follows from; it is not used.")
    }
    if points.completeness != .partial, let value = points.value, value == 4 || value == 15 {
      remarks.append(
        "Tables in circulation leave 4 and 15 open; 0 to 4 is none, 15 or more severe.")
    }
    if points.completeness == .asSent, ulcer.isPresent {
      remarks.append(
        "The total is shown as sent; some calculators add 15 for an ulcer, or set it to 15.")
    }
    return remarks
  }

  /// Checks 8, 9 and 11: on how many occasions, how long after the thrombosis, and whether there was one.
  private func timingRemarks(
    _ timing: Score.Timing?, _ observed: ClinicalTime?, _ phase: ScorePhase,
    visits: [ScoreVisit], hasUlcer: Bool
  ) -> [String] {
    guard !visits.isEmpty || hasUlcer else { return [] }
    var remarks: [String] = []
    switch timing {
    case .baseline:
      remarks.append(
        "Taken less than 3 months after onset: a baseline of severity, not post-thrombotic syndrome."
      )
    case .established where phase.isBeforeSixMonths(observed):
      remarks.append("The VAS panel assesses post-thrombotic syndrome at 6 months, not at 1 month.")
    case .established: break
    case nil where phase.hasThrombosis:
      remarks.append(
        "The dates do not tell that it was taken 3 months or more after the thrombosis; it does not label "
          + "post-thrombotic syndrome.")
    case nil: break
    }
    if !phase.hasThrombosis {
      remarks.append(
        "No confirmed thrombosis of this leg is on record: the score cannot mean post-thrombotic "
          + "syndrome (T31).")
    }
    if timing == .established, !hasUlcer {
      remarks.append(
        isOnTwoOccasions(visits, phase)
          ? "5 or more on two occasions 3 months apart, as the definition of some trials asks."
          : "Not on record as 5 or more on two occasions 3 months apart, which some trials ask for."
      )
    }
    return remarks
  }

  /// Check 8: 5 or more on two occasions three months or more apart, as CAVA defines the syndrome. A visit of the
  /// acute phase is no occasion (check 9).
  private func isOnTwoOccasions(_ visits: [ScoreVisit], _ phase: ScorePhase) -> Bool {
    let days = visits.filter { ($0.points().value ?? 0) >= 5 }.compactMap(\.day)
      .filter { phase.timing(of: $0) == .established }
    guard let last = days.map(\.earliest).max() else { return false }
    return days.contains { $0.latest.adding(months: Convention.persistentMonths) <= last }
  }

  /// Checks 10 and 12: what no item holds, and what may have been there before.
  private func companyRemarks(_ category: String?) -> [String] {
    var remarks: [String] = []
    if reading(onLeg(.venousClaudication)).isRaised {
      remarks.append(
        "Venous claudication is on record and no item of the score holds it: a low score does not exclude "
          + "disabling disease.")
    } else if category == "none" || category == "mild" {
      remarks.append(
        "No item holds venous claudication: a low score does not exclude disabling disease.")
    }
    if ofPerson(.chronicVenousDisease).contains(where: { $0.presence == .present }) {
      remarks.append(
        "Chronic venous disease is on record; it may have been there before, in the other leg too.")
    }
    return remarks
  }
}

extension SeverityGrade {
  /// Whether a category may be what a source calls by this grade.
  fileprivate func allows(_ category: String) -> Bool {
    self == .moderateToSevere
      ? category == "moderate" || category == "severe" : rawValue == category
  }
}

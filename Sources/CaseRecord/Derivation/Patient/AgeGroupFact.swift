extension LegCase {
  /// Adult or minor (FACTS G14); a partial birth date is an interval.
  func ageGroupFact() -> Fact {
    let rule = "age-from-birth-date (FACTS 4.6, G14)"
    var notes: [String] = []
    if person.isDeceased { notes.append("The record says that the patient has died.") }
    guard let years = ageInYears else {
      return .unknown(.ageGroup, rule: rule, evidence: person.evidence, notes: notes)
    }
    var possible: [FeatureValue] = []
    if years.upperBound >= Convention.adultFromYears { possible.append("adult") }
    if years.lowerBound < Convention.adultFromYears { possible.append("minor") }
    let words =
      years.lowerBound == years.upperBound
      ? "\(years.lowerBound) years" : "\(years.lowerBound) to \(years.upperBound) years"
    return Fact(
      .ageGroup, possible.count == 1 ? .known : .unknown, possible: possible, summary: words,
      evidence: person.evidence, rule: rule, notes: notes)
  }

  /// Completed years on the day of evaluation; `nil` without a birth date or with one in the future.
  var ageInYears: ClosedRange<Int>? {
    guard let birth = person.birth, let days = birth.days.notAfter(today) else { return nil }
    return days.latest.completedYears(until: today)...days.earliest.completedYears(until: today)
  }

  /// A birth after the evaluation.
  func birthContradictions() -> [Contradiction] {
    guard let birth = person.birth, birth.days.earliest > today else { return [] }
    return [
      Contradiction(
        explanation:
          "The birth date lies after the moment of evaluation. Correct the birth date, or "
          + "evaluate as of a later time.", evidence: person.evidence)
    ]
  }
}

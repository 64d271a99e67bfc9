/// The eleven items of the Villalta score (FACTS 5.1): five symptoms, six signs.
private let villaltaItems: [ConceptRoot] = [
  .villaltaPain, .villaltaCramps, .villaltaHeaviness, .villaltaParesthesia, .villaltaPruritus,
  .villaltaPretibialEdema, .villaltaInduration, .villaltaHyperpigmentation, .villaltaRedness,
  .villaltaVenousEctasia, .villaltaCalfCompressionPain,
]

/// One visit at which the score was taken.
private struct VillaltaVisit {
  var day: DayInterval?
  var items: [ConceptRoot: [Finding]] = [:]
  var totals: [Finding] = []

  var findings: [Finding] {
    villaltaItems.flatMap { items[$0] ?? [] } + totals
  }
}

/// The grades of one visit after the checks.
private struct VillaltaSum {
  var sum = 0
  var isComplete = true
  var hasItems = false
  var remarks: [String] = []
}

extension LegCase {
  /// The latest Villalta score of this leg with its quality checks; `nil` when none was taken.
  func villaltaScore(_ phase: ScorePhase) -> Score? {
    let visits = villaltaVisits()
    let dated = visits.filter { $0.day != nil }
    let latest = (dated.isEmpty ? visits : dated).max { left, right in
      guard let one = left.day, let other = right.day else { return false }
      return (one.latest, one.earliest) < (other.latest, other.earliest)
    }
    let ulcer = villaltaUlcer(on: latest?.day)
    guard latest != nil || ulcer.isScored else { return nil }
    let visit = latest ?? VillaltaVisit()
    var sum = itemSum(visit)
    let total = settledTotal(visit, &sum)
    var remarks = sum.remarks
    remarks += phaseRemarks(phase, occasions: visits.count)
    if ulcer.isPresent {
      remarks.append("An ulcer makes the category severe; the sum is left as it is.")
    }
    if ulcer.isCoded { remarks.append("The ulcer is taken from a code, not from the score.") }
    let isLowerBound = total == nil || !sum.isComplete
    let category = villaltaCategory(
      total ?? sum.sum, isLowerBound: isLowerBound, hasUlcer: ulcer.isPresent)
    checkStatedCategory(visit, category, &remarks)
    if let shown = total, shown == 4 || shown == 15 {
      remarks.append(
        "Tables in circulation leave 4 and 15 open; 0 to 4 is none, 15 or more severe.")
    }
    return Score(
      instrument: .villalta, total: total ?? (sum.hasItems ? sum.sum : nil),
      isLowerBound: isLowerBound, category: category,
      observed: visit.findings.compactMap(\.observed).max { $0.days.latest < $1.days.latest },
      remarks: remarks, evidence: (visit.findings + ulcer.findings).evidence)
  }

  private func villaltaVisits() -> [VillaltaVisit] {
    var visits: [DayInterval?: VillaltaVisit] = [:]
    func visit(of finding: Finding) -> DayInterval?? {
      guard let observed = finding.observed else { return .some(nil) }
      return past(observed).map(Optional.some)
    }
    for item in villaltaItems {
      for finding in onLeg(item) where finding.presence == .present && finding.quantity != nil {
        guard let day = visit(of: finding) else { continue }
        visits[day, default: VillaltaVisit(day: day)].items[item, default: []].append(finding)
      }
    }
    for finding in onLeg(.villaltaTotal) where finding.presence == .present {
      guard finding.quantity != nil, let day = visit(of: finding) else { continue }
      visits[day, default: VillaltaVisit(day: day)].totals.append(finding)
    }
    return Array(visits.values)
  }

  private func itemSum(_ visit: VillaltaVisit) -> VillaltaSum {
    var sum = VillaltaSum()
    var missing = 0
    for item in villaltaItems {
      let grades = (visit.items[item] ?? []).compactMap { $0.quantity?.grade }
      let sent = visit.items[item]?.count ?? 0
      if sent > grades.count {
        sum.remarks.append("\(item.name): a grade is not one of 0, 1, 2, 3 and is left out.")
      }
      guard let lowest = grades.min() else {
        missing += 1
        continue
      }
      if grades.contains(where: { $0 != lowest }) {
        sum.remarks.append("\(item.name): two grades for one visit; the lower is a lower bound.")
        sum.isComplete = false
      }
      sum.sum += lowest
      sum.hasItems = true
    }
    if missing > 0 {
      sum.isComplete = false
      if sum.hasItems {
        sum.remarks.append(
          "\(villaltaItems.count - missing) of 11 items: no total, the sum is a lower bound.")
      }
    }
    return sum
  }

  /// The total that stands: the sum of all items, else the total as sent when the items do not contradict it.
  private func settledTotal(_ visit: VillaltaVisit, _ sum: inout VillaltaSum) -> Int? {
    let sent = Set(visit.totals.compactMap { $0.quantity?.total(upTo: 33) })
    if sent.count < Set(visit.totals.map { $0.quantity?.text }).count,
      sent.count < visit.totals.count
    {
      sum.remarks.append("A total is not a whole number from 0 to 33 and is left out.")
    }
    if sum.isComplete {
      if sent.contains(where: { $0 != sum.sum }) {
        sum.remarks.append(
          "The total as sent does not equal the sum of the items; the sum is used.")
      }
      return sum.sum
    }
    guard sent.count == 1, let total = sent.first else {
      if sent.count > 1 { sum.remarks.append("Two totals for one visit; neither is used.") }
      return nil
    }
    guard total >= sum.sum else {
      sum.remarks.append(
        "The total as sent is below the sum of the items on record; it is not used.")
      return nil
    }
    sum.isComplete = true
    if sum.hasItems {
      sum.remarks.append("The total is used as sent; not all items are on record to check it.")
    }
    return total
  }

  private func villaltaCategory(_ total: Int, isLowerBound: Bool, hasUlcer: Bool) -> String? {
    if hasUlcer || total >= 15 { return "severe" }
    if isLowerBound { return nil }
    switch total {
    case ..<5: return "none"
    case ..<10: return "mild"
    default: return "moderate"
    }
  }

  private func checkStatedCategory(
    _ visit: VillaltaVisit, _ category: String?, _ remarks: inout [String]
  ) {
    let stated = visit.totals.compactMap(\.severity)
    guard let category, stated.contains(where: { $0.rawValue != category }) else { return }
    remarks.append("The category as sent is not the one that follows from the score.")
  }

  private func phaseRemarks(_ phase: ScorePhase, occasions: Int) -> [String] {
    var remarks: [String] = []
    if phase.isEarly {
      remarks.append(
        "Taken less than 3 months after onset: a baseline of severity, not post-thrombotic syndrome."
      )
    }
    if !phase.hasThrombosis {
      remarks.append(
        "No confirmed thrombosis of this leg is on record: the score cannot mean post-thrombotic "
          + "syndrome (T31).")
    }
    if phase.isChronic, occasions < 2 {
      remarks.append("On record once; some trials ask for two occasions 3 months apart.")
    }
    let claudication = reading(onLeg(.venousClaudication))
    if claudication.isRaised {
      remarks.append("Venous claudication is on record and no item of the score holds it.")
    }
    let insufficiency = ofPerson(.chronicVenousDisease).contains { $0.presence == .present }
    if insufficiency {
      remarks.append("Chronic venous disease is on record; it may have been there before.")
    }
    return remarks
  }

  private func villaltaUlcer(
    on day: DayInterval?
  ) -> (isPresent: Bool, isScored: Bool, isCoded: Bool, findings: [Finding]) {
    let scored = onLeg(.villaltaUlcer).filter { finding in
      guard let day, let observed = finding.observed else { return true }
      return observed.days.latest >= day.earliest
    }
    let reading = Reading(current: scored)
    if reading.answer != .unstated {
      return (reading.isRaised, reading.isRaised, false, reading.findings)
    }
    let coded = self.reading(onLeg(.venousUlcer))
    return coded.answer == .present
      ? (true, false, true, coded.findings) : (false, false, false, [])
  }
}

extension MeasuredQuantity {
  /// An item's grade, 0 to 3.
  fileprivate var grade: Int? { total(upTo: 3) }

  /// A whole number from 0 to a limit.
  func total(upTo limit: Int) -> Int? {
    guard comparator == nil, value >= 0, value <= Double(limit), value == value.rounded() else {
      return nil
    }
    return Int(value)
  }
}

/// What the record says on pregnancy, delivery and the weeks after it (FACTS 4.6).
struct PregnancyReading {
  /// The answer.
  var fact: Fact
  /// Delivery.
  var delivery: DayInterval?
  /// The findings of the delivery.
  var deliveryFindings: [Finding] = []
  /// Estimated day of delivery of the present pregnancy.
  var estimatedDelivery: DayInterval?
}

/// One statement that the patient is pregnant, and how long it can hold.
private struct PregnancyClaim {
  var finding: Finding
  /// The last day on which the pregnancy can still go on.
  var lasts: CalendarDay?
}

/// The findings on pregnancy, by what they say.
private struct PregnancyFindings {
  var pregnant: [PregnancyClaim] = []
  var suspected: [Finding] = []
  var notPregnant: [Finding] = []
  var deliveries: [Finding] = []
  var labor: [Finding] = []
  var puerperium: [Finding] = []
  var abortive: [Finding] = []
  var resolved: [Finding] = []
  var unclear: [Finding] = []
  var outdated: [Finding] = []
}

extension LegCase {
  /// Reads status, tests, weeks, the estimated day of delivery, delivery and outcome, each by its date.
  func pregnancyReading() -> PregnancyReading {
    var findings = pregnancyFindings()
    let delivery = lastDelivery(findings)
    findings.pregnant = stillPregnant(&findings, delivery: delivery)
    let estimated = findings.pregnant.filter {
      $0.finding.concept.isKind(of: .estimatedDeliveryDate)
    }
    .compactMap { $0.finding.onset?.days }.max { $0.latest < $1.latest }
    let fact = pregnancyFact(findings, delivery: delivery, estimated: estimated)
    let births = findings.deliveries + bornByCode(findings)
    return PregnancyReading(
      fact: fact, delivery: delivery,
      deliveryFindings: births.filter { past($0.end ?? $0.happened) == delivery },
      estimatedDelivery: estimated)
  }

  // MARK: - Collecting

  private func pregnancyFindings() -> PregnancyFindings {
    var sorted = PregnancyFindings()
    for finding in ofPerson(.pregnancyState, .pregnancyStatus, .pregnancyTest) {
      sort(statement: finding, into: &sorted)
    }
    for finding in ofPerson(.gestationalAge, .gestationalAgeWeeks, .estimatedDeliveryDate) {
      guard finding.presence == .present, !isEnded(finding) else { continue }
      addClaim(finding, to: &sorted)
    }
    for finding in ofPerson(.obstetricDelivery) where finding.presence == .present {
      if let time = finding.happened, isFuture(time) { continue }
      sorted.deliveries.append(finding)
    }
    for finding in ofPerson(.pregnancyVte) where finding.presence == .present {
      if finding.concept.has(flag: "puerperium") {
        sorted.puerperium.append(finding)
      } else if finding.concept.has(flag: "pregnancy") {
        addClaim(finding, to: &sorted)
      } else {
        sorted.unclear.append(finding)
      }
    }
    return sorted
  }

  private func sort(statement finding: Finding, into sorted: inout PregnancyFindings) {
    let concept = finding.concept
    if concept.has(flag: "test-procedure") || finding.quantity != nil { return }
    if concept.has(flag: "absent") || concept.has(flag: "test-negative") {
      if finding.presence != .suspected { sorted.notPregnant.append(finding) }
      return
    }
    switch finding.presence {
    case .absent:
      // "No complication of the puerperium" says nothing on pregnancy; "not pregnant" does.
      if concept.isBare || concept.has(flag: "observation") {
        sorted.notPregnant.append(finding)
      }
    case .suspected:
      sorted.suspected.append(finding)
    case .present:
      if concept.has(flag: "puerperium") {
        sorted.puerperium.append(finding)
      } else if concept.has(flag: "labor-delivery") {
        sorted.labor.append(finding)
      } else if concept.has(flag: "abortive-outcome") {
        sorted.abortive.append(finding)
      } else if concept.has(flag: "pregnancy-or-puerperium") {
        sorted.unclear.append(finding)
      } else if isEnded(finding) {
        sorted.resolved.append(finding)
      } else {
        addClaim(finding, to: &sorted)
      }
    }
  }

  /// A pregnancy ends; the visit or the observation that tells of it only passes.
  private func isEnded(_ finding: Finding) -> Bool {
    finding.kind == .condition && isOver(finding)
  }

  private func addClaim(_ finding: Finding, to sorted: inout PregnancyFindings) {
    let claim = PregnancyClaim(finding: finding, lasts: lastPossibleDay(of: finding))
    if let lasts = claim.lasts, lasts < today {
      sorted.outdated.append(finding)
    } else if let time = finding.toldAt, !finding.concept.isKind(of: .estimatedDeliveryDate),
      isFuture(time)
    {
      return
    } else {
      sorted.pregnant.append(claim)
    }
  }

  /// Until when a pregnancy stated by a finding can go on.
  private func lastPossibleDay(of finding: Finding) -> CalendarDay? {
    if finding.concept.isKind(of: .estimatedDeliveryDate) {
      let rest = Convention.pregnancyDays - Convention.daysToEstimatedDelivery
      return finding.onset?.days.latest.adding(days: rest)
    }
    guard let seen = [finding.onset, finding.observed].compactMap(\.?.days.latest).min() else {
      return nil
    }
    let age =
      finding.concept.isKind(of: .gestationalAge) ? finding.quantity?.gestationalDays ?? 0 : 0
    return seen.adding(days: Convention.pregnancyDays - age)
  }

  // MARK: - Ordering

  private func lastDelivery(_ findings: PregnancyFindings) -> DayInterval? {
    (findings.deliveries + bornByCode(findings)).compactMap { past($0.end ?? $0.happened) }
      .max { ($0.latest, $0.earliest) < ($1.latest, $1.earliest) }
  }

  /// Labor and delivery that is over ended in a birth, unless the estimated day is still weeks away: then it may
  /// have been labor that stopped.
  private func bornByCode(_ findings: PregnancyFindings) -> [Finding] {
    let due = findings.pregnant.filter { $0.finding.concept.isKind(of: .estimatedDeliveryDate) }
      .compactMap { $0.finding.onset?.days.latest }.max()
    return findings.labor.filter { finding in
      guard let day = past(finding.end ?? finding.happened)?.latest else { return false }
      let isOver = finding.course == .resolved || finding.end != nil || day < today
      let isNearTerm = due.map { day.days(until: $0) <= Convention.termDays } ?? true
      return isOver && isNearTerm
    }
  }

  /// Leaves out statements from before the end of that pregnancy.
  private func stillPregnant(
    _ findings: inout PregnancyFindings, delivery: DayInterval?
  ) -> [PregnancyClaim] {
    let ends =
      [delivery].compactMap(\.self) + findings.abortive.compactMap { past($0.happened) }
      + findings.resolved.compactMap { past($0.end) }
      + findings.puerperium.compactMap { past($0.happened) }
    guard let lastEnd = ends.map(\.earliest).max() else { return findings.pregnant }
    return findings.pregnant.filter { claim in
      let finding = claim.finding
      if finding.concept.isKind(of: .estimatedDeliveryDate), let due = finding.onset?.days.latest {
        // Ended after that pregnancy had begun: it was that one.
        return lastEnd <= due.adding(days: -Convention.daysToEstimatedDelivery)
      }
      guard let stated = finding.toldAt else { return true }
      return stated.days.latest > lastEnd
    }
  }

  // MARK: - Answering

  private func pregnancyFact(
    _ findings: PregnancyFindings, delivery: DayInterval?, estimated: DayInterval?
  ) -> Fact {
    let denied = currentDenials(findings)
    if !findings.pregnant.isEmpty {
      return pregnantFact(findings.pregnant, denied: denied, estimated: estimated)
    }
    if let fact = postpartumFact(findings, delivery: delivery) { return fact }
    if !findings.unclear.filter({ isCurrent($0) }).isEmpty {
      let unclear = findings.unclear.filter { isCurrent($0) }
      return Fact(
        .pregnancy, .unknown, possible: ["postpartum", "pregnant"],
        summary: "pregnant or postpartum, not said which", evidence: unclear.evidence,
        rule: "pregnancy-or-puerperium (FACTS 4.6)")
    }
    if !denied.isEmpty {
      return Fact(
        .pregnancy, .absent, possible: ["not-pregnant"], summary: "not pregnant",
        evidence: denied.evidence, rule: "pregnancy-denied (FACTS 4.6)")
    }
    let ended = findings.abortive.filter { finding in
      past(finding.happened).map {
        $0.latest.days(until: today) <= Convention.postpartumDays
      } ?? false
    }
    if !ended.isEmpty {
      return Fact(
        .pregnancy, .known, possible: ["not-pregnant"], summary: "pregnancy ended without a birth",
        evidence: ended.evidence, rule: "pregnancy-ended (FACTS 4.6)")
    }
    return pregnancyNotStated(findings)
  }

  /// "Not pregnant" holds for a while, and only against what was stated before.
  private func currentDenials(_ findings: PregnancyFindings) -> [Finding] {
    var latest = LatestMoment()
    for claim in findings.pregnant where !claim.finding.concept.isKind(of: .estimatedDeliveryDate) {
      latest.include(claim.finding.toldAt)
    }
    return findings.notPregnant.filter { finding in
      let isRecent =
        finding.toldAt.map {
          $0.days.latest.days(until: today) <= Convention.observationDays
        } ?? true
      return isRecent && !latest.isAfter(finding.toldAt)
    }
  }

  private func pregnantFact(
    _ claims: [PregnancyClaim], denied: [Finding], estimated: DayInterval?
  ) -> Fact {
    let findings = claims.map(\.finding)
    var latestDenial = LatestMoment()
    for finding in denied { latestDenial.include(finding.toldAt) }
    let standing = findings.filter { !latestDenial.isAfter($0.toldAt) }
    guard !standing.isEmpty else {
      return Fact(
        .pregnancy, .absent, possible: ["not-pregnant"], summary: "not pregnant",
        evidence: (denied + findings).evidence, rule: "pregnancy-later-denied (FACTS 4.6)",
        notes: ["An earlier statement of pregnancy is overtaken by a later one."])
    }
    if !denied.isEmpty {
      return Fact(
        .pregnancy, .conflicting, possible: ["not-pregnant", "pregnant"],
        summary: "stated and denied", evidence: (standing + denied).evidence,
        rule: "pregnancy-conflict (FACTS 4.6)")
    }
    var notes: [String] = []
    if person.gender == .male {
      notes.append("The administrative gender is male; the statement of pregnancy is used.")
    }
    if let age = standing.compactMap({ past($0.observed)?.latest }).max().map({
      $0.days(until: today)
    }),
      age > Convention.observationDays, estimated == nil
    {
      notes.append(
        "The latest statement of pregnancy is \(age) days old; ask whether it still holds.")
    }
    let weeks = gestationalWeeks(standing, estimated: estimated)
    return Fact(
      .pregnancy, .known, possible: ["pregnant"],
      summary: weeks.map { "pregnant, \($0) weeks" } ?? "pregnant", evidence: standing.evidence,
      rule: "pregnancy-stated (FACTS 4.6)", notes: notes)
  }

  private func gestationalWeeks(_ findings: [Finding], estimated: DayInterval?) -> Int? {
    if let estimated, estimated.isExact {
      let days = Convention.daysToEstimatedDelivery - today.days(until: estimated.latest)
      return days >= 0 ? days / 7 : nil
    }
    let measured = findings.compactMap { finding -> (day: CalendarDay, days: Int)? in
      guard finding.concept.isKind(of: .gestationalAge), let seen = past(finding.observed),
        seen.isExact, let days = finding.quantity?.gestationalDays
      else { return nil }
      return (seen.latest, days)
    }
    return measured.max { ($0.day, $0.days) < ($1.day, $1.days) }
      .map { ($0.days + $0.day.days(until: today)) / 7 }
  }

  private func postpartumFact(_ findings: PregnancyFindings, delivery: DayInterval?) -> Fact? {
    let rule = "postpartum-8-weeks ([O871], FACTS 4.6; 6 to 8 weeks, the longer is taken)"
    if let delivery {
      let days = delivery.days(until: today)
      if days.lowerBound <= Convention.postpartumDays {
        let isSure = days.upperBound <= Convention.postpartumDays
        var notes = ["ACR names no postpartum patient (G2)."]
        if days.lowerBound < Convention.trialSurgeryDays {
          notes.append("Delivery less than 10 days ago speaks against thrombolysis (ATTRACT).")
        }
        return Fact(
          .pregnancy, isSure ? .known : .unknown,
          possible: isSure ? ["postpartum"] : ["not-pregnant", "postpartum"],
          summary: "delivery \(delivery)",
          evidence: (findings.deliveries + bornByCode(findings)).evidence,
          rule: rule, notes: notes)
      }
    }
    let puerperium = findings.puerperium.filter { finding in
      guard !isEnded(finding) else { return false }
      guard let began = past(finding.happened) else { return true }
      return began.latest.days(until: today) <= Convention.postpartumDays
    }
    if !puerperium.isEmpty {
      return Fact(
        .pregnancy, .known, possible: ["postpartum"], summary: "postpartum by code",
        evidence: puerperium.evidence, rule: rule,
        notes: ["The day of delivery is not on record.", "ACR names no postpartum patient (G2)."])
    }
    let labor = findings.labor.filter { finding in
      past(finding.happened).map {
        $0.latest.days(until: today) <= Convention.postpartumDays
      } ?? !isEnded(finding)
    }
    guard !labor.isEmpty else { return nil }
    return Fact(
      .pregnancy, .unknown, possible: ["postpartum", "pregnant"],
      summary: "labor or delivery on record, outcome not", evidence: labor.evidence, rule: rule,
      notes: ["A code of labor does not say that the child is born."])
  }

  private func pregnancyNotStated(_ findings: PregnancyFindings) -> Fact {
    let range = Convention.childbearingYears
    let ages = ageInYears
    let isOutsideRange = ages.map { !$0.overlaps(range) } ?? false
    if findings.suspected.isEmpty, person.gender == .male || isOutsideRange {
      return Fact(
        .pregnancy, .absent, possible: ["not-pregnant"],
        summary: person.gender == .male ? "not asked: male" : "not asked: age",
        evidence: person.evidence,
        rule: "pregnancy-not-asked (FACTS 9.2; male, or age outside \(range.lowerBound) to "
          + "\(range.upperBound) years, a convention)")
    }
    var notes: [String] = []
    if !findings.suspected.isEmpty { notes.append("Pregnancy is suspected, not confirmed.") }
    let old = findings.outdated + findings.resolved + findings.notPregnant
    if !old.isEmpty {
      notes.append("What is on record on pregnancy is too old to hold today.")
    }
    return .unknown(
      .pregnancy, rule: "pregnancy-not-stated (FACTS 4.1, 9.2)",
      evidence: (findings.suspected + old).evidence, notes: notes)
  }
}

extension MeasuredQuantity {
  /// A gestational age in days; `nil` for another unit or an impossible value.
  fileprivate var gestationalDays: Int? {
    let days: Double
    switch unit {
    case "wk", "weeks", "week", "wks": days = value * 7
    case "d", "days", "day": days = value
    default: return nil
    }
    guard days >= 0, days <= 315 else { return nil }
    return Int(days.rounded(.down))
  }
}

extension Finding {
  /// When a pregnancy was stated, or began by its own dates.
  fileprivate var toldAt: ClinicalTime? { observed ?? onset }
}

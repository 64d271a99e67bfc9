/// The items of "otherwise healthy" (F001-8, F002-9), each a feature of its own.
struct HealthItems {
  var activeCancer: Fact
  var recentMajorSurgery: Fact
  var thrombophilia: Fact
  var functionalStatus: Fact
}

extension LegCase {
  /// Derives the items.
  func healthItems(since start: CalendarDay?) -> HealthItems {
    HealthItems(
      activeCancer: activeCancerFact(), recentMajorSurgery: recentMajorSurgeryFact(),
      thrombophilia: thrombophiliaFact(), functionalStatus: functionalStatusFact(since: start))
  }

  /// "No known problems" stated of now.
  var noKnownProblems: [Finding] {
    ofPerson(.noKnownProblems).filter { $0.presence == .present && isCurrent($0) }
  }

  /// Cancer that is active; history, in-situ and non-melanoma skin cancer are none (terminology README 5).
  private func activeCancerFact() -> Fact {
    let rule = "active-cancer-stated (F001-8, F002-9, FACTS 4.6)"
    var active: [Finding] = []
    var over: [Finding] = []
    var suspected: [Finding] = []
    var denied: [Finding] = []
    var notes: [String] = []
    for finding in ofPerson(.activeCancer) {
      switch finding.presence {
      case .absent: denied.append(finding)
      case .suspected: suspected.append(finding)
      case .present where finding.concept.has(flag: "nonmelanoma-skin-usually-excluded"):
        notes.append("A non-melanoma skin cancer is on record; it is not counted as active cancer.")
      case .present where finding.concept.has(flag: "treatment-encounter"):
        let months = (finding.observed ?? finding.onset)?.days.latest.adding(
          months: treatmentMonths)
        if months.map({ $0 >= today }) ?? true {
          active.append(finding)
        } else {
          over.append(finding)
        }
      case .present:
        if isOver(finding) { over.append(finding) } else { active.append(finding) }
      }
    }
    denied += ofPerson(.cancerHistory).filter {
      $0.concept.has(flag: "absent") || $0.presence == .absent
    }
    if !active.isEmpty {
      // A denial from before the cancer began is no conflict with it.
      var latest = LatestMoment()
      for finding in active { latest.include(finding.observed ?? finding.onset) }
      denied.removeAll { latest.isAfter($0.observed ?? $0.onset) }
      let isConflict = !denied.isEmpty
      return Fact(
        .activeCancer, isConflict ? .conflicting : .known,
        possible: isConflict ? ["no", "yes"] : ["yes"], summary: "cancer on record as active",
        evidence: (active + denied).evidence, rule: rule, notes: notes)
    }
    if !suspected.isEmpty {
      return .unknown(
        .activeCancer, rule: rule, evidence: suspected.evidence,
        notes: notes + ["A cancer is suspected, not confirmed."])
    }
    let none = denied + noKnownProblems
    if !none.isEmpty {
      return Fact(
        .activeCancer, .absent, possible: ["no"], summary: "no active cancer",
        evidence: none.evidence, rule: rule, notes: notes)
    }
    let history = over + ofPerson(.cancerHistory).filter { $0.presence == .present }
    if !history.isEmpty {
      notes.append("A cancer is on record as past; whether one is active is not stated.")
    }
    return .unknown(.activeCancer, rule: rule, evidence: history.evidence, notes: notes)
  }

  /// Months after a treatment of cancer in which it counts as active (window of ATTRACT, FACTS 4.6, conf. M).
  private var treatmentMonths: Int { 6 }

  /// Major surgery within the longest window that a source gives for "recent".
  private func recentMajorSurgeryFact() -> Fact {
    let rule = "recent-major-surgery-\(Convention.surgeryDays)-days (F001-8, FACTS 4.6)"
    var recent: [Finding] = []
    var open: [Finding] = []
    var old: [Finding] = []
    var denied: [Finding] = []
    let operations =
      ofPerson(.recentMajorSurgery)
      + ofPerson(.lysisContraindication).filter {
        $0.concept.leads(with: "recent-surgery")
          || $0.concept.leads(with: "intracranial-or-spinal-surgery")
      }
    for finding in operations {
      let isAttestation = finding.concept.isKind(of: .recentMajorSurgery)
      switch finding.presence {
      case .absent where isAttestation: if isCurrent(finding) { denied.append(finding) }
      case .absent: continue
      case .suspected: open.append(finding)
      case .present:
        let isStated = isAttestation && finding.kind != .procedure && finding.onset == nil
        switch surgeryDays(finding, isStatement: isStated) {
        case .some(let days) where days.upperBound <= Convention.surgeryDays: recent.append(finding)
        case .some(let days) where days.lowerBound > Convention.surgeryDays: old.append(finding)
        default: open.append(finding)
        }
      }
    }
    if !recent.isEmpty {
      return surgeryFact(recent, denied: denied, rule: rule)
    }
    if !open.isEmpty {
      return .unknown(
        .recentMajorSurgery, rule: rule, evidence: open.evidence,
        notes: ["An operation is on record whose date does not tell whether it is recent."])
    }
    if !denied.isEmpty {
      return Fact(
        .recentMajorSurgery, .absent, possible: ["no"], summary: "no recent major surgery",
        evidence: denied.evidence, rule: rule)
    }
    return .unknown(
      .recentMajorSurgery, rule: rule, evidence: old.evidence,
      notes: old.isEmpty
        ? [] : ["The operations on record are more than \(Convention.surgeryDays) days ago."])
  }

  /// Days since the operation; the statement "recent" without a date of its own counts from when it was made.
  private func surgeryDays(_ finding: Finding, isStatement: Bool) -> ClosedRange<Int>? {
    guard let time = isStatement ? finding.observed : (finding.observed ?? finding.onset) else {
      return isStatement ? 0...0 : nil
    }
    return past(time)?.days(until: today)
  }

  private func surgeryFact(_ recent: [Finding], denied: [Finding], rule: String) -> Fact {
    var notes: [String] = []
    let days = recent.compactMap { past($0.observed ?? $0.onset)?.latest.days(until: today) }.min()
    if let days, days >= Convention.trialSurgeryDays {
      notes.append(
        "F001-8 gives no number for recent; ATTRACT excluded less than 10 days, other lists 2 to 3 "
          + "weeks.")
    }
    if recent.contains(where: { $0.concept.has(flag: "procedure-category") }) {
      notes.append("The code says surgery and not how major; a person should look.")
    }
    return Fact(
      .recentMajorSurgery, denied.isEmpty ? .known : .conflicting,
      possible: denied.isEmpty ? ["yes"] : ["no", "yes"],
      summary: days.map { "surgery \($0) \($0 == 1 ? "day" : "days") ago" }
        ?? "recent major surgery",
      evidence: (recent + denied).evidence, rule: rule, notes: notes)
  }

  /// Thrombophilia that changes anticoagulation (F002-9): antiphospholipid syndrome does (CHEST, FACTS 4.6),
  /// heterozygous factor V Leiden does not, of the others the code does not tell.
  private func thrombophiliaFact() -> Fact {
    let rule = "thrombophilia-stated (F002-9, FACTS 4.6)"
    let attested = reading(ofPerson(.thrombophiliaChangesAnticoagulation))
    if attested.answer != .unstated {
      return yesNoFact(
        .thrombophiliaChangingAnticoagulation, attested,
        yes: "thrombophilia that changes anticoagulation", no: "none that changes anticoagulation",
        rule: rule)
    }
    let all = ofPerson(.thrombophilia)
    let present = all.filter { $0.presence == .present && !isOver($0) }
    let changing = present.filter { $0.concept.has(flag: "antiphospholipid") }
    let harmless = present.filter { $0.concept.has(flag: "heterozygous") }
    if !changing.isEmpty {
      return Fact(
        .thrombophiliaChangingAnticoagulation, .known, possible: ["yes"],
        summary: "antiphospholipid syndrome", evidence: changing.evidence, rule: rule,
        notes: ["CHEST prefers a vitamin K antagonist in antiphospholipid syndrome."])
    }
    let suspected = all.filter { $0.presence == .suspected }
    if present.count > harmless.count || !suspected.isEmpty {
      return .unknown(
        .thrombophiliaChangingAnticoagulation, rule: rule, evidence: (present + suspected).evidence,
        notes: [
          "A thrombophilia is on record or suspected; the code does not say whether it changes "
            + "anticoagulation."
        ])
    }
    if !harmless.isEmpty {
      return Fact(
        .thrombophiliaChangingAnticoagulation, .known, possible: ["no"],
        summary: "heterozygous factor V Leiden only", evidence: harmless.evidence, rule: rule,
        notes: ["Taken as not changing anticoagulation (FACTS 4.6, inferred)."])
    }
    let none = all.filter { $0.presence == .absent } + noKnownProblems
    if !none.isEmpty {
      return Fact(
        .thrombophiliaChangingAnticoagulation, .absent, possible: ["no"],
        summary: "no known thrombophilia", evidence: none.evidence, rule: rule)
    }
    return .unknown(.thrombophiliaChangingAnticoagulation, rule: rule)
  }

  /// Functional status before this episode (F001-8); walking limited by the leg itself is severity (F001-7).
  private func functionalStatusFact(since start: CalendarDay?) -> Fact {
    let rule = "functional-status-stated (F001-8, FACTS 4.6)"
    let good = reading(ofPerson(.goodFunctionalStatus))
    let bound = reading(ofPerson(.nonAmbulatory))
    let limited = reading(
      ofPerson(.impairedMobility).filter { finding in
        guard let start, let began = finding.happened else { return false }
        return began.days.latest < start
      })
    let walking = reading(ofPerson(.ambulatoryIndependent))
    if bound.isRaised {
      let isConflict = good.isRaised || bound.answer == .conflicting
      return Fact(
        .functionalStatus, isConflict ? .conflicting : .known,
        possible: isConflict ? ["good", "non-ambulatory"] : ["non-ambulatory"],
        summary: "not able to walk", evidence: (bound.findings + good.findings).evidence, rule: rule
      )
    }
    if good.answer == .present {
      let isConflict = limited.isRaised
      return Fact(
        .functionalStatus, isConflict ? .conflicting : .known,
        possible: isConflict ? ["good", "limited"] : ["good"], summary: "good functional status",
        evidence: (good.findings + (isConflict ? limited.findings : [])).evidence, rule: rule)
    }
    if limited.isRaised {
      return Fact(
        .functionalStatus, .known, possible: ["limited"],
        summary: "mobility limited before this episode", evidence: limited.findings.evidence,
        rule: rule)
    }
    if good.answer == .absent || good.answer == .conflicting {
      return Fact(
        .functionalStatus, good.answer == .absent ? .known : .conflicting,
        possible: good.answer == .absent
          ? ["limited", "non-ambulatory"] : Feature.functionalStatus.domain,
        summary: good.answer == .absent ? "not good" : "stated as good and as not good",
        evidence: good.findings.evidence, rule: rule)
    }
    if walking.answer == .present || bound.answer == .absent {
      return Fact(
        .functionalStatus, .unknown, possible: ["good", "limited"], summary: "able to walk",
        evidence: (walking.findings + bound.findings).evidence, rule: rule,
        notes: ["Walking alone does not say that function was good."])
    }
    return .unknown(.functionalStatus, rule: rule)
  }
}

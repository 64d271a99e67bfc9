/// An ulcer of the leg at the time of a Villalta score: kept apart from the sum, and severe by itself (FACTS 5.1).
struct ScoredUlcer {
  /// What the sources say together.
  var answer = Reading.Answer.unstated
  /// Whether the score's own item speaks of it.
  var isItem = false
  /// Whether a coded ulcer says so, and no score.
  var isCoded = false
  /// Whether another score says so: CEAP C6, or active ulcers of VCSS.
  var isOfOtherScore = false
  /// Who says so.
  var findings: [Finding] = []
  /// How it is known that it is of the leg.
  var side = Score.Side.stated

  /// Whether it counts; of sources that disagree the one that says yes, the safer side (FACTS 5.6).
  var isPresent: Bool { answer == .present || answer == .conflicting }
  /// When it was last stated.
  var observed: ClinicalTime? {
    findings.compactMap(\.observed).max {
      ($0.days.latest, $0.days.earliest, $0.text) < ($1.days.latest, $1.days.earliest, $1.text)
    }
  }

  /// What is to be said of it; it is decisive when there are points and they are not severe by themselves.
  func remarks(isDecisive: Bool) -> [String] {
    var remarks: [String] = []
    if isPresent {
      remarks.append("An ulcer makes the category severe; the sum is left as it is.")
    } else if answer == .suspected {
      remarks.append("An ulcer is suspected; it would make the category severe.")
    } else if answer == .unstated, isDecisive {
      remarks.append("Whether there is an ulcer is not stated; one would make the category severe.")
    }
    if answer == .conflicting {
      remarks.append("An ulcer is stated and denied; it is counted.")
    }
    if isCoded { remarks.append("The ulcer is taken from a code, not from the score.") }
    if isPresent, isOfOtherScore {
      remarks.append("CEAP C6, or active ulcers of VCSS, say that there is an ulcer.")
    }
    return remarks
  }
}

extension LegCase {
  /// The ulcer that belongs to a visit: by the score's own item and by other scores, else by a code.
  func scoredUlcer(on day: DayInterval?, _ phase: ScorePhase) -> ScoredUlcer {
    let items = LegScoreFindings(onLeg(.villaltaUlcer), of: leg, phase: phase)
    let others = LegScoreFindings(activeUlcersOfOtherScores(), of: leg, phase: phase)
    func atVisit(_ findings: [Finding]) -> [Finding] {
      findings.filter { finding in
        guard let observed = finding.observed else { return true }
        guard let past = past(observed) else { return false }
        return day.map { past.latest >= $0.earliest } ?? true
      }
    }
    let item = atVisit(items.used)
    let other = atVisit(others.used)
    let reading = Reading(current: item + other)
    var ulcer = ScoredUlcer()
    ulcer.isItem = !item.isEmpty
    if reading.answer != .unstated {
      ulcer.answer = reading.answer
      ulcer.findings = reading.findings
      ulcer.isOfOtherScore = other.contains { reading.findings.contains($0) }
      let sides = [items.side(of: item), others.side(of: other)]
      let shown = zip([item, other], sides).filter { !$0.0.isEmpty }.map(\.1)
      ulcer.side = [.open, .presumed].first(where: shown.contains) ?? .stated
      return ulcer
    }
    let coded = self.reading(onLeg(.venousUlcer))
    if coded.answer == .present {
      ulcer.answer = .present
      ulcer.isCoded = true
      ulcer.findings = coded.findings
      ulcer.side = LegScoreFindings(coded.findings, of: leg, phase: phase).side(of: coded.findings)
    }
    return ulcer
  }

  /// CEAP C6 is an active ulcer (FACTS 5.2), and so is one that VCSS counts (FACTS 5.3).
  private func activeUlcersOfOtherScores() -> [Finding] {
    onLeg(.ceapClinicalClass).filter {
      $0.presence == .present && $0.ceapClass?.hasActiveUlcer == true
    }
      + onLeg(.vcssActiveUlcers).filter {
        $0.presence == .present
          && ($0.quantity?.points(upTo: ScoreForm.mostGrade) ?? 0) > 0
      }
  }
}

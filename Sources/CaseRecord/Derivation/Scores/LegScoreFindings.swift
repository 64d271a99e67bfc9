/// The findings of a score that count for a leg. Villalta, CEAP and VCSS are scores of one leg and never averaged
/// (FACTS 5.1, check 3; 5.2; 5.3).
struct LegScoreFindings {
  /// What counts.
  private(set) var used: [Finding] = []
  /// What does not.
  private(set) var unused: [Finding] = []
  /// What is to be said of the sides.
  private(set) var remarks: [String] = []
  /// Whether they may be of the other leg, or of both together.
  private(set) var isOpen = false

  init(_ findings: [Finding], of leg: Leg?, phase: ScorePhase) {
    let sided = findings.filter { $0.laterality == .left || $0.laterality == .right }
    let joint = findings.filter { $0.laterality == .bilateral }
    let unsided = findings.filter { $0.laterality == nil }
    if leg == nil, Set(sided.map(\.laterality)).count > 1 {
      unused = findings
      isOpen = true
      remarks.append(
        "Scores of both legs are on record, and the leg of the thrombosis is not known; none is used."
      )
      return
    }
    if leg != nil, phase.hasOtherLeg, !sided.isEmpty {
      used = sided
      unused = unsided + joint
    } else {
      used = sided + unsided
      unused = joint
    }
    if used.isEmpty {
      used = joint
      unused = []
    }
    if leg == nil {
      isOpen = !(sided + joint).isEmpty || phase.hasOtherLeg
    } else {
      isOpen = sided.isEmpty && (unsided.isEmpty || phase.hasOtherLeg)
    }
    if !joint.isEmpty {
      remarks.append("A score for both legs together is no score of one leg; send one for each.")
    }
    if !unsided.isEmpty, leg != nil {
      remarks.append(
        phase.hasOtherLeg
          ? "A score without a side may be of either leg; state the side."
          : "No side is stated; taken for the one leg that has a thrombosis on record.")
    }
    if leg == nil, isOpen, phase.hasThrombosis {
      remarks.append("The leg of the thrombosis is not on record; the score may be of the other.")
    }
  }

  /// How it is known that some of what counts is of the leg.
  func side(of shown: [Finding]) -> Score.Side {
    if isOpen { return .open }
    return shown.contains { $0.laterality == nil } ? .presumed : .stated
  }
}

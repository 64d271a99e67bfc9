/// What one request asks for, before it is held against a leg's case.
struct RequestedTreatment {
  /// How it is read.
  let row: OrderTable.Row
  /// The findings that its code makes: one, or one for each leg that its body sites name.
  private(set) var findings: [Finding]

  /// The first finding stands for all where they agree.
  private let first: Finding
  private let request: TreatmentRequest

  private init(row: OrderTable.Row, finding: Finding, request: TreatmentRequest) {
    self.row = row
    self.request = request
    first = finding
    findings = [finding]
  }

  var evidence: Evidence { first.evidence }
  var intent: TreatmentRequest.Intent { request.intent }
  var codes: [TreatmentRequest.Code] { request.codes }
  var reasons: [TreatmentRequest.Reason] { request.reasons }
  /// Whether none of its reasons is one of these resources.
  func isDisjoint(with references: Set<String>) -> Bool {
    reasons.allSatisfy { reason in
      if case .resource(let reference) = reason { !references.contains(reference) } else { true }
    }
  }
  /// When it was placed.
  var placed: ClinicalTime? { first.observed }
  /// For when it is planned.
  var planned: ClinicalTime? { first.onset }
  /// The drug that it names, when its concept is one of drugs: `apixaban`.
  var agent: Substring? { first.concept.agent }

  /// The side; `nil` when one of the findings names none.
  var side: Laterality? {
    if row.isForWholePerson { return nil }
    let sides = Set(findings.map(\.laterality))
    if sides.count > 1 { return sides.contains(nil) ? nil : .bilateral }
    return sides.first ?? nil
  }

  /// Whether codes and body sites contradict each other in the side.
  var isSideContradictory: Bool {
    !row.isForWholePerson && findings.contains { $0.request?.isSideContradictory == true }
  }

  /// Whether it is open which vein, or whether a vein of the leg, is meant.
  var isSiteOpen: Bool {
    if row.isForWholePerson { return false }
    return findings.allSatisfy { finding in
      finding.concept.isNonspecific || (row.needsLeg && !finding.isOnLeg)
    }
  }

  /// The treatments that the open requests of a record ask for, ordered by their request: the order of the
  /// findings plays no part.
  static func all(in findings: [Finding], table: OrderTable) -> [RequestedTreatment] {
    var all: [RequestedTreatment] = []
    for finding in findings {
      guard let request = finding.request, finding.presence == .present,
        let row = table.row(of: finding.concept, leavingOpen: request.leavesOpen),
        row.concerns(finding)
      else { continue }
      let known = all.firstIndex {
        $0.row.id == row.id && $0.evidence.reference == finding.evidence.reference
      }
      if let known {
        all[known].findings.append(finding)
      } else {
        all.append(RequestedTreatment(row: row, finding: finding, request: request))
      }
    }
    return all.sorted { one, other in
      (one.evidence.reference, one.row.id) < (other.evidence.reference, other.row.id)
    }
  }
}

extension OrderTable.Row {
  /// Whether a request for it may be one for the leg: not on another part of the body, and not so general that
  /// it may be about anything.
  fileprivate func concerns(_ finding: Finding) -> Bool {
    if isForWholePerson { return true }
    if finding.place == .elsewhere { return false }
    switch meaning {
    case .option, .oneOf, .soleTherapy: return true
    case .part, .noOption, .otherTopic: return !finding.concept.isNonspecific
    }
  }
}

extension Concept {
  /// The drug that it names, `apixaban` in `anticoagulant/apixaban/ingredient`; `nil` when it names none.
  var agent: Substring? {
    let parts = rawValue.split(separator: "/", maxSplits: 2)
    guard parts.count > 1, Concept.drugs.contains(parts[0]) else { return nil }
    return Concept.notAgents.contains(parts[1]) ? nil : parts[1]
  }

  /// Roots behind which a drug may stand.
  private static let drugs: Set<Substring> = [
    "anticoagulant", "anticoagulation-therapy", "thrombolytic",
  ]
  /// What may stand there and is none.
  private static let notAgents: Set<Substring> = ["alone", "long-term-use", "substance"]
}

import CaseRecord
import FHIR

/// What a resource says about a concept, beside the concept itself.
struct Statement {
  var presence: Finding.Presence
  var kind: Finding.Kind
  var isVerified = false
  /// Whether the result can still change.
  var isFinal = true
  var course: Finding.Course?
  var severity: SeverityGrade?
  var onset: ClinicalTime?
  var observed: ClinicalTime?
  var end: ClinicalTime?
  var method: ImagingMethod?
  var quantity: MeasuredQuantity?
  /// The imaging that shows it.
  var imaging: ImagingSource?
  /// What the resource names as its evidence.
  var named: [R4.Reference] = []
  /// What it says of itself when it is an open request.
  var request: TreatmentRequest?
  /// The mapping rule.
  var rule: String
}

extension CaseAssembly {
  /// Makes the findings of one concept: one for each side that the body sites name.
  mutating func state(
    _ stated: StatedConcept, _ statement: Statement, at sites: [BodySite] = [], _ source: Source,
    _ element: String
  ) {
    var stated = stated
    let groups = sites.bySide
    let sides = Set(groups.compactMap(\.laterality))
    if stated.laterality == .bilateral, sides == [.left, .right] {
      // "Both legs" in the code, and the veins of each leg among the body sites: nothing is in conflict.
      stated.laterality = nil
    }
    guard let statement = settled(statement, stated, source, element) else { return }
    var noted: Set<StatedConcept.Disagreement> = []
    for site in groups {
      var concept = stated.settled(at: site)
      if site.isContradictory { concept.disagreements.insert(.laterality) }
      let disagreements = concept.disagreements
      var statement = statement
      statement.request?.leavesOpen = concept.leftOpen
      statement.request?.isSideContradictory = disagreements.contains(.laterality)
      concept.disagreements.subtract(noted)
      noteDisagreements(concept, source, element)
      noted.formUnion(disagreements)
      if !concept.establishes { noteNotSpecific(concept, source, element) }
      add(finding(concept, statement, source, element), statement, source)
      if concept.isRecurrent, statement.presence == .present,
        StatedConcept.isThrombosis(concept.root)
      {
        addHistory(of: concept, statement, source, element)
      }
    }
  }

  /// The statement as the code and the status of the result leave it; nil when nothing can be said.
  private mutating func settled(
    _ statement: Statement, _ stated: StatedConcept, _ source: Source, _ element: String
  ) -> Statement? {
    var statement = statement
    if stated.isTentative {
      guard statement.presence == .present else { return nil }
      statement.presence = .suspected
    }
    if stated.saysAbsent {
      switch statement.presence {
      case .present: statement.presence = .absent
      case .suspected: break
      case .absent:
        note(
          .valueNotUnderstood, source, element, stated,
          "The code says that it is not there and the value or status denies the code; nothing "
            + "follows. Send the positive code.")
        return nil
      }
    }
    guard !statement.isFinal else { return statement }
    if statement.presence == .absent {
      setAside(
        source, .notFinal, at: "status",
        "The result may still change, so it excludes nothing. Send the final result.")
      return nil
    }
    statement.presence = .suspected
    statement.method = nil
    statement.imaging = nil
    return statement
  }

  private mutating func noteNotSpecific(
    _ concept: StatedConcept, _ source: Source, _ element: String
  ) {
    note(
      .notSpecific, source, element, concept,
      "The code is too general, or only resembles what is asked for; it is evidence of nothing by "
        + "itself. Send a more specific code or a body site.")
  }

  private func finding(
    _ concept: StatedConcept, _ statement: Statement, _ source: Source, _ element: String
  ) -> Finding {
    var imagingEvidence: [Evidence] = []
    if let imaging = statement.imaging, imaging.isFinal { imagingEvidence = [imaging.evidence] }
    return Finding(
      concept: concept.concept, presence: statement.presence, isVerified: statement.isVerified,
      kind: statement.kind, course: statement.course, segments: concept.segments,
      laterality: concept.laterality, place: concept.place, statedAcuity: concept.acuity,
      severity: statement.severity, onset: statement.onset, observed: statement.observed,
      end: statement.end, method: statement.method, imagingEvidence: imagingEvidence,
      quantity: statement.quantity, request: statement.request,
      evidence: source.evidence(element, concept), rule: statement.rule)
  }

  private mutating func add(_ finding: Finding, _ statement: Statement, _ source: Source) {
    drafts.append(
      Draft(
        finding: finding, position: source.entry.position, named: statement.named,
        source: statement.imaging))
  }

  /// "Recurrent" says that there was one before.
  private mutating func addHistory(
    of concept: StatedConcept, _ statement: Statement, _ source: Source, _ element: String
  ) {
    let history = Finding(
      concept: Concept("history-vte"), presence: .present, kind: statement.kind,
      laterality: nil, evidence: source.evidence(element, concept),
      rule: "recurrent-thrombosis-code")
    drafts.append(Draft(finding: history, position: source.entry.position))
  }
}

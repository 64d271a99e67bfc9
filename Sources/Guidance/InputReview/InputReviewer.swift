import CaseRecord
import FHIR
import FHIRSyntax

extension InputReview {
  /// A patient's case as it was understood.
  public struct PatientCase: Sendable {
    /// The record.
    public let record: CaseRecord
    /// What followed from it, one for each leg.
    public let facts: [CaseFacts]

    /// Puts a case together.
    public init(record: CaseRecord, facts: [CaseFacts]) {
      self.record = record
      self.facts = facts
    }
  }

  /// Reviews an input.
  ///
  /// - Parameters:
  ///   - submission: the input.
  ///   - cases: one for each of its subjects, in their order.
  ///   - asOf: the moment of evaluation.
  ///   - isRead: whether the mapping reads a property of a type; `nil` when it reads none of that type.
  public init(
    of submission: Submission, cases: [PatientCase], asOf: String,
    isRead: (_ type: String, _ property: String) -> Bool?
  ) {
    var reviewer = InputReviewer(submission, cases)
    reviewer.review(isRead: isRead)
    self.init(
      asOf: asOf, subjects: submission.subjects.map { $0.reference.reference?.value ?? "" },
      resources: reviewer.resources, issues: submission.issues.map(Remark.init))
  }
}

/// Gathers what is known of each entry.
private struct InputReviewer {
  private let submission: Submission
  private let cases: [InputReview.PatientCase]
  private(set) var resources: [InputReview.Resource] = []
  /// The place of a resource by its path.
  private var places: [String: Int] = [:]
  /// Codes that were reported as not understood.
  private let unknown: [String: UnmappedCode.Reason]

  init(_ submission: Submission, _ cases: [InputReview.PatientCase]) {
    self.submission = submission
    self.cases = cases
    var unknown: [String: UnmappedCode.Reason] = [:]
    for code in cases.flatMap(\.record.unmappedCodes) {
      unknown["\(code.system)|\(code.code)"] = code.reason
    }
    self.unknown = unknown
  }

  mutating func review(isRead: (String, String) -> Bool?) {
    var subjectOf: [Int: Int] = [:]
    for (number, subject) in submission.subjects.enumerated() {
      for entry in subject.entries { subjectOf[entry] = number }
    }
    for entry in submission.entries {
      places[entry.path] = resources.count
      resources.append(
        InputReview.Resource(
          path: entry.path, type: entry.resourceType, reference: ShownText.clean(entry.reference),
          subject: subjectOf[entry.position], verdict: .notNeeded))
    }
    for patient in cases { gather(patient) }
    for leftover in submission.unattributed { gather(leftover) }
    for (place, entry) in submission.entries.enumerated() {
      describe(entry, at: place, isRead: isRead)
      resources[place].verdict = verdict(of: entry, resources[place], isRead: isRead)
    }
  }

  // MARK: - From the cases

  private mutating func gather(_ patient: InputReview.PatientCase) {
    let record = patient.record
    for finding in record.findings {
      add(at: finding.evidence.path) {
        $0.statements.append(
          InputReview.Statement(
            path: finding.evidence.path, concept: finding.concept.rawValue,
            meaning: finding.evidence.meaning, presence: finding.presence.rawValue,
            rule: finding.rule))
      }
    }
    for resource in record.setAside {
      add(at: resource.path) {
        $0.setAside.append(
          InputReview.Remark(
            path: resource.path, kind: resource.reason.rawValue, text: resource.explanation))
      }
    }
    for note in record.notes {
      add(at: note.evidence.path) {
        $0.notes.append(
          InputReview.Remark(
            path: note.evidence.path, kind: note.kind.rawValue, text: note.explanation))
      }
    }
    for text in record.unreadTexts {
      add(at: text.path) {
        $0.texts.append(
          InputReview.Remark(path: text.path, kind: "text", text: text.aboutWords))
      }
    }
    for facts in patient.facts {
      let leg = patient.facts.count > 1 ? facts.leg : nil
      for fact in facts.facts { gather(fact, of: leg) }
      for score in facts.scores {
        add("score: \(score.instrument.words)", by: score.evidence)
      }
      for hit in facts.contraindications {
        add("contraindication to \(hit.against.rawValue): \(hit.title)", by: hit.evidence)
      }
      for order in facts.orders { gather(order) }
      for other in facts.episode.others {
        add("history: an earlier thrombosis", by: other.evidence)
      }
      for examination in facts.timeline.examinations where examination.kind != .clinical {
        add("examination for follow-up: \(examination.kind.words)", by: examination.evidence)
      }
      for contradiction in facts.contradictions {
        for piece in contradiction.evidence {
          note("contradiction", contradiction.explanation, at: piece)
        }
      }
    }
  }

  private mutating func gather(_ order: Order) {
    guard let closure = order.closure else {
      return add("order that is rated", by: [order.evidence])
    }
    note("order-not-rated", "An order that is not rated: \(closure.words).", at: order.evidence)
  }

  private mutating func note(_ kind: String, _ sentence: String, at evidence: Evidence) {
    let remark = InputReview.Remark(path: evidence.path, kind: kind, text: sentence)
    add(at: evidence.path) { if !$0.notes.contains(remark) { $0.notes.append(remark) } }
  }

  private mutating func add(_ use: String, by evidence: [Evidence]) {
    for piece in evidence {
      add(at: piece.path) { if !$0.uses.contains(use) { $0.uses.append(use) } }
    }
  }

  private mutating func gather(_ fact: Fact, of leg: Leg?) {
    let support = InputReview.Support(feature: fact.feature, leg: leg, state: fact.state)
    for evidence in fact.evidence {
      add(at: evidence.path) { if !$0.supports.contains(support) { $0.supports.append(support) } }
    }
  }

  private mutating func gather(_ leftover: Submission.Unattributed) {
    let entry = submission.entries[leftover.entry]
    let isListed = resources[leftover.entry].setAside.contains { $0.kind == "no-subject" }
    guard !isListed else { return }
    let why =
      switch leftover.reason {
      case .noSubject: "It does not say whose it is."
      case .unresolvable: "Its subject cannot be found in the input."
      case .notPatient: "Its subject is no patient."
      }
    resources[leftover.entry].setAside.append(
      InputReview.Remark(path: entry.path, kind: "no-subject", text: why))
  }

  /// Adds to the resource that holds a path.
  private mutating func add(at path: String, _ change: (inout InputReview.Resource) -> Void) {
    var holder = path[...]
    while true {
      if let place = places[String(holder)] { return change(&resources[place]) }
      guard let dot = holder.lastIndex(of: ".") else { return }
      holder = holder[..<dot]
    }
  }

  // MARK: - From the entries

  private mutating func describe(
    _ entry: Submission.Entry, at place: Int, isRead: (String, String) -> Bool?
  ) {
    resources[place].issues = entry.issues.map(InputReview.Remark.init)
    for coding in entry.unrecognized {
      let text = "\(coding.system)|\(coding.code)"
      guard let reason = unknown[text] else { continue }
      add(
        InputReview.UnknownCode(path: nil, coding: text, isDamaged: reason == .damaged), to: place)
    }
    guard let tree = entry.node else { return }
    findCodes(in: tree, of: entry, at: "", place)
    guard let type = entry.resourceType else { return }
    var names: [String] = []
    for child in tree.children where !Self.bookkeeping.contains(child.name) {
      guard isRead(type, child.name) == false else { continue }
      // The sender's name for it: the tree is in the terms of R4.
      let inside = entry.path(ofElement: child.name).dropFirst(entry.path.count + 1)
      let name = String(inside.prefix { $0 != "." && $0 != "[" })
      // What R4 has no place for stands in an extension; under its own name it may be read.
      if isRead(type, name) != true, !names.contains(name) { names.append(name) }
    }
    resources[place].unreadElements = names
  }

  /// Codes that are not understood, below a path inside the resource.
  private mutating func findCodes(
    in node: FHIRNode, of entry: Submission.Entry, at path: String, _ place: Int
  ) {
    if let system = node["system"]?.text, let code = node["code"]?.text,
      let reason = unknown["\(system)|\(code)"]
    {
      add(
        InputReview.UnknownCode(
          path: path.isEmpty ? entry.path : entry.path(ofElement: path),
          coding: "\(system)|\(code)", isDamaged: reason == .damaged), to: place)
    }
    var counts: [String: Int] = [:]
    for child in node.children where !child.children.isEmpty {
      let index = counts[child.name, default: 0]
      counts[child.name] = index + 1
      let step = "\(child.name)\(child.isRepeating ? "[\(index)]" : "")"
      findCodes(in: child, of: entry, at: path.isEmpty ? step : "\(path).\(step)", place)
    }
  }

  private mutating func add(_ code: InputReview.UnknownCode, to place: Int) {
    if !resources[place].unknownCodes.contains(code) { resources[place].unknownCodes.append(code) }
  }

  /// Elements that are about the resource and not about the patient.
  private static let bookkeeping: Set<String> = [
    "id", "meta", "implicitRules", "language", "text", "identifier", "contained",
    "modifierExtension",
  ]

  // MARK: - Verdict

  private func verdict(
    of entry: Submission.Entry, _ resource: InputReview.Resource,
    isRead: (String, String) -> Bool?
  ) -> InputReview.Verdict {
    switch entry.content {
    case .notPresent: return .notPresent
    case .unusable: return .setAside
    case .resource, .unread: break
    }
    if resource.supports.contains(where: { $0.state != .unknown }) || !resource.uses.isEmpty {
      return .used
    }
    if !resource.setAside.isEmpty { return .setAside }
    if !resource.statements.isEmpty { return .understood }
    if !resource.texts.isEmpty { return .textOnly }
    if !resource.unknownCodes.isEmpty || !resource.notes.isEmpty { return .notUnderstood }
    guard let type = entry.resourceType, entry.node != nil, isRead(type, "") != nil else {
      return .notNeeded
    }
    return type == "Patient" || submission.shared.contains(entry.position)
      ? .supporting : .notNeeded
  }
}

extension InputReview.Remark {
  fileprivate init(_ issue: Issue) {
    self.init(path: issue.expression, kind: issue.code.rawValue, text: issue.message)
  }
}

import CaseRecord
import FHIR

/// A case record in the making: what has been read so far, and how to add to it.
///
/// The families of resources are mapped in extensions, each in its own file.
struct CaseAssembly {
  let submission: Submission
  let subject: Submission.Subject
  let concepts: ConceptReader
  let bodySites: BodySiteReader
  var times: TimeReader

  var person = Person()
  /// Findings with what is needed to link them with imaging.
  var drafts: [Draft] = []
  var setAside: [SetAsideResource] = []
  var unreadTexts: [UnreadText] = []
  var notes: [MappingNote] = []
  var unmapped = UnmappedCodeCount()
  var imaging = ImagingLinks()

  init(
    submission: Submission, subject: Submission.Subject, terminology: Terminology, asOf: AsOf
  ) {
    self.submission = submission
    self.subject = subject
    concepts = ConceptReader(terminology: terminology)
    bodySites = BodySiteReader(concepts: concepts)
    times = TimeReader(asOf: asOf)
  }

  /// A finding, and where it stands among the entries.
  struct Draft {
    var finding: Finding
    /// The position of the entry that it comes from.
    let position: Int
    /// References to what the resource itself names as evidence.
    var named: [R4.Reference] = []
    /// The imaging that concluded it.
    var source: ImagingSource?
  }

  /// The finished record.
  var record: CaseRecord {
    CaseRecord(
      subject: Source.name(of: subject.reference), asOf: times.asOf, person: person,
      findings: drafts.map(\.finding), unmappedCodes: unmapped.codes, setAside: setAside,
      unreadTexts: unreadTexts, notes: notes)
  }

  // MARK: - Entries

  mutating func map(_ entry: Submission.Entry) {
    switch entry.content {
    case .resource(let resource): map(resource, Source(entry))
    case .unusable: setAside.append(.unusable(entry, Source(entry)))
    // Nearly all entries of a large input end here.
    case .unread:
      unmapped.add(
        unread: entry.unrecognized, in: entry.resourceType ?? "", concepts.terminology)
    case .notPresent: break
    }
  }

  private mutating func map(_ resource: R4.AnyResource, _ source: Source) {
    switch resource {
    case .condition(let condition): map(condition, source)
    case .observation(let observation): map(observation, source)
    case .procedure(let procedure): map(procedure, source)
    case .diagnosticReport(let report): map(report, source)
    case .imagingStudy(let study): map(study, source)
    case .medicationStatement(let statement): map(statement, source)
    case .medicationAdministration(let administration): map(administration, source)
    case .medicationRequest(let request): map(request, source)
    case .allergyIntolerance(let allergy): map(allergy, source)
    case .encounter(let encounter): map(encounter, source)
    case .serviceRequest(let request): map(request, source)
    case .questionnaireResponse(let response): map(response, source)
    case .device(let device): map(device, source)
    case .deviceUseStatement(let use): map(use, source)
    case .list(let list): map(list, source)
    case .composition(let composition): map(composition, source)
    default: break
    }
  }

  /// Lists what stands with no patient, as long as there is only one whom it may concern.
  mutating func listLeftOvers() {
    guard submission.subjects.count <= 1 else { return }
    for leftover in submission.unattributed {
      let entry = submission.entries[leftover.entry]
      if case .unread = entry.content { continue }
      setAside.append(
        Source(entry).setAside(
          .noSubject, at: "subject",
          "The resource cannot be given to the patient: it names no patient of this input as its "
            + "subject. Send a reference to the Patient."))
    }
    for entry in submission.entries {
      guard case .notPresent(.deleted) = entry.content else { continue }
      setAside.append(
        Source(entry).setAside(.deleted, "The input deletes the resource; nothing is read from it.")
      )
    }
  }

  // MARK: - Adding

  mutating func report(_ faults: [ConceptReader.CodingFault], in source: Source) {
    for fault in faults { unmapped.add(fault, in: source.resourceType) }
  }

  mutating func setAside(
    _ source: Source, _ reason: SetAsideResource.Reason, at element: String? = nil,
    _ explanation: String
  ) {
    setAside.append(source.setAside(reason, at: element, explanation))
  }

  mutating func unread(_ source: Source, _ element: String, _ features: [Feature]) {
    guard !features.isEmpty else { return }
    unreadTexts.append(
      UnreadText(reference: source.reference, path: source.path(element), features: features))
  }

  mutating func note(
    _ kind: MappingNote.Kind, _ source: Source, _ element: String, _ stated: StatedConcept? = nil,
    _ explanation: String
  ) {
    notes.append(
      MappingNote(
        kind: kind, explanation: explanation,
        evidence: source.evidence(element, code: stated?.code, meaning: stated?.meaning)))
  }

  /// Reads a code element: what can become a finding, after reporting what was not understood.
  mutating func read(
    _ concept: R4.CodeableConcept?, _ source: Source
  ) -> (used: [StatedConcept], reading: ConceptReader.Reading) {
    let reading = concepts.read(concept)
    report(reading.notUnderstood, in: source)
    return (reading.used, reading)
  }

  /// Reports the codes of a resource that a reference leads to and that the scan left out.
  mutating func reportUnread(_ reference: R4.Reference, from source: Source) -> Bool {
    guard case .entry(let position) = submission.resolve(reference, from: source.entry),
      case .unread = submission.entries[position].content
    else { return false }
    let entry = submission.entries[position]
    unmapped.add(unread: entry.unrecognized, in: entry.resourceType ?? "", concepts.terminology)
    return true
  }

  /// Says what the codings of one concept, or a code and its body site, contradict each other in.
  mutating func noteDisagreements(_ stated: StatedConcept, _ source: Source, _ element: String) {
    for subject in StatedConcept.Disagreement.allCases where stated.disagreements.contains(subject)
    {
      let words =
        subject == .laterality ? "the side" : "whether it is acute or chronic"
      note(
        .codesDisagree, source, element, stated,
        "The codes contradict each other in \(words); it is left open. Correct one of them.")
    }
  }
}

import FHIR

/// The sections of a guidance document (CONTRACT section 2), emergencies first.
enum DocumentSection: String, CaseIterable {
  case escalation
  case answer
  case basis
  case missing
  case sources
  case followUp = "follow-up"

  var title: FHIRPrimitive<FHIRString> {
    switch self {
    case .escalation: "Act first"
    case .answer: "Answer"
    case .basis: "Basis"
    case .missing: "What is missing"
    case .sources: "Sources and limits"
    case .followUp: "Follow-up, and what would change the answer"
    }
  }

  /// The sections of the explanation that it holds; every kind is in one of them.
  var kinds: [Explanation.Section.Kind] {
    switch self {
    case .escalation: [.escalation]
    case .answer: [.answer, .orders, .options, .cautions]
    case .basis: [.facts, .assumptions, .notUnderstood]
    case .missing: [.missing]
    case .sources: [.evidence, .sources, .limits, .abbreviations]
    case .followUp: [.changes, .followUp]
    }
  }

  /// What it says when the explanation has nothing for it; an escalation that there is not gets no section.
  var emptySentence: String? {
    switch self {
    case .escalation: nil
    case .answer: "No guidance is given."
    case .basis: "No fact of the record was used."
    case .missing: "Nothing is asked for."
    case .sources: "No source was used."
    case .followUp: "Nothing follows."
    }
  }

  /// The section of a document; `nil` for an escalation that there is not.
  ///
  /// - Parameters:
  ///   - explanation: where the sentences come from.
  ///   - remarks: sentences of the document's own.
  ///   - entries: full URLs of what belongs to the section.
  /// - Returns: the section with its narrative.
  func section(
    of explanation: Explanation, remarks: [String], entries: [String]
  ) -> R4.Composition.Section? {
    let parts = kinds.compactMap(explanation.section)
    let summary = self == .answer ? explanation.summary : []
    if parts.isEmpty, summary.isEmpty, remarks.isEmpty, emptySentence == nil { return nil }
    let narrative = NarrativeText.narrative { markup in
      for sentence in summary { markup.strong(sentence) }
      if parts.isEmpty, summary.isEmpty, let emptySentence { markup.element("p", emptySentence) }
      for part in parts { markup.section(part) }
      markup.items(remarks)
    }
    return R4.Composition.Section(
      title: title,
      code: R4.CodeableConcept(
        coding: [
          R4.Coding(
            system: FHIRPrimitive(Canonical.documentSectionCodeSystem),
            code: FHIRPrimitive(rawValue))
        ]),
      text: narrative,
      entry: entries.map { R4.Reference(reference: FHIRPrimitive($0)) })
  }
}

import FHIRSyntax

extension Reading {
  /// Notes what is wrong with a narrative: it tells a person something, and decides nothing.
  mutating func checkNarrative(_ div: String?, at node: FHIRNode) {
    guard let div else { return }
    for fault in FHIRSyntax.Narrative.faults(in: div) {
      // What comes from XML was well-formed there, or its reader said what is wrong.
      if fault == .malformed && !arraysAreMarked { continue }
      report(
        .warning, fault == .malformed ? .structure : .invariant, fault.explanation,
        offset: node.offset)
    }
  }
}

extension FHIRSyntax.Narrative.Fault {
  fileprivate var explanation: String {
    switch self {
    case .malformed: "The narrative is not well-formed XHTML; it is not shown."
    case .forbiddenContent:
      "The narrative has an element or attribute that FHIR does not allow (txt-1); it is not shown."
    case .badLink: "The narrative has a link that is no address, or that runs something."
    case .nestedParagraph:
      "A paragraph of the narrative holds what must stand beside it, such as another paragraph."
    case .empty: "The narrative has no content (txt-2); leave it out."
    }
  }
}

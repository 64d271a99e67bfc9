/// The element definitions of each release, as text that `scripts/generate-fhir-definitions` writes.
///
/// They are static data: they cost nothing until a type is asked for, which R4 never does, since its
/// models know their definitions themselves. ``Definitions`` reads them. The notation, line by line:
///
///     open base64Binary|boolean|…        the types of open choices
///     =issue-severity fatal error …      a set of codes
///     Condition domain                   a type, and what it builds on: domain, resource, backbone, element
///      clinicalStatus?! CodeableConcept  an element: ? 0..1, * 0..*, + 1..*, nothing 1..1; ! modifier
///      onset[x]? dateTime|Age|Period     a choice
///      stage* BackboneElement            an element with parts,
///       summary? CodeableConcept         which stand below it, further in
///      severity code =issue-severity     a code of a set
///      link* @Bundle.link                an element with the parts of another one
///
/// R4B has only what differs from R4; `-Type` says that it lacks a type of R4. What every element or
/// resource has (`id`, `extension`, `text` …) is left out.
enum DefinitionTable {
  static func text(of release: FHIRRelease) -> StaticString {
    switch release {
    case .r4: r4
    case .r4b: r4b
    case .r5: r5
    }
  }
}

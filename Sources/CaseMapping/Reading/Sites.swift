import CaseRecord
import FHIR

extension CaseAssembly {
  /// The body sites of a resource: coded ones, and BodyStructures that extensions refer to.
  mutating func sites(
    _ bodySite: [R4.CodeableConcept], _ extensions: [R4.Extension], _ source: Source
  ) -> [BodySite] {
    var sites: [BodySite] = []
    for concept in bodySite {
      let (site, faults) = bodySites.read(concept)
      report(faults, in: source)
      let structures = structures(concept.extension, source)
      if site != .unstated || structures.isEmpty { sites.append(site) }
      sites += structures
    }
    return sites + structures(extensions, source)
  }

  /// Standard extensions that refer to a BodyStructure.
  private static let structureExtensions: Set<String> = [
    "http://hl7.org/fhir/StructureDefinition/bodySite",
    "http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure",
  ]

  private mutating func structures(
    _ extensions: [R4.Extension], _ source: Source
  ) -> [BodySite] {
    var sites: [BodySite] = []
    for found in extensions where Self.structureExtensions.contains(found.url) {
      guard case .reference(let reference)? = found.value, isOfSubject(reference, source),
        case .bodyStructure(let structure)? = submission.resource(reference, from: source.entry),
        structure.active?.value != false
      else { continue }
      let (site, faults) = bodySites.read(structure)
      report(faults, in: source)
      sites.append(site)
    }
    return sites
  }

  /// Whether a reference leads to a resource of the same patient, or into the resource itself.
  private func isOfSubject(_ reference: R4.Reference, _ source: Source) -> Bool {
    guard case .entry(let position) = submission.resolve(reference, from: source.entry) else {
      return true
    }
    return subject.entries.contains(position)
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// List: explicit emptiness only; what it lists stands in the input by itself.
  mutating func map(_ list: R4.List, _ source: Source) {
    guard list.entry.isEmpty, list.emptyReason?.isNilKnown == true,
      let root = NothingKnown.concept(ofList: list.code)
    else { return }
    guard isUsable(source, list.status.value), list.status.value == "current" else { return }
    let date = times.time(list.date)
    guard isPast(date, source, "date") else { return }
    state(
      StatedConcept(root: root, of: list.emptyReason),
      Statement(presence: .present, kind: .observation, observed: date, rule: "list-nil-known"),
      source, "emptyReason")
  }

  /// Composition: sections that are explicitly empty.
  mutating func map(_ composition: R4.Composition, _ source: Source) {
    let sections = nilKnown(composition.section, at: "section")
    guard !sections.isEmpty, isUsable(source, composition.status.value) else { return }
    let date = times.time(composition.date)
    guard isPast(date, source, "date") else { return }
    for (root, section, element) in sections {
      state(
        StatedConcept(root: root, of: section.emptyReason),
        Statement(
          presence: .present, kind: .observation,
          isFinal: composition.status.value != "preliminary",
          observed: date, rule: "section-nil-known"),
        source, element)
    }
  }

  private func nilKnown(
    _ sections: [R4.Composition.Section], at path: String
  ) -> [(root: String, section: R4.Composition.Section, element: String)] {
    var found: [(root: String, section: R4.Composition.Section, element: String)] = []
    for (index, section) in sections.enumerated() {
      let here = "\(path)[\(index)]"
      if section.entry.isEmpty, section.emptyReason?.isNilKnown == true,
        let root = NothingKnown.concept(ofList: section.code)
      {
        found.append((root, section, "\(here).emptyReason"))
      }
      found += nilKnown(section.section, at: "\(here).section")
    }
    return found
  }
}

/// Reads a FHIR ConceptMap: from codes to concepts or findings of ours, and to what a code says beyond.
///
/// The target of a group decides: our CodeSystem `concept` or `finding` gives the meaning (equivalence `disjoint`
/// takes it away), `flag` a flag, `segment`, `laterality` and so on a qualifier.
struct ConceptMapReader {
  let file: String

  /// What one map says.
  struct Content {
    var entries: [CodeEntry] = []
    var qualities: [CodeLists.Quality] = []
  }

  func read(_ resource: LocatedJSON) throws(CodeListError) -> Content {
    let source = resource.string("sourceCanonical") ?? resource.string("sourceUri")
    let concept = source.flatMap { CodeLists.ownName(of: $0, in: "ValueSet") }
    var content = Content()
    for group in resource.items("group") {
      guard let system = group.string("source") else {
        throw fault("a group needs a source, the system of the codes", at: group)
      }
      guard let target = group.string("target"),
        let name = CodeLists.ownName(of: target, in: "CodeSystem")
      else {
        throw fault(
          "a group's target must be one of our code systems, such as \(CodeLists.base)/CodeSystem/finding",
          at: group["target"] ?? group)
      }
      for element in group.items("element") {
        try read(element, of: system, into: name, concept: concept, &content)
      }
    }
    return content
  }

  private func fault(_ message: String, at value: LocatedJSON) -> CodeListError {
    CodeListError(message, at: ListPlace(file: file, line: value.line))
  }

  private func read(
    _ element: LocatedJSON, of system: String, into name: String, concept: String?,
    _ content: inout Content
  ) throws(CodeListError) {
    guard let code = element.string("code") else {
      throw fault("a code is missing; it must be a string, also when it is a number", at: element)
    }
    for target in element.items("target") {
      let equivalence = target.string("equivalence")
      guard let value = target.string("code") else {
        if equivalence == "unmatched" { continue }
        throw fault("a target needs a code", at: target)
      }
      let place = ListPlace(file: file, line: target.line)
      switch name {
      case "concept", "finding":
        content.entries.append(
          CodeEntry(
            system: system, code: code, concept: value, display: element.string("display") ?? "",
            isRemoval: equivalence == "disjoint", place: place))
      case "flag":
        content.qualities.append(
          CodeLists.Quality(system: system, code: code, concept: concept, flag: value, place: place)
        )
      default:
        content.qualities.append(
          CodeLists.Quality(
            system: system, code: code, concept: concept,
            qualifier: CodeEntry.Qualifier(key: name, value: value), place: place))
      }
    }
  }
}

/// Reads a FHIR ValueSet: the codes that mean one concept.
///
/// The concept is the last part of our ValueSet's URL, or what the extension `concept` of a site's ValueSet says
/// (`dvt-iliofemoral-acute/segment=iliac`).
struct ValueSetReader {
  let file: String

  func entries(of resource: LocatedJSON) throws(CodeListError) -> [CodeEntry] {
    let path = try conceptPath(of: resource)
    var entries: [CodeEntry] = []
    if let exclude = resource["compose"]?["exclude"] {
      throw fault("compose.exclude is not read: list the codes that are meant", at: exclude)
    }
    for include in resource["compose"]?.items("include") ?? [] {
      entries += try self.entries(of: include, path: path)
    }
    for contains in resource["expansion"]?.items("contains") ?? [] {
      try addExpansion(contains, path: path, to: &entries)
    }
    guard !entries.isEmpty else {
      throw fault(
        "the ValueSet holds no code in compose.include or expansion.contains", at: resource)
    }
    return entries
  }

  private func fault(_ message: String, at value: LocatedJSON) -> CodeListError {
    CodeListError(message, at: ListPlace(file: file, line: value.line))
  }

  private func conceptPath(of resource: LocatedJSON) throws(CodeListError) -> String {
    if let path = extensionValue("concept", of: resource)?.string { return path }
    if let name = resource.string("url").flatMap({ CodeLists.ownName(of: $0, in: "ValueSet") }) {
      return name
    }
    throw fault(
      "which concept do these codes mean? Give the ValueSet the url \(CodeLists.base)/ValueSet/<concept> "
        + "or the extension \(CodeLists.base)/StructureDefinition/concept with a valueString",
      at: resource["url"] ?? resource)
  }

  private func entries(of include: LocatedJSON, path: String) throws(CodeListError) -> [CodeEntry] {
    guard let system = include.string("system") else {
      throw fault(
        "compose.include needs a system; references to other ValueSets are not read", at: include)
    }
    var entries: [CodeEntry] = []
    for concept in include.items("concept") {
      entries.append(try entry(concept, system: system, path: path))
    }
    let filters = include.items("filter")
    if let filter = filters.first {
      guard filters.count == 1 else {
        throw fault(
          "one filter for each include: several filters would all have to hold", at: include)
      }
      entries.append(try entry(filter: filter, of: include, system: system, path: path))
    }
    guard !entries.isEmpty else {
      throw fault(
        "compose.include without concept or filter would mean the whole code system", at: include)
    }
    return entries
  }

  private func entry(
    _ concept: LocatedJSON, system: String, path: String
  ) throws(CodeListError) -> CodeEntry {
    guard let code = concept.string("code") else {
      throw fault("a code is missing; it must be a string, also when it is a number", at: concept)
    }
    var entry = CodeEntry(
      system: system, code: code, concept: "", display: concept.string("display") ?? "",
      isWeak: extensionValue("code-confidence", of: concept)?.string == "single-source-weak",
      place: ListPlace(file: file, line: concept.line))
    entry.setPath(path)
    return entry
  }

  /// A filter that stands for a prefix: `C50.*`, or `S06\.[0-9A-Z]{3}A` for initial encounters.
  private func entry(
    filter: LocatedJSON, of include: LocatedJSON, system: String, path: String
  ) throws(CodeListError) -> CodeEntry {
    let rule = "\\.[0-9A-Z]{3}A"
    guard filter.string("property") == "code", filter.string("op") == "regex",
      let pattern = filter.string("value"),
      let suffix = [rule, ".*"].first(where: { pattern.hasSuffix($0) }),
      case let prefix = pattern.dropLast(suffix.count), !prefix.isEmpty,
      prefix.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    else {
      throw fault(
        "a filter must be property code, op regex, value C50.* (all codes that start so) or S06\(rule) "
          + "(initial encounters)", at: filter)
    }
    var entry = CodeEntry(
      system: system, code: String(prefix), selector: suffix == rule ? .initialEncounter : .prefix,
      concept: "", display: extensionValue("code-display", of: include)?.string ?? "",
      isWeak: extensionValue("code-confidence", of: include)?.string == "single-source-weak",
      place: ListPlace(file: file, line: filter.line))
    let quality = extensionValue("code-quality", of: include)?.string
    entry.setPath(quality.map { "\(path)/\($0)" } ?? path)
    return entry
  }

  private func addExpansion(
    _ contains: LocatedJSON, path: String, to entries: inout [CodeEntry]
  ) throws(CodeListError) {
    if let system = contains.string("system"), contains["code"] != nil {
      entries.append(try entry(contains, system: system, path: path))
    }
    for inner in contains.items("contains") {
      try addExpansion(inner, path: path, to: &entries)
    }
  }

  private func extensionValue(_ name: String, of element: LocatedJSON) -> LocatedJSON? {
    let url = "\(CodeLists.base)/StructureDefinition/\(name)"
    let found = element.items("extension").first { $0.string("url") == url }
    return found?["valueString"] ?? found?["valueCode"]
  }
}

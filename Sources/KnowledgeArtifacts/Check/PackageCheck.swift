import FHIRSyntax

/// Something in the package that does not hold together.
public struct PackageFault: Sendable, Hashable, CustomStringConvertible {
  /// The artifact: `ValueSet/outcome`.
  public let artifact: String
  /// FHIRPath to the element at fault; empty when the artifact as a whole is.
  public let path: String
  /// What is wrong.
  public let message: String

  /// One line: `ValueSet/outcome: compose.include[0].system: …`.
  public var description: String {
    path.isEmpty ? "\(artifact): \(message)" : "\(artifact): \(path): \(message)"
  }
}

extension KnowledgePackage {
  /// What does not hold together: references that lead nowhere, codes that no code system has, URLs, versions and names
  /// that break the rules, notices that are missing. Empty for a sound package.
  ///
  /// Only what lies within the package can be checked; code systems of others are taken as they are.
  public func faults() -> [PackageFault] {
    var check = PackageCheck(self)
    check.run()
    return check.faults
  }
}

/// The checks of a package, artifact by artifact.
struct PackageCheck {
  let package: KnowledgePackage
  private(set) var faults: [PackageFault] = []
  /// The codes of our code systems, by their URLs.
  let codes: [String: Set<String>]
  /// The versions of each canonical URL.
  let versions: [String: Set<String>]
  private var artifact = ""

  init(_ package: KnowledgePackage) {
    self.package = package
    var codes: [String: Set<String>] = [:]
    var versions: [String: Set<String>] = [:]
    for artifact in package.artifacts {
      versions[artifact.url, default: []].insert(artifact.version)
      guard artifact.type == "CodeSystem" else { continue }
      codes[artifact.url] = Set(
        artifact.resource.all("concept").compactMap { $0["code"]?.text })
    }
    self.codes = codes
    self.versions = versions
  }

  mutating func run() {
    checkUniqueness()
    for artifact in package.artifacts {
      self.artifact = "\(artifact.type)/\(artifact.id)"
      for issue in artifact.issues {
        report(issue.expression, issue.message)
      }
      checkIdentity(artifact)
      checkNotices(artifact)
      walk(artifact.resource, at: "")
      switch artifact.type {
      case "CodeSystem": checkCodeSystem(artifact.resource)
      case "ConceptMap": checkMap(artifact.resource)
      case "StructureDefinition": checkStructure(artifact.resource)
      case "Questionnaire": checkQuestionnaire(artifact.resource)
      case "ImplementationGuide": checkGuide(artifact.resource)
      default: break
      }
    }
    checkCodesOfAnswers()
  }

  mutating func report(_ path: String, _ message: String) {
    faults.append(PackageFault(artifact: artifact, path: path, message: message))
  }

  // MARK: - Identity

  private mutating func checkUniqueness() {
    var ids: Set<String> = []
    var canonicals: Set<String> = []
    for one in package.artifacts {
      artifact = "\(one.type)/\(one.id)"
      if !ids.insert(artifact).inserted { report("id", "the id stands twice") }
      if !canonicals.insert("\(one.url)|\(one.version)").inserted {
        report("url", "another artifact has the same URL and version")
      }
    }
  }

  private mutating func checkIdentity(_ one: Artifact) {
    let resource = one.resource
    let isID = one.id.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2E }
    if one.id.isEmpty || one.id.utf8.count > 64 || !isID {
      report("id", "an id is 1 to 64 letters, digits, '-' and '.'")
    }
    let stem = "\(Canonicals.base)/\(one.type)/"
    let name = one.url.hasPrefix(stem) ? String(one.url.dropFirst(stem.count)) : ""
    if name != one.id, "\(name)-\(one.version)" != one.id {
      report("url", "the URL must be \(stem) and the id, or the id without the version")
    }
    let elements = ["name", "status", "publisher", "description"]
    // NamingSystem has neither version nor title in R4.
    for element in one.type == "NamingSystem" ? elements : elements + ["version", "title"]
    where resource[element]?.text == nil {
      report(element, "is missing")
    }
    if let computed = resource["name"]?.text, !Self.isComputable(computed) {
      report("name", "a name begins with a capital letter and has letters, digits and '_' only")
    }
  }

  private static func isComputable(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x41...0x5A).contains(first) else { return false }
    return name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x5F }
  }

  private mutating func checkNotices(_ one: Artifact) {
    let copyright = one.resource["copyright"]?.text ?? ""
    let named = CodingSystems.named(in: one.resource)
    for system in Notices.codeSystems where named.contains(system.system) {
      if !copyright.contains(system.holder) {
        report("copyright", "holds codes of \(system.name) without its notice")
      }
    }
    let rating = Canonicals.structure("appropriateness-rating")
    let isRated =
      one.type == "Library" || one.type == "PlanDefinition"
      || one.resource.holds { $0.name == "url" && $0.text == rating } && one.url != rating
    if isRated, one.type != "StructureDefinition",
      !copyright.contains("American College of Radiology")
    {
      report("copyright", "holds ratings without the notice on them")
    }
  }

  // MARK: - References and codes

  private mutating func walk(_ node: FHIRNode, at path: String) {
    if let text = node.text { checkCanonical(text, at: path) }
    checkCoding(node, at: path)
    if node.name == "include" || node.name == "exclude" { checkInclude(node, at: path) }
    if node.name == "extension" { checkExtension(node, at: path) }
    var counts: [String: Int] = [:]
    for child in node.children {
      let index = counts[child.name, default: 0]
      counts[child.name] = index + 1
      let step = child.isRepeating ? "\(child.name)[\(index)]" : child.name
      walk(child, at: path.isEmpty ? step : "\(path).\(step)")
    }
  }

  /// A canonical URL of ours leads to an artifact, its version to that version, its fragment to a code.
  private mutating func checkCanonical(_ text: String, at path: String) {
    guard text.hasPrefix(Canonicals.base + "/"), !text.contains(" ") else { return }
    let fragments = text.split(separator: "#", maxSplits: 1)
    let parts = fragments[0].split(separator: "|", maxSplits: 1)
    let url = String(parts[0])
    guard let known = versions[url] else {
      report(path, "\(url) is not in the package")
      return
    }
    if parts.count > 1, !known.contains(String(parts[1])) {
      report(path, "\(url) is not in the package with version \(parts[1])")
    }
    if fragments.count > 1, codes[url]?.contains(String(fragments[1])) != true {
      report(path, "\(url) has no code \(fragments[1])")
    }
  }

  private mutating func checkCoding(_ node: FHIRNode, at path: String) {
    guard let system = node["system"]?.text, let code = node["code"]?.text,
      let known = codes[system]
    else { return }
    if !known.contains(code) { report(path, "\(system) has no code \(code)") }
  }

  private mutating func checkInclude(_ include: FHIRNode, at path: String) {
    guard let system = include["system"]?.text, let known = codes[system] else { return }
    for concept in include.all("concept") {
      guard let code = concept["code"]?.text, !known.contains(code) else { continue }
      report(path, "\(system) has no code \(code)")
    }
  }

  /// An extension of ours has the parts and the types of value that its definition allows.
  private mutating func checkExtension(_ node: FHIRNode, at path: String) {
    guard let url = node["url"]?.text, url.hasPrefix(Canonicals.base + "/"),
      let definition = package.artifact(url: url)
    else { return }
    guard definition.resource["type"]?.text == "Extension" else {
      return report(path, "\(url) is not defined as an extension")
    }
    let elements = definition.resource["differential"]?.all("element") ?? []
    checkValue(of: node, by: elements, "Extension", at: path)
    for part in node.all("extension") {
      checkValue(
        of: part, by: elements, "Extension.extension:\(part["url"]?.text ?? "")", at: path)
    }
  }

  private mutating func checkValue(
    of node: FHIRNode, by elements: [FHIRNode], _ stem: String, at path: String
  ) {
    guard let value = elements.first(where: { $0["id"]?.text == "\(stem).value[x]" }) else {
      return report(path, "the extension has no part \(node["url"]?.text ?? "")")
    }
    let given = node.children.first { $0.name.hasPrefix("value") }
    let types = value.all("type").compactMap { $0["code"]?.text }
    if value["max"]?.text == "0" {
      if given != nil { report(path, "the extension has parts and no value") }
    } else if given.map({ given in
      types.contains { given.name.lowercased() == "value\($0.lowercased())" }
    })
      != true
    {
      report(path, "the extension's value must be of type \(types.joined(separator: " or "))")
    }
  }
}

extension FHIRNode {
  /// Whether the element or one inside it satisfies a condition.
  func holds(_ condition: (FHIRNode) -> Bool) -> Bool {
    condition(self) || children.contains { $0.holds(condition) }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}

import FHIRSyntax

@testable import KnowledgeArtifacts

/// Holds resources against profiles of the package: cardinalities, slices, types, fixed values, required bindings, and
/// what references lead to.
///
/// Stricter than FHIR in one point: what no slice names is a fault even where slices are open, so that a profile that
/// has fallen behind is found; only the evidence in a document may be anything. Invariants are left to
/// `scripts/validate-package`, which has a FHIRPath engine.
struct ProfileChecker {
  let package: KnowledgePackage
  private(set) var faults: [String] = []
  /// What references can lead to: entries of the Bundle by full URL, contained resources by `#id`.
  private var targets: [String: FHIRNode] = [:]
  private var profiles: [String: Profile] = [:]
  private var codes: [String: [String: Set<String>]] = [:]

  init(_ package: KnowledgePackage) {
    self.package = package
  }

  /// Holds a whole Bundle or resource against a profile.
  mutating func check(_ resource: FHIRNode, against profile: String, at path: String? = nil) {
    targets = [:]
    for entry in resource.all("entry") {
      if let url = entry["fullUrl"]?.text { targets[url] = entry["resource"] }
    }
    hold(resource, against: profile, at: path)
  }

  private mutating func hold(_ resource: FHIRNode, against profile: String, at path: String?) {
    let outside = targets
    defer { targets = outside }
    for contained in resource.all("contained") {
      if let id = contained["id"]?.text { targets["#\(id)"] = contained }
    }
    guard let definition = self.profile(profile) else {
      return faults.append("there is no profile \(profile)")
    }
    let type = definition.type
    let path = path ?? resource.resourceType ?? profile
    if type != "Extension", resource.resourceType != type {
      faults.append("\(path): is no \(type)")
    }
    check(resource, definition.rule, path)
  }

  private struct Profile {
    let type: String
    let rule: ProfileRule
  }

  private mutating func profile(_ id: String) -> Profile? {
    if let known = profiles[id] { return known }
    guard let definition = package.artifact("StructureDefinition", id)?.resource else { return nil }
    let profile = Profile(
      type: definition["type"]?.text ?? "", rule: ProfileRule(of: definition))
    profiles[id] = profile
    return profile
  }

  // MARK: - Checking

  private mutating func check(_ node: FHIRNode, _ rule: ProfileRule, _ path: String) {
    for (name, child) in rule.children {
      let found = node.children.filter { $0.isNamed(name) }
      if !child.slices.isEmpty {
        checkSlices(found, child, path, name)
      }
      if found.count < child.min || found.count > child.max {
        count(found.count, child, "\(path).\(name)")
      }
      for (index, item) in found.enumerated() {
        let place = "\(path).\(item.name)\(item.isRepeating ? "[\(index)]" : "")"
        checkValue(item, child, name, place)
        check(item, child, place)
      }
    }
  }

  private mutating func count(_ count: Int, _ rule: ProfileRule, _ path: String) {
    if count < rule.min { faults.append("\(path): \(count), at least \(rule.min) are needed") }
    if count > rule.max { faults.append("\(path): \(count), at most \(rule.max) are allowed") }
  }

  private mutating func checkSlices(
    _ items: [FHIRNode], _ rule: ProfileRule, _ path: String, _ name: String
  ) {
    var counts = Array(repeating: 0, count: rule.slices.count)
    var latest = 0
    for (index, item) in items.enumerated() {
      let place = "\(path).\(name)[\(index)]"
      guard let at = rule.slices.firstIndex(where: { matches(item, $0.rule, sliced: rule) }) else {
        guard !Self.ofAnyKind.contains(name) else { continue }
        let what = item["name"]?.text ?? item["url"]?.text ?? item.resourceType ?? item.name
        faults.append("\(place): no slice of the profile is named \(what)")
        continue
      }
      counts[at] += 1
      if rule.isOrdered, at < latest {
        faults.append("\(place): \(rule.slices[at].name) stands after \(rule.slices[latest].name)")
      }
      latest = Swift.max(latest, at)
      let slice = rule.slices[at].rule
      let slicePlace = "\(place):\(rule.slices[at].name)"
      checkValue(item, slice, name, slicePlace)
      check(item, slice, slicePlace)
    }
    for (at, slice) in rule.slices.enumerated() {
      count(counts[at], slice.rule, "\(path).\(name):\(slice.name)")
    }
  }

  /// Entries of a Bundle and entities of a Provenance: the evidence is among them.
  private static let ofAnyKind: Set<String> = ["entry", "entity"]

  private func matches(_ item: FHIRNode, _ slice: ProfileRule, sliced: ProfileRule) -> Bool {
    if item.name == "extension", let profile = slice.profiles.first {
      return item["url"]?.text == Canonicals.structure(profile)
    }
    return sliced.discriminators.allSatisfy { discriminator in
      switch discriminator {
      case .type(nil): return slice.types.contains(item.resourceType ?? "")
      case .type(let name?):
        return slice.child(name)?.types.contains(item[name]?.resourceType ?? "") == true
      case .value(let steps):
        let fixed = steps.reduce(Optional(slice)) { $0?.child($1) }?.fixed
        let nodes = steps.reduce([item]) { nodes, step in nodes.flatMap { $0.all(step) } }
        return nodes.contains { $0.text == fixed } || nodes.isEmpty && fixed == nil
      }
    }
  }

  private mutating func checkValue(
    _ item: FHIRNode, _ rule: ProfileRule, _ name: String, _ path: String
  ) {
    if let fixed = rule.fixed, fixed != item.text { faults.append("\(path): must be \(fixed)") }
    if !rule.types.isEmpty {
      let type = item.name.dropFirst(name.count - 3).lowercased()
      if name.hasSuffix("[x]"), !rule.types.contains(where: { $0.lowercased() == type }) {
        faults.append("\(path): must be of type \(rule.types.joined(separator: " or "))")
      }
      if let type = item.resourceType, !rule.types.contains(type) {
        faults.append("\(path): must be \(rule.types.joined(separator: " or "))")
      }
    }
    if item.resourceType != nil || item.name == "extension" {
      for profile in rule.profiles { hold(item, against: profile, at: path) }
    }
    if !rule.targets.isEmpty { checkTarget(of: item, rule.targets, path) }
    if let valueSet = rule.valueSet { checkBinding(item, valueSet, path) }
  }

  /// What a reference leads to conforms to one of the profiles that it may lead to.
  private mutating func checkTarget(of item: FHIRNode, _ profiles: [String], _ path: String) {
    guard let text = item["reference"]?.text else { return }
    let own = profiles.filter { $0.hasPrefix(Canonicals.base) }
      .compactMap { $0.split(separator: "/").last.map(String.init) }
    guard let target = targets[text] else {
      if !own.isEmpty { faults.append("\(path): \(text) leads nowhere") }
      return
    }
    let type = target.resourceType ?? ""
    if let id = own.first(where: { profile($0)?.type == type }) {
      hold(target, against: id, at: "\(path) -> \(type)")
    } else if !profiles.contains(where: { $0.hasSuffix("/\(type)") || $0.hasSuffix("/Resource") }) {
      faults.append("\(path): leads to a \(type)")
    }
  }

  private mutating func checkBinding(_ item: FHIRNode, _ valueSet: String, _ path: String) {
    guard let known = codes(of: valueSet) else {
      return faults.append("\(path): \(valueSet) is not in the package")
    }
    let codings =
      item.text != nil ? [item] : item["code"] != nil ? [item] : item.all("coding")
    let isIn = codings.contains { coding in
      let code = coding.text ?? coding["code"]?.text ?? ""
      guard let system = coding["system"]?.text else {
        return known.values.contains { $0.contains(code) }
      }
      return known[system]?.contains(code) == true
    }
    if !isIn { faults.append("\(path): no code of \(valueSet)") }
  }

  /// The codes of a ValueSet, by their systems.
  private mutating func codes(of valueSet: String) -> [String: Set<String>]? {
    if let known = codes[valueSet] { return known }
    guard let definition = package.artifact(url: valueSet)?.resource else { return nil }
    var found: [String: Set<String>] = [:]
    for include in definition["compose"]?.all("include") ?? [] {
      guard let system = include["system"]?.text else { continue }
      let listed = include.all("concept")
      let concepts =
        listed.isEmpty ? package.artifact(url: system)?.resource.all("concept") ?? [] : listed
      found[system, default: []].formUnion(concepts.compactMap { $0["code"]?.text })
    }
    codes[valueSet] = found
    return found
  }
}

extension FHIRNode {
  /// Whether the element has the name of a rule: `value[x]` is any of a choice.
  fileprivate func isNamed(_ rule: String) -> Bool {
    guard rule.hasSuffix("[x]") else { return name == rule }
    let stem = rule.dropLast(3)
    return name.hasPrefix(stem) && name.dropFirst(stem.count).first?.isUppercase == true
  }
}

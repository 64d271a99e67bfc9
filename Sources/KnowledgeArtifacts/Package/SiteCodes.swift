import CaseMapping
import CodeLists
import FHIRSyntax

/// A site's own codes as part of the package: in the ValueSets of their concepts, and in a ConceptMap that says what
/// each means.
///
/// Both have the forms of an overlay, so that another site can take them over with `--terminology`.
struct SiteCodes {
  let codes: [CodeTable.ListedCode]
  let version: String

  /// The ValueSets and ConceptMaps of the concepts that the site's codes mean, with these codes added, changed or taken
  /// out.
  func merged(into resources: [FHIRNode]) -> [FHIRNode] {
    let byConcept = Dictionary(grouping: codes, by: \.row.concept)
    return resources.map { resource in
      guard let id = resource["id"]?.text, let own = byConcept[id] else { return resource }
      switch resource.resourceType {
      case "ValueSet": return merged(own, intoValueSet: resource)
      case "ConceptMap": return without(own, conceptMap: resource)
      default: return resource
      }
    }
  }

  /// The map without what it says of codes to which the site gives another meaning, or none.
  private func without(_ own: [CodeTable.ListedCode], conceptMap: FHIRNode) -> FHIRNode {
    var map = conceptMap
    for at in map.children.indices where map.children[at].name == "group" {
      let replaced = codes(of: map.children[at]["source"]?.text, among: own)
      map.children[at].children.removeAll {
        $0.name == "element" && replaced.contains($0["code"]?.text ?? "")
      }
    }
    map.children.removeAll { $0.name == "group" && $0["element"] == nil }
    return map == conceptMap ? conceptMap : map.with(version: version)
  }

  private func codes(of system: String?, among own: [CodeTable.ListedCode]) -> Set<String> {
    Set(own.filter { $0.selector == .exact && $0.system == system }.map(\.code))
  }

  private func merged(_ own: [CodeTable.ListedCode], intoValueSet valueSet: FHIRNode) -> FHIRNode {
    var valueSet = valueSet.with(version: version)
    for at in valueSet.children.indices {
      guard valueSet.children[at].name == "compose" else { continue }
      valueSet.children[at].children = includes(
        own, replacingIn: valueSet.children[at].all("include"))
    }
    return valueSet.withNotices
  }

  private func includes(
    _ own: [CodeTable.ListedCode], replacingIn includes: [FHIRNode]
  ) -> [FHIRNode] {
    let exact = own.filter { $0.selector == .exact }
    let kept = includes.compactMap { include -> FHIRNode? in
      var include = include
      let replaced = codes(of: include["system"]?.text, among: own)
      let hadConcepts = include["concept"] != nil
      include.children.removeAll {
        $0.name == "concept" && replaced.contains($0["code"]?.text ?? "")
      }
      // An include without codes would mean the whole code system.
      return hadConcepts && include["concept"] == nil ? nil : include
    }
    let given = exact.filter { !$0.row.isRemoval }
    let systems = given.reduce(into: [String]()) { systems, code in
      if !systems.contains(code.system) { systems.append(code.system) }
    }
    let added = systems.map { system in
      item("include") {
        text("system", system)
        for code in given where code.system == system {
          item("concept") {
            confidence(of: code.row)
            text("code", code.code)
            text("display", code.row.display)
          }
        }
      }
    }
    return kept + added + own.filter { $0.selector != .exact }.map(rule)
  }

  /// A rule on prefixes as the lists write it (`Profiles/terminology/README.md`).
  private func rule(_ code: CodeTable.ListedCode) -> FHIRNode {
    let prefix = code.code.filter { $0 != "." }
    let quality = (code.row.flags + code.row.qualifiers.map { "\($0.key)=\($0.value)" })
      .joined(separator: "/")
    return item("include") {
      confidence(of: code.row)
      extensionText("code-display", code.row.display)
      extensionText("code-quality", quality)
      text("system", code.system)
      item("filter") {
        text("property", "code")
        text("op", "regex")
        text("value", prefix + (code.selector == .prefix ? ".*" : "\\.[0-9A-Z]{3}A"))
      }
    }
  }

  private func confidence(of row: CodeTable.Row) -> FHIRNode {
    item("extension") {
      text("url", Canonicals.structure("code-confidence"))
      text("valueCode", row.isWeak ? "single-source-weak" : "verified")
    }
  }

  private func extensionText(_ name: String, _ value: String) -> FHIRNode? {
    guard !value.isEmpty else { return nil }
    return item("extension") {
      text("url", Canonicals.structure(name))
      text("valueString", value)
    }
  }

  // MARK: - ConceptMap

  /// What the site's codes mean, by our findings and concepts; `nil` when there are none beside rules.
  func conceptMap(findings: Set<String>) -> FHIRNode? {
    struct Target: Hashable {
      let source: String
      let target: String
    }
    var order: [Target] = []
    var elements: [Target: [FHIRNode]] = [:]
    func add(_ code: CodeTable.ListedCode, _ target: String, _ values: [String], _ word: String) {
      guard !values.isEmpty else { return }
      let key = Target(source: code.system, target: target)
      if elements[key] == nil { order.append(key) }
      elements[key, default: []].append(
        item("element") {
          text("code", code.code)
          text("display", code.row.display)
          for value in values {
            item("target") {
              text("code", value)
              text("equivalence", word)
            }
          }
        })
    }
    for code in codes where code.selector == .exact {
      let target = findings.contains(code.row.concept) ? "finding" : "concept"
      add(code, target, [code.row.concept], code.row.isRemoval ? "disjoint" : "equivalent")
      guard !code.row.isRemoval else { continue }
      add(code, "flag", code.row.flags, "relatedto")
      for qualifier in code.row.qualifiers {
        add(code, qualifier.key, [qualifier.value], "relatedto")
      }
    }
    guard !order.isEmpty else { return nil }
    let head = ArtifactHead(
      id: "site", version: version, name: "VenoGuideSite", title: "A site's own codes",
      description: "What the codes mean that a site has added to those of VenoGuide.")
    return .resource("ConceptMap") {
      head.identity("ConceptMap")
      head.status
      head.about
      for key in order {
        item("group") {
          text("source", key.source)
          text("target", Canonicals.codeSystem(key.target))
          elements[key] ?? []
        }
      }
    }.withNotices
  }
}

extension FHIRNode {
  /// The artifact with another version.
  fileprivate func with(version: String) -> FHIRNode {
    var node = self
    for at in node.children.indices where node.children[at].name == "version" {
      node.children[at].value = .string(version)
    }
    return node
  }
}

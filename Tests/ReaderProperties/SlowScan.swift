import FHIRSyntax

/// What `scan` must find, worked out slowly and plainly from the whole tree.
public struct SlowScan {
  private let selector: any ResourceSelector

  /// A scan by a selector.
  public init(selector: any ResourceSelector) {
    self.selector = selector
  }

  /// What the scan of the input of a tree finds.
  public func scan(_ tree: SyntaxTree) -> ScannedInput {
    guard tree.root.resourceType == "Bundle" else {
      let entry = ScannedEntry(
        index: -1, resourceType: tree.root.resourceType, id: tree.root["id"]?.text,
        resource: tree.root)
      return ScannedInput(format: tree.format, root: tree.root, entries: [entry])
    }
    var root = tree.root
    root.children.removeAll { $0.name == "entry" }
    let entries = tree.root.all("entry").enumerated().map { entry($1, $0) }
    return ScannedInput(format: tree.format, root: root, entries: entries)
  }

  private func entry(_ node: FHIRNode, _ index: Int) -> ScannedEntry {
    var entry = ScannedEntry(index: index, fullUrl: node["fullUrl"]?.text)
    entry.entry = node
    entry.entry.children.removeAll { $0.name == "resource" }
    guard let resource = node["resource"], let type = resource.resourceType else { return entry }
    entry.resourceType = type
    entry.id = resource["id"]?.string
    entry.resource = resource
    switch selection(of: type) {
    case .always: return entry
    case .skip: break
    case .whenCoded:
      let codings = resource.children.flatMap(\.codings)
      let principal = ScannedEntry.principalCodeElements
      entry.unrecognized = resource.children
        .filter { principal.contains($0.name) && $0.value == nil }
        .map(\.withoutExtensions).flatMap(\.codings)
      if entry.unrecognized.isEmpty || codings.contains(where: isKnown) {
        entry.unrecognized = []
        return entry
      }
    }
    entry.resource = nil
    let references = resource.all("subject") + resource.all("patient")
    entry.subject = references.lazy.compactMap { $0["reference"]?.string }.first
    entry.entry = FHIRNode(name: "entry")
    return entry
  }

  private func selection(of type: String) -> ResourceSelection {
    if type == "Bundle" || type == "Parameters" { return .always }
    return Array(type.utf8).withUnsafeBytes(selector.selection(ofType:))
  }

  private func isKnown(_ coding: ScannedCoding) -> Bool {
    Array(coding.system.utf8).withUnsafeBytes { system in
      Array(coding.code.utf8).withUnsafeBytes { code in
        selector.recognizes(system: system, code: code)
      }
    }
  }
}

extension FHIRNode {
  /// The text of a value that is no number.
  fileprivate var string: String? {
    if case .number = value { nil } else { text }
  }

  fileprivate var withoutExtensions: FHIRNode {
    var node = self
    node.children = children.filter { $0.name != "extension" }.map(\.withoutExtensions)
    return node
  }

  /// Codings in the node, inner ones first, as they end.
  fileprivate var codings: [ScannedCoding] {
    var found = children.flatMap(\.codings)
    if let system = self["system"]?.text, let code = self["code"]?.text, self["value"] == nil {
      found.append(ScannedCoding(system: system, code: code))
    }
    return found
  }
}

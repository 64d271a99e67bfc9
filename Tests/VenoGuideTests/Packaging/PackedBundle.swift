import FHIRSyntax

/// A Bundle that the program wrote, as its readers follow it.
struct PackedBundle {
  let root: FHIRNode

  /// The entries: full URL and resource, in order.
  var entries: [(url: String, resource: FHIRNode)] {
    root.all("entry").compactMap { entry in
      guard let url = entry["fullUrl"]?.text, let resource = entry["resource"] else { return nil }
      return (url, resource)
    }
  }

  func resources(_ type: String) -> [FHIRNode] {
    entries.map(\.resource).filter { $0.resourceType == type }
  }

  /// Every literal reference in a tree.
  static func references(in node: FHIRNode) -> [String] {
    node.children.flatMap { child in
      child.name == "reference" && child.text != nil
        ? [child.text ?? ""] : references(in: child)
    }
  }

  /// The full URLs that can be reached from the first entry by following references.
  var reachable: Set<String> {
    let all = Dictionary(
      entries.map { ($0.url, $0.resource) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    var waiting = entries.prefix(1).map(\.url)
    while let url = waiting.popLast() {
      guard let resource = all[url], seen.insert(url).inserted else { continue }
      waiting += Self.references(in: resource)
    }
    return seen
  }
}

import FHIRSyntax

extension Reading {
  /// Walks a whole resource, modelled or not, and notes ids that occur twice in it, and contained resources inside
  /// contained ones: references within the resource lead nowhere then (fhir/README fact 44; Element.id).
  public mutating func checkIdentities(of resource: FHIRNode) {
    var ids: Set<String> = []
    checkIDs(of: resource, &ids)
    var containedIDs: Set<String> = []
    var index = 0
    for contained in resource.children where contained.name == "contained" {
      let mark = issues.count
      if let inner = contained["contained"] {
        report(
          .warning, .invariant, "A contained resource must not contain another one.",
          at: "contained", offset: inner.offset)
      }
      if let id = contained["id"]?.text, !containedIDs.insert(id).inserted {
        report(
          .warning, .duplicate,
          "Two contained resources have the same id; references to it lead nowhere.", at: "id",
          offset: contained.offset)
      }
      checkIdentities(of: contained)
      if issues.count > mark { locate(from: mark, "contained", index) }
      index += 1
    }
  }

  /// Looks at the ids of a resource and its elements; resources inside have ids of their own.
  private mutating func checkIDs(of node: FHIRNode, _ ids: inout Set<String>) {
    for at in node.children.indices {
      let child = node.children[at]
      let mark = issues.count
      if child.name == "id", let id = child.text {
        if !ids.insert(id).inserted {
          report(
            .information, .duplicate, "Two elements of the resource have the same id.", at: "id",
            offset: child.offset)
        }
      } else if child.resourceType == nil, !child.children.isEmpty {
        checkIDs(of: child, &ids)
        if issues.count > mark {
          locate(
            from: mark, Self.step(child.name),
            child.isRepeating ? Self.index(of: at, in: node) : nil)
        }
      }
    }
  }
}

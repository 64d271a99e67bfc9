import FHIRSyntax

/// A resource as its sender wrote it, beside what it became in the terms of R4, in which the models read.
///
/// Everything that is said of it names the sender's elements: a node of the result has the offset of the one
/// it came from, and that one's place is told.
struct Origin: Sendable {
  /// The sender's release.
  let release: FHIRRelease
  /// The resource by the definitions of that release.
  let tree: FHIRNode
  /// The resource in the terms of R4.
  let converted: FHIRNode
  private let definitions: Definitions

  init(_ tree: FHIRNode, as converted: FHIRNode, _ definitions: Definitions) {
    release = definitions.release
    self.tree = tree
    self.converted = converted
    self.definitions = definitions
  }

  /// The path, below the resource, of an element that has this path in R4: `performed` may be `occurrence`,
  /// `reasonCode[1]` may be `reason[3].concept`.
  func path(_ path: String) -> String {
    let byName = ReleaseRules.pathInR5(path, of: converted.resourceType ?? "")
    var steps = path.split(separator: ".").map(ReleaseRules.Step.init)[...]
    var node = converted
    while let step = steps.first, let next = node.child(step) {
      node = next
      steps.removeFirst()
    }
    guard node.offset >= 0, node.offset != tree.offset, let found = place(of: node.offset) else {
      return byName
    }
    // What is not there has no place; its name may be another one in the sender's release.
    let rest = byName.split(separator: ".").suffix(steps.count)
    return ([Substring(found)] + rest).joined(separator: ".")
  }

  /// The path of the element at an offset.
  private func place(of offset: Int) -> String? {
    var definitions = definitions
    guard let type = definitions.type(tree.resourceType ?? "") else { return nil }
    return Self.place(of: offset, in: tree, type.elements, type, &definitions)
  }

  private static func place(
    of offset: Int, in node: FHIRNode, _ elements: TypeDefinition.Elements,
    _ type: TypeDefinition, _ definitions: inout Definitions
  ) -> String? {
    var counts: [String: Int] = [:]
    for child in node.children {
      guard let (place, kind) = elements.find(child.name) else { continue }
      let element = elements[place]
      let count = counts[element.name, default: 0]
      counts[element.name] = count + 1
      let step = element.isRepeating ? "\(element.name)[\(count)]" : element.name
      if child.offset == offset { return step }
      guard !child.children.isEmpty else { continue }
      var inner = element.parts.map { (type.parts[$0], type) }
      if inner == nil {
        let name = kind == "Resource" ? child.resourceType ?? "" : kind
        inner = (definitions.type(name) ?? definitions.type("Extension")).map { ($0.elements, $0) }
      }
      if let inner, let rest = Self.place(of: offset, in: child, inner.0, inner.1, &definitions) {
        return "\(step).\(rest)"
      }
    }
    return nil
  }
}

extension FHIRNode {
  /// The child at a step of a path, where a choice is called without its type.
  fileprivate func child(_ step: ReleaseRules.Step) -> FHIRNode? {
    let found = children.filter {
      $0.name == step.name || Reading.isChoice($0.name, of: step.name)
    }
    let index = step.index ?? 0
    return found.indices.contains(index) ? found[index] : nil
  }
}

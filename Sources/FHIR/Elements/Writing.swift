import FHIRSyntax

/// Collects the children of an element that is written as a tree; empty elements leave no trace,
/// since FHIR knows none.
struct Writing {
  private var children: [FHIRNode] = []

  mutating func attribute(_ name: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    children.append(FHIRNode(name: name, value: .string(text)))
  }

  @inline(never)
  mutating func one<Element: FHIRElement>(_ name: String, _ element: Element?) {
    guard let element else { return }
    keep(element.write(as: name, isRepeating: false))
  }

  @inline(never)
  mutating func many<Element: FHIRElement>(_ name: String, _ elements: [Element]) {
    for element in elements {
      keep(element.write(as: name, isRepeating: true))
    }
  }

  @inline(never)
  mutating func choice<Choice: FHIRChoice>(_ choice: Choice?) {
    guard let choice else { return }
    keep(choice.write())
  }

  func element(_ name: String, _ isRepeating: Bool) -> FHIRNode {
    FHIRNode(name: name, isRepeating: isRepeating, children: children)
  }

  func resource(_ type: String, _ name: String, _ isRepeating: Bool) -> FHIRNode {
    FHIRNode(name: name, resourceType: type, isRepeating: isRepeating, children: children)
  }

  private mutating func keep(_ node: FHIRNode) {
    if node.value == nil && node.children.isEmpty && node.resourceType == nil { return }
    children.append(node)
  }
}

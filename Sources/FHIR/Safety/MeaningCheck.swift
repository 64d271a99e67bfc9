import FHIRSyntax

extension Reading {
  /// Walks a whole resource, modelled or not, and notes what may turn its meaning around: a
  /// `modifierExtension` or `implicitRules`, on the resource or on any element inside.
  ///
  /// None is known to this program, so each is an error: FHIR forbids to use content whose modifiers
  /// one does not understand (FHIR R4, Extensibility, section 2.4.3; Resource.implicitRules).
  public mutating func checkMeaning(of resource: FHIRNode) {
    for at in resource.children.indices {
      let child = resource.children[at]
      // Lengths differ from nearly all names, which makes the walk cheap.
      switch child.name.utf8.count {
      case 17 where child.name == "modifierExtension":
        let mark = issues.count
        report(
          .error, .extension,
          "A modifierExtension may change the meaning of the content and this one is not known; "
            + "the resource is not used.", offset: child.offset)
        if issues.count > mark { locate(from: mark, child.name, Self.index(of: at, in: resource)) }
      case 13 where child.name == "implicitRules" && resource.resourceType != nil:
        report(
          .error, .notSupported,
          "implicitRules demand rules that this program does not know; the resource is not used.",
          at: child.name, offset: child.offset)
      default:
        guard !child.children.isEmpty else { continue }
        let mark = issues.count
        checkMeaning(of: child)
        if issues.count > mark {
          locate(
            from: mark, Self.step(child.name),
            child.isRepeating ? Self.index(of: at, in: resource) : nil)
        }
      }
    }
  }

  /// How many siblings of the same name come before.
  static func index(of at: Int, in node: FHIRNode) -> Int {
    let name = node.children[at].name
    return node.children[..<at].count { $0.name == name }
  }
}

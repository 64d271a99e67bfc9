import FHIRSyntax

extension FHIRNode {
  /// One `Reference.reference` in a tree.
  struct LiteralReference {
    /// What it says: `Condition/dvt`, `#device`.
    var text: String
    /// FHIRPath into the input of the element that was read, where the extension tells it.
    var evidencePath: String?
  }

  /// The literal references in the tree, in order.
  var literalReferences: [LiteralReference] {
    children.flatMap { child in
      literalReference(child).map { [$0] } ?? child.literalReferences
    }
  }

  /// The same tree with the references changed for which there is another.
  func replacingReferences(_ replacement: (LiteralReference) -> String?) -> FHIRNode {
    var copy = self
    for (index, child) in children.enumerated() {
      if let reference = literalReference(child) {
        if let other = replacement(reference) { copy.children[index].value = .string(other) }
      } else if !child.children.isEmpty {
        copy.children[index] = child.replacingReferences(replacement)
      }
    }
    return copy
  }

  private func literalReference(_ child: FHIRNode) -> LiteralReference? {
    guard child.name == "reference", let text = child.text else { return nil }
    let path = all("extension").first { $0["url"]?.text == Canonical.pathExtension }
    return LiteralReference(text: text, evidencePath: path?["valueString"]?.text)
  }
}

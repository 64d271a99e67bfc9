import FHIRSyntax

extension FHIRNode {
  /// Compares what both formats can say: names, types, texts; of children the order within each name.
  public func firstDifference(from other: FHIRNode) -> String? {
    if name != other.name || resourceType != other.resourceType { return "\(name) type" }
    if name == "div" {
      let left = Narrative.canonical(text ?? "")
      return left != nil && left == Narrative.canonical(other.text ?? "") ? nil : "div"
    }
    if text != other.text { return "\(name) text" }
    let names = Set(children.map(\.name)).sorted()
    guard Set(names) == Set(other.children.map(\.name)) else {
      return "\(name) children \(names.sorted()) \(Set(other.children.map(\.name)).sorted())"
    }
    for name in names {
      let (left, right) = (all(name), other.all(name))
      if left.count != right.count { return "\(name) count" }
      for (left, right) in zip(left, right) {
        if let difference = left.firstDifference(from: right) {
          return "\(self.name).\(difference)"
        }
      }
    }
    return nil
  }
}

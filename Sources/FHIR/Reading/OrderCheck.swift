import FHIRSyntax

extension Reading {
  /// Notes elements that do not stand in the order of the definition, or whose repeats are apart. XML
  /// demands both (fhir/README fact 33); the content is clear all the same.
  ///
  /// - Parameters:
  ///   - source: the resource as it was read.
  ///   - written: the same resource as the model writes it, which is the right order.
  mutating func checkOrder(of source: FHIRNode, against written: FHIRNode) {
    var expected = written.children[...]
    var index: [String: Int] = [:]
    let isExtension = source.name == "extension" || source.name == "modifierExtension"
    // An attribute has no place among the elements.
    for child in source.children where !(isExtension && child.name == "url") {
      guard let found = expected.firstIndex(where: { $0.name == child.name }) else {
        // Unknown elements were reported already; a known one that is no longer ahead is out of order.
        if written[child.name] != nil {
          report(
            .warning, .structure, "The element does not stand in the order of the definition.",
            at: Self.step(child.name), offset: child.offset)
          return
        }
        continue
      }
      if !child.children.isEmpty {
        let mark = issues.count
        checkOrder(of: child, against: expected[found])
        if issues.count > mark {
          locate(
            from: mark, Self.step(child.name),
            expected[found].isRepeating ? index[child.name, default: 0] : nil)
        }
      }
      index[child.name, default: 0] += 1
      expected = expected[(found + 1)...]
    }
  }
}

import FHIRSyntax

extension Reading {
  /// Notes elements that do not stand in the order of the definition, or whose repeats are apart. XML
  /// demands both (fhir/README fact 33); the content is clear all the same.
  ///
  /// - Parameters:
  ///   - source: the resource as it was read.
  ///   - written: the same resource as the model writes it, which is the right order.
  mutating func checkOrder(of source: FHIRNode, against written: FHIRNode) {
    var runs = ElementRuns(of: written)
    let isExtension = source.name == "extension" || source.name == "modifierExtension"
    var reached = 0
    // An attribute has no place among the elements.
    for child in source.children where !(isExtension && child.name == "url") {
      // Unknown elements, and one too many of the known ones, were reported already.
      guard let run = runs.place(of: child.name), let found = runs.takeNext(of: run) else {
        continue
      }
      guard run >= reached else {
        report(
          .warning, .structure, "The element does not stand in the order of the definition.",
          at: Self.step(child.name), offset: child.offset)
        return
      }
      reached = run
      guard !child.children.isEmpty else { continue }
      let mark = issues.count
      checkOrder(of: child, against: written.children[found])
      if issues.count > mark {
        locate(
          from: mark, Self.step(child.name),
          written.children[found].isRepeating ? runs.index(of: found, in: run) : nil)
      }
    }
  }
}

/// The children of an element in the order of its definition: those of one name stand together.
private struct ElementRuns {
  private struct Run {
    let name: String
    let start: Int
    var next: Int
    var end: Int
  }

  private var runs: [Run] = []

  init(of written: FHIRNode) {
    for (place, child) in written.children.enumerated() {
      if let last = runs.last, last.name == child.name {
        runs[runs.count - 1].end = place + 1
      } else {
        runs.append(Run(name: child.name, start: place, next: place, end: place + 1))
      }
    }
  }

  /// The place of a name among all names. A definition has some dozens of them.
  func place(of name: String) -> Int? { runs.firstIndex { $0.name == name } }

  /// The next child of a name, by its place in the element.
  mutating func takeNext(of run: Int) -> Int? {
    guard runs[run].next < runs[run].end else { return nil }
    defer { runs[run].next += 1 }
    return runs[run].next
  }

  /// How many of the name come before.
  func index(of child: Int, in run: Int) -> Int { child - runs[run].start }
}

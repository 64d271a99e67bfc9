import FHIRSyntax

/// Breaks a Bundle in ways that senders do, knowing what an element is: the same for the same seed.
struct BundleMutator {
  /// One way to break something.
  enum Mutation: CaseIterable, Sendable {
    case removeElement, repeatElement, reorderElements, renameElement
    case alterValue, swapCodes, breakReference, shiftDate, emptyElement
    case nestExtensions, arrayOfNulls, changeType, addModifier, breakNarrative, swapSubtrees
  }

  private var random: SeededGenerator
  /// Which entries must stay as they are, by their places among the entries.
  private let isKept: @Sendable (Int) -> Bool

  init(seed: UInt64, keeping isKept: @escaping @Sendable (Int) -> Bool = { _ in false }) {
    random = SeededGenerator(seed: seed)
    self.isKept = isKept
  }

  /// A Bundle with up to eight mutations, all in entries that need not stay.
  mutating func mutated(_ bundle: FHIRNode) -> FHIRNode {
    var bundle = bundle
    let entries = bundle.children.indices.filter { bundle.children[$0].name == "entry" }
    let places = entries.enumerated().filter { !isKept($0.offset) }.map(\.element)
    guard !places.isEmpty else { return bundle }
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      guard let place = places.randomElement(using: &random),
        let mutation = Mutation.allCases.randomElement(using: &random)
      else { continue }
      let other = places.randomElement(using: &random).map { bundle.children[$0] }
      apply(mutation, to: &bundle.children[place], beside: other)
    }
    return bundle
  }

  /// Goes down to a random element and changes it.
  private mutating func apply(
    _ mutation: Mutation, to node: inout FHIRNode, beside other: FHIRNode?
  ) {
    let inner = node.children.indices.filter { !node.children[$0].children.isEmpty }
    if let next = inner.randomElement(using: &random), Int.random(in: 0..<4, using: &random) > 0 {
      return apply(mutation, to: &node.children[next], beside: other)
    }
    change(&node, mutation, other)
  }

  private mutating func change(_ node: inout FHIRNode, _ mutation: Mutation, _ other: FHIRNode?) {
    guard let place = node.children.indices.randomElement(using: &random) else { return }
    switch mutation {
    case .removeElement: node.children.remove(at: place)
    case .repeatElement:
      node.children[place].isRepeating = true
      node.children.insert(node.children[place], at: place)
    case .reorderElements: node.children.shuffle(using: &random)
    case .renameElement: node.children[place].name += "x"
    case .alterValue: setValue(of: &node, pick(Self.values))
    case .swapCodes:
      if let code = other?.codes.randomElement(using: &random) {
        setValue(of: &node, .string(code))
      }
    case .breakReference:
      node.children.append(
        FHIRNode(
          name: "subject", children: [FHIRNode(name: "reference", value: pick(Self.references))]))
    case .shiftDate: setValue(of: &node, pick(Self.dates))
    case .emptyElement:
      node.children[place].children = []
      node.children[place].value = nil
    case .nestExtensions:
      node.children.append(extensions(depth: Int.random(in: 1...90, using: &random)))
    case .arrayOfNulls:
      node.children[place].isRepeating = true
      let null = FHIRNode(
        name: node.children[place].name, lacksValue: true, isRepeating: true,
        children: [FHIRNode(name: "id", value: .string("n"))])
      node.children.insert(null, at: place)
    case .changeType:
      if node.resourceType != nil { node.resourceType = pickText(Self.types) }
    case .addModifier:
      node.children.append(
        FHIRNode(
          name: "modifierExtension", isRepeating: true,
          children: [
            FHIRNode(name: "url", value: .string("http://a.example/negation")),
            FHIRNode(name: "valueBoolean", value: .boolean(true)),
          ]))
    case .breakNarrative:
      node.children.append(
        FHIRNode(name: "text", children: [FHIRNode(name: "div", value: .string("<div>a</p>"))]))
    case .swapSubtrees:
      guard let subtree = other?.children.randomElement(using: &random) else { return }
      node.children[place].children.append(subtree)
      node.children[place].value = nil
    }
  }

  private mutating func setValue(of node: inout FHIRNode, _ value: FHIRNode.Value) {
    let leaves = node.children.indices.filter { node.children[$0].value != nil }
    guard let leaf = leaves.randomElement(using: &random) else { return }
    node.children[leaf].value = value
  }

  private func extensions(depth: Int) -> FHIRNode {
    var node = FHIRNode(
      name: "extension", isRepeating: true,
      children: [
        FHIRNode(name: "url", value: .string("http://a.example/x")),
        FHIRNode(name: "valueString", value: .string("x")),
      ])
    for _ in 0..<depth {
      node = FHIRNode(
        name: "extension", isRepeating: true,
        children: [FHIRNode(name: "url", value: .string("http://a.example/x")), node])
    }
    return node
  }

  private mutating func pick(_ values: [FHIRNode.Value]) -> FHIRNode.Value {
    values.randomElement(using: &random) ?? .boolean(true)
  }

  private mutating func pickText(_ texts: [String]) -> String {
    texts.randomElement(using: &random) ?? ""
  }

  private static let values: [FHIRNode.Value] = [
    .string(""), .string(" "), .string("\u{7F}\u{202E}<&\">"), .string("entered-in-error"),
    .string("unknown"), .number("-0.0e-99999"), .number("9999999999999999999999"), .boolean(false),
    .string(String(repeating: "x", count: 70_000)), .string("http://snomed.info/sct"),
  ]
  private static let references: [FHIRNode.Value] = [
    .string("Patient/nobody"), .string("#gone"), .string("urn:uuid:x"), .string(""), .number("1"),
    .string("https://a.example/fhir/Patient/1/_history/2"),
  ]
  private static let dates: [FHIRNode.Value] = [
    .string("0000-00-00"), .string("9999-12-31T23:59:60+14:00"), .string("2026-02-30"),
    .string("0001"), .string("20260615"), .string("2026-06-15T24:00:00Z"), .number("2026"),
  ]
  private static let types = [
    "Observation", "Condition", "Bundle", "Parameters", "Nonsense", "Composition",
    "RequestOrchestration", "MedicationStatement",
  ]
}

extension FHIRNode {
  /// All codes in it.
  fileprivate var codes: [String] {
    children.flatMap { child -> [String] in
      if child.name == "code", let text = child.text { return [text] }
      return child.codes
    }
  }
}

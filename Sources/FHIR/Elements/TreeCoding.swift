import FHIRSyntax

// Codable for every element, in the shape of FHIR JSON. The exact path from and to bytes is that of
// FHIRSyntax; a general coder has no access to the text of a number, so 1.00 becomes 1 here.

extension FHIRElement {
  /// Encodes the element in the shape of FHIR JSON.
  public func encode(to encoder: any Encoder) throws {
    let node = node
    if node.isPrimitive && node.children.isEmpty {
      var container = encoder.singleValueContainer()
      if let value = node.value {
        try container.encode(CodedValue(value: value))
      } else {
        try container.encodeNil()
      }
    } else {
      try CodedElement(node: node).encode(to: encoder)
    }
  }

  /// Decodes the element from the shape of FHIR JSON; an error in the content is thrown.
  public init(from decoder: any Decoder) throws {
    var node = try CodedTree(from: decoder).node(named: "")
    // A primitive with extensions stands alone as an object with its value inside.
    if Self.self is any FHIRPrimitiveElement.Type, let value = node["value"]?.value {
      node.value = value
      node.children.removeAll { $0.name == "value" }
    }
    var reading = Reading()
    self.init(from: node, &reading)
    if let issue = reading.issues.first(where: { $0.severity >= .error }) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: issue.description))
    }
  }
}

private protocol FHIRPrimitiveElement {}
extension FHIRPrimitive: FHIRPrimitiveElement {}

private struct Name: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// A primitive value for an encoder.
private struct CodedValue: Encodable {
  let value: FHIRNode.Value

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .string(let text), .lexical(let text): try container.encode(text)
    case .boolean(let flag): try container.encode(flag)
    case .number(let text):
      if let whole = Int64(text) {
        try container.encode(whole)
      } else if let number = Double(text) {
        try container.encode(number)
      } else {
        throw EncodingError.invalidValue(
          text,
          EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "not a number"))
      }
    }
  }
}

/// An element with parts for an encoder.
private struct CodedElement: Encodable {
  let node: FHIRNode
  /// Whether to leave the node's own value to the container around it.
  var isAnnex = false

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    if let type = node.resourceType { try container.encode(type, forKey: Name("resourceType")) }
    if !isAnnex, let value = node.value {
      try container.encode(CodedValue(value: value), forKey: Name("value"))
    }
    var at = 0
    while at < node.children.count {
      let name = node.children[at].name
      let end = node.children[at...].firstIndex { $0.name != name } ?? node.children.endIndex
      try encode(node.children[at..<end], to: &container)
      at = end
    }
  }

  private func encode(
    _ group: ArraySlice<FHIRNode>, to container: inout KeyedEncodingContainer<Name>
  ) throws {
    guard let first = group.first else { return }
    let key = Name(first.name)
    let annexKey = Name("_" + first.name)
    let isPrimitive = group.contains(where: \.isPrimitive)
    guard first.isRepeating else {
      if !isPrimitive {
        try container.encode(CodedElement(node: first), forKey: key)
        return
      }
      if let value = first.value { try container.encode(CodedValue(value: value), forKey: key) }
      if !first.children.isEmpty {
        try container.encode(CodedElement(node: first, isAnnex: true), forKey: annexKey)
      }
      return
    }
    if !isPrimitive {
      try container.encode(group.map { CodedElement(node: $0) }, forKey: key)
      return
    }
    if group.contains(where: { $0.value != nil }) {
      try container.encode(group.map { $0.value.map(CodedValue.init) }, forKey: key)
    }
    if group.contains(where: { !$0.children.isEmpty }) {
      let annexes = group.map { node in
        node.children.isEmpty ? nil : CodedElement(node: node, isAnnex: true)
      }
      try container.encode(annexes, forKey: annexKey)
    }
  }
}

/// Whatever a decoder holds.
private indirect enum CodedTree: Decodable {
  case value(FHIRNode.Value)
  case list([CodedTree])
  case parts([(name: String, tree: CodedTree)])
  case null

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Name.self) {
      // Coders hand keys out in any order; sorted, the outcome is the same each time.
      let names = container.allKeys.map(\.stringValue).sorted()
      self = .parts(
        try names.map { ($0, try container.decode(CodedTree.self, forKey: Name($0))) })
      return
    }
    if var container = try? decoder.unkeyedContainer() {
      var list: [CodedTree] = []
      while !container.isAtEnd { list.append(try container.decode(CodedTree.self)) }
      self = .list(list)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .value(.boolean(flag))
    } else if let whole = try? container.decode(Int64.self) {
      self = .value(.number(String(whole)))
    } else if let number = try? container.decode(Double.self) {
      self = .value(.number(String(number)))
    } else {
      self = .value(.string(try container.decode(String.self)))
    }
  }

  func node(named name: String) -> FHIRNode {
    var node = FHIRNode(name: name)
    switch self {
    case .value(let value):
      node.value = value
    case .parts(let parts):
      for part in parts where !part.name.hasPrefix("_") {
        if part.name == "resourceType", case .value(.string(let type)) = part.tree {
          node.resourceType = type
        } else {
          node.children += part.tree.nodes(named: part.name)
        }
      }
      for part in parts where part.name.hasPrefix("_") {
        Self.merge(part.tree.nodes(named: String(part.name.dropFirst())), into: &node.children)
      }
    case .list, .null: break
    }
    return node
  }

  private func nodes(named name: String) -> [FHIRNode] {
    guard case .list(let list) = self else { return [node(named: name)] }
    return list.map { tree in
      var node = tree.node(named: name)
      node.isRepeating = true
      return node
    }
  }

  /// Gives the elements of a `_name` property to those of the property without the stroke.
  private static func merge(_ annexes: [FHIRNode], into children: inout [FHIRNode]) {
    guard let name = annexes.first?.name else { return }
    guard let start = children.firstIndex(where: { $0.name == name }) else {
      children += annexes.map { annex in
        var annex = annex
        annex.lacksValue = true
        return annex
      }
      return
    }
    for (at, annex) in annexes.enumerated() {
      let place = start + at
      if place < children.endIndex, children[place].name == name {
        children[place].children = annex.children
        children[place].lacksValue = children[place].value == nil
      }
    }
  }
}

extension FHIRNode {
  fileprivate var isPrimitive: Bool { value != nil || lacksValue }
}

import CLibXML2

/// Makes trees of what is on a tape.
struct XMLTreeBuilder {
  let tape: XMLTape
  let source: UnsafeRawBufferPointer
  let limits: SyntaxLimits
  private(set) var defects: [Fault] = []
  private var elements: Int

  /// Starts with the number of elements that were built already.
  init(tape: XMLTape, source: UnsafeRawBufferPointer, limits: SyntaxLimits, elements: Int) {
    self.tape = tape
    self.source = source
    self.limits = limits
    self.elements = elements
    defects = tape.defects
  }

  /// How many elements were built so far.
  var elementCount: Int { elements }

  /// The tree of the resource whose own element (`<Patient>`) is at an index of the tape.
  mutating func resource(at index: Int, name: String) throws(Fault) -> FHIRNode {
    if let breach = tape.breach { throw breach }
    let element = tape.elements[index]
    var node = FHIRNode(
      name: name, resourceType: String(cString: element.name), offset: element.offset)
    if !element.attributes.isEmpty { defects.note(Fault(.unknownAttribute, at: element.offset)) }
    node.children = try children(of: index)
    try count(element)
    return node
  }

  /// The tree of the element at an index of the tape.
  mutating func element(at index: Int) throws(Fault) -> FHIRNode {
    if let breach = tape.breach { throw breach }
    return try node(at: index)
  }

  private mutating func count(_ element: XMLTape.Element) throws(Fault) {
    elements += 1
    if elements > limits.elements { throw Fault(.tooManyElements, at: element.offset) }
  }

  private mutating func children(of index: Int) throws(Fault) -> [FHIRNode] {
    try nodes(in: index + 1..<tape.elements[index].next)
  }

  private mutating func nodes(in range: Range<Int>) throws(Fault) -> [FHIRNode] {
    var nodes: [FHIRNode] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let element = tape.elements[index]
      if element.isResource { throw Fault(.twoResources, at: element.offset) }
      var node = try self.node(at: index)
      index = element.next
      if node.isEmpty {
        if element.attributes.isEmpty {
          defects.note(Fault(.noValueNorChildren, at: element.offset))
        }
        continue
      }
      if let last = nodes.last, last.name == node.name {
        nodes[nodes.count - 1].isRepeating = true
        node.isRepeating = true
      }
      nodes.append(node)
    }
    return nodes
  }

  private mutating func node(at index: Int) throws(Fault) -> FHIRNode {
    let element = tape.elements[index]
    try count(element)
    var node = FHIRNode(name: String(cString: element.name), offset: element.offset)
    if element.divEnd >= 0 {
      node.value = .string(try narrative(element))
      return node
    }
    if index + 1 < element.next, tape.elements[index + 1].isResource {
      let inner = tape.elements[index + 1]
      guard inner.next == element.next else { throw Fault(.twoResources, at: element.offset) }
      if !element.attributes.isEmpty {
        defects.note(Fault(.wrapperAttribute, at: element.offset))
      }
      return try resource(at: index + 1, name: node.name)
    }
    for attribute in tape.attributes[element.attributes] {
      if attribute.value.isEmpty { continue }
      if attribute.value.count > limits.stringLength {
        throw Fault(.stringTooLong, at: element.offset)
      }
      let text = tape.string(attribute.value)
      switch attribute.kind {
      case .id: node.children.append(FHIRNode(name: "id", value: .lexical(text)))
      case .url: node.children.append(FHIRNode(name: "url", value: .lexical(text)))
      case .value: node.value = .lexical(text)
      }
    }
    for index in node.children.indices { node.children[index].offset = element.offset }
    node.children.append(contentsOf: try children(of: index))
    return node
  }

  private func narrative(_ element: XMLTape.Element) throws(Fault) -> String {
    let spelling = tape.attributes[element.attributes].first.map { tape.string($0.value) }
    let end = min(element.divEnd, source.count)
    let bytes = UnsafeRawBufferPointer(rebasing: source[element.offset..<end])
    if (spelling?.utf8.count ?? bytes.count) > limits.stringLength {
      throw Fault(.stringTooLong, at: element.offset)
    }
    if let spelling { return spelling }
    guard bytes.contains(ASCII.carriageReturn) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    // XML reads every line end as a line feed.
    var unified: [UInt8] = []
    unified.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte != ASCII.carriageReturn {
        unified.append(byte)
      } else if index + 1 == bytes.count || bytes[index + 1] != ASCII.lineFeed {
        unified.append(ASCII.lineFeed)
      }
    }
    return String(decoding: unified, as: UTF8.self)
  }
}

extension XMLTape.Element {
  /// Whether the element is a resource's own: only types begin with a capital letter.
  var isResource: Bool { (0x41...0x5A).contains(name.pointee) }
}

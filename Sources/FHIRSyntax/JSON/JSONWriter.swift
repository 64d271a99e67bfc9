/// Writes a tree as FHIR JSON: `resourceType` first, properties in the order of the tree, `_name` beside
/// `name` where a primitive has more than a value, arrays padded with `null`.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var path = WriterPath()
  private var indent = 0

  init(pretty: Bool) {
    isPretty = pretty
  }

  mutating func writeRoot(_ root: FHIRNode) throws(SyntaxError) {
    guard let type = root.resourceType else { throw path.error(.noType) }
    path.enter(type)
    try writeObject(root)
    if isPretty { bytes.append(ASCII.lineFeed) }
  }

  private mutating func writeObject(_ node: FHIRNode) throws(SyntaxError) {
    if path.isTooDeep { throw path.error(.tooDeep) }
    var isFirst = true
    open(ASCII.openBrace)
    if let type = node.resourceType {
      name("resourceType", &isFirst)
      try string(type)
    }
    for run in FHIRNode.runs(of: node.children) {
      try writeProperty(run, &isFirst)
    }
    close(ASCII.closeBrace, isEmpty: isFirst)
  }

  /// Writes all nodes of one name: `name`, `_name` or both.
  private mutating func writeProperty(
    _ nodes: [FHIRNode], _ isFirst: inout Bool
  ) throws(SyntaxError) {
    guard let first = nodes.first else { return }
    let isArray = nodes.count > 1 || first.isRepeating
    let isPrimitive = nodes.contains { $0.value != nil || $0.lacksValue }
    if isPrimitive {
      if nodes.contains(where: { $0.value != nil }) {
        name(first.name, &isFirst)
        try writeItems(nodes, isArray: isArray) { writer, node throws(SyntaxError) in
          try writer.writeValue(node)
        }
      }
      if nodes.contains(where: { !$0.children.isEmpty }) {
        name("_" + first.name, &isFirst)
        try writeItems(nodes, isArray: isArray) { writer, node throws(SyntaxError) in
          if node.children.isEmpty { writer.literal("null") } else { try writer.writeObject(node) }
        }
      }
    } else {
      name(first.name, &isFirst)
      try writeItems(nodes, isArray: isArray) { writer, node throws(SyntaxError) in
        try writer.writeObject(node)
      }
    }
  }

  private mutating func writeItems(
    _ nodes: [FHIRNode], isArray: Bool,
    _ write: (inout JSONWriter, FHIRNode) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    if isArray { open(ASCII.openBracket) }
    for (index, node) in nodes.enumerated() {
      if isArray { item(isFirst: index == 0) }
      path.enter(node.name, index: isArray ? index : nil)
      try write(&self, node)
      path.leave()
    }
    if isArray { close(ASCII.closeBracket, isEmpty: false) }
  }

  private mutating func writeValue(_ node: FHIRNode) throws(SyntaxError) {
    switch node.value {
    case .string(let text): try string(text)
    case .number(let digits):
      guard JSONWriter.isNumber(digits) else { throw path.error(.notANumber) }
      literal(digits)
    case .boolean(let flag): literal(flag ? "true" : "false")
    case .lexical: throw path.error(.unknownType)
    case nil: literal("null")
    }
  }

  private static func isNumber(_ digits: String) -> Bool {
    var digits = digits
    return digits.withUTF8 { utf8 in
      guard let base = utf8.baseAddress, let first = utf8.first, first != UInt8(ascii: "t"),
        first != UInt8(ascii: "f"), first != UInt8(ascii: "n"), !ASCII.isBlank(first)
      else { return false }
      let text = JSONText(base: base, count: utf8.count, numberLength: .max)
      return (try? text.scalarEnd(JSONLexer.Token(first))) == utf8.count
    }
  }
}

// MARK: Characters

extension JSONWriter {
  private mutating func literal(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func name(_ name: String, _ isFirst: inout Bool) {
    item(isFirst: isFirst)
    isFirst = false
    quote(name)
    bytes.append(ASCII.colon)
    if isPretty { bytes.append(0x20) }
  }

  private mutating func item(isFirst: Bool) {
    if !isFirst { bytes.append(ASCII.comma) }
    newLine()
  }

  private mutating func open(_ byte: UInt8) {
    bytes.append(byte)
    indent += 1
  }

  private mutating func close(_ byte: UInt8, isEmpty: Bool) {
    indent -= 1
    if !isEmpty { newLine() }
    bytes.append(byte)
  }

  private mutating func newLine() {
    guard isPretty else { return }
    bytes.append(ASCII.lineFeed)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * indent))
  }

  private mutating func string(_ text: String) throws(SyntaxError) {
    guard text.isLegalInFHIR else { throw path.error(.illegalCharacter) }
    quote(text)
  }

  private mutating func quote(_ text: String) {
    bytes.append(ASCII.quote)
    for byte in text.utf8 {
      switch byte {
      case ASCII.quote, ASCII.backslash:
        bytes.append(ASCII.backslash)
        bytes.append(byte)
      case ASCII.lineFeed: escape(UInt8(ascii: "n"))
      case ASCII.carriageReturn: escape(UInt8(ascii: "r"))
      case 0x09: escape(UInt8(ascii: "t"))
      case 0x00..<0x20:
        escape(UInt8(ascii: "u"))
        bytes.append(contentsOf: [0x30, 0x30, 0x30 + byte >> 4])
        let low = byte & 0xF
        bytes.append(low < 10 ? 0x30 + low : 0x61 + low - 10)
      default: bytes.append(byte)
      }
    }
    bytes.append(ASCII.quote)
  }

  private mutating func escape(_ letter: UInt8) {
    bytes.append(ASCII.backslash)
    bytes.append(letter)
  }
}

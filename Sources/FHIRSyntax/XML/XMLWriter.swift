/// Writes a tree as FHIR XML: values, ids and extension urls as attributes, the resource's own element
/// inside `contained` and `entry.resource`, narratives as elements of XHTML.
struct XMLWriter {
  private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var path = WriterPath()
  private var indent = 0

  init(pretty: Bool) {
    isPretty = pretty
  }

  mutating func writeRoot(_ root: FHIRNode) throws(SyntaxError) {
    guard let type = root.resourceType else { throw path.error(.noType) }
    markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    if isPretty { bytes.append(ASCII.lineFeed) }
    path.enter(type)
    try writeResource(root, type, namespace: true)
    if isPretty { bytes.append(ASCII.lineFeed) }
  }

  private mutating func writeResource(
    _ node: FHIRNode, _ type: String, namespace: Bool
  ) throws(SyntaxError) {
    guard type.startsInUpperCase else { throw path.error(.illegalName) }
    try openTag(type)
    if namespace { markup(" xmlns=\"http://hl7.org/fhir\"") }
    try writeContent(node.children[...], endTag: type)
  }

  private mutating func writeElement(_ node: FHIRNode) throws(SyntaxError) {
    if path.isTooDeep { throw path.error(.tooDeep) }
    if node.name == "div" { return try writeNarrative(node) }
    // A capital letter would make the element a resource.
    guard !node.name.startsInUpperCase else { throw path.error(.illegalName) }
    try openTag(node.name)
    if let type = node.resourceType {
      bytes.append(UInt8(ascii: ">"))
      indent += 1
      newLine()
      try writeResource(node, type, namespace: false)
      indent -= 1
      newLine()
      try endTag(node.name)
      return
    }
    // Of all elements only Element.id and Extension.url are attributes (fhir facts 34).
    let isExtension = node.name == "extension" || node.name == "modifierExtension"
    var elements: [FHIRNode] = []
    elements.reserveCapacity(node.children.count)
    var isIdentified = false
    var hasURL = false
    for child in node.children {
      if child.name == "id", !isIdentified, let text = child.text {
        isIdentified = true
        try attribute("id", text)
      } else if isExtension, child.name == "url", !hasURL, let text = child.text {
        hasURL = true
        try attribute("url", text)
      } else {
        elements.append(child)
      }
    }
    if let text = node.text { try attribute("value", text) }
    try writeContent(elements[...], endTag: node.name)
  }

  private mutating func writeContent(
    _ children: ArraySlice<FHIRNode>, endTag name: String
  ) throws(SyntaxError) {
    guard !children.isEmpty else { return markup("/>") }
    bytes.append(UInt8(ascii: ">"))
    indent += 1
    for run in FHIRNode.runs(of: Array(children)) {
      for (index, child) in run.enumerated() {
        newLine()
        path.enter(child.name, index: run.count > 1 || child.isRepeating ? index : nil)
        try writeElement(child)
        path.leave()
      }
    }
    indent -= 1
    newLine()
    try endTag(name)
  }

  private mutating func writeNarrative(_ node: FHIRNode) throws(SyntaxError) {
    guard let div = node.text else { throw path.error(.narrativeNotText) }
    guard Narrative.isWellFormed(div) else { throw path.error(.narrative) }
    bytes.append(contentsOf: div.utf8)
  }
}

extension String {
  fileprivate var startsInUpperCase: Bool {
    utf8.first.map { (0x41...0x5A).contains($0) } ?? false
  }
}

// MARK: Characters

extension XMLWriter {
  private mutating func markup(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func openTag(_ name: String) throws(SyntaxError) {
    guard XMLWriter.isName(name) else { throw path.error(.illegalName) }
    bytes.append(UInt8(ascii: "<"))
    markup(name)
  }

  private mutating func endTag(_ name: String) throws(SyntaxError) {
    markup("</")
    markup(name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Names come from JSON properties, which may hold anything: only letters and digits go into a tag.
  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      ASCII.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41
    }
  }

  private mutating func attribute(_ name: String, _ text: String) throws(SyntaxError) {
    guard text.isLegalInFHIR else { throw path.error(.illegalCharacter) }
    bytes.append(0x20)
    markup(name)
    markup("=\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      case ASCII.quote: markup("&quot;")
      // A parser would turn these into blanks (fhir facts 41).
      case ASCII.lineFeed: markup("&#xA;")
      case ASCII.carriageReturn: markup("&#xD;")
      case 0x09: markup("&#x9;")
      default: bytes.append(byte)
      }
    }
    bytes.append(ASCII.quote)
  }

  private mutating func newLine() {
    guard isPretty else { return }
    bytes.append(ASCII.lineFeed)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * indent))
  }
}

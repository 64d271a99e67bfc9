/// Spells a narrative in one canonical way: default namespace on the div, no prefixes, no comments, double
/// quotes, only the escapes that are needed.
struct XHTMLText {
  private(set) var bytes: [UInt8] = []
  /// Names of the open elements, as ranges of ``bytes``.
  private var open: [Range<Int>] = []
  private var isTagOpen = false

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    isTagOpen = false
  }

  mutating func start(_ element: XMLEvents.Start) {
    closeTag()
    bytes.append(UInt8(ascii: "<"))
    let begin = bytes.count
    append(element.name)
    let name = begin..<bytes.count
    if open.isEmpty { append(" xmlns=\"http://www.w3.org/1999/xhtml\"") }
    open.append(name)
    for index in 0..<element.attributeCount {
      guard let attribute = element.attribute(index) else { continue }
      bytes.append(0x20)
      if let prefix = attribute.prefix {
        append(prefix)
        bytes.append(ASCII.colon)
      }
      append(attribute.name)
      append("=\"")
      append(escaping: attribute.value, isAttribute: true)
      bytes.append(ASCII.quote)
    }
    isTagOpen = true
  }

  mutating func end() {
    guard let name = open.popLast() else { return }
    if isTagOpen {
      append("/>")
      isTagOpen = false
      return
    }
    append("</")
    bytes.append(contentsOf: Array(bytes[name]))
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func text(_ characters: UnsafeBufferPointer<UInt8>) {
    closeTag()
    append(escaping: characters, isAttribute: false)
  }

  private mutating func closeTag() {
    if isTagOpen { bytes.append(UInt8(ascii: ">")) }
    isTagOpen = false
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func append(_ name: XMLEvents.Name) {
    var place = name
    while place.pointee != 0 {
      bytes.append(place.pointee)
      place += 1
    }
  }

  private mutating func append(
    escaping characters: UnsafeBufferPointer<UInt8>, isAttribute: Bool
  ) {
    for byte in characters {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case ASCII.carriageReturn: append("&#xD;")
      case ASCII.quote where isAttribute: append("&quot;")
      case ASCII.lineFeed where isAttribute: append("&#xA;")
      case 0x09 where isAttribute: append("&#x9;")
      default: bytes.append(byte)
      }
    }
  }
}

/// A JSON value of a document that is no FHIR; members of an object stay in their order.
public enum JSONValue: Sendable, Hashable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSONValue])
  case object([Member])

  /// A member of an object.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// Names a value.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// An object of the members that are there.
  public static func object(of members: (String, JSONValue?)...) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// Texts as an array; nil when there are none.
  public static func texts(_ texts: some Sequence<String>) -> JSONValue? {
    list(texts) { .string($0) }
  }

  /// An array; nil when it would be empty.
  public static func list<Element>(
    _ elements: some Sequence<Element>, _ transform: (Element) -> JSONValue
  ) -> JSONValue? {
    let values = elements.map(transform)
    return values.isEmpty ? nil : .array(values)
  }
}

extension JSONValue {
  /// The value as JSON in UTF-8, in one line or indented for a person.
  public func json(isPretty: Bool = false) -> [UInt8] {
    var writer = JSONValueWriter(isPretty: isPretty)
    writer.write(self)
    return writer.bytes
  }
}

/// Writes JSON values.
private struct JSONValueWriter {
  private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0

  init(isPretty: Bool) {
    self.isPretty = isPretty
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .string(let text): quote(text)
    case .integer(let number): bytes += "\(number)".utf8
    case .boolean(let flag): bytes += (flag ? "true" : "false").utf8
    case .array(let values):
      enclose("[", "]", values) { writer, value in writer.write(value) }
    case .object(let members):
      enclose("{", "}", members) { writer, member in
        writer.quote(member.name)
        writer.bytes += (writer.isPretty ? ": " : ":").utf8
        writer.write(member.value)
      }
    }
  }

  private mutating func enclose<Item>(
    _ opening: String, _ closing: String, _ items: [Item],
    _ write: (inout JSONValueWriter, Item) -> Void
  ) {
    bytes += opening.utf8
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { bytes += ",".utf8 }
      newLine()
      write(&self, item)
    }
    depth -= 1
    if !items.isEmpty { newLine() }
    bytes += closing.utf8
  }

  private mutating func newLine() {
    guard isPretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  /// Escapes what JSON does not allow in a string, and nothing else.
  private mutating func quote(_ text: String) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x00..<0x20:
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

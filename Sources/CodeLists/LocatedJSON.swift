/// JSON that knows on which line each value stands, so that a fault in a code list can be pointed at.
///
/// Small on purpose: code lists are read by the build and from overlay folders, never from patient data.
struct LocatedJSON: Sendable {
  /// The kinds of value; numbers keep their text.
  enum Value: Sendable {
    case object([(key: String, value: LocatedJSON)])
    case array([LocatedJSON])
    case string(String)
    case number(String)
    case boolean(Bool)
    case null
  }

  let value: Value
  let line: Int

  /// Reads one document.
  static func read(_ bytes: [UInt8], file: String) throws(CodeListError) -> LocatedJSON {
    var reader = LocatedJSONReader(bytes: bytes, file: file)
    return try reader.document()
  }

  /// A member of an object; `nil` when there is none.
  subscript(key: String) -> LocatedJSON? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text of a string.
  var string: String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  /// The items of an array; none for anything else.
  var items: [LocatedJSON] {
    guard case .array(let items) = value else { return [] }
    return items
  }

  /// The items of an array member.
  func items(_ key: String) -> [LocatedJSON] {
    self[key]?.items ?? []
  }

  /// The text of a string member.
  func string(_ key: String) -> String? {
    self[key]?.string
  }
}

extension CodeLists {
  /// Checks that a profile is well-formed JSON.
  ///
  /// - Throws: The first fault, with its line.
  public static func checkJSON(_ bytes: [UInt8], file: String) throws(CodeListError) {
    _ = try LocatedJSON.read(bytes, file: file)
  }
}

/// Reads JSON from bytes, counting lines.
private struct LocatedJSONReader {
  let bytes: [UInt8]
  let file: String
  var index = 0
  var line = 1
  var depth = 0

  static let maximumDepth = 64

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  func fault(_ message: String) -> CodeListError {
    CodeListError(message, at: ListPlace(file: file, line: line))
  }

  mutating func document() throws(CodeListError) -> LocatedJSON {
    let root = try value()
    skipSpace()
    guard index == bytes.count else { throw fault("text after the end of the JSON document") }
    return root
  }

  mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A: line += 1
      case 0x20, 0x09, 0x0D: break
      default: return
      }
      index += 1
    }
  }

  mutating func value() throws(CodeListError) -> LocatedJSON {
    skipSpace()
    let start = line
    guard index < bytes.count else { throw fault("the JSON document ends too early") }
    let value: LocatedJSON.Value =
      switch bytes[index] {
      case UInt8(ascii: "{"):
        .object(try nested { reader throws(CodeListError) in try reader.members() })
      case UInt8(ascii: "["):
        .array(try nested { reader throws(CodeListError) in try reader.items() })
      case UInt8(ascii: "\""): .string(try text())
      default: try word()
      }
    return LocatedJSON(value: value, line: start)
  }

  mutating func nested<Result>(
    _ body: (inout LocatedJSONReader) throws(CodeListError) -> Result
  ) throws(CodeListError) -> Result {
    depth += 1
    guard depth <= LocatedJSONReader.maximumDepth else {
      throw fault("nested deeper than \(LocatedJSONReader.maximumDepth) levels")
    }
    index += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  mutating func members() throws(CodeListError) -> [(key: String, value: LocatedJSON)] {
    var members: [(key: String, value: LocatedJSON)] = []
    while try !closes(with: UInt8(ascii: "}"), isFirst: members.isEmpty) {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw fault("a member name in quotation marks is expected here")
      }
      let key = try text()
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
        throw fault("':' is expected after \"\(key)\"")
      }
      index += 1
      members.append((key, try value()))
    }
    return members
  }

  mutating func items() throws(CodeListError) -> [LocatedJSON] {
    var items: [LocatedJSON] = []
    while try !closes(with: UInt8(ascii: "]"), isFirst: items.isEmpty) {
      items.append(try value())
    }
    return items
  }

  /// Whether the container ends here; otherwise steps over the comma before the next item.
  mutating func closes(with bracket: UInt8, isFirst: Bool) throws(CodeListError) -> Bool {
    skipSpace()
    guard index < bytes.count else { throw fault("the JSON document ends too early") }
    if bytes[index] == bracket {
      index += 1
      return true
    }
    guard !isFirst else { return false }
    guard bytes[index] == UInt8(ascii: ",") else {
      throw fault("',' or '\(Character(UnicodeScalar(bracket)))' is expected here")
    }
    index += 1
    skipSpace()
    if index < bytes.count, bytes[index] == bracket {
      throw fault("remove the comma before '\(Character(UnicodeScalar(bracket)))'")
    }
    return false
  }

  mutating func word() throws(CodeListError) -> LocatedJSON.Value {
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      guard
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
      else { break }
      index += 1
    }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      guard Double(word) != nil else { throw fault("a JSON value is expected here") }
      return .number(word)
    }
  }

  mutating func text() throws(CodeListError) -> String {
    index += 1
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let text = bytes[start..<index]
        index += 1
        return try decoded(text)
      case UInt8(ascii: "\\"): return try escapedText(from: start)
      case 0..<0x20: throw fault("a string may not hold a line break or a control character")
      default: index += 1
      }
    }
    throw fault("a string does not end")
  }

  mutating func escapedText(from start: Int) throws(CodeListError) -> String {
    var text = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return try decoded(text[...])
      case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw fault("a string may not hold a line break or a control character")
      default: text.append(byte)
      }
    }
    throw fault("a string does not end")
  }

  mutating func escape() throws(CodeListError) -> Character {
    guard index < bytes.count else { throw fault("a string does not end") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(UnicodeScalar(byte))
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: [0x5C, 0x75]) {
        index += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw fault("half of a surrogate pair") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = UnicodeScalar(unit) else { throw fault("half of a surrogate pair") }
      return Character(scalar)
    default: throw fault("unknown escape after '\\'")
    }
  }

  mutating func hexadecimal() throws(CodeListError) -> UInt32 {
    guard index + 4 <= bytes.count,
      let unit = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits are expected after '\\u'") }
    index += 4
    return unit
  }

  func decoded(_ text: ArraySlice<UInt8>) throws(CodeListError) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw fault("the file is not UTF-8")
    }
    return string
  }
}

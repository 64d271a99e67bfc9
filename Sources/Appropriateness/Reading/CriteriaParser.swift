/// A strict reader of JSON (RFC 8259) for criteria files.
///
/// Beyond the grammar it refuses what in a hand-edited table can only be a slip: a name twice in one object.
struct CriteriaParser {
  private static let deepest = 32

  private let file: CriteriaFile
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(file: CriteriaFile) {
    self.file = file
    bytes = file.bytes
    // A byte order mark is no part of the text.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
  }

  /// The only value of the file.
  mutating func document() throws(CriteriaError) -> CriteriaValue {
    let value = try self.value(depth: 0)
    skipBlanks()
    if position < bytes.count { throw fault("expected the end of the file after the last brace") }
    return value
  }

  private mutating func value(depth: Int) throws(CriteriaError) -> CriteriaValue {
    skipBlanks()
    if depth > CriteriaParser.deepest {
      throw fault("nested more than \(CriteriaParser.deepest) deep")
    }
    let line = line
    let column = position - lineStart + 1
    let content: CriteriaValue.Content
    switch current {
    case UInt8(ascii: "{"): content = .object(try members(depth: depth))
    case UInt8(ascii: "["): content = .array(try elements(depth: depth))
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "-"): content = try number()
    case let digit? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit):
      content = try number()
    case UInt8(ascii: "t"): content = try word("true", .boolean(true))
    case UInt8(ascii: "f"): content = try word("false", .boolean(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    case nil: throw fault("the file ends where a value was expected")
    default: throw fault("expected a value: an object, an array, a string, a number, true or false")
    }
    return CriteriaValue(content: content, line: line, column: column)
  }

  private mutating func members(depth: Int) throws(CriteriaError) -> [CriteriaValue.Member] {
    position += 1
    var members: [CriteriaValue.Member] = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else {
        throw fault("expected a name in double quotes")
      }
      let at = position
      let name = try string()
      if members.contains(where: { $0.name == name }) {
        position = at
        throw fault("the name \"\(name)\" stands twice in one object; remove one of them")
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw fault("expected a colon after \"\(name)\"") }
      members.append(.init(name: name, value: try value(depth: depth + 1)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw fault("expected a comma or a closing brace") }
    }
  }

  private mutating func elements(depth: Int) throws(CriteriaError) -> [CriteriaValue] {
    position += 1
    var elements: [CriteriaValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw fault("expected a comma or a closing bracket") }
    }
  }

  // MARK: Scalars

  private mutating func string() throws(CriteriaError) -> String {
    position += 1
    let start = position
    while let byte = current {
      if byte == UInt8(ascii: "\"") {
        let text = try decoded(start..<position)
        position += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try stringWithEscapes(from: start) }
      if byte < 0x20 { break }
      position += 1
    }
    throw fault("a string does not end before the end of its line; expected a double quote")
  }

  private mutating func stringWithEscapes(from start: Int) throws(CriteriaError) -> String {
    var text = try decoded(start..<position)
    var plain = position
    while let byte = current {
      if byte == UInt8(ascii: "\"") {
        text += try decoded(plain..<position)
        position += 1
        return text
      }
      if byte < 0x20 { break }
      position += 1
      if byte == UInt8(ascii: "\\") {
        text += try decoded(plain..<position - 1)
        text.unicodeScalars.append(try escaped())
        plain = position
      }
    }
    throw fault("a string does not end before the end of its line; expected a double quote")
  }

  private mutating func escaped() throws(CriteriaError) -> Unicode.Scalar {
    defer { position += 1 }
    switch current {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var unit: UInt32 = 0
      for _ in 0..<4 {
        position += 1
        guard let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
          throw fault("expected four hexadecimal digits after \\u")
        }
        unit = unit * 16 + UInt32(digit)
      }
      guard let scalar = Unicode.Scalar(unit) else {
        throw fault("write characters outside the basic plane as they are, not as two escapes")
      }
      return scalar
    default:
      throw fault("expected an escape: one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
    }
  }

  private func decoded(_ range: Range<Int>) throws(CriteriaError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw fault("expected text in UTF-8")
    }
    return text
  }

  private mutating func number() throws(CriteriaError) -> CriteriaValue.Content {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let leading = position
    skipDigits()
    let hasLeadingZero = position - leading > 1 && bytes[leading] == UInt8(ascii: "0")
    var isInteger = true
    var isComplete = position > leading && !hasLeadingZero
    if take(UInt8(ascii: ".")) {
      isInteger = false
      let fraction = position
      skipDigits()
      isComplete = isComplete && position > fraction
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isComplete, isInteger, let number = Int(text) { return .integer(number) }
    if isComplete, !isInteger, let number = Double(text) { return .decimal(number) }
    throw fault("expected a number such as 14 or 1.6")
  }

  private mutating func word(
    _ word: StaticString, _ content: CriteriaValue.Content
  ) throws(CriteriaError) -> CriteriaValue.Content {
    let text = "\(word)"
    guard bytes[position...].starts(with: text.utf8) else { throw fault("expected \(text)") }
    position += text.utf8.count
    return content
  }

  // MARK: Bytes

  private var current: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipDigits() {
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
    }
  }

  private mutating func skipBlanks() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
      case UInt8(ascii: "\n"):
        position += 1
        line += 1
        lineStart = position
      default:
        return
      }
    }
  }

  private func fault(_ message: String) -> CriteriaError {
    CriteriaError(problems: [
      .init(file: file.name, line: line, column: position - lineStart + 1, message: message)
    ])
  }
}

import CStructuralScan

/// The bytes of a JSON text, for questions about single strings, numbers and literals of it.
///
/// A value of its own, small enough for registers: the lexer with its state is not copied for a question.
struct JSONText {
  let base: UnsafePointer<UInt8>
  let count: Int
  let numberLength: Int

  /// Checks a number, `true`, `false` or `null` and returns the place after it.
  @inline(__always)
  func scalarEnd(_ token: JSONLexer.Token) throws(Fault) -> Int {
    let start = token.place
    let after: Int
    switch token.byte {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): after = try numberEnd(start)
    case UInt8(ascii: "t"): after = try literalEnd(start, 0x6575_7274, 4)
    case UInt8(ascii: "f"): after = try literalEnd(start + 1, 0x6573_6C61, 4)
    case UInt8(ascii: "n"): after = try literalEnd(start, 0x6C6C_756E, 4)
    case JSONLexer.end: throw Fault(.endsInJSON, at: start)
    case ASCII.closeBrace, ASCII.closeBracket, ASCII.colon, ASCII.comma:
      throw Fault(.valueExpected, at: start)
    default: throw Fault(.badLiteral, at: start)
    }
    return after
  }

  /// Whether a number or literal may end before this place.
  @inline(__always)
  private func isBoundary(_ place: Int) -> Bool {
    guard place < count else { return true }
    switch base[place] {
    case 0x20, 0x09, 0x0A, 0x0D, ASCII.comma, ASCII.closeBrace, ASCII.closeBracket: return true
    default: return false
    }
  }

  /// Compares four bytes (a little-endian word) of a literal that began at or before `start`.
  @inline(__always)
  private func literalEnd(_ start: Int, _ word: UInt32, _ length: Int) throws(Fault) -> Int {
    let begin = word == 0x6573_6C61 ? start - 1 : start
    guard start + length <= count else {
      // A true literal that the end of the input cuts off, or something else?
      var rest = word
      for index in start..<count {
        guard base[index] == UInt8(truncatingIfNeeded: rest) else {
          throw Fault(.badLiteral, at: begin)
        }
        rest >>= 8
      }
      throw Fault(.endsInJSON, at: count)
    }
    let found = UnsafeRawPointer(base + start).loadUnaligned(as: UInt32.self)
    guard UInt32(littleEndian: found) == word, isBoundary(start + length) else {
      throw Fault(.badLiteral, at: begin)
    }
    return start + length
  }

  /// Checks `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  private func numberEnd(_ start: Int) throws(Fault) -> Int {
    var place = start
    if base[place] == UInt8(ascii: "-") { place += 1 }
    if place < count, base[place] == UInt8(ascii: "0") {
      place += 1
    } else {
      place = try digitsEnd(place, of: start)
    }
    if place < count, base[place] == UInt8(ascii: ".") {
      place = try digitsEnd(place + 1, of: start)
    }
    if place < count, base[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < count, base[place] == UInt8(ascii: "+") || base[place] == UInt8(ascii: "-") {
        place += 1
      }
      place = try digitsEnd(place, of: start)
    }
    guard isBoundary(place) else { throw Fault(.badNumber, at: start) }
    guard place - start <= numberLength else { throw Fault(.numberTooLong, at: start) }
    return place
  }

  @inline(__always)
  private func digitsEnd(_ begin: Int, of start: Int) throws(Fault) -> Int {
    var place = begin
    while place < count, ASCII.isDigit(base[place]) { place += 1 }
    guard place > begin else {
      throw place < count ? Fault(.badNumber, at: start) : Fault(.endsInJSON, at: count)
    }
    return place
  }

  /// The place of the closing quotation mark of a string, given the place of the token after it: between
  /// them lie only blanks.
  @inline(__always)
  func closingQuote(before following: Int) -> Int {
    var place = following - 1
    while base[place] != ASCII.quote { place -= 1 }
    return place
  }

  /// Whether the name that begins at a token is exactly this, written without escapes.
  @inline(__always)
  func isName(_ token: JSONLexer.Token, _ name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    let start = token.place + 1
    guard token.byte == ASCII.quote, start + length < count, base[start + length] == ASCII.quote
    else { return false }
    for index in 0..<length where base[start + index] != name.utf8Start[index] { return false }
    return true
  }

  /// Makes a string of the text between the places of two quotation marks (the first not included),
  /// escapes resolved.
  ///
  /// Characters that neither FHIR nor XML can hold (U+0000 to U+001F without tab and line ends, U+FFFE,
  /// U+FFFF) become U+FFFD, and `replaced` is set.
  func text(from start: Int, to end: Int, replaced: inout Bool) -> String {
    let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
    // U+FFFE and U+FFFF begin with EF in UTF-8.
    guard bytes.contains(where: { $0 == ASCII.backslash || $0 == 0xEF }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let exact = exactText(from: start, to: end)
    if exact.isLegalInFHIR { return exact }
    replaced = true
    var legal = ""
    legal.unicodeScalars.append(
      contentsOf: exact.unicodeScalars.lazy.map { $0.isLegalInFHIR ? $0 : "\u{FFFD}" })
    return legal
  }

  /// The text between the places of two quotation marks (the first not included), escapes resolved.
  func exactText(from start: Int, to end: Int) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(end - start)
    var place = start
    while place < end {
      if base[place] == ASCII.backslash {
        let scalar = unescaped(&place)
        plain.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        plain.append(base[place])
        place += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Gives the bytes between the places of two quotation marks (the first not included), escapes resolved.
  @inline(__always)
  func withText<Result>(
    from start: Int, to end: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let raw = UnsafeBufferPointer(start: base + start, count: end - start)
    if venoguide_index_of(base + start, end - start, ASCII.backslash) < end - start {
      return Array(exactText(from: start, to: end).utf8).withUnsafeBytes(body)
    }
    return body(UnsafeRawBufferPointer(raw))
  }

  /// The value of the four digits of a `\u` escape.
  func codeUnit(at place: Int) -> UInt32? {
    guard place + 6 <= count else { return nil }
    var unit: UInt32 = 0
    for index in place + 2..<place + 6 {
      guard let digit = ASCII.hexValue(base[index]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// Resolves the escape at a place and goes behind it; it was checked when its token was cut.
  private func unescaped(_ place: inout Int) -> Unicode.Scalar {
    let letter = base[place + 1]
    guard letter == UInt8(ascii: "u") else {
      place += 2
      switch letter {
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      default: return Unicode.Scalar(letter)
      }
    }
    var value = codeUnit(at: place) ?? 0xFFFD
    place += 6
    if 0xD800...0xDBFF ~= value {
      value = 0x10000 + (value - 0xD800) << 10 + ((codeUnit(at: place) ?? 0xDC00) - 0xDC00)
      place += 6
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

extension Unicode.Scalar {
  /// Whether FHIR strings, and XML 1.0, can hold the character.
  var isLegalInFHIR: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

import CStructuralScan

/// Cuts JSON into tokens, 64 bytes at a time, and checks all that does not depend on nesting: UTF-8,
/// control characters, escapes, string lengths.
///
/// A token is the place of one of `{ } [ ] : ,`, of an opening quotation mark, or of the first character
/// of a number or literal; where strings and numbers end follows from the next token. Tokens are made in
/// portions, so that memory does not grow with the input. A defect cuts the portion short: whoever asks
/// for the token after it gets the fault, hence the first defect in the text is always the one reported.
///
///     {"id": "a"}      tokens: { " : " }
struct JSONLexer: ~Copyable {
  /// A byte (lowest 8 bits; ``end`` after the last) and its place (the rest).
  typealias Token = UInt64

  /// Stands for the end of the input; no UTF-8 text contains this byte.
  static let end: UInt8 = 0xFF

  /// 4 KiB of text per portion: tokens and text stay in the first-level cache.
  private static let portionLength = 4096

  private(set) var text: JSONText
  let limits: SyntaxLimits
  /// The next token of the portion, and the end of the portion.
  var cursor: UnsafeMutablePointer<Token>
  private(set) var portionEnd: UnsafeMutablePointer<Token>
  /// The last backslash seen so far: text behind it needs no look for escapes.
  private(set) var lastBackslash = -1

  private let portion: UnsafeMutablePointer<Token>
  private let lastBlock: UnsafeMutablePointer<UInt8>
  private var position: Int
  private var utf8Checked: Int
  private var insideString: UInt64 = 0
  private var escapesNext: UInt64 = 0
  private var scalarBefore: UInt64 = 0
  private var latestToken: Int
  private var silentBlocks = 0
  private var checkedSurrogate = -1
  private var fault: Fault?

  /// Starts at a byte outside any string.
  init(base: UnsafePointer<UInt8>, count: Int, from start: Int, limits: SyntaxLimits) {
    text = JSONText(base: base, count: count, numberLength: limits.numberLength)
    self.limits = limits
    portion = .allocate(capacity: Self.portionLength + 1)
    lastBlock = .allocate(capacity: 64)
    cursor = portion
    portionEnd = portion
    position = start
    utf8Checked = start
    latestToken = start
  }

  deinit {
    portion.deallocate()
    lastBlock.deallocate()
  }

  /// Goes to another byte outside any string.
  mutating func move(to start: Int) {
    cursor = portion
    portionEnd = portion
    position = start
    utf8Checked = start
    latestToken = start
    insideString = 0
    escapesNext = 0
    scalarBefore = 0
    silentBlocks = 0
    lastBackslash = -1
    fault = nil
  }

  /// Goes to another byte outside any string, and takes the text as ending before a place: one line of many.
  mutating func move(to start: Int, endingAt end: Int) {
    text = JSONText(base: text.base, count: end, numberLength: text.numberLength)
    move(to: start)
  }

  private var base: UnsafePointer<UInt8> { text.base }
  private var count: Int { text.count }

  /// The next token.
  @inline(__always)
  mutating func next() throws(Fault) -> Token {
    if cursor == portionEnd { try fill() }
    let token = cursor.pointee
    cursor += 1
    return token
  }

  /// The token that ``next()`` will return.
  @inline(__always)
  mutating func peek() throws(Fault) -> Token {
    if cursor == portionEnd { try fill() }
    return cursor.pointee
  }

  /// Makes the next portion, of one token at least.
  @inline(never)
  mutating func fill() throws(Fault) {
    cursor = portion
    portionEnd = portion
    repeat {
      if let fault { throw fault }
      if position >= count {
        if insideString != 0 { throw Fault(.endsInString, at: latestToken) }
        portionEnd.pointee = Token(truncatingIfNeeded: count) << 8 | Token(Self.end)
        portionEnd += 1
        return
      }
      let stop = min(count, position + Self.portionLength)
      while position < stop, fault == nil { cutBlock() }
    } while portionEnd == portion
  }

  /// Turns the 64 bytes at `position` into tokens.
  @inline(__always)
  private mutating func cutBlock() {
    let masks: venoguide_masks
    if position + 64 <= count {
      masks = venoguide_classify(base + position)
    } else {
      lastBlock.initialize(repeating: 0x20, count: 64)
      lastBlock.update(from: base + position, count: count - position)
      masks = venoguide_classify(lastBlock)
    }
    var quotes = masks.quote
    var escapes: UInt64 = 0
    if masks.backslash | escapesNext != 0 {
      escapes = findEscapes(masks.backslash)
      quotes &= ~escaped
    }
    let wasInside = insideString
    // In a string: from the opening quotation mark to the character before the closing one.
    let inside = Self.parity(quotes) ^ wasInside
    insideString = UInt64(bitPattern: Int64(bitPattern: inside) >> 63)

    let scalars = ~(masks.structural | masks.blank | masks.quote | inside)
    var tokens =
      (masks.structural & ~inside) | (quotes & inside)
      | (scalars & ~(scalars << 1 | scalarBefore))
    scalarBefore = scalars >> 63

    if masks.high | escapes | (masks.control & inside) != 0 {
      checkCharacters(masks, inside: inside, escapes: escapes & inside)
      if let fault { tokens &= (1 << UInt64(fault.offset - position)) &- 1 }
    }
    if tokens == 0 {
      silentBlocks += 1
    } else {
      if silentBlocks != 0 {
        checkLength(closing: quotes, wasInside: wasInside)
        silentBlocks = 0
      }
      latestToken = position + 63 - tokens.leadingZeroBitCount
      emit(tokens)
    }
    position += 64
  }

  @inline(__always)
  private mutating func emit(_ tokens: UInt64) {
    var rest = tokens
    var out = portionEnd
    // The last block's tokens lie in the input too: blanks were put behind it.
    let block = base + position
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      out.pointee =
        Token(truncatingIfNeeded: position + bit) << 8 | Token(block[bit])
      out += 1
      rest &= rest &- 1
    }
    portionEnd = out
  }

  /// The characters that follow an escaping backslash in this block.
  private var escaped: UInt64 = 0

  /// Finds the backslashes that escape what follows them: every other one of a run.
  private mutating func findEscapes(_ backslashes: UInt64) -> UInt64 {
    var rest = backslashes & ~escapesNext
    escaped = escapesNext
    escapesNext = 0
    var starts: UInt64 = 0
    while rest != 0 {
      let bit = rest & (0 &- rest)
      starts |= bit
      escaped |= bit << 1
      if bit == 1 << 63 { escapesNext = 1 }
      rest &= ~(bit | bit << 1)
    }
    if backslashes != 0 { lastBackslash = position + 63 - backslashes.leadingZeroBitCount }
    return starts
  }

  /// Bit i of the result: whether an odd number of bits up to i is set.
  @inline(__always)
  private static func parity(_ bits: UInt64) -> UInt64 {
    var bits = bits
    bits ^= bits << 1
    bits ^= bits << 2
    bits ^= bits << 4
    bits ^= bits << 8
    bits ^= bits << 16
    bits ^= bits << 32
    return bits
  }

  /// Looks at the characters of a block that are not plain, and keeps the first fault.
  private mutating func checkCharacters(
    _ masks: venoguide_masks, inside: UInt64, escapes: UInt64
  ) {
    var first: Fault?
    let control = masks.control & inside
    if control != 0 {
      first = Fault(.controlInString, at: position + control.trailingZeroBitCount)
    }
    if masks.high != 0 {
      do throws(Fault) {
        utf8Checked = try UTF8Check.check(
          base, from: max(utf8Checked, position + masks.high.trailingZeroBitCount),
          to: min(position + 64, count), count: count)
      } catch {
        if first.map({ error.offset < $0.offset }) ?? true { first = error }
      }
    }
    var rest = escapes
    while rest != 0 {
      let place = position + rest.trailingZeroBitCount
      rest &= rest - 1
      if let first, first.offset < place { break }
      if let reason = checkEscape(at: place) {
        first = Fault(reason, at: place)
        break
      }
    }
    fault = first
  }

  private mutating func checkEscape(at place: Int) -> Fault.Reason? {
    guard place + 1 < count else { return nil }  // reported as cut off
    switch base[place + 1] {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return nil
    case UInt8(ascii: "u"): break
    default: return .badEscape
    }
    switch text.codeUnit(at: place) {
    case nil: return place + 6 > count && hasOnlyHex(from: place + 2) ? nil : .badEscape
    case .some(0xD800...0xDBFF):
      guard place + 7 < count, base[place + 6] == ASCII.backslash,
        base[place + 7] == UInt8(ascii: "u"), let low = text.codeUnit(at: place + 6),
        0xDC00...0xDFFF ~= low
      else { return .loneSurrogate }
      checkedSurrogate = place + 6
      return nil
    case .some(0xDC00...0xDFFF): return place == checkedSurrogate ? nil : .loneSurrogate
    default: return nil
    }
  }

  private func hasOnlyHex(from start: Int) -> Bool {
    for index in start..<max(start, count) where ASCII.hexValue(base[index]) == nil {
      return false
    }
    return true
  }

  /// Measures a string so long that whole blocks lay inside it.
  private mutating func checkLength(closing quotes: UInt64, wasInside: UInt64) {
    guard wasInside != 0, fault == nil else { return }
    let length = position + quotes.trailingZeroBitCount - latestToken - 1
    if length > limits.stringLength { fault = Fault(.stringTooLong, at: latestToken) }
  }
}

extension JSONLexer.Token {
  /// The byte: one of `{ } [ ] : , "`, the first of a number or literal, or ``JSONLexer/end``.
  @inline(__always)
  var byte: UInt8 { UInt8(truncatingIfNeeded: self) }

  /// The place in the input.
  @inline(__always)
  var place: Int { Int(truncatingIfNeeded: self >> 8) }
}

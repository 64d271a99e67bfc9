/// Walks over JSON values without making anything of them: checks their grammar, their depth and that no
/// object has a property twice, and tells the codings that it passes.
struct JSONWalker: ~Copyable {
  /// A text between its quotation marks, as places in the input.
  struct Span {
    var start: Int
    var end: Int
  }

  /// A `system` and a `code` in the same object.
  struct FoundCoding {
    var system: Span
    var code: Span
    /// Whether an extension says it, not the element itself.
    var isInExtension: Bool
  }

  /// An open object or array.
  private struct Frame {
    var isObject: Bool
    /// Whether the object has a `value`: a Quantity's unit is no coding.
    var hasValue = false
    var isInExtension = false
    /// Where its names begin among ``names``.
    var firstName: Int
    var system = Span(start: -1, end: -1)
    var code = Span(start: -1, end: -1)
  }

  private struct Name {
    var number: UInt64
    var start: Int
  }

  /// No FHIR object has more than some dozens.
  static let maximumProperties = 1000
  /// FHIR's longest have some forty characters.
  static let maximumNameLength = 256
  /// Pairs of different names in one object that have the same number; among FHIR's names there are none.
  private static let maximumAlike = 1000

  var lexer: JSONLexer
  /// Codings found since it was emptied.
  var codings: [FoundCoding] = []
  private let systemName = JSONName.number("system")
  private let codeName = JSONName.number("code")
  private let valueName = JSONName.number("value")
  private let extensionName = JSONName.number("extension")
  private let frames: UnsafeMutablePointer<Frame>
  private var names: UnsafeMutablePointer<Name>
  private var nameCapacity = 4096
  private var nameCount = 0
  private var alike = 0

  init(lexer: consuming JSONLexer) {
    frames = .allocate(capacity: lexer.limits.depth + 2)
    names = .allocate(capacity: nameCapacity)
    self.lexer = lexer
  }

  deinit {
    frames.deallocate()
    names.deallocate()
  }

  /// Begins with another text of the same bytes; what was passed before is forgotten.
  mutating func restart(at range: Range<Int>) {
    nameCount = 0
    alike = 0
    codings.removeAll(keepingCapacity: true)
    lexer.move(to: range.lowerBound, endingAt: range.upperBound)
  }

  /// Begins an object whose names the caller notes; returns what ``closeObject(_:)`` needs.
  @inline(__always)
  mutating func openObject() -> Int { nameCount }

  @inline(__always)
  mutating func closeObject(_ firstName: Int) { nameCount = firstName }

  /// Takes note of a name of the object whose names begin at `first`, and returns its number.
  @inline(__always)
  mutating func note(
    _ name: JSONLexer.Token, colon: Int, first: Int
  ) throws(Fault) -> UInt64 {
    let start = name.place + 1
    let base = lexer.text.base
    let end = base[colon - 1] == ASCII.quote ? colon - 1 : lexer.text.closingQuote(before: colon)
    if end - start > Self.maximumNameLength { throw Fault(.nameTooLong, at: name.place) }
    var number = JSONName.number(base, start, end - start, count: lexer.text.count)
    if lexer.lastBackslash >= start { number = escapedNumber(start, end) ?? number }
    var index = first
    while index < nameCount {
      if names[index].number == number { try refuseIfEqual(names[index].start, start, end) }
      index += 1
    }
    if nameCount - first >= Self.maximumProperties {
      throw Fault(.tooManyProperties, at: name.place)
    }
    if nameCount == nameCapacity { growNames() }
    (names + nameCount).initialize(to: Name(number: number, start: start))
    nameCount += 1
    return number
  }

  /// Walks over the value that begins with a token, inside `depth` open objects and arrays.
  @inline(__always)
  mutating func skip(_ first: JSONLexer.Token, depth: Int) throws(Fault) {
    switch first.byte {
    case ASCII.quote: return
    case ASCII.openBrace, ASCII.openBracket: try skipContainer(first, depth: depth)
    default: _ = try lexer.text.scalarEnd(first)
    }
  }

  /// As ``skip(_:depth:)``, and appends codings to ``codings``.
  @inline(__always)
  mutating func collect(_ first: JSONLexer.Token, depth: Int) throws(Fault) {
    switch first.byte {
    case ASCII.quote: return
    case ASCII.openBrace, ASCII.openBracket: try collectContainer(first, depth: depth)
    default: _ = try lexer.text.scalarEnd(first)
    }
  }

  @inline(never)
  private mutating func skipContainer(_ first: JSONLexer.Token, depth: Int) throws(Fault) {
    try walk(first, depth: depth, collecting: false)
  }

  @inline(never)
  private mutating func collectContainer(_ first: JSONLexer.Token, depth: Int) throws(Fault) {
    try walk(first, depth: depth, collecting: true)
  }

  private enum Field {
    case other, system, code
  }

  @inline(__always)
  private mutating func walk(
    _ first: JSONLexer.Token, depth: Int, collecting: Bool
  ) throws(Fault) {
    let deepest = lexer.limits.depth - depth
    var level = 0
    var token = first
    var field = Field.other
    var isExtension = false
    values: while true {
      // `token` begins a value.
      var isMember = false
      switch token.byte {
      case ASCII.quote: break
      case ASCII.openBrace, ASCII.openBracket:
        if level >= deepest { throw Fault(.tooDeep, at: token.place) }
        level += 1
        field = .other
        isMember = token.byte == ASCII.openBrace
        (frames + level).initialize(to: Frame(isObject: isMember, firstName: nameCount))
        if collecting {
          frames[level].isInExtension =
            isExtension || level > 1 && frames[level - 1].isInExtension
          isExtension = false
        }
        token = try lexer.next()
        if isMember {
          if token.byte == ASCII.closeBrace {
            level -= 1
            isMember = false
          } else if token.byte != ASCII.quote {
            throw Fault.unexpected(token, .nameExpected)
          }
        } else if token.byte == ASCII.closeBracket {
          level -= 1
        } else {
          continue values
        }
      default: _ = try lexer.text.scalarEnd(token)
      }
      // After a value: on to the next one, out of all that ends here.
      while !isMember {
        if level == 0 { return }
        let separator = try lexer.next()
        if frames[level].isObject {
          if collecting, field != .other {
            let span = Span(
              start: token.place + 1, end: lexer.text.closingQuote(before: separator.place))
            if field == .system { frames[level].system = span } else { frames[level].code = span }
            field = .other
          }
          if separator.byte == ASCII.comma {
            token = try lexer.next()
            guard token.byte == ASCII.quote else {
              throw token.byte == ASCII.closeBrace
                ? Fault(.trailingComma, at: separator.place)
                : Fault.unexpected(token, .nameExpected)
            }
            isMember = true
          } else if separator.byte == ASCII.closeBrace {
            if collecting { foundObject(frames + level) }
            nameCount = frames[level].firstName
            level -= 1
          } else {
            throw Fault.unexpected(separator, .commaOrBraceExpected)
          }
        } else if separator.byte == ASCII.comma {
          token = try lexer.next()
          if token.byte == ASCII.closeBracket {
            throw Fault(.trailingComma, at: separator.place)
          }
          continue values
        } else if separator.byte == ASCII.closeBracket {
          level -= 1
        } else {
          throw Fault.unexpected(separator, .commaOrBracketExpected)
        }
      }
      // `token` begins a name.
      let name = token
      let colon = try lexer.colon()
      let number = try note(name, colon: colon, first: frames[level].firstName)
      token = try lexer.next()
      if collecting {
        if number == valueName { frames[level].hasValue = true }
        isExtension = number == extensionName && lexer.text.isName(name, "extension")
        if token.byte == ASCII.quote {
          field = number == systemName ? .system : number == codeName ? .code : .other
        }
      }
    }
  }

  private mutating func foundObject(_ frame: UnsafeMutablePointer<Frame>) {
    let frame = frame.pointee
    guard frame.system.start >= 0, frame.code.start >= 0, !frame.hasValue else { return }
    codings.append(
      FoundCoding(
        system: frame.system, code: frame.code, isInExtension: frame.isInExtension))
  }
}

// MARK: Rare cases

extension JSONWalker {
  @inline(never)
  private mutating func growNames() {
    let grown = UnsafeMutablePointer<Name>.allocate(capacity: 2 * nameCapacity)
    grown.moveInitialize(from: names, count: nameCount)
    names.deallocate()
    names = grown
    nameCapacity *= 2
  }

  /// The number of a name that is written with escapes: that of the name it means.
  @inline(never)
  private func escapedNumber(_ start: Int, _ end: Int) -> UInt64? {
    let raw = UnsafeBufferPointer(start: lexer.text.base + start, count: end - start)
    guard raw.contains(ASCII.backslash) else { return nil }
    let name = Array(lexer.text.exactText(from: start, to: end).utf8)
    return name.withUnsafeBufferPointer { name in
      name.baseAddress.map { JSONName.number($0, 0, name.count, count: name.count) } ?? 0
    }
  }

  /// Two names have the same number: are they the same? Names made to be alike would cost time for each pair.
  @inline(never)
  private mutating func refuseIfEqual(_ known: Int, _ start: Int, _ end: Int) throws(Fault) {
    alike += 1
    if alike > Self.maximumAlike { throw Fault(.namesAlike, at: start - 1) }
    var knownEnd = known
    while lexer.text.base[knownEnd] != ASCII.quote {
      knownEnd += lexer.text.base[knownEnd] == ASCII.backslash ? 2 : 1
    }
    if lexer.text.exactText(from: known, to: knownEnd) == lexer.text.exactText(from: start, to: end)
    {
      throw Fault(.duplicateName, at: start - 1)
    }
  }
}

extension JSONLexer {
  /// Takes the colon after a property's name and returns its place.
  @inline(__always)
  mutating func colon() throws(Fault) -> Int {
    let token = try next()
    guard token.byte == ASCII.colon else { throw Fault.unexpected(token, .colonExpected) }
    return token.place
  }

  /// Takes what follows a property's value: the comma and the next name's quotation mark, or the brace.
  ///
  /// - Returns: a token `"` or `}`.
  @inline(__always)
  mutating func memberAfter() throws(Fault) -> Token {
    try member(after: next())
  }

  /// As ``memberAfter()``, when the token after the value was taken already.
  @inline(__always)
  mutating func member(after token: Token) throws(Fault) -> Token {
    if token.byte == ASCII.comma {
      let name = try next()
      guard name.byte == ASCII.quote else {
        throw name.byte == ASCII.closeBrace
          ? Fault(.trailingComma, at: token.place) : Fault.unexpected(name, .nameExpected)
      }
      return name
    }
    guard token.byte == ASCII.closeBrace else {
      throw Fault.unexpected(token, .commaOrBraceExpected)
    }
    return token
  }

  /// Reads over the value that begins with a token, inside `depth` open objects and arrays, checking its
  /// grammar.
  mutating func skipValue(_ first: Token, depth: Int) throws(Fault) {
    switch first.byte {
    case ASCII.quote: return
    case ASCII.openBrace, ASCII.openBracket: break
    default:
      _ = try text.scalarEnd(first)
      return
    }
    if depth >= limits.depth { throw Fault(.tooDeep, at: first.place) }
    var token = try next()
    if first.byte == ASCII.openBrace {
      if token.byte == ASCII.closeBrace { return }
      guard token.byte == ASCII.quote else { throw Fault.unexpected(token, .nameExpected) }
      repeat {
        _ = try colon()
        try skipValue(next(), depth: depth + 1)
        token = try memberAfter()
      } while token.byte == ASCII.quote
      return
    }
    if token.byte == ASCII.closeBracket { return }
    while true {
      try skipValue(token, depth: depth + 1)
      let separator = try next()
      if separator.byte == ASCII.closeBracket { return }
      guard separator.byte == ASCII.comma else {
        throw Fault.unexpected(separator, .commaOrBracketExpected)
      }
      token = try next()
      if token.byte == ASCII.closeBracket { throw Fault(.trailingComma, at: separator.place) }
    }
  }
}

extension Fault {
  /// The fault of a token that stands where something else was expected.
  @inline(never)
  static func unexpected(_ token: JSONLexer.Token, _ reason: Reason) -> Fault {
    Fault(token.byte == JSONLexer.end ? .endsInJSON : reason, at: token.place)
  }
}

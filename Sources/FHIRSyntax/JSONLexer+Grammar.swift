extension JSONLexer {
  /// The fault of a token that stands where something else was expected.
  @inline(never)
  func unexpected(_ token: Token, _ reason: Fault.Reason) -> Fault {
    token.byte == Self.end ? Fault(.endsInJSON, at: token.place) : Fault(reason, at: token.place)
  }

  /// Takes the colon after a property's name and returns its place.
  @inline(__always)
  mutating func colon() throws(Fault) -> Int {
    let token = try next()
    guard token.byte == ASCII.colon else { throw unexpected(token, .colonExpected) }
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
          ? Fault(.trailingComma, at: token.place) : unexpected(name, .nameExpected)
      }
      return name
    }
    guard token.byte == ASCII.closeBrace else { throw unexpected(token, .commaOrBraceExpected) }
    return token
  }

  /// Whether the name that begins at a token is exactly `resourceType`.
  func isResourceType(_ token: Token) -> Bool {
    isName(token, "resourceType")
  }

  /// Whether the name that begins at a token is exactly this, written without escapes.
  @inline(__always)
  func isName(_ token: Token, _ name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    let start = token.place + 1
    guard token.byte == ASCII.quote, start + length < count, base[start + length] == ASCII.quote
    else { return false }
    for index in 0..<length where base[start + index] != name.utf8Start[index] { return false }
    return true
  }

  /// Reads over the value that begins with a token, inside `depth` open objects and arrays, checking its
  /// grammar.
  mutating func skipValue(_ first: Token, depth: Int) throws(Fault) {
    switch first.byte {
    case ASCII.quote: return
    case ASCII.openBrace, ASCII.openBracket: break
    default:
      _ = try scalarEnd(first)
      return
    }
    if depth >= limits.depth { throw Fault(.tooDeep, at: first.place) }
    var token = try next()
    if first.byte == ASCII.openBrace {
      if token.byte == ASCII.closeBrace { return }
      guard token.byte == ASCII.quote else { throw unexpected(token, .nameExpected) }
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
        throw unexpected(separator, .commaOrBracketExpected)
      }
      token = try next()
      if token.byte == ASCII.closeBracket { throw Fault(.trailingComma, at: separator.place) }
    }
  }
}

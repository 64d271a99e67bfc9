/// What the walk found out about a resource.
struct FoundResource {
  var place: Int
  var type: String?
  var id: String?
  var subject: String?
  var selection: ResourceSelection?
  var isWanted = false
  var fault: Fault?
}

extension JSONScanner {
  mutating func scanResource(
    _ opening: JSONLexer.Token
  ) throws(Fault) -> FoundResource {
    var found = FoundResource(place: opening.place)
    principalCodings.removeAll(keepingCapacity: true)
    if walker.lexer.limits.depth < 4 { throw Fault(.tooDeep, at: opening.place) }
    var selection: ResourceSelection?
    var isRecognized = false
    let first = walker.openObject()
    var token = try walker.lexer.next()
    if token.byte != ASCII.closeBrace {
      guard token.byte == ASCII.quote else {
        throw Fault.unexpected(token, .nameExpected)
      }
      repeat {
        let name = token
        let colon = try walker.lexer.colon()
        let number = try walker.note(name, colon: colon, first: first)
        let value = try walker.lexer.next()
        var isText = false
        if value.byte == ASCII.quote {
          isText = number == names.resourceType || number == names.id
        } else if number == names.resourceType, walker.lexer.text.isName(name, "resourceType") {
          found.fault = Fault(.resourceTypeNotText, at: value.place)
          try walker.skip(value, depth: 4)
        } else if number == names.subject || number == names.patient {
          let reference = try scanReferences(value, collecting: selection.collects)
          // Where there are both, `subject` holds.
          if number == names.subject || found.subject == nil {
            found.subject = reference ?? found.subject
          }
        } else if selection.collects {
          try walker.collect(value, depth: 4)
        } else {
          try walker.skip(value, depth: 4)
        }
        if !walker.codings.isEmpty {
          takeCodings(isPrincipal(number, name), &isRecognized)
        }
        token = try walker.lexer.next()
        if isText {
          if number == names.id {
            found.id = text(of: value, before: token).nonEmpty
          } else if walker.lexer.text.isName(name, "resourceType") {
            selection = type(of: value, before: token, &found)
          }
        }
        token = try walker.lexer.member(after: token)
      } while token.byte == ASCII.quote
    }
    walker.closeObject(first)
    guard found.type != nil else {
      found.fault = found.fault ?? Fault(.noResourceType, at: opening.place)
      return found
    }
    found.selection = selection
    switch selection {
    case .always: found.isWanted = true
    case .whenCoded: found.isWanted = isRecognized || principalCodings.isEmpty
    case .skip, nil: principalCodings.removeAll(keepingCapacity: true)
    }
    return found
  }

  /// Walks over `subject` or `patient` and returns its first `reference`.
  private mutating func scanReferences(
    _ value: JSONLexer.Token, collecting: Bool
  ) throws(Fault) -> String? {
    if value.byte == ASCII.openBrace { return try scanReference(value, 5, collecting) }
    guard value.byte == ASCII.openBracket else {
      try walker.skip(value, depth: 4)
      return nil
    }
    if walker.lexer.limits.depth < 5 { throw Fault(.tooDeep, at: value.place) }
    var reference: String?
    var token = try walker.lexer.next()
    if token.byte == ASCII.closeBracket { return nil }
    while true {
      if token.byte == ASCII.openBrace {
        let found = try scanReference(token, 6, collecting)
        reference = reference ?? found
      } else {
        try walker.skip(token, depth: 5)
      }
      let separator = try walker.lexer.next()
      if separator.byte == ASCII.closeBracket { return reference }
      guard separator.byte == ASCII.comma else {
        throw Fault.unexpected(separator, .commaOrBracketExpected)
      }
      token = try walker.lexer.next()
      if token.byte == ASCII.closeBracket { throw Fault(.trailingComma, at: separator.place) }
    }
  }

  /// Walks over a reference at a depth and returns its `reference`.
  private mutating func scanReference(
    _ opening: JSONLexer.Token, _ depth: Int, _ collecting: Bool
  ) throws(Fault) -> String? {
    if walker.lexer.limits.depth < depth { throw Fault(.tooDeep, at: opening.place) }
    var reference: String?
    let first = walker.openObject()
    var token = try walker.lexer.next()
    if token.byte == ASCII.closeBrace { return nil }
    guard token.byte == ASCII.quote else { throw Fault.unexpected(token, .nameExpected) }
    repeat {
      let colon = try walker.lexer.colon()
      let number = try walker.note(token, colon: colon, first: first)
      let isReference = number == names.reference && walker.lexer.text.isName(token, "reference")
      let value = try walker.lexer.next()
      if collecting {
        try walker.collect(value, depth: depth)
      } else {
        try walker.skip(value, depth: depth)
      }
      token = try walker.lexer.next()
      if isReference, value.byte == ASCII.quote {
        let end = walker.lexer.text.closingQuote(before: token.place)
        reference = walker.lexer.text.withText(from: value.place + 1, to: end) {
          texts.string($0).nonEmpty
        }
      }
      token = try walker.lexer.member(after: token)
    } while token.byte == ASCII.quote
    walker.closeObject(first)
    return reference
  }

  private func isPrincipal(_ number: UInt64, _ name: JSONLexer.Token) -> Bool {
    for known in principal where known.number == number {
      if walker.lexer.text.isName(name, known.name) { return true }
    }
    return false
  }

  private mutating func takeCodings(
    _ isPrincipal: Bool, _ isRecognized: inout Bool
  ) {
    for coding in walker.codings {
      let isWanted = isPrincipal && !coding.isInExtension
      let answer = walker.lexer.text.withText(from: coding.system.start, to: coding.system.end) {
        system in
        walker.lexer.text.withText(from: coding.code.start, to: coding.code.end) { code in
          codings.look(system, code, wantsCoding: isWanted, selector)
        }
      }
      if answer.isRecognized { isRecognized = true }
      if let coding = answer.coding { principalCodings.append(coding) }
    }
    walker.codings.removeAll(keepingCapacity: true)
  }

  private mutating func type(
    of value: JSONLexer.Token, before following: JSONLexer.Token, _ found: inout FoundResource
  ) -> ResourceSelection {
    let end = walker.lexer.text.closingQuote(before: following.place)
    let known = walker.lexer.text.withText(from: value.place + 1, to: end) {
      types.find($0, selector)
    }
    found.type = known.name
    if known.name == nil {
      found.fault = Fault(.resourceTypeNotText, at: value.place)
    }
    return known.selection
  }

  func text(of value: JSONLexer.Token, before following: JSONLexer.Token) -> String {
    let end = walker.lexer.text.closingQuote(before: following.place)
    var replaced = false
    return walker.lexer.text.text(from: value.place + 1, to: end, replaced: &replaced)
  }
}

extension ResourceSelection? {
  /// While the type is unknown, codings are collected: it may stand at the end of the object.
  fileprivate var collects: Bool { self == nil || self == .whenCoded }
}

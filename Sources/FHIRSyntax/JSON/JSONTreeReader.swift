/// Builds a tree from JSON tokens: joins `name` with `_name`, unfolds arrays, finds resource types.
///
/// What breaks JSON stops the reader. What only breaks FHIR's rules for JSON and has one sensible reading,
/// such as an empty array, is taken as absent and kept in ``defects``.
struct JSONTreeReader: ~Copyable {
  var lexer: JSONLexer
  /// FHIR's rules that the text broke without harm.
  private(set) var defects: [Fault] = []
  private var depth = 0
  private var elements = 0

  init(base: UnsafePointer<UInt8>, count: Int, from start: Int, limits: SyntaxLimits) {
    lexer = JSONLexer(base: base, count: count, from: start, limits: limits)
  }

  /// Reads the only value of the input, which must be a resource.
  mutating func readRoot() throws(Fault) -> FHIRNode {
    let token = try lexer.next()
    guard token.byte == ASCII.openBrace else {
      // The rest is checked first: broken JSON is the plainer message.
      try lexer.skipValue(token, depth: 0)
      try expectEnd()
      throw Fault(.rootNotObject, at: token.place)
    }
    let root = try readObject(FHIRNode(name: "", offset: token.place), isResource: true)
    try expectEnd()
    guard root.resourceType != nil else { throw Fault(.noResourceType, at: token.place) }
    return root
  }

  /// Reads a resource of a text that was checked, from the place of its opening brace, inside `depth`
  /// open objects and arrays.
  mutating func readResource(
    at place: Int, name: String, depth: Int
  ) throws(Fault) -> FHIRNode {
    lexer.move(to: place)
    self.depth = depth
    _ = try lexer.next()
    let node = try readObject(FHIRNode(name: name, offset: place), isResource: true)
    guard node.resourceType != nil else { throw Fault(.noResourceType, at: place) }
    return node
  }

  /// Reads some properties of one object of a text that was checked, from the places of their names'
  /// opening quotation marks, inside `depth` open objects and arrays.
  mutating func readProperties(at places: [Int], depth: Int) throws(Fault) -> [FHIRNode] {
    self.depth = depth
    var properties = JSONProperties()
    for place in places {
      lexer.move(to: place)
      try readProperty(lexer.next(), into: &properties)
    }
    return try finish(&properties)
  }

  private mutating func expectEnd() throws(Fault) {
    let token = try lexer.next()
    guard token.byte == JSONLexer.end else { throw Fault(.contentAfterEnd, at: token.place) }
  }

  private mutating func enter(_ place: Int) throws(Fault) {
    depth += 1
    if depth > lexer.limits.depth { throw Fault(.tooDeep, at: place) }
  }

  /// Reads what follows an opening brace.
  private mutating func readObject(
    _ empty: FHIRNode, isResource: Bool
  ) throws(Fault) -> FHIRNode {
    try enter(empty.offset)
    var node = empty
    elements += 1
    if elements > lexer.limits.elements { throw Fault(.tooManyElements, at: empty.offset) }
    var properties = JSONProperties()
    var token = try lexer.next()
    if token.byte == ASCII.closeBrace {
      defects.note(Fault(.emptyObject, at: empty.offset))
    } else {
      repeat {
        if isResource, lexer.text.isName(token, "resourceType") {
          node.resourceType = try readResourceType(token, &properties)
        } else {
          try readProperty(token, into: &properties)
        }
        token = try lexer.memberAfter()
      } while token.byte == ASCII.quote
      node.children = try finish(&properties)
    }
    depth -= 1
    return node
  }

  private mutating func readResourceType(
    _ name: JSONLexer.Token, _ properties: inout JSONProperties
  ) throws(Fault) -> String {
    guard properties.insert("resourceType") else {
      throw Fault(.duplicateName, at: name.place)
    }
    _ = try lexer.colon()
    let value = try lexer.next()
    guard value.byte == ASCII.quote else {
      try lexer.skipValue(value, depth: depth)
      throw Fault(.resourceTypeNotText, at: value.place)
    }
    let type = try readText(value)
    guard type.isTypeName else { throw Fault(.resourceTypeNotText, at: value.place) }
    return type
  }

  /// Reads a property whose name's opening quotation mark is `name`.
  private mutating func readProperty(
    _ token: JSONLexer.Token, into properties: inout JSONProperties
  ) throws(Fault) {
    guard token.byte == ASCII.quote else { throw Fault.unexpected(token, .nameExpected) }
    let colon = try lexer.colon()
    let end = lexer.text.closingQuote(before: colon)
    if end - token.place - 1 > JSONWalker.maximumNameLength {
      throw Fault(.nameTooLong, at: token.place)
    }
    if properties.count >= JSONWalker.maximumProperties {
      throw Fault(.tooManyProperties, at: token.place)
    }
    var replaced = false
    let name = lexer.text.text(from: token.place + 1, to: end, replaced: &replaced)
    guard properties.insert(name) else { throw Fault(.duplicateName, at: token.place) }
    let value = try lexer.next()
    // DSTU2 wrote XML's comments there; they are no data.
    if name == "fhir_comments" { return try lexer.skipValue(value, depth: depth) }
    if name.utf8.first == ASCII.underscore, name.utf8.count > 1 {
      let companion = try readCompanion(value, at: token.place)
      properties.addCompanion(companion, of: String(name.dropFirst()))
      return
    }
    let start = properties.children.count
    switch value.byte {
    case ASCII.openBracket:
      try readArray(value, name: name, isCompanion: false, into: &properties)
    case ASCII.openBrace:
      let node = try readObject(
        FHIRNode(name: name, offset: token.place), isResource: FHIRNode.mayHoldResource(name))
      properties.children.append(node)
      if node.isEmpty { properties.hasEmpty = true }
    default:
      let node = try readPrimitive(value, name: name, offset: token.place)
      properties.children.append(node)
      if node.value == nil { properties.hasEmpty = true }
    }
    properties.note(from: start, isArray: value.byte == ASCII.openBracket)
  }

  /// Reads what follows an opening bracket.
  private mutating func readArray(
    _ opening: JSONLexer.Token, name: String, isCompanion: Bool,
    into properties: inout JSONProperties
  ) throws(Fault) {
    try enter(opening.place)
    var token = try lexer.next()
    if token.byte == ASCII.closeBracket {
      defects.note(Fault(.emptyArray, at: opening.place))
      depth -= 1
      return
    }
    var hasPrimitives = false
    var hasObjects = false
    var firstNull: Int?
    while true {
      switch token.byte {
      case ASCII.openBrace:
        hasObjects = true
        let node = try readObject(
          FHIRNode(name: name, isRepeating: true, offset: token.place),
          isResource: FHIRNode.mayHoldResource(name))
        if node.isEmpty { properties.hasEmpty = true }
        properties.children.append(node)
      case ASCII.openBracket:
        try lexer.skipValue(token, depth: depth)
        throw Fault(.nestedArray, at: token.place)
      case UInt8(ascii: "n"):
        _ = try lexer.text.scalarEnd(token)
        firstNull = firstNull ?? token.place
        if name == "entry" { throw Fault(.entryNotObject, at: token.place) }
        properties.hasEmpty = true
        properties.children.append(
          FHIRNode(name: name, lacksValue: true, isRepeating: true, offset: token.place))
      default:
        hasPrimitives = true
        var node = try readPrimitive(token, name: name, offset: token.place)
        node.isRepeating = true
        if node.isEmpty { properties.hasEmpty = true }
        properties.children.append(node)
      }
      if hasPrimitives && hasObjects { throw Fault(.mixedArray, at: token.place) }
      if let firstNull, hasObjects, !isCompanion { throw Fault(.nullAmongObjects, at: firstNull) }
      let separator = try lexer.next()
      if separator.byte == ASCII.closeBracket { break }
      guard separator.byte == ASCII.comma else {
        throw Fault.unexpected(separator, .commaOrBracketExpected)
      }
      token = try lexer.next()
      if token.byte == ASCII.closeBracket { throw Fault(.trailingComma, at: separator.place) }
    }
    depth -= 1
  }

  private mutating func readPrimitive(
    _ token: JSONLexer.Token, name: String, offset: Int
  ) throws(Fault) -> FHIRNode {
    elements += 1
    if elements > lexer.limits.elements { throw Fault(.tooManyElements, at: offset) }
    var node = FHIRNode(name: name, offset: offset)
    switch token.byte {
    case ASCII.quote:
      let text = try readText(token)
      if text.isEmpty {
        defects.note(Fault(.emptyText, at: token.place))
        node.lacksValue = true
      } else {
        node.value = .string(text)
      }
    case UInt8(ascii: "t"):
      _ = try lexer.text.scalarEnd(token)
      node.value = .boolean(true)
    case UInt8(ascii: "f"):
      _ = try lexer.text.scalarEnd(token)
      node.value = .boolean(false)
    case UInt8(ascii: "n"):
      _ = try lexer.text.scalarEnd(token)
      defects.note(Fault(.nullProperty, at: token.place))
      node.lacksValue = true
    default:
      let end = try lexer.text.scalarEnd(token)
      let digits = UnsafeBufferPointer(
        start: lexer.text.base + token.place, count: end - token.place)
      node.value = .number(String(decoding: digits, as: UTF8.self))
    }
    return node
  }

  private mutating func readText(_ token: JSONLexer.Token) throws(Fault) -> String {
    let following = try lexer.peek().place
    let end = lexer.text.closingQuote(before: following)
    if end - token.place - 1 > lexer.limits.stringLength {
      throw Fault(.stringTooLong, at: token.place)
    }
    var replaced = false
    let text = lexer.text.text(from: token.place + 1, to: end, replaced: &replaced)
    if replaced { defects.note(Fault(.illegalCharacter, at: token.place)) }
    return text
  }

  /// Reads the value of a property `_name`: what a primitive has beside its value.
  private mutating func readCompanion(
    _ value: JSONLexer.Token, at place: Int
  ) throws(Fault) -> JSONProperties.Companion {
    var nodes: [FHIRNode] = []
    switch value.byte {
    case ASCII.openBrace:
      nodes.append(try readObject(FHIRNode(name: "", offset: place), isResource: false))
    case ASCII.openBracket:
      var items = JSONProperties()
      try readArray(value, name: "", isCompanion: true, into: &items)
      nodes = items.children
    default:
      try lexer.skipValue(value, depth: depth)
      throw Fault(.companionNotObject, at: value.place)
    }
    if let text = nodes.first(where: { $0.value != nil }) {
      throw Fault(.companionNotObject, at: text.offset)
    }
    return JSONProperties.Companion(
      nodes: nodes, isArray: value.byte == ASCII.openBracket, place: place)
  }

  private mutating func finish(_ properties: inout JSONProperties) throws(Fault) -> [FHIRNode] {
    try properties.join(&defects)
    return properties.children
  }
}

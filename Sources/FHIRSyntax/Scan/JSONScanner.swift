/// The fast path for JSON: one walk over the whole input, trees only of the resources that matter.
///
/// The walker knows four levels by name (Bundle, `entry`, entry, resource); what lies deeper it reads over.
/// Whether a resource matters is known at its end at the latest, and then its tree is made from its place.
struct JSONScanner: ~Copyable {
  var walker: JSONWalker
  private var reader: JSONTreeReader
  private let bytes: UnsafeRawBufferPointer
  private var locator: SourceLocator
  let selector: any ResourceSelector
  private let start: Int
  var types: TypeMemory
  var codings = CodingMemory()
  var texts = TextMemory()
  private var entries: [ScannedEntry] = []
  /// The names of the current entry's properties beside its resource, by place.
  private var entryPlaces: [Int] = []
  /// The codings of the current resource's principal code that are not recognised.
  var principalCodings: [ScannedCoding] = []
  let principal: [(number: UInt64, name: StaticString)]
  let names = FieldNames()

  init(
    _ bytes: UnsafeRawBufferPointer, base: UnsafePointer<UInt8>, selector: any ResourceSelector,
    limits: SyntaxLimits
  ) {
    self.bytes = bytes
    locator = SourceLocator(bytes)
    self.selector = selector
    start = FHIRFormat.byteOrderMarkLength(bytes)
    walker = JSONWalker(
      lexer: JSONLexer(base: base, count: bytes.count, from: start, limits: limits))
    reader = JSONTreeReader(base: base, count: bytes.count, from: start, limits: limits)
    principal = ScannedEntry.principalNames.map { (JSONName.number($0), $0) }
    types = TypeMemory()
  }

  /// Scans the input.
  mutating func scan() throws(Fault) -> ScannedInput {
    let opening = try walker.lexer.next()
    guard opening.byte == ASCII.openBrace else { return try readWhole() }
    var type: String?
    var places: [Int] = []
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
        if number == names.resourceType, walker.lexer.text.isName(name, "resourceType") {
          type = try readType(value)
          // Anything but a Bundle is wanted whole: no need to walk over it first.
          if type != "Bundle" { return try readWhole() }
        } else if number == names.entry {
          guard value.byte == ASCII.openBracket else {
            if type == nil { return try readWhole() }
            try walker.skip(value, depth: 1)
            throw Fault(.entriesNotArray, at: name.place)
          }
          try scanEntries(value)
        } else {
          places.append(name.place)
          try walker.skip(value, depth: 1)
        }
        token = try walker.lexer.memberAfter()
      } while token.byte == ASCII.quote
    }
    walker.closeObject(first)
    let last = try walker.lexer.next()
    guard last.byte == JSONLexer.end else { throw Fault(.contentAfterEnd, at: last.place) }
    guard let type else { throw Fault(.noResourceType, at: opening.place) }
    guard type == "Bundle" else { return try readWhole() }
    var root = FHIRNode(name: "", resourceType: type, offset: opening.place)
    root.children = try reader.readProperties(at: places, depth: 1)
    return ScannedInput(
      format: .json, root: root, entries: entries,
      issues: SyntaxError.issues(reader.defects, in: bytes))
  }

  /// Reads an input that is no Bundle, or proves to be none.
  private mutating func readWhole() throws(Fault) -> ScannedInput {
    reader.lexer.move(to: start)
    let root = try reader.readRoot()
    return ScannedInput(
      bare: root, format: .json, issues: SyntaxError.issues(reader.defects, in: bytes))
  }

  private mutating func readType(_ value: JSONLexer.Token) throws(Fault) -> String? {
    guard value.byte == ASCII.quote else { return nil }
    let end = walker.lexer.text.closingQuote(before: try walker.lexer.peek().place)
    return walker.lexer.text.exactText(from: value.place + 1, to: end)
  }

  private mutating func scanEntries(_ opening: JSONLexer.Token) throws(Fault) {
    var token = try walker.lexer.next()
    if token.byte == ASCII.closeBracket { return }
    while true {
      guard token.byte == ASCII.openBrace else {
        try walker.skip(token, depth: 2)
        throw Fault(.entryNotObject, at: token.place)
      }
      if entries.count >= walker.lexer.limits.entryCount {
        throw Fault(.tooManyEntries, at: token.place)
      }
      try scanEntry(token)
      let separator = try walker.lexer.next()
      if separator.byte == ASCII.closeBracket { return }
      guard separator.byte == ASCII.comma else {
        throw Fault.unexpected(separator, .commaOrBracketExpected)
      }
      token = try walker.lexer.next()
      if token.byte == ASCII.closeBracket { throw Fault(.trailingComma, at: separator.place) }
    }
  }

  private mutating func scanEntry(_ opening: JSONLexer.Token) throws(Fault) {
    var fullUrl: String?
    var fault: Fault?
    entryPlaces.removeAll(keepingCapacity: true)
    var resource: FoundResource?
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
        var isFullUrl = false
        if number == names.resource {
          if value.byte == ASCII.openBrace {
            resource = try scanResource(value)
          } else {
            try walker.skip(value, depth: 3)
            fault = Fault(.resourceNotObject, at: value.place)
          }
        } else {
          entryPlaces.append(name.place)
          isFullUrl = number == names.fullUrl && value.byte == ASCII.quote
          try walker.skip(value, depth: 3)
        }
        token = try walker.lexer.next()
        if isFullUrl { fullUrl = text(of: value, before: token).nonEmpty }
        token = try walker.lexer.member(after: token)
      } while token.byte == ASCII.quote
    }
    walker.closeObject(first)
    entries.append(try completed(fullUrl, resource, defect: fault, offset: opening.place))
  }

  /// Makes an entry of what was found, with the trees that are wanted.
  private mutating func completed(
    _ fullUrl: String?, _ resource: FoundResource?, defect: Fault?, offset: Int
  ) throws(Fault) -> ScannedEntry {
    var entry = ScannedEntry(
      index: entries.count, fullUrl: fullUrl, resourceType: resource?.type, id: resource?.id,
      offset: offset)
    do throws(Fault) {
      if let fault = defect ?? resource?.fault { throw fault }
      if let resource {
        guard resource.isWanted else {
          entry.subject = resource.subject
          entry.unrecognized = principalCodings
          return entry
        }
        entry.resource = try reader.readResource(at: resource.place, name: "resource", depth: 3)
      }
      entry.entry.offset = offset
      entry.entry.isRepeating = true
      entry.entry.children = try reader.readProperties(at: entryPlaces, depth: 3)
    } catch {
      guard error.costsOnlyEntry else { throw error }
      entry.resource = nil
      entry.defect = locator.error(error)
    }
    return entry
  }

}

/// The names that the scanner compares with, as numbers.
struct FieldNames {
  let resourceType = JSONName.number("resourceType")
  let entry = JSONName.number("entry")
  let resource = JSONName.number("resource")
  let fullUrl = JSONName.number("fullUrl")
  let id = JSONName.number("id")
  let subject = JSONName.number("subject")
  let patient = JSONName.number("patient")
  let reference = JSONName.number("reference")
}

extension String {
  /// Whether the text looks like the name of a resource type: a capital letter, then letters and digits.
  var isTypeName: Bool {
    utf8.first.map { (0x41...0x5A).contains($0) } == true && XMLWriter.isName(self)
  }

  /// An empty string is no value in FHIR.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension Fault {
  /// Whether the fault makes one resource unusable, but not the input.
  var costsOnlyEntry: Bool {
    switch reason.kind {
    case .convention, .format: true
    default: false
    }
  }
}

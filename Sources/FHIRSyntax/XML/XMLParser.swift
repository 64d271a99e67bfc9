import CLibXML2
import CStructuralScan

/// What libxml2 tells while it reads, for subclasses to use; and the brake.
///
/// Element names and namespaces are interned by the parser: equal names have equal addresses, so they are
/// compared by address and no string is made for what is not wanted.
class XMLEvents {
  /// A name as the parser keeps it.
  typealias Name = UnsafePointer<xmlChar>

  /// A start tag, or the start of an empty element.
  struct Start {
    var name: Name
    var prefix: Name?
    var namespace: Name?
    var declared: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    var declaredCount: Int
    fileprivate(set) var attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate(set) var attributeCount: Int
  }

  /// An attribute without namespace declarations; the value's references are resolved.
  struct Attribute {
    var name: Name
    var prefix: Name?
    var value: UnsafeBufferPointer<UInt8>
  }

  let limits: SyntaxLimits
  /// Set to end the run.
  final private(set) var fault: Fault?
  /// Open elements.
  final fileprivate(set) var depth = 0
  fileprivate var parser: xmlParserCtxtPtr?
  /// The names' home: they stay valid as long as these events.
  fileprivate var dictionary: xmlDictPtr?

  init(limits: SyntaxLimits) {
    self.limits = limits
  }

  deinit {
    if let dictionary { xmlDictFree(dictionary) }
  }

  /// Called before anything is read, with the parser's dictionary.
  func begin(_ intern: (StaticString) -> Name?) {}
  /// An element begins; ``depth`` counts it already.
  func start(_ element: Start) {}
  /// An element ends; ``depth`` still counts it.
  func end() {}
  /// Character data, in pieces.
  func text(_ characters: UnsafeBufferPointer<UInt8>) {}
  /// A processing instruction.
  func instruction() {}

  /// Ends the run; the first fault holds.
  final func stop(_ fault: Fault) {
    guard self.fault == nil else { return }
    self.fault = fault
    if let parser { xmlStopParser(parser) }
  }

  /// The byte that the parser reads next.
  final var offset: Int {
    guard let parser else { return 0 }
    return venoguide_xml_offset(parser)
  }
}

extension XMLEvents.Start {
  @inline(__always)
  func attribute(_ index: Int) -> XMLEvents.Attribute? {
    // libxml2 passes five pointers per attribute: name, prefix, namespace, value, end of the value.
    guard let fields = attributes?.advanced(by: 5 * index), let name = fields[0],
      let value = fields[3], let end = fields[4]
    else { return nil }
    return XMLEvents.Attribute(
      name: name, prefix: fields[1],
      value: UnsafeBufferPointer(start: value, count: end - value))
  }

  /// The value of the attribute of that name without prefix.
  @inline(__always)
  func value(of name: XMLEvents.Name?) -> UnsafeBufferPointer<UInt8>? {
    for index in 0..<attributeCount {
      if let attribute = attribute(index), attribute.name == name, attribute.prefix == nil {
        return attribute.value
      }
    }
    return nil
  }
}

/// Runs libxml2's SAX2 parser with everything dangerous off: no network, no DOCTYPE (hence no entities
/// of its own), UTF-8 only, bounded depth, attributes and namespaces.
enum XMLParser {
  /// libxml2 compares each attribute of an element with all others, and looks through the namespaces in
  /// scope one by one: without bounds, either takes hours.
  private static let maximumAttributes = 1000
  private static let maximumNamespaces = 64

  private static let initialized: Void = xmlInitParser()

  /// Reads a whole text.
  static func run(
    _ bytes: UnsafeRawBufferPointer, _ events: XMLEvents
  ) throws(Fault) {
    try checkBefore(bytes)
    _ = initialized
    let text = bytes.assumingMemoryBound(to: CChar.self).baseAddress
    guard let parser = xmlCreateMemoryParserCtxt(text, Int32(bytes.count)) else {
      throw Fault(.noContent, at: 0)
    }
    defer { xmlFreeParserCtxt(parser) }
    // Large texts are bounded by our own limits; entity replacement concerns the five of XML only, since
    // a DOCTYPE ends the run before anything is declared.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_HUGE.rawValue
    xmlCtxtUseOptions(parser, Int32(options))
    var handler = xmlSAXHandler()
    install(&handler)
    parser.pointee.sax.pointee = handler
    var run = venoguide_xml_run(
      events: Unmanaged.passUnretained(events).toOpaque(), parser: parser, error: 0, offset: 0)
    events.parser = parser
    if xmlDictReference(parser.pointee.dict) == 0 { events.dictionary = parser.pointee.dict }
    defer { events.parser = nil }
    withUnsafeMutablePointer(to: &run) { run in
      parser.pointee.userData = UnsafeMutableRawPointer(run)
      events.begin { name in
        UnsafeRawPointer(name.utf8Start).withMemoryRebound(
          to: xmlChar.self, capacity: name.utf8CodeUnitCount
        ) { xmlDictLookup(parser.pointee.dict, $0, Int32(name.utf8CodeUnitCount)) }
      }
      xmlParseDocument(parser)
    }
    if let fault = events.fault { throw fault }
    if run.error != 0 || parser.pointee.wellFormed == 0 || parser.pointee.nsWellFormed == 0 {
      throw fault(of: run, bytes)
    }
  }

  private static func fault(
    of run: venoguide_xml_run, _ bytes: UnsafeRawBufferPointer
  ) -> Fault {
    let count = bytes.count
    let offset = min(max(run.offset, 0), count)
    switch xmlParserErrors(UInt32(run.error)) {
    case XML_ERR_TAG_NOT_FINISHED: return Fault(.endsInXML, at: count)
    case XML_ERR_TAG_NAME_MISMATCH: return Fault(.mismatchedTag, at: offset)
    case XML_ERR_INVALID_CHAR,
      XML_ERR_INVALID_CHARREF where offset < count:
      return Fault(.xmlCharacter, at: offset)
    case XML_ERR_ATTRIBUTE_REDEFINED: return Fault(.xmlAttributeTwice, at: offset)
    case XML_ERR_LT_IN_ATTRIBUTE, XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
      XML_ERR_EQUAL_REQUIRED, XML_ERR_SPACE_REQUIRED,
      XML_ERR_GT_REQUIRED where offset < count:
      return Fault(.xmlAttribute, at: offset)
    case XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_ENTITYREF_NO_NAME,
      XML_ERR_ENTITYREF_SEMICOL_MISSING where offset < count:
      return Fault(.xmlReference, at: offset)
    case XML_ERR_NAME_REQUIRED where offset < count: return Fault(.xmlName, at: offset)
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      return Fault(.undefinedEntity, at: offset)
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      let tag = bytes[..<offset].lastIndex(of: UInt8(ascii: "<"))
      return Fault(.undeclaredPrefix, at: tag ?? offset)
    case XML_ERR_DOCUMENT_END where offset < count: return Fault(.contentAfterEnd, at: offset)
    default: return Fault(offset >= count ? .endsInXML : .malformedXML, at: offset)
    }
  }

  private static func install(_ handler: inout xmlSAXHandler) {
    venoguide_xml_catch_errors(&handler)
    handler.startElementNs = {
      data, name, prefix, namespace, declaredCount, declared, attributeCount, _, attributes in
      guard let name else { return }
      XMLParser.with(data) { events in
        guard events.fault == nil, let parser = events.parser else { return }
        events.depth += 1
        if events.depth > events.limits.depth {
          return events.stop(Fault(.tooDeep, at: events.offset))
        }
        if parser.pointee.nsNr > 2 * XMLParser.maximumNamespaces {
          return events.stop(Fault(.tooManyAttributes, at: events.offset))
        }
        events.start(
          XMLEvents.Start(
            name: name, prefix: prefix, namespace: namespace, declared: declared,
            declaredCount: Int(declaredCount), attributes: attributes,
            attributeCount: Int(attributeCount)))
      }
    }
    handler.endElementNs = { data, _, _, _ in
      XMLParser.with(data) { events in
        guard events.fault == nil else { return }
        events.end()
        events.depth -= 1
      }
    }
    handler.characters = { data, characters, count in
      XMLParser.with(data) { events in
        guard events.fault == nil else { return }
        events.text(UnsafeBufferPointer(start: characters, count: Int(count)))
      }
    }
    // The same function, lest the parser wonder whether blanks matter.
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.processingInstruction = { data, _, _ in
      XMLParser.with(data) { $0.instruction() }
    }
    handler.internalSubset = { data, _, _, _ in
      XMLParser.with(data) { $0.stop(Fault(.doctype, at: $0.offset)) }
    }
  }

  @inline(__always)
  private static func with(_ data: UnsafeMutableRawPointer?, _ body: (XMLEvents) -> Void) {
    guard let run = data?.assumingMemoryBound(to: venoguide_xml_run.self),
      let events = run.pointee.events
    else { return }
    Unmanaged<XMLEvents>.fromOpaque(events)._withUnsafeGuaranteedRef { body($0) }
  }
}

// MARK: Before libxml2 sees the text

extension XMLParser {
  private static func checkBefore(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      throw Fault(.noContent, at: 0)
    }
    if bytes.count > Int(Int32.max) { throw Fault(.xmlTooLarge, at: Int(Int32.max)) }
    _ = try UTF8Check.check(base, from: 0, to: bytes.count, count: bytes.count)
    try checkDeclaration(bytes)
    try checkTags(bytes)
  }

  /// FHIR XML is UTF-8, so `<?xml encoding="..."?>` may name nothing else.
  private static func checkDeclaration(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    let start = FHIRFormat.byteOrderMarkLength(bytes)
    let declaration = bytes[start...].prefix(200)
    guard declaration.starts(with: "<?xml".utf8),
      let end = declaration.firstIndex(of: UInt8(ascii: ">"))
    else { return }
    let text = declaration[..<end]
    let key = Array("encoding".utf8)
    guard let place = text.indices.first(where: { text[$0...].starts(with: key) }) else { return }
    var rest = text[(place + key.count)...].drop { ASCII.isBlank($0) }
    guard rest.popFirst() == UInt8(ascii: "=") else { return }
    rest = rest.drop { ASCII.isBlank($0) }
    guard let quote = rest.popFirst() else { return }
    let name = rest.prefix { $0 != quote }
    // Some write it without the hyphen.
    guard ["utf-8", "utf8"].contains(String(decoding: name.map { $0 | 0x20 }, as: UTF8.self)) else {
      throw Fault(.declaredEncoding, at: rest.startIndex)
    }
  }

  /// Finds tags with too many attributes. `<` cannot occur inside a tag and an attribute takes five bytes
  /// at least, so only long stretches between two `<` need a closer look.
  private static func checkTags(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    let shortest = 5 * maximumAttributes
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let mark = UInt8(ascii: "<")
    var tag = venoguide_index_of(base, bytes.count, mark)
    while tag < bytes.count - 1 {
      let next = tag + 1 + venoguide_index_of(base + tag + 1, bytes.count - tag - 1, mark)
      if next - tag > shortest, bytes[tag + 1] != UInt8(ascii: "!"),
        countAttributes(bytes[tag + 1..<next]) > maximumAttributes
      {
        throw Fault(.tooManyAttributes, at: tag)
      }
      tag = next
    }
  }

  private static func countAttributes(_ tag: Slice<UnsafeRawBufferPointer>) -> Int {
    var count = 0
    var quote: UInt8?
    for byte in tag {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == ASCII.quote || byte == UInt8(ascii: "'") {
        quote = byte
        count += 1
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    return count
  }
}

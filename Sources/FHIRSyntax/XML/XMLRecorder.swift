import CLibXML2

/// Writes a parser's events onto a tape, checking FHIR's rules for XML: namespaces, attributes, text only
/// inside narratives.
struct XMLRecorder {
  /// FHIR's names that the recorder looks for, as this parser keeps them.
  struct Names {
    let fhir: XMLEvents.Name?
    let xhtml: XMLEvents.Name?
    let id: XMLEvents.Name?
    let url: XMLEvents.Name?
    let value: XMLEvents.Name?
    let div: XMLEvents.Name?
    let `extension`: XMLEvents.Name?
    let modifierExtension: XMLEvents.Name?

    init(_ intern: (StaticString) -> XMLEvents.Name?) {
      fhir = intern("http://hl7.org/fhir")
      xhtml = intern("http://www.w3.org/1999/xhtml")
      id = intern("id")
      url = intern("url")
      value = intern("value")
      div = intern("div")
      `extension` = intern("extension")
      modifierExtension = intern("modifierExtension")
    }
  }

  let names: Names
  var tape = XMLTape()
  /// Where the value of the element recorded last lies on the tape.
  private(set) var latestValue: Range<Int>?
  private let source: UnsafeRawBufferPointer
  /// Elements open inside a narrative, its div included; 0 outside.
  private var divDepth = 0
  private var isPlainDiv = true
  private var hasForeignNames = false
  private var div = XHTMLText()

  init(names: Names, source: UnsafeRawBufferPointer) {
    self.names = names
    self.source = source
  }

  /// Whether the parser is inside a narrative.
  var isInsideDiv: Bool { divDepth > 0 }

  /// The place of the tag whose events come now, given the place where the parser is inside the tag.
  func tagStart(before offset: Int) -> Int {
    // `<` occurs nowhere inside a tag.
    var place = min(offset, source.count) - 1
    while place > 0, source[place] != UInt8(ascii: "<") { place -= 1 }
    return max(place, 0)
  }

  mutating func start(_ element: XMLEvents.Start, offset: Int) {
    if divDepth > 0 { return startInsideDiv(element, offset: offset) }
    let place = tagStart(before: offset)
    tape.start(element.name, at: place)
    latestValue = nil
    if element.name == names.div { return startDiv(element, offset: offset) }
    if element.namespace != names.fhir { tape.breach(Fault(.otherNamespace, at: place)) }
    for index in 0..<element.attributeCount {
      guard let attribute = element.attribute(index) else { continue }
      // xsi:schemaLocation and xml:space say nothing about the content (fhir facts 34).
      if attribute.prefix != nil { continue }
      if attribute.name == names.value {
        let range = tape.add(.value, attribute.value)
        latestValue = range
        if range.isEmpty { tape.note(Fault(.emptyValue, at: place)) }
      } else if attribute.name == names.id {
        tape.add(.id, attribute.value)
      } else if attribute.name == names.url,
        element.name == names.extension || element.name == names.modifierExtension
      {
        tape.add(.url, attribute.value)
      } else {
        tape.note(Fault(.unknownAttribute, at: place))
      }
    }
  }

  private mutating func startDiv(_ element: XMLEvents.Start, offset: Int) {
    divDepth = 0
    div.removeAll()
    hasForeignNames = false
    // Plain: the text in the source would mean the same on its own.
    isPlainDiv = element.prefix == nil && element.declaredCount == 1
    if let declared = element.declared, element.declaredCount == 1, declared[0] != nil {
      isPlainDiv = false
    }
    appendToDiv(element, offset: offset)
  }

  private mutating func startInsideDiv(_ element: XMLEvents.Start, offset: Int) {
    if element.prefix != nil || element.declaredCount != 0 { isPlainDiv = false }
    appendToDiv(element, offset: offset)
  }

  private mutating func appendToDiv(_ element: XMLEvents.Start, offset: Int) {
    divDepth += 1
    if element.namespace != names.xhtml, !hasForeignNames {
      hasForeignNames = true
      tape.note(Fault(.narrativeNamespace, at: tagStart(before: offset)))
    }
    div.start(element)
  }

  mutating func end(offset: Int) {
    guard divDepth > 0 else { return tape.end() }
    divDepth -= 1
    div.end()
    guard divDepth == 0 else { return }
    // What is no XHTML is kept as it stands, for the judge of narratives to refuse.
    tape.endDiv(at: offset, spelling: isPlainDiv || hasForeignNames ? nil : div.bytes)
  }

  mutating func text(_ characters: UnsafeBufferPointer<UInt8>, offset: Int) {
    if divDepth > 0 { return div.text(characters) }
    guard tape.isOpen, let place = place(ofText: characters, offset: offset) else { return }
    tape.breach(Fault(.textContent, at: place))
  }

  /// Where the first character of a text stands that is not blank; `nil` when there is none.
  func place(ofText characters: UnsafeBufferPointer<UInt8>, offset: Int) -> Int? {
    guard let first = characters.firstIndex(where: { !ASCII.isBlank($0) }) else { return nil }
    // The parser stands behind the text or at its beginning, as it pleases.
    let text = UnsafeRawBufferPointer(characters)
    for start in [offset - text.count, offset] where start >= 0 {
      let end = start + text.count
      if end <= source.count, UnsafeRawBufferPointer(rebasing: source[start..<end]).equals(text) {
        return start + first
      }
    }
    return offset
  }

  mutating func instruction() {
    // JSON's narrative is an element; what XML allows beside elements stays behind.
    isPlainDiv = false
  }
}

/// The `div` of a FHIR narrative: XHTML that JSON holds as a string and XML as elements.
public enum Narrative {
  /// What can be wrong with a div.
  public enum Fault: String, Sendable, Hashable, CaseIterable {
    /// No well-formed `div` of XHTML: it cannot stand in XML.
    case malformed
    /// An element or attribute that FHIR does not allow (invariant txt-1): a script, a form, an event handler.
    case forbiddenContent
    /// A link that runs something, or with characters that no address has.
    case badLink
    /// A paragraph around what only a div or a table cell may hold, such as another paragraph.
    case nestedParagraph
    /// Neither text nor an image (invariant txt-2).
    case empty
  }

  /// Finds what is wrong with a div; each fault once, in a fixed order.
  ///
  /// It is read by the same guarded reader as any XML: no DOCTYPE, no entities beyond XML's five (so no
  /// `&nbsp;`), the namespace of XHTML throughout, nothing before or after the element. A malformed div has no
  /// other faults; any other can be transported, though with some it should not be rendered.
  public static func faults(in div: String) -> [Fault] {
    guard let events = read(div) else { return [.malformed] }
    return Fault.allCases.filter(events.faults.contains)
  }

  /// Whether the text is one well-formed `div` of XHTML.
  public static func isWellFormed(_ div: String) -> Bool {
    read(div) != nil
  }

  /// The same div in one canonical spelling, for comparing; `nil` when it is malformed.
  public static func canonical(_ div: String) -> String? {
    read(div).map { String(decoding: $0.text.bytes, as: UTF8.self) }
  }

  private static func read(_ div: String) -> NarrativeEvents? {
    // A div begins with its tag: neither an XML declaration nor a comment may come along into the XML.
    guard div.utf8.first == UInt8(ascii: "<"), div.utf8.last == UInt8(ascii: ">"),
      div.utf8.dropFirst().first.map({ $0 != UInt8(ascii: "!") && $0 != UInt8(ascii: "?") })
        == true,
      div.utf8.dropLast().last != UInt8(ascii: "-"), div.utf8.dropLast().last != UInt8(ascii: "?")
    else { return nil }
    let events = NarrativeEvents(limits: .standard)
    var div = div
    do {
      try div.withUTF8 { try XMLParser.run(UnsafeRawBufferPointer($0), events) }
    } catch {
      return nil
    }
    return events.isXHTML ? events : nil
  }
}

extension FHIRNode {
  /// The tree without the narratives that XML could not hold, and how many those are.
  ///
  /// A narrative goes as a whole, since its `div` is mandatory; the resource loses nothing else.
  public func withoutMalformedNarratives() -> (tree: FHIRNode, removed: Int) {
    var tree = self
    var removed = 0
    tree.children = []
    for child in children {
      // A div may also stand where none belongs.
      let div = child.name == "div" ? child : child["div"]
      if let text = div?.text, !Narrative.isWellFormed(text) {
        removed += 1
        continue
      }
      let inner = child.withoutMalformedNarratives()
      removed += inner.removed
      tree.children.append(inner.tree)
    }
    return (tree, removed)
  }
}

/// Looks at a narrative on its own.
private final class NarrativeEvents: XMLEvents {
  private(set) var text = XHTMLText()
  private(set) var isXHTML = true
  private(set) var faults: Set<Narrative.Fault> = [.empty]
  private var names = Names { _ in nil }
  /// Paragraphs that are open.
  private var paragraphs: [Int] = []

  /// The names that are looked for, as this parser keeps them.
  private struct Names {
    let xhtml: Name?
    let div: Name?
    let paragraph: Name?
    let image: Name?
    let source: Name?
    let link: Name?
    let xml: Name?
    let elements: Set<Name>
    let blocks: Set<Name>
    let attributes: Set<Name>

    init(_ intern: (StaticString) -> Name?) {
      xhtml = intern("http://www.w3.org/1999/xhtml")
      div = intern("div")
      paragraph = intern("p")
      image = intern("img")
      source = intern("src")
      link = intern("href")
      xml = intern("xml")
      elements = Set(NarrativeEvents.allowedElements.compactMap(intern))
      blocks = Set(NarrativeEvents.blocks.compactMap(intern))
      attributes = Set(NarrativeEvents.allowedAttributes.compactMap(intern))
    }
  }

  override func begin(_ intern: (StaticString) -> Name?) {
    names = Names(intern)
  }

  override func start(_ element: Start) {
    if element.namespace != names.xhtml || depth == 1 && element.name != names.div {
      isXHTML = false
    }
    if !names.elements.contains(element.name) { faults.insert(.forbiddenContent) }
    if !paragraphs.isEmpty, names.blocks.contains(element.name) { faults.insert(.nestedParagraph) }
    if element.name == names.paragraph { paragraphs.append(depth) }
    for index in 0..<element.attributeCount {
      if let attribute = element.attribute(index) { check(attribute, of: element) }
    }
    text.start(element)
  }

  private func check(_ attribute: Attribute, of element: Start) {
    if attribute.prefix == nil
      ? !names.attributes.contains(attribute.name)
      : attribute.prefix != names.xml
    {
      faults.insert(.forbiddenContent)
    }
    if attribute.name == names.link, !Self.isAddress(attribute.value) { faults.insert(.badLink) }
    if element.name == names.image, attribute.name == names.source { faults.remove(.empty) }
  }

  override func end() {
    if paragraphs.last == depth { paragraphs.removeLast() }
    text.end()
  }

  override func text(_ characters: UnsafeBufferPointer<UInt8>) {
    guard depth > 0 else { return }
    if faults.contains(.empty), characters.contains(where: { !ASCII.isBlank($0) }) {
      faults.remove(.empty)
    }
    text.text(characters)
  }

  /// Whether a link leads somewhere and runs nothing; blanks around it are ignored, as browsers do.
  private static func isAddress(_ link: UnsafeBufferPointer<UInt8>) -> Bool {
    var address = link[...]
    while let byte = address.first, byte <= 0x20 { address.removeFirst() }
    while let byte = address.last, byte <= 0x20 { address.removeLast() }
    if address.contains(where: { $0 <= 0x20 || notInAddresses.contains($0) }) { return false }
    let scheme = address.prefix { $0 != ASCII.colon }.map { $0 | 0x20 }
    return !["javascript", "vbscript", "data"].contains { scheme.elementsEqual($0.utf8) }
  }

  private static let notInAddresses = Array(#"<>"{}|\^`"#.utf8)

  /// The elements of invariant txt-1.
  private static let allowedElements: [StaticString] = [
    "a", "abbr", "acronym", "b", "big", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "li", "ol", "p", "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var",
  ]

  /// The attributes of invariant txt-1; those with the prefix `xml` beside them.
  private static let allowedAttributes: [StaticString] = [
    "abbr", "accesskey", "align", "alt", "axis", "bgcolor", "border", "cellhalign", "cellpadding",
    "cellspacing", "cellvalign", "char", "charoff", "charset", "cite", "class", "colspan",
    "compact", "coords", "dir", "frame", "headers", "height", "href", "hreflang", "hspace", "id",
    "lang", "longdesc", "name", "nowrap", "rel", "rev", "rowspan", "rules", "scope", "shape",
    "span", "src", "start", "style", "summary", "tabindex", "title", "type", "valign", "value",
    "vspace", "width",
  ]

  /// Elements that stand beside paragraphs, not in them (XHTML 1.0).
  private static let blocks: [StaticString] = [
    "blockquote", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table",
    "ul",
  ]
}

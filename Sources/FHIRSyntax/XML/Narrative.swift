/// The `div` of a FHIR narrative: XHTML that JSON holds as a string and XML as elements.
public enum Narrative {
  /// What can be said of a div without rendering it.
  public enum Verdict: Sendable, Hashable {
    /// Well-formed, and only what FHIR allows in it.
    case clean
    /// Well-formed, but with an element or attribute that FHIR forbids (fhir facts 42): a script, a form,
    /// an event handler. It can be transported, but should not be rendered.
    case forbiddenContent
    /// No well-formed `div` of XHTML: it cannot stand in XML.
    case malformed
  }

  /// Judges a div.
  ///
  /// It is read by the same guarded reader as any XML: no DOCTYPE, no entities beyond XML's five (so no
  /// `&nbsp;`), the namespace of XHTML throughout, nothing before or after the element.
  public static func verdict(on div: String) -> Verdict {
    guard let events = read(div) else { return .malformed }
    return events.hasForbidden ? .forbiddenContent : .clean
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
      if let div = child["div"]?.text, !Narrative.isWellFormed(div) {
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
  private(set) var hasForbidden = false
  private var xhtml: Name?
  private var div: Name?
  private var allowed: Set<Name> = []

  override func begin(_ intern: (StaticString) -> Name?) {
    xhtml = intern("http://www.w3.org/1999/xhtml")
    div = intern("div")
    allowed = Set(Self.allowedElements.compactMap(intern))
  }

  override func start(_ element: Start) {
    if element.namespace != xhtml || depth == 1 && (element.name != div || element.prefix != nil) {
      isXHTML = false
    }
    if !allowed.contains(element.name) { hasForbidden = true }
    for index in 0..<element.attributeCount {
      guard let attribute = element.attribute(index) else { continue }
      // onclick and its like; `javascript:` in a link.
      if attribute.name[0] | 0x20 == UInt8(ascii: "o"), attribute.name[1] | 0x20 == 0x6E {
        hasForbidden = true
      }
      if attribute.value.starts(with: "javascript:".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
        hasForbidden = true
      }
    }
    text.start(element)
  }

  override func end() {
    text.end()
  }

  override func text(_ characters: UnsafeBufferPointer<UInt8>) {
    if depth > 0 { text.text(characters) }
  }

  /// The elements of FHIR's XHTML schema.
  private static let allowedElements: [StaticString] = [
    "a", "abbr", "acronym", "b", "big", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "li", "ol", "p", "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var",
  ]
}

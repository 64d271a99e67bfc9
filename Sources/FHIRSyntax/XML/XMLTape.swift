import CLibXML2

/// XML elements in the order of the text, kept without making strings, until it is known whether anybody
/// wants their tree.
struct XMLTape {
  /// An element, or a narrative's `div` with all that is in it.
  struct Element {
    var name: XMLEvents.Name
    var offset: Int
    /// Its attributes: a range of the tape's.
    var attributes: Range<Int>
    /// The index of the first element that is not inside it.
    var next: Int
    /// For a narrative: where its text ends in the source.
    var divEnd = -1
  }

  /// `id`, `value` or `url`.
  struct Attribute {
    var kind: Kind
    /// Its value: a range of ``XMLTape/bytes``.
    var value: Range<Int>

    enum Kind {
      case id, url, value
    }
  }

  private(set) var elements: [Element] = []
  private(set) var attributes: [Attribute] = []
  /// The values of all attributes.
  private(set) var bytes: [UInt8] = []
  /// FHIR's rules that the elements broke without harm.
  private(set) var defects: [Fault] = []
  /// The first breach that makes the elements unusable.
  private(set) var breach: Fault?
  private var open: [Int] = []

  var isOpen: Bool { !open.isEmpty }

  mutating func removeAll() {
    elements.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    defects.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    breach = nil
  }

  mutating func note(_ defect: Fault) {
    defects.note(defect)
  }

  mutating func breach(_ fault: Fault) {
    if breach == nil { breach = fault }
  }

  /// Opens an element; its attributes follow.
  mutating func start(_ name: XMLEvents.Name, at offset: Int) {
    open.append(elements.count)
    elements.append(
      Element(
        name: name, offset: offset, attributes: attributes.count..<attributes.count, next: 0))
  }

  /// Adds an attribute to the element opened last and returns where its value lies.
  @discardableResult
  mutating func add(
    _ kind: Attribute.Kind, _ value: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    let range = bytes.count..<bytes.count + value.count
    bytes.append(contentsOf: value)
    attributes.append(Attribute(kind: kind, value: range))
    let last = elements.count - 1
    elements[last].attributes = elements[last].attributes.lowerBound..<attributes.count
    return range
  }

  /// Closes the innermost open element.
  mutating func end() {
    guard let index = open.popLast() else { return }
    elements[index].next = elements.count
  }

  /// Closes a narrative, with another spelling when the text in the source cannot be taken as it stands.
  mutating func endDiv(at end: Int, spelling: [UInt8]?) {
    guard let index = open.last else { return }
    elements[index].divEnd = end
    if let spelling {
      attributes.append(
        Attribute(kind: .value, value: bytes.count..<bytes.count + spelling.count))
      bytes.append(contentsOf: spelling)
      elements[index].attributes = attributes.count - 1..<attributes.count
    }
    self.end()
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

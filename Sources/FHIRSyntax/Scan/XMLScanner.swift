import CLibXML2

/// The fast path for XML: one run of the parser, trees only of the resources that matter.
///
/// Elements of types to skip are only counted. Elements of the others go onto a tape, and when the resource
/// ends its tree is made from it or the tape is used again.
final class XMLScanner: XMLEvents {
  /// Which part of the input the parser is in, by what happens to elements there.
  enum Part {
    case beforeRoot, whole, bundle, bundleElement, entry, entryElement, wrapper
    case skippedResource, recordedResource
  }

  /// What is known of the entry that is being read.
  struct Entry {
    var offset = 0
    var fullUrl: String?
    var hasResource = false
    var type: String?
    var id: String?
    var subject: String?
    var hasSubject = false
    var resource: FHIRNode?
    var isLeftOut = false
    var fault: Fault?
  }

  struct Frame {
    var system: Range<Int>?
    var code: Range<Int>?
    var hasValue = false
    var isInExtension = false
  }

  struct Names {
    let bundle: Name?
    let entry: Name?
    let resource: Name?
    let fullUrl: Name?
    let id: Name?
    let subject: Name?
    let patient: Name?
    let reference: Name?
    let system: Name?
    let code: Name?
    let value: Name?
    let `extension`: Name?
    let principal: [Name]

    init(_ intern: (StaticString) -> Name?) {
      bundle = intern("Bundle")
      entry = intern("entry")
      resource = intern("resource")
      fullUrl = intern("fullUrl")
      id = intern("id")
      subject = intern("subject")
      patient = intern("patient")
      reference = intern("reference")
      system = intern("system")
      code = intern("code")
      value = intern("value")
      `extension` = intern("extension")
      principal = ScannedEntry.principalNames.compactMap(intern)
    }
  }

  // Depths at which the parts of a Bundle lie.
  static let entryDepth = 2
  static let resourceDepth = 4

  let source: UnsafeRawBufferPointer
  var locator: SourceLocator
  let selector: any ResourceSelector
  var part = Part.beforeRoot
  var names = Names { _ in nil }
  /// The Bundle without entries, or the whole resource; the entry without its resource; the resource.
  var outer: XMLRecorder
  var inner: XMLRecorder
  var recorder: XMLRecorder
  var entry = Entry()
  var entries: [ScannedEntry] = []
  var defects: [Fault] = []
  var elements = 0
  var types = TypeMemory()
  var codings = CodingMemory()
  var texts = TextMemory()
  var selection = ResourceSelection.skip
  var isRecognized = false
  var principalCodings: [ScannedCoding] = []
  var isInPrincipal = false
  var isInReference = false
  var isSubject = false
  var frames: [Frame]

  init(
    source: UnsafeRawBufferPointer, selector: any ResourceSelector, limits: SyntaxLimits
  ) {
    self.source = source
    locator = SourceLocator(source)
    self.selector = selector
    let recorder = XMLRecorder(names: XMLRecorder.Names { _ in nil }, source: source)
    outer = recorder
    inner = recorder
    self.recorder = recorder
    frames = Array(repeating: Frame(), count: limits.depth + 2)
    super.init(limits: limits)
  }

  /// Scans an input.
  static func scan(
    _ bytes: UnsafeRawBufferPointer, selector: any ResourceSelector, limits: SyntaxLimits
  ) throws(Fault) -> ScannedInput {
    let scanner = XMLScanner(source: bytes, selector: selector, limits: limits)
    try XMLParser.run(bytes, scanner)
    return try scanner.result()
  }

  func result() throws(Fault) -> ScannedInput {
    var builder = XMLTreeBuilder(
      tape: outer.tape, source: source, limits: limits, elements: elements)
    let root = try builder.resource(at: 0, name: "")
    let issues = SyntaxError.issues(defects + builder.defects, in: source)
    if part == .whole { return ScannedInput(bare: root, format: .xml, issues: issues) }
    return ScannedInput(format: .xml, root: root, entries: entries, issues: issues)
  }

  // MARK: Events

  override func begin(_ intern: (StaticString) -> Name?) {
    names = Names(intern)
    outer = XMLRecorder(names: XMLRecorder.Names(intern), source: source)
    inner = outer
    recorder = outer
  }

  override func start(_ element: Start) {
    switch part {
    case .skippedResource:
      if depth <= Self.resourceDepth + 2 { noteField(element, element.value(of: names.value)) }
    case .recordedResource: startRecorded(element)
    case .beforeRoot: startRoot(element)
    case .whole, .bundleElement:
      outer.start(element, offset: offset)
      stopAtBreach()
    case .bundle: startInBundle(element)
    case .entry: startInEntry(element)
    case .entryElement: inner.start(element, offset: offset)
    case .wrapper: startResource(element)
    }
  }

  override func end() {
    switch part {
    case .skippedResource:
      if depth <= Self.resourceDepth + 1 { endField() }
    case .recordedResource:
      recorder.end(offset: offset)
      endCoding()
      if depth <= Self.resourceDepth + 1 { endField() }
    case .whole, .bundle: outer.end(offset: offset)
    case .bundleElement:
      outer.end(offset: offset)
      if depth == Self.entryDepth { part = .bundle }
    case .entryElement:
      inner.end(offset: offset)
      if depth == Self.entryDepth + 1 { part = .entry }
    case .wrapper:
      part = .entry
      if entry.type == nil, entry.fault == nil {
        entry.fault = Fault(.noResource, at: entry.offset)
      }
    case .entry:
      endEntry()
      part = .bundle
    case .beforeRoot: break
    }
  }

  override func text(_ characters: UnsafeBufferPointer<UInt8>) {
    switch part {
    case .skippedResource, .beforeRoot: break
    case .recordedResource: recorder.text(characters, offset: offset)
    case .entryElement: inner.text(characters, offset: offset)
    case .whole, .bundle, .bundleElement:
      outer.text(characters, offset: offset)
      stopAtBreach()
    case .entry, .wrapper:
      if entry.fault == nil, let place = outer.place(ofText: characters, offset: offset) {
        entry.fault = Fault(.textContent, at: place)
      }
    }
  }

  override func instruction() {
    outer.instruction()
    inner.instruction()
    recorder.instruction()
  }

  func stopAtBreach() {
    if let breach = outer.tape.breach { stop(breach) }
  }

  // MARK: Outside resources

  func startRoot(_ element: Start) {
    let offset = offset
    if let reason = outer.names.reasonAgainst(root: element) {
      return stop(Fault(reason, at: outer.tagStart(before: offset)))
    }
    outer.start(element, offset: offset)
    part = element.name == names.bundle ? .bundle : .whole
  }

  func startInBundle(_ element: Start) {
    let offset = offset
    guard element.name == names.entry, element.namespace == outer.names.fhir else {
      part = .bundleElement
      outer.start(element, offset: offset)
      return stopAtBreach()
    }
    entry = Entry(offset: outer.tagStart(before: offset))
    if entries.count >= limits.entryCount {
      return stop(Fault(.tooManyEntries, at: entry.offset))
    }
    if element.value(of: names.value) != nil {
      return stop(Fault(.entryNotObject, at: entry.offset))
    }
    inner.tape.removeAll()
    part = .entry
    // Its own attributes: an entry may have an id.
    inner.start(element, offset: offset)
  }

  func startInEntry(_ element: Start) {
    if element.name == names.resource, element.namespace == outer.names.fhir {
      if entry.hasResource { entry.fault = Fault(.twoResources, at: entry.offset) }
      entry.hasResource = true
      part = .wrapper
      return
    }
    part = .entryElement
    if element.name == names.fullUrl, let value = element.value(of: names.value) {
      entry.fullUrl = String(decoding: value, as: UTF8.self).nonEmpty
    }
    inner.start(element, offset: offset)
  }

  func endEntry() {
    inner.end(offset: offset)
    var scanned = ScannedEntry(
      index: entries.count, fullUrl: entry.fullUrl, resourceType: entry.type, id: entry.id,
      offset: entry.offset)
    do throws(Fault) {
      if let fault = entry.fault ?? inner.tape.breach { throw fault }
      if entry.isLeftOut {
        scanned.subject = entry.subject
        scanned.unrecognized = principalCodings
      } else {
        scanned.entry = try build(inner) { builder throws(Fault) in
          try builder.element(at: 0)
        }
        scanned.entry.isRepeating = true
        scanned.resource = entry.resource
      }
    } catch {
      guard error.costsOnlyEntry else { return stop(error) }
      scanned.defect = locator.error(error)
    }
    entries.append(scanned)
  }

  func build(
    _ recorder: XMLRecorder, _ make: (inout XMLTreeBuilder) throws(Fault) -> FHIRNode
  ) throws(Fault) -> FHIRNode {
    var builder = XMLTreeBuilder(
      tape: recorder.tape, source: source, limits: limits, elements: elements)
    let node = try make(&builder)
    elements = builder.elementCount
    for defect in builder.defects { defects.note(defect) }
    return node
  }
}

/// Reads a whole resource from XML.
enum XMLTreeReader {
  static func read(
    _ bytes: UnsafeRawBufferPointer, limits: SyntaxLimits
  ) throws(Fault) -> (root: FHIRNode, defects: [Fault]) {
    let events = XMLTreeEvents(source: bytes, limits: limits)
    try XMLParser.run(bytes, events)
    guard let tape = events.tape else { throw Fault(.noContent, at: 0) }
    var builder = XMLTreeBuilder(tape: tape, source: bytes, limits: limits, elements: 0)
    let root = try builder.resource(at: 0, name: "")
    return (root, builder.defects)
  }
}

/// Records all elements.
private final class XMLTreeEvents: XMLEvents {
  private let source: UnsafeRawBufferPointer
  private var recorder: XMLRecorder?

  init(source: UnsafeRawBufferPointer, limits: SyntaxLimits) {
    self.source = source
    super.init(limits: limits)
  }

  var tape: XMLTape? { recorder?.tape }

  override func begin(_ intern: (StaticString) -> Name?) {
    recorder = XMLRecorder(names: XMLRecorder.Names(intern), source: source)
  }

  override func start(_ element: Start) {
    let offset = offset
    if depth == 1, let reason = recorder?.names.reasonAgainst(root: element) {
      return stop(Fault(reason, at: recorder?.tagStart(before: offset) ?? 0))
    }
    recorder?.start(element, offset: offset)
    stopAtBreach()
  }

  override func end() {
    recorder?.end(offset: offset)
  }

  override func text(_ characters: UnsafeBufferPointer<UInt8>) {
    recorder?.text(characters, offset: offset)
    stopAtBreach()
  }

  override func instruction() {
    recorder?.instruction()
  }

  private func stopAtBreach() {
    if let breach = recorder?.tape.breach { stop(breach) }
  }
}

extension XMLRecorder.Names {
  /// Why an element cannot be the root of FHIR XML; `nil` when it can.
  func reasonAgainst(root: XMLEvents.Start) -> Fault.Reason? {
    if root.namespace != fhir { return .otherNamespace }
    return (0x41...0x5A).contains(root.name.pointee) ? nil : .rootNotResource
  }
}

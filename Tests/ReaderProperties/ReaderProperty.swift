import FHIRSyntax

/// What must hold for any bytes, malformed, hostile or sound.
///
///     let violation = bytes.withUnsafeBytes { ReaderProperty.violation(by: $0) }
///     #expect(violation == nil)
///
/// Each property is a function that says in a sentence how the bytes violate it, and nothing when they do not.
public enum ReaderProperty {
  /// The first property that the bytes violate as a document.
  public static func violation(
    by bytes: UnsafeRawBufferPointer, limits: SyntaxLimits = .standard
  ) -> String? {
    if let found = violation(byTree: bytes, limits: limits) { return found }
    let tree = result { () throws(SyntaxError) in try readTree(bytes, limits: limits) }
    for selector in TestSelector.all {
      let scanned = result { () throws(SyntaxError) in
        try scan(bytes, selector: selector, limits: limits)
      }
      if let found = errorHasAPlace(scanned, bytes) ?? scanAgrees(scanned, tree, selector) {
        return "\(selector.name): \(found)"
      }
    }
    return nil
  }

  /// The first property that the bytes violate when they are read as one tree.
  public static func violation(
    byTree bytes: UnsafeRawBufferPointer, limits: SyntaxLimits = .standard
  ) -> String? {
    let tree = result { () throws(SyntaxError) in try readTree(bytes, limits: limits) }
    if let found = errorHasAPlace(tree, bytes) { return found }
    guard case .success(let tree) = tree else { return nil }
    return writtenIsReadAgain(tree.root)
  }

  /// The first property that the bytes violate as lines, arriving in chunks of one size or at once.
  public static func violation(byLines bytes: [UInt8], inChunksOf size: Int) -> String? {
    let limits = lineLimits
    let atOnce = lines(of: bytes, inChunksOf: bytes.count, limits)
    if lines(of: bytes, inChunksOf: size, limits) != atOnce {
      return "chunks of \(size) bytes give other lines"
    }
    let feeds = bytes.count { $0 == UInt8(ascii: "\n") }
    for line in atOnce where !(1...feeds + 1).contains(line.number) {
      return "line \(line.number) of \(feeds + 1)"
    }
    for line in atOnce where line.defect == nil {
      guard bytes[line.offset...].starts(with: line.bytes) else { return "a line has other bytes" }
    }
    return nil
  }

  /// The first property that the bytes violate as gzip data, arriving in chunks of one size or at once.
  public static func violation(byGzip bytes: [UInt8], inChunksOf size: Int) -> String? {
    let atOnce = result { () throws(SyntaxError) in try Gzip.inflate(bytes) }
    let inChunks = result { () throws(SyntaxError) in
      var reader = GzipReader()
      var output: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: max(1, size)) {
        reader.append(Array(bytes[start..<min(start + max(1, size), bytes.count)]))
        while let piece = try reader.next() { output += piece }
      }
      try reader.finish()
      return output
    }
    switch (atOnce, inChunks) {
    case (.success(let one), .success(let other)):
      return one == other ? nil : "chunks give other bytes"
    case (.failure(let one), .failure(let other)):
      return one.kind == other.kind ? nil : "chunks give another error: \(one), \(other)"
    default: return "chunks give another verdict"
    }
  }

  // MARK: Properties

  /// An error says what and where, within the input.
  private static func errorHasAPlace<Value>(
    _ result: Result<Value, SyntaxError>, _ bytes: UnsafeRawBufferPointer
  ) -> String? {
    guard case .failure(let error) = result else { return nil }
    guard (0...bytes.count).contains(error.offset), error.line > 0, error.column > 0 else {
      return "an error outside the input: \(error) at \(error.offset)"
    }
    return error.message.isEmpty ? "an error without words" : nil
  }

  /// A tree that was read can be written and says the same when it is read again.
  private static func writtenIsReadAgain(_ tree: FHIRNode) -> String? {
    if !tree.hasUntypedValue {
      // JSON holds whatever JSON and XML said, unless a value's type is not known.
      switch writtenAndRead(tree, as: .json) {
      case .failure(let error): return "JSON cannot be written or read again: \(error)"
      case .success(let again):
        if !again.isSimilar(to: tree) { return "the JSON that was written says something else" }
      }
    }
    let sound = tree.withoutMalformedNarratives().tree
    // JSON holds names and characters that XML has no place for.
    switch writtenAndRead(sound, as: .xml) {
    case .failure(let error) where error.kind == .unwritable: return nil
    case .failure(let error): return "the XML that was written cannot be read: \(error)"
    case .success(let again):
      return sound.firstDifference(from: again)
        .map { "the XML that was written differs in \($0)" }
    }
  }

  private static func writtenAndRead(
    _ tree: FHIRNode, as format: FHIRFormat
  ) -> Result<FHIRNode, SyntaxError> {
    result { () throws(SyntaxError) in
      let bytes = try writeTree(tree, as: format)
      let read = bytes.withUnsafeBytes { bytes in
        result { () throws(SyntaxError) in try readTree(bytes).root }
      }
      return try read.get()
    }
  }

  /// The scan finds what reading the whole tree would find.
  private static func scanAgrees(
    _ scanned: Result<ScannedInput, SyntaxError>, _ tree: Result<SyntaxTree, SyntaxError>,
    _ selector: TestSelector
  ) -> String? {
    switch (tree, scanned) {
    case (.success(let tree), .success(let scanned)):
      return sameEntries(scanned, SlowScan(selector: selector).scan(tree))
    case (.success, .failure(let error)):
      // The scan knows what a Bundle is, and defends itself against names made to be alike.
      let isExpected = error.kind == .convention || error.kind == .limit
      return isExpected ? nil : "only the scan refuses: \(error)"
    case (.failure(let error), .success):
      // Breaches of FHIR's rules cost the scan one entry, or nothing in what it leaves out.
      let isExpected = error.kind == .convention || error.kind == .format || error.kind == .limit
      return isExpected ? nil : "the scan reads what is refused as a tree: \(error)"
    case (.failure(let one), .failure(let other)):
      guard one.kind.isOfGrammar, other.kind.isOfGrammar else { return nil }
      return one.offset == other.offset
        ? nil : "the scan finds another fault first: \(one), \(other)"
    }
  }

  private static func sameEntries(_ scanned: ScannedInput, _ expected: ScannedInput) -> String? {
    if scanned.format != expected.format { return "the scan takes it for another format" }
    if scanned.root != expected.root { return "the scan finds another root" }
    // A tree drops elements without content, and a resource without a type is no defect of it.
    if scanned.entries.contains(where: { $0.defect != nil }) { return nil }
    let entries = scanned.entries.filter { !$0.isEmpty }
    let others = expected.entries.filter { !$0.isEmpty }
    guard entries.count == others.count else {
      return "the scan finds \(entries.count) entries of \(others.count)"
    }
    for (entry, other) in zip(entries, others) {
      var other = other
      other.index = entry.index
      if !entry.isSame(as: other) { return "the scan finds another entry \(entry.index)" }
    }
    return nil
  }

  // MARK: Help

  private static let lineLimits: SyntaxLimits = {
    var limits = SyntaxLimits.standard
    limits.bytes = 1000
    return limits
  }()

  private static func lines(
    of bytes: [UInt8], inChunksOf size: Int, _ limits: SyntaxLimits
  ) -> [NDJSONLine] {
    var reader = LineReader(limits: limits)
    var lines: [NDJSONLine] = []
    for start in stride(from: 0, to: bytes.count, by: max(1, size)) {
      bytes[start..<min(start + max(1, size), bytes.count)].withUnsafeBytes { reader.append($0) }
      while let line = reader.next() { lines.append(line) }
    }
    if let line = reader.finish() { lines.append(line) }
    return lines
  }

  private static func result<Value>(
    _ read: () throws(SyntaxError) -> Value
  ) -> Result<Value, SyntaxError> {
    Result(catching: read)
  }
}

extension SyntaxError.Kind {
  /// Whether such a fault shows in the grammar alone, so that the first one in the text is told by everybody.
  fileprivate var isOfGrammar: Bool {
    switch self {
    case .malformed, .truncated, .encoding, .duplicate, .forbidden, .empty: true
    default: false
    }
  }
}

extension ScannedEntry {
  fileprivate var isEmpty: Bool {
    resourceType == nil && fullUrl == nil && entry.children.isEmpty
  }
}

extension FHIRNode {
  /// Whether a value came from XML, which does not say of which type it is.
  fileprivate var hasUntypedValue: Bool {
    if case .lexical? = value { return true }
    return children.contains(where: \.hasUntypedValue)
  }

  /// Whether two trees from JSON say the same; the order of properties is free.
  fileprivate func isSimilar(to other: FHIRNode) -> Bool {
    inOrder == other.inOrder
  }

  private var inOrder: FHIRNode {
    var node = self
    node.children = children.map(\.inOrder).enumerated()
      .sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
    return node
  }
}

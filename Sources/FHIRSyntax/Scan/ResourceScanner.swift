import CStructuralScan

/// What one pass over a resource by itself found: a line of NDJSON, or a file.
public struct ScannedResource: Sendable {
  /// Where it stands in the bytes that were scanned, without the line end.
  public var place: Range<Int>
  /// The number of its line among those that were scanned, from 0; blank lines count.
  public var line: Int
  /// Its type; `nil` with a ``defect`` only.
  public var resourceType: String?
  /// Its id.
  public var id: String?
  /// `subject.reference` or `patient.reference`.
  public var subject: String?
  /// Whether resources of its type can say something about a case.
  public var matters = false
  /// Whether it is needed: its type, or a code in it, says so.
  public var isWanted = false
  /// The codings of the principal code element of a resource that matters by its type and is not needed.
  public var unrecognized: [ScannedCoding] = []
  /// Why it cannot be used.
  public var defect: SyntaxError?
}

/// Scans many resources that stand by themselves, as files of a Bulk Data export hold them, one on a line.
///
/// Everything is checked as ``scan(_:selector:limits:)`` checks it in a Bundle, and no tree is made. What was asked
/// about codings is remembered from one call to the next.
///
///     var scanner = ResourceScanner(selector: terminology)
///     scanner.scanLines(block) { resource in … }
public struct ResourceScanner: ~Copyable {
  private let selector: any ResourceSelector
  private let limits: SyntaxLimits
  private var codings = CodingMemory()
  private var types = TypeMemory()

  /// Creates a scanner.
  ///
  /// - Parameters:
  ///   - selector: which resources matter.
  ///   - limits: what one resource may hold at most.
  public init(selector: some ResourceSelector, limits: SyntaxLimits = .standard) {
    self.selector = selector
    self.limits = limits
  }

  /// Scans whole lines; blank ones are passed over.
  ///
  /// - Parameters:
  ///   - bytes: lines that end with LF or CR LF; the last one may end with the bytes.
  ///   - found: called for each resource, in order; a line that cannot be used comes with its defect.
  /// - Returns: the number of line ends.
  @discardableResult
  public mutating func scanLines(
    _ bytes: UnsafeRawBufferPointer, found: (ScannedResource) -> Void
  ) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let base = start.assumingMemoryBound(to: UInt8.self)
    var lines = 0
    withScanner(bytes, base) { scanner, limits in
      var place = 0
      while place < bytes.count {
        let end = place + venoguide_index_of(base + place, bytes.count - place, ASCII.lineFeed)
        let line = Self.trimmed(base, place..<end)
        if !line.isEmpty { found(scanner.scanAlone(line, number: lines, in: bytes, limits)) }
        if end < bytes.count { lines += 1 }
        place = end + 1
      }
    }
    return lines
  }

  /// Scans one resource that may stand on many lines.
  public mutating func scanResource(_ bytes: UnsafeRawBufferPointer) -> ScannedResource? {
    guard let start = bytes.baseAddress else { return nil }
    let base = start.assumingMemoryBound(to: UInt8.self)
    let mark = FHIRFormat.byteOrderMarkLength(bytes)
    let place = Self.trimmed(base, mark..<bytes.count)
    guard !place.isEmpty else { return nil }
    var found: ScannedResource?
    withScanner(bytes, base) { scanner, limits in
      found = scanner.scanAlone(place, number: 0, in: bytes, limits)
    }
    return found
  }

  /// Lends what is remembered to a scanner of some bytes.
  private mutating func withScanner(
    _ bytes: UnsafeRawBufferPointer, _ base: UnsafePointer<UInt8>,
    _ scan: (inout JSONScanner, SyntaxLimits) -> Void
  ) {
    var scanner = JSONScanner(bytes, base: base, selector: selector, limits: limits)
    swap(&scanner.codings, &codings)
    swap(&scanner.types, &types)
    scan(&scanner, limits)
    swap(&scanner.codings, &codings)
    swap(&scanner.types, &types)
  }

  private static func trimmed(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, ASCII.isBlank(base[start]) { start += 1 }
    while end > start, ASCII.isBlank(base[end - 1]) { end -= 1 }
    return start..<end
  }
}

extension JSONScanner {
  /// Scans the resource that fills a range of the bytes.
  fileprivate mutating func scanAlone(
    _ range: Range<Int>, number: Int, in bytes: UnsafeRawBufferPointer, _ limits: SyntaxLimits
  ) -> ScannedResource {
    var result = ScannedResource(place: range, line: number)
    do throws(Fault) {
      if range.count > limits.bytes { throw Fault(.tooManyBytes, at: range.lowerBound) }
      let found = try scanOnly(range)
      result.resourceType = found.type
      result.id = found.id
      result.subject = found.subject
      result.matters = found.selection.map { $0 != .skip } ?? false
      result.isWanted = found.isWanted
      if !found.isWanted { result.unrecognized = principalCodings }
    } catch {
      // Places are told from the beginning of the line, which is all that its reader has.
      let line = UnsafeRawBufferPointer(rebasing: bytes[range])
      var fault = error
      fault.offset = min(max(fault.offset - range.lowerBound, 0), line.count)
      result.defect = SyntaxError(fault, in: line, limits)
    }
    return result
  }

  private mutating func scanOnly(_ range: Range<Int>) throws(Fault) -> FoundResource {
    walker.restart(at: range)
    let opening = try walker.lexer.next()
    guard opening.byte == ASCII.openBrace else {
      throw Fault(.rootNotObject, at: opening.place)
    }
    let found = try scanResource(opening)
    let last = try walker.lexer.next()
    guard last.byte == JSONLexer.end else { throw Fault(.contentAfterEnd, at: last.place) }
    if let fault = found.fault { throw fault }
    return found
  }
}

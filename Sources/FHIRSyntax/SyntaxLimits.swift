/// How much of anything an input may hold before reading stops with a clear error.
///
/// The limits protect memory, stack and time against hostile input and leave room for real data: with
/// ``standard`` a Bundle of several hundred megabytes is read. `docs/input-limits.md` says what they bound.
public struct SyntaxLimits: Sendable, Hashable {
  /// Size of the input after decompression; of NDJSON, the size of one line.
  public var bytes: Int
  /// JSON objects and arrays, or XML elements, that are open at the same time.
  ///
  /// Not above 1000.
  public var depth: Int {
    didSet { depth = min(depth, Self.greatestDepth) }
  }
  /// Bytes of one string, attribute value or narrative.
  public var stringLength: Int
  /// Characters of one number.
  public var numberLength: Int
  /// Entries of one Bundle.
  public var entryCount: Int
  /// Elements for which a ``FHIRNode`` is made; what is skipped does not count.
  public var elements: Int
  /// Size after decompression divided by size before.
  public var gzipRatio: Int
  /// Patients that one input may be about. Counted by the reader of resources, since syntax does not tell.
  public var patients: Int

  /// Limits for data from partners: 1 GiB, nesting of 200, strings of 64 MiB, a million entries, two
  /// million elements with trees, a thousand patients.
  public static let standard = SyntaxLimits(
    bytes: 1 << 30, depth: 200, stringLength: 64 << 20, numberLength: 256, entryCount: 1_000_000,
    elements: 2_000_000, gzipRatio: 200, patients: 1000)

  /// Readers work element by element on the stack; no limit may let them exhaust it.
  private static let greatestDepth = 1000

  /// Creates limits; take ``standard`` and change what must differ.
  public init(
    bytes: Int, depth: Int, stringLength: Int, numberLength: Int, entryCount: Int, elements: Int,
    gzipRatio: Int, patients: Int
  ) {
    self.bytes = bytes
    self.depth = min(depth, Self.greatestDepth)
    self.stringLength = stringLength
    self.numberLength = numberLength
    self.entryCount = entryCount
    self.elements = elements
    self.gzipRatio = gzipRatio
    self.patients = patients
  }
}

extension SyntaxLimits {
  /// What a limit measures, by the name under which it is set and told.
  public enum Measure: String, Sendable, CaseIterable {
    case bytes, depth, string, number, entries, elements, ratio, patients

    /// The greatest value that can be set, where there is one.
    public var maximum: Int? { self == .depth ? SyntaxLimits.greatestDepth : nil }
  }

  /// The limit of a measure.
  public subscript(measure: Measure) -> Int {
    get { self[keyPath: Self.property(measure)] }
    set { self[keyPath: Self.property(measure)] = newValue }
  }

  private static func property(_ measure: Measure) -> WritableKeyPath<SyntaxLimits, Int> {
    switch measure {
    case .bytes: \.bytes
    case .depth: \.depth
    case .string: \.stringLength
    case .number: \.numberLength
    case .entries: \.entryCount
    case .elements: \.elements
    case .ratio: \.gzipRatio
    case .patients: \.patients
    }
  }
}

/// What to do with a resource of a type.
public enum ResourceSelection: Sendable, Hashable {
  /// Check it, but make no tree.
  case skip
  /// Make its tree.
  case always
  /// Make its tree when a coding in it is recognised, or when its principal code has no coding at all.
  case whenCoded
}

/// Says which resources of a Bundle matter.
///
/// Both questions come with the bytes as they stand in the input, without escapes, so that no strings are
/// made for what is left out.
public protocol ResourceSelector: Sendable {
  /// What to do with resources of a type, by its name in UTF-8.
  func selection(ofType type: UnsafeRawBufferPointer) -> ResourceSelection
  /// Whether the terminology knows a coding, both parts in UTF-8. Asked once per different coding.
  func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool
}

/// A system and a code in it.
public struct ScannedCoding: Sendable, Hashable {
  /// `Coding.system`
  public var system: String
  /// `Coding.code`
  public var code: String

  /// Creates a coding.
  public init(system: String, code: String) {
    self.system = system
    self.code = code
  }
}

/// One entry of a Bundle, or the bare resource.
public struct ScannedEntry: Sendable {
  /// The place in `Bundle.entry`, from 0; -1 for a bare resource.
  public var index: Int
  /// `Bundle.entry.fullUrl`
  public var fullUrl: String?
  /// The type of the resource; `nil` when the entry has none.
  public var resourceType: String?
  /// The id of the resource.
  public var id: String?
  /// `subject.reference` or `patient.reference` of a resource that was left out.
  public var subject: String?
  /// The resource; `nil` when it was left out, when there is none, or when it has a ``defect``.
  public var resource: FHIRNode?
  /// The codings of the principal code element (``principalCodeElements``) of a resource that was left
  /// out although its type matters.
  public var unrecognized: [ScannedCoding]
  /// The entry without its resource: `request`, `response`, `search`, `link`. For entries whose resource
  /// was left out only the name: nobody asks.
  public var entry: FHIRNode
  /// Where the entry begins.
  public var offset: Int
  /// Why the resource could not be used, when it breaks FHIR's rules for the format: that costs this
  /// entry, not the Bundle.
  public var defect: SyntaxError?

  /// The elements whose codings say what a resource is about.
  public static let principalCodeElements = principalNames.map(\.description)

  static let principalNames: [StaticString] = [
    "code", "vaccineCode", "medicationCodeableConcept", "medication", "itemCodeableConcept", "type",
  ]

  /// Creates an entry.
  public init(
    index: Int, fullUrl: String? = nil, resourceType: String? = nil, id: String? = nil,
    subject: String? = nil, resource: FHIRNode? = nil, unrecognized: [ScannedCoding] = [],
    entry: FHIRNode = FHIRNode(name: "entry"), offset: Int = -1, defect: SyntaxError? = nil
  ) {
    self.index = index
    self.fullUrl = fullUrl
    self.resourceType = resourceType
    self.id = id
    self.subject = subject
    self.resource = resource
    self.unrecognized = unrecognized
    self.entry = entry
    self.offset = offset
    self.defect = defect
  }
}

/// An input after one pass: checked whole, with trees only of what matters.
public struct ScannedInput: Sendable {
  /// The format in which it was written.
  public var format: FHIRFormat
  /// A Bundle without its entries; or a bare resource (Parameters too) whole.
  public var root: FHIRNode
  /// The Bundle's entries; or one entry, of index -1, with the bare resource.
  public var entries: [ScannedEntry]
  /// Breaches of FHIR's rules for the format that could be passed over, in the parts that have trees.
  public var issues: [SyntaxError]

  /// Creates the result of a scan.
  public init(
    format: FHIRFormat, root: FHIRNode, entries: [ScannedEntry], issues: [SyntaxError] = []
  ) {
    self.format = format
    self.root = root
    self.entries = entries
    self.issues = issues
  }
}

/// Reads an input in one pass: all of it is checked, trees are made only of the resources that matter.
///
/// Well-formedness, UTF-8, limits and, in JSON, duplicate properties are checked everywhere, also in what
/// is left out; FHIR's rules for the format (no empty arrays, no `null`, no text between elements) in the
/// parts that get trees. A Bundle, or Parameters, inside a Bundle counts as wanted.
///
///     let input = try bytes.withUnsafeBytes { try scan($0, selector: terminology) }
///     for entry in input.entries { ... }
///
/// - Parameters:
///   - bytes: a resource in JSON or XML, in UTF-8.
///   - selector: which resources of a Bundle matter.
///   - limits: what the input may hold at most.
/// - Returns: the Bundle's entries, or the bare resource.
/// - Throws: `SyntaxError` when the input as a whole cannot be used; a resource that breaks FHIR's rules
///   for the format costs only its entry (``ScannedEntry/defect``).
public func scan(
  _ bytes: UnsafeRawBufferPointer, selector: some ResourceSelector,
  limits: SyntaxLimits = .standard
) throws(SyntaxError) -> ScannedInput {
  do throws(Fault) {
    let format = try FHIRFormat.recognize(bytes)
    guard let start = bytes.baseAddress else { throw Fault(.noContent, at: 0) }
    if bytes.count > limits.bytes { throw Fault(.tooManyBytes, at: 0) }
    switch format {
    case .json:
      var scanner = JSONScanner(
        bytes, base: start.assumingMemoryBound(to: UInt8.self), selector: selector,
        limits: limits)
      return try scanner.scan()
    case .xml: return try XMLScanner.scan(bytes, selector: selector, limits: limits)
    }
  } catch {
    throw SyntaxError(error, in: bytes, limits)
  }
}

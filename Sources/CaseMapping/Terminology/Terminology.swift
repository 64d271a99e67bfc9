import CodeLists
import EmbeddedProfiles

/// The codes that the mapping understands: the built-in lists and, on top, a site's overlay.
///
/// ```swift
/// let terminology = Terminology.builtIn
/// let meaning = terminology.meaning(system: "http://hl7.org/fhir/sid/icd-10-cm", code: "I82.422")
/// meaning?.concept              // "dvt-iliofemoral-acute"
/// meaning?.value("laterality")  // "left"
/// ```
///
/// A code is looked up by system and code alone, never by its display: exactly, then for ICD-10-CM by the prefix
/// rules and the category above it (terminology/README section 7).
public struct Terminology: Sendable {
  let builtInTable: CodeTable
  /// The site's codes; `nil` without an overlay.
  let overlayTable: CodeTable?
  /// SHA-256 over every list in use, in hexadecimal digits: part of the knowledge digest of an output.
  public let digest: String
  /// What the overlay changes of the built-in lists, to be shown to the operator.
  public let notices: [CodeListNotice]

  /// The lists of `Profiles/terminology` alone.
  public static let builtIn = Terminology(
    builtInTable: openBuiltInTable(), overlayTable: nil,
    digest: EmbeddedProfiles.codeTableDigest.description, notices: [])

  private static func openBuiltInTable() -> CodeTable {
    guard let table = CodeTable(compiled: EmbeddedProfiles.codeTable) else {
      // The build wrote this literal with the code that reads it.
      preconditionFailure("the embedded code table is not one")
    }
    return table
  }

  /// The most specific meaning of a code; `nil` when the code is in no list or damaged.
  public func meaning(system: String, code: String) -> CodeMeaning? {
    meanings(system: system, code: code).first
  }

  /// The most specific meaning of a code that stands as UTF-8 in a document.
  public func meaning(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> CodeMeaning?
  {
    meanings(system: system, code: code).first
  }

  /// Every meaning of a code, the most specific first; empty when it is in no list.
  ///
  /// A code may mean two things that are both true: I87.01- is post-thrombotic syndrome and an ulcer.
  public func meanings(system: String, code: String) -> [CodeMeaning] {
    withBytes(of: system, code) { meanings(system: $0, code: $1) }
  }

  /// Looks a code up and tells unknown from damaged.
  public func lookup(system: String, code: String) -> CodeLookup {
    withBytes(of: system, code) { system, code in
      let meanings = meanings(system: system, code: code)
      if !meanings.isEmpty { return .known(meanings) }
      return builtInTable.fault(system: system, code: code).map { .damaged($0) } ?? .unknown
    }
  }

  /// Whether a code has a meaning here: for the scanner, allocates nothing.
  ///
  /// A damaged code is not recognised; `lookup` tells it from an unknown one when it is reported.
  public func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool {
    if !builtInTable.find(system: system, code: code).isEmpty { return true }
    guard let overlayTable else { return false }
    return !overlayTable.find(system: system, code: code).isEmpty
  }

  /// Every meaning of a code that stands as UTF-8 in a document.
  public func meanings(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer)
    -> [CodeMeaning]
  {
    var hits = hits(of: system, code, in: builtInTable)
    if let overlayTable {
      hits = self.hits(of: system, code, in: overlayTable) + hits
    }
    // One meaning for each concept. The code itself outweighs a rule or a category above it; of equals the
    // overlay comes first and so replaces the built-in meaning, or takes it away.
    var meanings: [CodeMeaning] = []
    var settled: Set<String> = []
    for hit in hits.filter(\.isExact) + hits.filter({ !$0.isExact })
    where settled.insert(hit.row.concept).inserted && !hit.row.isRemoval {
      meanings.append(CodeMeaning(row: hit.row))
    }
    return meanings
  }

  /// The rows that a code hits in one table, the closest first, and whether they name the code itself.
  private func hits(
    of system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer, in table: CodeTable
  ) -> [(row: CodeTable.Row, isExact: Bool)] {
    let match = table.find(system: system, code: code)
    if match.isEmpty { return [] }
    let family =
      match.isHeaderCloser ? [match.header, match.prefix] : [match.prefix, match.header]
    return table.rows(at: match.exact).map { ($0, true) }
      + family.flatMap(table.rows(at:)).map { ($0, false) }
  }

  private func withBytes<Result>(
    of system: String, _ code: String,
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Result
  ) -> Result {
    var (system, code) = (system, code)
    return system.withUTF8 { system in
      code.withUTF8 { code in
        body(UnsafeRawBufferPointer(system), UnsafeRawBufferPointer(code))
      }
    }
  }
}

extension Terminology {
  /// A code that means a concept.
  public struct AcceptedCode: Sendable, Hashable {
    /// The code system's URI.
    public let system: String
    /// The code, or a prefix of codes.
    public let code: String
    /// Whether every code that starts with it is meant.
    public let isPrefix: Bool
    /// What it means.
    public let meaning: CodeMeaning
  }

  /// The codes that mean a concept, the overlay's first: for data requirements and explanations.
  public func codes(of concept: String) -> [AcceptedCode] {
    ((overlayTable?.codes { $0 == concept } ?? []) + builtInTable.codes { $0 == concept })
      .filter { !$0.row.isRemoval }
      .map {
        AcceptedCode(
          system: $0.system, code: $0.code, isPrefix: $0.selector != .exact,
          meaning: CodeMeaning(row: $0.row)
        )
      }
  }

  /// The canonical URL of the ValueSet that holds a concept's built-in codes.
  public static func valueSetURL(of concept: String) -> String {
    "\(CodeLists.base)/ValueSet/\(concept)"
  }

  /// Every line of a site's lists.
  public var siteCodes: [CodeTable.ListedCode] { overlayTable?.codes { _ in true } ?? [] }
}

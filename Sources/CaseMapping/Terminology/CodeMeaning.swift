import CaseRecord
import CodeLists

/// What a code means here: a concept, with what the code says beyond it.
public struct CodeMeaning: Sendable, Hashable {
  /// A quality with a value, such as `segment` `iliac`.
  public typealias Qualifier = CodeEntry.Qualifier

  /// Where a meaning comes from.
  public enum Origin: Sendable, Hashable {
    /// From `Profiles/terminology`.
    case builtIn
    /// From a site's overlay, with the name of the file.
    case overlay(file: String)
  }

  /// The concept's root, such as `dvt-iliofemoral-acute` or `nonspecific.oedema`.
  public let concept: String
  /// Refinements and warnings, such as `phlebitis`, `legacy`, `nonbillable-header`.
  public let flags: [String]
  /// What the code says with a value: `segment`, `laterality`, `acuity` …
  public let qualifiers: [Qualifier]
  /// The title in the list: to show, never to match.
  public let display: String
  /// Whether the code was seen in one weak source only.
  public let isWeak: Bool
  /// Where the meaning comes from.
  public let origin: Origin

  init(row: CodeTable.Row) {
    concept = row.concept
    flags = row.flags
    qualifiers = row.qualifiers
    display = row.display
    isWeak = row.isWeak
    origin = row.file.map { .overlay(file: $0) } ?? .builtIn
  }

  /// The value of a quality; `nil` when the code says nothing about it.
  public func value(_ key: String) -> String? {
    qualifiers.first { $0.key == key }?.value
  }

  /// Whether the code carries a flag.
  public func has(_ flag: String) -> Bool {
    flags.contains(flag)
  }

  /// Whether the code may establish its concept.
  ///
  /// `nonspecific.` marks parents and neighbours, `lookalike.` what must not be taken for it
  /// (terminology/README section 1).
  public var establishes: Bool {
    !concept.hasPrefix("nonspecific.") && !concept.hasPrefix("lookalike.")
  }

  /// Root and flags as a path: `lysis-contraindication/gi-bleed`.
  public var refinedConcept: Concept {
    Concept(([concept] + flags).joined(separator: "/"))
  }
}

/// What came of looking a code up.
public enum CodeLookup: Sendable, Hashable {
  /// The code is in the lists: its meanings, the most specific first, never empty.
  case known([CodeMeaning])
  /// The code, or its system, is in no list.
  case unknown
  /// The code cannot be right: damaged on its way or invented. It is reported, never repaired.
  case damaged(CheckDigit.Fault)
}

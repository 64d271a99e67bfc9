/// What a finding is about, in the words of the terminology in `Profiles/terminology`.
///
/// A concept is a root with optional refinements, divided by slashes:
/// `lysis-contraindication/gi-bleed`, `active-cancer/haematological`, `phlegmasia`. Codes decide nothing
/// beyond their concept; which concepts there are is data, so this is a string and not an enumeration.
public struct Concept: RawRepresentable, Sendable, Hashable, Comparable {
  /// The root and its refinements.
  public let rawValue: String

  /// Creates a concept from its path.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Creates a concept from its path.
  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// Whether this is the other concept or a refinement of it.
  public func isKind(of other: Concept) -> Bool {
    let mine = rawValue.utf8
    let others = other.rawValue.utf8
    guard mine.starts(with: others) else { return false }
    return mine.count == others.count || mine.dropFirst(others.count).first == UInt8(ascii: "/")
  }

  /// Alphabetical.
  public static func < (left: Concept, right: Concept) -> Bool {
    left.rawValue < right.rawValue
  }
}

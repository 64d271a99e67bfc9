/// One line of a code list: a code, or a prefix of codes, and what it means.
public struct CodeEntry: Sendable, Hashable {
  /// Which codes a line selects.
  public enum Selector: Sendable, Hashable {
    /// This code.
    case exact
    /// Every code that starts with it, compared without dots.
    case prefix
    /// Every injury code of seven characters that starts with it and ends in A, the initial encounter.
    case initialEncounter
  }

  /// What a code says beyond its concept, such as `segment=iliac`.
  public struct Qualifier: Sendable, Hashable {
    /// The quality, such as `segment`.
    public var key: String
    /// Its value, such as `iliac`.
    public var value: String

    /// Creates a qualifier.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The code system's URI.
  public var system: String
  /// The code, or the prefix, as the list writes it.
  public var code: String
  /// Which codes are meant.
  public var selector: Selector
  /// The concept's root, such as `dvt-iliofemoral-acute`.
  public var concept: String
  /// Refinements and warnings, in the order of the list.
  public var flags: [String]
  /// Qualities with a value.
  public var qualifiers: [Qualifier]
  /// The title that the list shows; nothing is ever matched on it.
  public var display: String
  /// Whether the list marks the code as seen in one weak source only.
  public var isWeak: Bool
  /// Whether the line takes this meaning away instead of giving it.
  public var isRemoval: Bool
  /// Where it stands.
  public var place: ListPlace

  /// Creates an entry.
  public init(
    system: String, code: String, selector: Selector = .exact, concept: String,
    flags: [String] = [], qualifiers: [Qualifier] = [], display: String = "",
    isWeak: Bool = false, isRemoval: Bool = false, place: ListPlace
  ) {
    self.system = system
    self.code = code
    self.selector = selector
    self.concept = concept
    self.flags = flags
    self.qualifiers = qualifiers
    self.display = display
    self.isWeak = isWeak
    self.isRemoval = isRemoval
    self.place = place
  }

  /// Concept, flags and qualifiers as the lists write them: `root/flag/key=value`.
  public var path: String {
    ([concept] + flags + qualifiers.map { "\($0.key)=\($0.value)" }).joined(separator: "/")
  }

  /// Takes concept, flags and qualifiers from a path such as `dvt-chronic/legacy/segment=iliac`.
  public mutating func setPath(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    concept = parts.first.map { String($0) } ?? ""
    flags = []
    qualifiers = []
    for part in parts.dropFirst() {
      if let sign = part.firstIndex(of: "=") {
        qualifiers.append(
          Qualifier(key: String(part[..<sign]), value: String(part[part.index(after: sign)...])))
      } else {
        flags.append(String(part))
      }
    }
  }
}

/// A line of a file.
public struct ListPlace: Sendable, Hashable {
  /// The file's name.
  public var file: String
  /// The line, from 1.
  public var line: Int

  /// Creates a place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// Why a code list cannot be used: where, what, and what to do.
public struct CodeListError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where the fault is; `nil` when it is the folder as a whole.
  public var place: ListPlace?
  /// What is wrong and what to do.
  public var message: String

  /// Creates an error.
  public init(_ message: String, at place: ListPlace? = nil) {
    self.message = message
    self.place = place
  }

  /// `file:line: message`.
  public var description: String {
    guard let place else { return message }
    return "\(place.file):\(place.line): \(message)"
  }
}

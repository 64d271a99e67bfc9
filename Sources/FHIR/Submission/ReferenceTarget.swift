/// What the text of a reference points at (FHIR R4 References, section 2.3.0; fhir/README fact 45).
public enum ReferenceTarget: Sendable, Hashable {
  /// `#id`: a resource contained in the one that holds the reference.
  case contained(String)
  /// `#`: the resource that contains the one with the reference.
  case container
  /// `Type/id`, with the version of `/_history/n` if given.
  case relative(type: String, id: String, version: String?)
  /// `http://server/Type/id` without its version, and the version.
  case absolute(String, version: String?)
  /// `urn:uuid:` or `urn:oid:`.
  case urn(String)
  /// `Patient?identifier=…`: a search, which no Bundle can answer.
  case conditional
  /// Only an identifier or a name; nothing that leads anywhere.
  case logical

  /// Reads a reference.
  public init(_ reference: R4.Reference) {
    self = reference.reference?.value.map(ReferenceTarget.init(text:)) ?? .logical
  }

  /// Reads the text of a reference.
  public init(text: String) {
    if text.isEmpty {
      self = .logical
    } else if text == "#" {
      self = .container
    } else if text.hasPrefix("#") {
      self = .contained(String(text.dropFirst()))
    } else if text.hasPrefix("urn:") {
      self = .urn(text)
    } else if text.utf8.contains(UInt8(ascii: "?")) {
      self = .conditional
    } else if Self.isAbsolute(text) {
      let (url, version) = Self.splitVersion(text)
      self = .absolute(url, version: version)
    } else {
      let (path, version) = Self.splitVersion(text)
      let steps = path.split(separator: "/", omittingEmptySubsequences: false)
      if steps.count == 2, let type = steps.first, let id = steps.last, !type.isEmpty, !id.isEmpty {
        self = .relative(type: String(type), id: String(id), version: version)
      } else {
        self = .logical
      }
    }
  }

  /// Whether a relative reference names another type than this.
  func isOfType(otherThan expected: String) -> Bool {
    if case .relative(let type, _, _) = self { return type != expected }
    return false
  }

  static func isAbsolute(_ text: String) -> Bool {
    text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  /// Takes `/_history/n` off the end.
  static func splitVersion(_ text: String) -> (String, String?) {
    let bytes = text.utf8
    guard !text.hasPrefix("urn:"), let slash = bytes.lastIndex(of: UInt8(ascii: "/")),
      slash > bytes.startIndex, text[..<slash].hasSuffix("/_history")
    else { return (text, nil) }
    return (
      String(text[..<slash].dropLast("/_history".count)), String(text[bytes.index(after: slash)...])
    )
  }

  /// The base of a full URL `http://server/base/Type/id`; nil if it is of another form.
  static func base(of fullURL: String) -> Substring? {
    guard isAbsolute(fullURL) else { return nil }
    let url = splitVersion(fullURL).0
    let bytes = url.utf8
    let slash = UInt8(ascii: "/")
    guard let beforeID = bytes.lastIndex(of: slash), bytes.index(after: beforeID) < bytes.endIndex,
      let beforeType = bytes[..<beforeID].lastIndex(of: slash),
      R4.isResourceType(String(url[bytes.index(after: beforeType)..<beforeID]))
    else { return nil }
    let base = url[..<beforeType]
    // A server must be left: http://host at least.
    return base.utf8.count { $0 == slash } >= 2 ? base : nil
  }
}

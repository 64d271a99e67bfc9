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

  static func isAbsolute(_ text: String) -> Bool {
    text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  /// Takes `/_history/n` off the end.
  static func splitVersion(_ text: String) -> (String, String?) {
    let steps = text.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.count > 2, steps[steps.count - 2] == "_history", let version = steps.last else {
      return (text, nil)
    }
    return (steps.dropLast(2).joined(separator: "/"), String(version))
  }

  /// The base of a full URL `http://server/base/Type/id`; nil if it is of another form.
  static func base(of fullURL: String) -> String? {
    guard isAbsolute(fullURL) else { return nil }
    let (url, _) = splitVersion(fullURL)
    let steps = url.split(separator: "/", omittingEmptySubsequences: false)
    // http: + empty + host, then at least Type and id.
    guard steps.count >= 5, let id = steps.last, !id.isEmpty,
      R4.resourceTypes.contains(String(steps[steps.count - 2]))
    else { return nil }
    return steps.dropLast(2).joined(separator: "/")
  }
}

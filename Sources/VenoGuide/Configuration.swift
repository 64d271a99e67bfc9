import FHIRSyntax
import Guidance

extension Evaluator {
  /// What an evaluator works with.
  public struct Configuration: Sendable {
    /// The edition of the criteria: `2020` or `2013`; `nil` for the current one, or whichever ``criteria`` holds.
    public var edition: String?
    /// Whether what would be provisional is undetermined.
    public var isStrict = false
    /// A criteria file in place of the built-in one of the edition.
    public var criteria: NamedContent?
    /// Files with a site's own codes.
    public var terminology: [NamedContent] = []
    /// How the guidance is packed.
    public var packaging = GuidancePackaging.resource
    /// Limits on inputs.
    public var limits = SyntaxLimits.standard

    /// The current edition with what is built in.
    public init() {}
  }
}

/// How guidance is packed (CONTRACT section 2).
public enum GuidancePackaging: Sendable, Hashable {
  /// A GuidanceResponse for each patient, with everything contained in it.
  case resource
  /// A document for each patient, with what it takes along of the input.
  case document(EvidenceScope)
  /// One message for each message that came in.
  case message
}

/// A file's content and the name that messages call it.
public struct NamedContent: Sendable, Hashable {
  /// The file's name or path.
  public var name: String
  /// Its bytes.
  public var bytes: [UInt8]

  /// Creates a named content.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Why criteria or code lists cannot be used: file, line, what was expected, what to do.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sentence.
  public let description: String
}

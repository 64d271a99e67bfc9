/// What names a document or a message and dates it; all of it comes in from outside, so that the same input gives the
/// same package.
public struct PackageIdentity: Sendable {
  /// The as-of time as a FHIR instant.
  public var instant: String
  /// The as-of time as a FHIR dateTime, as precise as the caller gave it.
  public var asOf: String
  /// SHA-256 of the input's bytes, in lower-case hexadecimal.
  public var inputDigest: String
  /// A UUID for a part of the package: the same for the same answer and part.
  public var uuid: @Sendable (_ part: String) -> String

  /// Creates an identity.
  public init(
    instant: String, asOf: String, inputDigest: String,
    uuid: @escaping @Sendable (_ part: String) -> String
  ) {
    self.instant = instant
    self.asOf = asOf
    self.inputDigest = inputDigest
    self.uuid = uuid
  }

  /// The full URL of a part.
  func url(_ part: String) -> String { "urn:uuid:\(uuid(part))" }
}

/// Where a statement comes from: the resource, the place in it and the code that was understood.
public struct Evidence: Sendable, Hashable {
  /// How the input names the resource: `Condition/dvt`, `urn:uuid:…`; never a patient's name.
  public var reference: String
  /// FHIRPath into the input: `Bundle.entry[3].resource.code`.
  public var path: String
  /// The code that made the statement, `system|code`; `nil` when no code did (a birth date).
  public var code: String?
  /// What the code means in our own terminology's words; `nil` without a code.
  public var meaning: String?

  /// Creates a piece of evidence.
  public init(reference: String, path: String, code: String? = nil, meaning: String? = nil) {
    self.reference = reference
    self.path = path
    self.code = code
    self.meaning = meaning
  }
}

/// Something that the mapping had to decide, or refused to decide, and that a reader should know.
public struct MappingNote: Sendable, Hashable {
  /// What happened; raw values are stable names for outputs.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Codings of one concept, or a code and its body site, contradict each other; the point is left open.
    case codesDisagree = "codes-disagree"
    /// A code is too general, or only looks like what is asked for: understood, and evidence of nothing.
    case notSpecific = "not-specific"
    /// The code is understood and the value beside it is not, or it is of a type that the finding does not have.
    case valueNotUnderstood = "value-not-understood"
    /// The result is about somebody or something else (Observation.focus).
    case otherFocus = "other-focus"
    /// A dose is not interpreted: it may be prophylactic.
    case doseNotInterpreted = "dose-not-interpreted"
  }

  /// What happened.
  public var kind: Kind
  /// A sentence for a reader: what, and what follows. No text of the input.
  public var explanation: String
  /// Where.
  public var evidence: Evidence

  /// Creates a note.
  public init(kind: Kind, explanation: String, evidence: Evidence) {
    self.kind = kind
    self.explanation = explanation
    self.evidence = evidence
  }
}

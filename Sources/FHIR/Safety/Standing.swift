import FHIRSyntax

/// What the status of a resource makes of its content: whether it is stated, only planned, taken back,
/// or the contrary is stated (fhir/README fact 31, trap T10).
///
/// Worked out from the tree, so that it holds for resources of any type, modelled or not.
public enum Standing: Sendable, Hashable {
  /// The content is stated to hold, or to have happened.
  case stated
  /// Results that may still change: `preliminary`, `partial`.
  case preliminary
  /// Suspected only: `unconfirmed`, `provisional`, `differential`.
  case unconfirmed
  /// Not yet: `planned`, `preparation`, `draft`, `intended`, `registered`.
  case planned
  /// Stated not to be so: evidence against the content.
  case refuted
  /// Stated not to have been done or taken: `not-done`, `not-taken`, `doNotPerform`.
  case notDone
  /// Taken back: `entered-in-error`, `cancelled`, `revoked`.
  case withdrawn
  /// The sender does not know, or says so in a code that is not known.
  case unclear

  /// Whether the content must not be used at all, neither for nor against anything.
  ///
  /// A refuted statement is not set aside: it is evidence against what it names.
  public var isSetAside: Bool { self == .withdrawn || self == .notDone }

  /// The standing of a resource.
  public init(of resource: FHIRNode) {
    var standing = Standing.stated
    for child in resource.children {
      let found: Standing
      switch child.name {
      case "status": found = child.text.map(Self.ofStatus) ?? .unclear
      case "verificationStatus": found = Self.ofVerification(child)
      case "doNotPerform": found = child.text == "true" ? .notDone : .stated
      default: continue
      }
      if found.gravity > standing.gravity { standing = found }
    }
    self = standing
  }

  private static func ofVerification(_ concept: FHIRNode) -> Standing {
    let codings = concept.all("coding")
    let found = codings.compactMap { coding -> Standing? in
      switch coding["code"]?.text {
      case "confirmed": .stated
      case "unconfirmed", "provisional", "differential", "presumed": .unconfirmed
      case "refuted": .refuted
      case "entered-in-error": .withdrawn
      default: nil
      }
    }
    return found.max { $0.gravity < $1.gravity } ?? .unclear
  }

  private static func ofStatus(_ code: String) -> Standing {
    switch code {
    case "entered-in-error", "cancelled", "revoked", "nullified": .withdrawn
    case "not-done", "not-taken": .notDone
    case "planned", "preparation", "draft", "intended", "registered", "requested", "proposed":
      .planned
    case "preliminary", "partial": .preliminary
    case "final", "amended", "corrected", "appended", "active", "inactive", "completed", "finished",
      "in-progress", "stopped", "on-hold", "onleave", "arrived", "triaged", "available", "current",
      "retired", "ended", "recorded", "discharged", "discontinued", "aborted", "suspended":
      .stated
    default: .unclear
    }
  }

  /// Of two standings the graver one decides.
  private var gravity: Int {
    switch self {
    case .stated: 0
    case .preliminary: 1
    case .unconfirmed: 2
    case .planned: 3
    case .unclear: 4
    case .refuted: 5
    case .notDone: 6
    case .withdrawn: 7
    }
  }
}

/// What an open request says of itself, beside the finding that its code makes.
///
/// Only a request that still waits has one: in preparation, draft, active or on hold. What was withdrawn,
/// forbidden, completed or stopped is no order.
public struct TreatmentRequest: Sendable, Hashable {
  /// How far the decision has gone.
  public enum Intent: String, Sendable, Hashable {
    /// Suggested.
    case proposal
    /// Planned.
    case plan
    /// Ordered.
    case order
    /// One of several alternatives to choose from.
    case option
  }

  /// A code of the request as it was sent.
  public struct Code: Sendable, Hashable {
    /// `system|code`.
    public var text: String
    /// What it means in our terminology's words; `nil` when no list has it.
    public var meaning: String?

    /// Creates a code.
    public init(_ text: String, meaning: String? = nil) {
      self.text = text
      self.meaning = meaning
    }
  }

  /// What the request gives as its reason.
  public enum Reason: Sendable, Hashable {
    /// A concept that a code names.
    case concept(Concept)
    /// A resource of the input, as findings name it in their evidence.
    case resource(String)
    /// A code that no list has, text, or a resource that is not in the input.
    case notUnderstood
  }

  /// How far the decision has gone.
  public var intent: Intent
  /// All codes of what is requested, in the order of the resource.
  public var codes: [Code]
  /// Why it is requested; empty when the request does not say.
  public var reasons: [Reason]
  /// What the code explicitly leaves open and no body site settles: `route`, `site`.
  public var leavesOpen: Set<String>
  /// Whether codes and body site contradict each other in the side.
  public var isSideContradictory: Bool

  /// Creates the details of a request.
  public init(
    intent: Intent, codes: [Code] = [], reasons: [Reason] = [], leavesOpen: Set<String> = [],
    isSideContradictory: Bool = false
  ) {
    self.intent = intent
    self.codes = codes
    self.reasons = reasons
    self.leavesOpen = leavesOpen
    self.isSideContradictory = isSideContradictory
  }
}

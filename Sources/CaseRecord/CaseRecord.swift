/// One patient's case as the input tells it, free of FHIR: who, when, and every finding with its evidence.
///
/// Made by the mapping, read by the derivation of features. Whatever the mapping saw and could not use is
/// here too, so that nothing is lost in silence.
public struct CaseRecord: Sendable, Hashable {
  /// How the input refers to the patient (`Patient/p1`, `urn:uuid:…`); empty when it has none.
  public var subject: String
  /// The moment of evaluation.
  public var asOf: AsOf
  /// Age and sex.
  public var person: Person
  /// All findings, in the order of the input.
  public var findings: [Finding]
  /// Codes that no list knows.
  public var unmappedCodes: [UnmappedCode]
  /// Resources that were not used, with the reason.
  public var setAside: [SetAsideResource]
  /// Places where only text speaks; a person should read them.
  public var unreadTexts: [UnreadText]
  /// What the mapping had to decide, or refused to decide, on the way.
  public var notes: [MappingNote]

  /// Creates a record.
  public init(
    subject: String, asOf: AsOf, person: Person = Person(), findings: [Finding] = [],
    unmappedCodes: [UnmappedCode] = [], setAside: [SetAsideResource] = [],
    unreadTexts: [UnreadText] = [], notes: [MappingNote] = []
  ) {
    self.subject = subject
    self.asOf = asOf
    self.person = person
    self.findings = findings
    self.unmappedCodes = unmappedCodes
    self.setAside = setAside
    self.unreadTexts = unreadTexts
    self.notes = notes
  }
}

/// What the Patient resource says that rules need.
public struct Person: Sendable, Hashable {
  /// Administrative gender as recorded.
  public enum Gender: String, Sendable, Hashable {
    case male
    case female
    case other
    case unknown
  }

  /// Possible days of birth.
  public var birth: ClinicalTime?
  /// Administrative gender; `nil` when not recorded.
  public var gender: Gender?
  /// Whether the patient is recorded as dead.
  public var isDeceased: Bool
  /// The Patient resource.
  public var evidence: [Evidence]

  /// Creates a person of whom nothing is known by default.
  public init(
    birth: ClinicalTime? = nil, gender: Gender? = nil, isDeceased: Bool = false,
    evidence: [Evidence] = []
  ) {
    self.birth = birth
    self.gender = gender
    self.isDeceased = isDeceased
    self.evidence = evidence
  }
}

/// A code that the terminology does not know, or that is damaged.
public struct UnmappedCode: Sendable, Hashable {
  /// Why it was not understood.
  public enum Reason: String, Sendable, Hashable {
    /// No list has it.
    case unknown
    /// Its check digit is wrong; it is reported and never repaired.
    case damaged
  }

  /// The code system's URI.
  public var system: String
  /// The code.
  public var code: String
  /// The type of the resources that had it.
  public var resourceType: String
  /// Why.
  public var reason: Reason
  /// How often it occurred.
  public var count: Int

  /// Creates an entry.
  public init(
    system: String, code: String, resourceType: String, reason: Reason = .unknown, count: Int = 1
  ) {
    self.system = system
    self.code = code
    self.resourceType = resourceType
    self.reason = reason
    self.count = count
  }
}

/// A resource that is in the input and was not used.
public struct SetAsideResource: Sendable, Hashable {
  /// Why a resource was not used; raw values are stable names for outputs.
  public enum Reason: String, Sendable, Hashable {
    case enteredInError = "entered-in-error"
    case cancelled
    case notDone = "not-done"
    /// A result that may still change, `registered` or `preliminary`: it excludes nothing.
    case notFinal = "not-final"
    case unknownModifier = "unknown-modifier"
    case implicitRules = "implicit-rules"
    case malformed
    case unknownStatus = "unknown-status"
    case noSubject = "no-subject"
    case futureDate = "future-date"
    case contradictoryDates = "contradictory-dates"
    case deleted
  }

  /// How the input names the resource.
  public var reference: String
  /// FHIRPath to the element at fault.
  public var path: String
  /// Why.
  public var reason: Reason
  /// A sentence for a reader: what is wrong and what to do. No text of the input.
  public var explanation: String
  /// Features that it decides and that are unsafe without it: dates that contradict each other in the thrombosis
  /// itself leave no count of days.
  public var decides: [Feature]

  /// Creates an entry.
  public init(
    reference: String, path: String, reason: Reason, explanation: String, decides: [Feature] = []
  ) {
    self.reference = reference
    self.path = path
    self.reason = reason
    self.explanation = explanation
    self.decides = decides
  }
}

/// A place in the input where text stands without a code; text is never interpreted (CONTRACT 4).
public struct UnreadText: Sendable, Hashable {
  /// How the input names the resource.
  public var reference: String
  /// FHIRPath to the text.
  public var path: String
  /// Features that a person may find answered there.
  public var features: [Feature]

  /// Creates an entry.
  public init(reference: String, path: String, features: [Feature]) {
    self.reference = reference
    self.path = path
    self.features = features
  }
}

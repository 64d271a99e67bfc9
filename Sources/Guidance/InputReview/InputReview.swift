import CaseRecord
import FHIR

/// What the mapping can use of an input, resource by resource: used and for which fact, or not and why.
///
/// It is put together from what the mapping found, set aside and did not understand, and from the facts that followed;
/// nothing is mapped again. Codes, paths and references are told, values and texts are not.
public struct InputReview: Sendable, Hashable {
  /// What became of a resource.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// A fact, a score or a contraindication rests on it.
    case used
    /// It is understood, and no fact rests on it.
    case understood
    /// Only text speaks, which a person should read.
    case textOnly = "text-only"
    /// A code or a value is not understood.
    case notUnderstood = "not-understood"
    /// It may not be used, or cannot be given to a patient.
    case setAside = "set-aside"
    /// It is no present data: deleted, replaced, empty.
    case notPresent = "not-present"
    /// It counts where another resource names it.
    case supporting
    /// The criteria do not ask for it.
    case notNeeded = "not-needed"

    /// What it says of several resources.
    public var words: String {
      switch self {
      case .used: "used"
      case .understood: "understood, no fact rests on it"
      case .textOnly: "text for a person to read"
      case .notUnderstood: "not understood"
      case .setAside: "set aside"
      case .notPresent: "no present data"
      case .supporting: "counts where another resource names it"
      case .notNeeded: "not needed"
      }
    }
  }

  /// What one element states.
  public struct Statement: Sendable, Hashable {
    /// FHIRPath to the element.
    public let path: String
    /// The concept that was understood.
    public let concept: String
    /// What its code means, in the words of our lists.
    public let meaning: String?
    /// Whether it is stated as present, absent or suspected.
    public let presence: String
    /// The mapping rule.
    public let rule: String
  }

  /// A fact that a resource bears on.
  public struct Support: Sendable, Hashable {
    /// The fact.
    public let feature: Feature
    /// The leg; `nil` unless both legs of the patient are evaluated.
    public let leg: Leg?
    /// What is known of the fact, this resource included.
    public let state: Fact.State
  }

  /// A code that no list has, or that is damaged.
  public struct UnknownCode: Sendable, Hashable {
    /// FHIRPath to the coding; `nil` when the resource was not read further.
    public let path: String?
    /// `system|code`.
    public let coding: String
    /// Whether its check digit is wrong.
    public let isDamaged: Bool
  }

  /// Something about a place in the resource, for a reader.
  public struct Remark: Sendable, Hashable {
    /// FHIRPath to the element.
    public let path: String
    /// A stable name: `not-done`, `value-not-understood`.
    public let kind: String
    /// The sentence.
    public let text: String
  }

  /// One resource of the input.
  public struct Resource: Sendable, Hashable {
    /// Where it stands: `Bundle.entry[3].resource`.
    public let path: String
    /// Its type; `nil` for an entry without a resource.
    public let type: String?
    /// How the input names it.
    public let reference: String
    /// The place of its patient in ``InputReview/subjects``; `nil` when it belongs to none.
    public let subject: Int?
    /// What became of it.
    public var verdict: Verdict
    /// What it states.
    public var statements: [Statement] = []
    /// The facts that it bears on.
    public var supports: [Support] = []
    /// What else rests on it, in words: scores, contraindications, orders, history, examinations.
    public var uses: [String] = []
    /// Why it, or a part of it, was not used.
    public var setAside: [Remark] = []
    /// Codes that are not understood.
    public var unknownCodes: [UnknownCode] = []
    /// What the mapping had to decide or refused to decide.
    public var notes: [Remark] = []
    /// Text that a person should read.
    public var texts: [Remark] = []
    /// What is wrong with it as FHIR.
    public var issues: [Remark] = []
    /// Names of its elements that are never read.
    public var unreadElements: [String] = []
  }

  /// The moment of evaluation.
  public let asOf: String
  /// How the input refers to each patient, in order of first appearance.
  public let subjects: [String]
  /// The resources, in the order of the input.
  public let resources: [Resource]
  /// What is wrong with the input besides.
  public let issues: [Remark]

  /// How many resources there are of each verdict; verdicts that do not occur are left out.
  public var counts: [(verdict: Verdict, count: Int)] {
    Verdict.allCases.compactMap { verdict in
      let count = resources.count { $0.verdict == verdict }
      return count == 0 ? nil : (verdict, count)
    }
  }
}

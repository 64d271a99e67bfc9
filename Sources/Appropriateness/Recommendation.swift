import CaseRecord

/// The engine's answer for one leg's case: what fits, how each option rates, why, and what is missing.
///
/// Every output form (resource, document, text, page) is a projection of this one value. Sentences in it come
/// from the criteria file and are shown as they stand.
public struct Recommendation: Sendable, Hashable {
  /// The edition of the criteria that was applied: `2020`.
  public var edition: String
  /// The leg; `nil` when the record does not tell.
  public var leg: Leg?
  /// The result.
  public var outcome: Outcome
  /// Variants that fit, in the order of precedence; two or more for an overlap, none when nothing fits.
  public var variants: [VariantMatch]
  /// Options with their ratings: those of the fitting variants, or those that hold for every candidate.
  public var options: [OptionRating]
  /// How the orders on record rate.
  public var orders: [OrderRating]
  /// Variants still possible (undetermined), or nearest (no variant).
  public var candidates: [Candidate]
  /// What was assumed: codes such as `otherwise-healthy`, `not-pregnant`.
  public var assumptions: [Assumption]
  /// Emergencies, first in every output.
  public var escalations: [Statement]
  /// What is missing, by effect on the answer, most decisive first.
  public var questions: [Question]
  /// What a reader must know besides: flags, conflicts between sources, gaps.
  public var remarks: [Statement]
  /// What would change the answer and when.
  public var changes: [Statement]
  /// Follow-up with sources; rows of different sources are never merged.
  public var followUps: [FollowUp]
  /// What trials, guidelines and other publications report on the options; no rating comes from it.
  public var publishedEvidence: [PublishedEvidence]
  /// The topic that covers the patient instead; only with `notCovered`, or beside `noVariant` as a pointer.
  public var neighbouringTopics: [NeighbouringTopic]
  /// The facts that were used.
  public var facts: CaseFacts

  /// Creates a recommendation.
  public init(
    edition: String, leg: Leg?, outcome: Outcome, variants: [VariantMatch] = [],
    options: [OptionRating] = [], orders: [OrderRating] = [], candidates: [Candidate] = [],
    assumptions: [Assumption] = [],
    escalations: [Statement] = [], questions: [Question] = [], remarks: [Statement] = [],
    changes: [Statement] = [], followUps: [FollowUp] = [],
    publishedEvidence: [PublishedEvidence] = [],
    neighbouringTopics: [NeighbouringTopic] = [], facts: CaseFacts
  ) {
    self.edition = edition
    self.leg = leg
    self.outcome = outcome
    self.variants = variants
    self.options = options
    self.orders = orders
    self.candidates = candidates
    self.assumptions = assumptions
    self.escalations = escalations
    self.questions = questions
    self.remarks = remarks
    self.changes = changes
    self.followUps = followUps
    self.publishedEvidence = publishedEvidence
    self.neighbouringTopics = neighbouringTopics
    self.facts = facts
  }
}

/// The result of an evaluation; raw values are the codes of CONTRACT section 1.
public enum Outcome: String, Sendable, Hashable, CaseIterable {
  /// Exactly one variant fits, nothing assumed.
  case matched
  /// Exactly one variant fits if the listed assumptions hold.
  case provisional
  /// The sources put the patient in variants that disagree; nothing is chosen.
  case overlap
  /// The facts are known and no variant covers them.
  case noVariant = "no-variant"
  /// Another topic.
  case notCovered = "not-covered"
  /// Facts are missing that decide between variants.
  case undetermined
  /// The input cannot be evaluated.
  case unusable
}

/// A variant that fits.
public struct VariantMatch: Sendable, Hashable {
  /// Code: `acute-mild`.
  public var variant: String
  /// FACTS id: `IF-V1`.
  public var factsID: String
  /// The scenario in our words.
  public var scenario: String
  /// Why it fits: the features that it asks for.
  public var features: [Feature]

  /// Creates a match.
  public init(variant: String, factsID: String, scenario: String, features: [Feature]) {
    self.variant = variant
    self.factsID = factsID
    self.scenario = scenario
    self.features = features
  }
}

/// How an option rates; raw values are the codes of CONTRACT section 1. `notRated` is not a rating.
public enum Rating: String, Sendable, Hashable, CaseIterable {
  case usuallyAppropriate = "usually-appropriate"
  case mayBeAppropriate = "may-be-appropriate"
  case mayBeAppropriateDisagreement = "may-be-appropriate-disagreement"
  case usuallyNotAppropriate = "usually-not-appropriate"
  case notRated = "not-rated"
}

/// One treatment option as one variant rates it.
public struct OptionRating: Sendable, Hashable {
  /// Code of the option: `anticoagulation-alone`.
  public var option: String
  /// The label that the source uses in this variant; the surgical option has three.
  public var label: String
  /// The rating.
  public var rating: Rating
  /// The variant whose rating it is; `nil` when it holds for every candidate.
  public var variant: String?
  /// True when the rating holds for every completion of the record that is still possible.
  public var isCertain: Bool
  /// The panel's score, 1 to 9; only the 2013 edition publishes one.
  public var score: Int?
  /// The panel's comment, paraphrased.
  public var comment: String?
  /// Contraindications, conflicts between sources, what the label means.
  public var cautions: [Statement]
  /// Citations with confidence.
  public var sources: [String]

  /// Creates a rated option.
  public init(
    option: String, label: String, rating: Rating, variant: String?, isCertain: Bool,
    score: Int? = nil, comment: String? = nil, cautions: [Statement] = [], sources: [String]
  ) {
    self.option = option
    self.label = label
    self.rating = rating
    self.variant = variant
    self.isCertain = isCertain
    self.score = score
    self.comment = comment
    self.cautions = cautions
    self.sources = sources
  }
}

/// A variant that may fit, or that comes nearest.
public struct Candidate: Sendable, Hashable {
  /// Code of the variant.
  public var variant: String
  /// Features whose known value the variant does not allow.
  public var differs: [Feature]
  /// Features on which it depends and that are not known.
  public var unknown: [Feature]

  /// Creates a candidate.
  public init(variant: String, differs: [Feature], unknown: [Feature]) {
    self.variant = variant
    self.differs = differs
    self.unknown = unknown
  }
}

/// Something that was taken as true because nothing contradicts it and the criteria allow it.
public struct Assumption: Sendable, Hashable {
  /// Code: `otherwise-healthy`, `not-pregnant`.
  public var code: String
  /// The feature.
  public var feature: Feature
  /// A sentence for a reader.
  public var statement: String

  /// Creates an assumption.
  public init(code: String, feature: Feature, statement: String) {
    self.code = code
    self.feature = feature
    self.statement = statement
  }
}

/// A sentence with its basis.
public struct Statement: Sendable, Hashable {
  /// A stable name, often a FACTS id: `O1`, `G8`, `limb-threat`.
  public var id: String
  /// The sentence.
  public var text: String
  /// Citations with confidence.
  public var sources: [String]
  /// The day it speaks of, for changes.
  public var date: CalendarDay?
  /// Resources that raised it.
  public var evidence: [Evidence]

  /// Creates a statement.
  public init(
    id: String, text: String, sources: [String] = [], date: CalendarDay? = nil,
    evidence: [Evidence] = []
  ) {
    self.id = id
    self.text = text
    self.sources = sources
    self.date = date
    self.evidence = evidence
  }
}

/// A fact to ask for, why, and what would answer it.
public struct Question: Sendable, Hashable {
  /// The feature that is not known.
  public var feature: Feature
  /// The question for a person.
  public var text: String
  /// Why it matters for this patient.
  public var reason: String
  /// Whether the answer decides between variants (a dataRequirement), or is only a prompt to examine.
  public var isDeciding: Bool
  /// The data that would answer it, best first.
  public var requirements: [DataNeed]
  /// Resources that are there and could not answer it.
  public var evidence: [Evidence]

  /// Creates a question.
  public init(
    feature: Feature, text: String, reason: String, isDeciding: Bool, requirements: [DataNeed],
    evidence: [Evidence] = []
  ) {
    self.feature = feature
    self.text = text
    self.reason = reason
    self.isDeciding = isDeciding
    self.requirements = requirements
    self.evidence = evidence
  }
}

/// Data that would answer a question, in the terms of a FHIR DataRequirement.
public struct DataNeed: Sendable, Hashable, Codable {
  /// Resource type: `Observation`.
  public var type: String
  /// Element that must be there: `value`.
  public var path: String
  /// Element that the codes are looked for in: `code`.
  public var codePath: String?
  /// Codes that would be accepted, `system|code`.
  public var codes: [String]
  /// Value set that would be accepted, when there are many codes.
  public var valueSet: String?
  /// Element of the time window and its length back from the evaluation in days.
  public var datePath: String?
  /// Length of the window in days, back from the evaluation.
  public var withinDays: Int?

  /// Creates a data need.
  public init(
    type: String, path: String, codePath: String? = nil, codes: [String] = [],
    valueSet: String? = nil, datePath: String? = nil, withinDays: Int? = nil
  ) {
    self.type = type
    self.path = path
    self.codePath = codePath
    self.codes = codes
    self.valueSet = valueSet
    self.datePath = datePath
    self.withinDays = withinDays
  }
}

/// Another ACR topic that covers the patient.
public struct NeighbouringTopic: Sendable, Hashable {
  /// A stable name, with the scenario's number when one fits: `ivc-filter/2`; empty when it has none.
  public var id: String
  /// Name of the topic.
  public var title: String
  /// The topic's scenario that fits, in our words; `nil` for the topic as a whole.
  public var scenario: String?
  /// Why the patient belongs there.
  public var reason: String
  /// How that scenario rates, as far as it could be read (FACTS section 8); never ratings of this topic.
  public var ratings: [TopicRating]
  /// Citations with confidence.
  public var sources: [String]

  /// Creates a pointer to a topic.
  public init(
    id: String = "", title: String, scenario: String? = nil, reason: String,
    ratings: [TopicRating] = [], sources: [String]
  ) {
    self.id = id
    self.title = title
    self.scenario = scenario
    self.reason = reason
    self.ratings = ratings
    self.sources = sources
  }
}

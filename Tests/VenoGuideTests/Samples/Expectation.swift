import Foundation

/// What a sample's `expect.json` says (Samples/README.md); a member that is missing is not checked.
struct Expectation: Decodable, Sendable {
  var facts: [String]
  var asOf: String
  var arguments: [String]
  var exitStatus: Int
  var error: InputFault?
  var answers: [ExpectedAnswer]

  /// Input that must be refused.
  struct InputFault: Decodable, Sendable {
    /// Whether the input is FHIR at all.
    var readable: Bool
    /// Words of the message.
    var names: [String]
  }
}

/// What is expected of the answer for one patient.
struct ExpectedAnswer: Decodable, Sendable {
  var outcome: String
  var status: String
  var variants: [String]
  var assumptions: [String]
  var escalation: Bool
  var subject: String?
  var options: [ExpectedOption]?
  var remarks: [String]?
  var asks: [String]?
  var prompts: [String]?
  var candidates: [ExpectedCandidate]?
  /// All candidates, each with everything that differs and everything that is unknown.
  var onlyCandidates: [ExpectedCandidate]?
  /// All overlaps and gaps of FACTS 9.4 that remarks and escalations cite.
  var gaps: [String]?
  /// All facts of the articles that the plan cites (FACTS 3.9).
  var plan: [String]?
  /// All events after which the case is to be evaluated again (FACTS 3.10).
  var reevaluate: [String]?
  /// All neighbouring topics, each with the rows that FACTS 8 has of it.
  var topicRatings: [String: [ExpectedTopicRating]]?
  var facts: [String: ExpectedFact]?
  var topics: [String]?
  var mentions: [String]?
  var changeDates: [String]?
  var cautions: [String: [String]]?
  var evidence: [String: [String]]?
  /// Every rating of an order; none when the member is missing.
  var orders: [ExpectedOrder]?
  var cases: [ExpectedCase]?
  var history: [ExpectedHistory]?
  var followUps: [ExpectedFollowUp]?
  /// Every score; unchecked when the member is missing.
  var scores: [ExpectedScore]?
}

/// A score of a leg; `remarks` are words that must occur in them.
struct ExpectedScore: Decodable, Sendable {
  var instrument: String
  var leg: String?
  var side: String
  var occasions: Int
  var total: Int?
  var atLeast: Int?
  var category: String?
  var completeness: String?
  var timing: String?
  var remarks: [String]?
}

/// An entry of the plan, found by a word of its source; dates that are not given are not checked.
struct ExpectedFollowUp: Decodable, Sendable {
  var source: String
  var kind: String
  var dates: [String]?
  var pastDue: [String]?
  var onRecord: [String]?
}

/// One of several cases of a patient: a leg, and an episode where the leg has several.
struct ExpectedCase: Decodable, Sendable {
  var leg: String
  var episode: String?
  var outcome: String
  var variants: [String]
  var facts: [String: ExpectedFact]
}

/// A thrombosis that is told and not rated.
struct ExpectedHistory: Decodable, Sendable {
  var standing: String
  var began: String
}

/// A row of ratings; without a variant the rating holds for every candidate.
struct ExpectedOption: Decodable, Sendable, Hashable, CustomStringConvertible {
  var variant: String?
  var option: String
  var label: String?
  var rating: String
  var certain: Bool?

  var description: String {
    let certainty = certain.map { $0 ? ", certain" : ", not certain" } ?? ""
    let words = label.map { " \"\($0)\"" } ?? ""
    return "\(variant ?? "every candidate"): \(option)\(words) is \(rating)\(certainty)"
  }
}

/// One rating of an order; `notes` and `cautions` are words that must occur in them.
struct ExpectedOrder: Decodable, Sendable, CustomStringConvertible {
  var request: String
  var result: String
  var option: String?
  var rating: String?
  var variant: String?
  var certain: Bool?
  var unknown: [String]?
  var topic: String?
  var leg: String?
  var notes: [String]?
  var cautions: [String]?

  var description: String {
    let rated = [option, rating, variant, leg].compactMap(\.self).joined(separator: ", ")
    return "\(request): \(result)\(rated.isEmpty ? "" : " (\(rated))")"
  }
}

/// A variant that must be among the candidates, with features that must be named.
struct ExpectedCandidate: Decodable, Sendable {
  var variant: String
  var differs: [String]
  var unknown: [String]
}

/// A row of another topic.
struct ExpectedTopicRating: Decodable, Sendable, Hashable {
  var label: String
  var rating: String
}

/// State and remaining values of a fact; `settled` is `known` or `absent`.
struct ExpectedFact: Decodable, Sendable {
  var state: String
  var possible: [String]?
}

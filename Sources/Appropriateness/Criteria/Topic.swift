/// Another topic of the ACR that covers patients whom this one does not (FACTS section 8).
public struct Topic: Sendable, Hashable {
  /// A stable name: `ivc-filter`.
  public let id: String
  /// Its title.
  public let title: String
  /// The publisher's document number, as far as known.
  public let document: String?
  /// Its scenarios, as far as known.
  public let variants: [Variant]
  /// Citations with confidence.
  public let sources: [String]

  /// One scenario of the topic.
  public struct Variant: Sendable, Hashable {
    /// The number or a stable name.
    public let id: String
    /// The scenario in our words.
    public let scenario: String
    /// Its ratings.
    public let ratings: [TopicRating]
  }
}

/// One rating of another topic, as far as it could be read.
public struct TopicRating: Sendable, Hashable {
  /// The option's name.
  public let label: String
  /// The rating's words, with what is uncertain about it.
  public let rating: Rating
  /// What is uncertain about the row.
  public let note: String?
  /// How far the row is to be trusted (FACTS section 0).
  public let confidence: String
}

/// A topic, or one of its scenarios: `ivc-filter`, `ivc-filter/2`.
public struct TopicReference: Sendable, Hashable {
  /// The topic's name.
  public let topic: String
  /// The scenario; `nil` for the topic as a whole.
  public let variant: String?
}

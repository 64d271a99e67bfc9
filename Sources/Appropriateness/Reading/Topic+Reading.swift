extension Topic {
  /// Reads the section of neighbouring topics.
  static func read(
    _ document: CriteriaValue, with reader: inout CriteriaReader
  ) -> [Topic] {
    var seen: [String] = []
    return reader.rows(document, "topics").map { row in
      reader.expect(row, only: ["id", "title", "document", "sources", "variants"])
      let id = reader.text(row, "id")
      if seen.contains(id) {
        reader.report(row, "the topic \"\(id)\" stands twice; remove one of the rows")
      }
      seen.append(id)
      return Topic(
        id: id, title: reader.text(row, "title"),
        document: reader.optionalText(row, "document"),
        variants: reader.rows(row, "variants", isOptional: true).map { variant(&reader, $0) },
        sources: reader.someTexts(row, "sources"))
    }
  }

  private static func variant(_ reader: inout CriteriaReader, _ row: CriteriaValue) -> Variant {
    reader.expect(row, only: ["id", "scenario", "ratings"])
    let ratings = reader.rows(row, "ratings").compactMap { row -> TopicRating? in
      reader.expect(row, only: ["label", "rating", "note", "confidence"])
      let label = reader.text(row, "label")
      let note = reader.optionalText(row, "note")
      let confidence = reader.text(row, "confidence")
      guard let rating = reader.code(row, "rating", Rating.self) else { return nil }
      return TopicRating(label: label, rating: rating, note: note, confidence: confidence)
    }
    return Variant(
      id: reader.text(row, "id"), scenario: reader.text(row, "scenario"), ratings: ratings)
  }
}

extension CriteriaReader {
  /// A reference such as `ivc-filter/2`, checked against the topics.
  mutating func topic(
    _ row: CriteriaValue, _ name: String, in topics: [Topic]
  ) -> TopicReference? {
    guard let value = required(row, name) else { return nil }
    return topic(value, in: topics)
  }

  /// References to topics; none when the member is not there.
  mutating func topics(
    _ row: CriteriaValue, _ name: String, in topics: [Topic]
  ) -> [TopicReference] {
    rows(row, name, isOptional: true).compactMap { topic($0, in: topics) }
  }

  private mutating func topic(_ value: CriteriaValue, in topics: [Topic]) -> TopicReference? {
    guard let text = value.string else {
      report(value, "expected a topic such as \"ivc-filter/2\", found \(value.kind)")
      return nil
    }
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard let id = parts.first, let topic = topics.first(where: { $0.id == id }) else {
      let known = topics.map(\.id).joined(separator: ", ")
      report(value, "no topic \"\(text)\"; expected one of \(known)")
      return nil
    }
    guard parts.count == 2 else { return TopicReference(topic: id, variant: nil) }
    if !topic.variants.contains(where: { $0.id == parts[1] }) {
      let known = topic.variants.map(\.id).joined(separator: ", ")
      report(value, "the topic \"\(id)\" has no variant \"\(parts[1])\"; it has \(known)")
    }
    return TopicReference(topic: id, variant: parts[1])
  }
}

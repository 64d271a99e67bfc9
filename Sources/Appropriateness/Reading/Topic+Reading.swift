extension Topic {
  /// Reads the neighbouring topics: `topics.json`.
  static func read(_ file: CriteriaFile) throws(CriteriaError) -> [Topic] {
    let document = try file.value()
    var reader = CriteriaReader(file: file.name)
    reader.expect(document, only: ["topics"])
    var seen: [String] = []
    let topics = reader.rows(document, "topics").map { row in
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
    try reader.finish()
    return topics
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

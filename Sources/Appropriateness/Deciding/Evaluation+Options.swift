import CaseRecord

extension Evaluation {
  /// The options of the variants that fit, or those whose rating is the same in every candidate.
  ///
  /// Options of equal rating keep the order of the published table; nothing ranks them.
  func optionRatings() -> [OptionRating] {
    let certain = certainRatings()
    switch outcome {
    case .matched, .provisional, .overlap:
      return matches.flatMap { index in
        inOrder(
          criteria.options.map { option in
            rating(of: option, in: index, certain: certain)
          }, variant: criteria.variants[index].code)
      }
    case .undetermined:
      return inOrder(
        criteria.options.compactMap { sharedRating(of: $0, certain: certain) }, variant: nil)
    case .noVariant, .notCovered, .unusable:
      return []
    }
  }

  // MARK: Rows

  private func rating(
    of option: OptionRow, in index: Int, certain: [String: Rating]
  ) -> OptionRating {
    let variant = criteria.variants[index]
    guard let row = criteria.ratingRow(option.code, in: variant.code) else {
      return OptionRating(
        option: option.code, label: option.title, rating: .notRated, variant: variant.code,
        isCertain: certain[option.code] == .notRated,
        cautions: cautions(on: option.code, rating: .notRated, in: [index]),
        sources: ["\(criteria.edition.short), \(variant.factsID)"])
    }
    return OptionRating(
      option: option.code, label: row.label, rating: row.rating, variant: variant.code,
      isCertain: certain[option.code] == row.rating, score: row.score, comment: row.comment,
      cautions: cautions(on: option.code, rating: row.rating, in: [index]),
      sources: [criteria.citation(of: row)])
  }

  private func sharedRating(of option: OptionRow, certain: [String: Rating]) -> OptionRating? {
    let codes = candidates.map { criteria.variants[$0].code }
    let rows = codes.compactMap { criteria.ratingRow(option.code, in: $0) }
    guard let first = rows.first, rows.count == codes.count,
      rows.allSatisfy({ $0.rating == first.rating })
    else { return nil }
    let isSameLabel = rows.allSatisfy { $0.label == first.label }
    let isSameScore = rows.allSatisfy { $0.score == first.score }
    let isCertain = certain[option.code] == first.rating
    var cautions = cautions(
      on: option.code, rating: first.rating, in: candidates)
    if !isCertain {
      cautions.append(Statement(id: "not-certain", text: criteria.phrases(.notCertain)))
    }
    return OptionRating(
      option: option.code, label: isSameLabel ? first.label : option.title, rating: first.rating,
      variant: nil, isCertain: isCertain, score: isSameScore ? first.score : nil,
      cautions: cautions, sources: rows.map(criteria.citation(of:)))
  }

  private func inOrder(_ options: [OptionRating], variant: String?) -> [OptionRating] {
    let table = variant.map { code in
      criteria.ratings.filter { $0.variant == code }.map(\.option)
    }
    return Rating.allCases.flatMap { rating in
      let rated = options.filter { $0.rating == rating }
      guard let table else { return rated }
      return rated.filter { table.contains($0.option) }.sorted { one, other in
        (table.firstIndex(of: one.option) ?? 0) < (table.firstIndex(of: other.option) ?? 0)
      } + rated.filter { !table.contains($0.option) }
    }
  }

  // MARK: Certainty

  /// The ratings that hold in every completion of the record: for every case that may turn out a variant fits,
  /// and all variants that may fit rate the option alike.
  func certainRatings() -> [String: Rating] {
    var variants: Set<Int> = []
    for result in cells.results(in: open.cautious) {
      let indices = result.variantIndices
      if indices.isEmpty { return [:] }
      variants.formUnion(indices)
    }
    var certain: [String: Rating] = [:]
    for option in criteria.options {
      let ratings = Set(
        variants.map { index in
          criteria.ratingRow(option.code, in: criteria.variants[index].code)?.rating ?? .notRated
        })
      if ratings.count == 1 { certain[option.code] = ratings.first }
    }
    return certain
  }

  // MARK: Cautions

  /// What is said beside an option as the given variants rate it: what any of them calls for.
  private func cautions(on option: String, rating: Rating, in variants: [Int]) -> [Statement] {
    var statements: [Statement] = []
    for row in criteria.cautions
    where row.options.contains(option) && (row.ratings.isEmpty || row.ratings.contains(rating))
      && holds(row.condition, for: variants)
    {
      statements.append(Statement(id: row.id, text: row.text, sources: row.sources))
    }
    if rating != .notRated { statements += conflicts(on: option) }
    for hit in facts.contraindications where criteria.touches[hit.against]?.contains(option) == true
    {
      statements.append(caution(of: hit))
    }
    return statements
  }

  /// A contraindication as every source has it; sources that disagree stand side by side.
  func caution(of hit: ContraindicationHit) -> Statement {
    let phrases = criteria.phrases
    func list(_ sources: [ContraindicationTable.Source]) -> String {
      sources.map { source in
        phrases(
          .hitSource,
          [
            "class": source.classification, "limit": limit(of: source),
            "note": source.note.map { " (\($0))" } ?? "", "citation": source.citation,
          ])
      }.joined(separator: "; ")
    }
    var text = phrases(
      .hit, ["title": hit.title, "summary": hit.summary, "sources": list(hit.sources)])
    if !hit.notHit.isEmpty {
      text += " " + phrases(.hitNot, ["sources": list(hit.notHit)])
    }
    return Statement(
      id: "contraindication/\(hit.item)", text: text, sources: hit.sources.map(\.citation),
      evidence: hit.evidence)
  }

  /// The source's window and threshold in words; empty when it has none.
  private func limit(of source: ContraindicationTable.Source) -> String {
    let phrases = criteria.phrases
    var limits: [String] = []
    if let days = source.withinDays { limits.append(phrases(.withinDays, ["n": String(days)])) }
    if let months = source.withinMonths {
      limits.append(phrases(.withinMonths, ["n": String(months)]))
    }
    if source.ever == true { limits.append(phrases(.ever)) }
    if let below = source.below { limits.append(phrases(.below, ["n": number(below)])) }
    if let above = source.above { limits.append(phrases(.above, ["n": number(above)])) }
    return limits.map { " \($0)" }.joined()
  }

  private func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}

extension Criteria {
  /// The row that rates an option in a variant.
  func ratingRow(_ option: String, in variant: String) -> RatingRow? {
    ratings.first { $0.option == option && $0.variant == variant }
  }

  /// Where a rating was read, and how far to trust it.
  func citation(of row: RatingRow) -> String {
    let id = variants.first { $0.code == row.variant }?.factsID ?? row.variant
    return "\(edition.short), \(id): \(row.sources.joined(separator: ", ")); "
      + "confidence \(row.confidence)"
  }
}

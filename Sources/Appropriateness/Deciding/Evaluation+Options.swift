import CaseRecord

extension Evaluation {
  /// The options of the variants that fit, or those whose rating is the same in every candidate.
  ///
  /// Options of equal rating keep the order of the published table; nothing ranks them.
  func optionRatings() -> [OptionRating] {
    switch outcome {
    case .matched, .provisional, .overlap:
      return matches.flatMap { variant in
        criteria.ratingTable.order[variant].map { rating(of: $0, in: variant) }
      }
    case .undetermined:
      let shared = criteria.options.indices.compactMap(sharedRating)
      return Rating.allCases.flatMap { rating in shared.filter { $0.rating == rating } }
    case .noVariant, .notCovered, .unusable:
      return []
    }
  }

  // MARK: Rows

  private func rating(of option: Int, in variant: Int) -> OptionRating {
    let code = criteria.options[option].code
    let row = criteria.ratingTable.row(of: option, in: variant)
    let rating = row?.rating ?? .notRated
    let scenario = criteria.variants[variant]
    return OptionRating(
      option: code, label: row?.label ?? criteria.options[option].title, rating: rating,
      variant: scenario.code, isCertain: certainRating(of: option) == rating, score: row?.score,
      comment: row?.comment, cautions: cautions(on: code, rating: rating, in: [variant]),
      sources: [
        row.map(criteria.citation(of:)) ?? "\(criteria.edition.short), \(scenario.factsID)"
      ])
  }

  private func sharedRating(of option: Int) -> OptionRating? {
    let candidates = decision.candidates
    guard let rating = criteria.ratingTable.rating(of: option, inAll: candidates),
      rating != .notRated
    else { return nil }
    let code = criteria.options[option].code
    let rows = candidates.compactMap { criteria.ratingTable.row(of: option, in: $0) }
    let label = rows.first?.label ?? ""
    let score = rows.first?.score
    let isSameLabel = rows.allSatisfy { $0.label == label }
    let isSameScore = rows.allSatisfy { $0.score == score }
    let isCertain = certainRating(of: option) == rating
    var cautions = cautions(on: code, rating: rating, in: candidates)
    if !isCertain {
      cautions.append(Statement(id: "not-certain", text: criteria.phrases(.notCertain)))
    }
    return OptionRating(
      option: code, label: isSameLabel ? label : criteria.options[option].title, rating: rating,
      variant: nil, isCertain: isCertain, score: isSameScore ? score : nil,
      cautions: cautions, sources: rows.map(criteria.citation(of:)))
  }

  /// The rating that holds in every completion of the record: for every case that may turn out a variant fits, and
  /// all variants that may fit rate the option alike.
  func certainRating(of option: Int) -> Rating? {
    criteria.ratingTable.rating(of: option, inAll: decision.certain)
  }

  /// The same by the option's code.
  func certainRating(of code: String) -> Rating? {
    criteria.options.firstIndex { $0.code == code }.flatMap(certainRating)
  }

  // MARK: Cautions

  /// What is said beside an option as the given variants rate it: what any of them calls for.
  private func cautions(on option: String, rating: Rating, in variants: BitSet) -> [Statement] {
    var statements: [Statement] = []
    for row in criteria.cautions
    where row.options.contains(option) && (row.ratings.isEmpty || row.ratings.contains(rating))
      && holds(row.condition, for: variants)
    {
      statements.append(Statement(id: row.id, text: row.text, sources: row.sources))
    }
    if rating != .notRated { statements += conflicts(on: option) }
    for (hit, statement) in zip(facts.contraindications, contraindications)
    where criteria.touches[hit.against]?.contains(option) == true {
      statements.append(statement)
    }
    return statements
  }

  /// A contraindication as every source has it; sources that disagree stand side by side.
  static func caution(of hit: ContraindicationHit, in phrases: Phrases) -> Statement {
    func list(_ sources: [ContraindicationTable.Source]) -> String {
      sources.map { source in
        phrases(
          .hitSource,
          [
            "class": source.classification, "limit": limit(of: source, in: phrases),
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
  private static func limit(
    of source: ContraindicationTable.Source, in phrases: Phrases
  ) -> String {
    var limits: [String] = []
    if let days = source.withinDays { limits.append(phrases(.withinDays, ["n": String(days)])) }
    if let months = source.withinMonths {
      limits.append(phrases(.withinMonths, ["n": String(months)]))
    }
    if source.ever == true { limits.append(phrases(.ever)) }
    if let from = source.from { limits.append(phrases(.from, ["n": number(from)])) }
    if let below = source.below { limits.append(phrases(.below, ["n": number(below)])) }
    if let above = source.above { limits.append(phrases(.above, ["n": number(above)])) }
    return limits.map { " \($0)" }.joined()
  }

  private static func number(_ value: Double) -> String {
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

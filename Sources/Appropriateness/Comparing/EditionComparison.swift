import CaseRecord

/// The tables and rules of two editions, compared: which variants and ratings are new, dropped or moved, which
/// conditions and windows differ, and which of all complete cases change (FACTS 1.7).
public struct EditionComparison: Sendable, Hashable {
  /// One of the two editions.
  public struct Side: Sendable, Hashable {
    /// What texts call it: `2020`, or `2020 (my-2020.json)`.
    public let name: String
    /// Its code: `2020`.
    public let code: String
    /// Its title.
    public let title: String
    /// Where it was published.
    public let citation: String
  }

  /// A variant and the one that corresponds to it.
  public struct Variant: Sendable, Hashable {
    /// The variant of the former edition; `nil` when the variant is new.
    public let former: VariantRow?
    /// The variant of the current edition; `nil` when the variant is dropped.
    public let current: VariantRow?
    /// How the conditions differ; `nil` when the variant is new or dropped.
    public let conditions: ConditionComparison?
    /// What else differs: title, scenario, precedence.
    public let members: [RowChange.Member]
    /// Its ratings, in the order of the options.
    public let ratings: [RatingPair]

    /// Whether both editions say the same of it.
    public var isUnchanged: Bool {
      former != nil && current != nil && conditions?.isUnchanged == true && members.isEmpty
        && ratings.allSatisfy { $0.change == .unchanged && $0.members.isEmpty }
    }
  }

  /// How a variant and the one that corresponds to it rate one option.
  public struct RatingPair: Sendable, Hashable {
    /// The option.
    public let option: String
    /// The row of the former edition; `nil` when it does not rate the option there.
    public let former: RatingRow?
    /// The row of the current edition; `nil` when it does not rate the option there.
    public let current: RatingRow?
    /// What else differs: label, score, sources.
    public let members: [RowChange.Member]

    /// The rating before.
    public var before: Rating { former?.rating ?? .notRated }
    /// The rating after.
    public var after: Rating { current?.rating ?? .notRated }
    /// What became of the rating.
    public var change: RatingChange { RatingChange(from: before, to: after) }
    /// Whether the source calls the option otherwise.
    public var isRelabelled: Bool {
      former != nil && current != nil && former?.label != current?.label
    }
  }

  /// Where an option is rated.
  public struct Option: Sendable, Hashable {
    /// The option.
    public let code: String
    /// Its name for a reader.
    public let title: String
    /// The variants of the former edition that rate it, with the rating.
    public let former: [VariantRating]
    /// The variants of the current edition that rate it, with the rating.
    public let current: [VariantRating]

    /// Whether the option is rated now and nowhere was, or the other way round; `unchanged` otherwise.
    public var change: RatingChange {
      switch (former.isEmpty, current.isEmpty) {
      case (true, false): .new
      case (false, true): .dropped
      default: .unchanged
      }
    }
  }

  /// How a variant rates an option.
  public struct VariantRating: Sendable, Hashable {
    /// The variant.
    public let variant: String
    /// The rating.
    public let rating: Rating
  }

  /// The edition that is compared from.
  public let former: Side
  /// The edition that is compared to.
  public let current: Side
  /// The variants of the current edition with what corresponds to them, then those that were dropped.
  public let variants: [Variant]
  /// The options, with the variants that rate them.
  public let options: [Option]
  /// Every other row that differs, section by section: windows, rules, sentences.
  public let rows: [RowChange]
  /// Which of all complete cases change.
  public let cases: CaseClasses
  let phrases: Phrases

  /// Whether nothing differs.
  public var isUnchanged: Bool {
    variants.allSatisfy(\.isUnchanged) && rows.isEmpty && cases.moves.isEmpty
  }
}

extension EditionPair {
  /// Compares tables and rules.
  ///
  /// - Parameter isEnumerating: whether every complete case is evaluated one by one as well.
  /// - Returns: the comparison.
  /// - Throws: when the editions have too many different time windows, or on a fault of the program.
  public func tables(isEnumerating: Bool = true) throws(ComparisonError) -> EditionComparison {
    let division = try CaseDivision(self)
    return EditionComparison(
      former: side(former, formerName), current: side(current, currentName),
      variants: variants(division), options: options.map(option), rows: rows(),
      cases: try division.classes(isEnumerating: isEnumerating), phrases: current.phrases)
  }

  private func side(_ criteria: Criteria, _ name: String) -> EditionComparison.Side {
    EditionComparison.Side(
      name: name, code: criteria.edition.code, title: criteria.edition.title,
      citation: criteria.edition.citation)
  }

  // MARK: Variants

  private func variants(_ division: CaseDivision) -> [EditionComparison.Variant] {
    var pairs: [(VariantRow?, VariantRow?)] = []
    for new in current.variants {
      let counterparts = formerCounterparts(of: new.code)
      let old = former.variants.filter { counterparts.contains($0.code) }
      pairs += old.isEmpty ? [(nil, new)] : old.map { ($0, new) }
    }
    for old in former.variants where currentCounterparts(of: old.code).isEmpty {
      pairs.append((old, nil))
    }
    return pairs.map { old, new in
      var conditions: ConditionComparison?
      if let old, let new { conditions = division.conditions(of: old, new) }
      return EditionComparison.Variant(
        former: old, current: new, conditions: conditions,
        members: old == nil || new == nil
          ? []
          : RowChange.members(
            from: former.row(ofVariant: old?.code), to: current.row(ofVariant: new?.code),
            except: ["code", "id", "when", "counterpart"]),
        ratings: options.compactMap { rating(of: $0.code, old, new) })
    }
  }

  private func rating(
    of option: String, _ old: VariantRow?, _ new: VariantRow?
  ) -> EditionComparison.RatingPair? {
    let before = old.flatMap { former.ratingRow(option, in: $0.code) }
    let after = new.flatMap { current.ratingRow(option, in: $0.code) }
    if before == nil && after == nil { return nil }
    return EditionComparison.RatingPair(
      option: option, former: before, current: after,
      members: before == nil || after == nil
        ? []
        : RowChange.members(
          from: former.row(ofOption: option, in: old?.code),
          to: current.row(ofOption: option, in: new?.code),
          except: ["variant", "option", "rating"]))
  }

  private func option(_ option: OptionRow) -> EditionComparison.Option {
    func rated(by criteria: Criteria) -> [EditionComparison.VariantRating] {
      criteria.variants.compactMap { variant in
        criteria.ratingRow(option.code, in: variant.code).map {
          EditionComparison.VariantRating(variant: variant.code, rating: $0.rating)
        }
      }
    }
    return EditionComparison.Option(
      code: option.code, title: option.title, former: rated(by: former),
      current: rated(by: current))
  }

  // MARK: Other rows

  /// Variants and ratings are compared by what corresponds to what; everything else by its name.
  private func rows() -> [RowChange] {
    var sections: [String] = []
    for document in [current.document, former.document] {
      guard case .object(let members) = document.content else { continue }
      for member in members where !sections.contains(member.name) { sections.append(member.name) }
    }
    return sections.flatMap { section in
      let before = former.document[section]
      let after = current.document[section]
      return ["variants", "ratings"].contains(section)
        ? RowChange.reordering(in: section, from: before, to: after)
        : RowChange.changes(in: section, from: before, to: after)
    }
  }
}

extension Criteria {
  /// A variant as it stands in the file.
  fileprivate func row(ofVariant code: String?) -> CriteriaValue? {
    document["variants"]?.array?.first { $0["code"]?.string == code }
  }

  /// A rating as it stands in the file.
  fileprivate func row(ofOption option: String, in variant: String?) -> CriteriaValue? {
    document["ratings"]?.array?.first {
      $0["variant"]?.string == variant && $0["option"]?.string == option
    }
  }
}

import CaseRecord

/// How one leg's case comes out under two editions, and why it differs.
///
/// Holds codes and answers only: no date, no name, no text of the record.
public struct CaseComparison: Sendable, Hashable {
  /// What one edition makes of the case.
  public struct Side: Sendable, Hashable {
    /// The result.
    public let outcome: Outcome
    /// The variants that fit; of an undetermined case those that may.
    public let variants: [Variant]
    /// What was assumed: codes such as `not-pregnant`.
    public let assumptions: [String]
  }

  /// A variant by its names.
  public struct Variant: Sendable, Hashable {
    /// Code: `acute-mild`.
    public let code: String
    /// FACTS id: `IF-V1`.
    public let factsID: String
  }

  /// How one option stands under both editions.
  public struct OptionPair: Sendable, Hashable {
    /// The option.
    public let option: String
    /// Its name for a reader.
    public let title: String
    /// How it stood.
    public let before: Standing
    /// How it stands.
    public let after: Standing
    /// The panel's score behind `before`, where one variant fits and one was published.
    public let scoreBefore: Int?
    /// The panel's score behind `after`.
    public let scoreAfter: Int?

    /// Whether it is rated differently; without a rating on either side it is not.
    public var isChanged: Bool { before != after && (before.isRated || after.isRated) }
  }

  /// What became of the case; raw values are the codes of the output.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The same scenario, assumptions and ratings.
    case unchanged
    /// The same scenario, rated otherwise.
    case ratings
    /// Another scenario.
    case variant
    /// A variant fits, and none did.
    case covered
    /// No variant fits any more.
    case uncovered
    /// Another topic, or another one than before.
    case topic
    /// The same scenario and ratings under other assumptions.
    case assumptions
    /// Decided, and was not.
    case settled
    /// Not decided any more.
    case opened
    /// Not decided, between other variants than before.
    case candidates
    /// The record contradicts itself; no edition can use it.
    case unusable
  }

  /// The leg; `nil` when the record does not tell.
  public let leg: Leg?
  /// What the former edition makes of it.
  public let before: Side
  /// What the current edition makes of it.
  public let after: Side
  /// The options, in the order of the current edition.
  public let options: [OptionPair]
  /// What became of the case.
  public let kind: Kind
  /// What makes the difference; empty when nothing changed.
  public let reasons: [Reason]
}

extension CaseComparison {
  /// Something that makes two editions answer differently.
  public struct Reason: Sendable, Hashable {
    /// What sort of thing it is; raw values are the codes of the output.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// The tables rate the same scenario differently.
      case rating
      /// A variant asks something of a feature that the corresponding one does not, and the case differs in it.
      case condition
      /// Only one edition has the variant.
      case variant
      /// The variant fits by its conditions and gives way to another one.
      case precedence
      /// No variant covers the case in one edition, which says why.
      case gap
      /// One edition gives the case to another topic.
      case topic
      /// One edition depends on a fact that is missing, and the other does not.
      case missing
      /// One edition assumes something on which the other does not depend.
      case assumption
    }

    /// What sort of thing it is.
    public let kind: Kind
    /// The feature that is read differently; `nil` when it is no feature.
    public let feature: Feature?
    /// The edition of which it speaks, by the name that texts use; `nil` when it is both.
    public let edition: String?
    /// The variant of which it speaks, by its code.
    public let variant: String?
    /// The sentence, without anything of the record but answers of features.
    public let text: String
  }
}

extension EditionPair {
  /// Evaluates one leg's case by both editions.
  ///
  /// - Parameters:
  ///   - facts: what the record says.
  ///   - asOf: the moment of evaluation.
  ///   - strict: whether nothing may be assumed.
  /// - Returns: both results, what became of the case, and why.
  public func compare(_ facts: CaseFacts, asOf: AsOf, strict: Bool = false) -> CaseComparison {
    let before = Evaluation(criteria: former, facts: facts, asOf: asOf, strict: strict)
    let after = Evaluation(criteria: current, facts: facts, asOf: asOf, strict: strict)
    let options = options.map { option in
      CaseComparison.OptionPair(
        option: option.code, title: option.title, before: before.standing(of: option.code),
        after: after.standing(of: option.code), scoreBefore: before.score(of: option.code),
        scoreAfter: after.score(of: option.code))
    }
    let kind = kind(of: before, after, isRatedAlike: !options.contains(where: \.isChanged))
    let reasons =
      kind == .unchanged || kind == .unusable
      ? [] : ChangeReasons(pair: self, before: before, after: after, options: options).all
    return CaseComparison(
      leg: facts.leg, before: before.side, after: after.side, options: options, kind: kind,
      reasons: reasons)
  }

  private func kind(
    of before: Evaluation, _ after: Evaluation, isRatedAlike: Bool
  ) -> CaseComparison.Kind {
    switch (before.outcome, after.outcome) {
    // Contradictions are in the facts, so that both editions find them.
    case (.unusable, _), (_, .unusable): return .unusable
    case (.undetermined, .undetermined):
      if !correspond(before.codes, after.codes) { return .candidates }
      return isRatedAlike ? .unchanged : .ratings
    case (.undetermined, _): return .settled
    case (_, .undetermined): return .opened
    case (.notCovered, .notCovered):
      return before.otherTopics.map(\.topic) == after.otherTopics.map(\.topic)
        ? .unchanged : .topic
    case (.noVariant, .noVariant): return .unchanged
    case (.noVariant, .notCovered), (.notCovered, .noVariant): return .topic
    case (.noVariant, _), (.notCovered, _): return .covered
    case (_, .noVariant), (_, .notCovered): return .uncovered
    default:
      if !correspond(before.codes, after.codes) { return .variant }
      if !isRatedAlike { return .ratings }
      return before.outcome == after.outcome
        && Set(before.side.assumptions) == Set(after.side.assumptions)
        ? .unchanged : .assumptions
    }
  }
}

extension Evaluation {
  /// The variants that fit; of an undetermined case those that may.
  var possibleVariants: [VariantRow] {
    (outcome == .undetermined ? candidates : matches).map { criteria.variants[$0] }
  }

  /// The codes of the variants that fit, or that may.
  var codes: [String] { possibleVariants.map(\.code) }

  /// The rows of other topics that cover the case.
  var otherTopics: [NotCoveredRow] {
    decision.results.compactMap { number in
      guard case .notCovered(let row) = criteria.table.results[number] else { return nil }
      return criteria.notCovered[row]
    }
  }

  fileprivate var side: CaseComparison.Side {
    CaseComparison.Side(
      outcome: outcome,
      variants: possibleVariants.map { CaseComparison.Variant(code: $0.code, factsID: $0.factsID) },
      assumptions: decision.assumptions.compactMap { lane in
        criteria.rule(criteria.space.dimensions[lane].feature)?.assumptionCode
      })
  }

  /// How an option stands for the case; undetermined unless all candidates rate it alike.
  fileprivate func standing(of option: String) -> Standing {
    switch outcome {
    case .matched, .provisional, .overlap:
      return .rated(criteria.ratings(of: option, in: matches))
    case .undetermined:
      let ratings = criteria.ratings(of: option, in: candidates)
      return ratings.count == 1 && ratings != [.notRated]
        ? .rated(ratings) : .undetermined(ratings)
    case .noVariant: return .noVariant
    case .notCovered: return .notCovered
    case .unusable: return .unusable
    }
  }

  fileprivate func score(of option: String) -> Int? {
    guard matches.count == 1, let index = matches.first else { return nil }
    return criteria.ratingRow(option, in: criteria.variants[index].code)?.score
  }
}

import Appropriateness
import CaseRecord

extension Rating {
  /// The rating as the ACR words it; disagreement keeps its own label (FACTS 1.4, trap 12).
  public var words: String {
    switch self {
    case .usuallyAppropriate: "Usually appropriate"
    case .mayBeAppropriate: "May be appropriate"
    case .mayBeAppropriateDisagreement: "May be appropriate (disagreement)"
    case .usuallyNotAppropriate: "Usually not appropriate"
    case .notRated: "Not rated"
    }
  }

  /// What the rating means, paraphrased (FACTS 1.5).
  var meaning: String {
    switch self {
    case .usuallyAppropriate:
      "indicated in this scenario with a favorable balance of benefit and risk; not always necessary"
    case .mayBeAppropriate:
      "an alternative to better options, or benefit and risk are evenly balanced; depends on further findings"
    case .mayBeAppropriateDisagreement:
      "the panel's ratings were too far apart to agree"
    case .usuallyNotAppropriate:
      "unlikely to be indicated in this scenario; document the reason for an exception"
    case .notRated:
      "this scenario says nothing about the option; that is not the same as not appropriate"
    }
  }

  /// Whether a proposal may hold the option (CONTRACT section 2, `result`).
  var isProposed: Bool {
    switch self {
    case .usuallyAppropriate, .mayBeAppropriate, .mayBeAppropriateDisagreement: true
    case .usuallyNotAppropriate, .notRated: false
    }
  }

  /// Place in the order of display (FACTS 1.4, trap 12).
  var rank: Int { Rating.allCases.firstIndex(of: self) ?? Rating.allCases.count }
}

extension Outcome {
  /// How surely something can be said: the outcome of several legs together is the first of these that occurs.
  ///
  /// INVARIANT: holds every outcome once.
  static let leastCertainFirst: [Outcome] = [
    .unusable, .undetermined, .overlap, .provisional, .noVariant, .matched, .notCovered,
  ]
}

extension Recommendation {
  /// The options in the order of display: variant by variant, best rating first, as the criteria have them
  /// within a rating.
  var displayedOptions: [OptionRating] {
    var order: [String?] = variants.map(\.variant)
    for option in options where !order.contains(option.variant) { order.append(option.variant) }
    return order.flatMap { variant in
      let ofVariant = options.filter { $0.variant == variant }
      return Rating.allCases.flatMap { rating in ofVariant.filter { $0.rating == rating } }
    }
  }

  /// The questions whose answers decide, or stand behind an assumption.
  var decidingQuestions: [Question] {
    questions.filter { question in
      question.isDeciding || assumptions.contains { $0.feature == question.feature }
    }
  }

  /// What is to be examined besides.
  var promptedQuestions: [Question] {
    let deciding = decidingQuestions
    return questions.filter { !deciding.contains($0) }
  }

  /// The features that the answer names: those that variants ask for, differ in or depend on, and those that are
  /// assumed or asked.
  var decidingFeatures: Set<Feature> {
    var features = Set(variants.flatMap(\.features))
    features.formUnion(candidates.flatMap { $0.differs + $0.unknown })
    features.formUnion(assumptions.map(\.feature))
    features.formUnion(questions.map(\.feature))
    return features
  }

  /// The facts that the decision used: all that the record answers, and those unknown that the answer
  /// depends on.
  var usedFacts: [Fact] {
    let mentioned = decidingFeatures
    return Feature.allCases.map { facts[$0] }.filter { fact in
      fact.state != .unknown || fact.possible != fact.feature.domain
        || mentioned.contains(fact.feature)
    }
  }
}

extension Statement {
  /// The caution on options that a variant does not rate; told once for all of them.
  static let notRated = "not-rated"

  /// Whether it speaks of how the ratings stand to each other, and belongs beside them.
  var isOnBalance: Bool { id == "tie" || id == "no-usually-appropriate" }

  /// Whether it speaks of treatment as such, and stands among the remarks only because no option is shown.
  var isOnTreatment: Bool { id.hasPrefix("contraindication/") || id.hasPrefix("conflict/") }
}

extension Recommendation {
  /// The remarks that are part of the answer: why no variant fits, or why the sources disagree (FACTS 9.4, G and
  /// O rows).
  var answeringRemarks: [Statement] {
    switch outcome {
    case .noVariant: remarks.filter { !$0.isOnTreatment }
    case .overlap: remarks.filter { $0.id.hasPrefix("O") }
    case .matched, .provisional, .notCovered, .undetermined, .unusable: []
    }
  }

  /// The remarks that stand nowhere else.
  var otherRemarks: [Statement] {
    // A contradiction is the answer itself when the record is unusable.
    if outcome == .unusable && !facts.contradictions.isEmpty {
      return remarks.filter { $0.id != "contradiction" }
    }
    let answering = answeringRemarks
    let hasRatings = options.contains { $0.rating != .notRated } && outcome != .undetermined
    return remarks.filter { !answering.contains($0) && !(hasRatings && $0.isOnBalance) }
  }
}

import CaseRecord

/// One edition of the criteria: who fits which variant, how each option rates, and everything that is said
/// beside it.
///
/// All of it is data, read from `Profiles/criteria`; the engine knows no variant by name.
///
///     let criteria = try Criteria(edition: file, common: commonFile, evidence: evidenceFile)
///     let recommendation = criteria.recommend(facts, asOf: asOf)
public struct Criteria: Sendable {
  /// Which publication it is.
  public let edition: Edition
  /// Time windows that it asks for beside the features.
  public let windows: [TimeWindow]
  /// What it does with features of which the record says nothing.
  public let features: [FeatureRule]
  /// How features are asked for.
  public let questions: [FeatureQuestion]
  /// What every variant presumes.
  public let premises: CaseCondition
  /// Patients whom other topics cover, in the order in which they are tried.
  public let notCovered: [NotCoveredRow]
  /// The variants, in the order of precedence.
  public let variants: [VariantRow]
  /// Variants that may fit the same case.
  public let overlaps: [OverlapRow]
  /// The rules restated in order of precedence; it changes nothing and is checked by `prove()`.
  public let precedence: [PrecedenceRow]
  /// The options of the topic.
  public let options: [OptionRow]
  /// The rating table.
  public let ratings: [RatingRow]
  /// How orders are read, and what is said of them.
  public let orders: OrderRules
  /// Emergencies.
  public let escalations: [EscalationRow]
  /// Flags, gaps, conflicts.
  public let remarks: [RemarkRow]
  /// What is said beside ratings.
  public let cautions: [CautionRow]
  /// Publications that bear on options; no rating comes from them.
  public let evidence: [EvidenceRow]
  /// Questions on which sources contradict each other.
  public let conflicts: [ConflictRow]
  /// The options that a contraindication touches.
  public let touches: [ContraindicationTable.Treatment: [String]]
  /// Dates on which the answer may change.
  public let clocks: [ClockRow]
  /// Changes of the case that are tried.
  public let whatIfs: [WhatIfRow]
  /// Events after which to evaluate again.
  public let transitions: [TransitionRow]
  /// The follow-up schedule.
  public let followUps: [FollowUpRow]
  /// Other topics.
  public let topics: [Topic]
  /// Connecting words of sentences that the engine puts together.
  public let phrases: Phrases
  /// The keys that rows cite, with their meaning: the edition's own, then those that all editions share.
  public let sources: [Edition.SourceKey]
  /// The edition's file as a value with the evidence that goes with it, for output as JSON.
  public let document: CriteriaValue

  /// The questions that span the cases.
  let space: CaseSpace
  /// The variants as boxes.
  let table: VariantTable
  /// The rating table by positions.
  let ratingTable: RatingTable
}

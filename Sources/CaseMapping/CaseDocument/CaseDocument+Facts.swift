import CaseRecord
import FHIRSyntax

extension JSONValue {
  /// Everything derived about one leg.
  static func facts(_ facts: CaseFacts) -> JSONValue {
    .object(
      of: ("leg", facts.leg.map { .string($0.rawValue) }),
      ("episode", episode(facts.episode)),
      ("facts", .list(facts.facts, fact)),
      ("contraindications", .list(facts.contraindications, hit)),
      ("scores", .list(facts.scores, score)),
      ("orders", .list(facts.orders, order)),
      ("timeline", timeline(facts.timeline)),
      ("contradictions", .list(facts.contradictions, contradiction)))
  }

  private static func episode(_ episode: Episode) -> JSONValue {
    .object(
      of: ("began", days(episode.began)),
      ("isNewest", .boolean(episode.isNewest)),
      ("others", .list(episode.others, other)))
  }

  private static func other(_ other: OtherEpisode) -> JSONValue {
    .object(
      of: ("standing", .string(other.standing.rawValue)),
      ("began", days(other.began)),
      ("ended", days(other.ended)),
      ("isSideKnown", .boolean(other.isSideKnown)),
      ("evidence", evidence(other.evidence)))
  }

  private static func fact(_ fact: Fact) -> JSONValue {
    .object(
      of: ("feature", .string(fact.feature.rawValue)),
      ("state", .string(fact.state.rawValue)),
      ("value", fact.value.map { .string($0.rawValue) }),
      ("possible", fact.value == nil ? .texts(fact.possible.map(\.rawValue)) : nil),
      ("summary", .string(fact.summary)),
      ("rule", .string(fact.rule)),
      ("notes", .texts(fact.notes)),
      ("evidence", evidence(fact.evidence)))
  }

  private static func hit(_ hit: ContraindicationHit) -> JSONValue {
    .object(
      of: ("item", .string(hit.item)),
      ("title", .string(hit.title)),
      ("against", .string(hit.against.rawValue)),
      ("isCertain", .boolean(hit.isCertain)),
      ("summary", .string(hit.summary)),
      ("sources", .list(hit.sources, source)),
      ("sourcesNotHit", .list(hit.notHit, source)),
      ("evidence", evidence(hit.evidence)))
  }

  private static func source(_ source: ContraindicationTable.Source) -> JSONValue {
    .object(
      of: ("classification", .string(source.classification)),
      ("citation", .string(source.citation)),
      ("note", source.note.map { .string($0) }))
  }

  private static func score(_ score: Score) -> JSONValue {
    .object(
      of: ("instrument", .string(score.instrument.rawValue)),
      ("total", score.total.map { .integer($0) }),
      ("completeness", score.completeness.map { .string($0.rawValue) }),
      ("category", score.category.map { .string($0) }),
      ("observed", time(score.observed)),
      ("timing", score.timing.map { .string($0.rawValue) }),
      ("side", .string(score.side.rawValue)),
      ("occasions", .integer(score.occasions)),
      ("remarks", .texts(score.remarks)),
      ("evidence", evidence(score.evidence)))
  }

  private static func order(_ order: Order) -> JSONValue {
    let isBeside = order.item == .beside
    return .object(
      of: ("row", .string(order.row)),
      ("options", .texts(order.options)),
      ("isBesideIntervention", isBeside ? .boolean(true) : nil),
      ("doubts", .texts(order.doubts.map(\.rawValue))),
      ("closed", order.closure.map { .string($0.rawValue) }),
      ("laterality", order.side.map { .string($0.rawValue) }),
      ("isForOtherLeg", order.isForOtherLeg ? .boolean(true) : nil),
      ("intent", .string(order.intent.rawValue)),
      ("placed", time(order.placed)),
      ("planned", time(order.planned)),
      ("evidence", piece(order.evidence)))
  }

  private static func timeline(_ timeline: Timeline) -> JSONValue? {
    let value = JSONValue.object(
      of: ("onset", days(timeline.onset)),
      ("diagnosis", days(timeline.diagnosis)),
      ("anticoagulationStart", days(timeline.anticoagulationStart)),
      ("stents", .list(timeline.stents) { .days($0) }),
      ("thrombusRemovals", .list(timeline.thrombusRemovals) { .days($0) }),
      ("delivery", days(timeline.delivery)),
      ("estimatedDelivery", days(timeline.estimatedDelivery)))
    if case .object(let members) = value, members.isEmpty { return nil }
    return value
  }

  private static func contradiction(_ contradiction: Contradiction) -> JSONValue {
    .object(
      of: ("explanation", .string(contradiction.explanation)),
      ("evidence", evidence(contradiction.evidence)))
  }

  // MARK: - Times and evidence

  /// A time: the days that are possible, and the text when it says more.
  static func time(_ time: ClinicalTime?) -> JSONValue? {
    guard let time else { return nil }
    let text = time.text == time.days.description ? nil : time.text
    return .object(
      of: ("from", .string(time.days.earliest.description)),
      ("to", time.days.isExact ? nil : .string(time.days.latest.description)),
      ("text", text.map { .string($0) }))
  }

  private static func days(_ days: DayInterval?) -> JSONValue? {
    days.map { .days($0) }
  }

  private static func days(_ days: DayInterval) -> JSONValue {
    .object(
      of: ("from", .string(days.earliest.description)),
      ("to", days.isExact ? nil : .string(days.latest.description)))
  }

  /// Pieces of evidence.
  static func evidence(_ evidence: [Evidence]) -> JSONValue? {
    .list(evidence, piece)
  }

  /// One piece of evidence.
  static func piece(_ evidence: Evidence) -> JSONValue {
    .object(
      of: ("reference", .string(evidence.reference)),
      ("path", .string(evidence.path)),
      ("code", evidence.code.map { .string($0) }),
      ("meaning", evidence.meaning.map { .string($0) }))
  }
}

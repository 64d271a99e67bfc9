/// The findings as one leg sees them: its own, those without a side, and those of the whole person.
///
/// A class, so that the many steps that read it share it instead of copying it.
final class LegCase: Sendable {
  /// The moment of evaluation.
  let asOf: AsOf
  /// Age and sex.
  let person: Person
  /// The leg; `nil` when no side is known: then findings of both sides are read.
  let leg: Leg?
  /// The first day on which statements belong to a later episode of the leg; `nil` for the newest.
  let until: CalendarDay?
  private let index: FindingIndex

  /// Looks at the findings of a record from one leg.
  init(
    asOf: AsOf, person: Person, leg: Leg?, index: FindingIndex, until: CalendarDay? = nil
  ) {
    self.asOf = asOf
    self.person = person
    self.leg = leg
    self.until = until
    self.index = index
  }

  /// The leg as an earlier episode has it: what was found from a day on belongs to a later one.
  func view(until day: CalendarDay?) -> LegCase {
    day == until
      ? self : LegCase(asOf: asOf, person: person, leg: leg, index: index, until: day)
  }

  /// The day of evaluation.
  var today: CalendarDay { asOf.day }

  /// Events with this root that belong to the leg.
  func onLeg(_ root: ConceptRoot) -> [Finding] {
    guard let until, root.isOfEpisode else { return index.events(root, where: belongs) }
    return index.events(root) { belongs($0) && $0.isSurelyBefore(until) }
  }

  /// Events with these roots that belong to the leg.
  func onLeg(_ one: ConceptRoot, _ other: ConceptRoot, _ more: ConceptRoot...) -> [Finding] {
    var found = onLeg(one)
    found += onLeg(other)
    for root in more { found += onLeg(root) }
    return found
  }

  /// Events with this root, whatever their side.
  func ofPerson(_ root: ConceptRoot) -> [Finding] {
    guard let until, root.isOfEpisode else { return index.events(root) { _ in true } }
    return index.events(root) { $0.isSurelyBefore(until) }
  }

  /// Events with these roots, whatever their side.
  func ofPerson(_ one: ConceptRoot, _ other: ConceptRoot, _ more: ConceptRoot...) -> [Finding] {
    var found = ofPerson(one)
    found += ofPerson(other)
    for root in more { found += ofPerson(root) }
    return found
  }

  /// Events of a concept that the criteria name.
  func ofPerson(_ concept: Concept) -> [Finding] {
    index.events(of: concept)
  }

  /// Whether there is any finding with this root.
  func has(_ root: ConceptRoot) -> Bool {
    index.has(root)
  }

  /// The names of all roots on record.
  var rootNames: [Substring] { index.rootNames }

  /// Plans and prescriptions with this root.
  func intents(_ root: ConceptRoot) -> [Finding] {
    index.intents(root)
  }

  /// Whether a finding has the leg's side or none.
  func belongs(_ finding: Finding) -> Bool {
    guard let leg, let side = finding.laterality else { return true }
    switch side {
    case .bilateral: return true
    case .left: return leg == .left
    case .right: return leg == .right
    }
  }

  /// Whether the source says that it is over. The end of an observation is the end of looking, not of the thing.
  func isOver(_ finding: Finding) -> Bool {
    finding.course == .resolved
      || (finding.kind.isLasting && (finding.end.map { $0.days.latest < today } ?? false))
  }

  /// Whether a finding speaks of the present: a condition until it is over, a sign for a while
  /// (`Convention.observationDays`), and only within the episode when its beginning is known.
  func isCurrent(_ finding: Finding, notBefore start: CalendarDay? = nil) -> Bool {
    if isOver(finding) { return false }
    if finding.kind.isLasting && finding.presence == .present {
      // On record before the episode, it began before it.
      guard let start, let began = finding.happened else { return true }
      return began.days.latest >= start
    }
    guard let stated = finding.statedAt ?? finding.onset else { return true }
    if stated.days.latest.days(until: today) > Convention.observationDays { return false }
    return start.map { stated.days.latest >= $0 } ?? true
  }

  /// Reads findings on one sign.
  func reading(_ findings: [Finding], notBefore start: CalendarDay? = nil) -> Reading {
    if findings.isEmpty { return Reading(current: []) }
    var current: [Finding] = []
    var outdated: [Finding] = []
    for finding in findings {
      if isCurrent(finding, notBefore: start) {
        current.append(finding)
      } else {
        outdated.append(finding)
      }
    }
    return Reading(current: current, outdated: outdated)
  }

  /// Whether a time lies surely after the moment of evaluation.
  func isFuture(_ time: ClinicalTime) -> Bool {
    if let seconds = time.epochSeconds { return seconds > asOf.epochSeconds }
    return time.days.earliest > today
  }

  /// The part of a time that is not in the future; `nil` when all of it is.
  func past(_ time: ClinicalTime?) -> DayInterval? {
    guard let time, !isFuture(time) else { return nil }
    // An instant before the evaluation may carry a later date in another zone.
    return time.days.notAfter(today) ?? DayInterval(today)
  }
}

extension Finding.Kind {
  /// Whether such a statement holds until it is over, and not only on the day it was made.
  var isLasting: Bool {
    switch self {
    case .condition, .allergy, .device, .medicationUse: true
    case .observation, .procedure, .imaging, .medicationOrder, .proposal: false
    }
  }
}

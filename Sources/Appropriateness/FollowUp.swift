import CaseRecord

/// One row of the follow-up schedule (FACTS 3.9), with the dates that follow from the record.
///
/// Rows of different sources are never merged. The sources give no tolerance around a due date, so none is made up: a
/// date is `overdue` only when the record shows nothing that could be what it asks for.
public struct FollowUp: Sendable, Hashable {
  /// What kind of entry it is; raw values are the names that criteria files use.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// To be done on each date.
    case due
    /// To be done by the date.
    case deadline
    /// To be done only if something else holds, of which the record may not tell.
    case conditional
    /// The protocol of a series of the past, or a single case: no recommendation.
    case historical
  }

  /// A date on which something is due.
  public struct Due: Sendable, Hashable {
    /// How the date stands at the moment of evaluation.
    public enum Standing: String, Sendable, Hashable {
      /// Today or later.
      case ahead
      /// Past, and the record has such an examination from that day on, or, for a deadline, since the event.
      case examined
      /// Past; the record has an examination after the date before this one, which may be it.
      case unclear
      /// Past; nothing on record could be it.
      case overdue
      /// Past, and a record does not tell such things.
      case passed
    }

    /// The day.
    public var day: CalendarDay
    /// How it stands.
    public var standing: Standing

    /// Creates a date.
    public init(day: CalendarDay, standing: Standing) {
      self.day = day
      self.standing = standing
    }
  }

  /// A stable name: `stent-duplex`; empty when it has none.
  public var id: String
  /// What kind of entry it is.
  public var kind: Kind
  /// What is to be done.
  public var what: String
  /// When or how long, in the source's terms.
  public var when: String
  /// The event from which dates are counted; `nil` when the row has none.
  public var event: TimelineEvent?
  /// The days of that event on record; empty when the record has none.
  public var eventDays: [DayInterval]
  /// The days that follow from them, earliest first; empty when the record dates no event to the day.
  public var due: [Due]
  /// The kind of examination that would be what the row asks for; `nil` when the record does not tell such things.
  public var examination: Examination.Kind?
  /// Such examinations on record since the event.
  public var examinations: [Examination]
  /// Citation with confidence.
  public var source: String

  /// Creates a row.
  public init(
    id: String = "", kind: Kind = .due, what: String, when: String, event: TimelineEvent? = nil,
    eventDays: [DayInterval] = [], due: [Due] = [], examination: Examination.Kind? = nil,
    examinations: [Examination] = [], source: String
  ) {
    self.id = id
    self.kind = kind
    self.what = what
    self.when = when
    self.event = event
    self.eventDays = eventDays
    self.due = due
    self.examination = examination
    self.examinations = examinations
    self.source = source
  }

  /// All due dates.
  public var dates: [CalendarDay] { due.map(\.day) }

  /// The due dates of a standing.
  public func dates(_ standing: Due.Standing) -> [CalendarDay] {
    due.filter { $0.standing == standing }.map(\.day)
  }
}

/// The days on which something may have happened: one day when the date is full, several when it is partial.
///
/// `2026-05` is 1 to 31 May. Comparisons with a limit answer yes, no or unknown (FACTS 4.2, partial dates).
public struct DayInterval: Sendable, Hashable {
  /// The first possible day.
  public var earliest: CalendarDay
  /// The last possible day, not before the first.
  public var latest: CalendarDay

  /// The days between two, in either order.
  public init(_ one: CalendarDay, _ other: CalendarDay) {
    earliest = min(one, other)
    latest = max(one, other)
  }

  /// One known day.
  public init(_ day: CalendarDay) {
    earliest = day
    latest = day
  }

  /// Whether only one day is possible.
  public var isExact: Bool { earliest == latest }

  /// The fewest and the most days from here to a later day.
  public func days(until day: CalendarDay) -> ClosedRange<Int> {
    latest.days(until: day)...earliest.days(until: day)
  }

  /// The part that is not after a day; `nil` when all of it is.
  ///
  /// A partial date such as the current month reaches into the future; an event on record does not.
  public func notAfter(_ day: CalendarDay) -> DayInterval? {
    earliest > day ? nil : DayInterval(earliest, min(latest, day))
  }
}

extension DayInterval: CustomStringConvertible {
  /// `2026-06-01`, or `2026-05-01 to 2026-05-31`.
  public var description: String {
    isExact ? "\(earliest)" : "\(earliest) to \(latest)"
  }
}

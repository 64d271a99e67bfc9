/// When something was, as precisely as the record says.
public struct ClinicalTime: Sendable, Hashable {
  /// The possible days, on the calendar of the place where it was written.
  public var days: DayInterval
  /// Seconds since 1970-01-01T00:00:00Z when the record gives a time of day; orders events of one day.
  public var epochSeconds: Double?
  /// The date as the source wrote it.
  public var text: String

  /// Creates a time.
  public init(days: DayInterval, epochSeconds: Double? = nil, text: String) {
    self.days = days
    self.epochSeconds = epochSeconds
    self.text = text
  }

  /// Whether this is surely later than another.
  public func isAfter(_ other: ClinicalTime) -> Bool {
    if let mine = epochSeconds, let others = other.epochSeconds { return mine > others }
    return days.earliest > other.days.latest
  }
}

/// The moment of evaluation (the as-of time).
public struct AsOf: Sendable, Hashable {
  /// The day on the calendar of its own zone.
  public var day: CalendarDay
  /// Seconds since 1970-01-01T00:00:00Z; the end of the day when only a date was given.
  public var epochSeconds: Double
  /// Offset from UTC in minutes; times without a zone are read in it.
  public var offsetMinutes: Int
  /// A FHIR dateTime.
  public var text: String

  /// Creates a moment.
  public init(day: CalendarDay, epochSeconds: Double, offsetMinutes: Int, text: String) {
    self.day = day
    self.epochSeconds = epochSeconds
    self.offsetMinutes = offsetMinutes
    self.text = text
  }
}

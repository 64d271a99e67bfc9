import FHIRSyntax

/// FHIR `dateTime`: a year, a month, a day, or a day with a time and a zone, as written.
///
///     let onset = FHIRDateTime("2024-03-05T08:30:00+01:00")
///     onset?.earliestDay        // 2024-03-05, the day where it was written
///     onset?.secondsSinceEpoch  // 1709623800
///
/// FHIR demands seconds and a zone with every time. Senders forget both; such a text can still be
/// taken (``init(lenient:)``, which reading uses and warns about), without making up a zone.
public struct FHIRDateTime: Sendable, Hashable {
  /// The text as it was written.
  public let text: String
  private let date: DateFields
  private let clock: ClockFields?
  private let zone: Int16?

  /// Takes what FHIR allows; nil for anything else and for days that do not exist.
  public init?(_ text: String) {
    self.init(lenient: text)
    if fault != nil { return nil }
  }

  /// Takes what FHIR allows, and times without seconds or without a zone.
  public init?(lenient text: String) {
    var scanner = DateScanner(text)
    guard let date = scanner.date() else { return nil }
    var clock: ClockFields?
    var zone: Int16?
    if scanner.take("T") {
      guard date.precision == .day else { return nil }
      clock = scanner.clock()
      if clock == nil { return nil }
      if !scanner.isAtEnd {
        zone = scanner.offset()
        if zone == nil { return nil }
      }
    }
    guard scanner.isAtEnd else { return nil }
    self.text = text
    self.date = date
    self.clock = clock
    self.zone = zone
  }

  /// A whole day.
  public init(_ day: FHIRCalendarDay) {
    let written = FHIRDate(day)
    text = written.text
    date = written.fields
    clock = nil
    zone = nil
  }

  /// What FHIR demands and the text lacks.
  var fault: String? {
    guard let clock else { return nil }
    if zone == nil { return "the time has no zone" }
    return clock.hasSeconds ? nil : "the time has no seconds"
  }

  /// The year.
  public var year: Int { Int(date.year) }
  /// The month, if given.
  public var month: Int? { date.month == 0 ? nil : Int(date.month) }
  /// The day of the month, if given.
  public var day: Int? { date.day == 0 ? nil : Int(date.day) }
  /// The hour, if a time was given.
  public var hour: Int? { clock.map { Int($0.hour) } }
  /// The minute, if a time was given.
  public var minute: Int? { clock.map { Int($0.minute) } }
  /// The second (0 to 60), if a time was given; 0 if the text had none.
  public var second: Int? { clock.map { Int($0.second) } }
  /// The distance from UTC in minutes, if given.
  public var offsetMinutes: Int? { zone.map(Int.init) }
  /// How exactly the date part was given.
  public var precision: FHIRDate.Precision { date.precision }
  /// Whether a time of day was given.
  public var hasTime: Bool { clock != nil }

  /// The first day that the text can mean, in the zone where it was written.
  public var earliestDay: FHIRCalendarDay { date.earliestDay }
  /// The last day that the text can mean, in the zone where it was written.
  public var latestDay: FHIRCalendarDay { date.latestDay }

  /// Whole seconds since 1970-01-01T00:00:00Z; nil unless time and zone were given.
  public var secondsSinceEpoch: Int? {
    guard let clock, let zone else { return nil }
    let ofDay = Int(clock.hour) * 3600 + Int(clock.minute) * 60 + Int(clock.second)
    return date.earliestDay.daysSinceEpoch * 86_400 + ofDay - Int(zone) * 60
  }

  /// Whether this lies before the other; nil if the precision does not tell.
  ///
  /// With a time and zone on both sides instants are compared, otherwise days.
  public func isBefore(_ other: FHIRDateTime) -> Bool? {
    if let mine = secondsSinceEpoch, let theirs = other.secondsSinceEpoch {
      return mine == theirs ? nil : mine < theirs
    }
    if latestDay < other.earliestDay { return true }
    if other.latestDay < earliestDay { return false }
    return nil
  }
}

extension FHIRDateTime: CustomStringConvertible {
  /// The text as it was written.
  public var description: String { text }
}

extension FHIRDateTime: FHIRPrimitiveType {
  /// The name in FHIR.
  public static let typeName = "dateTime"

  /// Takes a date or time as written; a time without seconds or zone with a warning.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<FHIRDateTime> {
    switch given {
    case .string(let text), .lexical(let text):
      guard let value = FHIRDateTime(lenient: text) else {
        return .invalid("expected YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a zone")
      }
      return value.fault.map { .doubtful(value, $0) } ?? .valid(value)
    case .number: return .invalid("a number stands where a text is expected")
    case .boolean: return .invalid("a boolean stands where a text is expected")
    }
  }

  /// Writes the text as it was written.
  public static func written(_ value: FHIRDateTime) -> FHIRNode.Value { .string(value.text) }
}

/// FHIR `instant`: a moment with at least seconds and a zone, as written.
public struct FHIRInstant: Sendable, Hashable {
  /// Date, time and zone.
  public let dateTime: FHIRDateTime
  /// The text as it was written.
  public var text: String { dateTime.text }
  /// Whole seconds since 1970-01-01T00:00:00Z; nil only if a lenient text had no zone.
  public var secondsSinceEpoch: Int? { dateTime.secondsSinceEpoch }

  /// Takes `YYYY-MM-DDThh:mm:ss` with a zone; nil for anything else.
  public init?(_ text: String) {
    guard let value = FHIRDateTime(text), value.hasTime else { return nil }
    dateTime = value
  }

  private init(_ dateTime: FHIRDateTime) { self.dateTime = dateTime }
}

extension FHIRInstant: CustomStringConvertible {
  /// The text as it was written.
  public var description: String { text }
}

extension FHIRInstant: FHIRPrimitiveType {
  /// The name in FHIR.
  public static let typeName = "instant"

  /// Takes an instant as written; one without seconds or zone with a warning.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<FHIRInstant> {
    switch FHIRDateTime.interpret(given) {
    case .valid(let value):
      value.hasTime ? .valid(FHIRInstant(value)) : .invalid("expected a time and a zone")
    case .doubtful(let value, let fault): .doubtful(FHIRInstant(value), fault)
    case .remarkable(let value, let remark): .remarkable(FHIRInstant(value), remark)
    case .invalid: .invalid("expected YYYY-MM-DDThh:mm:ss with a zone")
    }
  }

  /// Writes the text as it was written.
  public static func written(_ value: FHIRInstant) -> FHIRNode.Value { .string(value.text) }
}

import FHIRSyntax

/// FHIR `date`: a year, a month or a day, as written (fhir/README fact 46).
///
///     let birth = FHIRDate("1978-02")
///     birth?.precision      // .month
///     birth?.earliestDay    // 1978-02-01
///     birth?.latestDay      // 1978-02-28
public struct FHIRDate: Sendable, Hashable {
  /// How exactly a date was given.
  public enum Precision: Sendable, Hashable {
    /// Only the year.
    case year
    /// Year and month.
    case month
    /// Year, month and day.
    case day
  }

  /// The date as it was written.
  public let text: String
  /// The year.
  public var year: Int { Int(fields.year) }
  /// The month, if given.
  public var month: Int? { fields.month == 0 ? nil : Int(fields.month) }
  /// The day of the month, if given.
  public var day: Int? { fields.day == 0 ? nil : Int(fields.day) }
  let fields: DateFields

  /// Takes `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else and for days that do not exist.
  public init?(_ text: String) {
    var scanner = DateScanner(text)
    guard let fields = scanner.date(), scanner.isAtEnd else { return nil }
    self.text = text
    self.fields = fields
  }

  /// A whole day.
  public init(_ day: FHIRCalendarDay) {
    fields = DateFields(year: Int16(day.year), month: UInt8(day.month), day: UInt8(day.day))
    text = fields.text
  }

  /// How exactly the date was given.
  public var precision: Precision { fields.precision }
  /// The first day that the date can mean.
  public var earliestDay: FHIRCalendarDay { fields.earliestDay }
  /// The last day that the date can mean.
  public var latestDay: FHIRCalendarDay { fields.latestDay }
}

extension FHIRDate: CustomStringConvertible {
  /// The date as it was written.
  public var description: String { text }
}

extension FHIRDate: FHIRPrimitiveType {
  /// The name in FHIR.
  public static let typeName = "date"

  /// Takes a date as written.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<FHIRDate> {
    switch given {
    case .string(let text), .lexical(let text):
      FHIRDate(text).map { .valid($0) }
        ?? .invalid("expected YYYY, YYYY-MM or YYYY-MM-DD with a day that exists")
    case .number: .invalid("a number stands where a text is expected")
    case .boolean: .invalid("a boolean stands where a text is expected")
    }
  }

  /// Writes the date as it was written.
  public static func written(_ value: FHIRDate) -> FHIRNode.Value { .string(value.text) }
}

/// Year, month and day, 0 where not given.
struct DateFields: Sendable, Hashable {
  var year: Int16
  var month: UInt8 = 0
  var day: UInt8 = 0

  var precision: FHIRDate.Precision {
    if month == 0 { return .year }
    return day == 0 ? .month : .day
  }

  var earliestDay: FHIRCalendarDay {
    FHIRCalendarDay(known: Int(year), max(1, Int(month)), max(1, Int(day)))
  }

  var latestDay: FHIRCalendarDay {
    let lastMonth = month == 0 ? 12 : Int(month)
    let lastDay = day == 0 ? FHIRCalendarDay.days(in: lastMonth, of: Int(year)) : Int(day)
    return FHIRCalendarDay(known: Int(year), lastMonth, lastDay)
  }

  var text: String {
    func digits(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    var text = digits(Int(year), 4)
    if month > 0 { text += "-" + digits(Int(month), 2) }
    if day > 0 { text += "-" + digits(Int(day), 2) }
    return text
  }
}

/// Walks over the text of a date or time.
struct DateScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// Exactly `count` digits.
  mutating func number(_ count: Int) -> Int? {
    var value = 0
    var taken = 0
    while taken < count, let byte = rest.first, Digits.isDigit(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      rest.removeFirst()
      taken += 1
    }
    return taken == count ? value : nil
  }

  /// One character, if it is the next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Digits, at least one.
  mutating func digits() -> Bool {
    let digits = rest.prefix(while: Digits.isDigit)
    rest = rest.dropFirst(digits.count)
    return !digits.isEmpty
  }

  mutating func date() -> DateFields? {
    guard let year = number(4), year > 0 else { return nil }
    var fields = DateFields(year: Int16(year))
    guard take("-") else { return fields }
    guard let month = number(2), (1...12).contains(month) else { return nil }
    fields.month = UInt8(month)
    guard take("-") else { return fields }
    guard let day = number(2), FHIRCalendarDay(year: year, month: month, day: day) != nil else {
      return nil
    }
    fields.day = UInt8(day)
    return fields
  }
}

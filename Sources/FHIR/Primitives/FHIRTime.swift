import FHIRSyntax

/// FHIR `time`: a time of day, without a zone, as written.
public struct FHIRTime: Sendable, Hashable {
  /// The time as it was written.
  public let text: String
  /// The hour, 0 to 23.
  public let hour: Int
  /// The minute, 0 to 59.
  public let minute: Int
  /// The second, 0 to 60.
  public let second: Int

  /// Takes `hh:mm:ss` with an optional fraction; nil for anything else.
  public init?(_ text: String) {
    var scanner = DateScanner(text)
    guard let clock = scanner.clock(), clock.hasSeconds, scanner.isAtEnd else { return nil }
    self.text = text
    hour = Int(clock.hour)
    minute = Int(clock.minute)
    second = Int(clock.second)
  }
}

extension FHIRTime: CustomStringConvertible {
  /// The time as it was written.
  public var description: String { text }
}

extension FHIRTime: FHIRPrimitiveType {
  /// The name in FHIR.
  public static let typeName = "time"

  /// Takes a time as written.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<FHIRTime> {
    switch given {
    case .string(let text), .lexical(let text):
      FHIRTime(text).map { .valid($0) } ?? .invalid("expected hh:mm:ss")
    case .number: .invalid("a number stands where a text is expected")
    case .boolean: .invalid("a boolean stands where a text is expected")
    }
  }

  /// Writes the time as it was written.
  public static func written(_ value: FHIRTime) -> FHIRNode.Value { .string(value.text) }
}

/// The clock part of a time.
struct ClockFields: Sendable, Hashable {
  var hour: UInt8
  var minute: UInt8
  var second: UInt8 = 0
  var hasSeconds = false
}

extension DateScanner {
  mutating func clock() -> ClockFields? {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else {
      return nil
    }
    var clock = ClockFields(hour: UInt8(hour), minute: UInt8(minute))
    guard take(":") else { return clock }
    guard let second = number(2), second <= 60 else { return nil }
    if take(".") && !digits() { return nil }
    clock.second = UInt8(second)
    clock.hasSeconds = true
    return clock
  }

  /// The offset from UTC in minutes; nil if there is none or it is malformed.
  mutating func offset() -> Int16? {
    if take("Z") { return 0 }
    let sign: Int
    if take("+") {
      sign = 1
    } else if take("-") {
      sign = -1
    } else {
      return nil
    }
    guard let hour = number(2), take(":"), let minute = number(2), minute < 60,
      hour < 14 || (hour == 14 && minute == 0)
    else { return nil }
    return Int16(sign * (hour * 60 + minute))
  }
}

import FHIRSyntax

/// FHIR `decimal`: the text as written, so that 1.0 stays 1.0 and not 1.
///
///     let dose = FHIRDecimal("1.50"), other = FHIRDecimal("1.5")
///     dose.text                             // "1.50": precision is part of the statement
///     dose.isSame(as: other)                // true: the number is equal
///     dose == other                         // false: the text is not
///
/// Comparison is exact, by digits and exponent; a `Double` is made only on request.
public struct FHIRDecimal: Sendable, Hashable {
  /// The number as it was written.
  public let text: String

  /// Which of two numbers is greater.
  public enum Order: Sendable {
    /// The first is less than the second.
    case less
    /// Both are the same number.
    case same
    /// The first is greater than the second.
    case greater
  }

  /// Takes a number of the form `-12.50e-3`; nil for anything else.
  public init?(_ text: String) {
    guard Self.isDecimal(text) else { return nil }
    self.text = text
  }

  /// A whole number.
  public init(_ value: Int) { text = String(value) }

  /// The nearest floating-point number. Precision is lost; do not write it back.
  public var doubleValue: Double { Double(text) ?? .nan }

  /// Compares the numbers, whatever their precision.
  public func compared(to other: FHIRDecimal) -> Order {
    let left = parts
    let right = other.parts
    if left.sign != right.sign { return left.sign < right.sign ? .less : .greater }
    if left.sign == 0 { return .same }
    let order: Order
    if left.magnitude != right.magnitude {
      order = left.magnitude < right.magnitude ? .less : .greater
    } else if left.digits == right.digits {
      return .same
    } else {
      order = left.digits.lexicographicallyPrecedes(right.digits) ? .less : .greater
    }
    guard left.sign < 0 else { return order }
    return order == .less ? .greater : .less
  }

  /// Whether the number is less than the other.
  public func isLess(than other: FHIRDecimal) -> Bool { compared(to: other) == .less }

  /// Whether both are the same number.
  public func isSame(as other: FHIRDecimal) -> Bool { compared(to: other) == .same }

  /// The number as sign × 0.digits × 10^magnitude, digits without zeros at either end.
  private var parts: (sign: Int, digits: [UInt8], magnitude: Int) {
    var digits: [UInt8] = []
    var sign = 1
    var magnitude = 0
    var isFraction = false
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "-"): sign = -1
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        magnitude += Self.exponent(rest)
        rest = rest.suffix(0)
      default:
        if digits.isEmpty && byte == UInt8(ascii: "0") {
          if isFraction { magnitude -= 1 }
        } else {
          digits.append(byte)
          if !isFraction { magnitude += 1 }
        }
      }
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return digits.isEmpty ? (0, [], 0) : (sign, digits, magnitude)
  }

  /// An exponent that no `Int` can hold is cut off where no two written numbers meet any more.
  private static func exponent(_ text: Substring.UTF8View) -> Int {
    let limit = Int.max / 4
    let isNegative = text.first == UInt8(ascii: "-")
    var value = 0
    for byte in text where Digits.isDigit(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      if value > limit / 10 { return isNegative ? -limit : limit }
    }
    return isNegative ? -value : value
  }

  private static func isDecimal(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: Digits.isDigit)
    rest = rest.dropFirst(whole.count)
    if whole.isEmpty || (whole.count > 1 && whole.first == UInt8(ascii: "0")) { return false }
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: Digits.isDigit)
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(fraction.count + 1)
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      let exponent = rest.prefix(while: Digits.isDigit)
      if exponent.isEmpty { return false }
      rest = rest.dropFirst(exponent.count)
    }
    return rest.isEmpty
  }
}

extension FHIRDecimal: CustomStringConvertible {
  /// The number as it was written.
  public var description: String { text }
}

extension FHIRDecimal: FHIRPrimitiveType {
  /// The name in FHIR.
  public static let typeName = "decimal"

  /// Takes numbers as written.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<FHIRDecimal> {
    switch given {
    case .number(let text), .lexical(let text): interpret(text)
    case .string: .invalid("a text stands where a number is expected")
    case .boolean: .invalid("a boolean stands where a number is expected")
    }
  }

  private static func interpret(_ text: String) -> PrimitiveReading<FHIRDecimal> {
    guard let value = FHIRDecimal(text) else {
      return .invalid("it is not a number in decimal digits")
    }
    if value.significantDigits > guaranteedDigits {
      return .remarkable(
        value, "The number has more than 18 digits, which other systems may not keep.")
    }
    if value.hasHugeExponent {
      return .remarkable(
        value, "The exponent of the number has four digits or more, as no measurement has.")
    }
    return .valid(value)
  }

  /// What every system keeps (FHIR R4 decimal: a precision of 18 digits).
  private static let guaranteedDigits = 18

  private var hasHugeExponent: Bool {
    guard let mark = text.utf8.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return false
    }
    return text.utf8[mark...].filter(Digits.isDigit).drop { $0 == UInt8(ascii: "0") }.count > 3
  }

  private var significantDigits: Int {
    // No need to look at the digits of nearly all numbers.
    guard text.utf8.count > Self.guaranteedDigits else { return 0 }
    return text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.filter(Digits.isDigit)
      .drop { $0 == UInt8(ascii: "0") }.count
  }

  /// Writes the number as it was written.
  public static func written(_ value: FHIRDecimal) -> FHIRNode.Value { .number(value.text) }
}

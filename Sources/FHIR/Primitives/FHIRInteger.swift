import FHIRSyntax

/// A FHIR type of whole numbers of 32 bits.
public protocol FHIRWholeNumberType: FHIRPrimitiveType where Value == Int32 {
  /// The least value.
  static var minimum: Int32 { get }
}

extension FHIRWholeNumberType {
  /// Takes numbers without fraction, exponent and leading zeros.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<Int32> {
    let text: String
    switch given {
    case .number(let given), .lexical(let given): text = given
    case .string: return .invalid("a text stands where a number is expected")
    case .boolean: return .invalid("a boolean stands where a number is expected")
    }
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits = digits.dropFirst()
      if digits.first == UInt8(ascii: "0") { return .invalid("a zero has no sign") }
    }
    guard !digits.isEmpty, digits.allSatisfy(Digits.isDigit) else {
      return .invalid("it is not a whole number in digits")
    }
    if digits.count > 1 && digits.first == UInt8(ascii: "0") {
      return .invalid("it has leading zeros")
    }
    guard let value = Int32(text) else { return .invalid("it does not fit into 32 bits") }
    guard value >= minimum else { return .invalid("it is less than \(minimum)") }
    return .valid(value)
  }

  /// Writes a number.
  public static func written(_ value: Int32) -> FHIRNode.Value { .number(String(value)) }
}

/// FHIR `integer`.
public enum FHIRInteger: FHIRWholeNumberType {
  /// The name in FHIR.
  public static let typeName = "integer"
  /// The least value.
  public static let minimum = Int32.min
}

/// FHIR `unsignedInt`.
public enum FHIRUnsignedInt: FHIRWholeNumberType {
  /// The name in FHIR.
  public static let typeName = "unsignedInt"
  /// The least value.
  public static let minimum: Int32 = 0
}

/// FHIR `positiveInt`.
public enum FHIRPositiveInt: FHIRWholeNumberType {
  /// The name in FHIR.
  public static let typeName = "positiveInt"
  /// The least value.
  public static let minimum: Int32 = 1
}

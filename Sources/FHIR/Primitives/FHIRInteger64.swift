import FHIRSyntax

/// FHIR `integer64`, new in R5: a whole number that JSON holds as a text (fhir/README fact 27).
public enum FHIRInteger64: FHIRPrimitiveType {
  /// The name in FHIR.
  public static let typeName = "integer64"

  /// Takes whole numbers in a text; a JSON number is clear, but not what FHIR demands.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<Int64> {
    let text: String
    switch given {
    case .string(let given), .lexical(let given), .number(let given): text = given
    case .boolean: return .invalid("a boolean stands where a number is expected")
    }
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, digits.allSatisfy(Digits.isDigit),
      digits.count == 1 || first != UInt8(ascii: "0")
    else { return .invalid("it is not a whole number in digits") }
    guard let value = Int64(text) else { return .invalid("it does not fit into 64 bits") }
    if case .number = given {
      return .doubtful(value, "JSON has 64-bit numbers as texts, in quotation marks")
    }
    return .valid(value)
  }

  /// Writes a number as JSON has it.
  public static func written(_ value: Int64) -> FHIRNode.Value { .string(String(value)) }
}

import FHIRSyntax

/// FHIR `boolean`.
public enum FHIRBoolean: FHIRPrimitiveType {
  /// The name in FHIR.
  public static let typeName = "boolean"

  /// Takes `true` and `false`, not texts that look like them.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<Bool> {
    switch given {
    case .boolean(let flag): .valid(flag)
    case .lexical("true"): .valid(true)
    case .lexical("false"): .valid(false)
    case .lexical: .invalid("it is neither true nor false")
    case .string: .invalid("a text stands where true or false is expected")
    case .number: .invalid("a number stands where true or false is expected")
    }
  }

  /// Writes a boolean.
  public static func written(_ value: Bool) -> FHIRNode.Value { .boolean(value) }
}

import FHIRSyntax

/// The primitive types by their names in FHIR.
enum PrimitiveKind {
  /// Reads a value by the syntax of a type; a value that breaks it is reported and left out.
  static func read(
    _ value: FHIRNode.Value, as kind: String, at node: FHIRNode, _ reading: inout Reading
  ) -> FHIRNode.Value? {
    switch kind {
    case "boolean": read(value, FHIRBoolean.self, node, &reading)
    case "string": read(value, FHIRString.self, node, &reading)
    case "markdown": read(value, FHIRMarkdown.self, node, &reading)
    case "code": read(value, FHIRCode.self, node, &reading)
    case "uri": read(value, FHIRURI.self, node, &reading)
    case "url": read(value, FHIRURL.self, node, &reading)
    case "canonical": read(value, FHIRCanonical.self, node, &reading)
    case "oid": read(value, FHIROID.self, node, &reading)
    case "uuid": read(value, FHIRUUID.self, node, &reading)
    case "id": read(value, FHIRID.self, node, &reading)
    case "base64Binary": read(value, FHIRBase64Binary.self, node, &reading)
    case "decimal": read(value, FHIRDecimal.self, node, &reading)
    case "integer": read(value, FHIRInteger.self, node, &reading)
    case "integer64": read(value, FHIRInteger64.self, node, &reading)
    case "positiveInt": read(value, FHIRPositiveInt.self, node, &reading)
    case "unsignedInt": read(value, FHIRUnsignedInt.self, node, &reading)
    case "date": read(value, FHIRDate.self, node, &reading)
    case "dateTime": read(value, FHIRDateTime.self, node, &reading)
    case "instant": read(value, FHIRInstant.self, node, &reading)
    case "time": read(value, FHIRTime.self, node, &reading)
    default: value
    }
  }

  private static func read<Kind: FHIRPrimitiveType>(
    _ value: FHIRNode.Value, _ kind: Kind.Type, _ node: FHIRNode, _ reading: inout Reading
  ) -> FHIRNode.Value? {
    reading.value(value, as: kind, at: node).map(Kind.written)
  }
}

import FHIRSyntax

// How a value of one type becomes one of another, where an element has the same meaning in both releases.

extension ReleaseConversion {
  /// Converts a value to a type that an element of the target allows; `path` is the element in the terms of
  /// R4, for its codes.
  mutating func coerce(
    _ node: FHIRNode, _ type: String, to element: ElementDefinition, at path: String
  ) -> Converted {
    if element.types.contains(type) {
      var converted = datatype(node, type, named: element.name(for: type))
      guard type == "code", let code = node.text else { return Converted(nodes: [converted]) }
      let (other, isExact) = ReleaseRules.code(code, at: path, direction)
      converted.value = .string(other)
      guard !element.allows(other) else { return Converted(nodes: [converted], isExact: isExact) }
      return withoutCounterpart(converted, element)
    }
    switch type {
    case "CodeableConcept" where element.types.contains("CodeableReference"):
      return wrap(node, type, in: "concept", element, "CodeableReference")
    case "Reference" where element.types.contains("CodeableReference"):
      return wrap(node, type, in: "reference", element, "CodeableReference")
    case "CodeableReference": return unwrap(node, element)
    case "Coding" where element.types.contains("CodeableConcept"):
      return wrap(node, type, in: "coding", element, "CodeableConcept")
    case "CodeableConcept" where element.types.contains("Coding"):
      return codings(of: node, element)
    case "Timing": return time(of: node, element)
    default: break
    }
    guard let other = element.types.first(where: { Self.isInterchangeable(type, $0) }) else {
      return Converted(isExact: false)
    }
    var converted = datatype(node, type, named: element.name(for: other))
    if let text = node.text, other == "integer64" { converted.value = .string(text) }
    if let text = node.text, type == "integer64" {
      guard Int32(text) != nil else { return Converted(isExact: false) }
      converted.value = .number(text)
    }
    return Converted(nodes: [converted])
  }

  /// A code that the target does not have. One that decides must not be passed over.
  private mutating func withoutCounterpart(
    _ node: FHIRNode, _ element: ElementDefinition
  ) -> Converted {
    guard element.isModifier else { return Converted(isExact: false) }
    reading.report(
      .error, .codeInvalid,
      direction == .toR4
        ? "The record is read in the terms of FHIR R4, which has no counterpart of this code; the "
          + "resource is not used."
        : "FHIR R5 has no counterpart of this code.", offset: node.offset)
    return Converted(nodes: [node])
  }

  private mutating func wrap(
    _ node: FHIRNode, _ type: String, in part: String, _ element: ElementDefinition, _ outer: String
  ) -> Converted {
    var inner = datatype(node, type, named: part)
    inner.isRepeating = part == "coding"
    return Converted(nodes: [
      FHIRNode(name: element.name(for: outer), children: [inner], offset: node.offset)
    ])
  }

  /// The concept or the reference of a CodeableReference; a concept with codings before a reference.
  private mutating func unwrap(_ node: FHIRNode, _ element: ElementDefinition) -> Converted {
    let concept = element.types.contains("CodeableConcept") ? node["concept"] : nil
    let reference = element.types.contains("Reference") ? node["reference"] : nil
    let isExact = node.children.count == 1
    if let concept, reference == nil || concept["coding"] != nil {
      let name = element.name(for: "CodeableConcept")
      return Converted(nodes: [datatype(concept, "CodeableConcept", named: name)], isExact: isExact)
    }
    if let reference {
      let name = element.name(for: "Reference")
      return Converted(nodes: [datatype(reference, "Reference", named: name)], isExact: isExact)
    }
    return Converted(isExact: false)
  }

  /// The codings of a concept; where one only may stand, that of DICOM, which FHIR has for images, or the
  /// first.
  private mutating func codings(of node: FHIRNode, _ element: ElementDefinition) -> Converted {
    var codings = node.all("coding")
    let isExact = codings.count == 1 && node.children.count == 1
    if !element.isRepeating {
      let dicom = codings.first {
        $0["system"]?.text == "http://dicom.nema.org/resources/ontology/DCM"
      }
      codings = [dicom ?? codings.first].compactMap { $0 }
    }
    return Converted(
      nodes: codings.map { datatype($0, "Coding", named: element.name(for: "Coding")) },
      isExact: isExact)
  }

  /// When it happened, of a schedule: its bounds, or its only event.
  private mutating func time(of node: FHIRNode, _ element: ElementDefinition) -> Converted {
    if let period = node["repeat"]?["boundsPeriod"], element.types.contains("Period") {
      let name = element.name(for: "Period")
      return Converted(nodes: [datatype(period, "Period", named: name)], isExact: false)
    }
    let events = node.all("event")
    if let event = events.first, events.count == 1, element.types.contains("dateTime") {
      let name = element.name(for: "dateTime")
      return Converted(nodes: [datatype(event, "dateTime", named: name)], isExact: false)
    }
    return Converted(isExact: false)
  }

  /// Whether the text of one primitive type can stand for that of another.
  private static func isInterchangeable(_ type: String, _ other: String) -> Bool {
    let families: [Set<String>] = [
      ["string", "markdown", "code", "id"], ["uri", "url", "canonical"],
      ["integer", "unsignedInt", "positiveInt", "integer64"],
    ]
    return families.contains { $0.contains(type) && $0.contains(other) }
  }
}

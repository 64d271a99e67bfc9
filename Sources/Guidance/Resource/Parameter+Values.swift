import CaseRecord
import FHIR

extension R4.Parameters.Parameter {
  /// A parameter with a code of ours.
  static func code(_ name: String, _ code: String) -> Self {
    Self(name: FHIRPrimitive(name), value: .code(FHIRPrimitive(code)))
  }

  /// A parameter with a day.
  static func date(_ name: String, _ day: CalendarDay) -> Self {
    let text = day.description
    guard let date = FHIRDate(text) else {
      return Self(name: FHIRPrimitive(name), value: .string(FHIRPrimitive(text)))
    }
    return Self(name: FHIRPrimitive(name), value: .date(FHIRPrimitive(date)))
  }

  /// The parameter with the leg that it speaks of: as a part, or as an extension beside a plain value, since
  /// a parameter has either parts or a value (invariant inv-1).
  func marked(with leg: Leg?) -> Self {
    guard let leg else { return self }
    var marked = self
    if part.isEmpty {
      marked.extension.append(
        R4.Extension(url: Canonical.legExtension, value: .code(FHIRPrimitive(leg.rawValue))))
    } else {
      marked.part.append(.code("leg", leg.rawValue))
    }
    return marked
  }
}

extension [R4.Parameters.Parameter] {
  /// One parameter with a text, or none when there is no text.
  static func one(_ name: String, _ text: String) -> Self {
    guard let text = FHIRPrimitive<FHIRString>(shown: text) else { return [] }
    return [Element(name: FHIRPrimitive(name), value: .string(text))]
  }

  /// Appends a parameter with a text unless the text is empty.
  mutating func append(_ name: String, _ text: String) {
    self += Self.one(name, text)
  }
}

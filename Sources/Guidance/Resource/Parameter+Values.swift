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

  /// A parameter with the days on which something may have been.
  static func days(_ name: String, _ days: DayInterval) -> Self {
    if days.isExact { return date(name, days.earliest) }
    func day(_ day: CalendarDay) -> FHIRPrimitive<FHIRDateTime>? {
      FHIRDateTime(day.description).map { FHIRPrimitive($0) }
    }
    return Self(
      name: FHIRPrimitive(name),
      value: .period(R4.Period(start: day(days.earliest), end: day(days.latest))))
  }

  /// The parameter with the leg and the episode that it speaks of: as parts, or as extensions beside a plain value,
  /// since a parameter has either parts or a value (invariant inv-1).
  func marked(with name: CaseName) -> Self {
    var marked = self
    for (url, part, code) in [
      (Canonical.legExtension, "leg", name.leg),
      (Canonical.episodeExtension, "episode", name.episode),
    ] {
      guard let code else { continue }
      if self.part.isEmpty {
        marked.extension.append(
          R4.Extension(url: url, value: .code(FHIRPrimitive(code))))
      } else {
        marked.part.append(.code(part, code))
      }
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

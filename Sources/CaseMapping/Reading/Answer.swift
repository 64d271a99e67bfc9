import CaseRecord
import FHIR

/// The value of an Observation, of a component, or of a questionnaire's item, whatever its type.
enum Answer {
  case boolean(Bool)
  case concept(R4.CodeableConcept)
  case number(MeasuredQuantity)
  case time(ClinicalTime)
  /// Text that a person has to read.
  case text(String)
  /// A value of a type that no finding has.
  case other
  /// No value.
  case none
}

extension Answer {
  init(_ value: R4.Observation.Value?, _ times: TimeReader) {
    switch value {
    case .quantity(let value): self = Answer(value)
    case .codeableConcept(let value): self = .concept(value)
    case .string(let value): self = value.value.map { .text($0) } ?? .none
    case .boolean(let value): self = value.value.map { .boolean($0) } ?? .none
    case .integer(let value): self = Answer(value.value)
    case .dateTime(let value): self = times.time(value).map { .time($0) } ?? .none
    case .period(let value): self = times.within(value).map { .time($0) } ?? .other
    case .range, .ratio, .sampledData, .time: self = .other
    case nil: self = .none
    }
  }

  init(_ value: R4.Observation.Component.Value?, _ times: TimeReader) {
    switch value {
    case .quantity(let value): self = Answer(value)
    case .codeableConcept(let value): self = .concept(value)
    case .string(let value): self = value.value.map { .text($0) } ?? .none
    case .boolean(let value): self = value.value.map { .boolean($0) } ?? .none
    case .integer(let value): self = Answer(value.value)
    case .dateTime(let value): self = times.time(value).map { .time($0) } ?? .none
    case .period(let value): self = times.within(value).map { .time($0) } ?? .other
    case .range, .ratio, .sampledData, .time: self = .other
    case nil: self = .none
    }
  }

  init(_ value: R4.QuestionnaireResponse.Item.Answer.Value?, _ times: TimeReader) {
    switch value {
    case .boolean(let value): self = value.value.map { .boolean($0) } ?? .none
    case .decimal(let value): self = Answer(decimal: value.value)
    case .integer(let value): self = Answer(value.value)
    case .date(let value): self = times.time(value.value).map { .time($0) } ?? .none
    case .dateTime(let value): self = times.time(value).map { .time($0) } ?? .none
    case .coding(let value): self = .concept(R4.CodeableConcept(coding: [value]))
    case .quantity(let value): self = Answer(value)
    case .string(let value): self = value.value.map { .text($0) } ?? .none
    case .time, .uri, .attachment, .reference: self = .other
    case nil: self = .none
    }
  }

  private init(_ value: Int32?) {
    self = value.map { .number(MeasuredQuantity(value: Double($0), text: "\($0)")) } ?? .none
  }

  private init(decimal value: FHIRDecimal?) {
    guard let value else {
      self = .none
      return
    }
    let number = value.doubleValue
    self =
      number.isFinite ? .number(MeasuredQuantity(value: number, text: value.text)) : .other
  }

  /// Unit: the code when it is there, otherwise the unit as printed; conversion knows UCUM only.
  private init(_ quantity: R4.Quantity) {
    guard let value = quantity.value?.value else {
      self = .none
      return
    }
    let number = value.doubleValue
    guard number.isFinite else {
      self = .other
      return
    }
    self = .number(
      MeasuredQuantity(
        value: number, text: value.text, unit: quantity.code?.value ?? quantity.unit?.value,
        comparator: quantity.comparator?.value))
  }
}

/// What an answer to "is it there?" says.
enum PresenceAnswer: Hashable {
  case presence(Finding.Presence)
  case severity(SeverityGrade)
}

extension StatedConcept {
  /// Present, absent, suspected or a severity, when the code is such a qualifier.
  var asAnswer: PresenceAnswer? {
    guard let flag = flags.first else { return nil }
    switch root {
    case "presence-qualifiers": return Finding.Presence(rawValue: flag).map { .presence($0) }
    case "severity-qualifiers": return SeverityGrade(rawValue: flag).map { .severity($0) }
    default: return nil
    }
  }
}

extension [R4.CodeableConcept] {
  /// What Observation.interpretation says of presence: only "positive" and "negative" say it, never "normal"
  /// (HL7 v3 ObservationInterpretation, part of FHIR R4).
  var presence: Finding.Presence? {
    var found: Set<Finding.Presence> = []
    for coding in flatMap(\.coding)
    where coding.system?.value
      == "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
    {
      switch coding.code?.value {
      case "POS", "DET": found.insert(.present)
      case "NEG", "ND": found.insert(.absent)
      default: break
      }
    }
    return found.count == 1 ? found.first : nil
  }
}

/// Reads the clinical class of CEAP, a term of fixed form and no free text: `C4b`, `c2r`, `C6`, `3`.
///
/// The class as written and its number (FACTS 5.2); subscripts `s` and `a` for symptoms are allowed behind it. An `a` that
/// stands apart from C4 may be the class C4a or C4 without symptoms, and is not read.
func ceapClass(_ text: String) -> MeasuredQuantity? {
  let written = text.lowercased()
  var rest = written.filter { !$0.isWhitespace && $0 != "," && $0 != "-" }[...]
  if String(rest).contains("4a"), !written.contains("4a") { return nil }
  if rest.first == "c" { rest.removeFirst() }
  guard let digit = rest.popFirst(), let number = digit.wholeNumberValue, digit.isASCII,
    (0...6).contains(number)
  else { return nil }
  let suffixes: Set<String> =
    switch number {
    case 2, 6: ["", "r", "s", "a", "rs", "ra"]
    case 4: ["", "a", "b", "c", "as", "aa", "bs", "ba", "cs", "ca"]
    default: ["", "s", "a"]
    }
  guard suffixes.contains(String(rest)) else { return nil }
  return MeasuredQuantity(value: Double(number), text: "C\(number)\(rest)")
}

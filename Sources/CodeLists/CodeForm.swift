/// How the codes of a system are written, and which of its codes belong together.
///
/// The systems and their object identifiers: terminology/README sections 1 and 5; ATC by identifier is how the
/// Austrian patient summaries send it.
public enum CodeForm: Sendable, Hashable {
  /// Letters and digits, compared as they are.
  case plain
  /// SNOMED CT: the last digit is a Verhoeff check digit.
  case snomed
  /// LOINC: a hyphen and a mod-10 check digit.
  case loinc
  /// WHO ICD-10: the dot after the third character may be missing.
  case icd10
  /// ICD-10-CM: as ICD-10, with prefix rules, category headers and seventh characters.
  case icd10CM

  /// Whether a dot after the third character carries no meaning.
  var ignoresDot: Bool { self == .icd10 || self == .icd10CM }

  static let snomedURI: StaticString = "http://snomed.info/sct"
  static let loincURI: StaticString = "http://loinc.org"
  static let icd10URI: StaticString = "http://hl7.org/fhir/sid/icd-10"
  static let icd10CMURI: StaticString = "http://hl7.org/fhir/sid/icd-10-cm"

  /// The form of a system's codes; every system that is not named here is plain.
  init(system: UnsafeRawBufferPointer) {
    if system.holds(CodeForm.snomedURI) {
      self = .snomed
    } else if system.holds(CodeForm.loincURI) {
      self = .loinc
    } else if system.holds(CodeForm.icd10CMURI) {
      self = .icd10CM
    } else if system.holds(CodeForm.icd10URI) {
      self = .icd10
    } else {
      self = .plain
    }
  }

  /// The system that an object identifier stands for.
  static func canonicalURI(ofObjectIdentifier identifier: UnsafeRawBufferPointer) -> StaticString? {
    if identifier.holds("2.16.840.1.113883.6.96") { return snomedURI }
    if identifier.holds("2.16.840.1.113883.6.1") { return loincURI }
    if identifier.holds("2.16.840.1.113883.6.88") {
      return "http://www.nlm.nih.gov/research/umls/rxnorm"
    }
    if identifier.holds("2.16.840.1.113883.6.90") { return icd10CMURI }
    if identifier.holds("2.16.840.1.113883.6.4") {
      return "http://www.cms.gov/Medicare/Coding/ICD10"
    }
    if identifier.holds("2.16.840.1.113883.6.73") { return "http://www.whocc.no/atc" }
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are exactly this text.
  func holds(_ text: StaticString) -> Bool {
    equals(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Whether both hold the same bytes, compared eight at a time.
  func equals(_ other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index + 8 <= count {
      guard
        loadUnaligned(fromByteOffset: index, as: UInt64.self)
          == other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      else { return false }
      index += 8
    }
    while index < count {
      guard self[index] == other[index] else { return false }
      index += 1
    }
    return true
  }

  /// The bytes without white space at either end.
  func trimmed() -> UnsafeRawBufferPointer {
    var lower = 0
    var upper = count
    while lower < upper, self[lower] <= 0x20 { lower += 1 }
    while upper > lower, self[upper - 1] <= 0x20 { upper -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[lower..<upper])
  }
}

/// A code system's URI or object identifier, brought to the form in which systems are compared.
struct SystemName {
  /// What to compare with a canonical URI.
  let bytes: UnsafeRawBufferPointer

  /// Trims white space and a trailing slash, and resolves `urn:oid:` in any case.
  init(_ raw: UnsafeRawBufferPointer) {
    var bytes = raw.trimmed()
    if bytes.last == UInt8(ascii: "/") { bytes = .init(rebasing: bytes.dropLast()) }
    let urn: StaticString = "urn:oid:"
    let length = urn.utf8CodeUnitCount
    // Setting bit 5 lowers ASCII letters; ':' already has it set.
    if bytes.count > length, bytes[3] == UInt8(ascii: ":"),
      (0..<length).allSatisfy({ bytes[$0] | 0x20 == urn.utf8Start[$0] }),
      let canonical = CodeForm.canonicalURI(
        ofObjectIdentifier: .init(rebasing: bytes[length...]))
    {
      bytes = UnsafeRawBufferPointer(
        start: canonical.utf8Start, count: canonical.utf8CodeUnitCount)
    }
    self.bytes = bytes
  }
}

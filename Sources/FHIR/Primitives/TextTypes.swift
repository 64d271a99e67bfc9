import FHIRSyntax

/// A primitive type whose values are texts (FHIR R4 datatypes, section 2.24.0.1).
public protocol FHIRTextType: FHIRPrimitiveType where Value == String {
  /// What is wrong with a text that is neither empty nor has control characters; nil if nothing.
  static func fault(in text: String) -> String?
  /// Whether a faulty text still means what it says.
  static var toleratesFaults: Bool { get }
  /// What a reader should know about a text that is sound; nil if nothing.
  static func remark(on text: String) -> String?
}

extension FHIRTextType {
  /// Faults of form in identifiers and addresses do not change a clinical meaning.
  public static var toleratesFaults: Bool { true }

  /// Nothing.
  public static func remark(on text: String) -> String? { nil }

  /// Takes texts only, checks what holds for all texts, then the type's own syntax.
  public static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<String> {
    let text: String
    switch given {
    case .string(let given), .lexical(let given): text = given
    case .number: return .invalid("a number stands where a text is expected")
    case .boolean: return .invalid("a boolean stands where a text is expected")
    }
    if text.isEmpty { return .invalid("the text is empty") }
    for byte in text.utf8 where byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D {
      return .invalid("the text has a control character")
    }
    guard let fault = fault(in: text) else {
      return remark(on: text).map { .remarkable(text, $0) } ?? .valid(text)
    }
    return toleratesFaults ? .doubtful(text, fault) : .invalid(fault)
  }

  /// Writes a text.
  public static func written(_ value: String) -> FHIRNode.Value { .string(value) }
}

/// FHIR `string`.
public enum FHIRString: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "string"
  /// Blanks alone say nothing.
  public static func fault(in text: String) -> String? {
    text.utf8.allSatisfy(Blank.isBlank) ? "the text has only blanks" : nil
  }
  /// Looks for HTML, which a careless page might run.
  public static func remark(on text: String) -> String? {
    guard Markup.hasTag(text) else { return nil }
    return "The text has what looks like a tag of HTML; it is text and nothing else."
  }
}

/// FHIR `markdown`.
public enum FHIRMarkdown: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "markdown"
  /// Blanks alone say nothing.
  public static func fault(in text: String) -> String? { FHIRString.fault(in: text) }
  /// Looks for HTML, which a careless page might run.
  public static func remark(on text: String) -> String? { FHIRString.remark(on: text) }
}

/// FHIR `code`: no blanks at the ends, single blanks inside.
public enum FHIRCode: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "code"
  /// A code decides; a damaged one must not be guessed at.
  public static let toleratesFaults = false
  /// Looks for blanks at the ends and doubled blanks.
  public static func fault(in text: String) -> String? {
    var wasBlank = true
    for byte in text.utf8 {
      let isBlank = Blank.isBlank(byte)
      if isBlank && wasBlank { return "blanks at the start or doubled" }
      wasBlank = isBlank
    }
    return wasBlank ? "a blank at the end" : nil
  }
}

/// FHIR `uri`.
public enum FHIRURI: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "uri"
  /// Looks for blanks.
  public static func fault(in text: String) -> String? {
    text.utf8.contains(where: Blank.isBlank) ? "it contains a blank" : nil
  }
}

/// FHIR `url`.
public enum FHIRURL: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "url"
  /// Looks for blanks.
  public static func fault(in text: String) -> String? { FHIRURI.fault(in: text) }
}

/// FHIR `canonical`: a URL with an optional `|version`.
public enum FHIRCanonical: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "canonical"
  /// Looks for blanks.
  public static func fault(in text: String) -> String? { FHIRURI.fault(in: text) }
}

/// FHIR `oid`: `urn:oid:1.2.3`.
public enum FHIROID: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "oid"
  /// Looks for `urn:oid:`, a first arc 0 to 2, and arcs without leading zeros.
  public static func fault(in text: String) -> String? {
    guard text.hasPrefix("urn:oid:") else { return "urn:oid: is missing" }
    let arcs = text.utf8.dropFirst(8).split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard arcs.count > 1, let first = arcs.first, first.count == 1,
      let root = first.first, root >= UInt8(ascii: "0"), root <= UInt8(ascii: "2")
    else { return "the first arc is not 0, 1 or 2" }
    let isRight = arcs.allSatisfy { arc in
      !arc.isEmpty && arc.allSatisfy(Digits.isDigit)
        && (arc.count == 1 || arc.first != UInt8(ascii: "0"))
    }
    return isRight ? nil : "an arc is not a number without leading zeros"
  }
}

/// FHIR `uuid`: `urn:uuid:` and 32 lower-case hexadecimal digits in five groups.
public enum FHIRUUID: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "uuid"
  /// Looks for the prefix and the groups.
  public static func fault(in text: String) -> String? {
    guard text.hasPrefix("urn:uuid:") else { return "urn:uuid: is missing" }
    let groups = text.utf8.dropFirst(9).split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard groups.map(\.count) == [8, 4, 4, 4, 12] else { return "the groups have wrong lengths" }
    let isRight = groups.allSatisfy { group in
      group.allSatisfy { byte in
        Digits.isDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"))
      }
    }
    return isRight ? nil : "a digit is not lower-case hexadecimal"
  }
}

/// FHIR `id`: 1 to 64 letters, digits, hyphens and dots.
public enum FHIRID: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "id"
  /// Looks at length and characters.
  public static func fault(in text: String) -> String? {
    if text.utf8.count > 64 { return "it is longer than 64 characters" }
    let isRight = text.utf8.allSatisfy { byte in
      Digits.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
    }
    return isRight ? nil : "only letters, digits, hyphens and dots are allowed"
  }
}

/// FHIR `base64Binary`.
public enum FHIRBase64Binary: FHIRTextType {
  /// The name in FHIR.
  public static let typeName = "base64Binary"
  /// Looks at the alphabet, the padding and the length; blanks are allowed.
  public static func fault(in text: String) -> String? {
    var count = 0
    var padding = 0
    for byte in text.utf8 where !Blank.isBlank(byte) {
      count += 1
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      let isAlphabet =
        Digits.isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
        || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
      if !isAlphabet { return "a character is not of the base64 alphabet" }
      if padding > 0 { return "characters follow the padding" }
    }
    if padding > 2 || count % 4 != 0 { return "the length is not a multiple of four" }
    return nil
  }
}

enum Markup {
  /// Whether there is a `<`, a letter, and after some letters a blank, `/` or `>`: `<script>`, `</b>`, but not `a<b`
  /// and no address in pointed brackets.
  static func hasTag(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[rest.index(after: start)...]
      if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
      let name = rest.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
      guard !name.isEmpty else { continue }
      rest = rest.dropFirst(name.count)
      switch rest.first {
      case UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: " "), 0x0A: return true
      default: break
      }
    }
    return false
  }
}

enum Blank {
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

enum Digits {
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

import FHIR
import FHIRSyntax
import Testing

/// The syntax of each primitive type (FHIR R4 Data Types, primitives).
struct PrimitiveTests {
  private func fault<Kind: FHIRPrimitiveType>(
    _ kind: Kind.Type, _ value: FHIRNode.Value
  ) -> FHIR.Issue.Severity? {
    var reading = Reading()
    _ = FHIRPrimitive<Kind>(from: FHIRNode(name: "x", value: value), &reading)
    return reading.issues.map(\.severity).max()
  }

  @Test func aPrimitiveMayHaveExtensionsOnly() throws {
    let tree = try json(
      #"{"resourceType":"Patient","_birthDate":{"id":"b","extension":[{"url":"http://x/y","valueCode":"unknown"}]},"#
        + #""name":[{"given":["A",null],"_given":[null,{"id":"g"}]}]}"#)
    var reading = Reading()
    let patient = R4.Patient(from: tree, &reading)
    #expect(reading.issues == [])
    let birthDate = try #require(patient.birthDate)
    #expect(birthDate.value == nil)
    #expect(birthDate.id == "b")
    #expect(birthDate.extension.first?.url == "http://x/y")
    #expect(birthDate.extension.first?.value == .code("unknown"))
    #expect(patient.name[0].given.map(\.value) == ["A", nil])
    #expect(patient.name[0].given[1].id == "g")
    #expect(patient.node["birthDate"]?.lacksValue == true)
  }

  @Test func extensionsOfAValueAreNotLostWhenItChanges() {
    var code: FHIRPrimitive<FHIRCode> = "final"
    code.id = "c"
    code.extension = [R4.Extension(url: "http://x/y", value: .boolean(true))]
    code.value = "amended"
    #expect(code.id == "c")
    #expect(code.extension.count == 1)
    #expect(code == FHIRPrimitive("amended", id: "c", extension: code.extension))
  }

  @Test func literalsMakePrimitives() {
    let number = 7
    let text: FHIRPrimitive<FHIRString> = "a \(number)"
    let flag: FHIRPrimitive<FHIRBoolean> = true
    let count: FHIRPrimitive<FHIRUnsignedInt> = 3
    #expect(text.value == "a 7")
    #expect(flag.value == true)
    #expect(count.value == 3)
  }

  @Test(arguments: ["true", "1", "yes", ""])
  func aTextIsNoBoolean(text: String) {
    #expect(fault(FHIRBoolean.self, .string(text)) == .error)
  }

  @Test func xmlSpellsBooleansAndNumbersAsText() {
    #expect(fault(FHIRBoolean.self, .lexical("true")) == nil)
    #expect(fault(FHIRBoolean.self, .lexical("TRUE")) == .error)
    #expect(fault(FHIRInteger.self, .lexical("-5")) == nil)
    #expect(fault(FHIRDecimal.self, .lexical("5.0")) == nil)
    #expect(fault(FHIRDecimal.self, .string("5.0")) == .error)
  }

  @Test(arguments: ["2147483648", "1.0", "1e2", "05", "-0", "", "x"])
  func whatIsNoIntegerIsAnError(text: String) {
    #expect(fault(FHIRInteger.self, .number(text)) == .error)
  }

  @Test func integersHaveTheirRanges() {
    #expect(fault(FHIRInteger.self, .number("-2147483648")) == nil)
    #expect(fault(FHIRUnsignedInt.self, .number("0")) == nil)
    #expect(fault(FHIRUnsignedInt.self, .number("-1")) == .error)
    #expect(fault(FHIRPositiveInt.self, .number("0")) == .error)
    #expect(fault(FHIRPositiveInt.self, .number("1")) == nil)
  }

  @Test(arguments: [" final", "final ", "two  blanks", "\tfinal", " "])
  func aCodeWithStrayBlanksIsAnError(text: String) {
    #expect(fault(FHIRCode.self, .string(text)) == .error)
  }

  @Test func aCodeMayHaveSingleBlanksInside() {
    #expect(fault(FHIRCode.self, .string("for display")) == nil)
  }

  @Test func controlCharactersAndEmptyTextsAreErrors() {
    #expect(fault(FHIRString.self, .string("a\u{1}b")) == .error)
    #expect(fault(FHIRString.self, .string("")) == .error)
    #expect(fault(FHIRString.self, .string("a\tb\r\nc")) == nil)
    // No-break and ideographic blanks are characters like others (fhir/README trap T4).
    #expect(fault(FHIRString.self, .string("\u{A0}\u{3000}")) == nil)
  }

  @Test func faultsOfFormInAddressesAreWarnings() {
    #expect(fault(FHIRURI.self, .string("http://x/a b")) == .warning)
    #expect(fault(FHIRID.self, .string("under_score")) == .warning)
    #expect(fault(FHIRID.self, .string(String(repeating: "a", count: 65))) == .warning)
    #expect(fault(FHIRID.self, .string(String(repeating: "a", count: 64))) == nil)
    #expect(fault(FHIROID.self, .string("urn:oid:3.1")) == .warning)
    #expect(fault(FHIROID.self, .string("urn:oid:1.2.840.0")) == nil)
    #expect(
      fault(FHIRUUID.self, .string("urn:uuid:C757873D-EC9A-4326-A141-556F43239520")) == .warning)
    #expect(fault(FHIRUUID.self, .string("urn:uuid:c757873d-ec9a-4326-a141-556f43239520")) == nil)
    #expect(fault(FHIRBase64Binary.self, .string("%%%2@()()")) == .warning)
    #expect(fault(FHIRBase64Binary.self, .string("QUJD\nRA==")) == nil)
    #expect(fault(FHIRBase64Binary.self, .string("QUJDRA")) == .warning)
  }

  @Test func anObjectWhereAValueBelongsIsAnError() throws {
    let tree = try json(#"{"resourceType":"Patient","gender":{"code":"male"}}"#)
    var reading = Reading()
    _ = R4.Patient(from: tree, &reading)
    #expect(reading.hasErrors)
    #expect(reading.issues.first?.expression == "gender")
  }
}

import CStructuralScan
import FHIRSyntax
import ReaderProperties
import Testing

@Suite("The scan makes trees of what matters, and says what it left out")
struct ScanRuleTests {
  static let condition = #"""
    {"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/1"},
     "clinicalStatus":{"coding":[{"system":"status","code":"active"}]},
     "code":{"coding":[{"system":"known","code":"other"},{"code":"b","system":"sys\/tem"}]}}
    """#

  private func entry(
    _ resource: String, systems: Set<String> = [],
    selection: ResourceSelection = .whenCoded
  ) throws -> ScannedEntry {
    let text = #"{"resourceType":"Bundle","entry":[{"fullUrl":"u","resource":\#(resource)}]}"#
    let selector = TestSelector(name: "", otherwise: selection, systems: systems)
    let input = try Array(text.utf8).withUnsafeBytes { try scan($0, selector: selector) }
    return try #require(input.entries.first)
  }

  @Test("a resource without a known coding is left out, with its codings and its subject")
  func leftOut() throws {
    let found = try entry(Self.condition)
    #expect(found.resource == nil)
    #expect(found.resourceType == "Condition")
    #expect(found.id == "c1")
    #expect(found.fullUrl == "u")
    #expect(found.subject == "Patient/1")
    #expect(
      found.unrecognized == [
        ScannedCoding(system: "known", code: "other"), ScannedCoding(system: "sys/tem", code: "b"),
      ])
  }

  @Test(
    "a known coding anywhere brings the resource in", arguments: ["known", "sys/tem", "status"])
  func known(_ system: String) throws {
    let found = try entry(Self.condition, systems: [system])
    #expect(found.resource?["id"]?.text == "c1")
    #expect(found.unrecognized.isEmpty)
  }

  @Test("a code without codings brings the resource in: only its text can tell")
  func textOnly() throws {
    let text = #"{"resourceType":"Condition","code":{"text":"DVT"},"s":{"system":"a","code":"b"}}"#
    #expect(try entry(text).resource != nil)
    let referenced =
      #"{"resourceType":"MedicationRequest","medicationReference":{"reference":"Medication/1"}}"#
    #expect(try entry(referenced).resource != nil)
  }

  @Test("units and extensions are no principal codings")
  func units() throws {
    let text = #"""
      {"resourceType":"Observation","code":{"extension":[{"valueCoding":{"system":"a","code":"b"}}]},
       "valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"mg"}}
      """#
    #expect(try entry(text).resource != nil)
    // A unit is not asked about either.
    let coded = text.replacing(
      #""code":{"#, with: #""code":{"coding":[{"system":"x","code":"y"}],"#)
    #expect(try entry(coded, systems: ["http://unitsofmeasure.org"]).resource == nil)
    #expect(try entry(coded, systems: ["a"]).resource != nil)
  }

  @Test("the type may stand last")
  func typeLast() throws {
    let text = Self.condition.replacing(#""resourceType":"Condition","#, with: "")
      .replacing("]}}", with: #"]},"resourceType":"Condition"}"#)
    #expect(try entry(text).unrecognized.count == 2)
    #expect(try entry(text, systems: ["known"]).resource?.resourceType == "Condition")
    #expect(try entry(text, selection: .skip).unrecognized.isEmpty)
    let bundle = Array(
      #"{"entry":[{"resource":\#(text)}],"type":"batch","resourceType":"Bundle"}"#.utf8)
    let input = try scanning(bundle, .always).get()
    #expect(input.root.children.map(\.name) == ["type"])
    #expect(input.entries.count == 1)
  }

  @Test("`entry` of another type is no Bundle's")
  func otherEntries() throws {
    for text in [
      #"{"resourceType":"List","entry":[{"item":{"reference":"a"}}]}"#,
      #"{"entry":[{"item":{"reference":"a"}}],"resourceType":"List"}"#,
    ] {
      let input = try scanning(Array(text.utf8), .skip).get()
      #expect(input.entries.map(\.index) == [-1])
      #expect(input.root.resourceType == "List")
      #expect(input.entries[0].resource == input.root)
    }
  }

  @Test("a Bundle or Parameters in an entry comes whole, whatever is selected")
  func nested() throws {
    for type in ["Bundle", "Parameters"] {
      let found = try entry(#"{"resourceType":"\#(type)","id":"x"}"#, selection: .skip)
      #expect(found.resource?.resourceType == type)
    }
  }

  @Test("an entry without resource keeps what it has")
  func withoutResource() throws {
    let text = Array(
      #"{"resourceType":"Bundle","entry":[{"request":{"method":"DELETE","url":"Patient/1"}},{}]}"#
        .utf8)
    let input = try scanning(text, .skip).get()
    #expect(input.entries[0].entry["request"]?["method"]?.text == "DELETE")
    #expect(input.entries[1].resourceType == nil)
    #expect(input.entries[1].defect == nil)
  }

  @Test(
    "a breach costs its entry, not the Bundle",
    arguments: [
      #"{"resourceType":"Condition","a":[[1]]}"#, #"{"id":"1"}"#, #"{"resourceType":1}"#,
      #"{"resourceType":""}"#, "null", "[]", #""x""#, #"{"resourceType":"Condition","_a":"x"}"#,
    ])
  func breach(_ resource: String) throws {
    let text =
      #"{"resourceType":"Bundle","entry":[{"fullUrl":"u","resource":\#(resource)},"#
      + #"{"resource":{"resourceType":"Patient"}}]}"#
    let input = try scanning(Array(text.utf8), .always).get()
    #expect(input.entries.count == 2)
    let defect = try #require(input.entries[0].defect)
    #expect(defect.kind == .convention || defect.kind == .format)
    #expect(defect.path?.hasPrefix("Bundle.entry[0].resource") == true)
    #expect(input.entries[0].resource == nil)
    #expect(input.entries[1].resource?.resourceType == "Patient")
  }

  @Test(
    "a breach in XML costs its entry too",
    arguments: [
      "<Condition>text</Condition>", "<condition/>", "", "<A/><B/>", "<A xmlns=\"urn:x\"/>", "text",
      "<Condition><contained><A/><B/></contained></Condition>",
    ])
  func xmlBreach(_ resource: String) throws {
    let text =
      "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource>\(resource)</resource></entry>"
      + "<entry><resource><Patient/></resource></entry></Bundle>"
    let input = try scanning(Array(text.utf8), .always).get()
    #expect(input.entries.count == 2)
    #expect(try #require(input.entries[0].defect).path?.hasPrefix("Bundle.entry[0]") == true)
    #expect(input.entries[0].resource == nil)
    #expect(input.entries[1].resource?.resourceType == "Patient")
  }

  @Test("the terminology is asked once about each coding")
  func askedOnce() throws {
    let resources = (0..<50).map { _ in #"{"resource":\#(Self.condition)}"# }.joined(separator: ",")
    let text = Array(#"{"resourceType":"Bundle","entry":[\#(resources)]}"#.utf8)
    let selector = CountingSelector()
    _ = try text.withUnsafeBytes { try scan($0, selector: selector) }
    #expect(selector.questions.value == 3)
  }

  @Test("issues name the place of what was passed over")
  func issues() throws {
    let text = Array(
      #"{"resourceType":"Bundle","total":null,"entry":[{"resource":{"resourceType":"Patient","name":[]}}]}"#
        .utf8)
    let input = try scanning(text, .always).get()
    #expect(input.issues.map(\.path) == ["Bundle.total", "Bundle.entry[0].resource.name"])
  }

  @Test("trees know where their elements stand")
  func offsets() throws {
    let text = #"{"resourceType":"Bundle","entry":[{"resource":\#(Self.condition)}]}"#
    let bytes = Array(text.utf8)
    let resource = try #require(try scanning(bytes, .always).get().entries[0].resource)
    let code = try #require(resource["code"])
    bytes.withUnsafeBytes { bytes in
      var locator = SourceLocator(bytes)
      #expect(locator.path(at: resource.offset) == "Bundle.entry[0].resource")
      #expect(locator.path(at: code.offset) == "Bundle.entry[0].resource.code")
      #expect(locator.position(of: code.offset) == SourcePosition(line: 3, column: 2))
    }
  }

  @Test("the processor's way of classifying bytes agrees with the plain one")
  func classification() {
    var state: UInt64 = 1
    for round in 0..<2000 {
      let block = (0..<64).map { place -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 33)
        // Half of the rounds have many of the bytes that matter.
        return round % 2 == 0 ? byte : Array("\"\\{}[]:, \n\r\tA\u{1F}".utf8)[Int(byte % 14)]
      }
      let fast = venoguide_classify(block)
      let plain = venoguide_classify_portable(block)
      #expect(fast.quote == plain.quote && fast.backslash == plain.backslash)
      #expect(fast.structural == plain.structural && fast.blank == plain.blank)
      #expect(fast.control == plain.control && fast.high == plain.high)
    }
  }
}

private final class Counter: @unchecked Sendable {
  var value = 0
}

/// Counts questions; used from one thread.
private struct CountingSelector: ResourceSelector {
  let questions = Counter()

  func selection(ofType type: UnsafeRawBufferPointer) -> ResourceSelection { .whenCoded }

  func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool {
    questions.value += 1
    return false
  }
}

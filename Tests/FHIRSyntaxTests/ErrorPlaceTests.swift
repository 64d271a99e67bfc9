import FHIRSyntax
import Testing

@Suite("An error says what, where and what to do")
struct ErrorPlaceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var kind: SyntaxError.Kind
    var line: Int
    var column: Int
    var path: String?
    var testDescription: String { "\(kind) at \(line):\(column)" }
  }

  static let json: [Case] = [
    Case(text: "", kind: .empty, line: 1, column: 1),
    Case(text: " \r\n ", kind: .empty, line: 2, column: 2),
    Case(text: "hello", kind: .format, line: 1, column: 1),
    Case(text: "[]", kind: .format, line: 1, column: 1),
    Case(text: "{}", kind: .format, line: 1, column: 1),
    Case(
      text: "{\"resourceType\":\"Patient\",\n \"id\": x}", kind: .malformed, line: 2, column: 8,
      path: "Patient.id"),
    Case(
      text: "{\"resourceType\":\"Patient\",\r\n\r\n \"id\":\"a\",\r \"id\":\"b\"}",
      kind: .duplicate, line: 4, column: 2, path: "Patient.id"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"Zoë\",]}]}",
      kind: .malformed, line: 1, column: 50, path: "Patient.name[0].given[0]"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"name\":[{},{\"given\":[\"a\" \"b\"]}]}",
      kind: .malformed, line: 1, column: 52, path: "Patient.name[1].given[0]"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"id\":\"cut", kind: .truncated, line: 1, column: 32,
      path: "Patient.id"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"active\":tru", kind: .truncated, line: 1, column: 39,
      path: "Patient.active"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"active\":true", kind: .truncated, line: 1,
      column: 40, path: "Patient.active"),
    Case(
      text: "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":01}}", kind: .malformed,
      line: 1, column: 56, path: "Observation.valueQuantity.value"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"id\":\"a\\q\"}", kind: .malformed, line: 1,
      column: 34, path: "Patient.id"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"id\":\"\\uD800\"}", kind: .malformed, line: 1,
      column: 33, path: "Patient.id"),
    Case(
      text: "{\"resourceType\":\"Patient\",\"id\":\"a\nb\"}", kind: .malformed, line: 1, column: 34,
      path: "Patient.id"),
    Case(
      text: "\u{FEFF}{\"resourceType\":\n\"Patient\", 1}", kind: .malformed, line: 2, column: 12,
      path: "Patient"),
    Case(text: "{\"resourceType\":\"Patient\"}x", kind: .malformed, line: 1, column: 27),
  ]

  static let xml: [Case] = [
    Case(text: "<Patient/>", kind: .format, line: 1, column: 1, path: "Patient"),
    Case(
      text: "<patient xmlns=\"http://hl7.org/fhir\"/>", kind: .format, line: 1, column: 1,
      path: "patient"),
    Case(
      text: "<Patient xmlns=\"http://hl7.org/fhir\">\n  <id value=\"a\"/>\n text</Patient>",
      kind: .convention, line: 3, column: 2, path: "Patient"),
    Case(
      text: "<Patient xmlns=\"http://hl7.org/fhir\">\n<id value=\"a\"/><x:y/></Patient>",
      kind: .malformed, line: 2, column: 16, path: "Patient.y"),
    Case(
      text: "<Patient xmlns=\"http://hl7.org/fhir\">\n<x xmlns=\"urn:x\"/></Patient>",
      kind: .format, line: 2, column: 1, path: "Patient.x"),
    Case(
      text: "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/>", kind: .truncated,
      line: 1, column: 53, path: "Patient"),
    Case(
      text: "\u{FEFF}<?xml version='1.0' encoding='utf8'?><Patient xmlns=\"http://hl7.org/fhir\">"
        + "\n<contact><x>é<y/></x></contact></Patient>", kind: .convention, line: 2, column: 13,
      path: "Patient.contact.x"),
    Case(
      text: "<!DOCTYPE x><Patient xmlns=\"http://hl7.org/fhir\"/>", kind: .forbidden, line: 1,
      column: 12),
    Case(
      text: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Patient/>", kind: .encoding, line: 1,
      column: 31),
    Case(
      text: "<Patient xmlns=\"http://hl7.org/fhir\"><contained/></Patient><!-- --><b/>",
      kind: .malformed, line: 1, column: 68, path: "b"),
  ]

  @Test("line, column and path are exact", arguments: json + xml)
  func places(_ expected: Case) throws {
    let error = try #require(reading(expected.text).error)
    #expect(error.kind == expected.kind)
    #expect(error.line == expected.line)
    #expect(error.column == expected.column)
    #expect(error.path == expected.path)
    let scanned = try #require(scanning(Array(expected.text.utf8), .always).error)
    #expect(scanned == error)
  }

  @Test("in a Bundle the path leads through the entry", arguments: ["json", "xml"])
  func bundle(_ format: String) throws {
    let json = """
      {"resourceType": "Bundle", "entry": [
        {"resource": {"resourceType": "Patient", "id": "1"}},
        {"resource": {"resourceType": "Condition", "onsetDateTime": 2020-01-01}}]}
      """
    let xml = """
      <Bundle xmlns="http://hl7.org/fhir">
        <entry><resource><Patient><id value="1"/></Patient></resource></entry>
        <entry><resource><Condition><onsetDateTime value="<"/></Condition></resource></entry></Bundle>
      """
    let error = try #require(reading(format == "json" ? json : xml).error)
    #expect(error.path == "Bundle.entry[1].resource.onsetDateTime")
    #expect(error.line == 3)
    #expect(error.description.hasPrefix("line 3, column "))
  }

  @Test("no error repeats a value of the input", arguments: json + xml)
  func noValues(_ item: Case) throws {
    let secret = "Zappa"
    let text = item.text.replacing("Zoë", with: secret).replacing("cut", with: secret)
    let error = try #require(reading(text).error)
    #expect(!error.description.contains(secret))
  }

  @Test("strange property names are not repeated either")
  func strangeNames() throws {
    let text = #"{"resourceType": "Patient", "Jane Doe, 1 Main St": {"x": y}}"#
    #expect(try #require(reading(text).error).path == "Patient.?.x")
  }

  @Test("an error in a line of NDJSON can be placed in its file")
  func lineOfFile() {
    let error = SyntaxError(
      kind: .malformed, message: "m", offset: 4, position: SourcePosition(line: 1, column: 5))
    let moved = error.within(line: 7, startingAt: 600)
    #expect(moved.offset == 604)
    #expect(moved.description == "line 7, column 5: m")
  }

  @Test("one locator gives the same answers as a fresh one for each place")
  func locator() {
    let text = Array(
      "{\"resourceType\":\"Bundle\",\r\n\"entry\":[{\"é\":1,\"fullUrl\":\"x\\\"\"},\r{}],\n\"a\":[[1,2]]}"
        .utf8)
    text.withUnsafeBytes { bytes in
      var locator = SourceLocator(bytes)
      for offset in 0...text.count {
        var fresh = SourceLocator(bytes)
        #expect(locator.position(of: offset) == fresh.position(of: offset))
        #expect(locator.path(at: offset) == fresh.path(at: offset), "\(offset)")
      }
    }
  }

  @Test("one locator gives the same answers as a fresh one in XML too")
  func xmlLocator() {
    let text = Array(
      "<?xml version='1.0'?><!-- <a> --><Bundle a='>'><entry><resource><P b=\"/>\"/></resource></entry><entry/><x></x></Bundle>"
        .utf8)
    text.withUnsafeBytes { bytes in
      var locator = SourceLocator(bytes)
      for offset in 0...text.count {
        var fresh = SourceLocator(bytes)
        #expect(locator.path(at: offset) == fresh.path(at: offset), "\(offset)")
      }
    }
  }
}

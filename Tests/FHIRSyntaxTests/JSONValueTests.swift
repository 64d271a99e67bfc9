import FHIRSyntax
import Testing

/// JSON of documents that are no FHIR.
@Suite struct JSONValueTests {
  @Test func `control characters are escaped`() {
    let value = JSONValue.object(of: ("a\"\\\u{1}\n", .string("\u{1F}é")))
    #expect(String(decoding: value.json(), as: UTF8.self) == #"{"a\"\\\u0001\u000a":"\u001fé"}"#)
  }

  @Test func `members keep their order and those that are not there leave no trace`() {
    let value = JSONValue.object(
      of: ("b", .integer(1)), ("a", nil), ("c", .array([.boolean(true), .string("x")])))
    #expect(String(decoding: value.json(), as: UTF8.self) == #"{"b":1,"c":[true,"x"]}"#)
  }
}

import FHIRSyntax
import Testing

@Suite("Hostile input is refused, quickly and without a crash")
struct InputDefenceTests {
  static let patient =
    #"{"resourceType":"Patient","id":"p1","active":true,"n":[-1.50e+2,null,"é\u00E9\n"]}"#
  static let patientXML =
    "<?xml version=\"1.0\"?><Patient xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>"
    + "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>&amp;é</p></div></text><id value=\"a&#10;\"/></Patient>"

  @Test("a file cut off at any byte is refused", arguments: [patient, patientXML])
  func truncated(_ text: String) throws {
    let bytes = Array(text.utf8)
    #expect(reading(bytes).isSuccess)
    for length in 0..<bytes.count {
      let part = Array(bytes[..<length])
      let error = try #require(reading(part).error, "\(length)")
      #expect(error.offset <= length)
      #expect(scanning(part, .always).error == error)
    }
  }

  @Test("a Bundle cut off at any byte is refused, whatever is selected")
  func truncatedBundle() throws {
    let json = """
      {"resourceType":"Bundle","entry":[{"fullUrl":"a","resource":\(Self.patient)},
      {"resource":{"subject":{"reference":"Patient/1"},"code":{"coding":[{"system":"s","code":"c"}]},
      "resourceType":"Condition"}}],"total":2}
      """
    let xml = """
      <Bundle xmlns="http://hl7.org/fhir"><entry><fullUrl value="a"/><resource>
      <Patient><id value="1"/></Patient></resource></entry><entry><resource><Condition>
      <code><coding><system value="s"/><code value="c"/></coding></code></Condition></resource>
      </entry></Bundle>
      """
    for text in [json, xml] {
      let bytes = Array(text.utf8)
      for selection in [ResourceSelection.skip, .whenCoded, .always] {
        #expect(scanning(bytes, selection).isSuccess)
        for length in 0..<bytes.count {
          #expect(scanning(Array(bytes[..<length]), selection).isFailure, "\(selection) \(length)")
        }
      }
    }
  }

  @Test("any byte changed to any other never crashes a reader")
  func changedBytes() {
    var refused = 0
    for text in [Self.patient, Self.patientXML] {
      let bytes = Array(text.utf8)
      for place in bytes.indices {
        for value in [0, 9, 34, 38, 44, 60, 62, 91, 92, 93, 123, 125, 128, 195, 239, 255] as [UInt8]
        {
          var changed = bytes
          changed[place] = value
          if reading(changed).isFailure { refused += 1 }
          _ = scanning(changed, .whenCoded)
        }
      }
    }
    #expect(refused > 1000)
  }

  @Test(
    "100 000 levels are refused by the limit, not by the stack",
    arguments: [
      "[", "{\"a\":", "<a>", "{\"resourceType\":\"Patient\",\"a\":[", "[{\"a\":",
    ])
  func deepNesting(_ opening: String) {
    let start = opening.hasPrefix("<") ? "<Patient xmlns=\"http://hl7.org/fhir\">" : ""
    let text = start + String(repeating: opening, count: 100_000)
    #expect(reading(text).error?.kind == .limit)
    #expect(scanning(Array(text.utf8), .skip).error?.kind == .limit)
  }

  @Test("deep nesting inside a resource to be skipped is refused too")
  func deepNestingInside() {
    let json =
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Claim","a":"#
      + String(repeating: "[", count: 100_000)
    #expect(scanning(Array(json.utf8), .skip).error?.kind == .limit)
    let xml =
      "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><Claim>"
      + String(repeating: "<a>", count: 100_000)
    #expect(scanning(Array(xml.utf8), .skip).error?.kind == .limit)
  }

  @Test("depth counts objects, arrays and elements", arguments: [4, 5])
  func depth(_ depth: Int) {
    var limits = SyntaxLimits.standard
    limits.depth = depth
    let json = #"{"resourceType":"Patient","name":[{"x":[1]}]}"#
    let xml = "<Patient xmlns=\"http://hl7.org/fhir\"><a><b><c><d value='1'/></c></b></a></Patient>"
    #expect(reading(json, limits: limits).isSuccess)
    #expect(reading(xml, limits: limits).isSuccess == (depth == 5))
    limits.depth -= 1
    #expect(reading(json, limits: limits).isSuccess == (depth == 5))
  }

  @Test("each limit has an error of its own, and what is just within it is read")
  func limits() {
    func check(_ text: String, _ change: (inout SyntaxLimits, Int) -> Void, at bound: Int) {
      var limits = SyntaxLimits.standard
      change(&limits, bound)
      #expect(reading(text, limits: limits).isSuccess)
      #expect(scanning(Array(text.utf8), .always, limits: limits).isSuccess)
      change(&limits, bound - 1)
      #expect(reading(text, limits: limits).error?.kind == .limit, "\(text.prefix(60))")
      #expect(scanning(Array(text.utf8), .always, limits: limits).error?.kind == .limit)
    }
    let long = String(repeating: "a", count: 300)
    check(
      #"{"resourceType":"Patient","id":"\#(long)"}"#, { $0.stringLength = $1 }, at: 300)
    check(
      "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"\(long)\"/></Patient>",
      { $0.stringLength = $1 }, at: 300)
    check(
      #"{"resourceType":"Patient","n":-12.50e10}"#, { $0.numberLength = $1 }, at: 9)
    check(#"{"resourceType":"Patient","id":"1"}"#, { $0.bytes = $1 }, at: 35)
    check(#"{"resourceType":"Patient","id":"1","a":[{"b":1}]}"#, { $0.elements = $1 }, at: 4)
    check("<A xmlns=\"http://hl7.org/fhir\"><b value=\"1\"/></A>", { $0.elements = $1 }, at: 2)
  }

  @Test("limits hold in what is skipped")
  func limitsInSkipped() {
    var limits = SyntaxLimits.standard
    limits.stringLength = 300
    limits.numberLength = 9
    limits.entryCount = 2
    func bundle(_ value: String) -> [UInt8] {
      Array(
        #"{"resourceType":"Bundle","entry":[{},{"resource":{"resourceType":"Claim","x":\#(value)}}]}"#
          .utf8)
    }
    let long = "\"" + String(repeating: "a", count: 300) + "\""
    #expect(scanning(bundle(long), .skip, limits: limits).isSuccess)
    #expect(scanning(bundle("123456789"), .skip, limits: limits).isSuccess)
    #expect(scanning(bundle("\"a" + long.dropFirst()), .skip, limits: limits).error?.kind == .limit)
    #expect(scanning(bundle("1234567890"), .skip, limits: limits).error?.kind == .limit)
    limits.entryCount = 1
    #expect(scanning(bundle("1"), .skip, limits: limits).error?.kind == .limit)
  }

  @Test(
    "a property twice is refused, in whatever part and however it is written",
    arguments: [
      #"{"resourceType":"Bundle","type":"a","type":"b"}"#,
      #"{"resourceType":"Bundle","entry":[],"entry":[]}"#,
      #"{"resourceType":"Bundle","entry":[{"fullUrl":"a","fullUrl":"b"}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A"},"resource":{"resourceType":"A"}}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","id":"1","id":"1"}}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","resourceType":"A"}}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","x":[{"long-name-1":1,"long-name-1":2}]}}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","x":{"code":1,"\u0063ode":2}}}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","x":{"y":{"code":1},"code":2,"code" :3}}}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","subject":{"a":1,"a":2}}}]}"#,
    ])
  func duplicates(_ text: String) {
    for selection in [ResourceSelection.skip, .whenCoded, .always] {
      #expect(scanning(Array(text.utf8), selection).error?.kind == .duplicate)
    }
    #expect(reading(text).error?.kind == .duplicate)
  }

  @Test("names that only look alike are no duplicates")
  func similarNames() {
    let text =
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","a":{"code":1,"codE":2,"code ":3,"\u0063odes":4,"abcdefgh1abcdefgh":5,"abcdefgh2abcdefgh":6,"":7}}}]}"#
    #expect(scanning(Array(text.utf8), .skip).isSuccess)
    #expect(scanning(Array(text.utf8), .always).isSuccess)
  }

  @Test("an object with thousands of properties is refused before it costs time")
  func manyProperties() {
    let properties = (0..<200_000).map { "\"p\($0)\":1" }.joined(separator: ",")
    let text =
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","x":{\#(properties)}}}]}"#
    #expect(scanning(Array(text.utf8), .skip).error?.kind == .limit)
  }

  @Test("names that are made to be alike are refused before they cost time")
  func alikeNames() {
    func object(_ name: (Int) -> String) -> String {
      "{" + (0..<900).map { "\"\(name($0))\":1" }.joined(separator: ",") + "}"
    }
    // Equal in length, in the first and in the last eight bytes; the second as escapes spell them.
    let alike = [
      object { "aaaaaaaa\($0 + 1000)bbbbbbbb" }, object { #"\u0061aaaaaaa\#($0 + 1000)bbbbbbbb"# },
    ]
    for object in alike {
      let text =
        #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","x":\#(object)}}]}"#
      #expect(scanning(Array(text.utf8), .skip).error?.kind == .limit)
      // Whole trees compare names by a table, which nobody can fill with collisions.
      #expect(reading(text).isSuccess)
    }
  }

  @Test("a name longer than any of FHIR's is refused by every reader")
  func longName() {
    let name = String(repeating: "a", count: 257)
    let text =
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"A","\#(name)":1}}]}"#
    for selection in [ResourceSelection.skip, .whenCoded, .always] {
      #expect(scanning(Array(text.utf8), selection).error?.kind == .limit)
    }
    #expect(reading(text).error?.kind == .limit)
  }

  @Test("partners without their properties cost no more than their number")
  func manyCompanions() {
    let partners = (0..<990).map { "\"_a\($0)\":{\"id\":\"x\"}" }.joined(separator: ",")
    let tree = reading(#"{"resourceType":"Patient",\#(partners)}"#)
    #expect((try? tree.get())?.root.children.count == 990)
    let tooMany = (0..<1001).map { "\"_a\($0)\":{\"id\":\"x\"}" }.joined(separator: ",")
    #expect(reading(#"{"resourceType":"Patient",\#(tooMany)}"#).error?.kind == .limit)
  }

  @Test("a limit that was passed is told by the name under which it is set")
  func limitsAreNamed() {
    var limits = SyntaxLimits.standard
    limits[.depth] = 3
    let deep = reading(#"{"resourceType":"Patient","name":[{"x":[1]}]}"#, limits: limits)
    #expect(deep.error?.message.hasSuffix("Limit: depth=3.") == true)
    limits = .standard
    limits[.bytes] = 20
    let large = reading(#"{"resourceType":"Patient","id":"1"}"#, limits: limits)
    #expect(large.error?.message.hasSuffix("Limit: bytes=20.") == true)
    for measure in SyntaxLimits.Measure.allCases {
      var limits = SyntaxLimits.standard
      limits[measure] = 7
      #expect(limits[measure] == 7)
      #expect(limits != .standard)
    }
  }

  @Test(
    "an element with thousands of attributes or namespaces is refused before libxml2 compares them")
  func manyAttributes() {
    let attributes = (0..<200_000).map { " a\($0)=\"1\"" }.joined()
    let text = "<Patient xmlns=\"http://hl7.org/fhir\"\(attributes)/>"
    #expect(reading(text).error?.kind == .limit)
    let namespaces = (0..<300).map { " xmlns:n\($0)=\"urn:\($0)\"" }.joined()
    #expect(
      reading("<Patient xmlns=\"http://hl7.org/fhir\"\(namespaces)><a/></Patient>").error?.kind
        == .limit)
  }

  @Test("a long value with many quotation marks is not taken for attributes")
  func longValue() {
    let value = String(repeating: "it's = 'so' ", count: 5000)
    let text = "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"\(value)\"/></Patient>"
    #expect(reading(text).isSuccess)
  }

  @Test("millions of small defects neither fill the memory nor take long")
  func manyDefects() throws {
    let items = Array(repeating: "{}", count: 300_000).joined(separator: ",")
    let tree = try reading(#"{"resourceType":"Patient","x":[\#(items)]}"#).get()
    #expect(tree.issues.count == SyntaxTree.maximumIssues)
    let entries = Array(repeating: #"{"resource":1}"#, count: 100_000).joined(separator: ",")
    let bundle = Array(#"{"resourceType":"Bundle","entry":[\#(entries)]}"#.utf8)
    let scanned = try scanning(bundle, .always).get()
    #expect(scanned.entries.allSatisfy { $0.defect?.kind == .convention })
    #expect(scanned.entries.last?.defect?.path == "Bundle.entry[99999].resource")
  }
}

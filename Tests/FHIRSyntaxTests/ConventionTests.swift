import FHIRSyntax
import Testing

@Suite("FHIR's rules for JSON and XML end in the tree")
struct ConventionTests {
  private func children(_ properties: String) throws -> (nodes: [FHIRNode], issues: [SyntaxError]) {
    let tree = try reading("{\"resourceType\":\"Patient\",\(properties)}").get()
    return (tree.root.children, tree.issues)
  }

  private func id(_ text: String) -> [FHIRNode] { [FHIRNode(name: "id", value: .string(text))] }

  @Test(
    "a value and what belongs to it become one node, in either order",
    arguments: [
      #""birthDate":"1978","_birthDate":{"id":"b"}"#,
      #""_birthDate":{"id":"b"},"birthDate":"1978""#,
      #""_birthDate":{"id":"b"},"birthDate":"1978","fhir_comments":["x",{"y":[1]}]"#,
    ])
  func companion(_ properties: String) throws {
    let node = FHIRNode(name: "birthDate", value: .string("1978"), children: id("b"))
    let found = try children(properties)
    #expect(found.nodes == [node])
    #expect(found.issues.isEmpty)
  }

  @Test("what belongs to no value becomes a node without one")
  func companionAlone() throws {
    let node = FHIRNode(name: "birthDate", lacksValue: true, children: id("b"))
    #expect(try children(#""_birthDate":{"id":"b"}"#).nodes == [node])
    let complex = FHIRNode(name: "birthDate", children: id("b"))
    #expect(try children(#""birthDate":{"id":"b"}"#).nodes == [complex])
  }

  @Test("arrays with null are joined place by place")
  func arrays() throws {
    let found = try children(
      #""given":["A",null,"C"],"_given":[null,{"id":"2"},{"id":"3"}]"#)
    #expect(
      found.nodes == [
        FHIRNode(name: "given", value: .string("A"), isRepeating: true),
        FHIRNode(name: "given", lacksValue: true, isRepeating: true, children: id("2")),
        FHIRNode(name: "given", value: .string("C"), isRepeating: true, children: id("3")),
      ])
    #expect(found.issues.isEmpty)
  }

  @Test(
    "what has one sensible reading is taken as absent and reported",
    arguments: [
      (#""a":null"#, 0), (#""a":[]"#, 0), (#""a":{}"#, 0), (#""a":"""#, 0), (#""a":[{}]"#, 0),
      (#""a":["x",null]"#, 1), (#""a":["x",""]"#, 1),
      (#""a":["x"],"_a":[{"id":"1"},{"id":"2"}]"#, 2),
    ])
  func tolerated(_ properties: String, _ count: Int) throws {
    let found = try children(properties)
    #expect(found.nodes.count == count)
    #expect(found.issues.map(\.kind) == [.convention])
  }

  @Test(
    "what has no sensible reading is refused",
    arguments: [
      #""a":[["x"]]"#, #""a":["x",{"b":1}]"#, #""a":[null,{"b":1}]"#, #""_a":"x""#, #""_a":["x"]"#,
      #""a":{"b":1},"_a":{"id":"1"}"#, #""a":["x"],"_a":{"id":"1"}"#, #""entry":[null]"#,
    ])
  func refused(_ properties: String) {
    let error = reading("{\"resourceType\":\"Patient\",\(properties)}").error
    #expect(error?.kind == .convention)
  }

  @Test(
    "characters that FHIR cannot hold are replaced and reported",
    arguments: [
      #"\u0000"#, #"\u000b"#, #"\b"#, #"\f"#, #"\uFFFE"#, "\u{FFFE}",
    ])
  func characters(_ character: String) throws {
    let found = try children("\"id\":\"a\(character)b\"")
    #expect(found.nodes.first?.text == "a\u{FFFD}b")
    #expect(found.issues.map(\.kind) == [.convention])
  }

  @Test("escapes mean the characters that they name")
  func escapes() throws {
    let found = try children(#""id":"\"\\\/\n\r\t\u00e9\uD83D\uDE00""#)
    #expect(found.nodes.first?.text == "\"\\/\n\r\t\u{e9}\u{1F600}")
    #expect(found.issues.isEmpty)
  }

  @Test("resourceType is a type only where a resource can stand")
  func types() throws {
    let found = try children(
      #""contained":[{"resourceType":"A","b":1}],"instance":[{"resourceType":"A","b":1}]"#)
    #expect(found.nodes[0].resourceType == "A")
    #expect(found.nodes[0].children.map(\.name) == ["b"])
    #expect(found.nodes[1].resourceType == nil)
    #expect(found.nodes[1].children.map(\.name) == ["resourceType", "b"])
  }

  @Test("XML attributes become children, wrapped resources one node")
  func xml() throws {
    let root = try reading(
      """
      <?xml version="1.0" encoding="utf-8"?><!-- c --><?p i?>
      <f:Patient xmlns:f="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="a b">
        <f:contained><f:Organization><f:id value="o&amp;&#10;1&#x41;"/></f:Organization></f:contained>
        <f:extension id="e" url="http://x"><f:valueCode value='a
      b'/></f:extension>
        <f:name><f:given value="A"/><f:given value="B"/></f:name>
      </f:Patient>
      """
    ).get().root
    func lexical(_ name: String, _ text: String, isRepeating: Bool = false) -> FHIRNode {
      FHIRNode(name: name, value: .lexical(text), isRepeating: isRepeating)
    }
    #expect(
      root
        == FHIRNode(
          name: "", resourceType: "Patient",
          children: [
            FHIRNode(
              name: "contained", resourceType: "Organization",
              children: [lexical("id", "o&\n1A")]),
            FHIRNode(
              name: "extension",
              children: [
                lexical("id", "e"), lexical("url", "http://x"), lexical("valueCode", "a b"),
              ]),
            FHIRNode(
              name: "name",
              children: [
                lexical("given", "A", isRepeating: true), lexical("given", "B", isRepeating: true),
              ]),
          ]))
  }

  @Test(
    "what XML can say beside FHIR is reported or refused",
    arguments: [
      ("<a value=\"1\" x=\"2\"/>", SyntaxError.Kind.convention, true),
      ("<a value=\"\"/>", .convention, true), ("<a/>", .convention, true),
      ("<contained id=\"1\"><B/></contained>", .convention, true),
      ("<contained><B/><B/></contained>", .convention, false),
      ("<contained><a value=\"1\"/><B/></contained>", .convention, false),
      ("<a value=\"1\">text</a>", .convention, false),
      ("<a><![CDATA[text]]></a>", .convention, false),
      ("<a xmlns=\"urn:x\" value=\"1\"/>", .format, false),
      ("<a value=\"&nbsp;\"/>", .malformed, false),
      ("<a value=\"1\" value=\"2\"/>", .malformed, false), ("<a value=1/>", .malformed, false),
      ("<a value=\"<\"/>", .malformed, false), ("<a value=\"&\"/>", .malformed, false),
      ("<a value=\"&#0;\"/>", .malformed, false), ("<a><b></a></b>", .malformed, false),
    ])
  func xmlBreaches(_ element: String, _ kind: SyntaxError.Kind, _ isTolerated: Bool) throws {
    let result = reading("<Patient xmlns=\"http://hl7.org/fhir\">\(element)</Patient>")
    if isTolerated {
      #expect(try result.get().issues.map(\.kind) == [kind])
    } else {
      #expect(result.error?.kind == kind)
    }
  }

  @Test("a byte order mark at the beginning is passed over in both formats")
  func byteOrderMark() {
    #expect(reading("\u{FEFF}{\"resourceType\":\"Patient\"}").isSuccess)
    #expect(reading("\u{FEFF}<Patient xmlns=\"http://hl7.org/fhir\"/>").isSuccess)
  }

  @Test(
    "other encodings are refused by name",
    arguments: [
      [0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0x7B, 0, 0x22, 0], [0, 0x3C, 0, 0x3F],
      [0, 0, 0, 0x7B], [0x7B, 0, 0, 0], [0, 0, 0xFE, 0xFF],
    ] as [[UInt8]])
  func encodings(_ bytes: [UInt8]) throws {
    #expect(try #require(reading(bytes).error).kind == .encoding)
  }
}

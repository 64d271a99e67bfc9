import FHIRSyntax
import Testing

@Suite("Writers put no more into a document than the tree says")
struct WriterTests {
  static let full = FHIRNode(
    name: "", resourceType: "Patient",
    children: [
      FHIRNode(name: "id", value: .string("p1")),
      FHIRNode(
        name: "contained", resourceType: "Organization", isRepeating: true,
        children: [FHIRNode(name: "id", value: .string("o1"))]),
      FHIRNode(
        name: "extension", isRepeating: true,
        children: [
          FHIRNode(name: "url", value: .string("http://x")),
          FHIRNode(name: "valueDecimal", value: .number("1.00")),
        ]),
      FHIRNode(name: "active", value: .boolean(true)),
      FHIRNode(
        name: "name", isRepeating: true,
        children: [
          FHIRNode(name: "id", value: .string("n1")),
          FHIRNode(name: "given", value: .string("A"), isRepeating: true),
          FHIRNode(
            name: "given", lacksValue: true, isRepeating: true,
            children: [FHIRNode(name: "id", value: .string("g2"))]),
        ]),
      FHIRNode(
        name: "birthDate", lacksValue: true,
        children: [FHIRNode(name: "id", value: .string("b"))]),
    ])

  @Test("JSON: the type first, names with underscore, padded arrays")
  func json() throws {
    let expected = #"""
      {
        "resourceType": "Patient",
        "id": "p1",
        "contained": [
          {
            "resourceType": "Organization",
            "id": "o1"
          }
        ],
        "extension": [
          {
            "url": "http://x",
            "valueDecimal": 1.00
          }
        ],
        "active": true,
        "name": [
          {
            "id": "n1",
            "given": [
              "A",
              null
            ],
            "_given": [
              null,
              {
                "id": "g2"
              }
            ]
          }
        ],
        "_birthDate": {
          "id": "b"
        }
      }

      """#
    #expect(try text(Self.full, .json, .pretty) == expected)
    let compact = try text(Self.full, .json)
    #expect(!compact.contains("\n") && !compact.contains(" "))
    #expect(try reading(compact).get().root == Self.full)
  }

  @Test("XML: attributes, wrapped resources, one namespace")
  func xml() throws {
    let expected = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Patient xmlns="http://hl7.org/fhir">
        <id value="p1"/>
        <contained>
          <Organization>
            <id value="o1"/>
          </Organization>
        </contained>
        <extension url="http://x">
          <valueDecimal value="1.00"/>
        </extension>
        <active value="true"/>
        <name id="n1">
          <given value="A"/>
          <given id="g2"/>
        </name>
        <birthDate id="b"/>
      </Patient>

      """
    #expect(try text(Self.full, .xml, .pretty) == expected)
  }

  @Test(
    "strings come back from both formats as they were",
    arguments: [
      "a", "\"\\/<>&'", "line\nfeed\ttab\r", "é ü \u{1F600} \u{2028}\u{FFFD}\u{FEFF}", "]]>",
      "&amp;",
      "\u{7F}\u{85}", "<script>", "  ",
    ])
  func strings(_ value: String) throws {
    for format in FHIRFormat.allCases {
      let written = try text(patient(value), format)
      #expect(try reading(written).get().root["id"]?.text == value)
    }
  }

  @Test(
    "characters that FHIR forbids are refused",
    arguments: [
      "\u{0}", "a\u{1}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}",
    ])
  func characters(_ value: String) throws {
    for format in FHIRFormat.allCases {
      let error = #expect(throws: SyntaxError.self) { try text(patient(value), format) }
      #expect(error?.kind == .unwritable)
      #expect(error?.path == "Patient.id")
    }
  }

  @Test(
    "names cannot smuggle elements into XML",
    arguments: [
      "a b=\"1\"", "a/><b", "a>b", "", "a:b", "_a", "1a", "é",
    ])
  func names(_ name: String) {
    let node = FHIRNode(
      name: "", resourceType: "Patient", children: [FHIRNode(name: name, value: .string("x"))])
    #expect(throws: SyntaxError.self) { try text(node, .xml) }
    let type = FHIRNode(name: "", resourceType: name)
    #expect(throws: SyntaxError.self) { try text(type, .xml) }
  }

  @Test(
    "the text of a number cannot smuggle anything into JSON",
    arguments: [
      "1,\"a\":2", "01", "1.", "-", "", "NaN", "true", " 1", "1 ", "1e", "0x1", "+1", "null",
    ])
  func numbers(_ digits: String) {
    let node = FHIRNode(
      name: "", resourceType: "Observation", children: [FHIRNode(name: "n", value: .number(digits))]
    )
    #expect(throws: SyntaxError.self) { try text(node, .json) }
  }

  @Test(
    "numbers keep their text",
    arguments: ["1.00", "-0.0", "1e-3", "1E+10", "0", "12345678901234567890.10"])
  func decimals(_ digits: String) throws {
    let node = FHIRNode(
      name: "", resourceType: "Observation", children: [FHIRNode(name: "n", value: .number(digits))]
    )
    #expect(try text(node, .json) == #"{"resourceType":"Observation","n":\#(digits)}"#)
  }

  @Test("a value read from XML is not guessed to be a string in JSON")
  func lexical() throws {
    let xml = "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/></Patient>"
    let root = try reading(xml).get().root
    let error = #expect(throws: SyntaxError.self) { try text(root, .json) }
    #expect(error?.path == "Patient.active")
  }

  @Test("only a resource can be written")
  func noResource() {
    for format in FHIRFormat.allCases {
      #expect(throws: SyntaxError.self) { try text(FHIRNode(name: "name"), format) }
    }
  }

  @Test("a tree too deep to be written is refused before the stack ends")
  func depth() {
    var node = FHIRNode(name: "a", value: .string("x"))
    for _ in 0..<2000 { node = FHIRNode(name: "a", children: [node]) }
    let root = FHIRNode(name: "", resourceType: "Patient", children: [node])
    for format in FHIRFormat.allCases {
      #expect(throws: SyntaxError.self) { try text(root, format) }
    }
  }

  private func patient(_ id: String) -> FHIRNode {
    FHIRNode(
      name: "", resourceType: "Patient", children: [FHIRNode(name: "id", value: .string(id))])
  }

  private func text(
    _ node: FHIRNode, _ format: FHIRFormat, _ layout: SyntaxLayout = .compact
  ) throws -> String {
    String(decoding: try writeTree(node, as: format, layout: layout), as: UTF8.self)
  }
}

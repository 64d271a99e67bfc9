import FHIRSyntax
import Testing

@Suite("A narrative is one div of XHTML")
struct NarrativeTests {
  static let namespace = "xmlns=\"http://www.w3.org/1999/xhtml\""

  @Test(
    "what FHIR allows has no fault",
    arguments: [
      "<div \(namespace) xml:lang=\"en\"><img src=\"#a\"/></div>",
      "<div \(namespace)>text &amp; &#160; &lt;</div>",
      "<div \(namespace) class=\"x\"><p style='a'>b<br/><a href=\"http://x\">c</a></p></div>",
      "<div \(namespace)><![CDATA[a < b]]><!-- comment --></div>",
      "<div \(namespace)><table><tbody><tr><td><p>1</p></td></tr></tbody></table></div>",
      "<h:div xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p>a</h:p></h:div>",
    ])
  func clean(_ div: String) {
    #expect(Narrative.faults(in: div) == [])
  }

  @Test(
    "what can run or load, or is not XHTML as FHIR wants it, is named",
    arguments: [
      ("<script>x</script>", [.forbiddenContent]), ("<form>x</form>", [.forbiddenContent]),
      ("<p onclick=\"x\">a</p>", [.forbiddenContent]), ("<p h:x=\"x\">a</p>", [.forbiddenContent]),
      ("<iframe src=\"x\"/>", [.forbiddenContent, .empty]),
      ("<object data=\"x\"/>x", [.forbiddenContent]),
      ("<a href=\"JavaScript:x\">a</a>", [.badLink]), ("<a href=\" data:x\">a</a>", [.badLink]),
      ("<a href=\"http://x/{y}\">a</a>", [.badLink]), ("<p>a<p>b</p></p>", [.nestedParagraph]),
      ("<p>a<ul><li>b</li></ul></p>", [.nestedParagraph]), ("<p> </p>", [.empty]), ("", [.empty]),
    ] as [(String, [Narrative.Fault])])
  func faults(_ content: String, _ faults: [Narrative.Fault]) {
    #expect(
      Narrative.faults(in: "<div \(Self.namespace) xmlns:h=\"urn:h\">\(content)</div>") == faults)
  }

  @Test(
    "what could not stand in XML is malformed",
    arguments: [
      "", "text", "<div>no namespace</div>", "<p \(namespace)>no div</p>",
      "<div \(namespace)>a&nbsp;b</div>", "<div \(namespace)><p>a</div>", "<div \(namespace)>",
      "<div \(namespace)/><div \(namespace)/>", "<div \(namespace)/>text",
      "<div \(namespace)/></text><active value=\"true\"/><text>",
      "<?xml version=\"1.0\"?><div \(namespace)/>", "<!-- a --><div \(namespace)/>",
      "<div \(namespace)/><!-- a -->", "<div \(namespace)/><?a b?>",
      "<!DOCTYPE div [<!ENTITY e \"x\">]><div \(namespace)>&e;</div>",
      "<div \(namespace)>\u{1}</div>", "<div \(namespace)>&#1;</div>",
      "<div \(namespace)><p xmlns=\"http://hl7.org/fhir\"/></div>",
      "<h:div xmlns:h=\"http://hl7.org/fhir\"/>", " <div \(namespace)/>",
      "<div \(namespace)/>\n",
    ])
  func malformed(_ div: String) {
    #expect(Narrative.faults(in: div) == [.malformed])
    #expect(!Narrative.isWellFormed(div))
    let patient = FHIRNode(
      name: "", resourceType: "Patient",
      children: [
        FHIRNode(name: "text", children: [FHIRNode(name: "div", value: .string(div))])
      ])
    // XML cannot hold it; JSON can, as a string, unless a character is not FHIR's.
    #expect(throws: SyntaxError.self) { try writeTree(patient, as: .xml) }
  }

  @Test("two spellings of one narrative have one canonical form")
  func canonical() {
    let left =
      "<div \(Self.namespace) title='a \"b\"'>x<br></br>&quot;&#x41;<![CDATA[<]]><!-- c --></div>"
    let right = "<div \(Self.namespace) title=\"a &quot;b&quot;\">x<br/>\"A&lt;</div>"
    #expect(Narrative.canonical(left) == Narrative.canonical(right))
    #expect(Narrative.canonical(left) == right)
  }

  @Test("a broken narrative in JSON costs nothing but itself")
  func broken() throws {
    let text = #"{"resourceType":"Patient","text":{"div":"<div>a&nbsp;</p>"},"id":"1"}"#
    let tree = try reading(text).get()
    #expect(tree.root["text"]?["div"]?.text == "<div>a&nbsp;</p>")
    #expect(tree.root["id"]?.text == "1")
  }

  @Test("without its broken narratives a resource can be written as XML")
  func withoutBroken() throws {
    let text = #"""
      {"resourceType":"Patient","text":{"status":"generated","div":"<div>a&nbsp;</div>"},"contained":
       [{"resourceType":"List","text":{"div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">b</div>"}}]}
      """#
    let root = try reading(text).get().root
    #expect(throws: SyntaxError.self) { try writeTree(root, as: .xml) }
    let (tree, removed) = root.withoutMalformedNarratives()
    #expect(removed == 1)
    #expect(tree.children.map(\.name) == ["contained"])
    #expect(try String(decoding: writeTree(tree, as: .xml), as: UTF8.self).contains(">b</div>"))
  }

  @Test("from XML a narrative comes as it stands where it means the same on its own")
  func verbatim() throws {
    let div = "<div \(Self.namespace) title='a'>x &quot;y&quot;<!-- c --><b><![CDATA[z]]></b></div>"
    let text = "<Patient xmlns=\"http://hl7.org/fhir\"><text>\(div)</text></Patient>"
    #expect(try reading(text).get().root["text"]?["div"]?.text == div)
    let crlf = text.replacing("x &quot;", with: "x\r\n&quot;\r")
    #expect(
      try reading(crlf).get().root["text"]?["div"]?.text
        == div.replacing("x &quot;", with: "x\n&quot;\n"))
  }

  @Test(
    "a narrative with prefixes or instructions is spelled anew",
    arguments: [
      "<h:div>a<h:b/></h:div>", "<h:div>a<?x y?><h:b></h:b></h:div>",
      "<div \(namespace)>a<?x y?><b/></div>", "<div \(namespace)>a<h:b/></div>",
    ])
  func spelledAnew(_ div: String) throws {
    let text =
      "<Patient xmlns=\"http://hl7.org/fhir\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><text>\(div)</text></Patient>"
    let tree = try reading(text).get()
    #expect(tree.root["text"]?["div"]?.text == "<div \(Self.namespace)>a<b/></div>")
    #expect(tree.issues.isEmpty)
  }

  @Test("a narrative in another namespace is reported and judged malformed")
  func otherNamespace() throws {
    let text = "<Patient xmlns=\"http://hl7.org/fhir\"><text><div>a</div></text></Patient>"
    let tree = try reading(text).get()
    #expect(tree.issues.map(\.kind) == [.narrative])
    let div = try #require(tree.root["text"]?["div"]?.text)
    #expect(!Narrative.isWellFormed(div))
  }
}

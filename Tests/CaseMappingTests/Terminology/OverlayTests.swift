import CaseMapping
import CodeLists
import Testing

/// A site adds its own codes (CONTRACT section 4).
@Suite struct OverlayTests {
  static let header = "system,code,display,concept,source,confidence\n"
  static let site = "https://hospital.example/codes"

  func overlay(_ name: String, _ text: String) throws(CodeListError) -> Terminology {
    try Terminology(overlay: [.init(name: name, bytes: Array(text.utf8))])
  }

  func fault(_ name: String, _ text: String) -> String? {
    do {
      _ = try overlay(name, text)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func aTableAddsCodes() throws {
    let terminology = try overlay(
      "site.csv",
      Self.header
        + "\(Self.site),DVT-L,\"Clot, left\",dvt-iliofemoral-acute/segment=iliac/laterality=left,ours,verified\r\n"
    )
    let meaning = try #require(terminology.meaning(system: Self.site, code: "DVT-L"))
    #expect(meaning.concept == "dvt-iliofemoral-acute")
    #expect(meaning.value("laterality") == "left")
    #expect(meaning.display == "Clot, left")
    #expect(meaning.origin == .overlay(file: "site.csv"))
    #expect(terminology.notices.isEmpty)
    // What was built in is still there.
    #expect(terminology.meaning(system: CodeSystemURI.icd10CM, code: "I82.422") != nil)
    #expect(terminology.codes(of: "dvt-iliofemoral-acute").first?.code == "DVT-L")
  }

  @Test func aValueSetUnderOurUrlAddsToItsConcept() throws {
    let terminology = try overlay(
      "ulcer.json",
      """
      {"resourceType": "ValueSet", "url": "https://venoguide.example/fhir/ValueSet/venous-ulcer",
       "compose": {"include": [{"system": "\(Self.site)", "concept": [
        {"code": "U1", "display": "Ulcer"}]}]}}
      """)
    #expect(terminology.meaning(system: Self.site, code: "U1")?.concept == "venous-ulcer")
  }

  @Test func aValueSetOfTheSiteIsBoundByAnExtension() throws {
    let terminology = try overlay(
      "expansion.json",
      """
      {"resourceType": "ValueSet", "url": "https://hospital.example/ValueSet/left-iliac",
       "extension": [{"url": "https://venoguide.example/fhir/StructureDefinition/concept",
         "valueString": "dvt-chronic/segment=iliac"}],
       "expansion": {"contains": [{"display": "group", "contains": [
         {"system": "\(Self.site)", "code": "77", "display": "Old clot"}]}]}}
      """)
    let meaning = try #require(terminology.meaning(system: Self.site, code: "77"))
    #expect(meaning.concept == "dvt-chronic")
    #expect(meaning.value("segment") == "iliac")
  }

  @Test func aConceptMapLeadsToFindingsAndQualities() throws {
    let terminology = try overlay(
      "map.json",
      """
      {"resourceType": "ConceptMap", "group": [
       {"source": "\(Self.site)", "target": "https://venoguide.example/fhir/CodeSystem/finding", "element": [
        {"code": "MT", "target": [{"code": "iliac-vein-compression", "equivalence": "equivalent"}]}]},
       {"source": "\(Self.site)", "target": "https://venoguide.example/fhir/CodeSystem/laterality", "element": [
        {"code": "MT", "target": [{"code": "left", "equivalence": "relatedto"}]}]}]}
      """)
    let meaning = try #require(terminology.meaning(system: Self.site, code: "MT"))
    #expect(meaning.concept == "iliac-vein-compression")
    #expect(meaning.value("laterality") == "left")
  }

  @Test func prefixRulesAndInitialEncountersWorkInAnOverlay() throws {
    let terminology = try overlay(
      "prefix.csv",
      Self.header
        + "\(CodeSystemURI.icd10CM),prefix:I83,Varices,chronic-venous-disease,ours,verified\n"
        + "\(CodeSystemURI.icd10CM),prefix:S36,Injury,lysis-contraindication/major-trauma,ours,verified\n"
    )
    #expect(
      terminology.meaning(system: CodeSystemURI.icd10CM, code: "I83.90")?.concept
        == "chronic-venous-disease")
    #expect(terminology.meaning(system: CodeSystemURI.icd10CM, code: "S36.115A") != nil)
    #expect(terminology.meaning(system: CodeSystemURI.icd10CM, code: "S36.115D") == nil)
    // A built-in code outweighs the overlay's rule for the same concept.
    #expect(
      terminology.meaning(system: CodeSystemURI.icd10CM, code: "I83.811")?.value("laterality")
        == "right")
  }

  @Test func anOverlayMayReplaceAMeaningAndSaysSo() throws {
    let terminology = try overlay(
      "site.csv",
      Self.header + "\(CodeSystemURI.snomed),66877004,PCD,phlegmasia/alba-dolens,ours,verified\n")
    let meanings = terminology.meanings(system: CodeSystemURI.snomed, code: "66877004")
    #expect(meanings.map(\.refinedConcept.rawValue) == ["phlegmasia/alba-dolens"])
    #expect(
      terminology.notices.map(\.description) == [
        "site.csv:2: 66877004 now means phlegmasia/alba-dolens, instead of what the built-in list says"
      ])
  }

  @Test func anOverlayMayTakeAMeaningAwayAndSaysSo() throws {
    let terminology = try overlay(
      "map.json",
      """
      {"resourceType": "ConceptMap", "group": [
       {"source": "\(CodeSystemURI.snomed)",
        "target": "https://venoguide.example/fhir/CodeSystem/concept", "element": [
        {"code": "3415004", "target": [{"code": "limb-threat", "equivalence": "disjoint"}]}]}]}
      """)
    let meanings = terminology.meanings(system: CodeSystemURI.snomed, code: "3415004")
    #expect(meanings.map(\.concept) == ["skin-discolouration"])
    #expect(
      terminology.notices.map(\.description) == [
        "map.json:4: 3415004 no longer means limb-threat"
      ])
  }

  @Test func theDigestTellsOverlaysApart() throws {
    let line = "\(Self.site),A,A,inr,ours,verified\n"
    let one = try overlay("a.csv", Self.header + line)
    let same = try overlay("b.csv", Self.header + line)
    let other = try overlay("a.csv", Self.header + line + line.replacing("A,A", with: "B,B"))
    #expect(one.digest == same.digest)
    #expect(one.digest != other.digest)
    #expect(one.digest != Terminology.builtIn.digest)
    #expect(one.digest.count == 64)
  }

  @Test(arguments: [
    (
      "a.csv", "code,system\n",
      "a.csv:1: the first line must be system,code,display,concept,source,confidence"
    ),
    ("a.csv", header + "x,1,d,inr,s\n", "a.csv:2: 5 fields, expected 6"),
    (
      "a.csv", header + "x,1,d,inr,s,sure\n",
      "a.csv:2: confidence must be verified or single-source-weak"
    ),
    ("a.csv", header + "x,1,d,inrr,s,verified\n", "a.csv:2: unknown concept 'inrr'"),
    ("a.csv", header + "x,1,d,inr/odd,s,verified\n", "a.csv:2: unknown flag 'odd'"),
    (
      "a.csv", header + "x,1,d,inr/segment=arm,s,verified\n",
      "a.csv:2: unknown qualifier 'segment=arm'"
    ),
    (
      "a.csv", header + "http://snomed.info/sct,262519003,d,inr,s,verified\n",
      "a.csv:2: 262519003 is damaged"
    ),
    (
      "a.csv", header + "x,prefix:1,d,inr,s,verified\n",
      "a.csv:2: prefix rules exist for ICD-10-CM only"
    ),
    ("a.csv", header + "x,\"1\nx", "a.csv:2: a quotation mark is not closed"),
    (
      "a.csv", header + "x,1,d,inr,s,verified\nx,1,d,inr/legacy,s,verified\n",
      "a.csv:3: 1 stands under inr in another way in a.csv:2"
    ),
    ("a.txt", "x", "a.txt:1: a code list is a FHIR resource in a .json file"),
    ("a.json", "{\n\"resourceType\": \"Patient\"}", "a.json:2: resourceType must be ValueSet"),
    ("a.json", "{\n\"resourceType\": \"ValueSet\",\n}", "a.json:3: remove the comma before '}'"),
    ("a.json", "{\"resourceType\":\n \"ValueSet\"", "a.json:2: the JSON document ends too early"),
    (
      "a.json", "{\"resourceType\": \"ValueSet\",\n\"url\": \"http://x\"}",
      "a.json:2: which concept do these codes mean?"
    ),
    (
      "a.json",
      """
      {"resourceType": "ValueSet", "url": "https://venoguide.example/fhir/ValueSet/inr",
       "compose": {"include": [
        {"system": "x", "filter": [{"property": "concept", "op": "is-a", "value": "1"}]}]}}
      """, "a.json:3: a filter must be property code, op regex"
    ),
    (
      "a.json",
      """
      {"resourceType": "ValueSet", "url": "https://venoguide.example/fhir/ValueSet/inr",
       "compose": {"include": [{"system": "x"}]}}
      """, "a.json:2: compose.include without concept or filter"
    ),
    (
      "a.json",
      """
      {"resourceType": "ValueSet", "url": "https://venoguide.example/fhir/ValueSet/inr",
       "compose": {"include": [{"system": "x", "concept": [
        {"code": 5}]}]}}
      """, "a.json:3: a code is missing; it must be a string"
    ),
    (
      "a.json",
      """
      {"resourceType": "ConceptMap", "group": [
       {"source": "x", "target": "https://venoguide.example/fhir/CodeSystem/segment", "element": [
        {"code": "1", "target": [{"code": "iliac"}]}]}]}
      """, "a.json:3: code 1 has a quality but no concept"
    ),
    (
      "a.json",
      """
      {"resourceType": "ConceptMap", "group": [
       {"source": "x", "target": "http://snomed.info/sct"}]}
      """, "a.json:2: a group's target must be one of our code systems"
    ),
  ])
  func aFaultTellsFileLineAndWhatToDo(name: String, text: String, expected: String) throws {
    let message = try #require(fault(name, text))
    #expect(message.hasPrefix(expected), "\(message)")
  }

  @Test func escapedTextInJSONIsRead() throws {
    let terminology = try overlay(
      "a.json",
      #"""
      {"resourceType": "ValueSet", "url": "https:\/\/venoguide.example/fhir/ValueSet/inr",
       "compose": {"include": [{"system": "x", "concept": [
        {"code": "1", "display": "\u00e9 \ud83e\uddb5 \"q\" \\"}]}]}}
      """#)
    #expect(terminology.meaning(system: "x", code: "1")?.display == "é \u{1F9B5} \"q\" \\")
    for broken in [
      #""\ud83e""#, #""\ud83e\u0041""#, #""\u12""#, #""\x""#, #""open"#, "\"\u{1}\"", "tru", "[",
    ] {
      #expect(
        fault("a.json", "{\"resourceType\": \(broken)}")?.hasPrefix("a.json:1: ") == true,
        "\(broken)")
    }
    let deep = String(repeating: "[", count: 10_000)
    #expect(fault("a.json", deep) == "a.json:1: nested deeper than 64 levels")
  }

  @Test func aMissingFolderIsSaid() {
    #expect(throws: CodeListError.self) { try Terminology(overlayFolder: "/nonexistent/codes") }
  }
}

import CaseMapping
import Testing

@Suite struct CodeMeaningTests {
  let terminology = Terminology.builtIn

  @Test func aCodeSaysConceptSideAndSegment() throws {
    let meaning = try #require(
      terminology.meaning(system: CodeSystemURI.icd10CM, code: "I82.422"))
    #expect(meaning.concept == "dvt-iliofemoral-acute")
    #expect(meaning.value("segment") == "iliac")
    #expect(meaning.value("laterality") == "left")
    #expect(meaning.value("acuity") == nil)
    #expect(meaning.establishes)
  }

  @Test func flagsRefineTheConcept() throws {
    let phlebitis = try #require(
      terminology.meaning(system: CodeSystemURI.icd10CM, code: "I80.12"))
    #expect(phlebitis.has("phlebitis"))
    #expect(phlebitis.refinedConcept.rawValue == "dvt-iliofemoral-acute/phlebitis")
    let agent = try #require(terminology.meaning(system: CodeSystemURI.rxNorm, code: "67108"))
    #expect(agent.refinedConcept.rawValue == "anticoagulant/enoxaparin/ingredient")
  }

  @Test func aCodeMayMeanTwoThingsThatAreBothTrue() {
    let ulcer = terminology.meanings(system: CodeSystemURI.icd10CM, code: "I87.012")
    #expect(ulcer.map(\.concept) == ["post-thrombotic-syndrome", "venous-ulcer"])
    let cyanosis = terminology.meanings(system: CodeSystemURI.snomed, code: "3415004")
    #expect(
      cyanosis.map(\.refinedConcept.rawValue)
        == ["limb-threat/cyanosis", "skin-discolouration/bluish"])
  }

  @Test(arguments: [
    ("766955008", "nonspecific.iliac-vein-compression"),
    ("63491006", "nonspecific.venous-claudication"),
    ("433112001", "lookalike.portal-vein-thrombectomy-used-by-synthea-for-stroke"),
  ])
  func neighboursAndLookalikesNeverEstablishAConcept(code: String, concept: String) throws {
    let meaning = try #require(terminology.meaning(system: CodeSystemURI.snomed, code: code))
    #expect(meaning.concept == concept)
    #expect(!meaning.establishes)
  }

  @Test func weakCodesAreMarked() throws {
    let codes = terminology.codes(of: "dvt-iliofemoral-acute")
    #expect(codes.filter(\.meaning.isWeak).count == 2)
    #expect(codes.count == 47)
  }

  @Test func bytesOfADocumentAreLookedUpLikeStrings() throws {
    let system = Array(CodeSystemURI.snomed.utf8)
    let code = Array("234044007".utf8)
    let meaning = system.withUnsafeBytes { system in
      code.withUnsafeBytes { code in terminology.meaning(system: system, code: code) }
    }
    #expect(meaning?.concept == "dvt-iliofemoral-acute")
    #expect(meaning?.value("acuity") == "unspecified")
  }

  @Test func theScannerKeepsKnownCodesOnly() {
    func recognizes(_ system: String, _ code: String) -> Bool {
      Array(system.utf8).withUnsafeBytes { system in
        Array(code.utf8).withUnsafeBytes { code in
          terminology.recognizes(system: system, code: code)
        }
      }
    }
    #expect(recognizes(CodeSystemURI.snomed, "234044007"))
    #expect(recognizes(CodeSystemURI.icd10CM, "C50.9"))
    #expect(!recognizes(CodeSystemURI.snomed, "195662009"))  // a sore throat
    #expect(!recognizes(CodeSystemURI.snomed, "234044008"))  // damaged
    #expect(!recognizes("http://example.org/codes", "234044007"))
    #expect(!recognizes("", ""))
  }

  @Test func whatIsAcceptedForAConceptCanBeListed() throws {
    let codes = terminology.codes(of: "phlegmasia")
    #expect(
      codes.map(\.code).sorted() == ["1148587000", "280966008", "62583006", "66877004", "66923004"])
    let cancer = terminology.codes(of: "active-cancer").first { $0.isPrefix && $0.code == "C50" }
    #expect(cancer?.system == CodeSystemURI.icd10CM)
    #expect(
      terminology.codes(of: "post-thrombotic-syndrome").contains { $0.code == "I87.012" })
    #expect(terminology.codes(of: "no-such-concept").isEmpty)
    #expect(
      Terminology.valueSetURL(of: "phlegmasia")
        == "https://venoguide.example/fhir/ValueSet/phlegmasia")
  }
}

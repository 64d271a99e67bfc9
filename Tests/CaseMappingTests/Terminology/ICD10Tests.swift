import CaseMapping
import Testing

@Suite struct ICD10Tests {
  let terminology = Terminology.builtIn

  func meanings(_ code: String) -> [CodeMeaning] {
    terminology.meanings(system: CodeSystemURI.icd10CM, code: code)
  }

  @Test func theDotMayBeMissing() {
    #expect(meanings("I82422") == meanings("I82.422"))
    #expect(!meanings("I82422").isEmpty)
    #expect(
      terminology.meaning(system: CodeSystemURI.icd10, code: "I802")?.has("who-icd10-dvt") == true)
  }

  @Test(arguments: ["I8.2422", "I82.4.22", "I82.", "I82.422.", ".", "I82.42222", "*", "C50*"])
  func aMisplacedDotOrStrayCharactersMakeAnotherCode(code: String) {
    #expect(meanings(code).isEmpty)
  }

  @Test(arguments: ["C50", "C50.9", "C50.911", "C50911"])
  func aPrefixRuleSelectsEveryCodeThatStartsSo(code: String) {
    #expect(meanings(code).map(\.concept) == ["active-cancer"])
  }

  @Test func theCodeItselfOutweighsItsPrefixAndBothConceptsHold() {
    // Brain cancer is a cancer and a contraindication to lysis.
    #expect(
      meanings("C71.1").map(\.refinedConcept.rawValue)
        == ["lysis-contraindication/intracranial-neoplasm", "active-cancer"])
    // Deep phlebothrombosis in pregnancy says that the patient is pregnant.
    #expect(
      meanings("O22.31").map(\.refinedConcept.rawValue)
        == ["pregnancy-vte", "pregnancy-state/antepartum"])
  }

  @Test(arguments: [("Z3A.28", "gestational-age-weeks"), ("Z85.3", "cancer-history")])
  func prefixRulesReachOtherChapters(code: String, concept: String) {
    #expect(meanings(code).map(\.concept) == [concept])
  }

  @Test func anUnlistedCodeIsReadByTheCategoryAboveIt() throws {
    // I82.428 does not exist yet; its category says acute thrombosis of an iliac vein.
    let meaning = try #require(meanings("I82.428").first)
    #expect(meaning.concept == "dvt-iliofemoral-acute")
    #expect(meaning.value("segment") == "iliac")
    #expect(meaning.value("laterality") == nil)
    #expect(meaning.has("nonbillable-header"))
  }

  @Test func aBillableCodeIsNoCategoryForLongerOnes() {
    #expect(!meanings("I26.99").isEmpty)
    #expect(meanings("I82.4222").allSatisfy { $0.has("nonbillable-header") })
    #expect(meanings("R60.01").isEmpty)
  }

  @Test func ofInjuriesOnlyTheInitialEncounterIsANewOne() {
    // A code that no list names, under the rule for S06.
    #expect(
      meanings("S06.1X9A").map(\.refinedConcept.rawValue)
        == ["lysis-contraindication/head-trauma-intracranial-injury"]
        || meanings("S06.1X9A").first?.concept == "lysis-contraindication")
    for code in ["S06.1X9D", "S06.1X9S", "S06.1X9B", "S06.1X9", "S06.1", "S06", "S061X9D"] {
      let found = meanings(code)
      #expect(found.map(\.concept) == ["nonspecific.lysis-contraindication"], "\(code)")
      #expect(found.first?.has("not-initial-encounter") == true, "\(code)")
      #expect(found.first?.establishes == false, "\(code)")
    }
    #expect(!meanings("T79.A21A").isEmpty)
    #expect(meanings("T79.A21D").isEmpty)
  }

  @Test func whoICD10IsAnotherClassificationThanICD10CM() throws {
    let who = try #require(terminology.meaning(system: CodeSystemURI.icd10, code: "I80.2"))
    let american = try #require(terminology.meaning(system: CodeSystemURI.icd10CM, code: "I80.2"))
    #expect(!who.has("phlebitis"))
    #expect(american.has("phlebitis"))
    // I82.2 is any vena cava for the WHO; prefix rules and categories exist in ICD-10-CM only.
    #expect(
      terminology.meaning(system: CodeSystemURI.icd10, code: "I82.2")?.value("cava")
        == "unspecified")
    #expect(terminology.lookup(system: CodeSystemURI.icd10, code: "C50.9") == .unknown)
    #expect(terminology.lookup(system: CodeSystemURI.icd10, code: "I82.422") == .unknown)
  }

  @Test func procedureCodesHaveNoDotAndNoPrefix() {
    let stent = terminology.meaning(system: CodeSystemURI.icd10PCS, code: "067D3DZ")
    #expect(stent?.concept == "venous-stent")
    #expect(terminology.lookup(system: CodeSystemURI.icd10PCS, code: "067.D3DZ") == .unknown)
    #expect(terminology.lookup(system: CodeSystemURI.icd10PCS, code: "067D3D") == .unknown)
  }
}

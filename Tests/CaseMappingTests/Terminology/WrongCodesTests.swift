import CaseMapping
import CodeLists
import Testing

/// The wrong, damaged and misleading codes of terminology/README section 5.
@Suite struct WrongCodesTests {
  let terminology = Terminology.builtIn

  @Test(arguments: ["262519003", "384810007", "271807002", "1386001", "10000000000000000"])
  func aSNOMEDCodeWithAWrongCheckDigitIsReported(code: String) {
    #expect(
      terminology.lookup(system: CodeSystemURI.snomed, code: code) == .damaged(.wrongCheckDigit))
  }

  @Test(arguments: ["1.56399E+16", "44054", "04484000", "12345678901234567890", "abc", "2404-1"])
  func aSNOMEDCodeOfAnotherShapeIsReported(code: String) {
    #expect(terminology.lookup(system: CodeSystemURI.snomed, code: code) == .damaged(.malformed))
  }

  @Test func codesFilledDownInASpreadsheetAreNeverPain() {
    let lookups = (22_253_001...22_253_022).map {
      terminology.lookup(system: CodeSystemURI.snomed, code: String($0))
    }
    // Two digits changed at once pass the check digit now and then.
    #expect(lookups.filter { $0 == .damaged(.wrongCheckDigit) }.count >= 20)
    #expect(lookups.allSatisfy { $0 == .damaged(.wrongCheckDigit) || $0 == .unknown })
    #expect(
      terminology.meaning(system: CodeSystemURI.snomed, code: "22253000")?.concept
        == "nonspecific.leg-pain")
  }

  @Test func aTruncatedSeverityIsNotRepaired() {
    #expect(
      terminology.meaning(system: CodeSystemURI.snomed, code: "24484000")?.has("severe") == true)
    #expect(terminology.meaning(system: CodeSystemURI.snomed, code: "4484000") == nil)
  }

  @Test(arguments: ["777-4", "14979-8", "777", "777-", "7-77-3"])
  func aDamagedLOINCCodeIsReported(code: String) {
    let lookup = terminology.lookup(system: CodeSystemURI.loinc, code: code)
    #expect(lookup == .damaged(.wrongCheckDigit) || lookup == .damaged(.malformed), "\(lookup)")
  }

  @Test func answersAndPartsOfLOINCAreOnlyUnknown() {
    #expect(terminology.lookup(system: CodeSystemURI.loinc, code: "LA15173-0") == .unknown)
    #expect(terminology.lookup(system: CodeSystemURI.loinc, code: "LP7786-9") == .unknown)
  }

  @Test func aCodeMeansWhatItMeansWhateverTextStoodBesideIt() throws {
    let expected = [
      "234044007": "dvt-iliofemoral-acute",  // shown as a disorder of the subclavian vein
      "1386000": "lysis-contraindication",  // shown as occlusion of an artery
      "3253007": "skin-discolouration",
      "449614009": "leg-swelling",
      "182764009": "anticoagulation-therapy",
    ]
    for (code, concept) in expected {
      #expect(terminology.meaning(system: CodeSystemURI.snomed, code: code)?.concept == concept)
    }
    #expect(terminology.meaning(system: CodeSystemURI.loinc, code: "14979-9")?.concept == "aptt")
  }

  @Test(arguments: [
    (CodeSystemURI.snomed, "449754000"),  // shown as swelling of the lower limb
    (CodeSystemURI.snomed, "64156001"),  // thrombophlebitis, shown as thrombosis
    (CodeSystemURI.snomed, "321596"),  // an identifier of another database
    (CodeSystemURI.rxNorm, "30113"),  // shown as enoxaparin
    ("http://www.ama-assn.org/go/cpt", "37187"),  // no CPT in the lists
  ])
  func whatIsInNoListIsNotGuessed(system: String, code: String) {
    #expect(terminology.meaning(system: system, code: code) == nil)
  }
}

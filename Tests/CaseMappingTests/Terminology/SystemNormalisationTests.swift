import CaseMapping
import Testing

@Suite struct SystemNormalisationTests {
  let terminology = Terminology.builtIn

  @Test(arguments: [
    "http://snomed.info/sct", " http://snomed.info/sct ", "http://snomed.info/sct/",
    "http://snomed.info/sct\n", "urn:oid:2.16.840.1.113883.6.96",
    "URN:OID:2.16.840.1.113883.6.96", "Urn:oid:2.16.840.1.113883.6.96 ",
  ])
  func aSystemIsKnownByUriOrObjectIdentifier(system: String) {
    #expect(
      terminology.meaning(system: system, code: "132301000119107")?.concept
        == "dvt-iliofemoral-acute")
  }

  @Test(arguments: [
    ("urn:oid:2.16.840.1.113883.6.1", "777-3", "platelets"),
    ("urn:oid:2.16.840.1.113883.6.88", "67108", "anticoagulant"),
    ("urn:oid:2.16.840.1.113883.6.90", "I82.411", "dvt-iliofemoral-acute"),
    ("urn:oid:2.16.840.1.113883.6.4", "06H03DZ", "ivc-filter"),
    ("urn:oid:2.16.840.1.113883.6.73", "B01AF01", "anticoagulant"),
  ])
  func objectIdentifiersStandForTheirSystems(system: String, code: String, concept: String) {
    #expect(terminology.meaning(system: system, code: code)?.concept == concept)
  }

  @Test(arguments: [
    "", "2.16.840.1.113883.6.96", "urn:oid:2.16.840.1.113883.6.9", "urn:oid:", "urn",
    "HTTP://SNOMED.INFO/SCT", "http://snomed.info", "urn:uuid:2.16.840.1.113883.6.96",
  ])
  func nothingElseIsTakenForASystem(system: String) {
    #expect(terminology.lookup(system: system, code: "132301000119107") == .unknown)
  }

  @Test func theSameTextInAnotherSystemIsAnotherCode() {
    // 2106-3 is urine hCG in LOINC and a race elsewhere (terminology/README section 5).
    #expect(
      terminology.meaning(system: CodeSystemURI.loinc, code: "2106-3")?.concept == "pregnancy-test")
    #expect(terminology.lookup(system: CodeSystemURI.race, code: "2106-3") == .unknown)
  }

  @Test func whiteSpaceAroundACodeCarriesNoMeaning() {
    #expect(
      terminology.meaning(system: CodeSystemURI.loinc, code: " 777-3\n")?.concept == "platelets")
    #expect(terminology.lookup(system: CodeSystemURI.loinc, code: "  ") == .unknown)
  }
}

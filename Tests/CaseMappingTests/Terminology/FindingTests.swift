import CaseMapping
import CaseRecord
import FoundationEssentials
import Testing

/// The codes that this project defines itself.
@Suite struct FindingTests {
  let terminology = Terminology.builtIn

  /// The codes that the contract promises (CONTRACT section 5).
  static let promised = [
    "iliac-vein-compression", "otherwise-healthy", "good-functional-status", "no-known-problems",
    "symptom-severity", "functional-limitation", "rest-pain", "tense-edema", "massive-swelling",
    "circumferential-swelling", "dusky-skin", "compromised-arterial-inflow", "motor-deficit",
    "sensory-deficit", "pain-out-of-proportion", "severe-cyanosis", "venous-gangrene",
    "compartment-syndrome", "anticoagulation-alone", "venous-claudication", "villalta-total",
    "villalta-ulcer", "villalta-pain", "villalta-cramps", "villalta-heaviness",
    "villalta-paresthesia", "villalta-pruritus", "villalta-pretibial-edema", "villalta-induration",
    "villalta-hyperpigmentation", "villalta-redness", "villalta-venous-ectasia",
    "villalta-calf-compression-pain", "ceap-clinical-class", "vcss-total",
  ]

  @Test(arguments: promised)
  func everyPromisedFindingIsAConceptOfTheSameName(code: String) throws {
    let meaning = try #require(
      terminology.meaning(system: CodeSystemURI.own("finding"), code: code))
    #expect(meaning.concept == code)
    #expect(meaning.establishes)
    #expect(!meaning.display.isEmpty)
  }

  @Test func treatmentOptionsNameWhatWasDone() {
    let system = CodeSystemURI.own("treatment-option")
    #expect(
      terminology.meaning(system: system, code: "catheter-directed-therapy")?.concept
        == "catheter-directed-therapy")
    #expect(
      terminology.meaning(system: system, code: "surgical-thrombectomy")?.concept
        == "surgical-thrombectomy")
  }

  @Test func valuesOfFindingsAreKnown() {
    let severity = terminology.meaning(system: CodeSystemURI.own("severity"), code: "none")
    #expect(severity?.refinedConcept.rawValue == "severity-qualifiers/none")
    let absent = terminology.meaning(system: CodeSystemURI.own("presence"), code: "absent")
    #expect(absent?.refinedConcept.rawValue == "presence-qualifiers/absent")
  }

  @Test func theCodeSystemOfFeaturesHoldsEveryFeature() throws {
    #expect(try codes(of: "feature") == Feature.allCases.map(\.rawValue))
  }

  @Test func theCodeSystemsHoldTheCodesOfTheContract() throws {
    #expect(
      try codes(of: "outcome") == [
        "matched", "provisional", "overlap", "no-variant", "not-covered", "undetermined",
        "unusable",
      ])
    #expect(
      try codes(of: "appropriateness") == [
        "usually-appropriate", "may-be-appropriate", "may-be-appropriate-disagreement",
        "usually-not-appropriate", "not-rated",
      ])
    #expect(
      try codes(of: "treatment-option") == [
        "anticoagulation-alone", "compression-stockings", "catheter-directed-therapy",
        "surgical-thrombectomy", "systemic-thrombolysis",
      ])
  }

  @Test func everySegmentOfAThrombosisIsASegmentOfTheCaseRecord() throws {
    // The others name parts of the leg or leave the vein open; the mapping decides what to do with them.
    let others: Set = [
      "vena-cava", "abdominal", "unspecified", "thigh", "lower-leg", "ankle", "foot",
    ]
    for code in try codes(of: "segment") where !others.contains(code) {
      #expect(VeinSegment(rawValue: code) != nil, "\(code)")
    }
  }

  private func codes(of codeSystem: String) throws -> [String] {
    struct Resource: Decodable {
      struct Concept: Decodable { let code: String }
      let concept: [Concept]
    }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(
      contentsOf: root.appending(path: "Profiles/terminology/CodeSystem/\(codeSystem).json"))
    return try JSONDecoder().decode(Resource.self, from: data).concept.map(\.code)
  }
}

import FHIR
import FHIRSyntax
import FoundationEssentials
import Testing

/// Any coder can carry the models, in the shape of FHIR JSON.
struct CodableTests {
  @Test func aModelIsEncodedInTheShapeOfFHIRJSON() throws {
    let patient = R4.Patient(
      id: "p", name: [R4.HumanName(given: ["A", FHIRPrimitive(nil, id: "g")])],
      birthDate: FHIRPrimitive(FHIRDate("1970-02"), id: "b"), deceased: .boolean(false))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(patient), as: UTF8.self)
        == #"{"_birthDate":{"id":"b"},"birthDate":"1970-02","deceasedBoolean":false,"id":"p","#
        + #""name":[{"_given":[null,{"id":"g"}],"given":["A",null]}],"resourceType":"Patient"}"#)
  }

  @Test func whatWasEncodedIsDecodedAsTheSame() throws {
    let observation = R4.Observation(
      id: "o", contained: [.patient(R4.Patient(id: "p", active: true))], status: "final",
      code: R4.CodeableConcept(coding: [R4.Coding(system: "http://loinc.org", code: "1-8")]),
      subject: R4.Reference(reference: "#p"),
      value: .quantity(R4.Quantity(value: FHIRPrimitive(FHIRDecimal("12.5")))))
    let data = try JSONEncoder().encode(observation)
    #expect(try JSONDecoder().decode(R4.Observation.self, from: data) == observation)
    #expect(try JSONDecoder().decode(R4.AnyResource.self, from: data) == .observation(observation))
  }

  @Test func primitivesOfTheirOwnAreCarriedToo() throws {
    let plain: FHIRPrimitive<FHIRCode> = "final"
    let rich = FHIRPrimitive<FHIRCode>("final", id: "c")
    for primitive in [plain, rich] {
      let data = try JSONEncoder().encode([primitive])
      #expect(try JSONDecoder().decode([FHIRPrimitive<FHIRCode>].self, from: data) == [primitive])
    }
  }

  @Test func contentWithErrorsIsNotDecoded() {
    let data = Data(#"{"resourceType":"Patient","birthDate":"yesterday"}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(R4.Patient.self, from: data) }
  }

  @Test func hl7sExamplesPassThroughACoder() throws {
    if SharedFiles.skips("examples through JSONDecoder") { return }
    var count = 0
    for type in ["Patient", "Condition", "Procedure", "Encounter", "MedicationRequest"] {
      for file in SharedFiles.list("examples/R4/json", ".json")
      where file.contains("/\(type)-") {
        let data = Data(try SharedFiles.bytes(file))
        let once = try JSONDecoder().decode(R4.AnyResource.self, from: data)
        let twice = try JSONDecoder().decode(
          R4.AnyResource.self, from: try JSONEncoder().encode(once))
        #expect(once == twice, "\(file)")
        count += 1
      }
    }
    print("through JSONEncoder and JSONDecoder: \(count) examples")
    #expect(count > 50)
  }
}

import CaseRecord
import Guidance
import Testing
import VenoGuide

/// `venoguide profiles --check FILE`: what the mapping can use of an input, resource by resource, and what not and why.
@Suite struct InputReviewTests {
  /// A Bundle with a patient and these resources.
  func review(_ resources: String..., patients: [String] = ["p"]) throws -> InputReview {
    let people = patients.map {
      #"{"resourceType": "Patient", "id": "\#($0)", "gender": "male", "birthDate": "1970-01-02"}"#
    }
    let body = (people + resources).map { "{\"resource\": \($0)}" }.joined(separator: ",\n")
    let bundle = #"{"resourceType": "Bundle", "type": "collection", "entry": [\#(body)]}"#
    let asOf = try #require(AsOf(fhir: "2026-06-15"))
    return try Evaluator().review(Array(bundle.utf8), at: .fixed(asOf))
  }

  func concept(_ system: String, _ code: String) -> String {
    #"{"coding": [{"system": "\#(system)", "code": "\#(code)"}]}"#
  }

  func icd(_ code: String) -> String { concept("http://hl7.org/fhir/sid/icd-10-cm", code) }

  func finding(_ code: String) -> String {
    concept("https://venoguide.example/fhir/CodeSystem/finding", code)
  }

  func condition(_ code: String, _ more: String = "", subject: String = "p") -> String {
    #"{"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/\#(subject)"}, "code": \#(code)\#(more.isEmpty ? "" : ", " + more)}"#
  }

  func observation(_ code: String, _ more: String, subject: String? = "p") -> String {
    let owner = subject.map { #", "subject": {"reference": "Patient/\#($0)"}"# } ?? ""
    return
      #"{"resourceType": "Observation", "id": "o", "status": "final"\#(owner), "code": \#(code), \#(more)}"#
  }

  @Test func `a used resource says for which facts`() throws {
    let review = try review(
      condition(icd("I82.422"), #""onsetDateTime": "2026-06-10", "category": [{"text": "x"}]"#))
    let condition = try #require(review.resources.last)
    #expect(condition.verdict == .used)
    #expect(condition.reference == "Condition/c")
    let facts = condition.supports.filter { $0.state == .known }.map(\.feature)
    #expect(Set(facts).isSuperset(of: [.segment, .laterality, .acuity]))
    #expect(condition.statements.map(\.concept) == ["dvt-iliofemoral-acute"])
    #expect(condition.statements.map(\.path) == ["Bundle.entry[1].resource.code"])
    #expect(condition.unreadElements == ["category"])
  }

  @Test func `a fact that is seen and not settled is told apart`() throws {
    let review = try review(condition(icd("I82.422")))
    let condition = try #require(review.resources.last)
    let thrombosis = try #require(condition.supports.first { $0.feature == .thrombosis })
    #expect(thrombosis.state == .unknown)
    #expect(review.text().contains("Seen, and does not settle: deep vein thrombosis of the leg"))
  }

  @Test func `a code that no list has is named with its place`() throws {
    let review = try review(condition(concept("https://hospital.example/codes", "LEG-7")))
    let condition = try #require(review.resources.last)
    #expect(condition.verdict == .notUnderstood)
    #expect(condition.unknownCodes.map(\.coding) == ["https://hospital.example/codes|LEG-7"])
    #expect(condition.unknownCodes.map(\.isDamaged) == [false])
    #expect(review.text().contains("https://hospital.example/codes LEG-7 is in no list"))
  }

  @Test func `an unknown code beside one that is understood is placed`() throws {
    let review = try review(
      observation(
        finding("rest-pain"),
        #""valueBoolean": true, "bodySite": \#(concept("https://hospital.example/codes", "LEFT"))"#)
    )
    let observation = try #require(review.resources.last)
    #expect(observation.verdict == .used)
    #expect(
      observation.unknownCodes.map(\.path) == ["Bundle.entry[1].resource.bodySite.coding[0]"])
  }

  @Test func `a damaged code is told from an unknown one`() throws {
    let review = try review(condition(concept("http://snomed.info/sct", "132281000119109")))
    #expect(review.resources.last?.unknownCodes.map(\.isDamaged) == [true])
  }

  @Test(arguments: [
    (#""verificationStatus": {"coding": [{"code": "entered-in-error"}]}"#, "entered-in-error"),
    (
      #""modifierExtension": [{"url": "https://example.org/not", "valueBoolean": true}]"#,
      "unknown-modifier"
    ),
    (#""implicitRules": "https://example.org/rules""#, "implicit-rules"),
  ])
  func `what must not be used is set aside with the reason`(more: String, reason: String) throws {
    let review = try review(condition(icd("I82.422"), more))
    let condition = try #require(review.resources.last)
    #expect(condition.verdict == .setAside)
    #expect(condition.setAside.map(\.kind) == [reason])
  }

  @Test func `a resource without a subject is set aside, one of several patients too`() throws {
    for patients in [["p"], ["p", "q"]] {
      let review = try review(
        observation(finding("rest-pain"), #""valueBoolean": true"#, subject: nil),
        patients: patients)
      let observation = try #require(review.resources.last)
      #expect(observation.verdict == .setAside)
      #expect(observation.setAside.map(\.kind) == ["no-subject"])
      #expect(observation.subject == nil)
    }
  }

  @Test func `text is for a person to read`() throws {
    let review = try review(condition(#"{"text": "clot in the left leg"}"#))
    let condition = try #require(review.resources.last)
    #expect(condition.verdict == .textOnly)
    #expect(condition.texts.map(\.path) == ["Bundle.entry[1].resource.code.text"])
    #expect(!review.text().contains("clot"))
    #expect(!String(decoding: review.json.json(), as: UTF8.self).contains("clot"))
  }

  @Test func `a value that is not understood is told`() throws {
    let review = try review(
      observation(finding("rest-pain"), #""valueRange": {"low": {"value": 1}}"#))
    let observation = try #require(review.resources.last)
    #expect(observation.verdict == .notUnderstood)
    #expect(observation.notes.map(\.kind) == ["value-not-understood"])
  }

  @Test func `types and codes that the criteria do not ask for are counted`() throws {
    let weight = observation(
      concept("http://loinc.org", "29463-7"), #""valueQuantity": {"value": 80}"#)
    let review = try review(
      #"{"resourceType": "Immunization", "id": "i", "patient": {"reference": "Patient/p"}}"#,
      weight)
    #expect(review.resources.dropFirst().map(\.verdict) == [.notNeeded, .notNeeded])
    #expect(review.text().contains("Immunization (1), Observation (1)"))
  }

  @Test func `what replaces, deletes or repeats is no present data`() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "history", "entry": [
       {"fullUrl": "https://example.org/fhir/Patient/p", "resource": {"resourceType": "Patient", "id": "p"}},
       {"fullUrl": "https://example.org/fhir/Condition/c", "request": {"method": "DELETE", "url": "Condition/c"}}]}
      """
    let asOf = try #require(AsOf(fhir: "2026-06-15"))
    let review = try Evaluator().review(Array(bundle.utf8), at: .fixed(asOf))
    #expect(review.resources.map(\.verdict).last == .notPresent)
  }

  @Test func `a drug counts where another resource names it`() throws {
    let review = try review(
      #"{"resourceType": "Medication", "id": "m", "code": \#(concept("http://www.whocc.no/atc", "B01AF02"))}"#,
      #"{"resourceType": "MedicationStatement", "id": "s", "status": "active", "subject": {"reference": "Patient/p"}, "medicationReference": {"reference": "Medication/m"}}"#
    )
    #expect(review.resources.dropFirst().map(\.verdict) == [.supporting, .used])
  }

  @Test func `a score and a contraindication count as used`() throws {
    let review = try review(
      condition(icd("I82.422")),
      observation(
        concept("http://loinc.org", "777-3"),
        #""effectiveDateTime": "2026-06-14", "valueQuantity": {"value": 20, "system": "http://unitsofmeasure.org", "code": "10*3/uL"}"#
      ))
    let platelets = try #require(review.resources.last)
    #expect(platelets.verdict == .used)
    #expect(platelets.uses.contains { $0.hasPrefix("contraindication to thrombolysis") })
  }

  @Test func `each patient's resources are theirs`() throws {
    let review = try review(
      condition(icd("I82.422"), subject: "q"), patients: ["p", "q"])
    #expect(review.subjects == ["Patient/p", "Patient/q"])
    #expect(review.resources.map(\.subject) == [0, 1, 1])
  }

  @Test func `the counts add up and the same input gives the same text`() throws {
    let make = { try self.review(self.condition(self.icd("I82.422"))) }
    let review = try make()
    #expect(review.counts.reduce(0) { $0 + $1.count } == review.resources.count)
    #expect(try make().text() == review.text())
    #expect(try make().json == review.json)
  }

  @Test func `elements of R5 are named as their sender names them`() throws {
    let review = try review(
      """
      {"resourceType": "MedicationStatement", "id": "m", "status": "recorded", "subject": {"reference": "Patient/p"},
       "medication": {"concept": \(concept("http://www.whocc.no/atc", "B01AF02"))}, "effectiveDateTime": "2026-06-01",
       "adherence": {"code": \(concept("http://hl7.org/fhir/CodeSystem/medication-statement-adherence", "taking"))}}
      """)
    let statement = try #require(review.resources.last)
    #expect(
      statement.statements.map(\.path) == ["Bundle.entry[1].resource.medication.concept"])
    #expect(statement.unreadElements == [])
  }

  @Test func `an order that is rated, and an examination, count as used`() throws {
    let review = try review(
      condition(icd("I82.422"), #""onsetDateTime": "2026-06-10""#),
      """
      {"resourceType": "ServiceRequest", "id": "s", "status": "active", "intent": "order",
       "subject": {"reference": "Patient/p"}, "authoredOn": "2026-06-14",
       "code": \(concept("https://venoguide.example/fhir/CodeSystem/treatment-option", "catheter-directed-therapy"))}
      """)
    let order = try #require(review.resources.last)
    #expect(order.verdict == .used)
    #expect(order.uses == ["order that is rated"])
  }

  @Test func `a resource that only a UUID names is told with its type`() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [
       {"fullUrl": "urn:uuid:0d1a9a3c-6a5b-4c3e-9b1f-3c1d0a7e5f10",
        "resource": {"resourceType": "Patient", "gender": "male", "birthDate": "1970-01-02"}}]}
      """
    let asOf = try #require(AsOf(fhir: "2026-06-15"))
    let text = try Evaluator().review(Array(bundle.utf8), at: .fixed(asOf)).text(width: 200)
    #expect(text.hasPrefix("1 resource, 1 patient"))
    #expect(text.contains("Patient urn:uuid:0d1a9a3c-6a5b-4c3e-9b1f-3c1d0a7e5f10 (Bundle.entry[0]"))
  }

  @Test func `an input in which no FHIR can be read is an error`() throws {
    let asOf = try #require(AsOf(fhir: "2026-06-15"))
    #expect(throws: InputError.self) {
      try Evaluator().review(Array("hello".utf8), at: .fixed(asOf))
    }
  }
}

import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct ObservationTests {
  func observation(_ code: String, _ more: String..., status: String = "final") -> String {
    let elements =
      [
        "\"resourceType\": \"Observation\"", "\"status\": \"\(status)\"", "\"code\": \(code)",
        "\"effectiveDateTime\": \"2026-06-14\"",
      ] + more
    return "{\(elements.joined(separator: ", "))}"
  }

  func mapped(_ code: String, _ more: String..., status: String = "final") throws -> MappedCase {
    let elements =
      [
        "\"resourceType\": \"Observation\"", "\"status\": \"\(status)\"", "\"code\": \(code)",
        "\"effectiveDateTime\": \"2026-06-14\"",
      ] + more
    return try MappedCase("{\(elements.joined(separator: ", "))}")
  }

  // MARK: - Is it there?

  @Test func `true is present`() throws {
    let sign = try mapped(finding("dusky-skin"), "\"valueBoolean\": true").finding("dusky-skin")
    #expect(sign.presence == .present)
    #expect(sign.kind == .observation)
    #expect(sign.place == .leg)
    #expect(sign.observed?.days.description == "2026-06-14")
    #expect(sign.evidence.path == "Bundle.entry[1].resource.value")
    #expect(sign.evidence.code == "https://venoguide.example/fhir/CodeSystem/finding|dusky-skin")
  }

  @Test func `false is absent`() throws {
    let sign = try mapped(finding("dusky-skin"), "\"valueBoolean\": false").finding("dusky-skin")
    #expect(sign.presence == .absent)
  }

  @Test(arguments: [
    ("present", Finding.Presence.present), ("absent", .absent), ("suspected", .suspected),
  ])
  func `presence codes answer`(code: String, presence expected: Finding.Presence) throws {
    let sign = try mapped(finding("motor-deficit"), "\"valueCodeableConcept\": \(presence(code))")
      .finding("motor-deficit")
    #expect(sign.presence == expected)
  }

  @Test func `a severity of a sign is its presence and grade`() throws {
    let severe = try mapped(sct("10601006"), "\"valueCodeableConcept\": \(sct("24484000"))")
      .finding("leg-pain")
    #expect(severe.presence == .present)
    #expect(severe.severity == .severe)
    let none = try mapped(sct("10601006"), "\"valueCodeableConcept\": \(severity("none"))")
      .finding("leg-pain")
    #expect(none.presence == .absent)
  }

  @Test func `symptom severity none is a grade and no absence`() throws {
    let graded = try mapped(
      finding("symptom-severity"), "\"valueCodeableConcept\": \(severity("none"))"
    ).finding("symptom-severity")
    #expect(graded.presence == .present)
    #expect(graded.severity == SeverityGrade.none)
  }

  @Test func `no value with a reason is unknown, not absent`() throws {
    let mapped = try mapped(
      finding("dusky-skin"),
      """
      "dataAbsentReason": {"coding": [{"code": "not-performed",
      "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason"}]}
      """)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.record.notes.isEmpty)
  }

  @Test func `a sign without a value is a suspicion`() throws {
    let sign = try mapped(finding("severe-cyanosis")).finding("severe-cyanosis")
    #expect(sign.presence == .suspected)
    #expect(sign.rule == "observation-without-value")
  }

  @Test func `a value that is not understood says nothing and is reported`() throws {
    let mapped = try mapped(finding("dusky-skin"), "\"valueCodeableConcept\": \(sct("260385009"))")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.noteKinds == [.valueNotUnderstood])
    #expect(mapped.unmapped == ["http://snomed.info/sct|260385009"])
  }

  @Test func `normal is no negative answer`() throws {
    let mapped = try mapped(
      finding("motor-deficit"),
      """
      "interpretation": [{"coding": [{"code": "N",
      "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"}]}]
      """)
    #expect(try mapped.finding("motor-deficit").presence == .suspected)
  }

  @Test func `a value in words is left to a person`() throws {
    let mapped = try mapped(finding("iliac-vein-compression"), "\"valueString\": \"marked\"")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.record.unreadTexts.map(\.features) == [[.compression]])
  }

  @Test func `an assertion states its value`() throws {
    let code = concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", ["ASSERTION"])
    let mapped = try mapped(code, "\"valueCodeableConcept\": \(sct("66877004"))")
    #expect(try mapped.finding("phlegmasia/cerulea-dolens").presence == .present)
  }

  @Test func `the value of a question that is not known is not read`() throws {
    // LOINC 8670-2, family history: the mother's thrombosis is not the patient's.
    let mapped = try mapped(
      loinc("8670-2"), "\"valueCodeableConcept\": \(Known.iliofemoralThrombosis)")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.unmapped == ["http://loinc.org|8670-2"])
  }

  // MARK: - Status and time

  @Test func `a preliminary positive is suspected and has no method`() throws {
    let thrombus = try mapped(
      finding("venous-thrombus"), "\"valueBoolean\": true", "\"method\": \(loinc("39420-5"))",
      "\"bodySite\": \(sct(Known.commonIliacVein, Known.left))", status: "preliminary"
    ).finding("venous-thrombus")
    #expect(thrombus.presence == .suspected)
    #expect(thrombus.method == nil)
    #expect(thrombus.imagingEvidence.isEmpty)
  }

  @Test func `a preliminary negative excludes nothing`() throws {
    let mapped = try mapped(
      finding("motor-deficit"), "\"valueBoolean\": false", status: "preliminary")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.notFinal])
  }

  @Test(arguments: [
    ("entered-in-error", SetAsideResource.Reason.enteredInError), ("cancelled", .cancelled),
    ("unknown", .unknownStatus), ("registered", .notFinal), ("done", .unknownStatus),
  ])
  func `unusable statuses are listed`(
    status: String, reason: SetAsideResource.Reason
  ) throws {
    let mapped = try mapped(finding("motor-deficit"), "\"valueBoolean\": true", status: status)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [reason])
  }

  @Test(arguments: ["final", "amended", "corrected"])
  func `final statuses count`(status: String) throws {
    let mapped = try mapped(finding("motor-deficit"), "\"valueBoolean\": true", status: status)
    #expect(try mapped.finding("motor-deficit").presence == .present)
  }

  @Test func `what was observed after the evaluation is set aside`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Observation", "status": "final", "code": \(finding("dusky-skin")),
       "effectiveDateTime": "2026-06-16", "valueBoolean": true}
      """)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.futureDate])
  }

  @Test func `issued stands in for effective`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Observation", "status": "final", "code": \(finding("dusky-skin")),
       "issued": "2026-06-13T10:00:00Z", "valueBoolean": true}
      """)
    #expect(try mapped.finding("dusky-skin").observed?.days.description == "2026-06-13")
  }

  @Test func `what is about somebody else is not read`() throws {
    let mapped = try mapped(
      finding("dusky-skin"), "\"valueBoolean\": true",
      "\"focus\": [{\"reference\": \"RelatedPerson/child\"}]")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.noteKinds == [.otherFocus])
  }

  // MARK: - Numbers

  @Test func `a quantity keeps text, unit and comparator`() throws {
    let platelets = try mapped(
      loinc("777-3"),
      """
      "valueQuantity": {"value": 20.0, "comparator": "<", "unit": "thou/uL",
      "system": "http://unitsofmeasure.org", "code": "10*3/uL"}
      """
    ).finding("platelets")
    #expect(
      platelets.quantity
        == MeasuredQuantity(value: 20, text: "20.0", unit: "10*3/uL", comparator: "<"))
  }

  @Test func `the components of a blood pressure are measured each by itself`() throws {
    let mapped = try mapped(
      loinc("85354-9"),
      """
      "component": [
       {"code": \(loinc("8480-6")), "valueQuantity": {"value": 190, "code": "mm[Hg]"}},
       {"code": \(loinc("8462-4")), "dataAbsentReason": {"text": "not heard"}}]
      """)
    #expect(try mapped.finding("systolic-bp").quantity?.value == 190)
    #expect(
      try mapped.finding("systolic-bp").evidence.path
        == "Bundle.entry[1].resource.component[0].value")
    #expect(mapped.findings("diastolic-bp").isEmpty)
    #expect(mapped.findings("bp-panel").isEmpty)
  }

  @Test func `components that are not understood are reported beside one that is`() throws {
    let mapped = try mapped(
      loinc("85354-9"),
      """
      "component": [
       {"code": \(loinc("8480-6")), "valueQuantity": {"value": 190, "code": "mm[Hg]"}},
       {"code": \(concept("https://example.org/local", ["cuff"])), "valueString": "wide"}]
      """)
    #expect(mapped.unmapped == ["https://example.org/local|cuff"])
  }

  @Test func `known measurements that nothing needs are neither findings nor reported`() throws {
    let mapped = try mapped(
      loinc("29463-7"), "\"valueQuantity\": {\"value\": 70, \"code\": \"kg\"}")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.unmapped.isEmpty)
  }

  @Test func `members take the side of their panel`() throws {
    let panel = observation(
      finding("villalta-total"), "\"id\": \"panel\"", "\"valueInteger\": 9",
      "\"bodySite\": \(sct(Known.lowerLimb, Known.left))",
      "\"hasMember\": [{\"reference\": \"Observation/item\"}]")
    let item = observation(finding("villalta-pain"), "\"id\": \"item\"", "\"valueInteger\": 2")
    let mapped = try MappedCase(item, panel)
    #expect(try mapped.finding("villalta-total").laterality == .left)
    #expect(try mapped.finding("villalta-pain").laterality == .left)
    #expect(try mapped.finding("villalta-pain").quantity?.value == 2)
  }

  @Test func `a Villalta item may be graded in words of a code`() throws {
    let item = try mapped(finding("villalta-pain"), "\"valueCodeableConcept\": \(sct("24484000"))")
      .finding("villalta-pain")
    #expect(item.quantity?.value == 3)
  }

  @Test func `a word for a total is its category and no number of points`() throws {
    let total = try mapped(
      finding("villalta-total"), "\"valueCodeableConcept\": \(sct("24484000"))"
    ).finding("villalta-total")
    #expect(total.severity == .severe)
    #expect(total.quantity == nil)
  }

  @Test func `the category of a total may be its interpretation`() throws {
    let total = try mapped(
      finding("villalta-total"), "\"valueInteger\": 12",
      "\"interpretation\": [\(severity("mild"))]"
    ).finding("villalta-total")
    #expect(total.quantity?.value == 12)
    #expect(total.severity == .mild)
    let item = try mapped(
      finding("villalta-pain"), "\"valueInteger\": 2", "\"interpretation\": [\(severity("mild"))]"
    ).finding("villalta-pain")
    #expect(item.severity == nil)
  }

  @Test func `items of VCSS are points with anchors of their own, and no words`() throws {
    let item = try mapped(finding("vcss-ulcer-duration"), "\"valueInteger\": 2")
      .finding("vcss-ulcer-duration")
    #expect(item.quantity?.value == 2)
    #expect(item.place == .leg)
    let word = try mapped(finding("vcss-pain"), "\"valueCodeableConcept\": \(sct("24484000"))")
    #expect(word.findings("vcss-pain").isEmpty)
    #expect(word.noteKinds == [.valueNotUnderstood])
  }

  @Test func `venous disease that may have been there before reaches the record`() throws {
    let mapped = try MappedCase(
      "{\"resourceType\": \"Condition\", \"code\": \(icd10cm("I87.2"))}")
    #expect(mapped.findings("chronic-venous-disease").count == 1)
  }

  @Test(arguments: [
    ("C4b", 4.0, "C4b"), ("c2r", 2, "C2r"), ("6", 6, "C6"), ("C0", 0, "C0"), ("C3s", 3, "C3s"),
  ])
  func `a CEAP class is a term, not text`(term: String, number: Double, text: String) throws {
    let ceap = try mapped(finding("ceap-clinical-class"), "\"valueString\": \"\(term)\"")
      .finding("ceap-clinical-class")
    #expect(ceap.quantity == MeasuredQuantity(value: number, text: text))
  }

  @Test(arguments: ["C7", "C4d", "about C4", "", "C", "C4, a", "C4 a", "C2,4b"])
  func `what is no CEAP class is not read as one`(term: String) {
    #expect(ceapClass(term) == nil)
  }

  // MARK: - Dates

  @Test func `the onset of symptoms is the value, not the time of asking`() throws {
    let onset = try mapped(finding("symptom-onset"), "\"valueDateTime\": \"2026-06-02\"")
      .finding("symptom-onset")
    #expect(onset.onset?.days.description == "2026-06-02")
    #expect(onset.observed?.days.description == "2026-06-14")
  }

  @Test func `an onset of symptoms in the future reaches the derivation`() throws {
    let onset = try mapped(finding("symptom-onset"), "\"valueDateTime\": \"2026-07-02\"")
      .finding("symptom-onset")
    #expect(onset.onset?.days.description == "2026-07-02")
  }

  @Test func `an estimated date of delivery lies in the future`() throws {
    let date = try mapped(loinc("11778-8"), "\"valueDateTime\": \"2026-09-07\"")
      .finding("estimated-delivery-date")
    #expect(date.onset?.days.description == "2026-09-07")
  }

  @Test func `anticoagulation cannot have started after the evaluation`() throws {
    let mapped = try mapped(finding("anticoagulation-start"), "\"valueDateTime\": \"2026-07-02\"")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.futureDate])
  }

  // MARK: - Pregnancy

  @Test func `pregnancy status is what its value says`() throws {
    let pregnant = try mapped(loinc("82810-3"), "\"valueCodeableConcept\": \(sct("77386006"))")
    #expect(try pregnant.finding("pregnancy-state").presence == .present)
    let not = try mapped(loinc("82810-3"), "\"valueCodeableConcept\": \(sct("60001007"))")
    #expect(try not.finding("pregnancy-state/absent").presence == .absent)
  }

  @Test func `a pregnancy that is not yet confirmed is no denial`() throws {
    let open = try mapped(
      loinc("82810-3"), "\"valueCodeableConcept\": \(sct("152231000119106"))")
    #expect(try open.finding("pregnancy-state").presence == .suspected)
    #expect(open.findings("pregnancy-state/absent").isEmpty)
  }

  @Test func `an amount of hCG is no positive test`() throws {
    let mapped = try mapped(
      loinc("19080-1"), "\"valueQuantity\": {\"value\": 12, \"code\": \"[IU]/L\"}")
    #expect(mapped.findings("pregnancy-test").isEmpty)
    #expect(mapped.record.unreadTexts.map(\.features) == [[.pregnancy]])
  }

  @Test(arguments: [("POS", Finding.Presence.present), ("NEG", .absent)])
  func `the interpretation of a pregnancy test answers`(
    code: String, presence: Finding.Presence
  ) throws {
    let test = try mapped(
      loinc("2106-3"),
      """
      "interpretation": [{"coding": [{"code": "\(code)",
      "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"}]}]
      """
    ).finding("pregnancy-test")
    #expect(test.presence == presence)
  }
}

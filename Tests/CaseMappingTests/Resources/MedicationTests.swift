import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct MedicationTests {
  /// Rivaroxaban, and heparin for flushing a line.
  let rivaroxaban = rxnorm("1114195")
  let flush = rxnorm("1658692")

  func statement(_ medication: String, _ more: String..., status: String = "active") throws
    -> MappedCase
  {
    let elements =
      [
        "\"resourceType\": \"MedicationStatement\"", "\"status\": \"\(status)\"",
        "\"medicationCodeableConcept\": \(medication)",
      ] + more
    return try MappedCase("{\(elements.joined(separator: ", "))}")
  }

  @Test func `a statement with a period is use from its start`() throws {
    let use = try statement(rivaroxaban, "\"effectivePeriod\": {\"start\": \"2026-03-15\"}")
      .finding("anticoagulant/rivaroxaban")
    #expect(use.kind == .medicationUse)
    #expect(use.course == .active)
    #expect(use.onset?.days.description == "2026-03-15")
    #expect(use.end == nil)
  }

  @Test func `taken on a day is no start`() throws {
    let use = try statement(rivaroxaban, "\"effectiveDateTime\": \"2026-03-15\"")
      .finding("anticoagulant/rivaroxaban")
    #expect(use.onset == nil)
    #expect(use.observed?.days.description == "2026-03-15")
  }

  @Test(arguments: [
    ("completed", Finding.Kind.medicationUse, Finding.Course?.some(.resolved)),
    ("stopped", .medicationUse, .resolved), ("on-hold", .medicationUse, .resolved),
    ("intended", .medicationOrder, nil),
  ])
  func `the status of a statement tells use, end and intent`(
    status: String, kind: Finding.Kind, course: Finding.Course?
  ) throws {
    let use = try statement(rivaroxaban, status: status).finding("anticoagulant")
    #expect(use.kind == kind)
    #expect(use.course == course)
  }

  @Test(arguments: [
    ("not-taken", SetAsideResource.Reason.notDone), ("entered-in-error", .enteredInError),
    ("unknown", .unknownStatus),
  ])
  func `what is not taken is set aside`(status: String, reason: SetAsideResource.Reason) throws {
    let mapped = try statement(rivaroxaban, status: status)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [reason])
  }

  @Test func `an order is an intent`() throws {
    let order = try MappedCase(
      """
      {"resourceType": "MedicationRequest", "status": "active", "intent": "order",
       "medicationCodeableConcept": \(rivaroxaban), "authoredOn": "2026-06-14"}
      """
    ).finding("anticoagulant")
    #expect(order.kind == .medicationOrder)
    #expect(order.observed?.days.description == "2026-06-14")
  }

  @Test(arguments: ["proposal", "plan", "option"])
  func `a proposal is less than an order`(intent: String) throws {
    let order = try MappedCase(
      """
      {"resourceType": "MedicationRequest", "status": "active", "intent": "\(intent)",
       "medicationCodeableConcept": \(rivaroxaban)}
      """
    ).finding("anticoagulant")
    #expect(order.kind == .proposal)
  }

  @Test func `an order not to give is set aside`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "MedicationRequest", "status": "active", "intent": "order",
       "doNotPerform": true, "medicationCodeableConcept": \(rivaroxaban)}
      """)
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.notDone])
    #expect(mapped.record.setAside.first?.path == "Bundle.entry[1].resource.doNotPerform")
  }

  @Test func `an administration at one moment is a dose`() throws {
    let dose = try MappedCase(
      """
      {"resourceType": "MedicationAdministration", "status": "completed",
       "medicationCodeableConcept": \(rivaroxaban), "effectiveDateTime": "2026-06-14T08:00:00Z"}
      """
    ).finding("anticoagulant")
    #expect(dose.kind == .medicationUse)
    #expect(dose.observed?.days.description == "2026-06-14")
    #expect(dose.onset == nil)
    #expect(dose.course == nil)
  }

  @Test func `an administration over a period has a start and an end`() throws {
    let infusion = try MappedCase(
      """
      {"resourceType": "MedicationAdministration", "status": "completed",
       "medicationCodeableConcept": \(atc("B01AD02")),
       "effectivePeriod": {"start": "2026-06-12", "end": "2026-06-13"}}
      """
    ).finding("thrombolytic/alteplase")
    #expect(infusion.onset?.days.description == "2026-06-12")
    #expect(infusion.end?.days.description == "2026-06-13")
    #expect(infusion.course == .resolved)
  }

  @Test func `a Medication that is referred to tells the substance`() throws {
    let medication = """
      {"resourceType": "Medication", "id": "m", "code": \(rivaroxaban)}
      """
    let use = """
      {"resourceType": "MedicationStatement", "status": "active",
       "medicationReference": {"reference": "Medication/m"}}
      """
    #expect(try MappedCase(medication, use).findings("anticoagulant/rivaroxaban").count == 1)
  }

  @Test func `a contained Medication tells the substance by its ingredient`() throws {
    let use = """
      {"resourceType": "MedicationStatement", "status": "active", "contained": [
       {"resourceType": "Medication", "id": "m", "code": {"text": "tablet"},
        "ingredient": [{"itemCodeableConcept": \(rivaroxaban)}]}],
       "medicationReference": {"reference": "#m"}}
      """
    #expect(try MappedCase(use).findings("anticoagulant/rivaroxaban").count == 1)
  }

  @Test func `the code of a Medication that is not known is reported`() throws {
    let medication = """
      {"resourceType": "Medication", "id": "m", "code": \(rxnorm("999999999"))}
      """
    let use = """
      {"resourceType": "MedicationStatement", "status": "active",
       "medicationReference": {"reference": "Medication/m"}}
      """
    let mapped = try MappedCase(medication, use)
    #expect(mapped.record.unmappedCodes.map(\.resourceType) == ["Medication"])
    #expect(mapped.record.unreadTexts.isEmpty)
  }

  @Test func `a medication in words is left to a person`() throws {
    let mapped = try statement("{\"text\": \"blood thinner\"}")
    #expect(
      mapped.record.unreadTexts.map(\.features) == [[.anticoagulation, .anticoagulationDuration]])
  }

  @Test func `a dose is not interpreted, and that is said`() throws {
    let mapped = try statement(rivaroxaban, "\"dosage\": [{\"text\": \"10 mg once daily\"}]")
    #expect(try mapped.finding("anticoagulant").presence == .present)
    #expect(mapped.noteKinds == [.doseNotInterpreted])
  }

  @Test func `heparin that flushes a line keeps that in its concept`() throws {
    let mapped = try statement(flush, "\"dosage\": [{\"text\": \"flush\"}]")
    #expect(mapped.findings("anticoagulant/heparin/line-flush-strength").count == 1)
    #expect(mapped.record.notes.isEmpty)
  }

  @Test func `antiplatelets are read`() throws {
    #expect(try statement(atc("B01AC04")).findings("antiplatelet").count == 1)
  }

  @Test func `use that begins after the evaluation is set aside`() throws {
    let mapped = try statement(rivaroxaban, "\"effectivePeriod\": {\"start\": \"2026-07-01\"}")
    #expect(mapped.reasons == [.futureDate])
  }

  @Test func `a period that runs backwards sets the statement aside`() throws {
    let mapped = try statement(
      rivaroxaban, "\"effectivePeriod\": {\"start\": \"2026-05-01\", \"end\": \"2026-04-01\"}")
    #expect(mapped.reasons == [.contradictoryDates])
  }
}

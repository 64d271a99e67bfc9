import CaseRecord
import Testing

@testable import CaseMapping

/// Imaging behind a thrombosis: what confirms it and what does not (CONTRACT 5; F001-5, FACTS 4.3).
@Suite struct ImagingTests {
  let leftDuplex = loinc("39432-0")
  let rightDuplex = loinc("39443-7")
  let leftCTVenography = loinc("36824-1")
  let catheterVenography = loinc("37416-5")

  func thrombosis(_ more: String..., code: String = Known.leftIliacThrombosis) -> String {
    let elements =
      ["\"resourceType\": \"Condition\"", "\"id\": \"dvt\"", "\"code\": \(code)"] + more
    return "{\(elements.joined(separator: ", "))}"
  }

  let namesReport = "\"evidence\": [{\"detail\": [{\"reference\": \"DiagnosticReport/report\"}]}]"

  func report(_ code: String, _ more: String..., status: String = "final") -> String {
    let elements =
      [
        "\"resourceType\": \"DiagnosticReport\"", "\"id\": \"report\"",
        "\"status\": \"\(status)\"", "\"code\": \(code)",
        "\"effectiveDateTime\": \"2026-06-14\"",
      ] + more
    return "{\(elements.joined(separator: ", "))}"
  }

  func concluding(_ code: String) -> String { "\"conclusionCode\": [\(code)]" }

  func diagnosis(_ resources: String...) throws -> Finding {
    let found = try MappedCase(resources: resources).findings("dvt-iliofemoral-acute")
    return try #require(found.first { $0.kind == .condition })
  }

  // MARK: - What confirms

  @Test func `a final report that the Condition names confirms it`() throws {
    let finding = try diagnosis(report(leftDuplex), thrombosis(namesReport))
    #expect(finding.imagingEvidence.map(\.reference) == ["DiagnosticReport/report"])
    #expect(finding.method == .duplex)
  }

  @Test func `a final report that concludes the thrombosis of the same leg confirms it`() throws {
    let finding = try diagnosis(
      thrombosis(), report(leftDuplex, concluding(Known.iliofemoralThrombosis)))
    #expect(finding.imagingEvidence.map(\.reference) == ["DiagnosticReport/report"])
  }

  @Test(arguments: ["preliminary", "partial"])
  func `a report that may still change confirms nothing`(status: String) throws {
    let mapped = try MappedCase(
      thrombosis(namesReport),
      report(leftDuplex, concluding(Known.iliofemoralThrombosis), status: status))
    let findings = mapped.findings("dvt-iliofemoral-acute")
    #expect(findings.map(\.presence) == [.present, .suspected])
    #expect(findings.allSatisfy { $0.imagingEvidence.isEmpty && $0.method == nil })
  }

  @Test func `a registered report has no content`() throws {
    let mapped = try MappedCase(
      report(leftDuplex, concluding(Known.iliofemoralThrombosis), status: "registered"))
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.notFinal])
  }

  @Test func `a report of the other leg confirms nothing`() throws {
    let finding = try diagnosis(
      thrombosis(), report(rightDuplex, concluding(Known.iliofemoralThrombosis)))
    #expect(finding.imagingEvidence.isEmpty)
  }

  @Test func `a report from before the onset confirms nothing`() throws {
    let finding = try diagnosis(
      thrombosis("\"onsetDateTime\": \"2026-06-15\""),
      report(leftDuplex, concluding(Known.iliofemoralThrombosis)))
    #expect(finding.imagingEvidence.isEmpty)
  }

  @Test func `a report that is named and denies the thrombosis confirms nothing`() throws {
    let mapped = try MappedCase(
      thrombosis(namesReport), report(leftDuplex, concluding(sct("373140001"))))
    let finding = try mapped.finding("dvt-iliofemoral-acute")
    #expect(finding.imagingEvidence.isEmpty)
    #expect(try mapped.finding("venous-thrombus").presence == .absent)
  }

  @Test func `imaging of which the code tells nothing does not confirm when it is named`() throws {
    let finding = try diagnosis(thrombosis(namesReport), report(loinc("18748-4")))
    #expect(finding.imagingEvidence.isEmpty)
  }

  @Test func `a laboratory report confirms nothing`() throws {
    let mapped = try MappedCase(
      thrombosis(namesReport),
      report(loinc("58410-2"), concluding(Known.iliofemoralThrombosis)))
    #expect(mapped.findings("dvt-iliofemoral-acute").allSatisfy { $0.imagingEvidence.isEmpty })
    #expect(mapped.findings("dvt-iliofemoral-acute").map(\.kind) == [.condition, .observation])
  }

  @Test func `an observation of a venous method that is named confirms`() throws {
    let observation = """
      {"resourceType": "Observation", "id": "scan", "status": "final",
       "code": \(finding("venous-thrombus")), "method": \(leftCTVenography),
       "effectiveDateTime": "2026-06-14", "valueBoolean": true,
       "bodySite": \(sct(Known.commonIliacVein, Known.left))}
      """
    let finding = try diagnosis(
      thrombosis("\"evidence\": [{\"detail\": [{\"reference\": \"Observation/scan\"}]}]"),
      observation)
    #expect(finding.imagingEvidence.map(\.reference) == ["Observation/scan"])
    #expect(finding.method == .computedTomographyVenography)
  }

  @Test func `a thrombus that an observation of imaging sees confirms without being named`() throws
  {
    let observation = """
      {"resourceType": "Observation", "id": "scan", "status": "final",
       "code": \(finding("venous-thrombus")), "method": \(leftDuplex),
       "effectiveDateTime": "2026-06-14", "valueBoolean": true,
       "bodySite": \(sct(Known.commonIliacVein, Known.left))}
      """
    let finding = try diagnosis(thrombosis(), observation)
    #expect(finding.imagingEvidence.map(\.reference) == ["Observation/scan"])
  }

  @Test func `an imaging procedure that is named confirms`() throws {
    let procedure = """
      {"resourceType": "Procedure", "id": "venogram", "status": "completed",
       "code": \(pcs("B51C0ZZ")), "performedDateTime": "2026-06-14"}
      """
    let finding = try diagnosis(
      thrombosis("\"evidence\": [{\"detail\": [{\"reference\": \"Procedure/venogram\"}]}]"),
      procedure)
    #expect(finding.imagingEvidence.map(\.reference) == ["Procedure/venogram"])
    #expect(finding.method == .catheterVenography)
  }

  @Test func `the report of a procedure that is named confirms`() throws {
    let procedure = """
      {"resourceType": "Procedure", "id": "scan", "status": "completed", "code": {"text": "scan"},
       "performedDateTime": "2026-06-14", "report": [{"reference": "DiagnosticReport/report"}]}
      """
    let finding = try diagnosis(
      thrombosis("\"evidence\": [{\"detail\": [{\"reference\": \"Procedure/scan\"}]}]"), procedure,
      report(leftDuplex))
    #expect(finding.imagingEvidence.map(\.reference) == ["DiagnosticReport/report"])
  }

  @Test func `a study tells the method of a report whose code does not`() throws {
    let study = """
      {"resourceType": "ImagingStudy", "id": "study", "status": "available",
       "started": "2026-06-14T09:00:00Z", "procedureCode": [\(leftCTVenography)]}
      """
    let finding = try diagnosis(
      study, thrombosis(namesReport),
      report(
        loinc("18748-4"), "\"imagingStudy\": [{\"reference\": \"ImagingStudy/study\"}]",
        concluding(Known.iliofemoralThrombosis)))
    #expect(finding.imagingEvidence.map(\.reference) == ["DiagnosticReport/report"])
    #expect(finding.method == .computedTomographyVenography)
  }

  @Test func `the modality and the vein of a series tell a duplex`() throws {
    let study = """
      {"resourceType": "ImagingStudy", "id": "study", "status": "available",
       "started": "2026-06-14T09:00:00Z", "series": [{"uid": "2.16.124.113543.6003.1",
       "modality": {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "US"},
       "bodySite": {"system": "http://snomed.info/sct", "code": "\(Known.commonFemoralVein)"},
       "laterality": {"system": "http://snomed.info/sct", "code": "\(Known.left)"}}]}
      """
    let finding = try diagnosis(
      thrombosis("\"evidence\": [{\"detail\": [{\"reference\": \"ImagingStudy/study\"}]}]"), study)
    #expect(finding.method == .duplex)
  }

  @Test func `CT by modality alone is no venography`() throws {
    let study = """
      {"resourceType": "ImagingStudy", "id": "study", "status": "available",
       "modality": [{"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "CT"}]}
      """
    let finding = try diagnosis(
      thrombosis("\"evidence\": [{\"detail\": [{\"reference\": \"ImagingStudy/study\"}]}]"), study)
    #expect(finding.imagingEvidence.isEmpty)
    #expect(finding.method == nil)
  }

  // MARK: - What a report states

  @Test func `a conclusion is a finding of imaging with the side of the study`() throws {
    let finding = try MappedCase(report(leftDuplex, concluding(sct("132301000119107"))))
      .finding("dvt-iliofemoral-acute")
    #expect(finding.kind == .imaging)
    #expect(finding.method == .duplex)
    #expect(finding.laterality == .left)
    #expect(finding.observed?.days.description == "2026-06-14")
    #expect(finding.rule == "imaging-conclusion")
  }

  @Test func `a study of both legs does not say which leg its conclusion is about`() throws {
    let finding = try MappedCase(report(loinc("69385-3"), concluding(sct("132301000119107"))))
      .finding("dvt-iliofemoral-acute")
    #expect(finding.laterality == nil)
  }

  @Test(arguments: [
    ("373142009", Finding.Presence.present), ("373141002", .suspected), ("373140001", .absent),
  ])
  func `thrombus in general words counts in venous imaging`(
    code: String, presence: Finding.Presence
  ) throws {
    let finding = try MappedCase(report(leftDuplex, concluding(sct(code))))
      .finding("venous-thrombus")
    #expect(finding.presence == presence)
    #expect(finding.method == .duplex)
  }

  @Test func `a normal result in general words denies nothing`() throws {
    let mapped = try MappedCase(report(leftDuplex, concluding(sct("408573005"))))
    #expect(mapped.findings("venous-thrombus").isEmpty)
    #expect(mapped.findings("dvt-iliofemoral-acute").isEmpty)
  }

  @Test func `a conclusion in words is left to a person`() throws {
    let mapped = try MappedCase(report(leftDuplex, "\"conclusion\": \"clot\""))
    #expect(mapped.record.unreadTexts.map(\.path) == ["Bundle.entry[1].resource.conclusion"])
  }

  // MARK: - Compression

  func compression(_ more: String..., value: Bool = true) -> String {
    let elements =
      [
        "\"resourceType\": \"Observation\"", "\"id\": \"compression\"", "\"status\": \"final\"",
        "\"code\": \(finding("iliac-vein-compression"))",
        "\"effectiveDateTime\": \"2026-06-14\"", "\"valueBoolean\": \(value)",
      ] + more
    return "{\(elements.joined(separator: ", "))}"
  }

  @Test func `the method of the observation shows the compression`() throws {
    for (code, method) in [
      (leftCTVenography, ImagingMethod.computedTomographyVenography),
      (loinc("36785-4"), .magneticResonanceVenography), (leftDuplex, .duplex),
      (catheterVenography, .catheterVenography), (sct("241466007"), .intravascularUltrasound),
    ] {
      let finding = try MappedCase(compression("\"method\": \(code)"))
        .finding("iliac-vein-compression")
      #expect(finding.method == method)
    }
  }

  @Test func `the report that has the compression as result shows it`() throws {
    let finding = try MappedCase(
      compression(),
      report(leftCTVenography, "\"result\": [{\"reference\": \"Observation/compression\"}]")
    ).finding("iliac-vein-compression")
    #expect(finding.method == .computedTomographyVenography)
    #expect(finding.imagingEvidence.map(\.reference) == ["DiagnosticReport/report"])
  }

  @Test func `the result of a study of one leg is about that leg`() throws {
    let finding = try MappedCase(
      compression(),
      report(leftCTVenography, "\"result\": [{\"reference\": \"Observation/compression\"}]")
    ).finding("iliac-vein-compression")
    #expect(finding.laterality == .left)
  }

  @Test func `a report may conclude the compression`() throws {
    let finding = try MappedCase(
      report(leftCTVenography, concluding(finding("iliac-vein-compression")))
    ).finding("iliac-vein-compression")
    #expect(finding.method == .computedTomographyVenography)
    #expect(finding.laterality == .left)
  }

  @Test func `compression that was looked for and is not there is absent with its method`() throws {
    let finding = try MappedCase(
      compression("\"method\": \(leftCTVenography)", value: false)
    ).finding("iliac-vein-compression")
    #expect(finding.presence == .absent)
    #expect(finding.method == .computedTomographyVenography)
  }

  @Test func `CT of which the code does not say venography is imaging of an untold kind`() throws {
    let finding = try MappedCase(compression("\"method\": \(sct("77477000"))"))
      .finding("iliac-vein-compression")
    #expect(finding.method == .unspecified)
  }
}

/// Records that hang on the elements which no sample needs: a stent by its device, a vein by a BodyStructure, an
/// imaging method by a study. Synthetic, like the samples.
enum UnusualRecords {
  static let all: [(name: String, bytes: [UInt8])] = [
    ("imaging", bundle(imaging)), ("signs", bundle(signs)), ("treatment", bundle(treatment)),
    ("person", bundle(person)),
  ]

  private static func bundle(_ resources: [String]) -> [UInt8] {
    let patient = """
      {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1970-01-02", "deceasedBoolean": true}
      """
    let entries = ([patient] + resources).map { resource in
      let isPatient = resource.contains("\"resourceType\": \"Patient\"")
      let owner = ["AllergyIntolerance", "Device\"", "BodyStructure"].contains {
        resource.contains("\"resourceType\": \"\($0)")
      }
      let hasOwner = isPatient || resource.contains("\"resourceType\": \"Medication\"")
      let subject =
        hasOwner ? "" : ", \"\(owner ? "patient" : "subject")\": {\"reference\": \"Patient/p\"}"
      return "{\"resource\": \(resource.dropLast())\(subject)}}"
    }
    let body = entries.joined(separator: ",\n")
    return Array(
      "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [\(body)]}".utf8)
  }

  private static func concept(_ system: String, _ code: String) -> String {
    "{\"coding\": [{\"system\": \"\(system)\", \"code\": \"\(code)\"}]}"
  }

  private static func sct(_ code: String) -> String { concept("http://snomed.info/sct", code) }

  private static func loinc(_ code: String) -> String { concept("http://loinc.org", code) }

  private static func finding(_ code: String) -> String {
    concept("https://venoguide.example/fhir/CodeSystem/finding", code)
  }

  private static let thrombosis = concept("http://hl7.org/fhir/sid/icd-10-cm", "I82.422")
  private static let commonIliac = sct("46027005")
  private static let duplex = loinc("39432-0")
  private static let ctVenography = loinc("36824-1")
  private static let apixaban = concept("http://www.whocc.no/atc", "B01AF02")
  private static let alteplase = concept("http://www.whocc.no/atc", "B01AD02")
  private static let stent = finding("iliofemoral-vein-stent")

  private static let imaging = [
    """
    {"resourceType": "Condition", "id": "by-series", "code": \(thrombosis), "note": [{"text": "left"}],
     "evidence": [{"detail": [{"reference": "ImagingStudy/series"}]}]}
    """,
    """
    {"resourceType": "ImagingStudy", "id": "series", "status": "available", "started": "2026-06-14T09:00:00Z",
     "series": [{"uid": "2.16.124.113543.6003.1",
     "modality": {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "US"},
     "bodySite": {"system": "http://snomed.info/sct", "code": "397363009"}}]}
    """,
    """
    {"resourceType": "DiagnosticReport", "id": "of-study", "status": "final", "code": \(loinc("18748-4")),
     "issued": "2026-06-14T10:00:00Z", "imagingStudy": [{"reference": "ImagingStudy/modality"}],
     "conclusionCode": [\(finding("iliac-vein-compression"))]}
    """,
    """
    {"resourceType": "ImagingStudy", "id": "modality", "status": "available", "modality":
     [{"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "IVUS"}]}
    """,
    """
    {"resourceType": "DiagnosticReport", "id": "scanned", "status": "final", "code": \(duplex),
     "effectiveDateTime": "2026-06-14", "presentedForm": [{"contentType": "application/pdf"}]}
    """,
    """
    {"resourceType": "Condition", "id": "by-procedure", "code": \(thrombosis),
     "evidence": [{"detail": [{"reference": "Procedure/scan"}]}]}
    """,
    """
    {"resourceType": "Procedure", "id": "scan", "status": "completed", "code": \(sct("71388002")),
     "performedDateTime": "2026-06-14", "report": [{"reference": "DiagnosticReport/scanned"}]}
    """,
    """
    {"resourceType": "ImagingStudy", "id": "referenced", "status": "available",
     "procedureReference": {"reference": "Procedure/venography"}}
    """,
    """
    {"resourceType": "Procedure", "id": "venography", "status": "completed", "code": \(ctVenography),
     "performedDateTime": "2026-06-13"}
    """,
    """
    {"resourceType": "Observation", "id": "derived", "status": "final", "code": \(finding("iliac-vein-compression")),
     "valueBoolean": true, "effectiveDateTime": "2026-06-14",
     "derivedFrom": [{"reference": "ImagingStudy/referenced"}]}
    """,
    """
    {"resourceType": "Procedure", "id": "operation", "status": "completed", "code": \(sct("80146002")),
     "category": \(sct("387713003")), "performedDateTime": "2026-06-13"}
    """,
  ]

  private static let signs = [
    """
    {"resourceType": "Observation", "id": "at-structure", "status": "final", "code": \(finding("venous-thrombus")),
     "valueBoolean": true, "issued": "2026-06-14T10:00:00Z", "extension": [
     {"url": "http://hl7.org/fhir/StructureDefinition/bodySite", "valueReference": {"reference": "BodyStructure/vein"}}]}
    """,
    """
    {"resourceType": "BodyStructure", "id": "vein", "location": \(commonIliac), "locationQualifier": [\(sct("7771000"))]}
    """,
    """
    {"resourceType": "Observation", "id": "at-inactive", "status": "final", "code": \(finding("venous-thrombus")),
     "valueBoolean": true, "effectiveDateTime": "2026-06-14", "extension": [
     {"url": "http://hl7.org/fhir/StructureDefinition/bodySite", "valueReference": {"reference": "BodyStructure/old"}}]}
    """,
    """
    {"resourceType": "BodyStructure", "id": "old", "active": false, "location": \(sct("56849005"))}
    """,
    """
    {"resourceType": "Observation", "id": "of-another", "status": "final", "code": \(finding("rest-pain")),
     "valueBoolean": true, "focus": [{"reference": "RelatedPerson/child"}]}
    """,
    """
    {"resourceType": "Observation", "id": "not-performed", "status": "final", "code": \(finding("motor-deficit")),
     "dataAbsentReason": \(concept("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed"))}
    """,
    """
    {"resourceType": "Observation", "id": "interpreted", "status": "final", "code": \(loinc("2106-3")),
     "effectiveDateTime": "2026-06-14",
     "interpretation": [\(concept("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "NEG"))]}
    """,
    """
    {"resourceType": "Observation", "id": "panel", "status": "final", "code": \(finding("villalta-total")),
     "bodySite": \(sct("7771000")), "effectiveDateTime": "2026-06-14", "hasMember": [{"reference": "Observation/item"}]}
    """,
    """
    {"resourceType": "Observation", "id": "item", "status": "final", "code": \(finding("villalta-pain")),
     "effectiveDateTime": "2026-06-14", "valueInteger": 2}
    """,
    """
    {"resourceType": "Observation", "id": "pressure", "status": "final", "code": \(loinc("85354-9")),
     "effectiveDateTime": "2026-06-14", "component": [{"code": \(loinc("8480-6")),
     "valueQuantity": {"value": 190, "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}}]}
    """,
  ]

  private static let treatment = [
    """
    {"resourceType": "Procedure", "id": "by-structure", "status": "completed", "performedDateTime": "2024-05-01",
     "code": \(sct("65818007")), "extension": [
     {"url": "http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure",
     "valueReference": {"reference": "BodyStructure/vein"}}], "focalDevice": [{"manipulated": {"reference": "Device/focal"}}]}
    """,
    """
    {"resourceType": "BodyStructure", "id": "vein", "location": \(commonIliac)}
    """,
    """
    {"resourceType": "Procedure", "id": "by-device", "status": "completed", "performedDateTime": "2024-05-01",
     "code": \(sct("71388002")), "bodySite": [\(commonIliac)], "usedReference": [{"reference": "Device/stent"}]}
    """,
    """
    {"resourceType": "Procedure", "id": "by-code", "status": "completed", "performedDateTime": "2024-05-01",
     "code": \(sct("71388002")), "usedCode": [\(stent)]}
    """,
    """
    {"resourceType": "Device", "id": "stent", "status": "active", "type": \(stent)}
    """,
    """
    {"resourceType": "Device", "id": "focal", "type": \(stent)}
    """,
    """
    {"resourceType": "DeviceUseStatement", "id": "use", "status": "active", "device": {"reference": "Device/stent"},
     "timingDateTime": "2024-05-01", "recordedOn": "2024-06-01", "bodySite": \(commonIliac), "extension": [
     {"url": "http://hl7.org/fhir/StructureDefinition/bodySite", "valueReference": {"reference": "BodyStructure/side"}}]}
    """,
    """
    {"resourceType": "BodyStructure", "id": "side", "location": \(sct("63507001")), "locationQualifier": [\(sct("7771000"))]}
    """,
    """
    {"resourceType": "MedicationStatement", "status": "active", "medicationCodeableConcept": \(apixaban),
     "effectivePeriod": {"start": "2026-06-10"}, "dosage": [{"text": "twice a day"}]}
    """,
    """
    {"resourceType": "MedicationAdministration", "status": "completed", "medicationCodeableConcept": \(apixaban),
     "effectiveDateTime": "2026-06-10", "dosage": {"text": "one tablet"}}
    """,
    """
    {"resourceType": "MedicationRequest", "status": "active", "intent": "order", "doNotPerform": true,
     "medicationCodeableConcept": \(apixaban)}
    """,
    """
    {"resourceType": "MedicationRequest", "status": "active", "intent": "order",
     "medicationReference": {"reference": "Medication/coded"},
     "dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"start": "2026-06-10"}}}}]}
    """,
    """
    {"resourceType": "Medication", "id": "coded", "code": \(apixaban)}
    """,
    """
    {"resourceType": "MedicationStatement", "status": "active", "medicationReference": {"reference": "Medication/mixed"}}
    """,
    """
    {"resourceType": "Medication", "id": "mixed", "code": {"text": "tablet"}, "ingredient": [{"itemCodeableConcept": \(apixaban)}]}
    """,
    """
    {"resourceType": "MedicationStatement", "status": "active", "medicationReference": {"reference": "Medication/wrong"}}
    """,
    """
    {"resourceType": "Medication", "id": "wrong", "status": "entered-in-error", "code": \(apixaban)}
    """,
    """
    {"resourceType": "AllergyIntolerance", "code": {"text": "lysis"}, "onsetDateTime": "2020", "recordedDate": "2021-01-01",
     "reaction": [{"substance": \(alteplase), "manifestation": [{"text": "rash"}]}]}
    """,
    """
    {"resourceType": "ServiceRequest", "id": "planned", "status": "active", "intent": "plan", "code": \(stent),
     "occurrenceDateTime": "2026-07-01", "authoredOn": "2026-06-14", "bodySite": [\(sct("63507001"))], "extension": [
     {"url": "http://hl7.org/fhir/StructureDefinition/bodySite", "valueReference": {"reference": "BodyStructure/vein"}}]}
    """,
    """
    {"resourceType": "Condition", "id": "reason", "code": \(thrombosis)}
    """,
    """
    {"resourceType": "ServiceRequest", "id": "reasoned", "status": "active", "intent": "order", "code": \(stent),
     "reasonCode": [\(thrombosis)], "reasonReference": [{"reference": "Condition/reason"}]}
    """,
    """
    {"resourceType": "MedicationRequest", "id": "reasoned-drug", "status": "active", "intent": "order",
     "medicationCodeableConcept": \(apixaban), "reasonCode": [\(thrombosis)],
     "reasonReference": [{"reference": "Condition/reason"}]}
    """,
    """
    {"resourceType": "Procedure", "id": "reasoned-plan", "status": "preparation", "code": \(stent),
     "reasonCode": [\(thrombosis)], "reasonReference": [{"reference": "Condition/reason"}]}
    """,
    """
    {"resourceType": "ServiceRequest", "id": "forbidden", "status": "active", "intent": "order", "code": \(stent),
     "doNotPerform": true}
    """,
  ]

  private static let person = [
    """
    {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"}, "period": {"start": "2026-06-01"},
     "type": [\(concept("http://hl7.org/fhir/sid/icd-10-cm", "Z51.11"))]}
    """,
    """
    {"resourceType": "List", "id": "empty", "status": "current", "mode": "snapshot", "code": \(loinc("11450-4")),
     "date": "2026-06-14", "emptyReason": \(concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown"))}
    """,
    """
    {"resourceType": "List", "id": "full", "status": "current", "mode": "snapshot", "code": \(loinc("10160-0")),
     "date": "2026-06-14", "entry": [{"item": {"reference": "MedicationStatement/x"}}],
     "emptyReason": \(concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown"))}
    """,
    """
    {"resourceType": "Composition", "status": "final", "type": \(loinc("60591-5")), "date": "2026-06-14",
     "author": [{"display": "nobody"}], "title": "Summary", "section": [{"title": "Procedures",
     "code": \(loinc("47519-4")),
     "emptyReason": \(concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown"))}]}
    """,
  ]
}

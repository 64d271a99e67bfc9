import FHIRSyntax

/// What differs between R4 and R5 beyond types and cardinalities, which the definitions tell (fhir/README
/// facts 2 to 31): names, codes, and elements that were split or merged.
///
/// Everything is found by its path in R4. Made when the first resource of R5 comes along.
enum ReleaseRules {
  // MARK: - Names

  private static let types: [(r4: String, r5: String)] = [
    ("DeviceUseStatement", "DeviceUsage"), ("DeviceUseStatement", "DeviceAssociation"),
    ("RequestGroup", "RequestOrchestration"),
  ]

  /// Elements that kept their meaning under another name, below the path that holds them.
  private static let names: [String: [(r4: String, r5: String)]] = [
    "Device": [("deviceName", "name"), ("specialization", "conformsTo")],
    "Device.deviceName": [("name", "value")],
    "Device.specialization": [("systemType", "specification")],
    "DeviceAssociation": [("timing", "period")],
    "DeviceUseStatement": [
      ("subject", "patient"), ("recordedOn", "dateAsserted"), ("source", "informationSource"),
    ],
    "DiagnosticReport": [("imagingStudy", "study")],
    "Encounter": [("period", "actualPeriod"), ("hospitalization", "admission")],
    "Encounter.location": [("physicalType", "form")],
    "Encounter.participant": [("individual", "actor")],
    "Medication": [("manufacturer", "marketingAuthorizationHolder"), ("form", "doseForm")],
    "MedicationAdministration": [("context", "encounter"), ("effective", "occurence")],
    "MedicationRequest.dispenseRequest": [("performer", "dispenser")],
    "MedicationStatement": [("context", "encounter")],
    "Procedure": [("performed", "occurrence"), ("asserter", "reported")],
    "Provenance": [("reason", "authorization")],
    "RequestGroup.action.relatedAction": [("actionId", "targetId")],
  ]

  // MARK: - Codes

  /// Codes of required bindings that one release has and the other has not. Where several become one, the
  /// first is the one that the way back gives.
  private static let codes: [String: [(r4: String, r5: String)]] = [
    "Bundle.type": [("collection", "collection"), ("collection", "subscription-notification")],
    "Composition.status": [
      ("preliminary", "preliminary"), ("preliminary", "partial"), ("amended", "amended"),
      ("amended", "corrected"), ("amended", "appended"),
    ],
    "Device.deviceName.type": [
      ("udi-label-name", "registered-name"), ("manufacturer-name", "registered-name"),
      ("model-name", "registered-name"), ("user-friendly-name", "user-friendly-name"),
      ("other", "user-friendly-name"),
    ],
    // "Prior to being final, the report has been modified": a kind of partial (FHIR R5).
    "DiagnosticReport.status": [("partial", "partial"), ("partial", "modified")],
    "Encounter.status": [
      ("in-progress", "in-progress"), ("arrived", "in-progress"), ("triaged", "in-progress"),
      ("onleave", "on-hold"), ("finished", "completed"), ("finished", "discharged"),
      ("finished", "discontinued"),
    ],
    // "No longer active and the subject should no longer be taking the medication" (FHIR R5).
    "MedicationRequest.status": [("stopped", "stopped"), ("stopped", "ended")],
    "OperationOutcome.issue.code": [
      ("informational", "informational"), ("informational", "success"),
    ],
    "OperationOutcome.issue.severity": [
      ("information", "information"), ("information", "success"),
    ],
    "Provenance.entity.role": [("source", "source"), ("derivation", "source")],
  ]

  // MARK: - Elements

  private static let elements: [String: [ElementRule]] = [
    "AllergyIntolerance": [
      .participants, .coded("type", "http://hl7.org/fhir/allergy-intolerance-type"),
    ],
    "BodyStructure": [.includedStructure],
    "Composition": [.oneSubject],
    "Composition.attester": [
      .coded("mode", "http://hl7.org/fhir/composition-attestation-mode")
    ],
    "Composition.event": [.merged("code", "detail", into: "detail")],
    "Condition": [.participants, .clinicalStatus, .evidence],
    "Device": [.joined("type")],
    "DeviceAssociation": [.associationStatus, .site("bodyStructure", concept: false)],
    "DeviceUseStatement": [
      .usageStatus, .usageAdherence, .usedDevice,
      .merged("reasonCode", "reasonReference", into: "reason"),
      .site("bodySite", concept: true),
    ],
    "Dosage": [.asNeeded],
    "Encounter": [.encounterReason],
    "GuidanceResponse": [.merged("reasonCode", "reasonReference", into: "reason")],
    "ImagingStudy": [
      .merged("procedureCode", "procedureReference", into: "procedure"),
      .merged("reasonCode", "reasonReference", into: "reason"),
    ],
    "List": [.oneSubject],
    "MedicationAdministration": [.merged("reasonCode", "reasonReference", into: "reason")],
    "MedicationRequest": [.reported, .merged("reasonCode", "reasonReference", into: "reason")],
    "MedicationStatement": [.adherence, .merged("reasonCode", "reasonReference", into: "reason")],
    "MessageHeader.response": [.responseIdentifier],
    "Observation": [.observedValue, .site("bodyStructure", concept: false)],
    "Observation.component": [.observedValue],
    "Procedure": [
      .joined("category"), .otherFocus("focus"),
      .merged("reasonCode", "reasonReference", into: "reason"),
      .merged("complication", "complicationDetail", into: "complication"),
      .merged("usedCode", "usedReference", into: "used"),
    ],
    "RequestGroup": [.merged("reasonCode", "reasonReference", into: "reason")],
    "RequestGroup.action": [.actionParticipant],
    "SampledData": [.sampleInterval],
    "ServiceRequest": [
      .otherFocus("focus"), .merged("reasonCode", "reasonReference", into: "reason"),
      .merged("locationCode", "locationReference", into: "location"),
      .site("bodyStructure", concept: false),
    ],
  ]

  /// Elements of R5 that the record is read from: what of them R4 cannot express is told.
  private static let read: Set<String> = [
    "ImagingStudy.series.bodySite", "Medication.ingredient.item",
    "MedicationAdministration.medication", "MedicationAdministration.occurence",
    "MedicationRequest.effectiveDosePeriod", "MedicationRequest.medication",
    "MedicationStatement.effective", "MedicationStatement.medication", "Procedure.occurrence",
    "ServiceRequest.code",
  ]
}

// MARK: - Looking up

extension ReleaseRules {
  typealias Direction = ReleaseConversion.Direction

  /// The name of a resource type in the target.
  static func type(of type: String, _ direction: Direction) -> String {
    switch direction {
    case .toR4: types.first { $0.r5 == type }?.r4 ?? type
    case .toR5: types.first { $0.r4 == type }?.r5 ?? type
    }
  }

  /// The name of an element in the target.
  static func name(of name: String, at path: String, _ direction: Direction) -> String {
    guard let names = names[path] else { return name }
    switch direction {
    case .toR4: return names.first { $0.r5 == name }?.r4 ?? name
    case .toR5: return names.first { $0.r4 == name }?.r5 ?? name
    }
  }

  /// A code in the target, and whether the way back gives the same one.
  static func code(
    _ code: String, at path: String, _ direction: Direction
  ) -> (code: String, isExact: Bool) {
    guard let pairs = codes[path] else { return (code, true) }
    switch direction {
    case .toR4:
      guard let pair = pairs.first(where: { $0.r5 == code }) else { return (code, true) }
      return (pair.r4, pairs.first { $0.r4 == pair.r4 }?.r5 == code)
    case .toR5:
      guard let pair = pairs.first(where: { $0.r4 == code }) else { return (code, true) }
      return (pair.r5, pairs.first { $0.r5 == pair.r5 }?.r4 == code)
    }
  }

  /// The rules for the elements below a path.
  static func rules(at path: String) -> [ElementRule] { elements[path] ?? [] }

  /// Whether the record is read from an element of R5.
  static func isRead(_ path: String) -> Bool { read.contains(path) }
}

import FHIRSyntax

/// Says which resources of an input the mapping needs, for the scan: by their type, and by the codes that the
/// terminology knows and the case asks for.
public struct RelevantResources: ResourceSelector {
  private let terminology: Terminology

  /// Creates a selector for a terminology.
  public init(terminology: Terminology) {
    self.terminology = terminology
  }

  /// What to do with resources of a type.
  public func selection(ofType type: UnsafeRawBufferPointer) -> ResourceSelection {
    for (name, selection) in Self.types where type.holds(name) { return selection }
    return .skip
  }

  /// Whether a code can become a finding.
  public func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool {
    if !terminology.recognizes(system: system, code: code) {
      return Self.isSurgical(system, code) || system.holds(NothingKnown.systemURI)
    }
    // Few codes come this far, and each different one only once for an input.
    let meanings = terminology.meanings(
      system: String(decoding: system, as: UTF8.self), code: String(decoding: code, as: UTF8.self))
    return meanings.isEmpty
      || meanings.contains { UsedConcepts.contains($0) || $0.concept == "vein-body-sites" }
  }

  /// An operation by ICD-10-PCS that no list names still counts as surgery.
  private static func isSurgical(
    _ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer
  ) -> Bool {
    code.count == 7 && code.first == UInt8(ascii: "0") && system.holds(SurgicalSection.system)
  }

  /// The types of which a record consists, as far as they can say something about a case: none that only holds or
  /// carries others.
  public static let typesOfRecords: [String] =
    types.map(\.0.description).filter { type in
      ![
        "DeviceUsage", "DeviceAssociation", "Composition", "List", "MessageHeader", "Parameters",
        "Bundle",
      ]
      .contains(type)
    }.sorted()

  /// The types that say something about the case; the most frequent first.
  private static let types: [(StaticString, ResourceSelection)] = [
    ("Observation", .whenCoded),
    ("Encounter", .whenCoded),
    ("Procedure", .whenCoded),
    ("Condition", .whenCoded),
    ("DiagnosticReport", .whenCoded),
    ("MedicationRequest", .whenCoded),
    ("MedicationAdministration", .whenCoded),
    ("MedicationStatement", .whenCoded),
    ("Medication", .whenCoded),
    ("AllergyIntolerance", .whenCoded),
    ("ImagingStudy", .whenCoded),
    ("ServiceRequest", .whenCoded),
    ("Device", .whenCoded),
    ("DeviceUseStatement", .always),
    // R5's words for it.
    ("DeviceUsage", .always),
    ("DeviceAssociation", .always),
    ("BodyStructure", .whenCoded),
    ("QuestionnaireResponse", .always),
    ("Patient", .always),
    ("Composition", .always),
    ("List", .always),
    ("MessageHeader", .always),
    ("Parameters", .always),
    ("Bundle", .always),
  ]
}

extension UnsafeRawBufferPointer {
  fileprivate func holds(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount
      && elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

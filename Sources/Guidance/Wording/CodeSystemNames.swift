/// Names of code systems for a reader; a URI says little.
enum CodeSystemNames {
  private static let names = [
    "http://snomed.info/sct": "SNOMED CT",
    "http://loinc.org": "LOINC",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "http://hl7.org/fhir/sid/icd-10": "ICD-10",
    "http://www.cms.gov/Medicare/Coding/ICD10": "ICD-10-PCS",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
    "http://www.whocc.no/atc": "ATC",
    "http://dicom.nema.org/resources/ontology/DCM": "DICOM",
    Canonical.findingCodeSystem: "VenoGuide finding",
  ]

  /// `LOINC 82810-3` for `http://loinc.org|82810-3`.
  static func words(for coding: String) -> String {
    let (system, code) = split(coding)
    let shown = ShownText.clean(code)
    return system.isEmpty ? shown : "\(name(of: system)) \(shown)"
  }

  /// The name of a system, its URI when it has no name here.
  static func name(of system: String) -> String {
    let shown = ShownText.clean(system)
    return names[system] ?? (shown.isEmpty ? "No code system" : shown)
  }

  /// System and code of `system|code`; the system is empty when there is none.
  static func split(_ coding: String) -> (system: String, code: String) {
    guard let bar = coding.lastIndex(of: "|") else { return ("", coding) }
    return (String(coding[..<bar]), String(coding[coding.index(after: bar)...]))
  }
}

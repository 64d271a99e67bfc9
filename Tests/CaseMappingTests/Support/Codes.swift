/// CodeableConcepts as JSON text, for examples.
func sct(_ codes: String...) -> String { concept("http://snomed.info/sct", codes) }

func icd10cm(_ codes: String...) -> String { concept("http://hl7.org/fhir/sid/icd-10-cm", codes) }

func loinc(_ codes: String...) -> String { concept("http://loinc.org", codes) }

func finding(_ code: String) -> String {
  concept("https://venoguide.example/fhir/CodeSystem/finding", [code])
}

func presence(_ code: String) -> String {
  concept("https://venoguide.example/fhir/CodeSystem/presence", [code])
}

func severity(_ code: String) -> String {
  concept("https://venoguide.example/fhir/CodeSystem/severity", [code])
}

func rxnorm(_ code: String) -> String {
  concept("http://www.nlm.nih.gov/research/umls/rxnorm", [code])
}

func atc(_ code: String) -> String { concept("http://www.whocc.no/atc", [code]) }

func pcs(_ code: String) -> String { concept("http://www.cms.gov/Medicare/Coding/ICD10", [code]) }

func verification(_ code: String) -> String {
  concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", [code])
}

func clinical(_ code: String) -> String {
  concept("http://terminology.hl7.org/CodeSystem/condition-clinical", [code])
}

func concept(_ system: String, _ codes: [String]) -> String {
  let codings = codes.map { "{\"system\": \"\(system)\", \"code\": \"\($0)\"}" }
  return "{\"coding\": [\(codings.joined(separator: ", "))]}"
}

/// Codes that the examples use often, with the meaning that the lists give them.
enum Known {
  /// Acute embolism and thrombosis of left iliac vein.
  static let leftIliacThrombosis = icd10cm("I82.422")
  /// Iliofemoral deep vein thrombosis, acute or chronic not said.
  static let iliofemoralThrombosis = sct("234044007")
  static let commonIliacVein = "46027005"
  static let externalIliacVein = "63507001"
  static let commonFemoralVein = "397363009"
  static let femoralVein = "83419000"
  static let poplitealVein = "56849005"
  static let greatSaphenousVein = "60734001"
  static let lowerLimb = "61685007"
  static let left = "7771000"
  static let right = "24028007"
}

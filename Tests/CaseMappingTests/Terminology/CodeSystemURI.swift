/// The URIs of the code systems that the examples use.
enum CodeSystemURI {
  static let snomed = "http://snomed.info/sct"
  static let loinc = "http://loinc.org"
  static let rxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
  static let atc = "http://www.whocc.no/atc"
  static let icd10 = "http://hl7.org/fhir/sid/icd-10"
  static let icd10CM = "http://hl7.org/fhir/sid/icd-10-cm"
  static let icd10PCS = "http://www.cms.gov/Medicare/Coding/ICD10"
  static let race = "urn:oid:2.16.840.1.113883.6.238"

  static func own(_ name: String) -> String {
    "https://venoguide.example/fhir/CodeSystem/\(name)"
  }
}

import CaseRecord
import FHIR

extension CaseAssembly {
  /// AllergyIntolerance: to a thrombolytic, to heparin, to contrast; or explicitly none known (FACTS 4.7).
  mutating func map(_ allergy: R4.AllergyIntolerance, _ source: Source) {
    var codes = [(allergy.code, "code")].compactMap { code, element in code.map { ($0, element) } }
    for (index, reaction) in allergy.reaction.enumerated() {
      if let substance = reaction.substance {
        codes.append((substance, "reaction[\(index)].substance"))
      }
    }
    var found: [(stated: StatedConcept, element: String)] = []
    for (code, element) in codes {
      for stated in read(code, source).used {
        if let allergy = stated.asAllergy { found.append((allergy, element)) }
      }
    }
    guard !found.isEmpty, isUsable(source, nil) else { return }
    var onset: ClinicalTime?
    if case .dateTime(let value)? = allergy.onset { onset = times.time(value) }
    var statement = Statement(
      presence: .present, kind: .allergy, onset: onset,
      observed: times.time(allergy.recordedDate), rule: "allergy-code")
    let clinical = allergy.clinicalStatus?.codes ?? []
    if !clinical.isDisjoint(with: ["inactive", "resolved"]) { statement.course = .resolved }
    if clinical.contains("active") { statement.course = .active }
    statement.isVerified = allergy.verificationStatus?.codes.contains("confirmed") == true
    switch source.entry.standing {
    case .refuted: statement.presence = .absent
    case .unconfirmed: statement.presence = .suspected
    default: break
    }
    for (stated, element) in found { state(stated, statement, source, element) }
  }
}

extension StatedConcept {
  /// What an allergy to this means; nil for what the case does not ask for.
  fileprivate var asAllergy: StatedConcept? {
    var allergy = self
    switch root {
    case "thrombolytic":
      allergy.root = "lysis-contraindication"
      allergy.flags = ["thrombolytic-allergy"]
    case "anticoagulant" where flags.first == "heparin" || flags.first == "heparin-group":
      allergy.root = "heparin-allergy"
      allergy.flags = []
    case "lysis-contraindication", "contrast-allergy", "no-known-allergies": break
    default: return nil
    }
    return allergy
  }
}

import CaseRecord

/// Which features a person may find answered in text that is not interpreted.
enum UnreadFeatures {
  /// A diagnosis or problem told in text alone.
  static let diagnosis: [Feature] = [
    .thrombosis, .segment, .laterality, .otherwiseHealthy, .activeCancer, .lysisContraindication,
    .anticoagulationContraindication,
  ]
  /// An observation whose question is text alone.
  static let observation: [Feature] = [.severity, .limbThreat, .limbThreatSign, .otherwiseHealthy]
  /// A procedure told in text alone.
  static let procedure: [Feature] = [.recentMajorSurgery, .priorThrombusRemoval, .priorStent]
  /// A medication told in text alone.
  static let medication: [Feature] = [.anticoagulation, .anticoagulationDuration]
  /// What an imaging report concludes in words.
  static let imagingReport: [Feature] = [
    .thrombosis, .segment, .laterality, .venaCavaInvolvement, .compression,
  ]
  /// A note on a thrombosis.
  static let thrombosisNote: [Feature] = [.acuity, .severity, .limbThreatSign]
  /// A body site told in text alone.
  static let site: [Feature] = [.segment, .laterality]

  /// The text that stands where the answer to a coded question should be.
  static func answer(to root: String) -> [Feature] {
    switch root {
    case "symptom-onset": [.acuity]
    case "anticoagulation-start": [.anticoagulationDuration]
    case "iliac-vein-compression", "iliac-vein-compression-degree",
      "iliac-vein-compression-other-cause":
      [.compression]
    case "pregnancy-status", "pregnancy-state", "pregnancy-test", "gestational-age",
      "estimated-delivery-date", "obstetric-delivery":
      [.pregnancy]
    case "otherwise-healthy", "no-known-problems": [.otherwiseHealthy]
    case "good-functional-status", "non-ambulatory", "impaired-mobility", "ambulatory-independent":
      [.functionalStatus]
    case "limb-threatening-ischemia", "compromised-arterial-inflow", "motor-deficit",
      "sensory-deficit", "pain-out-of-proportion", "severe-cyanosis", "venous-gangrene",
      "compartment-syndrome", "phlegmasia", "limb-threat":
      [.limbThreat, .limbThreatSign]
    case "symptom-severity", "functional-limitation", "rest-pain", "tense-edema", "dusky-skin",
      "massive-swelling", "circumferential-swelling", "leg-pain", "leg-swelling", "oedema",
      "redness", "skin-discolouration":
      [.severity]
    case "active-cancer": [.activeCancer]
    case "platelets", "inr", "haemoglobin", "egfr", "systolic-bp", "diastolic-bp",
      "lysis-contraindication":
      [.lysisContraindication]
    case "anticoagulation-contraindication": [.anticoagulationContraindication]
    case "anticoagulation-alone": [.anticoagulationAlone]
    case "post-thrombotic-syndrome": [.postThromboticSyndrome]
    case "pulmonary-embolism": [.pulmonaryEmbolism]
    case "hemodynamic-instability": [.hemodynamicInstability]
    default:
      if StatedConcept.isThrombosis(root) {
        [.thrombosis, .segment]
      } else if root.hasPrefix("villalta-") {
        [.severity, .postThromboticSyndrome]
      } else if root.hasPrefix("vcss-") {
        [.severity]
      } else {
        []
      }
    }
  }
}

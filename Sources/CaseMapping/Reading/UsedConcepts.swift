/// Which concepts the derivation of facts reads (docs/case-record.md), and so which codes make a resource worth
/// reading.
///
/// Body weight, creatinine and many more are known and not needed: they are neither findings nor reported as
/// codes that were not understood.
enum UsedConcepts {
  /// Whether a meaning of a code can become a finding.
  static func contains(_ meaning: CodeMeaning) -> Bool {
    contains(root: meaning.concept, flags: meaning.flags)
  }

  /// Whether what codes state can become a finding.
  static func contains(_ stated: StatedConcept) -> Bool {
    contains(root: stated.root, flags: stated.flags)
  }

  private static func contains(root: String, flags: [String]) -> Bool {
    switch root {
    case "leg-pain": !flags.contains("score")
    case "pregnancy-state": !flags.contains("test-procedure")
    case "cancer-history": flags.contains("absent")
    case "anticoagulant", "thrombolytic": true
    default: roots.contains(root)
    }
  }

  /// Whether the root is that of a diagnosis, sign or state, which Observation.code may name without a value.
  static func isMeasured(_ root: String) -> Bool {
    measured.contains(root) || root.hasPrefix("vcss-")
      || root.hasPrefix("villalta-") && root != "villalta-ulcer"
  }

  /// Roots whose Observations hold a number, a date or an answer and say nothing without one.
  private static let measured: Set<String> = [
    "platelets", "inr", "haemoglobin", "egfr", "systolic-bp", "diastolic-bp", "bp-panel",
    "gestational-age", "estimated-delivery-date", "pregnancy-status", "pregnancy-test",
    "symptom-onset", "anticoagulation-start", "symptom-severity",
    "ceap-clinical-class", "iliac-vein-compression-degree", "compartment-pressure",
  ]

  private static let roots: Set<String> = [
    // thrombosis
    "dvt-iliofemoral-acute", "dvt-femoropopliteal-distal", "dvt-unspecified-lower-extremity",
    "dvt-site-unspecified", "dvt-chronic", "ivc-thrombosis", "venous-thrombus", "history-vte",
    "nonspecific.dvt-unspecified-lower-extremity", "nonspecific.dvt-site-unspecified",
    "pulmonary-embolism", "pregnancy-vte", "phlegmasia", "post-thrombotic-syndrome",
    "venous-ulcer",
    // signs and symptoms
    "limb-threat", "nonspecific.limb-threat", "lookalike.limb-threat", "leg-swelling", "oedema",
    "heaviness", "redness", "skin-discolouration", "impaired-mobility", "non-ambulatory",
    "ambulatory-independent", "symptom-onset", "symptom-severity", "functional-limitation",
    "rest-pain", "tense-edema", "circumferential-swelling", "massive-swelling", "dusky-skin",
    "limb-threatening-ischemia", "compromised-arterial-inflow", "motor-deficit", "sensory-deficit",
    "pain-out-of-proportion", "severe-cyanosis", "venous-gangrene", "compartment-syndrome",
    "compartment-pressure", "hemodynamic-instability", "venous-claudication",
    "nonspecific.venous-claudication",
    // compression
    "iliac-vein-compression", "iliac-vein-compression-degree", "iliac-vein-compression-other-cause",
    "nonspecific.iliac-vein-compression",
    // patient
    "otherwise-healthy", "good-functional-status", "limited-life-expectancy", "no-known-problems",
    "no-known-medications", "no-known-procedures", "no-known-allergies", "active-cancer",
    "recent-major-surgery", "recent-major-trauma", "thrombophilia",
    "thrombophilia-changes-anticoagulation", "lysis-contraindication",
    "anticoagulation-contraindication", "hemorrhagic-retinopathy", "internal-eye-surgery",
    "organ-biopsy", "contrast-allergy", "right-to-left-shunt", "left-heart-thrombus",
    "infected-venous-thrombus", "neuraxial-procedure", "planned-high-bleeding-risk-procedure",
    "pregnancy-state", "pregnancy-status", "pregnancy-test", "pregnancy-test-result",
    "gestational-age", "gestational-age-weeks", "estimated-delivery-date", "obstetric-delivery",
    // measurements
    "platelets", "inr", "haemoglobin", "egfr", "systolic-bp", "diastolic-bp", "bp-panel",
    // imaging
    "duplex-lower-extremity-veins", "duplex-lower-extremity-arteries-and-veins",
    "duplex-veins-site-unspecified", "ct-venography", "mr-venography", "catheter-venography",
    "radionuclide-venography", "ivus", "imaging-nonspecific",
    // treatment
    "antiplatelet", "anticoagulation-therapy", "anticoagulation-alone", "anticoagulation-start",
    "systemic-thrombolysis", "catheter-directed-thrombolysis", "catheter-directed-therapy",
    "thrombolytic-infusion", "lookalike.thrombolytic-infusion", "percutaneous-thrombectomy",
    "lookalike.portal-vein-thrombectomy-used-by-synthea-for-stroke", "surgical-thrombectomy",
    "venous-angioplasty", "venous-stent", "iliofemoral-vein-stent",
    "nonspecific.intraluminal-device-insertion", "ivc-filter", "fasciotomy",
    "compression-stocking",
    // scores
    "villalta-total", "villalta-ulcer", "villalta-pain", "villalta-cramps", "villalta-heaviness",
    "villalta-paresthesia", "villalta-pruritus", "villalta-pretibial-edema",
    "villalta-induration", "villalta-hyperpigmentation", "villalta-redness",
    "villalta-venous-ectasia", "villalta-calf-compression-pain", "ceap-clinical-class",
    "vcss-total",
    "vcss-pain", "vcss-varicose-veins", "vcss-venous-edema", "vcss-pigmentation",
    "vcss-inflammation", "vcss-induration", "vcss-active-ulcers", "vcss-ulcer-duration",
    "vcss-ulcer-size", "vcss-compression-use",
    // what may have been there before a score
    "chronic-venous-disease",
  ]
}

import CaseRecord

/// Which concepts speak of a leg by themselves, and which say nothing until a body site does.
enum LegConcepts {
  /// The part of the body that a code names.
  static func place(of meaning: CodeMeaning) -> Finding.Place? {
    switch meaning.value("segment") {
    case "thigh", "lower-leg", "ankle", "foot": return .leg
    case .some where roots.contains(meaning.concept): return .leg
    default: break
    }
    if meaning.value("limb") == "lower" { return .leg }
    if meaning.value("site") != nil || meaning.value("limb") != nil { return nil }
    switch meaning.concept {
    case "limb-threat":
      return legSigns.contains(where: meaning.has) ? .leg : nil
    case "oedema":
      // Localized edema and edema as an assessment item may be anywhere.
      return meaning.has("localized") || meaning.has("loinc") ? nil : .leg
    case "leg-pain":
      // A pain score is about any pain.
      return meaning.has("score") ? nil : .leg
    case "paresthesia", "venous-stent", "venous-angioplasty", "percutaneous-thrombectomy",
      "surgical-thrombectomy":
      return meaning.value("laterality") == nil ? nil : .leg
    default:
      return roots.contains(meaning.concept) ? .leg : nil
    }
  }

  /// Whether a code of this root that leaves the place open means something only with a body site on the leg.
  static func needsSite(_ root: String) -> Bool {
    switch root {
    case "limb-threat", "venous-stent", "ivc-filter", "percutaneous-thrombectomy",
      "surgical-thrombectomy":
      true
    default: false
    }
  }

  private static let roots: Set<String> = [
    "dvt-iliofemoral-acute", "dvt-femoropopliteal-distal", "dvt-unspecified-lower-extremity",
    "dvt-chronic", "phlegmasia", "post-thrombotic-syndrome", "venous-ulcer",
    "leg-swelling", "heaviness",
    // Our own findings, which are about the leg by definition.
    "symptom-severity", "functional-limitation", "rest-pain", "tense-edema", "massive-swelling",
    "circumferential-swelling", "dusky-skin", "limb-threatening-ischemia",
    "compromised-arterial-inflow", "motor-deficit", "sensory-deficit", "pain-out-of-proportion",
    "severe-cyanosis", "venous-gangrene", "compartment-syndrome", "compartment-pressure",
    "symptom-onset", "venous-claudication", "villalta-total", "villalta-ulcer", "villalta-pain",
    "villalta-cramps", "villalta-heaviness", "villalta-paresthesia", "villalta-pruritus",
    "villalta-pretibial-edema", "villalta-induration", "villalta-hyperpigmentation",
    "villalta-redness", "villalta-venous-ectasia", "villalta-calf-compression-pain",
    "ceap-clinical-class", "vcss-total",
    "vcss-pain", "vcss-varicose-veins", "vcss-venous-edema", "vcss-pigmentation",
    "vcss-inflammation", "vcss-induration", "vcss-active-ulcers", "vcss-ulcer-duration",
    "vcss-ulcer-size", "vcss-compression-use",
    "iliofemoral-vein-stent", "compression-stocking",
    "catheter-directed-therapy",
  ]

  /// Flags of `limb-threat` whose codes name the lower limb.
  private static let legSigns = [
    "limb-ischemia", "compartment-syndrome", "muscle-infarction", "motor-deficit",
    "sensory-deficit",
  ]
}

/// The concepts that features read, by their root in the terminology; what each means stands there.
///
/// Naming them once keeps the derivation free of misspelled words and makes the look-up a step of an array.
enum ConceptRoot: Int, CaseIterable {
  case activeCancer
  case ambulatoryIndependent
  case anticoagulant
  case anticoagulationAlone
  case anticoagulationContraindication
  case anticoagulationStart
  case anticoagulationTherapy
  case cancerHistory
  case catheterDirectedTherapy
  case catheterDirectedThrombolysis
  case catheterVenography
  case ceapClinicalClass
  case chronicVenousDisease
  case circumferentialSwelling
  case compartmentPressure
  case compartmentSyndrome
  case compromisedArterialInflow
  case ctVenography
  case duplexLowerExtremityArteriesAndVeins
  case duplexLowerExtremityVeins
  case duplexVeinsSiteUnspecified
  case duskySkin
  case dvtChronic
  case dvtFemoropoplitealDistal
  case dvtIliofemoralAcute
  case dvtSiteUnspecified
  case dvtUnspecifiedLowerExtremity
  case estimatedDeliveryDate
  case functionalLimitation
  case gestationalAge
  case gestationalAgeWeeks
  case goodFunctionalStatus
  case haemoglobin
  case heaviness
  case hemodynamicInstability
  case historyVte
  case iliacVeinCompression
  case iliacVeinCompressionDegree
  case iliacVeinCompressionOtherCause
  case iliofemoralVeinStent
  case imagingNonspecific
  case impairedMobility
  case inr
  case ivcFilter
  case ivcThrombosis
  case ivus
  case legPain
  case legSwelling
  case limbThreat
  case limbThreateningIschemia
  case lysisContraindication
  case massiveSwelling
  case motorDeficit
  case mrVenography
  case neuraxialProcedure
  case noKnownMedications
  case noKnownProblems
  case noKnownProcedures
  case nonAmbulatory
  case obstetricDelivery
  case oedema
  case otherwiseHealthy
  case painOutOfProportion
  case percutaneousThrombectomy
  case phlegmasia
  case plannedHighBleedingRiskProcedure
  case postThromboticSyndrome
  case pregnancyState
  case pregnancyStatus
  case pregnancyTest
  case pregnancyVte
  case pulmonaryEmbolism
  case recentMajorSurgery
  case redness
  case restPain
  case sensoryDeficit
  case severeCyanosis
  case skinDiscolouration
  case surgicalThrombectomy
  case symptomOnset
  case symptomSeverity
  case systemicThrombolysis
  case tenseEdema
  case thrombolytic
  case thrombolyticInfusion
  case thrombophilia
  case thrombophiliaChangesAnticoagulation
  case vcssActiveUlcers
  case vcssCompressionUse
  case vcssInduration
  case vcssInflammation
  case vcssPain
  case vcssPigmentation
  case vcssTotal
  case vcssUlcerDuration
  case vcssUlcerSize
  case vcssVaricoseVeins
  case vcssVenousEdema
  case venousClaudication
  case venousGangrene
  case venousStent
  case venousThrombus
  case venousUlcer
  case villaltaCalfCompressionPain
  case villaltaCramps
  case villaltaHeaviness
  case villaltaHyperpigmentation
  case villaltaInduration
  case villaltaPain
  case villaltaParesthesia
  case villaltaPretibialEdema
  case villaltaPruritus
  case villaltaRedness
  case villaltaTotal
  case villaltaUlcer
  case villaltaVenousEctasia

  /// The name in the terminology.
  var name: String {
    switch self {
    case .activeCancer: "active-cancer"
    case .ambulatoryIndependent: "ambulatory-independent"
    case .anticoagulant: "anticoagulant"
    case .anticoagulationAlone: "anticoagulation-alone"
    case .anticoagulationContraindication: "anticoagulation-contraindication"
    case .anticoagulationStart: "anticoagulation-start"
    case .anticoagulationTherapy: "anticoagulation-therapy"
    case .cancerHistory: "cancer-history"
    case .catheterDirectedTherapy: "catheter-directed-therapy"
    case .catheterDirectedThrombolysis: "catheter-directed-thrombolysis"
    case .catheterVenography: "catheter-venography"
    case .ceapClinicalClass: "ceap-clinical-class"
    case .chronicVenousDisease: "chronic-venous-disease"
    case .circumferentialSwelling: "circumferential-swelling"
    case .compartmentPressure: "compartment-pressure"
    case .compartmentSyndrome: "compartment-syndrome"
    case .compromisedArterialInflow: "compromised-arterial-inflow"
    case .ctVenography: "ct-venography"
    case .duplexLowerExtremityArteriesAndVeins: "duplex-lower-extremity-arteries-and-veins"
    case .duplexLowerExtremityVeins: "duplex-lower-extremity-veins"
    case .duplexVeinsSiteUnspecified: "duplex-veins-site-unspecified"
    case .duskySkin: "dusky-skin"
    case .dvtChronic: "dvt-chronic"
    case .dvtFemoropoplitealDistal: "dvt-femoropopliteal-distal"
    case .dvtIliofemoralAcute: "dvt-iliofemoral-acute"
    case .dvtSiteUnspecified: "dvt-site-unspecified"
    case .dvtUnspecifiedLowerExtremity: "dvt-unspecified-lower-extremity"
    case .estimatedDeliveryDate: "estimated-delivery-date"
    case .functionalLimitation: "functional-limitation"
    case .gestationalAge: "gestational-age"
    case .gestationalAgeWeeks: "gestational-age-weeks"
    case .goodFunctionalStatus: "good-functional-status"
    case .haemoglobin: "haemoglobin"
    case .heaviness: "heaviness"
    case .hemodynamicInstability: "hemodynamic-instability"
    case .historyVte: "history-vte"
    case .iliacVeinCompression: "iliac-vein-compression"
    case .iliacVeinCompressionDegree: "iliac-vein-compression-degree"
    case .iliacVeinCompressionOtherCause: "iliac-vein-compression-other-cause"
    case .iliofemoralVeinStent: "iliofemoral-vein-stent"
    case .imagingNonspecific: "imaging-nonspecific"
    case .impairedMobility: "impaired-mobility"
    case .inr: "inr"
    case .ivcFilter: "ivc-filter"
    case .ivcThrombosis: "ivc-thrombosis"
    case .ivus: "ivus"
    case .legPain: "leg-pain"
    case .legSwelling: "leg-swelling"
    case .limbThreat: "limb-threat"
    case .limbThreateningIschemia: "limb-threatening-ischemia"
    case .lysisContraindication: "lysis-contraindication"
    case .massiveSwelling: "massive-swelling"
    case .motorDeficit: "motor-deficit"
    case .mrVenography: "mr-venography"
    case .neuraxialProcedure: "neuraxial-procedure"
    case .noKnownMedications: "no-known-medications"
    case .noKnownProblems: "no-known-problems"
    case .noKnownProcedures: "no-known-procedures"
    case .nonAmbulatory: "non-ambulatory"
    case .obstetricDelivery: "obstetric-delivery"
    case .oedema: "oedema"
    case .otherwiseHealthy: "otherwise-healthy"
    case .painOutOfProportion: "pain-out-of-proportion"
    case .percutaneousThrombectomy: "percutaneous-thrombectomy"
    case .phlegmasia: "phlegmasia"
    case .plannedHighBleedingRiskProcedure: "planned-high-bleeding-risk-procedure"
    case .postThromboticSyndrome: "post-thrombotic-syndrome"
    case .pregnancyState: "pregnancy-state"
    case .pregnancyStatus: "pregnancy-status"
    case .pregnancyTest: "pregnancy-test"
    case .pregnancyVte: "pregnancy-vte"
    case .pulmonaryEmbolism: "pulmonary-embolism"
    case .recentMajorSurgery: "recent-major-surgery"
    case .redness: "redness"
    case .restPain: "rest-pain"
    case .sensoryDeficit: "sensory-deficit"
    case .severeCyanosis: "severe-cyanosis"
    case .skinDiscolouration: "skin-discolouration"
    case .surgicalThrombectomy: "surgical-thrombectomy"
    case .symptomOnset: "symptom-onset"
    case .symptomSeverity: "symptom-severity"
    case .systemicThrombolysis: "systemic-thrombolysis"
    case .tenseEdema: "tense-edema"
    case .thrombolytic: "thrombolytic"
    case .thrombolyticInfusion: "thrombolytic-infusion"
    case .thrombophilia: "thrombophilia"
    case .thrombophiliaChangesAnticoagulation: "thrombophilia-changes-anticoagulation"
    case .vcssActiveUlcers: "vcss-active-ulcers"
    case .vcssCompressionUse: "vcss-compression-use"
    case .vcssInduration: "vcss-induration"
    case .vcssInflammation: "vcss-inflammation"
    case .vcssPain: "vcss-pain"
    case .vcssPigmentation: "vcss-pigmentation"
    case .vcssTotal: "vcss-total"
    case .vcssUlcerDuration: "vcss-ulcer-duration"
    case .vcssUlcerSize: "vcss-ulcer-size"
    case .vcssVaricoseVeins: "vcss-varicose-veins"
    case .vcssVenousEdema: "vcss-venous-edema"
    case .venousClaudication: "venous-claudication"
    case .venousGangrene: "venous-gangrene"
    case .venousStent: "venous-stent"
    case .venousThrombus: "venous-thrombus"
    case .venousUlcer: "venous-ulcer"
    case .villaltaCalfCompressionPain: "villalta-calf-compression-pain"
    case .villaltaCramps: "villalta-cramps"
    case .villaltaHeaviness: "villalta-heaviness"
    case .villaltaHyperpigmentation: "villalta-hyperpigmentation"
    case .villaltaInduration: "villalta-induration"
    case .villaltaPain: "villalta-pain"
    case .villaltaParesthesia: "villalta-paresthesia"
    case .villaltaPretibialEdema: "villalta-pretibial-edema"
    case .villaltaPruritus: "villalta-pruritus"
    case .villaltaRedness: "villalta-redness"
    case .villaltaTotal: "villalta-total"
    case .villaltaUlcer: "villalta-ulcer"
    case .villaltaVenousEctasia: "villalta-venous-ectasia"
    }
  }

  /// The root with that name; `nil` when no feature reads it.
  init?(name: Substring) {
    guard let root = ConceptRoot.named[name] else { return nil }
    self = root
  }

  private static let named = Dictionary(
    uniqueKeysWithValues: allCases.map { (Substring($0.name), $0) })
}

extension Concept {
  /// The part before the first slash.
  var rootName: Substring {
    guard let slash = rawValue.utf8.firstIndex(of: UInt8(ascii: "/")) else { return rawValue[...] }
    return rawValue[..<slash]
  }

  /// Whether this is the root or a refinement of it.
  func isKind(of root: ConceptRoot) -> Bool {
    isKind(of: Concept(root.name))
  }

  /// Whether this is a root without any refinement.
  var isBare: Bool {
    !rawValue.utf8.contains(UInt8(ascii: "/"))
  }

  /// Whether a part after the root is this flag.
  func has(flag: String) -> Bool {
    var rest = rawValue.utf8[...]
    while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
      rest = rest[rest.index(after: slash)...]
      if Concept.isFirstPart(of: rest, flag) { return true }
    }
    return false
  }

  /// Whether the part directly behind the root is this flag.
  func leads(with flag: String) -> Bool {
    let name = rawValue.utf8
    guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return false }
    return Concept.isFirstPart(of: name[name.index(after: slash)...], flag)
  }

  private static func isFirstPart(of rest: Substring.UTF8View, _ flag: String) -> Bool {
    guard rest.starts(with: flag.utf8) else { return false }
    let next = rest.dropFirst(flag.utf8.count).first
    return next == nil || next == UInt8(ascii: "/")
  }
}

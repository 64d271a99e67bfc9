extension Feature {
  /// The feature's name for a reader.
  public var words: String {
    switch self {
    case .ageGroup: "age group"
    case .thrombosis: "deep vein thrombosis of the leg"
    case .segment: "region of the thrombosis"
    case .venaCavaInvolvement: "thrombus in the inferior vena cava"
    case .isolatedCommonFemoral: "common femoral vein only"
    case .laterality: "side"
    case .acuity: "time since onset of symptoms"
    case .severity: "severity of symptoms"
    case .limbThreat: "limb-threatening ischemia (phlegmasia cerulea dolens)"
    case .limbThreatSign: "signs that may threaten the limb"
    case .pulmonaryEmbolism: "pulmonary embolism"
    case .hemodynamicInstability: "hemodynamic instability"
    case .compression: "iliac vein compression (May-Thurner)"
    case .pregnancy: "pregnancy"
    case .otherwiseHealthy: "otherwise healthy"
    case .activeCancer: "active cancer"
    case .recentMajorSurgery: "recent major surgery"
    case .thrombophiliaChangingAnticoagulation: "thrombophilia that changes anticoagulation"
    case .functionalStatus: "functional status"
    case .lysisContraindication: "contraindication to thrombolysis"
    case .anticoagulationContraindication: "contraindication to anticoagulation"
    case .anticoagulation: "anticoagulation under way"
    case .anticoagulationAlone: "first treatment was anticoagulation alone"
    case .anticoagulationDuration: "time since anticoagulation began"
    case .priorThrombusRemoval: "earlier removal of thrombus in this leg"
    case .priorStent: "venous stent in place"
    case .priorThrombosis: "earlier thrombosis of this leg"
    case .postThromboticSyndrome: "post-thrombotic syndrome"
    case .venaCavaFilter: "vena cava filter in place"
    }
  }

  /// An answer to the feature's question, for a reader.
  public func words(for value: FeatureValue) -> String {
    switch (self, value.rawValue) {
    case (.thrombosis, "unconfirmed"): "suspected, not confirmed by imaging"
    case (.thrombosis, "none"), (.limbThreat, "none"): "not there"
    case (.segment, "distal"): "distal (below the popliteal vein)"
    case (.laterality, "bilateral"): "both sides"
    case (.acuity, "acute"): "acute (less than 14 days)"
    case (.acuity, "subacute"): "subacute (14 to 28 days)"
    case (.acuity, "late-subacute"): "late subacute (29 days to less than 3 months)"
    case (.acuity, "chronic"): "chronic (3 months or more)"
    case (.severity, "none"): "no symptoms"
    case (.compression, "none"): "not found"
    case (.compression, "suspected"): "suspected only"
    case (.compression, "cross-sectional"):
      "shown by cross-sectional imaging (CT or MR venography)"
    case (.compression, "venographic"):
      "shown by catheter venography or intravascular ultrasound only"
    case (.compression, "other-cause"): "compressed by something else (tumor, nodes, mass)"
    case (.pregnancy, "postpartum"): "after delivery"
    case (.functionalStatus, "non-ambulatory"): "not able to walk"
    case (.anticoagulationDuration, "under-3-months"): "less than 3 months"
    case (.anticoagulationDuration, "3-months-or-more"): "3 months or more"
    default: value.rawValue.split(separator: "-").joined(separator: " ")
    }
  }
}

extension Leg {
  /// The leg for a reader.
  public var words: String {
    switch self {
    case .left: "left leg"
    case .right: "right leg"
    }
  }
}

import CaseRecord

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
    let own: [FeatureValue: String]
    switch self {
    case .thrombosis:
      own = [
        "confirmed": "confirmed", "unconfirmed": "suspected, not confirmed by imaging",
        "none": "not there",
      ]
    case .segment:
      own = [
        "iliofemoral": "iliofemoral", "femoropopliteal": "femoropopliteal",
        "distal": "distal (below the popliteal vein)",
      ]
    case .laterality:
      own = ["left": "left", "right": "right", "bilateral": "both sides"]
    case .acuity:
      own = [
        "acute": "acute (less than 14 days)", "subacute": "subacute (14 to 28 days)",
        "late-subacute": "late subacute (29 days to less than 3 months)",
        "chronic": "chronic (3 months or more)",
      ]
    case .severity:
      own = ["none": "no symptoms"]
    case .limbThreat:
      own = ["none": "not there", "confirmed": "confirmed"]
    case .compression:
      own = [
        "none": "not found", "suspected": "suspected only",
        "cross-sectional": "shown by cross-sectional imaging (CT or MR venography)",
        "venographic": "shown by catheter venography or intravascular ultrasound only",
        "other-cause": "compressed by something else (tumor, nodes, mass)",
      ]
    case .pregnancy:
      own = ["not-pregnant": "not pregnant", "postpartum": "after delivery"]
    case .functionalStatus:
      own = ["non-ambulatory": "not able to walk"]
    case .anticoagulationDuration:
      own = ["under-3-months": "less than 3 months", "3-months-or-more": "3 months or more"]
    default:
      own = [:]
    }
    return own[value] ?? value.rawValue.split(separator: "-").joined(separator: " ")
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

extension Fact {
  /// What the record says, for a reader: the answer and the figures behind it.
  var answerWords: String {
    if state == .unknown && possible == feature.domain { return "Not recorded" }
    let answer = Enumeration.any(possible.map { feature.words(for: $0) })
    let isCode = possible.contains { $0.rawValue == summary }
    if summary.isEmpty || summary == "unknown" || isCode { return answer.sentenceCased }
    let shown = summary.withoutFullStop
    // A summary that already gives the answer needs no second one.
    let says = shown.lowercased()
    let words = " \(says.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")) "
    let isSaid = possible.allSatisfy { value in
      let answer = feature.words(for: value).lowercased()
      return words.contains(
        " \(answer.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")) ")
    }
    if isSaid { return shown.sentenceCased }
    // "No pulmonary embolism" says no already.
    if possible == ["no"] || possible == ["none"] {
      if says == "none" { return answer.sentenceCased }
      if says.hasPrefix("no ") { return shown.sentenceCased }
    }
    return "\(answer.sentenceCased): \(shown)"
  }
}

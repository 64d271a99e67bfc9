/// A question about the case that rules can ask, with a finite set of answers.
///
/// The answers to all features span the space in which the variants of the criteria are boxes; that is what
/// makes the rules provable. Raw values are the codes that criteria files and outputs use.
public enum Feature: String, Sendable, Hashable, CaseIterable {
  /// Adult or minor (FACTS G14).
  case ageGroup = "age-group"
  /// Whether a deep vein thrombosis of the leg is there and confirmed by imaging (F001-5).
  case thrombosis
  /// The region of the thrombosis (FACTS 4.3).
  case segment
  /// A thrombus in the inferior vena cava (FACTS G8).
  case venaCavaInvolvement = "vena-cava-involvement"
  /// Iliofemoral by the common femoral vein alone (FACTS 4.3 conflict, G10).
  case isolatedCommonFemoral = "isolated-common-femoral"
  /// The side or sides with thrombosis.
  case laterality
  /// Time since the onset of symptoms (FACTS 4.2).
  case acuity
  /// Severity of symptoms (FACTS 5.6).
  case severity
  /// Limb-threatening ischemia, phlegmasia cerulea dolens (FACTS 4.4).
  case limbThreat = "limb-threat"
  /// Any sign that may threaten the limb, enough to escalate (FACTS 4.4 "possible").
  case limbThreatSign = "limb-threat-sign"
  /// Pulmonary embolism (FACTS 9.1, step 2).
  case pulmonaryEmbolism = "pulmonary-embolism"
  /// Hemodynamic instability (FACTS 9.1, step 2).
  case hemodynamicInstability = "hemodynamic-instability"
  /// Iliac vein compression and how it was shown (FACTS 4.5).
  case compression = "compression-evidence"
  /// Pregnant, postpartum or neither (FACTS 4.6).
  case pregnancy
  /// Otherwise healthy (F001-8, F002-9).
  case otherwiseHealthy = "otherwise-healthy"
  /// Cancer that is active (F001-8).
  case activeCancer = "active-cancer"
  /// Recent major surgery (F001-8).
  case recentMajorSurgery = "recent-major-surgery"
  /// Thrombophilia that changes anticoagulation (F002-9).
  case thrombophiliaChangingAnticoagulation = "thrombophilia-changing-anticoagulation"
  /// Functional status (F001-8).
  case functionalStatus = "functional-status"
  /// A contraindication to thrombolysis in any source (FACTS 4.7).
  case lysisContraindication = "lysis-contraindication"
  /// An absolute contraindication to anticoagulation in any source (FACTS 4.8).
  case anticoagulationContraindication = "anticoagulation-contraindication"
  /// Anticoagulation under way (FACTS 4.6).
  case anticoagulation
  /// Whether initial treatment was anticoagulation alone (IF-V6).
  case anticoagulationAlone = "anticoagulation-alone"
  /// Time since the start of initial anticoagulation (FACTS 4.2).
  case anticoagulationDuration = "anticoagulation-duration"
  /// Thrombus removal for this leg in the past (G7).
  case priorThrombusRemoval = "prior-thrombus-removal"
  /// A venous stent in place (G12).
  case priorStent = "prior-stent"
  /// An earlier deep vein thrombosis of the same leg (G12).
  case priorThrombosis = "prior-thrombosis"
  /// Post-thrombotic syndrome established (G6, G12).
  case postThromboticSyndrome = "post-thrombotic-syndrome"
  /// An inferior vena cava filter in place (FACTS 4.6).
  case venaCavaFilter = "vena-cava-filter"

  /// The possible answers, in the order in which they are shown.
  public var domain: [FeatureValue] {
    switch self {
    case .ageGroup: Domains.ageGroup
    case .thrombosis: Domains.thrombosis
    case .segment: Domains.segment
    case .laterality: Domains.laterality
    case .acuity: Domains.acuity
    case .severity: Domains.severity
    case .limbThreat: Domains.limbThreat
    case .compression: Domains.compression
    case .pregnancy: Domains.pregnancy
    case .functionalStatus: Domains.functionalStatus
    case .anticoagulationDuration: Domains.anticoagulationDuration
    case .venaCavaInvolvement, .isolatedCommonFemoral, .limbThreatSign, .pulmonaryEmbolism,
      .hemodynamicInstability, .otherwiseHealthy, .activeCancer, .recentMajorSurgery,
      .thrombophiliaChangingAnticoagulation, .lysisContraindication,
      .anticoagulationContraindication, .anticoagulation, .anticoagulationAlone,
      .priorThrombusRemoval, .priorStent, .priorThrombosis, .postThromboticSyndrome,
      .venaCavaFilter:
      Domains.noOrYes
    }
  }

  /// Made once: every fact asks for its domain.
  private enum Domains {
    static let ageGroup: [FeatureValue] = ["adult", "minor"]
    static let thrombosis: [FeatureValue] = ["confirmed", "unconfirmed", "none"]
    static let segment: [FeatureValue] = ["iliofemoral", "femoropopliteal", "distal"]
    static let laterality: [FeatureValue] = ["left", "right", "bilateral"]
    static let acuity: [FeatureValue] = ["acute", "subacute", "late-subacute", "chronic"]
    static let severity: [FeatureValue] = ["none", "mild", "moderate", "severe"]
    static let limbThreat: [FeatureValue] = ["none", "confirmed"]
    static let compression: [FeatureValue] = [
      "none", "suspected", "cross-sectional", "venographic", "other-cause",
    ]
    static let pregnancy: [FeatureValue] = ["not-pregnant", "postpartum", "pregnant"]
    static let functionalStatus: [FeatureValue] = ["good", "limited", "non-ambulatory"]
    static let anticoagulationDuration: [FeatureValue] = ["under-3-months", "3-months-or-more"]
    static let noOrYes: [FeatureValue] = ["no", "yes"]
  }
}

/// One answer to a feature's question, as its code.
public struct FeatureValue: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
  /// The code.
  public let rawValue: String

  /// Creates a value from its code.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Creates a value from its code.
  public init(stringLiteral value: String) {
    rawValue = value
  }
}

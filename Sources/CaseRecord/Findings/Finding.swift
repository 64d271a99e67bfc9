/// One clinical statement about the patient, as one resource makes it.
///
/// Findings are what the mapping of FHIR resources produces and what the features of the case are derived
/// from. A finding neither weighs nor decides: `provisional` stays `.suspected`, a code for femoral thrombosis
/// stays `.femoralUnspecified`.
public struct Finding: Sendable, Hashable {
  /// Whether the source says that it is there.
  public enum Presence: String, Sendable, Hashable {
    /// Stated as present.
    case present
    /// Explicitly stated as not present: refuted, negative, "no known".
    case absent
    /// Provisional, differential or unconfirmed: never confirms (FACTS 4.1).
    case suspected
  }

  /// What kind of statement it is.
  public enum Kind: String, Sendable, Hashable {
    /// A diagnosis or problem: Condition.
    case condition
    /// A sign, symptom, measurement or answer: Observation, QuestionnaireResponse.
    case observation
    /// Something done: Procedure.
    case procedure
    /// An imaging study or its report; `method` says which.
    case imaging
    /// A medication taken or given: MedicationStatement, MedicationAdministration.
    case medicationUse
    /// A medication prescribed: an intent, not yet use (FACTS 4.2).
    case medicationOrder
    /// Something planned or proposed: ServiceRequest, Procedure in preparation.
    case proposal
    /// An allergy or intolerance.
    case allergy
    /// A device in place.
    case device
  }

  /// Whether a condition goes on.
  public enum Course: String, Sendable, Hashable {
    /// Going on.
    case active
    /// Going on again after it had been over: recurrence or relapse.
    case recurrent
    /// Inactive, remission or resolved; `end` may say when.
    case resolved
  }

  /// Where on the body it is, as far as signs of a leg need it.
  public enum Place: String, Sendable, Hashable {
    /// On a leg.
    case leg
    /// On another part of the body.
    case elsewhere
  }

  /// What it is about.
  public var concept: Concept
  /// Whether it is there.
  public var presence: Presence
  /// Whether the source itself calls it confirmed: Condition.verificationStatus `confirmed`, not merely missing.
  public var isVerified: Bool
  /// What kind of statement it is.
  public var kind: Kind
  /// Whether it goes on; `nil` when the source does not say.
  public var course: Course?
  /// Segments that the code or the body site names.
  public var segments: Set<VeinSegment>
  /// The side; `nil` when none is stated.
  public var laterality: Laterality?
  /// The part of the body beside the side; `nil` when neither code nor body site says.
  public var place: Place?
  /// "Acute" or "chronic" in the code; not a day count (FACTS 4.3, trap b).
  public var statedAcuity: StatedAcuity?
  /// A severity that the source states.
  public var severity: SeverityGrade?
  /// When it began, as the source states it (onset; for a medication the start of use).
  public var onset: ClinicalTime?
  /// When it was observed, performed or issued.
  public var observed: ClinicalTime?
  /// When it ended (abatement, end of a period).
  public var end: ClinicalTime?
  /// The imaging method that showed it.
  public var method: ImagingMethod?
  /// Whether imaging stands behind it and which: references to the imaging resources (FACTS 4.3).
  public var imagingEvidence: [Evidence]
  /// A measured value.
  public var quantity: MeasuredQuantity?
  /// What the request says of itself; `nil` for everything that is no open request.
  public var request: TreatmentRequest?
  /// Where it comes from.
  public var evidence: Evidence
  /// The mapping rule that made it, a stable name such as `condition-code`.
  public var rule: String

  /// Creates a finding; everything that the source may leave open is open by default.
  public init(
    concept: Concept, presence: Presence, isVerified: Bool = false, kind: Kind,
    course: Course? = nil, segments: Set<VeinSegment> = [], laterality: Laterality? = nil,
    place: Place? = nil, statedAcuity: StatedAcuity? = nil, severity: SeverityGrade? = nil,
    onset: ClinicalTime? = nil,
    observed: ClinicalTime? = nil, end: ClinicalTime? = nil, method: ImagingMethod? = nil,
    imagingEvidence: [Evidence] = [], quantity: MeasuredQuantity? = nil,
    request: TreatmentRequest? = nil, evidence: Evidence, rule: String
  ) {
    self.concept = concept
    self.presence = presence
    self.isVerified = isVerified
    self.kind = kind
    self.course = course
    self.segments = segments
    self.laterality = laterality
    self.place = place
    self.statedAcuity = statedAcuity
    self.severity = severity
    self.onset = onset
    self.observed = observed
    self.end = end
    self.method = method
    self.imagingEvidence = imagingEvidence
    self.quantity = quantity
    self.request = request
    self.evidence = evidence
    self.rule = rule
  }
}

/// "Acute" or "chronic" as a code states it.
public enum StatedAcuity: String, Sendable, Hashable {
  case acute
  case chronic
}

/// Severity of symptoms as a source grades it.
public enum SeverityGrade: String, Sendable, Hashable, CaseIterable, Comparable {
  case none
  case mild
  case moderate
  /// "Moderate to severe" in one word, as ACR has it: one of the two, not said which (FACTS 5.6).
  case moderateToSevere = "moderate-severe"
  case severe

  /// Milder grades first.
  public static func < (left: SeverityGrade, right: SeverityGrade) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { SeverityGrade.allCases.firstIndex(of: self) ?? 0 }
}

/// How an image was made (FACTS 4.5 tells which of them are cross-sectional).
public enum ImagingMethod: String, Sendable, Hashable, CaseIterable {
  case duplex
  case computedTomographyVenography = "ct-venography"
  case magneticResonanceVenography = "mr-venography"
  case catheterVenography = "catheter-venography"
  case intravascularUltrasound = "ivus"
  /// Imaging of a kind that the record does not tell.
  case unspecified
}

/// A number with its unit and what the source says of its certainty.
public struct MeasuredQuantity: Sendable, Hashable {
  /// The value, in `unit`.
  public var value: Double
  /// The value as written.
  public var text: String
  /// UCUM unit code as sent; `nil` for a pure number or when the source gives none.
  public var unit: String?
  /// `<`, `<=`, `>=`, `>`: the true value lies on that side (Quantity.comparator).
  public var comparator: String?

  /// Creates a quantity.
  public init(value: Double, text: String, unit: String? = nil, comparator: String? = nil) {
    self.value = value
    self.text = text
    self.unit = unit
    self.comparator = comparator
  }
}

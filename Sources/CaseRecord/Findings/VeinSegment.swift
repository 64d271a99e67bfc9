/// A vein segment of the leg or the pelvis (FACTS 4.3).
public enum VeinSegment: String, Sendable, Hashable, CaseIterable, Comparable {
  case inferiorVenaCava = "ivc"
  case commonIliac = "common-iliac"
  case externalIliac = "external-iliac"
  case internalIliac = "internal-iliac"
  /// An iliac vein, not said which.
  case iliac
  /// Said as a region: iliac and common femoral.
  case iliofemoral
  case commonFemoral = "common-femoral"
  case deepFemoral = "deep-femoral"
  /// The femoral vein below the common femoral vein.
  case femoral
  /// Femoral or common femoral: ICD-10-CM I82.41- does not tell them apart (FACTS 4.3, trap a).
  case femoralUnspecified = "femoral-unspecified"
  /// Said as a region: femoral and popliteal.
  case femoropopliteal
  case popliteal
  case anteriorTibial = "anterior-tibial"
  case posteriorTibial = "posterior-tibial"
  case tibial
  case peroneal
  case calfMuscular = "calf-muscular"
  case pelvic
  /// Popliteal or above, not said where.
  case proximalUnspecified = "proximal-unspecified"
  /// Below the popliteal vein, not said where.
  case distalUnspecified = "distal-unspecified"
  /// A named deep vein that is none of these.
  case otherDeep = "other-deep"

  /// From the heart to the foot.
  public static func < (left: VeinSegment, right: VeinSegment) -> Bool {
    left.order < right.order
  }

  private var order: Int { VeinSegment.allCases.firstIndex(of: self) ?? 0 }
}

/// The side of the body.
public enum Laterality: String, Sendable, Hashable, CaseIterable {
  case left
  case right
  case bilateral
}

/// One leg.
public enum Leg: String, Sendable, Hashable, CaseIterable, Comparable {
  case left
  case right

  /// Left before right.
  public static func < (one: Leg, other: Leg) -> Bool {
    one == .left && other == .right
  }
}

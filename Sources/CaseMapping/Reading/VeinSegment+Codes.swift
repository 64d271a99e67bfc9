import CaseRecord

extension VeinSegment {
  /// The segment that a code's qualifier names.
  ///
  /// "Femoral" in a diagnosis or procedure code lumps the common femoral vein with the femoral vein
  /// (FACTS 4.3, trap a); as a body site it is the femoral vein (``init(bodySite:)``).
  init?(qualifier: String) {
    switch qualifier {
    case "femoral": self = .femoralUnspecified
    default:
      guard let segment = VeinSegment(rawValue: qualifier) else { return nil }
      self = segment
    }
  }

  /// The deep vein that a body site names; nil for superficial and perforating veins and for regions of skin.
  init?(bodySite flag: String) {
    switch flag {
    case "peroneal-vein": self = .peroneal
    case "profunda-femoris-vein": self = .deepFemoral
    case "gastrocnemius-vein", "soleal-vein": self = .calfMuscular
    default:
      guard let segment = VeinSegment(rawValue: flag) else { return nil }
      self = segment
    }
  }

  /// The segments that lie within this one, when it is the name of a region or leaves open which vein it is.
  ///
  /// The common femoral vein is not listed within `iliofemoral`: who says "iliofemoral" speaks of an iliac vein
  /// too, and a body site that names the common femoral vein does not take that back.
  private var parts: Set<VeinSegment> {
    switch self {
    case .iliac: [.commonIliac, .externalIliac, .internalIliac]
    case .iliofemoral: [.iliac, .commonIliac, .externalIliac]
    case .pelvic: [.iliac, .commonIliac, .externalIliac, .internalIliac]
    case .femoralUnspecified: [.commonFemoral, .femoral, .deepFemoral]
    case .femoropopliteal: [.femoral, .popliteal]
    case .tibial: [.anteriorTibial, .posteriorTibial]
    case .proximalUnspecified:
      [
        .iliac, .iliofemoral, .commonIliac, .externalIliac, .internalIliac, .commonFemoral,
        .femoralUnspecified, .femoral, .deepFemoral, .femoropopliteal, .popliteal,
      ]
    case .distalUnspecified:
      [.tibial, .anteriorTibial, .posteriorTibial, .peroneal, .calfMuscular]
    default: []
    }
  }

  /// Leaves out every region of which a part is named as well: of two statements the more specific counts
  /// (terminology/README section 7, point 3).
  static func mostSpecific(of segments: Set<VeinSegment>) -> Set<VeinSegment> {
    segments.filter { $0.parts.isDisjoint(with: segments) }
  }
}

extension Terminology {
  /// The codes that name a deep vein, from the heart to the foot: answers to the question where thrombus is.
  public var deepVeins: [AcceptedCode] {
    let veins = codes(of: "vein-body-sites").compactMap { code in
      code.meaning.flags.first.flatMap(VeinSegment.init(bodySite:)).map { (code: code, vein: $0) }
    }
    return VeinSegment.allCases.flatMap { segment in
      veins.filter { $0.vein == segment }.map(\.code)
    }
  }
}

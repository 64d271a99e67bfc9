/// The set of segments with thrombus, the set free of it, and the regions that these leave open (FACTS 4.3).
struct ThrombusExtent {
  /// Segments named with thrombus.
  let named: Set<VeinSegment>
  /// Segments named as free.
  let free: Set<VeinSegment>
  /// Segments named both ways.
  let contested: Set<VeinSegment>
  /// The regions that are possible, in the order of the feature's domain.
  let regions: [FeatureValue]
  /// The named segments without the general names that a specific one explains.
  private let settled: Set<VeinSegment>

  /// Weighs segments with and without thrombus.
  init(named: Set<VeinSegment>, free: Set<VeinSegment>) {
    self.named = named
    self.free = free
    settled = ThrombusExtent.settled(named, free: free)
    contested =
      free.isEmpty ? [] : named.filter { segment in free.contains { $0.covers(segment) } }
    var regions = ThrombusExtent.regions(of: settled)
    if !contested.isEmpty {
      let without = ThrombusExtent.settled(named.subtracting(contested), free: free)
      if !without.isEmpty { regions += ThrombusExtent.regions(of: without) }
    }
    self.regions = regions
  }

  /// `true` by the common femoral vein alone, `false` surely not, `nil` open.
  var isIsolatedCommonFemoral: Bool? {
    guard contested.isEmpty, !settled.isEmpty else { return nil }
    if !settled.isDisjoint(with: VeinSegment.aboveCommonFemoral) { return false }
    if settled.contains(.commonFemoral) { return true }
    return regions.contains("iliofemoral") ? nil : false
  }

  /// The named segments from the heart to the foot.
  var words: String {
    named.sorted().map(\.words).joined(separator: ", ")
  }

  /// What a reader must know of the way from segments to region.
  var notes: [String] {
    let segments = settled
    var notes: [String] = []
    if segments.contains(.femoralUnspecified) {
      notes.append(
        "The code lumps the common femoral with the femoral vein (ICD-10-CM I82.41-): it cannot "
          + "tell iliofemoral from femoropopliteal.")
    }
    if segments.contains(.proximalUnspecified) {
      notes.append("The code says proximal and not which vein.")
    }
    if !segments.isDisjoint(with: [.internalIliac, .pelvic, .deepFemoral]) {
      notes.append(
        "Internal iliac, pelvic and deep femoral veins are named by no source; they do not decide "
          + "the region.")
    }
    if contested.isEmpty, regions == ["femoropopliteal"],
      !VeinSegment.iliacs.isSubset(of: free)
    {
      notes.append(
        "Extent as named; no finding says that the iliac and common femoral veins are free.")
    }
    return notes
  }

  /// Leaves out the general names that a specific one explains, and settles "femoral" by what is free.
  private static func settled(
    _ segments: Set<VeinSegment>, free: Set<VeinSegment>
  ) -> Set<VeinSegment> {
    var segments = segments
    let femorals = VeinSegment.namedFemorals
    if segments.contains(.femoralUnspecified) {
      if !segments.isDisjoint(with: femorals) {
        segments.remove(.femoralUnspecified)
      } else if free.contains(where: { $0.covers(.commonFemoral) }) {
        segments.remove(.femoralUnspecified)
        segments.insert(.femoral)
      } else if free.contains(where: { $0.covers(.femoral) }) {
        segments.remove(.femoralUnspecified)
        segments.insert(.commonFemoral)
      }
    }
    if segments.contains(.proximalUnspecified),
      !segments.isDisjoint(with: femorals) || !segments.isDisjoint(with: VeinSegment.iliacs)
    {
      segments.remove(.proximalUnspecified)
    }
    return segments
  }

  private static func regions(of segments: Set<VeinSegment>) -> [FeatureValue] {
    if segments.contains(.commonFemoral) || !segments.isDisjoint(with: VeinSegment.iliacs) {
      return ["iliofemoral"]
    }
    let femoropopliteal: Set<VeinSegment> = [.femoral, .femoropopliteal, .popliteal]
    var open: Set<VeinSegment> = [
      .femoralUnspecified, .proximalUnspecified, .internalIliac, .pelvic,
    ]
    if segments.isDisjoint(with: femoropopliteal) { open.insert(.deepFemoral) }
    if !segments.isDisjoint(with: open) { return ["iliofemoral", "femoropopliteal"] }
    if !segments.isDisjoint(with: femoropopliteal) {
      // With the vena cava it is not femoropopliteal by definition, and no iliac vein is named.
      return segments.contains(.inferiorVenaCava)
        ? ["iliofemoral", "femoropopliteal"] : ["femoropopliteal"]
    }
    if segments.contains(.otherDeep) { return Feature.segment.domain }
    return segments.isSubset(of: [.inferiorVenaCava]) ? Feature.segment.domain : ["distal"]
  }
}

extension VeinSegment {
  /// Segments that reach into an iliac vein which counts (FACTS 4.3: common or external).
  static let iliacs: Set<VeinSegment> = [.commonIliac, .externalIliac, .iliac, .iliofemoral]
  /// Segments with which the common femoral vein is not alone.
  static let aboveCommonFemoral: Set<VeinSegment> = iliacs.union([.inferiorVenaCava])
  /// Segments that tell which femoral vein it is.
  static let namedFemorals: Set<VeinSegment> = [
    .commonFemoral, .femoral, .iliofemoral, .femoropopliteal,
  ]

  /// Whether a statement on this segment is one on the other too.
  func covers(_ other: VeinSegment) -> Bool {
    if self == other { return true }
    return switch (self, other) {
    case (.iliac, .commonIliac), (.iliac, .externalIliac), (.iliofemoral, .commonIliac),
      (.iliofemoral, .externalIliac), (.iliofemoral, .iliac), (.iliofemoral, .commonFemoral),
      (.femoralUnspecified, .commonFemoral), (.femoralUnspecified, .femoral),
      (.femoropopliteal, .femoral), (.femoropopliteal, .popliteal), (.tibial, .anteriorTibial),
      (.tibial, .posteriorTibial):
      true
    default: false
    }
  }

  /// In words.
  var words: String {
    switch self {
    case .inferiorVenaCava: "inferior vena cava"
    case .commonIliac: "common iliac"
    case .externalIliac: "external iliac"
    case .internalIliac: "internal iliac"
    case .iliac: "iliac"
    case .iliofemoral: "iliofemoral"
    case .commonFemoral: "common femoral"
    case .deepFemoral: "deep femoral"
    case .femoral: "femoral"
    case .femoralUnspecified: "femoral, not said which"
    case .femoropopliteal: "femoropopliteal"
    case .popliteal: "popliteal"
    case .anteriorTibial: "anterior tibial"
    case .posteriorTibial: "posterior tibial"
    case .tibial: "tibial"
    case .peroneal: "peroneal"
    case .calfMuscular: "calf muscle"
    case .pelvic: "pelvic"
    case .proximalUnspecified: "proximal, not said which"
    case .distalUnspecified: "distal, not said which"
    case .otherDeep: "another deep vein"
    }
  }
}

/// Every finding of a leg that speaks of a deep vein thrombosis, by what it can establish.
struct ThrombosisStatements {
  /// Stated as present, by a code that says thrombosis.
  var present: [Finding] = []
  /// Provisional, differential, "possible".
  var suspected: [Finding] = []
  /// No thrombosis at all: refuted, or imaging without thrombus.
  var negative: [Finding] = []
  /// No thrombus in the segments named.
  var free: [Finding] = []
  /// Phlebitis, and thrombophlebitis without imaging: segment and side, no proof (terminology README 7.4).
  var unproven: [Finding] = []

  /// Whether nothing speaks of a thrombosis.
  var isEmpty: Bool {
    present.isEmpty && suspected.isEmpty && negative.isEmpty && free.isEmpty && unproven.isEmpty
  }

  /// Sorts the findings.
  init(_ findings: [Finding]) {
    for finding in findings where finding.place != .elsewhere {
      guard let finding = ThrombosisStatements.normalized(finding) else { continue }
      switch finding.presence {
      case .absent where finding.segments.isEmpty || finding.kind == .condition:
        negative.append(finding)
      case .absent:
        free.append(finding)
      case .suspected:
        suspected.append(finding)
      case .present where finding.concept.has(flag: "phlebitis"):
        unproven.append(finding)
      case .present where finding.saysOnlyThrombophlebitis && !finding.isImaged:
        unproven.append(finding)
      case .present:
        present.append(finding)
      }
    }
  }

  /// Roots whose findings are such statements.
  static let roots: [ConceptRoot] = [
    .dvtIliofemoralAcute, .dvtFemoropoplitealDistal, .dvtUnspecifiedLowerExtremity,
    .dvtSiteUnspecified, .dvtChronic, .venousThrombus, .imagingNonspecific,
  ]

  /// A general word of imaging ("definite thrombus") counts when the method says that veins were looked at.
  static func normalized(_ finding: Finding) -> Finding? {
    guard finding.concept.isKind(of: .imagingNonspecific) else { return finding }
    guard let method = finding.method, method != .unspecified else { return nil }
    var finding = finding
    if finding.concept.has(flag: "thrombus-definite") { return finding }
    if finding.concept.has(flag: "thrombus-possible") {
      if finding.presence == .present { finding.presence = .suspected }
      return finding
    }
    guard finding.concept.has(flag: "thrombus-absent") else { return nil }
    finding.presence = .absent
    return finding
  }
}

extension Finding {
  /// Whether imaging stands behind it (CONTRACT 5; FACTS 4.3 `objectivelyConfirmed`).
  var isImaged: Bool {
    !imagingEvidence.isEmpty || method != nil || kind == .imaging
      || (concept.isKind(of: .venousThrombus) && kind != .condition)
  }
}

extension LegCase {
  /// All statements of thrombosis that belong to the leg.
  func thrombosisFindings() -> [Finding] {
    ThrombosisStatements.roots.flatMap { onLeg($0) }
  }
}

extension Finding {
  /// Whether the code names a thrombophlebitis, which proves no deep vein thrombosis without imaging.
  ///
  /// All legacy codes of the iliac vein are thrombophlebitis too; the code lists mark those as legacy only.
  fileprivate var saysOnlyThrombophlebitis: Bool {
    concept.has(flag: "thrombophlebitis")
      || concept.isKind(of: .dvtIliofemoralAcute) && concept.has(flag: "legacy")
  }
}

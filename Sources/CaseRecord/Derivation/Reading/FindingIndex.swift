/// The findings of a record by the root of their concept, so that each feature touches only its own.
struct FindingIndex {
  private let findings: [Finding]
  private let positions: [Substring: [Int]]

  /// Sorts the findings once.
  init(_ findings: [Finding]) {
    var positions: [Substring: [Int]] = [:]
    for position in findings.indices {
      positions[findings[position].concept.root, default: []].append(position)
    }
    self.findings = findings
    self.positions = positions
  }

  /// What was or is so: everything but intents.
  func events(_ root: Substring) -> [Finding] {
    select(root) { $0.isEvent }
  }

  /// What is planned, proposed or prescribed.
  func intents(_ root: Substring) -> [Finding] {
    select(root) { !$0.isEvent }
  }

  private func select(_ root: Substring, where isWanted: (Finding) -> Bool) -> [Finding] {
    guard let places = positions[root] else { return [] }
    return places.lazy.map { findings[$0] }.filter(isWanted)
  }
}

extension Concept {
  /// The part before the first slash.
  var root: Substring {
    guard let slash = rawValue.utf8.firstIndex(of: UInt8(ascii: "/")) else { return rawValue[...] }
    return rawValue[..<slash]
  }

  /// Whether a part after the root is this flag.
  func has(flag: String) -> Bool {
    guard rawValue.utf8.contains(UInt8(ascii: "/")) else { return false }
    return rawValue.split(separator: "/").dropFirst().contains { $0 == flag }
  }

  /// Whether the part directly behind the root is this flag.
  func leads(with flag: String) -> Bool {
    guard rawValue.utf8.contains(UInt8(ascii: "/")) else { return false }
    return rawValue.split(separator: "/", maxSplits: 2).dropFirst().first.map { $0 == flag }
      ?? false
  }
}

extension Finding {
  /// Whether it is something that was or is so, not an intent.
  var isEvent: Bool {
    kind != .proposal && kind != .medicationOrder
  }

  /// When the statement was made, as far as it can be ordered among others. The onset of a condition tells when
  /// the thing began and not when it was stated.
  var statedAt: ClinicalTime? { kind.isLasting ? observed : observed ?? onset }

  /// When the thing itself began or was done.
  var happened: ClinicalTime? { onset ?? observed }

  /// Whether it is surely on a leg.
  var isOnLeg: Bool {
    place == .leg || (place == nil && (laterality != nil || !segments.isEmpty))
  }
}

extension Sequence<Finding> {
  /// Where the findings come from, each place once.
  var evidence: [Evidence] {
    var seen: Set<Evidence> = []
    var list: [Evidence] = []
    for finding in self {
      for piece in [finding.evidence] + finding.imagingEvidence where seen.insert(piece).inserted {
        list.append(piece)
      }
    }
    return list
  }
}

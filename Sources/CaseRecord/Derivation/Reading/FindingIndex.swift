/// The findings of a record by the root of their concept, so that each feature touches only its own.
struct FindingIndex {
  private let findings: [Finding]
  /// Positions by root, in the order of `ConceptRoot.allCases`.
  private var read: [[Int]] = Array(repeating: [], count: ConceptRoot.allCases.count)
  /// Positions of findings that only the criteria may ask for.
  private var others: [Substring: [Int]] = [:]
  /// The names of all roots on record, each once, in the order of the input.
  private(set) var rootNames: [Substring] = []

  /// Sorts the findings once.
  init(_ findings: [Finding]) {
    self.findings = findings
    for position in findings.indices {
      let name = findings[position].concept.rootName
      if let root = ConceptRoot(name: name) {
        if read[root.rawValue].isEmpty { rootNames.append(name) }
        read[root.rawValue].append(position)
      } else {
        let places = others[name]
        if places == nil { rootNames.append(name) }
        others[name, default: []].append(position)
      }
    }
  }

  /// What was or is so: everything but intents.
  func events(_ root: ConceptRoot, where isWanted: (Finding) -> Bool) -> [Finding] {
    let places = read[root.rawValue]
    if places.isEmpty { return [] }
    return places.compactMap { place in
      let finding = findings[place]
      return finding.isEvent && isWanted(finding) ? finding : nil
    }
  }

  /// Events of a concept and its refinements, whatever its root.
  func events(of concept: Concept) -> [Finding] {
    places(of: concept.rootName).compactMap { place in
      let finding = findings[place]
      return finding.isEvent && finding.concept.isKind(of: concept) ? finding : nil
    }
  }

  /// What is planned, proposed or prescribed.
  func intents(_ root: ConceptRoot) -> [Finding] {
    let places = read[root.rawValue]
    if places.isEmpty { return [] }
    return places.compactMap { findings[$0].isEvent ? nil : findings[$0] }
  }

  /// Whether there is any finding with this root.
  func has(_ root: ConceptRoot) -> Bool {
    !read[root.rawValue].isEmpty
  }

  private func places(of name: Substring) -> [Int] {
    if let root = ConceptRoot(name: name) { return read[root.rawValue] }
    return others[name] ?? []
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
    var list: [Evidence] = []
    for finding in self {
      list.append(finding.evidence)
      list.append(contentsOf: finding.imagingEvidence)
    }
    return list.unique
  }
}

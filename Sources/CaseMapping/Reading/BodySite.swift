import CaseRecord
import FHIR

/// What body sites say: veins, side, and whether it is a leg.
struct BodySite: Sendable, Hashable {
  /// Deep veins.
  var segments: Set<VeinSegment> = []
  /// The side.
  var laterality: Laterality?
  /// Whether it is a leg or another part of the body.
  var place: Finding.Place?
  /// Whether a superficial or perforating vein is named.
  var isSuperficial = false
  /// Whether sides contradict each other within one site.
  var isContradictory = false

  /// Whether a vein or a part of the body is named, beside a side.
  var hasAnatomy: Bool { !segments.isEmpty || place != nil || isSuperficial }

  /// A site of which nothing is said.
  static let unstated = BodySite()
}

extension BodySite {
  /// Takes in a code of the body-site and side lists.
  fileprivate mutating func add(_ concept: StatedConcept) {
    switch concept.root {
    case "laterality-qualifiers":
      if let flag = concept.flags.first { add(side: flag) }
    case "vein-body-sites":
      add(flags: concept.flags)
    default: break
    }
    if let side = concept.laterality { add(side: side.rawValue) }
    segments.formUnion(concept.segments)
  }

  fileprivate mutating func add(side flag: String) {
    guard let side = Laterality(rawValue: flag) else { return }
    if let laterality, laterality != side { isContradictory = true }
    laterality = isContradictory ? nil : side
  }

  private mutating func add(flags: [String]) {
    guard let flag = flags.first else { return }
    if let segment = VeinSegment(bodySite: flag) {
      segments.insert(segment)
      if segment != .inferiorVenaCava { place = .leg }
    } else if flag == "limb" {
      place = flags.dropFirst().first == "upper" ? .elsewhere : .leg
    } else if flag == "elsewhere" {
      place = .elsewhere
    } else if flag.contains("saphen") || flag.contains("perforator") {
      isSuperficial = true
      place = .leg
    }
  }

  fileprivate static func isSite(_ concept: StatedConcept) -> Bool {
    concept.root == "vein-body-sites" || concept.root == "laterality-qualifiers"
  }
}

/// Reads body sites, from the element, from laterality extensions, and from BodyStructure resources.
struct BodySiteReader: Sendable {
  let concepts: ConceptReader

  /// Extensions on a body site that say its side: mCODE in both its spellings, and the Dutch zibs.
  private static let sideExtensions: Set<String> = [
    "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality",
    "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier",
    "http://nictiz.nl/fhir/StructureDefinition/ext-AnatomicalLocation.Laterality",
  ]

  /// What one body site says, and the codes in it that were not understood.
  func read(_ concept: R4.CodeableConcept) -> (site: BodySite, faults: [ConceptReader.CodingFault])
  {
    var site = BodySite()
    var faults = add(concept.coding, to: &site)
    for side in concept.extension where Self.sideExtensions.contains(side.url) {
      if case .codeableConcept(let value)? = side.value {
        faults += add(value.coding, to: &site)
      }
    }
    return (site, faults)
  }

  /// What a BodyStructure says.
  func read(_ structure: R4.BodyStructure) -> (
    site: BodySite, faults: [ConceptReader.CodingFault]
  ) {
    var site = BodySite()
    var faults: [ConceptReader.CodingFault] = []
    for concept in [structure.location].compactMap({ $0 }) + structure.locationQualifier {
      faults += add(concept.coding, to: &site)
    }
    return (site, faults)
  }

  /// Reads the codings one by one: site and side often stand beside each other in one CodeableConcept.
  private func add(_ codings: [R4.Coding], to site: inout BodySite) -> [ConceptReader.CodingFault] {
    let readings = codings.map { concepts.read([$0]) }
    for reading in readings {
      for concept in reading.concepts where BodySite.isSite(concept) { site.add(concept) }
    }
    site.segments = VeinSegment.mostSpecific(of: site.segments)
    let isUnderstood = readings.contains { $0.concepts.contains(where: BodySite.isSite) }
    return readings.flatMap(\.notUnderstood).filter { $0.reason == .damaged || !isUnderstood }
  }
}

extension [BodySite] {
  /// The sites of one resource, put together side by side: a resource that names veins of both legs speaks of
  /// each leg by its own veins.
  ///
  /// Never empty. Sites that only name a side qualify those that name a vein without a side. The inferior vena
  /// cava has no side; it belongs to every leg that is named beside it.
  var bySide: [BodySite] {
    let cava: Set<VeinSegment> = [.inferiorVenaCava]
    var anatomies = filter { $0.hasAnatomy && !($0.segments == cava && $0.laterality == nil) }
    let isCavaNamed = contains { $0.segments == cava && $0.laterality == nil }
    let sides = filter { !$0.hasAnatomy }.compactMap(\.laterality)
    let side = sides.reduce(sides.first) { $0 == $1 ? $0 : .bilateral }
    let isContradictory = contains(where: \.isContradictory)
    if anatomies.isEmpty {
      return [
        BodySite(
          segments: isCavaNamed ? cava : [], laterality: side, isContradictory: isContradictory)
      ]
    }
    for at in anatomies.indices where anatomies[at].laterality == nil {
      anatomies[at].laterality = side
    }
    var groups: [BodySite] = []
    for site in anatomies {
      if let at = groups.firstIndex(where: { $0.laterality == site.laterality }) {
        groups[at].segments = VeinSegment.mostSpecific(
          of: groups[at].segments.union(site.segments))
        groups[at].isSuperficial = groups[at].isSuperficial || site.isSuperficial
        groups[at].isContradictory = groups[at].isContradictory || site.isContradictory
        groups[at].place = groups[at].place == .leg ? .leg : site.place
      } else {
        groups.append(site)
      }
    }
    if isCavaNamed {
      for at in groups.indices { groups[at].segments.formUnion(cava) }
    }
    return groups
  }
}

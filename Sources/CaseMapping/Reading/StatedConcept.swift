import CaseRecord

/// What the codes of one CodeableConcept state about one thing: a concept, and what they say of place, side and
/// acuity.
struct StatedConcept: Sendable, Hashable {
  /// What codings of one thing can contradict each other in.
  enum Disagreement: String, Sendable, Hashable, CaseIterable {
    case laterality
    case acuity
  }

  /// The concept's root.
  var root: String
  /// Its refinements.
  var flags: [String]
  /// Vein segments that the codes name.
  var segments: Set<VeinSegment>
  /// The side; nil when the codes leave it open or contradict each other.
  var laterality: Laterality?
  /// Acute or chronic as the codes say it.
  var acuity: StatedAcuity?
  /// Whether the codes place it on a leg.
  var place: Finding.Place?
  /// What the codes explicitly leave open: `site`, `depth`, `cava`, `route`.
  var leftOpen: Set<String>
  /// Whether the codes call it recurrent.
  var isRecurrent: Bool
  /// Whether the code itself says that it is not settled.
  var isTentative = false
  /// `system|code` of the most specific code.
  var code: String
  /// Its title in the lists.
  var meaning: String
  /// Where the codes contradict each other.
  var disagreements: Set<Disagreement>

  init(_ meaning: CodeMeaning, code: String) {
    root = meaning.concept
    flags = meaning.flags
    segments = []
    if let segment = meaning.value("segment").flatMap(VeinSegment.init(qualifier:)) {
      segments = [segment]
    }
    laterality = meaning.value("laterality").flatMap(Laterality.init(rawValue:))
    acuity = StatedConcept.acuity(of: meaning)
    place = LegConcepts.place(of: meaning)
    leftOpen = []
    for key in ["site", "depth", "cava", "route", "limb"]
    where meaning.value(key) == "unspecified" || meaning.value(key) == "other" {
      leftOpen.insert(key)
    }
    isRecurrent = meaning.value("course") == "recurrent"
    if StatedConcept.tentativeCodes.contains(code) {
      isTentative = true
      flags.removeAll { $0 == "absent" }
    }
    self.code = code
    self.meaning = meaning.display
    disagreements = []
  }

  /// Concepts of one family are the same thing said more or less precisely.
  var family: String { StatedConcept.isThrombosis(root) ? "thrombosis" : root }

  /// Root and refinements.
  var concept: Concept { Concept(([root] + flags).joined(separator: "/")) }

  /// Whether the concept may establish anything.
  var establishes: Bool { !root.hasPrefix("nonspecific.") && !root.hasPrefix("lookalike.") }

  /// Whether the code itself says that it is not there (terminology/README section 7, point 5).
  var saysAbsent: Bool {
    flags.contains("absent") || flags.contains("test-negative")
  }

  /// "Pregnancy not yet confirmed" stands in the lists beside "not pregnant"; it denies nothing
  /// (terminology/README section 7, point 5 does not count it among the negations).
  private static let tentativeCodes: Set<String> = ["http://snomed.info/sct|152231000119106"]

  /// Whether a root speaks of a deep vein thrombosis of the leg, or of one whose place is left open.
  static func isThrombosis(_ root: String) -> Bool {
    switch root {
    case "dvt-iliofemoral-acute", "dvt-femoropopliteal-distal", "dvt-unspecified-lower-extremity",
      "dvt-site-unspecified", "dvt-chronic", "venous-thrombus":
      true
    default: false
    }
  }

  // MARK: - Several codings

  /// Takes in another coding of the same thing: the most specific counts, contradictions are kept open.
  mutating func merge(_ other: StatedConcept) {
    if other.specificity > specificity {
      var winner = other
      winner.absorb(self)
      self = winner
    } else {
      absorb(other)
    }
  }

  private mutating func absorb(_ coarser: StatedConcept) {
    disagreements.formUnion(coarser.disagreements)
    segments = VeinSegment.mostSpecific(of: segments.union(coarser.segments))
    laterality = agreed(laterality, coarser.laterality, .laterality)
    acuity = agreed(acuity, coarser.acuity, .acuity)
    place = place ?? coarser.place
    leftOpen.formIntersection(coarser.leftOpen)
    isRecurrent = isRecurrent || coarser.isRecurrent
  }

  private mutating func agreed<Value: Equatable>(
    _ mine: Value?, _ others: Value?, _ subject: Disagreement
  ) -> Value? {
    if disagreements.contains(subject) { return nil }
    guard let mine else { return others }
    guard let others, others != mine else { return mine }
    disagreements.insert(subject)
    return nil
  }

  private var specificity: Int {
    var points = 0
    switch root {
    case "venous-thrombus": break
    case "dvt-site-unspecified": points += 10
    case "dvt-unspecified-lower-extremity": points += 20
    default: points += 30
    }
    if !segments.isEmpty { points += 5 }
    if laterality != nil { points += 2 }
    if acuity != nil { points += 1 }
    // Inflammation of the vein is the coarser statement beside a thrombosis of it.
    if flags.contains("phlebitis") { points -= 200 }
    if flags.contains("thrombophlebitis") { points -= 100 }
    if !leftOpen.isEmpty { points -= 50 }
    points += min(4, flags.count)
    return points
  }

  private static func acuity(of meaning: CodeMeaning) -> StatedAcuity? {
    if let value = meaning.value("acuity") { return StatedAcuity(rawValue: value) }
    switch meaning.concept {
    case "dvt-chronic": return .chronic
    case "dvt-iliofemoral-acute":
      // These rows give the segment and do not prove acute thrombosis (terminology/README section 7, point 4).
      let isOpen = ["phlebitis", "thrombophlebitis", "legacy"].contains(where: meaning.has)
      return isOpen ? nil : .acute
    default: return nil
    }
  }

  // MARK: - With the body site

  /// The concept as it stands with the body site beside it: what the code left open the site may settle, and
  /// what stays open establishes nothing.
  func settled(at site: BodySite) -> StatedConcept {
    var settled = self
    settled.segments = VeinSegment.mostSpecific(of: segments.union(site.segments))
    settled.laterality = settled.agreed(laterality, site.laterality, .laterality)
    settled.place = site.place ?? place
    if !site.segments.isEmpty { settled.leftOpen.formIntersection(["route"]) }
    if settled.place == .leg { settled.leftOpen.subtract(["site", "limb"]) }

    if root == "nonspecific.dvt-unspecified-lower-extremity"
      || root == "nonspecific.dvt-site-unspecified"
    {
      // "Thrombosis" beside the name of a deep vein is a thrombosis of that vein.
      if !site.segments.isEmpty { settled.root = "dvt-unspecified-lower-extremity" }
    } else if settled.leftOpen.contains("depth") || settled.leftOpen.contains("cava") {
      settled.root = "nonspecific." + root
    } else if StatedConcept.isThrombosis(root) && root != "venous-thrombus" {
      if settled.leftOpen.contains("site") {
        settled.root = "dvt-site-unspecified"
      } else if root == "dvt-site-unspecified" && settled.place == .leg {
        settled.root = "dvt-unspecified-lower-extremity"
      }
    } else if root == "venous-thrombus" {
      // Which vein is all that this finding leaves to the body site; a superficial one is no deep thrombosis.
      if site.isSuperficial && site.segments.isEmpty { settled.root = "nonspecific." + root }
    } else if settled.leftOpen.contains("site") && LegConcepts.needsSite(root) {
      settled.root = "nonspecific." + root
    }
    return settled
  }
}

import CaseRecord
import FHIR

/// Reads codes: from a CodeableConcept to what it states, with the codes that were not understood.
struct ConceptReader: Sendable {
  let terminology: Terminology

  /// What a CodeableConcept holds.
  struct Reading: Sendable {
    /// What its codes state, one concept for each thing; several codings of one thing are one fact.
    var concepts: [StatedConcept] = []
    /// Codes to report: damaged ones, and the unknown when nothing was understood.
    var notUnderstood: [CodingFault] = []
    /// Whether it has a coding at all.
    var hasCoding = false
    /// Whether it has text.
    var hasText = false

    /// What can become a finding; where one code means a question twice, the question is asked once.
    var used: [StatedConcept] {
      let used = concepts.filter { UsedConcepts.contains($0) }
      guard used.contains(where: { $0.root == "pregnancy-status" }) else { return used }
      return used.filter { !($0.root == "pregnancy-state" && $0.flags == ["observation"]) }
    }

    /// Whether only text speaks.
    var isTextOnly: Bool { hasText && !hasCoding }
  }

  /// A code that was not understood.
  struct CodingFault: Sendable, Hashable {
    let system: String
    let code: String
    let reason: UnmappedCode.Reason
  }

  func read(_ concept: R4.CodeableConcept?) -> Reading {
    guard let concept else { return Reading() }
    var reading = read(concept.coding)
    reading.hasText = concept.text?.value?.isEmpty == false
    return reading
  }

  func read(_ codings: [R4.Coding]) -> Reading {
    var reading = Reading()
    var meanings: [(meaning: CodeMeaning, code: String)] = []
    var unknown: [CodingFault] = []
    for coding in codings {
      guard let code = coding.code?.value, !code.isEmpty else { continue }
      let system = coding.system?.value ?? ""
      reading.hasCoding = true
      if system == NothingKnown.system {
        if let root = NothingKnown.concept(ofCode: code) {
          reading.concepts.append(
            StatedConcept(root: root, flags: [], code: "\(system)|\(code)", meaning: code))
        }
        continue
      }
      switch terminology.lookup(system: system, code: code) {
      case .known(let found):
        for meaning in found { meanings.append((meaning, "\(system)|\(code)")) }
      case .unknown:
        unknown.append(CodingFault(system: system, code: code, reason: .unknown))
      case .damaged:
        reading.notUnderstood.append(CodingFault(system: system, code: code, reason: .damaged))
      }
    }
    // A neighbour or parent beside a code that establishes something is its translation into a coarser system.
    if meanings.contains(where: { $0.meaning.establishes }) {
      meanings.removeAll { $0.meaning.concept.hasPrefix("nonspecific.") }
    }
    for (meaning, code) in meanings {
      let stated = StatedConcept(meaning, code: code)
      if let at = reading.concepts.firstIndex(where: { $0.family == stated.family }) {
        reading.concepts[at].merge(stated)
      } else {
        reading.concepts.append(stated)
      }
    }
    if reading.concepts.isEmpty { reading.notUnderstood += unknown }
    return reading
  }
}

import CaseRecord
import FHIRSyntax

/// Codes that were not understood, counted; in the order of their first appearance.
struct UnmappedCodeCount {
  private(set) var codes: [UnmappedCode] = []
  private var states: [Key: State] = [:]

  private struct Key: Hashable {
    let system: String
    let code: String
    let resourceType: String
  }

  /// What is known of a code after its first appearance.
  private enum State {
    /// A list has it; it is not needed here.
    case known
    /// It is reported at this place in `codes`.
    case reported(Int)
    /// No list has it; it is not reported yet, since a code beside it was understood.
    case unreported(UnmappedCode.Reason)
  }

  mutating func add(_ fault: ConceptReader.CodingFault, in resourceType: String) {
    let key = Key(system: fault.system, code: fault.code, resourceType: resourceType)
    count(key, fault.reason)
  }

  /// Takes the codes of a resource that the scan left out, since none of them is needed.
  ///
  /// One that is known speaks for those beside it; a damaged one is reported all the same.
  mutating func add(
    unread codings: [ScannedCoding], in resourceType: String, _ terminology: Terminology
  ) {
    if codings.isEmpty { return }
    var faults: [(key: Key, reason: UnmappedCode.Reason)] = []
    var isKnown = false
    for coding in codings {
      let key = Key(system: coding.system, code: coding.code, resourceType: resourceType)
      switch state(of: key, terminology) {
      case .known: isKnown = true
      case .reported(let at):
        if codings.count == 1 {
          codes[at].count += 1
          return
        }
        faults.append((key, codes[at].reason))
      case .unreported(let reason): faults.append((key, reason))
      }
    }
    for (key, reason) in faults where reason == .damaged || !isKnown {
      count(key, reason)
    }
  }

  private mutating func state(of key: Key, _ terminology: Terminology) -> State {
    if let state = states[key] { return state }
    let state: State =
      switch terminology.lookup(system: key.system, code: key.code) {
      case .known: .known
      case .unknown: .unreported(.unknown)
      case .damaged: .unreported(.damaged)
      }
    states[key] = state
    return state
  }

  private mutating func count(_ key: Key, _ reason: UnmappedCode.Reason) {
    if case .reported(let at)? = states[key] {
      codes[at].count += 1
      return
    }
    states[key] = .reported(codes.count)
    codes.append(
      UnmappedCode(
        system: key.system, code: key.code, resourceType: key.resourceType, reason: reason))
  }
}

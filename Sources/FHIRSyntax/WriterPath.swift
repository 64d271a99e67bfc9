/// Where a writer is in the tree, for the place in its errors.
struct WriterPath {
  /// Why a tree cannot be written.
  enum Reason {
    case noType, unknownType, notANumber, illegalCharacter, illegalName, narrative, tooDeep
    case narrativeNotText
  }

  /// Deeper trees are refused, so that writing cannot exhaust the stack.
  private static let maximumDepth = 1000

  private var steps: [(name: String, index: Int?)] = []

  var isTooDeep: Bool { steps.count > Self.maximumDepth }

  mutating func enter(_ name: String, index: Int? = nil) {
    steps.append((name, index))
  }

  mutating func leave() {
    steps.removeLast()
  }

  func error(_ reason: Reason) -> SyntaxError {
    let path = steps.map { step in step.index.map { "\(step.name)[\($0)]" } ?? step.name }
    return SyntaxError(
      kind: reason == .narrative ? .narrative : .unwritable, message: reason.message,
      path: path.isEmpty ? nil : path.joined(separator: "."))
  }
}

extension WriterPath.Reason {
  fileprivate var message: String {
    switch self {
    case .noType: "Only a resource can be written: the root of the tree has no resourceType."
    case .unknownType:
      "A value read from XML has no JSON type of its own. Decode the resource into its model first."
    case .notANumber: "The text of a number is no JSON number."
    case .illegalCharacter:
      "The text holds a control character that FHIR and XML do not allow. Remove it."
    case .illegalName:
      "A name may hold only letters and digits; that of a resource begins with a capital letter, that of an "
        + "element does not."
    case .narrative:
      "The narrative is not well-formed XHTML inside one div, so it cannot be written as XML."
    case .narrativeNotText: "A narrative's div must be a text."
    case .tooDeep: "The tree is nested too deeply to be written."
    }
  }
}

extension FHIRNode {
  /// Children grouped by name, in the order in which the names first occur.
  static func runs(of children: [FHIRNode]) -> [[FHIRNode]] {
    var runs: [[FHIRNode]] = []
    var places: [String: Int] = [:]
    for child in children {
      if let last = runs.last?.first, last.name == child.name {
        runs[runs.count - 1].append(child)
      } else if let place = places[child.name] {
        runs[place].append(child)
      } else {
        places[child.name] = runs.count
        runs.append([child])
      }
    }
    return runs
  }
}

extension String {
  /// Whether FHIR strings, and XML 1.0, can hold every character.
  var isLegalInFHIR: Bool {
    // Almost every text is free of the few bytes with which illegal characters begin.
    utf8.allSatisfy { $0 >= 0x20 && $0 != 0xEF } || unicodeScalars.allSatisfy(\.isLegalInFHIR)
  }
}

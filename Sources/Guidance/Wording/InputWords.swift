import CaseRecord

/// Codes of one system in one type of resource that were not understood; told together, since a record may
/// have hundreds.
struct CodeGroup {
  let system: String
  let resourceType: String
  let reason: UnmappedCode.Reason
  private(set) var codes: [String] = []

  private struct Key: Hashable {
    let system: String
    let resourceType: String
    let reason: UnmappedCode.Reason
  }

  private init(_ key: Key) {
    system = key.system
    resourceType = key.resourceType
    reason = key.reason
  }

  /// The groups in the order of their first code.
  static func groups(of codes: [UnmappedCode]) -> [CodeGroup] {
    var groups: [CodeGroup] = []
    var places: [Key: Int] = [:]
    for code in codes {
      let key = Key(system: code.system, resourceType: code.resourceType, reason: code.reason)
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(CodeGroup(key))
      }
      let shown = ShownText.clean(code.code)
      let count = code.count > 1 ? " (\(code.count) times)" : ""
      groups[place].codes.append((shown.isEmpty ? "an empty code" : shown) + count)
    }
    return groups
  }

  /// `SNOMED CT in Observation: 1234567 (3 times), 7654321`.
  var words: String {
    let name = CodeSystemNames.name(of: system)
    return "\(name) in \(ShownText.clean(resourceType)): \(codes.joined(separator: ", "))"
  }

  /// The group as a sentence that stands alone.
  var sentence: String {
    switch reason {
    case .unknown: "Not understood, in no list of this program: \(words)."
    case .damaged: "Damaged (wrong check digit), not used and not repaired: \(words)."
    }
  }
}

extension UnreadText {
  /// What a person may find there.
  var aboutWords: String {
    let about = features.map(\.words)
    return about.isEmpty ? "" : "May speak of: \(Enumeration.all(about))."
  }

  /// The text as a sentence that stands alone.
  var sentence: String {
    let name = ShownText.clean(reference)
    let place = name.isEmpty ? "" : " in \(name)"
    return "Text\(place) was not interpreted; a person should read it. \(aboutWords)"
  }
}

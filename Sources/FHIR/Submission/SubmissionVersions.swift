import FHIRSyntax

extension SubmissionReader {
  /// Finds entries that hold the same resource and says which one counts.
  ///
  /// In a history the newest version counts, and a deletion means that there is none. Elsewhere a
  /// newer version counts too; the same content twice counts once; two contents of which neither is
  /// newer cannot be told apart, so neither is used (invariant bdl-7).
  mutating func settleVersions() {
    var first: [Identity: Int] = [:]
    first.reserveCapacity(entries.count)
    var same: [Identity: [Int]] = [:]
    var order: [Identity] = []
    for place in entries.indices {
      let isHistory = bundleTypes[entries[place].scope] == "history"
      guard let identity = Identity(entries[place], isHistory: isHistory) else { continue }
      guard let earlier = first.updateValue(place, forKey: identity) else { continue }
      if same[identity] == nil {
        order.append(identity)
        same[identity] = [earlier]
      }
      same[identity]?.append(place)
    }
    for identity in order {
      guard let places = same[identity] else { continue }
      if bundleTypes[identity.scope] == "history" {
        settleHistory(places)
      } else {
        settleDuplicates(places)
      }
    }
  }

  private mutating func settleHistory(_ same: [Int]) {
    // Histories list the newest first; stated times and versions outweigh the order.
    var newest = same[0]
    for place in same.dropFirst() where isNewer(place, than: newest) == true { newest = place }
    for place in same where place != newest { supersede(place) }
  }

  private mutating func settleDuplicates(_ same: [Int]) {
    var kept = same[0]
    for place in same.dropFirst() {
      if case .notPresent = entries[place].content { continue }
      if case .notPresent = entries[kept].content {
        kept = place
        continue
      }
      if entries[place].node == entries[kept].node {
        if entries[place].node == nil { continue }
        entries[place].content = .notPresent(.duplicate)
        note(place, .information, "The same resource came before with the same content.")
      } else if let isNewer = isNewer(place, than: kept) {
        supersede(isNewer ? kept : place)
        if isNewer { kept = place }
      } else {
        let message =
          "The same resource comes twice with different content, and neither version says that it "
          + "is the newer; neither is used."
        for place in [kept, place] {
          entries[place].content = .unusable
          note(place, .error, message)
        }
      }
    }
  }

  private mutating func supersede(_ place: Int) {
    entries[place].content = .notPresent(.superseded)
    note(
      place, .information, "A newer version of the resource is in the Bundle; this one is not used."
    )
  }

  private mutating func note(_ place: Int, _ severity: Issue.Severity, _ message: String) {
    entries[place].issues.append(
      Issue(
        severity, .duplicate, message, at: entries[place].path,
        offset: entries[place].node.flatMap { $0.offset < 0 ? nil : $0.offset }))
  }

  /// Nil if neither says.
  private func isNewer(_ place: Int, than other: Int) -> Bool? {
    let mine = entries[place].version
    let theirs = entries[other].version
    if let mine = mine.updated, let theirs = theirs.updated, mine != theirs {
      return mine > theirs
    }
    if let mine = mine.id.flatMap({ Int($0) }), let theirs = theirs.id.flatMap({ Int($0) }),
      mine != theirs
    {
      return mine > theirs
    }
    return nil
  }

  /// What makes two entries the same resource: the address, or type and id where there is none.
  private struct Identity: Hashable {
    let scope: Int
    let key: String

    init?(_ entry: Submission.Entry, isHistory: Bool) {
      scope = entry.scope
      if isHistory, let key = Self.typeAndID(entry) {
        // A history comes from one server, and a deletion may say no more than type and id.
        self.key = key
      } else if let url = entry.fullURL, !url.isEmpty {
        key = ReferenceTarget.splitVersion(url).0
      } else if let type = entry.resourceType, let id = entry.id {
        key = type + "/" + id
      } else {
        return nil
      }
    }

    private static func typeAndID(_ entry: Submission.Entry) -> String? {
      if let type = entry.resourceType, let id = entry.id { return type + "/" + id }
      guard let url = entry.fullURL else { return nil }
      let steps = ReferenceTarget.splitVersion(url).0.split(separator: "/").suffix(2)
      return steps.count == 2 ? steps.joined(separator: "/") : nil
    }
  }
}

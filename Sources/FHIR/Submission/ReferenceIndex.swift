import FHIRSyntax

/// Finds the entry that a reference means (fhir/README fact 45).
struct ReferenceIndex: Sendable {
  private var byURL: [URLKey: Int] = [:]
  private var byTypeAndID: [IDKey: Int] = [:]

  private struct URLKey: Hashable {
    let scope: Int
    let url: String
  }

  private struct IDKey: Hashable {
    let scope: Int
    let type: String
    let id: String
  }

  /// Stands for several entries.
  private static let several = -1

  init(_ entries: [Submission.Entry]) {
    byURL.reserveCapacity(entries.count)
    byTypeAndID.reserveCapacity(entries.count)
    for place in entries.indices {
      if case .notPresent = entries[place].content { continue }
      let scope = entries[place].scope
      if let url = entries[place].fullURL {
        let key = URLKey(scope: scope, url: ReferenceTarget.splitVersion(url).0)
        if let known = byURL.updateValue(place, forKey: key), known != place {
          byURL[key] = Self.several
        }
      }
      if let type = entries[place].resourceType, let id = entries[place].id {
        let key = IDKey(scope: scope, type: type, id: id)
        if let known = byTypeAndID.updateValue(place, forKey: key), known != place {
          byTypeAndID[key] = Self.several
        }
      }
    }
  }

  /// What came of looking for an entry.
  enum Finding {
    case found(Int)
    case notFound
    case ambiguous
  }

  /// Looks for the entry that a reference means which stands in an entry of that full URL.
  func find(
    _ target: ReferenceTarget, from fullURL: String?, in scope: Int, _ entries: [Submission.Entry]
  ) -> Finding {
    switch target {
    case .urn(let urn): return check(byURL[URLKey(scope: scope, url: urn)], nil, entries)
    case .absolute(let url, let version):
      return check(byURL[URLKey(scope: scope, url: url)], version, entries)
    case .relative(let type, let id, let version):
      if let base = fullURL.flatMap(ReferenceTarget.base(of:)) {
        return check(
          byURL[URLKey(scope: scope, url: "\(base)/\(type)/\(id)")], version, entries)
      }
      // The entry does not say where it comes from, so there is no base to resolve against; type and
      // id lead on only if they can mean but one entry.
      return check(byTypeAndID[IDKey(scope: scope, type: type, id: id)], version, entries)
    case .contained, .container, .conditional, .logical: return .notFound
    }
  }

  private func check(
    _ place: Int?, _ version: String?, _ entries: [Submission.Entry]
  ) -> Finding {
    guard let place else { return .notFound }
    if place == Self.several { return .ambiguous }
    if let version, entries[place].version.id != version { return .notFound }
    return .found(place)
  }
}

extension Submission {
  /// What a reference leads to.
  public enum Resolution: Sendable {
    /// An entry, by its place in ``Submission/entries``.
    case entry(Int)
    /// A resource contained in the one that holds the reference.
    case contained(R4.AnyResource)
    /// Nothing in the input: the target may exist elsewhere.
    case elsewhere
    /// Several entries could be meant.
    case ambiguous
    /// Nothing, since it names an identifier, a name or a search.
    case unresolvable
  }

  /// Follows a reference that stands in an entry.
  public func resolve(_ reference: R4.Reference, from entry: Entry) -> Resolution {
    let target = ReferenceTarget(reference)
    switch target {
    case .contained(let id):
      return entry.contained(id).map { .contained($0) } ?? .elsewhere
    case .container: return .entry(entry.position)
    case .conditional, .logical: return .unresolvable
    case .relative, .absolute, .urn: break
    }
    switch index.find(target, from: entry.fullURL, in: entry.scope, entries) {
    case .found(let place): return .entry(place)
    case .ambiguous: return .ambiguous
    case .notFound: return .elsewhere
    }
  }

  /// The usable resource that a reference leads to, wherever it stands.
  public func resource(_ reference: R4.Reference, from entry: Entry) -> R4.AnyResource? {
    switch resolve(reference, from: entry) {
    case .entry(let place): entries[place].resource
    case .contained(let resource): resource
    case .elsewhere, .ambiguous, .unresolvable: nil
    }
  }
}

extension Submission.Entry {
  /// The contained resource of that id; nil if there is none or more than one.
  func contained(_ id: String) -> R4.AnyResource? {
    guard let resource, let node, let place = containedPlaces[id] ?? nil else { return nil }
    if let domain = resource.modelled as? any FHIRDomainResource {
      let all = domain.contained
      return all.indices.contains(place) ? all[place] : nil
    }
    let all = node.all("contained")
    return all.indices.contains(place) ? .other(all[place]) : nil
  }

  /// The places of contained resources among all of a resource, by id; nil for an id that several have.
  static func containedPlaces(in node: FHIRNode?) -> [String: Int?] {
    guard let node else { return [:] }
    var places: [String: Int?] = [:]
    var place = 0
    for child in node.children where child.name == "contained" {
      if let id = child["id"]?.text { places[id] = .some(places[id] == nil ? place : nil) }
      place += 1
    }
    return places
  }
}

extension R4.AnyResource {
  /// The logical id.
  public var id: String? {
    switch self {
    case .other(let node): node["id"]?.text
    default: modelled?.id?.value
    }
  }

  /// The name of the resource type.
  public var resourceType: String {
    switch self {
    case .other(let node): node.resourceType ?? ""
    default: modelled.map { type(of: $0).resourceType } ?? ""
    }
  }
}

/// The properties of one JSON object while it is read: finds names that occur twice, and at the end joins
/// each `name` with its `_name`, whichever came first.
struct JSONProperties {
  /// The value of a property `_name`.
  struct Companion {
    /// One node per item; only their children count.
    var nodes: [FHIRNode]
    var isArray: Bool
    var place: Int
  }

  private struct Entry {
    var name: String
    var start: Int
    var count = 0
    var isArray = false
  }

  /// Above this number of properties a dictionary finds names faster than a look at each.
  private static let manyProperties = 16

  /// The nodes so far; a property `_name` has none until ``join(_:)``.
  var children: [FHIRNode] = []
  /// Whether a node without any content was read, which ``join(_:)`` has to drop.
  var hasEmpty = false

  private var entries: [Entry] = []
  private var places: [String: Int] = [:]
  private var companions: [String: Companion] = [:]

  /// How many properties the object has so far.
  var count: Int { entries.count }

  /// Takes note of a name; false when the object has it already.
  mutating func insert(_ name: String) -> Bool {
    if entries.count < Self.manyProperties {
      for entry in entries where entry.name == name { return false }
    } else {
      if places.isEmpty {
        for (place, entry) in entries.enumerated() { places[entry.name] = place }
      }
      if places.updateValue(entries.count, forKey: name) != nil { return false }
    }
    entries.append(Entry(name: name, start: children.count))
    return true
  }

  /// Says that the property inserted last has the nodes from `start` on.
  mutating func note(from start: Int, isArray: Bool) {
    let last = entries.count - 1
    entries[last].count = children.count - start
    entries[last].isArray = isArray
  }

  /// Keeps the value of the property `_name` that was inserted last.
  mutating func addCompanion(_ companion: Companion, of name: String) {
    companions[name] = companion
  }

  /// Joins values with companions and drops nodes without content.
  mutating func join(_ defects: inout [Fault]) throws(Fault) {
    if !companions.isEmpty { try joinCompanions(&defects) }
    guard hasEmpty else { return }
    children.removeAll { node in
      guard node.isEmpty else { return false }
      // The hole of an array without anything in its partner.
      if node.lacksValue, node.isRepeating {
        defects.noteFirst(Fault(.nullHole, at: node.offset))
      }
      return true
    }
  }

  private mutating func joinCompanions(_ defects: inout [Fault]) throws(Fault) {
    var joined: [FHIRNode] = []
    joined.reserveCapacity(children.count + companions.count)
    for entry in entries {
      let run = children[entry.start..<entry.start + entry.count]
      if let companion = companions.removeValue(forKey: entry.name) {
        try append(run, companion, of: entry, to: &joined, &defects)
      } else if entry.count == 0, entry.name.utf8.first == ASCII.underscore {
        // Its value comes later in the object, has come already, or does not come at all.
        let name = String(entry.name.dropFirst())
        guard let companion = companions[name], !has(name) else { continue }
        let none = Entry(name: name, start: 0, isArray: companion.isArray)
        try append([], companion, of: none, to: &joined, &defects)
      } else {
        joined.append(contentsOf: run)
      }
    }
    children = joined
  }

  private func has(_ name: String) -> Bool {
    places.isEmpty ? entries.contains { $0.name == name } : places[name] != nil
  }

  private mutating func append(
    _ run: ArraySlice<FHIRNode>, _ companion: Companion, of entry: Entry,
    to joined: inout [FHIRNode], _ defects: inout [Fault]
  ) throws(Fault) {
    if !run.isEmpty {
      guard entry.isArray == companion.isArray else {
        throw Fault(.unevenArrays, at: companion.place)
      }
      if run.count != companion.nodes.count {
        defects.note(Fault(.unevenArrays, at: companion.place))
      }
    }
    var values = run.makeIterator()
    var additions = companion.nodes.makeIterator()
    while true {
      let value = values.next()
      let addition = additions.next()
      guard value != nil || addition != nil else { return }
      var node =
        value
        ?? FHIRNode(
          name: entry.name, lacksValue: true, isRepeating: entry.isArray,
          offset: addition?.offset ?? companion.place)
      if let addition {
        guard node.value != nil || node.lacksValue else {
          throw Fault(.companionOfComplex, at: companion.place)
        }
        node.children = addition.children
      }
      if node.isEmpty { hasEmpty = true }
      joined.append(node)
    }
  }
}

extension FHIRNode {
  /// Whether the node says nothing at all.
  var isEmpty: Bool { value == nil && children.isEmpty && resourceType == nil }
}

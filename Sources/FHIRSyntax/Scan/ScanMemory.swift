/// The types of a Bundle's resources and what to do with each: some dozens at most.
struct TypeMemory {
  private static let maximum = 200
  private var hashes: [UInt64] = []
  private var names: [String] = []
  private var selections: [ResourceSelection] = []

  /// The name as a string, `nil` when it is no type's, and the selection; the selector is asked once per
  /// type.
  mutating func find(
    _ type: UnsafeRawBufferPointer, _ selector: any ResourceSelector
  ) -> (name: String?, selection: ResourceSelection) {
    let hash = type.hashed(from: 0)
    for place in hashes.indices where hashes[place] == hash {
      var name = names[place]
      if name.withUTF8({ UnsafeRawBufferPointer($0).equals(type) }) {
        return (name, selections[place])
      }
    }
    let name = String(decoding: type, as: UTF8.self)
    guard name.isTypeName else { return (nil, .skip) }
    // What holds resources of its own is wanted whole.
    let holdsResources = name == "Bundle" || name == "Parameters"
    let selection = holdsResources ? .always : selector.selection(ofType: type)
    if names.count < Self.maximum {
      hashes.append(hash)
      names.append(name)
      selections.append(selection)
    }
    return (name, selection)
  }
}

/// The string made last: in most Bundles all resources refer to one patient.
struct TextMemory {
  private var bytes: [UInt8] = []
  private var latest = ""

  mutating func string(_ text: UnsafeRawBufferPointer) -> String {
    if bytes.withUnsafeBytes({ $0.equals(text) }) { return latest }
    bytes = Array(text)
    latest = String(decoding: text, as: UTF8.self)
    return latest
  }
}

extension ScannedInput {
  /// An input that is no Bundle.
  init(bare root: FHIRNode, format: FHIRFormat, issues: [SyntaxError]) {
    let entry = ScannedEntry(
      index: -1, resourceType: root.resourceType, id: root["id"]?.text, resource: root,
      offset: root.offset)
    self.init(format: format, root: root, entries: [entry], issues: issues)
  }
}

/// Where each type and each set of codes stands in the table of a release.
struct DefinitionIndex: Sendable {
  /// The types of an open choice (`Extension.value[x]`).
  let openTypes: [String]
  private let text: String
  private var types: [String: Range<Int>] = [:]
  private var codeSets: [String: Range<Int>] = [:]
  private var lacking: Set<String> = []
  private let release: FHIRRelease

  /// The index of a release, made when it is first asked for.
  static func of(_ release: FHIRRelease) -> DefinitionIndex {
    switch release {
    case .r4: r4
    case .r4b: r4b
    case .r5: r5
    }
  }

  private static let r4 = DefinitionIndex(.r4)
  private static let r4b = DefinitionIndex(.r4b)
  private static let r5 = DefinitionIndex(.r5)

  /// R4B has only what differs from R4.
  private var base: DefinitionIndex? { release == .r4b ? Self.r4 : nil }

  private init(_ release: FHIRRelease) {
    self.release = release
    var text = "\(DefinitionTable.text(of: release))"
    let blocks = text.withUTF8(Self.blocks)
    self.text = text
    var openTypes: [String] = []
    for (name, range) in blocks {
      switch name.utf8.first {
      case UInt8(ascii: "="):
        codeSets[String(name.dropFirst())] = range.lowerBound + name.utf8.count..<range.upperBound
      case UInt8(ascii: "-"): lacking.insert(String(name.dropFirst()))
      case UInt8(ascii: "o"):
        openTypes =
          text[range].split(separator: " ").last?.split(separator: "|").map(String.init) ?? []
      default: types[name] = range
      }
    }
    self.openTypes = openTypes
  }

  /// The lines that are not set in, with those below them: their first words and their places.
  private static func blocks(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [(name: String, range: Range<Int>)] {
    var blocks: [(name: String, range: Range<Int>)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if bytes[start] == UInt8(ascii: " "), let last = blocks.indices.last {
        blocks[last].range = blocks[last].range.lowerBound..<end
      } else {
        let name = bytes[start..<end].prefix { $0 != UInt8(ascii: " ") }
        blocks.append((String(decoding: name, as: UTF8.self), start..<end))
      }
      start = end + 1
    }
    return blocks
  }

  /// The lines of a type, its own first; nil if the release does not have it.
  func lines(ofType name: String) -> Substring? {
    if let range = types[name] { return text[range] }
    return lacking.contains(name) ? nil : base?.lines(ofType: name)
  }

  /// The codes of a set, each with a blank before it.
  func codes(_ name: String) -> Substring? {
    codeSets[name].map { text[$0] } ?? base?.codes(name)
  }

  /// Whether the release has a resource of that type.
  func isResource(_ name: String) -> Bool {
    guard let header = lines(ofType: name)?.prefix(while: { $0 != "\n" }) else { return false }
    return header.hasSuffix(" domain") || header.hasSuffix(" resource")
  }
}

extension String {
  /// A part by its place in UTF-8.
  fileprivate subscript(range: Range<Int>) -> Substring {
    let start = utf8.index(startIndex, offsetBy: range.lowerBound)
    return self[start..<utf8.index(start, offsetBy: range.count)]
  }
}

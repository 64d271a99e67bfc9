/// The element definitions of a release: of a type, when it is asked for.
///
/// Only where each type stands in the table is worked out once and for all; the elements of a type are
/// read when they are needed and kept as long as this value lives.
struct Definitions {
  let release: FHIRRelease
  private let index: DefinitionIndex
  private var known: [String: TypeDefinition] = [:]

  init(_ release: FHIRRelease) {
    self.release = release
    index = DefinitionIndex.of(release)
  }

  /// The definition of a resource or data type; nil for primitives and names that the release does not have.
  mutating func type(_ name: String) -> TypeDefinition? {
    if let known = known[name] { return known }
    guard let lines = index.lines(ofType: name) else { return nil }
    let definition = TypeDefinition(name, lines, index)
    known[name] = definition
    return definition
  }

  /// Whether the release has a resource of that type.
  func hasResource(_ name: String) -> Bool { index.isResource(name) }
}

/// One type with all its elements.
///
/// ``parts`` holds the elements of the type itself first, then those of each element that has parts.
final class TypeDefinition: Sendable {
  /// The elements of one level, in the order of the definition.
  typealias Elements = [ElementDefinition]

  let name: String
  let parts: [Elements]
  /// The path of each of ``parts``: `Condition`, `Condition.stage`.
  let paths: [String]

  init(_ name: String, _ lines: Substring, _ index: DefinitionIndex) {
    var reader = TypeDefinitionReader(name: name, index: index)
    reader.read(lines)
    self.name = name
    parts = reader.parts
    paths = reader.paths
  }

  /// The elements of the type itself.
  var elements: Elements { parts[0] }
}

/// Reads the lines of a type.
private struct TypeDefinitionReader {
  private let name: String
  private let index: DefinitionIndex
  private(set) var parts: [TypeDefinition.Elements] = []
  /// The path of each level.
  private(set) var paths: [String] = []
  /// The levels that are open, the type itself first.
  private var open: [Int] = []
  /// Elements that take their parts from another path.
  private var borrowed: [(level: Int, element: Int, path: String)] = []

  init(name: String, index: DefinitionIndex) {
    self.name = name
    self.index = index
  }

  mutating func read(_ lines: Substring) {
    for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
      let depth = line.prefix { $0 == UInt8(ascii: " ") }.count
      let text = Substring(line.dropFirst(depth))
      if depth == 0 {
        begin(path: name, base: text.split(separator: " ").last ?? "")
      } else {
        open.removeSubrange(depth...)
        add(text, to: open[depth - 1])
      }
    }
    for (level, element, path) in borrowed {
      guard let target = paths.firstIndex(of: path) else { continue }
      parts[level][element] = parts[level][element].borrowing(target)
    }
  }

  private mutating func begin(path: String, base: Substring) {
    open.append(parts.count)
    paths.append(path)
    parts.append(Self.inherited[String(base)] ?? [])
  }

  private mutating func add(_ line: Substring, to level: Int) {
    let words = line.split(separator: " ")
    guard words.count >= 2 else { return }
    var name = words[0]
    let isModifier = name.last == "!"
    if isModifier { name.removeLast() }
    var isRequired = true
    var isRepeating = false
    switch name.last {
    case "?": isRequired = false
    case "*": (isRequired, isRepeating) = (false, true)
    case "+": isRepeating = true
    default: break
    }
    if !isRequired || isRepeating { name.removeLast() }
    let isChoice = name.hasSuffix("[x]")
    if isChoice { name.removeLast(3) }
    let kind = words[1]
    let isParent = kind == "BackboneElement" || kind == "Element"
    if kind.first == "@" { borrowed.append((level, parts[level].count, String(kind.dropFirst()))) }
    let codes = words.count > 2 ? index.codes(String(words[2].dropFirst())) : nil
    parts[level].append(
      ElementDefinition(
        name: String(name), isChoice: isChoice, isRequired: isRequired, isRepeating: isRepeating,
        isModifier: isModifier,
        types: isParent || kind.first == "@"
          ? [] : kind == "open" ? index.openTypes : kind.split(separator: "|").map(String.init),
        parts: isParent ? parts.count : nil, codes: codes))
    if isParent {
      begin(path: paths[level] + "." + name, base: kind == "Element" ? "element" : "backbone")
    }
  }

  /// What a type has from what it builds on.
  private static let inherited: [String: TypeDefinition.Elements] = {
    let id = ElementDefinition(base: "id", "id")
    let extensions = ElementDefinition(base: "extension", "Extension", isRepeating: true)
    let modifiers = ElementDefinition(
      base: "modifierExtension", "Extension", isRepeating: true, isModifier: true)
    let resource = [
      id, ElementDefinition(base: "meta", "Meta"),
      ElementDefinition(base: "implicitRules", "uri", isModifier: true),
      ElementDefinition(base: "language", "code"),
    ]
    let attribute = ElementDefinition(base: "id", ElementDefinition.attribute)
    return [
      "resource": resource,
      "domain": resource + [
        ElementDefinition(base: "text", "Narrative"),
        ElementDefinition(base: "contained", "Resource", isRepeating: true), extensions, modifiers,
      ],
      "element": [attribute, extensions],
      "backbone": [attribute, extensions, modifiers],
    ]
  }()
}

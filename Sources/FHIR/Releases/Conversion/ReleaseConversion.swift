import FHIRSyntax

/// Converts resources between R4 (or R4B) and R5: the seam at which the releases meet.
///
/// Two things drive it: the definitions of both releases, which say where an element has the same name and
/// how its type or cardinality differs (``Coercion``), and ``ReleaseRules``, which name what moved. What the
/// target cannot express stays in it all the same, as a cross-version extension
/// (``CrossVersionExtension``), so that the way back gives what was there before.
///
/// The source must be typed (``DefinedReading``). Each node keeps the offset of the one it comes from; a
/// place in the result can so be told in the terms of the source (``Origin``).
struct ReleaseConversion {
  /// Where to.
  enum Direction: Sendable {
    case toR4
    case toR5
  }

  let direction: Direction
  var source: Definitions
  var target: Definitions
  /// What the target cannot express and a reader has to know, with paths in the terms of the source.
  var reading = Reading()

  /// A conversion between two releases; nil where there is nothing to convert.
  init?(from source: FHIRRelease, to target: FHIRRelease) {
    guard (source == .r5) != (target == .r5) else { return nil }
    direction = target == .r5 ? .toR5 : .toR4
    self.source = Definitions(source)
    self.target = Definitions(target)
  }

  /// Converts a resource with everything in it. One of a type that the target does not have stays as it is.
  mutating func resource(_ node: FHIRNode) -> FHIRNode {
    guard let type = node.resourceType, let definition = source.type(type) else { return node }
    let targetType = ReleaseRules.type(of: type, direction)
    guard let other = target.type(targetType), target.hasResource(targetType) else { return node }
    var converted = node
    converted.resourceType = targetType
    converted.children = parts(of: node, Level(source: definition, target: other))
    return converted
  }

  /// Where the walk is: one level of elements in both releases.
  struct Level {
    let source: TypeDefinition
    let sourceElements: TypeDefinition.Elements
    let sourcePath: String
    let target: TypeDefinition
    let targetElements: TypeDefinition.Elements
    let targetPath: String
    /// Elements of the target that extensions hold as they once were.
    var restored: Set<String> = []

    init(source: TypeDefinition, part: Int = 0, target: TypeDefinition, targetPart: Int = 0) {
      self.source = source
      sourceElements = source.parts[part]
      sourcePath = source.paths[part]
      self.target = target
      targetElements = target.parts[targetPart]
      targetPath = target.paths[targetPart]
    }

    /// The path in terms of R4 by which the rules are found.
    func rulePath(_ direction: Direction) -> String {
      direction == .toR5 || sourcePath == "DeviceAssociation" ? sourcePath : targetPath
    }

    func targetElement(_ name: String) -> ElementDefinition? {
      targetElements.first { $0.name == name }
    }
  }

  /// What came of some elements.
  struct Converted {
    /// The nodes under their names in the target.
    var nodes: [FHIRNode] = []
    /// Whether they say all that was said.
    var isExact = true
  }

  // MARK: - One level

  /// Converts the children of an element.
  mutating func parts(of node: FHIRNode, _ level: Level) -> [FHIRNode] {
    var node = node
    var level = level
    let restored = takeRestored(from: &node, level)
    level.restored = Set(restored.map(\.element.name))
    var groups = Self.groups(of: node, level.sourceElements)
    var nodes: [FHIRNode] = []
    for rule in ReleaseRules.rules(at: level.rulePath(direction)) {
      guard let convert = rule.conversion(direction) else { continue }
      let names = rule.sourceNames(direction)
      guard rule.isAlwaysApplied || names.contains(where: { groups[$0] != nil }) else { continue }
      let converted = convert(&self, level, groups)
      nodes += converted.nodes
      if !converted.isExact { nodes += leftovers(names.compactMap { groups[$0] }, level) }
      for name in names { groups[name] = nil }
    }
    for element in level.sourceElements {
      guard let group = groups[element.name] else { continue }
      nodes += self.nodes(from: group, level)
    }
    for (element, found) in restored {
      nodes.removeAll { element.type(of: $0.name) != nil }
      nodes += found
    }
    fill(&nodes, of: node, level)
    return Self.ordered(nodes, level.targetElements)
  }

  /// The nodes that one element becomes, an extension with the rest among them.
  private mutating func nodes(from group: Group, _ level: Level) -> [FHIRNode] {
    let name = ReleaseRules.name(
      of: group.element.name, at: level.rulePath(direction), direction)
    let converted = level.targetElement(name).map { convert(group, to: $0, level) }
    if converted == nil && group.isAbsent { return [] }
    if let converted, converted.isExact { return converted.nodes }
    let path = "\(level.sourcePath).\(group.element.name)"
    if direction == .toR4, ReleaseRules.isRead(path), let first = group.nodes.first {
      reading.report(
        .warning, .notSupported,
        "The record is read in the terms of FHIR R4, which cannot express all that stands here; the rest "
          + "is not used.", at: group.element.name, offset: first.offset)
    }
    return (converted?.nodes ?? []) + leftovers([group], level)
  }

  /// What of the source one element of the definition holds.
  struct Group {
    let element: ElementDefinition
    var nodes: [FHIRNode]

    /// Whether it stands there only because one must.
    var isAbsent: Bool { element.isRequired && nodes.allSatisfy(element.isAbsent) }
  }

  typealias Groups = [String: Group]

  private static func groups(of node: FHIRNode, _ elements: TypeDefinition.Elements) -> Groups {
    var groups: Groups = [:]
    for child in node.children {
      guard let (place, _) = elements.find(child.name) else { continue }
      groups[elements[place].name, default: Group(element: elements[place], nodes: [])].nodes
        .append(child)
    }
    return groups
  }

  /// Sorts nodes as the definition orders them and marks those that repeat.
  private static func ordered(
    _ nodes: [FHIRNode], _ elements: TypeDefinition.Elements
  ) -> [FHIRNode] {
    var places: [[FHIRNode]] = Array(repeating: [], count: elements.count)
    for node in nodes {
      guard let (place, _) = elements.find(node.name) else { continue }
      var node = node
      node.isRepeating = elements[place].isRepeating
      places[place].append(node)
    }
    return places.flatMap { $0 }
  }

  // MARK: - One element

  /// Converts what one element holds to another element.
  mutating func convert(
    _ group: Group, to element: ElementDefinition, _ level: Level
  ) -> Converted {
    var all = Converted()
    for (place, node) in group.nodes.enumerated() {
      let mark = reading.issues.count
      let one = convert(node, group.element, to: element, level)
      all.nodes += one.nodes
      all.isExact = all.isExact && one.isExact
      if reading.issues.count > mark {
        reading.locate(from: mark, group.element.name, group.element.isRepeating ? place : nil)
      }
    }
    if all.nodes.count > 1 && !element.isRepeating {
      all.nodes.removeSubrange(1...)
      all.isExact = false
    }
    return all
  }

  private mutating func convert(
    _ node: FHIRNode, _ from: ElementDefinition, to element: ElementDefinition, _ level: Level
  ) -> Converted {
    if element.isAbsent(node) && from.isRequired && !element.isRequired { return Converted() }
    if let part = from.parts {
      guard let other = element.parts else { return Converted(isExact: false) }
      var converted = node
      converted.name = element.name
      converted.children = parts(
        of: node,
        Level(source: level.source, part: part, target: level.target, targetPart: other))
      return Converted(nodes: [converted])
    }
    guard element.parts == nil, let type = from.type(of: node.name) else {
      return Converted(isExact: false)
    }
    return coerce(node, type, to: element, at: "\(level.rulePath(direction)).\(element.name)")
  }

  /// Converts the content of a data type that both releases have.
  mutating func datatype(_ node: FHIRNode, _ type: String, named name: String) -> FHIRNode {
    var converted = type == "Resource" ? resource(node) : node
    converted.name = name
    converted.isRepeating = false
    if type == "Resource" { return converted }
    if let definition = source.type(type), let other = target.type(type) {
      converted.children = parts(of: node, Level(source: definition, target: other))
      if type == "DataRequirement" { ReleaseRules.translatePaths(in: &converted, direction) }
    } else if !node.children.isEmpty {
      // A primitive has an id and extensions at most.
      converted.children = node.children.map {
        $0.name == "extension" ? repeating($0, "Extension", named: $0.name) : $0
      }
    }
    return converted
  }

  /// The content of a data type as one of several elements.
  mutating func repeating(_ node: FHIRNode, _ type: String, named name: String) -> FHIRNode {
    var converted = datatype(node, type, named: name)
    converted.isRepeating = true
    return converted
  }

  // MARK: - What the target demands

  /// Gives the target what it demands and the source need not have.
  private func fill(_ nodes: inout [FHIRNode], of node: FHIRNode, _ level: Level) {
    for element in level.targetElements where element.isRequired {
      if nodes.contains(where: { element.type(of: $0.name) != nil }) { continue }
      let name = ReleaseRules.name(
        of: element.name, at: level.rulePath(direction), direction.reversed)
      let known = level.sourceElements.first { $0.name == name }
      if known?.isRequired == true { continue }
      nodes.append(element.absent(offset: node.offset))
    }
  }
}

extension ReleaseConversion.Direction {
  var reversed: Self { self == .toR4 ? .toR5 : .toR4 }
}

extension ElementDefinition {
  private static let absentURL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

  /// An element that says only that nothing is known of it.
  func absent(offset: Int) -> FHIRNode {
    let type = types.first ?? ""
    let reason = FHIRNode(
      name: "extension", isRepeating: true,
      children: [
        FHIRNode(name: "url", value: .string(Self.absentURL)),
        FHIRNode(name: "valueCode", value: .string("unknown")),
      ])
    let isPrimitive = type.utf8.first.map { $0 >= UInt8(ascii: "a") } ?? false
    return FHIRNode(
      name: name(for: type), lacksValue: isPrimitive, children: [reason], offset: offset)
  }

  /// Whether a node is such an element.
  func isAbsent(_ node: FHIRNode) -> Bool {
    guard node.value == nil, node.children.count == 1, let only = node.children.first else {
      return false
    }
    return only["url"]?.text == Self.absentURL && only["valueCode"]?.text == "unknown"
  }
}

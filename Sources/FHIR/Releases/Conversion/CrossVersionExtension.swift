import FHIRSyntax

// What a release cannot express stays in its resources as an extension of the other release:
// `http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.subjectStatus` (FHIR R5, Versioning,
// "Extensions for converting between versions"). An element that could be converted in part only stands
// there whole; on the way back the extension counts.

extension ReleaseConversion {
  private static func prefix(_ release: FHIRRelease) -> String {
    "http://hl7.org/fhir/\(release.version)/StructureDefinition/extension-"
  }

  /// Extensions with what the target cannot express.
  mutating func leftovers(_ groups: [Group], _ level: Level) -> [FHIRNode] {
    let canHold = level.targetElement("extension") != nil
    return groups.flatMap { group in
      group.nodes.compactMap { node -> FHIRNode? in
        let url = Self.prefix(source.release) + "\(level.sourcePath).\(group.element.name)"
        if canHold, let found = extending(node, group.element, level.source, url: url) {
          return found
        }
        reading.report(
          .information, .notSupported,
          "FHIR \(target.release.name) has no place for the element; it is left out.",
          at: group.element.name, offset: node.offset)
        return nil
      }
    }
  }

  /// An element as an extension: its value, or its parts as extensions inside.
  private mutating func extending(
    _ node: FHIRNode, _ element: ElementDefinition, _ type: TypeDefinition, url: String
  ) -> FHIRNode? {
    var children = [FHIRNode(name: "url", value: .string(url))]
    if let part = element.parts {
      children += extending(partsOf: node, type.parts[part], type)
    } else if let kind = element.type(of: node.name) {
      guard kind != "Resource" else { return nil }
      let isOpen = target.type("Extension")?.elements.last?.types.contains(kind) == true
      if isOpen {
        children.append(datatype(node, kind, named: "value" + kind.capitalized))
      } else if let definition = source.type(kind) {
        children += extending(partsOf: node, definition.elements, definition)
      } else {
        var value = datatype(node, kind, named: "valueString")
        value.value = node.text.map { .string($0) }
        children.append(value)
      }
    }
    return FHIRNode(
      name: "extension", isRepeating: true, children: children.attributesFirst, offset: node.offset)
  }

  private mutating func extending(
    partsOf node: FHIRNode, _ elements: TypeDefinition.Elements, _ type: TypeDefinition
  ) -> [FHIRNode] {
    node.children.compactMap { child in
      if child.name == "id" { return child }
      if child.name == "extension" { return repeating(child, "Extension", named: "extension") }
      guard let (place, _) = elements.find(child.name) else { return nil }
      return extending(child, elements[place], type, url: elements[place].name)
    }
  }

  // MARK: - The way back

  /// Takes the extensions of the target's release out of an element, and gives the elements that they hold.
  mutating func takeRestored(
    from node: inout FHIRNode, _ level: Level
  ) -> [(element: ElementDefinition, nodes: [FHIRNode])] {
    let prefix = Self.prefix(target.release) + level.targetPath + "."
    var restored: [(element: ElementDefinition, nodes: [FHIRNode])] = []
    var rest: [FHIRNode] = []
    for child in node.children {
      guard child.name == "extension", let url = child["url"]?.text, url.hasPrefix(prefix),
        let element = level.targetElement(String(url.dropFirst(prefix.count))),
        let found = restore(child, element, level.target)
      else {
        rest.append(child)
        continue
      }
      if let place = restored.firstIndex(where: { $0.element.name == element.name }) {
        restored[place].nodes.append(found)
      } else {
        restored.append((element, [found]))
      }
    }
    node.children = rest
    return restored
  }

  /// The element that an extension holds.
  private mutating func restore(
    _ node: FHIRNode, _ element: ElementDefinition, _ type: TypeDefinition
  ) -> FHIRNode? {
    if let part = element.parts {
      return FHIRNode(
        name: element.name, isRepeating: element.isRepeating,
        children: restore(partsOf: node, type.parts[part], type), offset: node.offset)
    }
    if let value = node.children.first(where: { $0.name.hasPrefix("value") }) {
      let suffix = value.name.dropFirst("value".count)
      let kind = element.types.first { $0.capitalized == suffix } ?? element.types.first ?? ""
      var restored = datatype(value, kind, named: element.name(for: kind))
      restored.isRepeating = element.isRepeating
      return restored
    }
    guard let kind = element.types.first(where: { target.type($0) != nil }),
      let definition = target.type(kind)
    else { return nil }
    return FHIRNode(
      name: element.name(for: kind), isRepeating: element.isRepeating,
      children: restore(partsOf: node, definition.elements, definition), offset: node.offset)
  }

  private mutating func restore(
    partsOf node: FHIRNode, _ elements: TypeDefinition.Elements, _ type: TypeDefinition
  ) -> [FHIRNode] {
    var children: [FHIRNode] = []
    for child in node.children {
      if child.name == "id" { children.append(child) }
      guard child.name == "extension", let name = child["url"]?.text else { continue }
      if name.contains(":") {
        children.append(repeating(child, "Extension", named: "extension"))
      } else if let element = elements.first(where: { $0.name == name }),
        let found = restore(child, element, type)
      {
        children.append(found)
      }
    }
    return children
  }
}

extension [FHIRNode] {
  /// `id`, then extensions, then `url` and value, as `Extension` has them.
  fileprivate var attributesFirst: [FHIRNode] {
    filter { $0.name == "id" } + filter { $0.name == "extension" }
      + filter { $0.name != "id" && $0.name != "extension" }
  }
}

import FHIRSyntax

/// Reads trees by the definitions of a release, as the models of R4 do it by their own: with types,
/// cardinalities, codes and order, for every type of the release.
///
///     var reading = DefinedReading(.r5, arraysAreMarked: format == .json)
///     let tree = reading.resource(root)
///     reading.reading.issues
///
/// What comes out is the tree as JSON and XML both can hold it: numbers, booleans and texts apart,
/// repeating elements marked, everything in the order of the definition. What the release does not
/// define is left out and reported.
struct DefinedReading {
  private(set) var definitions: Definitions
  /// What was wrong.
  var reading: Reading
  private let arraysAreMarked: Bool

  /// A reading by a release; `arraysAreMarked` says whether the tree tells what stood in an array, which
  /// XML does not.
  init(_ release: FHIRRelease, arraysAreMarked: Bool) {
    definitions = Definitions(release)
    reading = Reading(arraysAreMarked: arraysAreMarked)
    self.arraysAreMarked = arraysAreMarked
  }

  /// Reads a resource, the tree's root or one inside it.
  mutating func resource(_ node: FHIRNode) -> FHIRNode {
    guard let type = node.resourceType else {
      reading.report(
        .error, .structure, "A resource is expected; resourceType is missing.", offset: node.offset)
      return node
    }
    guard definitions.hasResource(type), let definition = definitions.type(type) else {
      reading.report(
        .error, .notSupported,
        "The resource type is not one of FHIR \(definitions.release.name).", offset: node.offset)
      return node
    }
    reading.open(node)
    var typed = node
    typed.value = nil
    typed.lacksValue = false
    typed.children = parts(of: node, definition.elements, definition, isResource: true)
    return typed
  }

  // MARK: - Elements

  private mutating func parts(
    of node: FHIRNode, _ elements: TypeDefinition.Elements, _ type: TypeDefinition,
    isResource: Bool = false
  ) -> [FHIRNode] {
    var found: [[FHIRNode]] = Array(repeating: [], count: elements.count)
    for child in node.children {
      guard let (place, kind) = elements.find(child.name) else {
        reading.unknown(child)
        continue
      }
      let element = elements[place]
      let mark = reading.issues.count
      if var typed = taken(child, as: element, after: found[place].count) {
        typed = self.element(typed, element, kind, type)
        typed.isRepeating = element.isRepeating
        found[place].append(typed)
      }
      if reading.issues.count > mark {
        reading.locate(
          from: mark, element.name, element.isRepeating ? max(found[place].count - 1, 0) : nil)
      }
    }
    for (place, element) in elements.enumerated() where element.isRequired && found[place].isEmpty {
      reading.missing(element.name, in: node, decides: isResource || element.isModifier)
    }
    return found.flatMap { $0 }
  }

  /// The child, unless it is one too many.
  private mutating func taken(
    _ child: FHIRNode, as element: ElementDefinition, after count: Int
  ) -> FHIRNode? {
    if element.isRepeating {
      reading.checkIsArray(child)
      return child
    }
    guard count == 0 else {
      reading.report(
        .error, .structure,
        element.isChoice
          ? "Two values are given for one choice; at most one is allowed."
          : "The element occurs more than once; at most one is allowed.", offset: child.offset)
      return nil
    }
    reading.checkIsSingle(child)
    return child
  }

  private mutating func element(
    _ child: FHIRNode, _ element: ElementDefinition, _ kind: String, _ type: TypeDefinition
  ) -> FHIRNode {
    if let parts = element.parts { return complex(child, type.parts[parts], type) }
    switch kind {
    case ElementDefinition.attribute: return attribute(child)
    case "uri" where type.name == "Extension": return attribute(child)
    case "xhtml": return xhtml(child)
    case "Resource" where element.name == "contained": return contained(child)
    case "Resource": return resource(child)
    case "Meta", "Narrative":
      var typed = child
      aside { $0.datatype(&typed, kind) }
      return typed
    default:
      var typed = child
      datatype(&typed, kind)
      if let code = typed.text, !element.allows(code) {
        reading.notInSet(
          child, element.codes?.split(separator: " ").joined(separator: ", ") ?? "",
          decides: element.isModifier)
      }
      return typed
    }
  }

  private mutating func datatype(_ node: inout FHIRNode, _ kind: String) {
    if let definition = definitions.type(kind) {
      node = complex(node, definition.elements, definition)
    } else {
      node = primitive(node, kind)
    }
  }

  private mutating func complex(
    _ node: FHIRNode, _ elements: TypeDefinition.Elements, _ type: TypeDefinition
  ) -> FHIRNode {
    reading.open(node)
    var typed = node
    typed.value = nil
    typed.lacksValue = false
    typed.children = parts(of: node, elements, type)
    return typed
  }

  private mutating func contained(_ node: FHIRNode) -> FHIRNode {
    var typed = node
    isolated { $0.resource(node, into: &typed) }
    return typed
  }

  private mutating func resource(_ node: FHIRNode, into typed: inout FHIRNode) {
    typed = resource(node)
  }

  /// Reads something that is not about the patient; see ``Reading/aside(_:)``.
  private mutating func aside(_ read: (inout DefinedReading) -> Void) {
    let wasAside = reading.beginAside()
    read(&self)
    reading.endAside(wasAside)
  }

  /// Reads something whose errors cost only itself.
  private mutating func isolated(_ read: (inout DefinedReading) -> Void) {
    let hadErrors = reading.hasErrors
    read(&self)
    reading.forgetErrors(since: hadErrors)
  }

  // MARK: - Values

  private mutating func attribute(_ node: FHIRNode) -> FHIRNode {
    var typed = node
    typed.children = []
    typed.lacksValue = false
    switch node.value {
    case .string(let text), .lexical(let text):
      typed.value = .string(text)
      if text.isEmpty { reading.report(.error, .value, "The text is empty.", offset: node.offset) }
    default:
      reading.report(.error, .structure, "A text is expected.", offset: node.offset)
    }
    for child in node.children { reading.unknown(child) }
    return typed
  }

  private mutating func xhtml(_ node: FHIRNode) -> FHIRNode {
    let typed = attribute(node)
    reading.checkNarrative(typed.text, at: node)
    return typed
  }

  private mutating func primitive(_ node: FHIRNode, _ kind: String) -> FHIRNode {
    var typed = node
    typed.value = node.value.flatMap { PrimitiveKind.read($0, as: kind, at: node, &reading) }
    typed.lacksValue = typed.value == nil
    if node.value == nil && node.children.isEmpty {
      reading.report(.warning, .structure, "The element has no value.", offset: node.offset)
    }
    if node.resourceType != nil {
      reading.report(
        .error, .structure, "A resource stands where a value is expected.", offset: node.offset)
    }
    guard !node.children.isEmpty, let element = definitions.type("Extension") else { return typed }
    var parts = node
    parts.children = []
    for child in node.children {
      if child.name == "id" || child.name == "extension" {
        parts.children.append(child)
        continue
      }
      if node.value == nil {
        // An object where a value belongs is a wrong type, not a harmless extra.
        reading.report(
          .error, .structure, "Parts stand where a value of type \(kind) is expected.",
          offset: node.offset)
      }
      reading.unknown(child)
    }
    // Of an extension's elements the first two are what every element has.
    typed.children = self.parts(of: parts, Array(element.elements.prefix(2)), element)
    return typed
  }
}

extension TypeDefinition.Elements {
  /// The place of the element of a name, and the type that it has under that name.
  func find(_ name: String) -> (place: Int, type: String)? {
    for (place, element) in enumerated() {
      if let type = element.type(of: name) { return (place, type) }
    }
    return nil
  }
}

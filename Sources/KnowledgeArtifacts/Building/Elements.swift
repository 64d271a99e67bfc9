import FHIRSyntax

/// Builds the elements of a resource as they stand in it.
///
/// The artifacts are few and of many types, so they are made as trees: a model for each type would cost every
/// start of the program.
///
/// ```swift
/// FHIRNode.resource("ValueSet") {
///   text("id", "outcome")
///   element("compose") { item("include") { text("system", url) } }
/// }
/// ```
///
/// Elements stand in the order of their definition, since XML keeps it. Empty ones leave no trace.
@resultBuilder
enum Elements {
  static func buildExpression(_ node: FHIRNode?) -> [FHIRNode] {
    guard let node, node.value != nil || !node.children.isEmpty || node.resourceType != nil else {
      return []
    }
    return [node]
  }

  static func buildExpression(_ nodes: [FHIRNode]) -> [FHIRNode] { nodes }

  static func buildBlock(_ parts: [FHIRNode]...) -> [FHIRNode] { parts.flatMap { $0 } }

  static func buildOptional(_ part: [FHIRNode]?) -> [FHIRNode] { part ?? [] }

  static func buildEither(first part: [FHIRNode]) -> [FHIRNode] { part }

  static func buildEither(second part: [FHIRNode]) -> [FHIRNode] { part }

  static func buildArray(_ parts: [[FHIRNode]]) -> [FHIRNode] { parts.flatMap { $0 } }
}

extension FHIRNode {
  /// A whole resource.
  static func resource(_ type: String, @Elements _ content: () -> [FHIRNode]) -> FHIRNode {
    FHIRNode(name: "", resourceType: type, children: content())
  }
}

/// A text, code, date or URI; none when there is no text, since FHIR knows no empty ones.
func text(_ name: String, _ text: String?) -> FHIRNode? {
  guard let text, !text.isEmpty else { return nil }
  return FHIRNode(name: name, value: .string(text))
}

/// Texts of an element that repeats.
func texts(_ name: String, _ texts: [String]) -> [FHIRNode] {
  texts.filter { !$0.isEmpty }.map {
    FHIRNode(name: name, value: .string($0), isRepeating: true)
  }
}

/// True or false.
func flag(_ name: String, _ flag: Bool) -> FHIRNode {
  FHIRNode(name: name, value: .boolean(flag))
}

/// A whole number.
func number(_ name: String, _ number: Int?) -> FHIRNode? {
  number.map { FHIRNode(name: name, value: .number(String($0))) }
}

/// An element with parts.
func element(_ name: String, @Elements _ content: () -> [FHIRNode]) -> FHIRNode {
  FHIRNode(name: name, children: content())
}

/// One of an element with parts that repeats.
func item(_ name: String, @Elements _ content: () -> [FHIRNode]) -> FHIRNode {
  FHIRNode(name: name, isRepeating: true, children: content())
}

/// One of a CodeableConcept that repeats, with one coding.
func concept(_ name: String, system: String, code: String, display: String? = nil) -> FHIRNode {
  item(name) {
    item("coding") {
      text("system", system)
      text("code", code)
      text("display", display)
    }
  }
}

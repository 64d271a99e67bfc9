/// One element of a FHIR resource, between the bytes and the typed models.
///
/// JSON and XML spell the same resource differently; both readers produce this tree and both writers
/// consume it, so everything above is written once. The conventions of each format (`_birthDate`, `value`
/// attributes, the wrapper element of a contained resource) end here:
///
///     JSON  "birthDate": "1978", "_birthDate": {"id": "b"}
///     XML   <birthDate id="b" value="1978"/>
///     tree  FHIRNode(name: "birthDate", value: .string("1978"), children: [id "b"])
///
/// Children stand in the order of the source; those that repeat follow each other and share a name.
/// Attributes (`id`, `Extension.url`) are children like any other.
public struct FHIRNode: Sendable {
  /// The value of a primitive element.
  public enum Value: Sendable, Hashable {
    /// A JSON string, without quotes and escapes. A narrative's `div` is one too: its XHTML text.
    case string(String)
    /// A JSON number exactly as written: `1.00` keeps its zeros, `1e3` its exponent.
    case number(String)
    /// A JSON `true` or `false`.
    case boolean(Bool)
    /// The text of an XML `value` attribute; XML does not say whether `5` is a number or a string.
    case lexical(String)
  }

  /// The element's name as FHIR has it, choice suffix included (`valueQuantity`); empty for a root.
  public var name: String
  /// The type when the node is a whole resource, otherwise `nil`.
  public var resourceType: String?
  /// The primitive value; `nil` for complex elements and primitives that have only extensions.
  public var value: Value?
  /// Whether the element is of a primitive type but has no value, only `id` and `extension`.
  ///
  /// JSON says so by holding it as `_birthDate` alone; XML does not tell it from a complex element, so its
  /// reader leaves `false`. Whoever makes such a node must set it, or JSON gets it without the underscore.
  public var lacksValue: Bool
  /// Whether JSON holds the element in an array. XML does not say: its reader sets it where an element
  /// does repeat.
  public var isRepeating: Bool
  /// Elements inside this one.
  public var children: [FHIRNode]
  /// Where the element begins: a byte offset into the source, or -1 for a tree made by the program.
  public var offset: Int

  /// Creates a node; all but the name have the values of an empty element.
  public init(
    name: String, resourceType: String? = nil, value: Value? = nil, lacksValue: Bool = false,
    isRepeating: Bool = false, children: [FHIRNode] = [], offset: Int = -1
  ) {
    self.name = name
    self.resourceType = resourceType
    self.value = value
    self.lacksValue = lacksValue
    self.isRepeating = isRepeating
    self.children = children
    self.offset = offset
  }

  /// The first child of that name.
  public subscript(name: String) -> FHIRNode? {
    children.first { $0.name == name }
  }

  /// The children of that name, in order.
  public func all(_ name: String) -> [FHIRNode] {
    children.filter { $0.name == name }
  }

  /// Whether an element of that name can hold a whole resource: `contained`, `Bundle.entry.resource`,
  /// `Parameters.parameter.resource`, `Bundle.entry.response.outcome` and R5's `Bundle.issues`. Elsewhere
  /// a property `resourceType` is an element like any other (`ExampleScenario.instance.resourceType`).
  static func mayHoldResource(_ name: String) -> Bool {
    switch name {
    case "", "contained", "resource", "outcome", "issues": true
    default: false
    }
  }

  /// The text of the primitive value, whatever its kind.
  public var text: String? {
    switch value {
    case .string(let text), .number(let text), .lexical(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case nil: nil
    }
  }
}

extension FHIRNode: Hashable {
  /// Two trees are equal when they say the same; where they stood in their sources does not matter.
  public static func == (left: FHIRNode, right: FHIRNode) -> Bool {
    left.name == right.name && left.resourceType == right.resourceType && left.value == right.value
      && left.lacksValue == right.lacksValue && left.isRepeating == right.isRepeating
      && left.children == right.children
  }

  /// Feeds everything that ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(resourceType)
    hasher.combine(value)
    hasher.combine(lacksValue)
    hasher.combine(isRepeating)
    hasher.combine(children)
  }
}

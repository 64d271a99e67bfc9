import FHIRSyntax

/// A part of a FHIR resource that can be read from a tree and written back: a data type, a backbone
/// element, a primitive, a whole resource.
///
/// Equality and hashing compare what the elements would write; `Codable` carries the tree through
/// any coder. Both come from this protocol, so that the many generated types stay small.
public protocol FHIRElement: Sendable, Hashable, Codable {
  /// Reads the element from a tree; what is wrong with it is told to `reading`.
  init(from node: FHIRNode, _ reading: inout Reading)
  /// Writes the element as a tree, in the order of the definition.
  func write(as name: String, isRepeating: Bool) -> FHIRNode
}

extension FHIRElement {
  /// The element as a tree of its own: the form that the writers of JSON and XML take.
  public var node: FHIRNode { write(as: "", isRepeating: false) }

  /// Two elements are equal when they write the same tree.
  public static func == (left: Self, right: Self) -> Bool { left.node == right.node }

  /// Feeds the tree that ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}

/// The value of a choice element (`onset[x]`): one case for each type that the definition allows.
public protocol FHIRChoice: Sendable, Hashable {
  /// Reads the value of a choice element; nil if the name is no type of it.
  init?(from node: FHIRNode, _ reading: inout Reading)
  /// Writes the value under its full name (`onsetDateTime`).
  func write() -> FHIRNode
}

extension FHIRChoice {
  /// Two values are equal when they write the same tree.
  public static func == (left: Self, right: Self) -> Bool { left.write() == right.write() }

  /// Feeds the tree that ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(write()) }
}

/// What every resource has (FHIR R4 Resource).
public protocol FHIRResource: FHIRElement {
  /// The name of the resource type.
  static var resourceType: String { get }
  /// The logical id.
  var id: FHIRPrimitive<FHIRID>? { get set }
  /// Version, profiles and tags.
  var meta: R4.Meta? { get set }
  /// Rules that the reader must know in order to understand the content.
  var implicitRules: FHIRPrimitive<FHIRURI>? { get set }
  /// The language of the content.
  var language: FHIRPrimitive<FHIRCode>? { get set }
}

/// What every resource with a narrative has (FHIR R4 DomainResource).
public protocol FHIRDomainResource: FHIRResource {
  /// The narrative.
  var text: R4.Narrative? { get set }
  /// Resources that exist only inside this one.
  var contained: [R4.AnyResource] { get set }
  /// Extensions.
  var `extension`: [R4.Extension] { get set }
  /// Extensions that change the meaning of the resource.
  var modifierExtension: [R4.Extension] { get set }
}

/// Holds an element out of line where two types contain each other.
final class Box<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

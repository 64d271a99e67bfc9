import FHIRSyntax

/// A primitive element: a value that may carry an id and extensions, or have extensions only.
///
///     var status: FHIRPrimitive<FHIRCode> = "final"
///     status.value                       // "final"
///     patient.birthDate?.value?.year     // 1978
///
/// The parameter names the FHIR type and with it the syntax of the text; the value is a `String` for
/// the textual types, `Bool`, `Int32`, ``FHIRDecimal``, ``FHIRDate``, ``FHIRDateTime``,
/// ``FHIRInstant`` or ``FHIRTime`` for the others.
public struct FHIRPrimitive<Kind: FHIRPrimitiveType>: FHIRElement {
  /// The value; nil if the element has only extensions, or if its text was not valid.
  public var value: Kind.Value?
  private var annex: Annex?

  /// What hardly any primitive has; out of line, to keep the others small.
  private final class Annex: Sendable {
    let id: String?
    let extensions: [R4.Extension]
    init(id: String?, extensions: [R4.Extension]) {
      self.id = id
      self.extensions = extensions
    }
  }

  /// Creates a primitive element.
  public init(_ value: Kind.Value?, id: String? = nil, extension: [R4.Extension] = []) {
    self.value = value
    setAnnex(id, `extension`)
  }

  init() {}

  /// The id of the element (`Element.id`), for references within the resource.
  public var id: String? {
    get { annex?.id }
    set { setAnnex(newValue, `extension`) }
  }

  /// The extensions of the element.
  public var `extension`: [R4.Extension] {
    get { annex?.extensions ?? [] }
    set { setAnnex(id, newValue) }
  }

  private mutating func setAnnex(_ id: String?, _ extensions: [R4.Extension]) {
    annex = id == nil && extensions.isEmpty ? nil : Annex(id: id, extensions: extensions)
  }

  /// Reads the primitive; a value that breaks the syntax of its type is noted and left out.
  public init(from node: FHIRNode, _ reading: inout Reading) {
    if let given = node.value {
      value = reading.value(given, as: Kind.self, at: node)
    } else if node.children.isEmpty {
      reading.report(.warning, .structure, "The element has no value.", offset: node.offset)
    }
    if node.resourceType != nil {
      reading.report(
        .error, .structure, "A resource stands where a value is expected.", offset: node.offset)
    }
    guard !node.children.isEmpty else { return }
    var id: String?
    var extensions: [R4.Extension] = []
    for child in node.children {
      switch child.name {
      case "id": reading.attribute(child, &id)
      case "extension": reading.many(child, &extensions)
      default:
        if node.value == nil {
          // An object where a value belongs is a wrong type, not a harmless extra.
          reading.report(
            .error, .structure, "Parts stand where a value of type \(Kind.typeName) is expected.",
            offset: node.offset)
        }
        reading.unknown(child)
      }
    }
    setAnnex(id, extensions)
  }

  /// Writes the primitive with its id and extensions.
  public func write(as name: String, isRepeating: Bool) -> FHIRNode {
    var writing = Writing()
    if let annex {
      writing.attribute("id", annex.id)
      writing.many("extension", annex.extensions)
    }
    var node = writing.element(name, isRepeating)
    node.value = value.map(Kind.written)
    node.lacksValue = value == nil
    return node
  }

  /// Two primitives are equal when value, id and extensions are.
  public static func == (left: Self, right: Self) -> Bool {
    left.value == right.value && left.id == right.id && left.extension == right.extension
  }

  /// Feeds value, id and extensions.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
    hasher.combine(id)
    hasher.combine(`extension`)
  }
}

/// A FHIR primitive type: its name, its values in Swift, and the syntax of its text.
public protocol FHIRPrimitiveType: Sendable {
  /// The Swift type of the values.
  associatedtype Value: Sendable & Hashable
  /// The name in FHIR.
  static var typeName: String { get }
  /// The value that a node of the tree has, or what is wrong with it.
  static func interpret(_ given: FHIRNode.Value) -> PrimitiveReading<Value>
  /// The value as the tree holds it.
  static func written(_ value: Value) -> FHIRNode.Value
}

extension Reading {
  /// The value that a node has by the syntax of a type; one that breaks it is noted and left out.
  mutating func value<Kind: FHIRPrimitiveType>(
    _ given: FHIRNode.Value, as kind: Kind.Type, at node: FHIRNode
  ) -> Kind.Value? {
    func message(_ fault: String) -> String { "Not a valid FHIR \(kind.typeName): \(fault)." }
    switch kind.interpret(given) {
    case .valid(let value): return value
    case .doubtful(let value, let fault):
      report(.warning, .value, message(fault), offset: node.offset)
      return value
    case .remarkable(let value, let remark):
      report(.information, .value, remark, offset: node.offset)
      return value
    case .invalid(let fault):
      report(.error, .value, message(fault), offset: node.offset)
      return nil
    }
  }
}

/// What came of a primitive value.
public enum PrimitiveReading<Value: Sendable>: Sendable {
  /// The value follows the syntax.
  case valid(Value)
  /// The value breaks a rule but means what it says; the text says which rule.
  case doubtful(Value, String)
  /// The value follows the syntax, and a reader should know something about it: a sentence.
  case remarkable(Value, String)
  /// The value cannot be used; the text says why.
  case invalid(String)
}

extension FHIRPrimitive: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
  ExpressibleByExtendedGraphemeClusterLiteral, ExpressibleByStringInterpolation
where Kind.Value == String {
  /// Creates a textual primitive from a literal.
  public init(stringLiteral value: String) { self.init(value) }
}

extension FHIRPrimitive: ExpressibleByBooleanLiteral where Kind.Value == Bool {
  /// Creates a boolean from a literal.
  public init(booleanLiteral value: Bool) { self.init(value) }
}

extension FHIRPrimitive: ExpressibleByIntegerLiteral where Kind.Value == Int32 {
  /// Creates an integer from a literal.
  public init(integerLiteral value: Int32) { self.init(value) }
}

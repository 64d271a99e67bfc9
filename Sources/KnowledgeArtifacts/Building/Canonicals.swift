import CodeLists

/// The canonical URLs of the package.
enum Canonicals {
  /// The base of all of them.
  static let base = CodeLists.base
  /// The version of the artifacts of `Profiles/conformance` and `Profiles/terminology`, and of what is made like
  /// them.
  static let artifactVersion = "1.0.0"

  /// `…/ValueSet/outcome`.
  static func url(_ type: String, _ name: String) -> String { "\(base)/\(type)/\(name)" }

  static func codeSystem(_ name: String) -> String { url("CodeSystem", name) }

  static func valueSet(_ name: String) -> String { url("ValueSet", name) }

  static func structure(_ name: String) -> String { url("StructureDefinition", name) }
}

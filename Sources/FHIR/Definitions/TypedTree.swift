import FHIRSyntax

/// A resource of any type, modelled or not, read by the definitions of its release.
///
///     let tree = try bytes.withUnsafeBytes { try readTree($0) }    // XML
///     let typed = TypedTree(tree, release: .r5)
///     let json = try writeTree(typed.root, as: .json)
///
/// The tree is what JSON and XML both need: numbers, booleans and texts are told apart, repeating elements
/// are marked, everything stands in the order of the definition. Literals stay as written. What the release
/// does not define is left out and reported.
public struct TypedTree: Sendable {
  /// The resource.
  public let root: FHIRNode
  /// The release by whose definitions it was read.
  public let release: FHIRRelease
  /// What is wrong with it, with FHIRPath in the terms of the release that it was written in.
  public let issues: [Issue]

  /// Reads an input by the definitions of a release.
  public init(_ tree: SyntaxTree, release: FHIRRelease) {
    self.init(tree.root, arraysAreMarked: tree.format == .json, release: release)
  }

  /// Reads a tree by the definitions of a release.
  ///
  /// - Parameters:
  ///   - tree: a resource.
  ///   - arraysAreMarked: whether `isRepeating` of the tree is to be held against the definitions: true for
  ///     JSON and for trees made by models, false for XML.
  ///   - release: the release.
  public init(_ tree: FHIRNode, arraysAreMarked: Bool = true, release: FHIRRelease) {
    var reading = DefinedReading(release, arraysAreMarked: arraysAreMarked)
    root = reading.resource(tree)
    if !arraysAreMarked { reading.reading.checkOrder(of: tree, against: root) }
    reading.reading.locate(from: 0, Reading.step(tree.resourceType ?? ""))
    self.release = release
    issues = reading.reading.issues
  }

  private init(root: FHIRNode, release: FHIRRelease, issues: [Issue]) {
    self.root = root
    self.release = release
    self.issues = issues
  }

  /// The same resource in the terms of another release.
  ///
  /// What the other release cannot express is kept in cross-version extensions
  /// (`http://hl7.org/fhir/5.0/StructureDefinition/extension-…`), from which converting back restores it.
  public func converted(to release: FHIRRelease) -> TypedTree {
    guard var conversion = ReleaseConversion(from: self.release, to: release) else {
      return TypedTree(root: root, release: release, issues: issues)
    }
    let converted = conversion.resource(root)
    conversion.reading.locate(from: 0, Reading.step(root.resourceType ?? ""))
    return TypedTree(
      root: converted, release: release, issues: issues + conversion.reading.issues)
  }
}

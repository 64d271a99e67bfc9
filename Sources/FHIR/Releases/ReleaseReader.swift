import FHIRSyntax

/// Reads resources of any release into the models of R4.
///
/// A resource is read as what its sender says it is, or else as the rest of the input; its shape has the last
/// word. Shape is told by the definitions of both releases: by which of them more elements are unknown, of
/// another type, or in an array where one stands alone (fhir/README fact 32, trap T5). What is sound in R4 is
/// read by the models alone, without a look at R5.
struct ReleaseReader {
  /// What became of a resource.
  struct Resource {
    /// The resource in the models.
    var model: R4.AnyResource
    /// Its tree, in the terms of R4.
    var node: FHIRNode
    /// The sender's own, where that is not R4.
    var origin: Origin?
    /// What was wrong, with paths below the resource, in the sender's terms.
    var issues: [Issue]
    /// Whether it must not be used.
    var hasErrors: Bool
    /// How many elements are not of the shape that its release has.
    fileprivate var misfits: Int
  }

  /// For how many resources one release fits better than the other.
  struct Votes: Hashable {
    var r4 = 0
    var r5 = 0
  }

  let arraysAreMarked: Bool
  /// The release that the sender names for the whole input.
  private let declared: FHIRRelease?
  /// Whether what R4 and R5 have alike is read as R5.
  private let prefersR5: Bool
  private(set) var votes = Votes()
  private var r4: DefinedReading?
  private var r5: DefinedReading?
  private var conversion: ReleaseConversion?

  init(arraysAreMarked: Bool, declared: FHIRRelease?, prefersR5: Bool) {
    self.arraysAreMarked = arraysAreMarked
    self.declared = declared
    self.prefersR5 = prefersR5
  }

  /// Reads a resource.
  mutating func read(_ node: FHIRNode) -> Resource {
    let label = declared ?? FHIRRelease(profilesOf: node)
    let isR5 = label.map { $0 == .r5 } ?? prefersR5
    return isR5 ? readPreferringR5(node, label) : readPreferringR4(node, label)
  }

  private mutating func readPreferringR4(_ node: FHIRNode, _ label: FHIRRelease?) -> Resource {
    let asR4 = readR4(node)
    guard asR4.misfits > 0 else { return asR4 }
    let (tree, check) = checkR5(node)
    guard check.misfits < asR4.misfits else { return asR4 }
    votes.r5 += 1
    var resource = readR5(node, tree, check)
    if let label { resource.contradict(label, "R5", asR4.issues) }
    return resource
  }

  private mutating func readPreferringR5(_ node: FHIRNode, _ label: FHIRRelease?) -> Resource {
    let (tree, check) = checkR5(node)
    // Without a label it counts what fits which release.
    if check.misfits == 0 && !check.hasErrors && label != nil { return readR5(node, tree, check) }
    var asR4 = readR4(node)
    if check.misfits < asR4.misfits { votes.r5 += 1 }
    if asR4.misfits < check.misfits { votes.r4 += 1 }
    let isR4 =
      asR4.misfits < check.misfits
      || asR4.misfits == check.misfits && check.hasErrors && !asR4.hasErrors
    guard isR4 else { return readR5(node, tree, check) }
    if let label, check.misfits > 0 { asR4.contradict(label, "R4", check.issues) }
    return asR4
  }

  // MARK: - As R4

  private mutating func readR4(_ node: FHIRNode) -> Resource {
    var reading = Reading(arraysAreMarked: arraysAreMarked)
    let model = R4.AnyResource(from: node, &reading)
    var checked: FHIRNode?
    if case .other = model { checked = checkUnmodelled(node, &reading) }
    let misfits = reading.misfits
    if !arraysAreMarked { reading.checkOrder(of: node, against: checked ?? model.node) }
    return Resource(
      model: model, node: node, issues: reading.issues, hasErrors: reading.hasErrors,
      misfits: misfits)
  }

  /// Checks a resource that no model has read by the definitions of its type; nothing will be taken from it.
  private mutating func checkUnmodelled(_ node: FHIRNode, _ reading: inout Reading) -> FHIRNode {
    var defined = r4.take() ?? DefinedReading(.r4, arraysAreMarked: arraysAreMarked)
    defer { r4 = defined }
    guard let type = node.resourceType, defined.definitions.hasResource(type) else { return node }
    defined.reading = Reading(arraysAreMarked: arraysAreMarked)
    defer { reading = defined.reading }
    return defined.resource(node)
  }

  // MARK: - As R5

  private mutating func checkR5(_ node: FHIRNode) -> (tree: FHIRNode, check: Reading) {
    var reading = r5.take() ?? DefinedReading(.r5, arraysAreMarked: arraysAreMarked)
    reading.reading = Reading(arraysAreMarked: arraysAreMarked)
    let tree = reading.resource(node)
    r5 = reading
    return (tree, reading.reading)
  }

  private mutating func readR5(
    _ node: FHIRNode, _ tree: FHIRNode, _ check: Reading
  ) -> Resource {
    var check = check
    let misfits = check.misfits
    if !arraysAreMarked { check.checkOrder(of: node, against: tree) }
    guard var conversion = conversion.take() ?? ReleaseConversion(from: .r5, to: .r4),
      let definitions = r5?.definitions
    else { return readR4(node) }
    conversion.reading = Reading()
    var sound = tree
    sound.dropContained(with: check.issues)
    let converted = conversion.resource(sound)
    self.conversion = conversion

    let type = converted.resourceType ?? ""
    var reading = Reading()
    // A type that R4 does not have, or that is not modelled, stays as it was sent.
    let isModelled = converted.resourceType != tree.resourceType || R4.resourceTypes.contains(type)
    let model = isModelled ? R4.AnyResource(from: converted, &reading) : .other(tree)
    let origin = Origin(tree, as: converted, definitions)
    var issues = check.issues + conversion.reading.issues
    let known = Set(issues.map(\.expression))
    for issue in reading.issues where !issue.isAboutContained(with: check.issues) {
      var issue = issue
      issue.expression = origin.path(issue.expression)
      if !known.contains(issue.expression) { issues.append(issue) }
    }
    return Resource(
      model: model, node: converted, origin: origin, issues: issues,
      hasErrors: check.hasErrors || conversion.reading.hasErrors || reading.hasErrors,
      misfits: misfits)
  }
}

extension ReleaseReader.Resource {
  /// Says that the sender names another release than the shape shows, and where.
  fileprivate mutating func contradict(
    _ label: FHIRRelease, _ shape: String, _ misfits: [Issue]
  ) {
    var named: Set<Substring> = []
    for issue in misfits where issue.code == .structure || issue.code == .value {
      let element = issue.expression.prefix { $0 != "." && $0 != "[" }
      guard named.insert(element).inserted else { continue }
      issues.append(
        Issue(
          .warning, .structure,
          "The input is said to be FHIR \(label.name), and this is of the shape of \(shape); the resource is "
            + "read as \(shape).", at: String(element), offset: issue.offset))
    }
  }
}

extension Issue {
  /// The step to the contained resource that it is about.
  fileprivate var contained: Substring? {
    expression.hasPrefix("contained[") ? expression.prefix { $0 != "." } : nil
  }

  /// Whether it is about a contained resource that has errors already.
  fileprivate func isAboutContained(with issues: [Issue]) -> Bool {
    guard let contained else { return false }
    return issues.contains { $0.severity >= .error && $0.contained == contained }
  }
}

extension FHIRNode {
  /// Leaves nothing but the id of contained resources with errors, so that nothing is read from them.
  fileprivate mutating func dropContained(with issues: [Issue]) {
    let errors = Set(issues.filter { $0.severity >= .error }.compactMap(\.contained))
    guard !errors.isEmpty else { return }
    var index = 0
    for place in children.indices where children[place].name == "contained" {
      if errors.contains("contained[\(index)]") {
        children[place].children.removeAll { $0.name != "id" }
      }
      index += 1
    }
  }
}

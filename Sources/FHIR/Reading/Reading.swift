import FHIRSyntax

/// The context of reading models from a tree: collects what is wrong instead of stopping at it.
///
///     var reading = Reading()
///     let condition = R4.Condition(from: node, &reading)
///     if reading.hasErrors { … }   // the resource must not be used for decisions
///
/// The place of an issue is put together only when there is one: each level that an issue passes on
/// its way out adds its own step.
public struct Reading: Sendable {
  /// What was found, in the order of the source.
  public private(set) var issues: [Issue] = []
  /// Whether anything was found that makes the content unusable.
  public private(set) var hasErrors = false
  /// How many elements are not what the definition says: unknown, of another type, alone or in an array
  /// where the other is expected. Tells the shape of one release from that of another.
  private(set) var misfits = 0
  /// Whether the tree says what stood in an array; XML does not.
  let arraysAreMarked: Bool
  /// Whether an element is being read that decides nothing, such as a narrative.
  private var isAside = false

  /// More than this says nothing new and makes hostile input expensive.
  static let issueLimit = 100

  /// Starts a reading of one resource.
  ///
  /// - Parameter arraysAreMarked: whether `isRepeating` of the tree is to be held against the
  ///   definition: true for JSON and for trees made by models, false for XML.
  public init(arraysAreMarked: Bool = true) {
    self.arraysAreMarked = arraysAreMarked
  }

  /// Notes an issue; its place is relative to the element that is being read.
  public mutating func report(
    _ severity: Issue.Severity, _ code: Issue.Code, _ message: String, at expression: String = "",
    offset: Int = -1
  ) {
    if !isAside,
      code == .structure || severity >= .error && (code == .value || code == .notSupported)
    {
      misfits += 1
    }
    let severity = isAside ? min(severity, .warning) : severity
    if severity >= .error { hasErrors = true }
    if issues.count == Self.issueLimit {
      issues.append(Issue(.warning, .tooCostly, "Further issues are not listed."))
    }
    guard issues.count < Self.issueLimit else { return }
    issues.append(
      Issue(severity, code, message, at: expression, offset: offset < 0 ? nil : offset))
  }

  /// Puts a step before the place of every issue noted since `mark`.
  mutating func locate(from mark: Int, _ name: String, _ index: Int? = nil) {
    if name.isEmpty { return }
    let step = index.map { "\(name)[\($0)]" } ?? name
    for at in mark..<issues.count {
      let rest = issues[at].expression
      issues[at].expression = rest.isEmpty ? step : step + "." + rest
    }
  }
}

// MARK: - What the generated readers call

extension Reading {
  /// An element of complex type begins.
  mutating func open(_ node: FHIRNode) {
    if node.value != nil {
      report(
        .error, .structure, "A plain value stands where an element with parts is expected.",
        offset: node.offset)
    } else if node.children.isEmpty && node.resourceType == nil {
      report(.warning, .structure, "The element is empty; leave it out.", offset: node.offset)
    }
  }

  /// An element that may occur once.
  @inline(never)
  mutating func one<Element: FHIRElement>(_ node: FHIRNode, _ slot: inout Element?) {
    let mark = issues.count
    if slot != nil {
      report(
        .error, .structure, "The element occurs more than once; at most one is allowed.",
        offset: node.offset)
    } else {
      checkIsSingle(node)
      slot = Element(from: node, &self)
    }
    if issues.count > mark { locate(from: mark, Self.step(node.name)) }
  }

  /// An element that may repeat.
  @inline(never)
  mutating func many<Element: FHIRElement>(_ node: FHIRNode, _ slots: inout [Element]) {
    let mark = issues.count
    checkIsArray(node)
    slots.append(Element(from: node, &self))
    if issues.count > mark { locate(from: mark, Self.step(node.name), slots.count - 1) }
  }

  /// An element about the resource, not about the patient: `meta`, a narrative. What is wrong with it
  /// must not cost the content, so its errors are warnings.
  mutating func aside<Element: FHIRElement>(_ node: FHIRNode, _ slot: inout Element?) {
    let wasAside = beginAside()
    one(node, &slot)
    endAside(wasAside)
  }

  mutating func beginAside() -> Bool {
    defer { isAside = true }
    return isAside
  }

  mutating func endAside(_ wasAside: Bool) {
    isAside = wasAside
  }

  /// Makes errors found after a mark cost less than everything.
  mutating func forgetErrors(since hadErrors: Bool) {
    hasErrors = hadErrors
  }

  /// A contained resource. One with errors stays a tree, so that nothing is mapped from it; the
  /// resource around it remains usable.
  mutating func contained(_ node: FHIRNode, _ slots: inout [R4.AnyResource]) {
    let hadErrors = hasErrors
    hasErrors = false
    many(node, &slots)
    if hasErrors, !slots.isEmpty { slots[slots.count - 1] = .other(node) }
    hasErrors = hadErrors
  }

  /// A choice element; false if the name is no type of it.
  @inline(never)
  mutating func choice<Choice: FHIRChoice>(
    _ node: FHIRNode, _ slot: inout Choice?, _ name: String
  ) -> Bool {
    let mark = issues.count
    guard let value = Choice(from: node, &self) else { return false }
    if slot != nil {
      report(
        .error, .structure, "Two values are given for one choice; at most one is allowed.",
        offset: node.offset)
    } else {
      checkIsSingle(node)
      slot = value
    }
    if issues.count > mark { locate(from: mark, name) }
    return true
  }

  /// An element that is an attribute in XML (`id`, `Extension.url`).
  mutating func attribute(_ node: FHIRNode, _ slot: inout String?) {
    let mark = issues.count
    switch node.value {
    case .string(let text), .lexical(let text):
      if slot != nil {
        report(.error, .structure, "The attribute occurs more than once.", offset: node.offset)
      } else if text.isEmpty {
        report(.error, .value, "The text is empty.", offset: node.offset)
      } else {
        slot = text
      }
    default:
      report(.error, .structure, "A text is expected.", offset: node.offset)
    }
    for child in node.children { unknown(child) }
    if issues.count > mark { locate(from: mark, Self.step(node.name)) }
  }

  /// The narrative's XHTML.
  mutating func xhtml(_ node: FHIRNode, _ slot: inout String?) {
    attribute(node, &slot)
    let mark = issues.count
    checkNarrative(slot, at: node)
    locate(from: mark, Self.step(node.name))
  }

  /// A code that the definition binds to a set.
  mutating func code(
    _ node: FHIRNode, _ slot: inout FHIRPrimitive<FHIRCode>?, of codes: [String], decides: Bool
  ) {
    let mark = issues.count
    one(node, &slot)
    if issues.count == mark, let code = slot?.value, !codes.contains(code) {
      notInSet(node, codes.joined(separator: ", "), decides: decides)
      locate(from: mark, Self.step(node.name))
    }
  }

  /// Codes that the definition binds to a set.
  mutating func codes(
    _ node: FHIRNode, _ slots: inout [FHIRPrimitive<FHIRCode>], of codes: [String], decides: Bool
  ) {
    let mark = issues.count
    many(node, &slots)
    if issues.count == mark, let code = slots.last?.value, !codes.contains(code) {
      notInSet(node, codes.joined(separator: ", "), decides: decides)
      locate(from: mark, Self.step(node.name), slots.count - 1)
    }
  }

  /// A required element that the source lacks.
  mutating func missing(_ name: String, in node: FHIRNode, decides: Bool) {
    report(
      decides ? .error : .warning, .required, "The element is required.", at: name,
      offset: node.offset)
  }

  /// An element that the definition does not have.
  mutating func unknown(_ node: FHIRNode) {
    // Left over from DSTU2; comments never carry meaning.
    if node.name == "fhir_comments" { return }
    report(
      .warning, .structure, "The element is not part of the definition; it was not read.",
      at: Self.step(node.name), offset: node.offset)
  }

  /// A value of a type that this release does not have; it is kept as it is.
  mutating func unmodelled(_ node: FHIRNode) {
    report(
      .information, .notSupported, "The value has a type that FHIR R4 does not have.",
      offset: node.offset)
  }

  /// A resource that stays a tree.
  mutating func unmodelledResource(_ node: FHIRNode) {
    guard let type = node.resourceType else {
      report(
        .error, .structure, "A resource is expected; resourceType is missing.", offset: node.offset)
      return
    }
    if !R4.resourceTypes.contains(type) {
      report(
        .error, .notSupported, "The resource type is not one of FHIR R4.", offset: node.offset)
    }
    if let id = node["id"] {
      var slot: FHIRPrimitive<FHIRID>?
      one(id, &slot)
    }
  }

  /// Whether the name is that of a choice element with some type: `valueRatioRange`.
  static func isChoice(_ name: String, of base: String) -> Bool {
    guard name.hasPrefix(base), let first = name.utf8.dropFirst(base.utf8.count).first else {
      return false
    }
    return first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z")
  }

  /// JSON holds an element that may repeat in an array, even if there is only one.
  mutating func checkIsArray(_ node: FHIRNode) {
    guard !node.isRepeating && arraysAreMarked else { return }
    report(
      .error, .structure, "The element stands alone; an array is expected, even for one item.",
      offset: node.offset)
  }

  /// JSON holds an element that may not repeat by itself.
  mutating func checkIsSingle(_ node: FHIRNode) {
    guard node.isRepeating && arraysAreMarked else { return }
    report(
      .error, .structure, "The element stands in an array; a single one is expected.",
      offset: node.offset)
  }

  /// A code that is not in the set of its binding.
  mutating func notInSet(_ node: FHIRNode, _ codes: String, decides: Bool) {
    report(
      decides ? .error : .warning, .codeInvalid, "The code is not one of: \(codes).",
      offset: node.offset)
  }

  /// An element's name as a step of a path. Names come from the input, so one that could not be
  /// FHIR's is not repeated.
  static func step(_ name: String) -> String {
    let isName =
      !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
          || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
          || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "_")
      }
    return isName ? name : ""
  }
}

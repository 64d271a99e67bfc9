import FHIRSyntax

/// Makes entries out of a scanned input: unfolds Bundles and Parameters, reads the resources.
struct SubmissionReader {
  private var resources: ReleaseReader
  /// Whether what the releases have alike is read as R5.
  let prefersR5: Bool
  private(set) var root = Submission.Root.bundle(nil)
  private(set) var bundle: R4.Bundle?
  var entries: [Submission.Entry] = []
  private(set) var issues: [Issue] = []
  private var scopes = 0
  /// Whether rules that are not known stand over everything.
  private(set) var isBarred = false
  /// The type of the Bundle of each scope.
  private(set) var bundleTypes: [String?] = []

  /// For how many resources one release fits better than the other.
  var votes: ReleaseReader.Votes { resources.votes }

  init(format: FHIRFormat, declared: FHIRRelease?, prefersR5: Bool = false) {
    self.prefersR5 = prefersR5
    resources = ReleaseReader(
      arraysAreMarked: format == .json, declared: declared, prefersR5: prefersR5)
  }

  /// Says that resources of different releases stand side by side.
  mutating func noteMixture() {
    issues.append(
      Issue(
        .information, .informational,
        "Some resources are of the shape of FHIR R4, others of that of R5; each is read as what it is."
      ))
  }

  mutating func read(_ input: ScannedInput) {
    for defect in input.issues {
      issues.append(Issue(defect, .warning))
    }
    switch input.root.resourceType {
    case "Bundle":
      let header = readHeader(input.root, at: "Bundle")
      root = .bundle(header.type.value)
      bundle = header
      let scope = addScope(header.type.value)
      for entry in input.entries {
        add(entry, in: "Bundle", scope)
      }
      checkFirst(of: "Bundle", header.type.value)
    case "Parameters":
      root = .parameters
      checkMeaning(ofShell: input.root, at: "Parameters")
      checkParameters(input.root)
      addParameters(input.root.all("parameter"), at: "Parameters", "parameter", addScope(nil))
    default:
      let type = input.root.resourceType ?? ""
      root = .resource(type)
      let scope = addScope(nil)
      for entry in input.entries {
        add(
          entry, at: Submission.Place(parent: Reading.step(type), index: nil), scope,
          entry.resource ?? input.root)
      }
    }
  }

  /// Whether the input is one resource by itself, and one that cannot be used.
  var isOnlyResourceUnusable: Bool {
    guard case .resource = root, case .unusable? = entries.first?.content else { return false }
    return true
  }

  // MARK: - Bundles and Parameters

  private mutating func addScope(_ type: String?) -> Int {
    bundleTypes.append(type)
    return bundleTypes.count - 1
  }

  private mutating func readHeader(_ node: FHIRNode, at path: String) -> R4.Bundle {
    var shell = node
    shell.children.removeAll { $0.name == "entry" }
    let read = resources.read(shell)
    issues += read.issues.map { $0.located(at: path) }
    checkMeaning(ofShell: shell, at: path)
    if case .bundle(let header) = read.model { return header }
    return R4.Bundle()
  }

  private mutating func checkMeaning(ofShell node: FHIRNode, at path: String) {
    var shell = node
    shell.children.removeAll { $0.name == "entry" || $0.name == "parameter" }
    var reading = Reading()
    reading.checkMeaning(of: shell)
    guard reading.hasErrors else { return }
    reading.locate(from: 0, path)
    isBarred = true
    issues += reading.issues.map { issue in
      var issue = issue
      issue.severity = .fatal
      return issue
    }
  }

  /// A document begins with its Composition, a message with its header (invariants bdl-11, bdl-12).
  private mutating func checkFirst(of path: String, _ type: String?) {
    let expected: String
    switch type {
    case "document": expected = "Composition"
    case "message": expected = "MessageHeader"
    default: return
    }
    guard entries.first?.resourceType != expected else { return }
    issues.append(
      Issue(
        .warning, .invariant,
        "The first entry of a \(expected == "Composition" ? "document" : "message") must be a "
          + "\(expected).", at: path + ".entry[0].resource"))
  }

  private mutating func add(_ entry: ScannedEntry, in parent: String, _ scope: Int) {
    let place = Submission.Place(parent: parent, index: entry.index)
    add(entry, at: place, scope, entry.resource)
  }

  private mutating func addNested(_ node: FHIRNode, at path: String) {
    let header = readHeader(node, at: path)
    let scope = addScope(header.type.value)
    for (index, entry) in node.all("entry").enumerated() {
      add(ScannedEntry(entry, at: index), in: path, scope)
    }
  }

  private mutating func addParameters(
    _ parameters: [FHIRNode], at path: String, _ name: String, _ scope: Int
  ) {
    for (index, parameter) in parameters.enumerated() {
      let here = "\(path).\(name)[\(index)]"
      if let resource = parameter["resource"] {
        if resource.resourceType == "Bundle" {
          addNested(resource, at: here + ".resource")
        } else {
          add(
            ScannedEntry(
              index: -1, resourceType: resource.resourceType, id: resource["id"]?.text,
              resource: resource, offset: resource.offset),
            at: Submission.Place(parent: here + ".resource", index: nil), scope, resource)
        }
      }
      addParameters(parameter.all("part"), at: here, "part", scope)
    }
  }

  /// Says what is wrong with Parameters beside the resources in them, which is never used.
  private mutating func checkParameters(_ root: FHIRNode) {
    var reading = Reading(arraysAreMarked: resources.arraysAreMarked)
    if root.children.isEmpty {
      reading.report(.information, .informational, "The resource has no content.")
    }
    let wasAside = reading.beginAside()
    _ = R4.Parameters(from: root.withoutResources, &reading)
    reading.endAside(wasAside)
    reading.locate(from: 0, "Parameters")
    issues += reading.issues
  }

  // MARK: - Entries

  private mutating func add(
    _ scanned: ScannedEntry, at place: Submission.Place, _ scope: Int, _ node: FHIRNode?
  ) {
    let searchMode = scanned.entry["search"]?["mode"]?.text
    let method = scanned.entry["request"]?["method"]?.text
    var found: [Issue] = []
    var content: Submission.Content
    // The resource in the terms of R4, and as it was sent where that is something else.
    var read: FHIRNode? = node
    var origin: Origin?
    if let defect = scanned.defect {
      found.append(Issue(defect, .error, at: place.path))
      content = .unusable
    } else if method == "DELETE" {
      content = .notPresent(.deleted)
    } else if method == "PATCH" {
      content = .notPresent(.patch)
    } else if let node {
      if node.resourceType == "Bundle" {
        addNested(node, at: place.path)
        return
      }
      let resource = resources.read(node)
      read = resource.node
      origin = resource.origin
      found += resource.issues.map { $0.located(at: place.path) }
      let isSound = checkMeaning(of: node, scanned.entry, place, &found)
      content =
        resource.hasErrors || !isSound || isBarred ? .unusable : .resource(resource.model)
      if node.resourceType == "Parameters" {
        addParameters(node.all("parameter"), at: place.path, "parameter", scope)
      }
    } else {
      content = scanned.resourceType == nil ? .notPresent(.empty) : .unread
    }
    if searchMode == "outcome" { content = .notPresent(.searchOutcome) }
    checkFullURL(scanned, place, &found)
    checkEntry(scanned, node, place, &found)
    let request = scanned.entry["request"]?["url"]?.text
    entries.append(
      Submission.Entry(
        position: entries.count,
        fullURL: scanned.fullUrl ?? (method == "DELETE" ? request : nil),
        resourceType: scanned.resourceType, id: scanned.id, content: content,
        standing: read.map(Standing.init(of:)) ?? .stated, issues: found,
        unrecognized: scanned.unrecognized, searchMode: searchMode, node: read, place: place,
        origin: origin, scope: scope, subject: Self.subject(of: scanned, read),
        version: Self.version(of: node, scanned.entry),
        containedPlaces: Submission.Entry.containedPlaces(in: read)))
  }

  /// Looks for what may turn the meaning of an entry around; whether there is nothing.
  private func checkMeaning(
    of node: FHIRNode, _ entry: FHIRNode, _ place: Submission.Place, _ found: inout [Issue]
  ) -> Bool {
    var reading = Reading()
    reading.checkMeaning(of: node)
    reading.checkIdentities(of: node)
    reading.locate(from: 0, place.path)
    if entry["modifierExtension"] != nil {
      let mark = reading.issues.count
      reading.checkMeaning(of: FHIRNode(name: "", children: entry.all("modifierExtension")))
      reading.locate(from: mark, place.entryPath)
    }
    found += reading.issues
    return !reading.hasErrors
  }

  /// Invariant bdl-8 and the rules on fullUrl: it must not contradict type and id.
  private func checkFullURL(
    _ scanned: ScannedEntry, _ place: Submission.Place, _ found: inout [Issue]
  ) {
    guard let url = scanned.fullUrl else { return }
    if Self.isBadUUID(url) {
      found.append(
        Issue(
          .warning, .value, "After urn:uuid: there must be a UUID: 8-4-4-4-12 hexadecimal digits.",
          at: place.entryPath + ".fullUrl", offset: scanned.offset < 0 ? nil : scanned.offset))
    }
    if !ReferenceTarget.isAbsolute(url) && !url.hasPrefix("urn:") {
      found.append(
        Issue(
          .warning, .value, "fullUrl must be an absolute address or a urn.",
          at: place.entryPath + ".fullUrl", offset: scanned.offset < 0 ? nil : scanned.offset))
    }
    guard let id = scanned.id, let type = scanned.resourceType,
      ReferenceTarget.base(of: url) != nil
    else { return }
    let (address, _) = ReferenceTarget.splitVersion(url)
    if !address.hasSuffix("/\(type)/\(id)") {
      found.append(
        Issue(
          .warning, .conflict, "fullUrl does not end in the type and id of the resource.",
          at: place.entryPath + ".fullUrl", offset: scanned.offset < 0 ? nil : scanned.offset))
    }
  }

  private static func version(of node: FHIRNode?, _ entry: FHIRNode) -> Submission.Version {
    let meta = node?["meta"]
    let updated = meta?["lastUpdated"]?.text ?? entry["response"]?["lastModified"]?.text
    return Submission.Version(
      id: meta?["versionId"]?.text,
      updated: updated.flatMap(FHIRDateTime.init(lenient:))?.secondsSinceEpoch)
  }

  private static func subject(
    of scanned: ScannedEntry, _ node: FHIRNode?
  ) -> Submission.SubjectReference {
    guard let type = node?.resourceType ?? scanned.resourceType else { return .inapplicable }
    if type == "Patient" { return .itself }
    guard let node else {
      return scanned.subject.map { .reference($0) } ?? without(type)
    }
    guard let subject = node["subject"] ?? node["patient"] else { return without(type) }
    return subject["reference"]?.text.map { .reference($0) } ?? .unresolvable
  }

  private static func without(_ type: String) -> Submission.SubjectReference {
    Submission.typesWithSubject.contains(type) ? .missing : .inapplicable
  }
}

extension Submission {
  /// Modelled types that say something about a patient and so must name one. Compositions, lists and
  /// devices may stand for themselves.
  static let typesWithSubject: Set<String> = [
    "AllergyIntolerance", "BodyStructure", "Condition", "DeviceAssociation", "DeviceUsage",
    "DeviceUseStatement", "DiagnosticReport", "Encounter", "ImagingStudy",
    "MedicationAdministration", "MedicationRequest",
    "MedicationStatement", "Observation", "Procedure", "QuestionnaireResponse", "ServiceRequest",
  ]
}

extension FHIRNode {
  /// The tree without the resources inside it.
  fileprivate var withoutResources: FHIRNode {
    var node = self
    node.children = children.compactMap { $0.resourceType == nil ? $0.withoutResources : nil }
    return node
  }
}

extension ScannedInput {
  /// A whole tree as the scan would give it, with nothing left out.
  public init(_ tree: SyntaxTree) {
    guard tree.root.resourceType == "Bundle" else {
      let entry = ScannedEntry(
        index: -1, resourceType: tree.root.resourceType, id: tree.root["id"]?.text,
        resource: tree.root, offset: tree.root.offset)
      self.init(format: tree.format, root: tree.root, entries: [entry], issues: tree.issues)
      return
    }
    var root = tree.root
    root.children.removeAll { $0.name == "entry" }
    let entries = tree.root.all("entry").enumerated().map { ScannedEntry($1, at: $0) }
    self.init(format: tree.format, root: root, entries: entries, issues: tree.issues)
  }
}

extension ScannedEntry {
  fileprivate init(_ node: FHIRNode, at index: Int) {
    let resource = node["resource"]
    var entry = node
    entry.children.removeAll { $0.name == "resource" }
    self.init(
      index: index, fullUrl: node["fullUrl"]?.text, resourceType: resource?.resourceType,
      id: resource?["id"]?.text, resource: resource, entry: entry, offset: node.offset)
  }
}

extension Issue {
  /// A defect that the syntax found.
  init(_ error: SyntaxError, _ severity: Severity, at path: String = "") {
    self.init(
      severity, .structure, error.message, at: error.path ?? path,
      offset: error.offset < 0 ? nil : error.offset, line: error.position?.line,
      column: error.position?.column)
  }
}

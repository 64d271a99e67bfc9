import FHIR
import FHIRSyntax

/// What of the input a document carries along.
public enum EvidenceScope: String, Sendable, Hashable, CaseIterable {
  /// The patient only.
  case none
  /// The patient and the resources that the guidance refers to.
  case used
  /// Everything that the input holds about the patient, whether the guidance rests on it or not.
  case all
}

/// The resources of the input that go into a document, under full URLs of their own.
///
/// A document's references have to lead to its own entries, so every included resource gets a `urn:uuid:` and every
/// reference to it is changed to that. References to what is not included stay as the sender wrote them.
struct DocumentEvidence {
  /// A resource of the input as it goes into the document.
  struct Item {
    let url: String
    let resourceType: String
    let tree: FHIRNode
  }

  /// The Patient resource, where the input holds one that can be used.
  private(set) var patient: Item?
  /// The other resources, in the order of the input.
  private(set) var items: [Item] = []
  /// What could not be carried along, one sentence each.
  private(set) var remarks: [String] = []

  private let input: DocumentInput
  private var urls: [Int: String] = [:]
  private var placesByName: [String: [Int]] = [:]

  /// Chooses and prepares what a guidance needs.
  init(
    _ scope: EvidenceScope, of input: DocumentInput, for guidance: FHIRNode,
    _ identity: PackageIdentity
  ) {
    self.input = input
    for entry in input.entries {
      for name in Set([entry.reference, entry.fullURL ?? entry.reference]) {
        placesByName[name, default: []].append(entry.position)
      }
    }
    var taken: Set<String> = []
    for place in places(scope, guidance) {
      let entry = input.submission.entries[place]
      var url = entry.fullURL ?? ""
      if !url.hasPrefix("urn:uuid:") || !taken.insert(url).inserted {
        url = identity.url(entry.path)
        taken.insert(url)
      }
      urls[place] = url
    }
    for place in urls.keys.sorted() { include(place) }
  }

  private static let packaging: Set<String> = [
    "Bundle", "Composition", "MessageHeader", "OperationOutcome", "Parameters",
  ]

  private func places(_ scope: EvidenceScope, _ guidance: FHIRNode) -> Set<Int> {
    var places: Set<Int> = []
    if let patient = input.subject?.patient { places.insert(patient) }
    switch scope {
    case .none: break
    case .used: places.formUnion(guidance.literalReferences.compactMap(place))
    case .all: places.formUnion(input.entries.map(\.position))
    }
    return places.filter { place in
      let entry = input.submission.entries[place]
      guard case .resource = entry.content, entry.node != nil else { return false }
      return !Self.packaging.contains(entry.resourceType ?? "")
    }
  }

  private mutating func include(_ place: Int) {
    let entry = input.submission.entries[place]
    guard let node = entry.node, let url = urls[place], let type = entry.resourceType else {
      return
    }
    let typed = TypedTree(node, arraysAreMarked: input.format == .json, release: .r4)
    if typed.issues.contains(where: { $0.severity >= .error }) {
      remarks.append(
        "\(entry.path): parts of it are not valid FHIR R4 and were left out of this document.")
    }
    let tree = typed.root.replacingReferences { reference in
      switch input.submission.resolve(
        R4.Reference(reference: FHIRPrimitive(reference.text)), from: entry)
      {
      case .entry(let target): target == place && reference.text == "#" ? nil : urls[target]
      default: nil
      }
    }
    let item = Item(url: url, resourceType: type, tree: tree)
    if place == input.subject?.patient { patient = item } else { items.append(item) }
  }

  /// The full URL in the document of what the guidance refers to; `nil` when it is not included.
  func url(of reference: FHIRNode.LiteralReference) -> String? {
    place(of: reference).flatMap { urls[$0] }
  }

  /// Two resources of one name are told apart by the path that was read; without it, nothing is guessed.
  private func place(of reference: FHIRNode.LiteralReference) -> Int? {
    let named = placesByName[reference.text] ?? []
    if named.count == 1 { return named.first }
    guard let path = reference.evidencePath else { return nil }
    return named.first { place in
      let start = input.submission.entries[place].path
      return path == start || path.hasPrefix(start + ".")
    }
  }
}

/// The input as a document needs it.
public struct DocumentInput: Sendable {
  /// The input; for ``EvidenceScope/all`` one that was read in full.
  public let submission: Submission
  /// The patient; `nil` when the input names none.
  public let subject: Submission.Subject?
  /// The format of the input.
  public let format: FHIRFormat

  /// Creates a document's input.
  public init(submission: Submission, subject: Submission.Subject?, format: FHIRFormat) {
    self.submission = submission
    self.subject = subject
    self.format = format
  }

  /// What the input holds about the patient, what belongs to nobody included.
  var entries: [Submission.Entry] {
    guard let subject else { return [] }
    let places = Set(subject.entries + submission.shared + [subject.patient].compactMap { $0 })
    return places.sorted().map { submission.entries[$0] }
  }
}

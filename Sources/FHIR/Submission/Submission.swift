import FHIRSyntax

/// An input as the mapping needs it: who it is about, which resources can be used, which cannot and why.
///
///     let submission = Submission(try scan(bytes, selector: terminology))
///     for subject in submission.subjects {
///       for entry in submission.entries(of: subject) where !entry.standing.isSetAside {
///         if case .condition(let condition)? = entry.resource { … }
///       }
///     }
///
/// A Bundle of any type, a bare resource, and Parameters that hold either come out the same: as entries
/// in the order of the input, each with its place (`Bundle.entry[3].resource`). Nothing is dropped: an
/// entry that is no present data says so in its ``Entry/content``.
public struct Submission: Sendable {
  /// What the outermost resource was.
  public enum Root: Sendable, Hashable {
    /// A Bundle with its type; nil if the type is missing.
    case bundle(String?)
    /// Parameters.
    case parameters
    /// A resource by itself, with its type.
    case resource(String)

    /// The name of the outermost resource, as FHIRPath begins with it.
    public var name: String {
      switch self {
      case .bundle: "Bundle"
      case .parameters: "Parameters"
      case .resource(let type): Reading.step(type)
      }
    }
  }

  /// What the outermost resource was.
  public let root: Root
  /// The outermost Bundle without its entries.
  public let bundle: R4.Bundle?
  /// The header of a message.
  public let messageHeader: R4.MessageHeader?
  /// The resources, in the order of the input.
  public let entries: [Entry]
  /// The patients that the entries are about, in order of first appearance.
  public let subjects: [Subject]
  /// Entries that are about somebody, or should be, without saying about whom.
  public let unattributed: [Unattributed]
  /// Entries that belong to no patient: medications, organizations, devices without an owner.
  public let shared: [Int]
  /// What was found outside the entries; what was found in an entry stands there.
  public let issues: [Issue]
  /// Whether anything of the input may be used. Nothing may when rules that are not known stand over a Bundle, or when
  /// a resource that came alone has errors.
  public let isUsable: Bool
  /// The release of the input: what the sender says that it is, or else what most of it is by its shape.
  public let release: FHIRRelease
  let index: ReferenceIndex

  /// Puts an input together that was scanned.
  ///
  /// - Parameters:
  ///   - scanned: the input.
  ///   - release: the release that its sender names, by a content type or otherwise; nil to find out. The
  ///     shape of each resource has the last word; what contradicts the sender is reported.
  public init(_ scanned: ScannedInput, release: FHIRRelease? = nil) {
    let declared = release ?? FHIRRelease(profilesOf: scanned.root)
    var reader = SubmissionReader(format: scanned.format, declared: declared)
    reader.read(scanned)
    if declared == nil, reader.votes.r5 > 0 {
      // There is something of R5 in it: what both releases have alike is read as most of the rest is.
      var other = SubmissionReader(format: scanned.format, declared: nil, prefersR5: true)
      other.read(scanned)
      if other.votes.r5 > other.votes.r4 { reader = other }
      if other.votes.r4 > 0 { reader.noteMixture() }
    }
    self.init(reader, declared ?? (reader.prefersR5 ? .r5 : .r4))
  }

  /// Puts an input together that was read as a whole tree.
  public init(_ tree: SyntaxTree, release: FHIRRelease? = nil) {
    self.init(ScannedInput(tree), release: release)
  }

  private init(_ reader: SubmissionReader, _ release: FHIRRelease) {
    var reader = reader
    reader.settleVersions()
    self.release = release
    index = ReferenceIndex(reader.entries)
    let attribution = Attribution(reader.entries, index, root: reader.root.name)
    root = reader.root
    bundle = reader.bundle
    messageHeader =
      reader.entries.lazy.compactMap { entry in
        if case .messageHeader(let header)? = entry.resource { header } else { nil }
      }.first
    entries = attribution.entries
    subjects = attribution.subjects
    unattributed = attribution.unattributed
    shared = attribution.shared
    issues = reader.issues + attribution.issues
    var isOwned = Array(repeating: false, count: entries.count)
    for subject in subjects {
      for place in subject.entries { isOwned[place] = true }
    }
    sharedIssues =
      issues + entries.lazy.filter { !isOwned[$0.position] }.flatMap(\.issues)
    isUsable = !reader.isBarred && !reader.isOnlyResourceUnusable
  }

  /// The entries about a patient, the Patient resource among them.
  public func entries(of subject: Subject) -> [Entry] { subject.entries.map { entries[$0] } }

  /// Identifier, type and time that a caller's message or Bundle was sent with, to echo in an answer.
  public var requestIdentifier: R4.Identifier? {
    if let identifier = bundle?.identifier { return identifier }
    guard let id = messageHeader?.id?.value else { return nil }
    return R4.Identifier(value: FHIRPrimitive(id))
  }

  /// The id by which an answer names the message: the header's, or that of its full URL (`urn:uuid:…`).
  public var messageID: String? {
    let header = entries.first { entry in
      if case .messageHeader? = entry.resource { true } else { false }
    }
    guard let header else { return nil }
    if let id = header.id { return id }
    guard let url = header.fullURL, url.hasPrefix("urn:uuid:") else { return nil }
    return String(url.dropFirst("urn:uuid:".count))
  }

  /// When the Bundle was assembled.
  public var timestamp: FHIRInstant? { bundle?.timestamp?.value }

  /// All issues, those of the entries included.
  public var allIssues: [Issue] {
    issues + entries.flatMap(\.issues) + unattributed.compactMap(\.issue)
  }

  /// What concerns every patient: issues outside the entries, and of entries that belong to nobody.
  ///
  /// Of a resource that names no patient nothing is said here: who else is in the input decides what that means.
  public let sharedIssues: [Issue]
}

extension Submission {
  /// One resource of the input.
  public struct Entry: Sendable {
    /// The place in ``Submission/entries``.
    public internal(set) var position = 0
    /// The place in the input: `Bundle.entry[3].resource`, or the type of a bare resource.
    public var path: String { place.path }
    /// `Bundle.entry.fullUrl`
    public let fullURL: String?
    /// The type of the resource; nil for an entry without one.
    public let resourceType: String?
    /// The id of the resource.
    public let id: String?
    /// What the entry holds.
    public internal(set) var content: Content
    /// What its status makes of it.
    public let standing: Standing
    /// What is wrong with it.
    public internal(set) var issues: [Issue]
    /// Codings of the code element of an ``Content/unread`` resource: none of them is known.
    public let unrecognized: [ScannedCoding]
    /// The value of `search.mode`: `match`, `include` or `outcome`.
    public let searchMode: String?

    /// The resource in the terms of R4, whether it can be used or not; nil for one that the scan left out.
    public let node: FHIRNode?

    let place: Place
    /// The resource in the terms of its sender, where these are not R4's.
    let origin: Origin?
    /// Which Bundle it is in: references resolve there first.
    let scope: Int
    let subject: SubjectReference
    let version: Version
    /// Where each contained resource stands among all of them; nil for an id that several have.
    let containedPlaces: [String: Int?]

    /// How an answer names the resource: `Condition/dvt`, or `urn:uuid:…` where the full URL is one.
    public var reference: String {
      if let fullURL, fullURL.hasPrefix("urn:") { return fullURL }
      if let resourceType, let id { return "\(resourceType)/\(id)" }
      return fullURL ?? path
    }

    /// The resource, if it is there and may be used.
    public var resource: R4.AnyResource? {
      if case .resource(let resource) = content { resource } else { nil }
    }

    /// The path in the input of an element, by its path below the resource in the terms of R4: `performed` of
    /// a Procedure of R5 is at `Bundle.entry[3].resource.occurrence`.
    public func path(ofElement element: String) -> String {
      "\(path).\(origin?.path(element) ?? element)"
    }
  }

  /// What an entry holds.
  public enum Content: Sendable {
    /// A resource that was read without errors.
    case resource(R4.AnyResource)
    /// A resource that must not be used; the entry's issues say why.
    case unusable
    /// No present data.
    case notPresent(Absence)
    /// A resource that the scan left out: its type or its codes do not matter here.
    case unread
  }

  /// Why an entry is no present data.
  public enum Absence: String, Sendable, Hashable {
    /// The request deletes the resource.
    case deleted
    /// The request changes parts of a resource that is elsewhere.
    case patch
    /// A newer version of the same resource is in the Bundle.
    case superseded
    /// The same resource with the same content came before.
    case duplicate
    /// A search's note about itself.
    case searchOutcome
    /// The entry has no resource.
    case empty
  }

  /// Someone the input is about.
  public struct Subject: Sendable {
    /// How the input refers to the patient: for `GuidanceResponse.subject`.
    public let reference: R4.Reference
    /// The place of the Patient resource in ``Submission/entries``, if the input holds one.
    public let patient: Int?
    /// The patient that a resource contains in itself.
    public let containedPatient: R4.Patient?
    /// The places of the patient's entries in ``Submission/entries``, in order.
    public let entries: [Int]
  }

  /// An entry that cannot be given to a patient.
  public struct Unattributed: Sendable, Hashable {
    /// Why not.
    public enum Reason: String, Sendable, Hashable {
      /// It names no subject.
      case noSubject
      /// It names the subject in a way that leads nowhere: by identifier, by name, by a search.
      case unresolvable
      /// Its subject is no patient: a group, a device, a place.
      case notPatient
    }

    /// The place in ``Submission/entries``.
    public let entry: Int
    /// Why not.
    public let reason: Reason
    /// What is to be said about it; nil for a resource that the scan left out.
    public let issue: Issue?
  }

  /// Where an entry stands; the text is made only when asked for.
  struct Place: Sendable {
    var parent: String
    var index: Int?
    var path: String { index.map { "\(parent).entry[\($0)].resource" } ?? parent }
    /// The entry itself, for issues that are not about its resource.
    var entryPath: String { index.map { "\(parent).entry[\($0)]" } ?? parent }
  }

  /// Which of several versions of a resource is the newest.
  struct Version: Sendable {
    var id: String?
    var updated: Int?
  }

  /// What a resource says about its subject.
  enum SubjectReference: Sendable, Hashable {
    case reference(String)
    case unresolvable
    /// The element is missing although the type has one.
    case missing
    /// The type has no subject.
    case inapplicable
    /// It is the patient.
    case itself
  }
}

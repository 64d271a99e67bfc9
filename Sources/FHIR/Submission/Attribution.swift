import FHIRSyntax

/// Gives each entry to the patient it is about; resources of different patients never mix.
struct Attribution {
  private(set) var entries: [Submission.Entry]
  private(set) var unattributed: [Submission.Unattributed] = []
  private(set) var shared: [Int] = []
  private(set) var issues: [Issue] = []
  private let index: ReferenceIndex
  private var groups: [Group] = []
  private var groupOf: [String: Int] = [:]

  private struct Group {
    var reference: R4.Reference
    var patient: Int?
    var contained: R4.Patient?
    var entries: [Int] = []
  }

  init(_ entries: [Submission.Entry], _ index: ReferenceIndex) {
    self.entries = entries
    self.index = index
    for entry in entries {
      // What is no present data makes nobody a subject.
      if case .notPresent = entry.content { continue }
      place(entry)
    }
    if groups.isEmpty { groupUnresolvable() }
    if groups.count > 1 {
      issues.append(
        Issue(
          .information, .informational,
          "The input is about \(groups.count) patients; they are kept apart."))
    }
  }

  var subjects: [Submission.Subject] {
    groups.map { group in
      Submission.Subject(
        reference: group.reference, patient: group.patient, containedPatient: group.contained,
        entries: group.entries)
    }
  }

  private mutating func place(_ entry: Submission.Entry) {
    switch entry.subject {
    case .itself: give(entry.position, to: patientGroup(entry.position))
    case .inapplicable: shared.append(entry.position)
    case .missing: leave(entry, .noSubject, "The resource does not say which patient it is about.")
    case .unresolvable:
      leave(
        entry, .unresolvable,
        "The subject is named without a reference, so it cannot be found in the input.")
    case .reference(let text): follow(text, from: entry)
    }
  }

  private mutating func follow(_ text: String, from entry: Submission.Entry) {
    let target = ReferenceTarget(text: text)
    switch target {
    case .contained(let id): followContained(id, from: entry)
    case .container, .conditional, .logical:
      leave(
        entry, .unresolvable,
        "The subject is named by something other than the address of a resource.")
    case .relative, .absolute, .urn:
      switch index.find(target, from: entry.fullURL, in: entry.scope, entries) {
      case .found(let place) where entries[place].resourceType == "Patient":
        give(entry.position, to: patientGroup(place))
      case .found: leave(entry, .notPatient, "The subject is no patient.")
      case .ambiguous:
        leave(entry, .unresolvable, "The subject could be any of several entries.")
      case .notFound: followElsewhere(target, text, from: entry)
      }
    }
  }

  private mutating func followContained(_ id: String, from entry: Submission.Entry) {
    guard let contained = entry.contained(id) else {
      leave(entry, .unresolvable, "The subject is said to be contained, and is not.")
      return
    }
    guard case .patient(let patient) = contained else {
      leave(entry, .notPatient, "The subject is no patient.")
      return
    }
    // A contained patient has no identity outside its resource (FHIR R4 References, 2.3.0.3).
    give(
      entry.position,
      to: group("contained \(entry.position)") {
        Group(
          reference: R4.Reference(type: "Patient", identifier: patient.identifier.first),
          contained: patient)
      })
  }

  private mutating func followElsewhere(
    _ target: ReferenceTarget, _ text: String, from entry: Submission.Entry
  ) {
    let key: String
    switch target {
    case .relative(let type, let id, _):
      guard type == "Patient" else {
        leave(entry, .notPatient, "The subject is no patient.")
        return
      }
      key =
        (entry.fullURL.flatMap(ReferenceTarget.base(of:)).map { $0 + "/" } ?? "") + "Patient/" + id
    case .absolute(let url, _): key = url
    default: key = text
    }
    give(
      entry.position,
      to: group("\(entry.scope) \(key)") {
        Group(reference: R4.Reference(reference: FHIRPrimitive(text)))
      })
  }

  private mutating func patientGroup(_ place: Int) -> Int {
    let patient = entries[place]
    return group("entry \(place)") {
      let text: String
      if let url = patient.fullURL {
        text = url
      } else {
        text = patient.id.map { "Patient/" + $0 } ?? ""
      }
      let reference =
        text.isEmpty
        ? R4.Reference(type: "Patient") : R4.Reference(reference: FHIRPrimitive(text))
      return Group(reference: reference, patient: place)
    }
  }

  private mutating func group(_ key: String, _ make: () -> Group) -> Int {
    if let known = groupOf[key] { return known }
    groups.append(make())
    groupOf[key] = groups.count - 1
    return groups.count - 1
  }

  private mutating func give(_ entry: Int, to group: Int) {
    groups[group].entries.append(entry)
  }

  private mutating func leave(
    _ entry: Submission.Entry, _ reason: Submission.Unattributed.Reason, _ message: String
  ) {
    unattributed.append(Submission.Unattributed(entry: entry.position, reason: reason))
    // Of what the scan left out nobody needs to hear; what is unusable has said so already.
    switch entry.content {
    case .unread, .unusable: return
    case .resource, .notPresent: break
    }
    entries[entry.position].issues.append(
      Issue(
        .warning, reason == .noSubject ? .required : .notFound,
        message + " It is not used.", at: entry.path,
        offset: entry.node.flatMap { $0.offset < 0 ? nil : $0.offset }))
  }

  /// If nobody can be found at all, resources that name the same identifier are about one subject.
  private mutating func groupUnresolvable() {
    for leftover in unattributed where leftover.reason == .unresolvable {
      let entry = entries[leftover.entry]
      guard let subject = entry.node?["subject"] ?? entry.node?["patient"] else { continue }
      var reading = Reading()
      let reference = R4.Reference(from: subject, &reading)
      guard let value = reference.identifier?.value?.value else { continue }
      let system = reference.identifier?.system?.value ?? ""
      give(
        entry.position,
        to: group("identifier \(system)|\(value)") {
          Group(
            reference: R4.Reference(
              reference: reference.reference, type: reference.type,
              identifier: reference.identifier))
        })
    }
    guard !groups.isEmpty else { return }
    let placed = Set(groups.flatMap(\.entries))
    unattributed.removeAll { placed.contains($0.entry) }
    for place in placed {
      let path = entries[place].path
      entries[place].issues.removeAll { $0.code == .notFound && $0.expression == path }
    }
  }
}

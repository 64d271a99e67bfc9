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
  private var groupOfPatient: [Int: Int] = [:]
  private var last: Followed?

  /// A subject that was found.
  private struct Followed {
    let text: String
    let scope: Int
    let base: Substring?
    let group: Int
  }

  private struct Group {
    var reference: R4.Reference
    var patient: Int?
    var contained: R4.Patient?
    var entries: [Int] = []
  }

  /// Gives the entries of an input to patients; `root` is the name of the outermost resource.
  init(_ entries: [Submission.Entry], _ index: ReferenceIndex, root: String) {
    self.entries = entries
    self.index = index
    for place in entries.indices {
      // What is no present data makes nobody a subject.
      if case .notPresent = entries[place].content { continue }
      attribute(place)
    }
    if groups.isEmpty { groupUnresolvable() }
    if groups.isEmpty { explainUnread() }
    if groups.count > 1 {
      issues.append(
        Issue(
          .information, .informational,
          "The input is about \(groups.count) patients; they are kept apart.", at: root))
    }
  }

  var subjects: [Submission.Subject] {
    groups.map { group in
      Submission.Subject(
        reference: group.reference, patient: group.patient, containedPatient: group.contained,
        entries: group.entries)
    }
  }

  private mutating func attribute(_ place: Int) {
    switch entries[place].subject {
    case .itself: give(place, to: patientGroup(place))
    case .inapplicable: shared.append(place)
    case .missing:
      leave(place, .noSubject, "The resource does not say which patient it is about.")
    case .unresolvable:
      leave(
        place, .unresolvable,
        "The subject is named without a reference, so it cannot be found in the input.")
    case .reference(let text):
      // Nearly all entries name the same subject in the same words from the same server.
      if let last, last.text == text, last.scope == entries[place].scope,
        last.base == base(of: place, for: text)
      {
        give(place, to: last.group)
      } else {
        follow(text, from: place)
      }
    }
  }

  /// What a reference in an entry is relative to; nothing for those that are not relative.
  private func base(of place: Int, for text: String) -> Substring? {
    if text.hasPrefix("urn:") || ReferenceTarget.isAbsolute(text) { return nil }
    return entries[place].fullURL.flatMap(ReferenceTarget.base(of:))
  }

  private mutating func follow(_ text: String, from place: Int) {
    let target = ReferenceTarget(text: text)
    let group: Int
    switch target {
    case .contained(let id):
      followContained(id, from: place)
      return
    case .container, .conditional, .logical:
      leave(
        place, .unresolvable,
        "The subject is named by something other than the address of a resource.")
      return
    case .relative, .absolute, .urn:
      switch index.find(target, from: entries[place].fullURL, in: entries[place].scope, entries) {
      case .found(let subject) where entries[subject].resourceType == "Patient":
        group = patientGroup(subject)
      case .notFound where !target.isOfType(otherThan: "Patient"):
        group = elsewhereGroup(target, text, from: place)
      case .found, .notFound:
        leave(place, .notPatient, "The subject is no patient.")
        return
      case .ambiguous:
        leave(place, .unresolvable, "The subject could be any of several entries.")
        return
      }
    }
    give(place, to: group)
    last = Followed(
      text: text, scope: entries[place].scope, base: base(of: place, for: text), group: group)
  }

  private mutating func followContained(_ id: String, from place: Int) {
    guard let contained = entries[place].contained(id) else {
      leave(place, .unresolvable, "The subject is said to be contained, and is not.")
      return
    }
    guard case .patient(let patient) = contained else {
      leave(place, .notPatient, "The subject is no patient.")
      return
    }
    // A contained patient has no identity outside its resource (FHIR R4 References, 2.3.0.3).
    give(
      place,
      to: group("contained \(place)") {
        Group(
          reference: R4.Reference(type: "Patient", identifier: patient.identifier.first),
          contained: patient)
      })
  }

  private mutating func elsewhereGroup(
    _ target: ReferenceTarget, _ text: String, from place: Int
  ) -> Int {
    let key: String
    switch target {
    case .relative(let type, let id, _):
      key = (base(of: place, for: text).map { $0 + "/" } ?? "") + "\(type)/\(id)"
    case .absolute(let url, _): key = url
    default: key = text
    }
    let known = groups.count
    let group = group("\(entries[place].scope) \(key)") {
      Group(reference: R4.Reference(reference: FHIRPrimitive(text)))
    }
    if group == known { noteAbsence(place) }
    return group
  }

  private mutating func noteAbsence(_ place: Int) {
    let offset = entries[place].node?.offset ?? -1
    entries[place].issues.append(
      Issue(
        .information, .notFound,
        "The Patient resource is not in the input, so age and sex are not known from it.",
        at: entries[place].path + ".subject", offset: offset < 0 ? nil : offset))
  }

  private mutating func patientGroup(_ place: Int) -> Int {
    if let known = groupOfPatient[place] { return known }
    let text = entries[place].fullURL ?? entries[place].id.map { "Patient/" + $0 } ?? ""
    let made = group("entry \(place)") {
      let reference =
        text.isEmpty
        ? R4.Reference(type: "Patient") : R4.Reference(reference: FHIRPrimitive(text))
      return Group(reference: reference, patient: place)
    }
    groupOfPatient[place] = made
    return made
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

  /// If there is nobody, what the scan left out counts too: one of its subjects may have been meant.
  private mutating func explainUnread() {
    for leftover in unattributed.prefix(Self.explained) {
      guard case .unread = entries[leftover.entry].content, leftover.reason != .noSubject else {
        continue
      }
      entries[leftover.entry].issues.append(
        Issue(
          .warning, .notFound, "The subject is named in a way that leads to no patient.",
          at: entries[leftover.entry].path + ".subject"))
    }
  }

  /// How many resources without a patient are explained when there is no patient at all.
  private static let explained = 100

  private mutating func leave(
    _ place: Int, _ reason: Submission.Unattributed.Reason, _ message: String
  ) {
    var issue: Issue?
    // Of what the scan left out nobody needs to hear; what is unusable has said so already.
    if case .resource = entries[place].content {
      let offset = entries[place].node?.offset ?? -1
      issue = Issue(
        .warning, reason == .noSubject ? .required : .notFound, message + " It is not used.",
        at: entries[place].path, offset: offset < 0 ? nil : offset)
    }
    unattributed.append(Submission.Unattributed(entry: place, reason: reason, issue: issue))
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
  }
}

import CaseRecord

extension InputReview {
  /// The review for a person: a summary, then what each resource is good for; resources that are not needed are counted
  /// by type.
  ///
  /// - Parameter width: columns of a line.
  /// - Returns: the text, ending with a line break.
  public func text(width: Int = 80) -> String {
    var page = ReviewPage(width: max(width, 40))
    page.line(summary)
    for issue in issues { page.line("\(issue.place)\(issue.text)", indent: 2) }
    for resource in resources where resource.isTold {
      page.blank()
      page.line("\(resource.name): \(resource.verdict.words)")
      for line in resource.lines(isPatientNamed: subjects.count > 1 ? subjects : []) {
        page.line(line, indent: 2)
      }
    }
    let quiet = resources.filter { !$0.isTold }
    if !quiet.isEmpty {
      page.blank()
      page.line("Not needed, since the criteria do not ask for it:")
      page.line(Self.counts(of: quiet), indent: 2)
    }
    return page.text
  }

  private var summary: String {
    let patients = "\(subjects.count) patient\(subjects.count == 1 ? "" : "s")"
    let counted = counts.map { "\($0.count) \($0.verdict.words)" }.joined(separator: "; ")
    let all = "\(resources.count) resource\(resources.count == 1 ? "" : "s")"
    return "\(all), \(patients), as of \(asOf): \(counted)."
  }

  private static func counts(of resources: [Resource]) -> String {
    var counts: [(type: String, count: Int)] = []
    for resource in resources {
      let type = ShownText.clean(resource.type ?? "no resource")
      if let at = counts.firstIndex(where: { $0.type == type }) {
        counts[at].count += 1
      } else {
        counts.append((type, 1))
      }
    }
    return counts.map { "\($0.type) (\($0.count))" }.joined(separator: ", ")
  }
}

extension InputReview.Resource {
  /// Whether there is something to say of the resource itself.
  fileprivate var isTold: Bool { verdict != .notNeeded || !issues.isEmpty }

  /// `Condition/dvt (Bundle.entry[1].resource)`, `Condition urn:uuid:… (Bundle.entry[1].resource)`.
  fileprivate var name: String {
    let type = ShownText.clean(type ?? "")
    let named = reference.hasPrefix(type) ? reference : "\(type) \(reference)"
    return reference == path ? path : "\(named) (\(path))"
  }

  fileprivate func lines(isPatientNamed subjects: [String]) -> [String] {
    var lines: [String] = []
    if let subject, subjects.indices.contains(subject) {
      lines.append("Patient: \(ShownText.clean(subjects[subject]))")
    }
    for statement in statements {
      let meaning = statement.meaning.map { ShownText.clean($0) } ?? statement.concept
      lines.append("\(short(statement.path)): \(meaning), \(statement.presence)")
    }
    let settled = words(supports.filter { $0.state != .unknown })
    if !settled.isEmpty { lines.append("Facts: \(settled.joined(separator: "; "))") }
    if !uses.isEmpty { lines.append("Also: \(uses.joined(separator: "; "))") }
    let open = words(supports.filter { $0.state == .unknown })
    if !open.isEmpty { lines.append("Seen, and does not settle: \(open.joined(separator: "; "))") }
    lines += setAside.map { "Set aside (\($0.kind)), \(short($0.path)): \($0.text)" }
    lines += unknownCodes.map { code in
      let place = code.path.map { "\(short($0)): " } ?? ""
      let words = CodeSystemNames.words(for: code.coding)
      return code.isDamaged
        ? "\(place)\(words) is damaged (wrong check digit)"
        : "\(place)\(words) is in no list of this program"
    }
    lines += notes.map { "\(short($0.path)): \($0.text)" }
    lines += texts.map { "\(short($0.path)): text, not interpreted. \($0.text)" }
    lines += issues.map { "\(short($0.path)): \($0.text)" }
    if !unreadElements.isEmpty {
      let names = unreadElements.map { ShownText.clean($0) }
      lines.append("Never read: \(names.joined(separator: ", "))")
    }
    return lines
  }

  /// Each fact once, with the legs of which it is one.
  private func words(_ supports: [InputReview.Support]) -> [String] {
    Feature.allCases.compactMap { feature in
      let legs = Set(supports.filter { $0.feature == feature }.map(\.leg))
      guard let first = legs.first else { return nil }
      guard let leg = first else { return feature.words }
      return "\(feature.words) (\(legs.count > 1 ? "both legs" : leg.words))"
    }
  }

  /// A path without the part that the heading has.
  private func short(_ path: String) -> String {
    let inside =
      path.hasPrefix(self.path + ".") ? String(path.dropFirst(self.path.count + 1)) : path
    return ShownText.clean(inside)
  }
}

extension InputReview.Remark {
  fileprivate var place: String { path.isEmpty ? "" : "\(path): " }
}

/// Lines of limited width.
private struct ReviewPage {
  let width: Int
  private(set) var text = ""

  init(width: Int) {
    self.width = width
  }

  mutating func blank() { text += "\n" }

  /// A line, further ones two columns in.
  mutating func line(_ words: String, indent: Int = 0) {
    let clean = ShownText.clean(words, limit: 20_000)
    for (number, line) in TextColumns.wrap(clean, width: width - indent - 2).enumerated() {
      text += String(repeating: " ", count: indent + (number > 0 ? 2 : 0)) + line + "\n"
    }
  }
}

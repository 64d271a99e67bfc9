import CaseRecord

extension EditionComparison {
  /// The comparison for a reader, as plain text.
  ///
  /// - Parameter width: columns of a line.
  /// - Returns: the text, ending with a line break.
  public func text(width: Int = 100) -> String {
    var out = Paragraphs(width: width)
    out.heading("\(former.name) → \(current.name)")
    for side in [former, current] {
      out.paragraph("\(side.title), \(side.citation)", lead: "\(side.name): ")
    }
    if isUnchanged {
      out.paragraph("Both say the same.")
      return out.text
    }
    writeVariants(to: &out)
    writeOptions(to: &out)
    writeRows(to: &out)
    writeCases(to: &out)
    return out.text
  }

  /// Whether one is a changed copy of the other, so that every difference is meant.
  private var isCopy: Bool { former.code == current.code }

  // MARK: Variants

  private func writeVariants(to out: inout Paragraphs) {
    out.heading("Variants and ratings")
    let unchanged = variants.filter(\.isUnchanged).compactMap(\.current).map {
      "\($0.factsID) \($0.code)"
    }
    if !unchanged.isEmpty {
      out.paragraph(unchanged.joined(separator: ", "), lead: "unchanged: ")
    }
    let variants = variants.filter { !$0.isUnchanged }
    let rows = variants.map { $0.ratings.map(row) }
    let widths = out.columnWidths(of: rows.flatMap { $0 }, indent: 4)
    for (variant, rows) in zip(variants, rows) {
      out.subheading(title(of: variant))
      for member in variant.members where isCopy || ["scenario", "overrides"].contains(member.name)
      {
        write(member, to: &out, indent: 2)
      }
      if let conditions = variant.conditions { write(conditions, to: &out) }
      for (pair, row) in zip(variant.ratings, rows) {
        out.table([row], widths: widths, indent: 4)
        for member in pair.members where isCopy || member.name == "label" {
          write(member, to: &out, indent: 6)
        }
      }
    }
  }

  private func title(of variant: Variant) -> String {
    switch (variant.former, variant.current) {
    case (let old?, let new?):
      old.code == new.code
        ? "\(new.factsID) \(new.code)"
        : "\(old.factsID) \(old.code) → \(new.factsID) \(new.code)"
    case (nil, let new?): "\(new.factsID) \(new.code): new. \(new.scenario)"
    case (let old?, nil): "\(old.factsID) \(old.code): dropped. \(old.scenario)"
    case (nil, nil): ""
    }
  }

  private func row(_ pair: RatingPair) -> [String] {
    func words(_ row: RatingRow?) -> String {
      guard let row else { return phrases.words(.notRated) }
      return phrases.words(row.rating) + (row.score.map { " (\($0))" } ?? "")
    }
    let title = options.first { $0.code == pair.option }?.title ?? pair.option
    return [title, words(pair.former), "→", words(pair.current), pair.change.rawValue]
  }

  private func write(_ conditions: ConditionComparison, to out: inout Paragraphs) {
    if conditions.isUnchanged {
      out.paragraph("fits when it did", indent: 2)
      return
    }
    for change in conditions.features {
      func words(_ answers: [String]) -> String {
        answers.isEmpty ? "not asked" : answers.joined(separator: ", ")
      }
      out.paragraph(
        "\(words(change.before)) → \(words(change.after)) (\(change.kind.rawValue))",
        lead: "\(change.feature.rawValue): ", indent: 2)
    }
    for (cases, lead) in [
      (conditions.gained, "fits besides when "), (conditions.lost, "fits no more when "),
    ] {
      for description in cases { out.paragraph(description.description, lead: lead, indent: 2) }
    }
  }

  private func write(_ member: RowChange.Member, to out: inout Paragraphs, indent: Int) {
    func words(_ value: CriteriaValue?) -> String { value?.words ?? "none" }
    out.paragraph(
      "\(words(member.before)) → \(words(member.after))", lead: "\(member.name): ", indent: indent)
  }

  // MARK: Options and other rows

  private func writeOptions(to out: inout Paragraphs) {
    let changed = options.filter { $0.change != .unchanged }
    if changed.isEmpty { return }
    out.heading("Options that only one edition rates")
    for option in changed {
      let rated = option.change == .new ? option.current : option.former
      let words = rated.map { "\(phrases.words($0.rating)) in \($0.variant)" }
      out.paragraph(
        words.joined(separator: ", "), lead: "\(option.title): \(option.change.rawValue): ",
        indent: 2)
    }
  }

  private func writeRows(to out: inout Paragraphs) {
    // The identity of another publication stands at the top.
    let rows = rows.filter { isCopy || $0.section != "edition" }
    if rows.isEmpty { return }
    out.heading("Windows, rules and sentences")
    var sections: [String] = []
    for row in rows where !sections.contains(row.section) { sections.append(row.section) }
    for section in sections {
      let own = rows.filter { $0.section == section }
      out.subheading(section)
      for kind in [RowChange.Kind.new, .dropped] {
        let names = own.filter { $0.kind == kind }.map(\.id)
        if names.isEmpty { continue }
        out.paragraph(names.joined(separator: ", "), lead: "\(kind.rawValue): ", indent: 2)
      }
      if own.contains(where: { $0.kind == .reordered }) {
        out.paragraph("the rows stand in another order", indent: 2)
      }
      for row in own where row.kind == .changed {
        let names = row.members.map(\.name).joined(separator: ", ")
        out.paragraph(names, lead: "changed: \(row.id.isEmpty ? "" : row.id + ": ")", indent: 2)
        if isCopy { for member in row.members { write(member, to: &out, indent: 4) } }
      }
    }
  }

  // MARK: Cases

  private func writeCases(to out: inout Paragraphs) {
    out.heading("Who changes")
    let changed = cases.cases - cases.unchanged
    out.paragraph(
      "Of \(cases.cases) complete cases, the combinations of all answers to \(cases.dimensions.count) "
        + "features and windows, \(changed) change and \(cases.unchanged) do not. They count "
        + "combinations, not patients."
        + (cases.isEnumerated ? " Each was evaluated by itself in both editions as well." : ""))
    if cases.moves.isEmpty { return }
    out.subheading("By result")
    out.table(
      cases.moves.map { move in
        [
          String(move.cases), words(move.before), "→", words(move.after),
          move.isElsewhere ? "" : "ratings",
        ]
      }, indent: 2)
    let shared = CaseDescription.shared(
      cases.options.flatMap(\.changes).flatMap(\.descriptions))
    if !shared.isEmpty {
      out.subheading("In everybody whose rating changes: \(words(shared)).")
    }
    for option in cases.options where !option.changes.isEmpty {
      out.subheading("\(option.title): \(option.cases) cases")
      for change in option.changes { write(change, without: shared, to: &out) }
    }
  }

  private func write(
    _ change: CaseClasses.Change, without known: [CaseDescription.Term], to out: inout Paragraphs
  ) {
    let step = change.step.map { ", \($0.rawValue)" } ?? ""
    out.paragraph(
      "\(words(change.before)) → \(words(change.after))\(step): \(change.cases) cases", indent: 2)
    let shared = CaseDescription.shared(change.descriptions)
    let own = shared.filter { !known.contains($0) }
    let rest = change.descriptions.map { words($0.terms.filter { !shared.contains($0) }) }
    if !own.isEmpty { out.paragraph(words(own), lead: "when ", indent: 4) }
    for (index, words) in rest.enumerated() where !words.isEmpty {
      let lead = index > 0 ? "or " : own.isEmpty ? "when " : "and "
      out.paragraph(words, lead: lead, indent: own.isEmpty ? 4 : 6)
    }
    if !change.isSmallest { out.paragraph("(fewer conditions may say the same)", indent: 4) }
  }

  private func words(_ terms: [CaseDescription.Term]) -> String {
    terms.map(\.description).joined(separator: ", ")
  }

  private func words(_ result: CaseClasses.Result) -> String {
    switch result.outcome {
    case .noVariant: "no variant"
    case .notCovered: "other topic: \(result.codes.joined(separator: ", "))"
    default: result.codes.joined(separator: " + ")
    }
  }

  private func words(_ standing: Standing) -> String {
    standing.words(phrases)
  }
}

extension Standing {
  /// The standing for a reader.
  func words(_ phrases: Phrases) -> String {
    switch self {
    case .rated(let ratings):
      ratings.map(phrases.words).joined(separator: " / ")
        + (ratings.count > 1 ? " (variants overlap)" : "")
    case .noVariant: "no variant"
    case .notCovered: "other topic"
    case .undetermined(let ratings):
      ratings.isEmpty
        ? "undetermined"
        : ratings.map(phrases.words).joined(separator: " / ") + " (undetermined)"
    case .unusable: "unusable"
    }
  }
}

extension CriteriaValue {
  /// The value for a reader: texts as they stand, everything else as JSON in one line.
  var words: String {
    if let string { return "“\(string)”" }
    if let array, array.allSatisfy({ $0.string != nil }) {
      return array.isEmpty ? "nothing" : array.compactMap(\.string).joined(separator: "; ")
    }
    return inlineJSON
  }
}

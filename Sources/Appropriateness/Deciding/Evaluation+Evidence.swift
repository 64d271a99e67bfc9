import CaseRecord

/// What trials, guidelines and other publications say on the options; nothing here touches a rating.
extension Evaluation {
  /// The publications that bear on an option of the answer, each with the reports that do.
  func publishedEvidence() -> [PublishedEvidence] {
    let discussed = discussedOptions
    guard !discussed.isEmpty else { return [] }
    return criteria.evidence.compactMap { row in
      var publication = row.publication
      publication.reports = zip(row.publication.reports, row.conditions).compactMap {
        report, condition in
        guard report.options.contains(where: discussed.contains), holds(condition) else {
          return nil
        }
        var bearing = report
        bearing.options.removeAll { !discussed.contains($0) }
        return bearing
      }
      return publication.reports.isEmpty ? nil : publication
    }
  }

  /// The options on which evidence is worth a word: those that the patient's variants rate, or, when none fits,
  /// those that the edition rates anywhere.
  private var discussedOptions: Set<String> {
    let indices: BitSet
    switch outcome {
    case .matched, .provisional, .overlap: indices = matches
    case .undetermined: indices = candidates
    case .noVariant: indices = BitSet(criteria.variants.indices)
    case .notCovered, .unusable: indices = []
    }
    let codes = Set(indices.map { criteria.variants[$0].code })
    return Set(criteria.ratings.filter { codes.contains($0.variant) }.map(\.option))
  }

  // MARK: Conflicts

  /// The questions on an option that sources answer differently.
  func conflicts(on option: String) -> [Statement] {
    criteria.conflicts.filter { $0.options.contains(option) && holds($0.condition) }
      .map(statement)
  }

  /// Conflicts that stand beside no option, because no variant fits.
  func conflictsBesideNoOption() -> [Statement] {
    guard outcome == .noVariant else { return [] }
    let discussed = discussedOptions
    return criteria.conflicts.filter { row in
      row.options.contains(where: discussed.contains) && holds(row.condition)
    }.map(statement)
  }

  /// Every side with its sources; none is chosen.
  private func statement(of row: ConflictRow) -> Statement {
    let phrases = criteria.phrases
    let sides = row.sides.map { side in
      phrases(
        .conflictSide, ["says": side.says, "sources": side.sources.joined(separator: "; ")])
    }
    var sources: [String] = []
    for source in row.sides.flatMap(\.sources) where !sources.contains(source) {
      sources.append(source)
    }
    return Statement(
      id: "conflict/\(row.id)",
      text: phrases(.conflict, ["about": row.about, "sides": sides.joined(separator: "; ")]),
      sources: sources)
  }
}

import Appropriateness
import CaseRecord
import FHIR

extension Explanation {
  /// Explains the recommendations for one patient, one for each leg that was evaluated.
  ///
  /// What holds for all legs alike is said once; what differs is said leg by leg.
  public init(
    of recommendations: [Recommendation], record: CaseRecord, issues: [Issue],
    program: GuidanceProgram
  ) {
    var writer = ExplanationWriter(
      recommendations: recommendations, record: record, issues: issues, program: program)
    self = writer.write()
  }
}

/// Turns recommendations into sections; each section is in a file of its own.
struct ExplanationWriter {
  typealias Block = Explanation.Block
  typealias Item = Explanation.Item
  typealias Cell = Explanation.Cell
  typealias Table = Explanation.Table

  let recommendations: [Recommendation]
  let record: CaseRecord
  let issues: [Issue]
  let program: GuidanceProgram
  var sources = SourceList()

  init(
    recommendations: [Recommendation], record: CaseRecord, issues: [Issue],
    program: GuidanceProgram
  ) {
    self.recommendations = recommendations
    self.record = record
    self.issues = issues
    self.program = program
  }

  mutating func write() -> Explanation {
    var sections: [Explanation.Section] = []
    // The list of sources is complete only after everything that cites; it is written after it.
    for kind in Explanation.Section.Kind.allCases {
      let blocks = blocks(of: kind)
      if !blocks.isEmpty { sections.append(Explanation.Section(kind: kind, blocks: blocks)) }
    }
    if let abbreviations = abbreviations(in: sections) { sections.append(abbreviations) }
    return Explanation(
      title: "Iliofemoral deep vein thrombosis: appropriateness of treatment",
      context: context, summary: Summary.sentences(for: recommendations, program: program),
      sections: sections
    ).cleaned
  }

  private mutating func blocks(of kind: Explanation.Section.Kind) -> [Block] {
    switch kind {
    case .escalation: forEachLeg { $0.escalation(of: $1) }
    case .answer: forEachLeg { $0.answer(of: $1) }
    case .orders: forEachLeg { $0.orders(of: $1) }
    case .options: forEachLeg { $0.options(of: $1) }
    case .facts: factBlocks()
    case .assumptions: forEachLeg { $0.assumptions(of: $1) }
    case .missing: forEachLeg { $0.missing(of: $1) }
    case .changes: forEachLeg { $0.changes(of: $1) }
    case .followUp: forEachLeg { $0.followUp(of: $1) }
    case .cautions: forEachLeg { $0.cautions(of: $1) }
    case .evidence: forEachLeg { $0.evidence(of: $1) }
    case .notUnderstood: notUnderstood
    case .sources: sourceBlocks
    case .limits: limits
    case .abbreviations: []
    }
  }

  /// What holds for all legs once, what differs under the name of each leg.
  mutating func forEachLeg(
    _ write: (inout ExplanationWriter, Recommendation) -> [Block]
  ) -> [Block] {
    var parts: [[Block]] = []
    for recommendation in recommendations { parts.append(write(&self, recommendation)) }
    guard let first = parts.first, parts.dropFirst().contains(where: { $0 != first }) else {
      return parts.first ?? []
    }
    var blocks: [Block] = []
    for (name, part) in zip(CaseName.names(of: recommendations), parts) where !part.isEmpty {
      blocks.append(.leg(name.words.sentenceCased))
      blocks += part
    }
    return blocks
  }

  private var context: [String] {
    var lines: [String] = []
    let subject = ShownText.clean(record.subject)
    if !subject.isEmpty { lines.append("Patient: \(subject)") }
    let cases = CaseName.list(of: recommendations)
    if !cases.isEmpty { lines.append("Evaluated: \(cases.joined(separator: "; "))") }
    let asOf = ShownText.clean(record.asOf.text)
    if !asOf.isEmpty { lines.append("As of: \(asOf)") }
    lines.append("Criteria: \(program.guideline), edition \(program.edition)")
    return lines
  }

  private var sourceBlocks: [Block] {
    let edition = program.citation.isEmpty ? "" : ": \(program.citation)"
    let keys = program.sourceKeys(in: sources.citations)
    return [
      .list(
        [Item("\(program.guideline), edition \(program.edition)\(edition)".withFullStop)]
          + keys.map { Item("\($0.key): \($0.meaning)".withFullStop) }
          + program.notes.map { Item($0.withFullStop) }, isNumbered: false)
    ]
  }

  /// Abbreviations that the sections use, spelled out at their end.
  private func abbreviations(in sections: [Explanation.Section]) -> Explanation.Section? {
    let used = Abbreviations.used(in: sections)
    guard !used.isEmpty else { return nil }
    let items = used.map { Item("\($0.short): \($0.long)") }
    return Explanation.Section(kind: .abbreviations, blocks: [.list(items, isNumbered: false)])
  }
}

import Appropriateness

extension PublishedEvidence.Kind {
  /// The kind for a reader.
  var words: String {
    switch self {
    case .trial: "trial"
    case .guideline: "guideline"
    case .caseSeries: "case series"
    case .caseReport: "case report"
    }
  }
}

extension PublishedEvidence {
  /// All that it reports in one line: `SOX: 806 patients: … (two arms; S).`
  var sentence: String {
    let reports = reports.map(\.words).joined(separator: "; ")
    return "\(name): \(reports)."
  }

  /// Where it was published and what it is: `Lancet 2014 (trial).`
  var reference: String { "\(citation.sentenceCased) (\(kind.words))." }

  /// What is known to be wrong with it, in one line; of many issues the ones that have a short form.
  var issueWords: String? {
    guard !issues.isEmpty else { return nil }
    let brief = issues.compactMap(\.brief)
    if brief.isEmpty { return issues.map(\.text.withFullStop).joined(separator: " ") }
    let named = brief.joined(separator: "; ")
    return "\(issues.count) known issues, among them: \(named)."
  }
}

extension PublishedEvidence.Report {
  /// What it reports with level and confidence: `… (2C; V)`.
  var words: String { "\(says) (\(level); \(confidence))" }
}

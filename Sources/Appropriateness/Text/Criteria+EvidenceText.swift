extension Criteria {
  /// The publications that bear on options and the questions on which sources disagree.
  func writeEvidence(to out: inout Paragraphs) {
    out.heading("Published evidence; no rating comes from it")
    for row in evidence {
      let publication = row.publication
      out.subheading("\(publication.id): \(publication.name)")
      out.paragraph(
        "\(publication.kind.rawValue). \(publication.citation). \(cited(publication.sources))",
        indent: 2)
      for (report, condition) in zip(publication.reports, row.conditions) {
        let scope = "\(report.options.joined(separator: ", ")); \(words(condition))"
        out.paragraph(
          "\(report.says) (\(report.level); \(report.confidence)) (\(scope))", lead: "- ",
          indent: 2)
      }
      for issue in publication.issues {
        out.paragraph(issue.text, lead: "known issue \(issue.id): ", indent: 4)
      }
    }
    out.heading("Where sources disagree; none is chosen")
    for row in conflicts {
      out.paragraph(
        "\(row.about) (\(row.options.joined(separator: ", ")); \(words(row.condition)))",
        lead: "\(row.id): ", indent: 2)
      for side in row.sides {
        out.paragraph("\(side.says) \(cited(side.sources))", lead: "- ", indent: 4)
      }
    }
  }
}

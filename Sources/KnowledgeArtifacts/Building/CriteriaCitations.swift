import Appropriateness
import FHIRSyntax

/// The sources of an edition and of its rows as RelatedArtifacts.
struct CriteriaCitations {
  let criteria: Criteria

  init(_ criteria: Criteria) {
    self.criteria = criteria
  }

  /// The edition itself, every key that rows cite with what it stands for, and the evidence that stands beside ratings.
  var edition: [FHIRNode] {
    let edition = criteria.edition
    let document = edition.document.map { " Document \($0)." } ?? ""
    let identity = artifact(
      "relatedArtifact", "citation", label: edition.short, display: edition.title,
      citation: "\(edition.publisher). \(edition.citation).\(document)")
    return [identity]
      + edition.sources.map {
        artifact("relatedArtifact", "citation", label: $0.key, citation: $0.meaning)
      }
      + criteria.evidence.map(\.publication).map {
        artifact(
          "relatedArtifact", "documentation", label: $0.id, display: $0.name, citation: $0.citation)
      }
  }

  /// What publications report on an option, each with its condition; no rating comes from them.
  func evidence(on option: String, naming name: (String) -> String) -> [FHIRNode] {
    criteria.evidence.flatMap { row in
      zip(row.publication.reports, row.conditions).filter { $0.0.options.contains(option) }.map {
        report, condition in
        let asked = condition.words(naming: name)
        return artifact(
          "documentation", "documentation", label: row.publication.id,
          display: asked.isEmpty ? report.says : "When \(asked): \(report.says)",
          citation: """
            \(row.publication.name): \(row.publication.citation); \(report.level); confidence \(report.confidence)
            """)
      }
    }
  }

  /// What a row of the rating table rests on, as answers cite it.
  func citation(of row: RatingRow) -> FHIRNode {
    let variant = criteria.variants.first { $0.code == row.variant }?.factsID ?? row.variant
    return artifact(
      "documentation", "citation",
      citation: """
        \(criteria.edition.short), \(variant): \(row.sources.joined(separator: ", ")); confidence \(row.confidence)
        """)
  }

  /// The sources of a sentence.
  func citation(_ sources: [String]) -> FHIRNode? {
    sources.isEmpty
      ? nil
      : artifact("documentation", "citation", citation: sources.joined(separator: "; "))
  }

  /// A sentence that stands beside what it explains, with its condition and sources.
  func justification(
    _ id: String, _ sentence: String, when condition: String = "", sources: [String]
  ) -> FHIRNode {
    artifact(
      "documentation", "justification", label: id,
      display: condition.isEmpty ? sentence : "When \(condition): \(sentence)",
      citation: sources.joined(separator: "; "))
  }

  private func artifact(
    _ name: String, _ type: String, label: String? = nil, display: String? = nil, citation: String
  ) -> FHIRNode {
    item(name) {
      text("type", type)
      text("label", label)
      text("display", display)
      text("citation", citation)
    }
  }
}

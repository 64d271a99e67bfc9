extension Proof: CustomStringConvertible {
  /// The proof for a reader.
  public var description: String {
    var lines = [
      "Edition \(edition): \(cases.grouped) complete cases over \(dimensions.count) features, "
        + "divided into \(cells) boxes.",
      "Features: \(dimensions.joined(separator: ", ")).",
      "By the rows of \"precedence\", in their order:",
    ]
    lines += tally.map { "  \($0.cases.grouped)  \($0.row): \($0.outcome.rawValue), \($0.name)" }
    lines += holds ? proven : ["The rules fail:"] + counterexamples.map(words)
    return lines.joined(separator: "\n")
  }

  private func words(_ fault: Counterexample) -> String {
    "  \(fault.property.rawValue): \(fault)"
  }

  private var proven: [String] {
    var lines = [
      "Every case has exactly one result, the one that \"precedence\" restates; every overlap is "
        + "documented and every gap explained; no variant, condition or row is unreachable.",
      "Entries of FACTS 9.4 that rows name: \(namedEntries.joined(separator: ", ")).",
    ]
    if !unnamedGaps.isEmpty {
      lines.append("Gaps that FACTS 9.4 does not name: \(unnamedGaps.joined(separator: "; ")).")
    }
    if isEnumerated {
      lines.append(
        "Boxes and naive evaluation of the rows agree on each of the \(cases.grouped) cases; "
          + "each of the \(sentences) rows with a sentence is said in some record.")
    }
    guard let records else {
      return lines + ["Records with missing facts were not gone through."]
    }
    return lines + words(records)
  }

  private func words(_ count: RecordCount) -> [String] {
    let outcomes = Outcome.allCases.compactMap { outcome in
      count.outcomes[outcome].map { "\(outcome.rawValue) \($0.grouped)" }
    }
    return [
      "Records in which every feature is known, unknown or conflicting: \(count.records.grouped), "
        + "in \(count.classes.grouped) classes that no row tells apart, over "
        + "\(count.boxes.grouped) sets of cases.",
      "  By outcome: \(outcomes.joined(separator: ", ")).",
      "  Outcome, variants and assumptions are those of the completions, in every class.",
      "  A certain rating is the same in every completion: \(count.certain.grouped) classes have "
        + "one. \(count.definite.grouped) classes have a result that nothing can change.",
      "  On every set of cases the facts that are asked for settle the answer, and each of them "
        + "can change it.",
      "  \(count.readings.grouped) readings of facts, each apart from the others; none of "
        + "\(count.steps.grouped) steps of learning opens again what was settled, so that no "
        + "certain rating and no definite result is overturned. Silence counts as an answer on "
        + "\(count.takenInSilence.joined(separator: ", ")) alone.",
      "  \(count.emergencies.grouped) records with an emergency, whatever else is missing or in "
        + "conflict, are escalated; what is refuted raises nothing.",
    ]
  }
}

extension Int {
  /// With a space between thousands.
  fileprivate var grouped: String {
    var rest = Substring(String(self))
    var groups: [Substring] = []
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: " ")
  }
}

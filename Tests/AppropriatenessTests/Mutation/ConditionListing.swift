import CaseRecord

@testable import Appropriateness

/// What the conditions of a file come to, row by row: in how many complete cases a sentence is said and in which, and
/// what else its row asks for. Two files with the same listing say the same.
struct ConditionListing {
  let criteria: Criteria

  /// The lines of all rows.
  var lines: [String] {
    let touches = ContraindicationTable.Treatment.allTreatments.map(line)
    return criteria.features.map(line) + criteria.notCovered.map(line)
      + criteria.variants.map(line) + criteria.remarks.map(line) + criteria.cautions.map(line)
      + touches + criteria.clocks.map(line)
      + criteria.whatIfs.map(line) + criteria.transitions.map(line) + criteria.followUps.map(line)
  }

  /// Whether a section says something else than that of a file that differs in this section only.
  func differs(from other: ConditionListing, in section: String) -> Bool {
    func differ<Row: Equatable>(
      _ rows: KeyPath<Criteria, [Row]>, _ line: (ConditionListing, Row) -> String
    ) -> Bool {
      let own = criteria[keyPath: rows]
      let others = other.criteria[keyPath: rows]
      return own.count != others.count
        || zip(own, others).contains { $0 != $1 && line(self, $0) != line(other, $1) }
    }
    return switch section {
    case "features": differ(\.features) { $0.line($1) }
    case "not-covered": differ(\.notCovered) { $0.line($1) }
    case "premises", "variants": differ(\.variants) { $0.line($1) }
    case "remarks": differ(\.remarks) { $0.line($1) }
    case "cautions": differ(\.cautions) { $0.line($1) }
    case "touches": criteria.touches != other.criteria.touches
    case "clocks": differ(\.clocks) { $0.line($1) }
    case "what-ifs": differ(\.whatIfs) { $0.line($1) }
    case "transitions": differ(\.transitions) { $0.line($1) }
    case "follow-ups": differ(\.followUps) { $0.line($1) }
    default: false
    }
  }

  // MARK: Rows

  private func line(_ rule: FeatureRule) -> String {
    "features/\(rule.feature.rawValue): \(rule.policy.rawValue)"
      + part("take", rule.taken.map(\.rawValue)) + part("unless", rule.unless.map { words($0.box) })
      + part("open for certainty", rule.isOpenForCertainty)
      + part("unsettled", rule.unsettled.map(\.rawValue)) + part("assumption", rule.assumptionCode)
  }

  private func line(_ row: NotCoveredRow) -> String {
    "not-covered/\(row.id): \(words(row.when.box))"
  }

  private func line(_ variant: VariantRow) -> String {
    "variants/\(variant.code): "
      + variant.conditions.map { words($0.box) }.joined(separator: "; or ")
      + part("overrides", variant.overrides)
      + part("near when", variant.nearWhen.map { words($0.box) })
      + part("near unless", variant.nearUnless.map { words($0.box) })
  }

  private func line(_ row: RemarkRow) -> String {
    line("remarks", row.id, row.condition) + part("gap", row.explainsGap) + part("near", row.near)
      + part("topics", row.topics.map { [$0.topic, $0.variant ?? ""].joined(separator: "/") })
  }

  private func line(_ row: CautionRow) -> String {
    line("cautions", row.id, row.condition) + part("options", row.options)
      + part("ratings", row.ratings.map(\.rawValue))
  }

  private func line(_ treatment: ContraindicationTable.Treatment) -> String {
    "touches/\(treatment.rawValue): " + (criteria.touches[treatment] ?? []).joined(separator: ", ")
  }

  private func line(_ row: ClockRow) -> String {
    "clocks/\(row.id): now \(words(row.now.box)); then \(words(row.then.box))"
      + part("event", row.event.rawValue) + part("days", row.days.map(String.init))
      + part("months", row.months.map(String.init))
  }

  private func line(_ row: WhatIfRow) -> String {
    line("what-ifs", row.id, row.condition) + part("change", words(row.change.box))
  }

  private func line(_ row: TransitionRow) -> String { line("transitions", row.id, row.condition) }

  private func line(_ row: FollowUpRow) -> String {
    line("follow-ups", row.id, row.condition) + part("event", row.event.map(\.rawValue))
      + part("with the event", row.isShownWithEvent) + part("days", row.days.map(String.init))
      + part("months", row.months.map(String.init))
      + part("every months", row.everyMonths.map(String.init))
  }

  private func line(_ section: String, _ id: String, _ condition: RowCondition) -> String {
    if condition == RowCondition() { return "\(section)/\(id): always" }
    let said = cases(of: condition)
    var lanes = Prover(criteria).lanes
    for condition in condition.when + condition.unless {
      for lane in condition.features.map(CaseSpace.lane) where !lanes.contains(lane) {
        lanes.append(lane)
      }
    }
    let count = said.reduce(0) { sum, box in
      sum + lanes.reduce(1) { $0 * box[$1].nonzeroBitCount }
    }
    var reach = CaseBox.everything
    for lane in criteria.space.dimensions.indices {
      reach[lane] = said.reduce(0) { $0 | $1[lane] }
    }
    return "\(section)/\(id): \(count) cases" + part("with", said.isEmpty ? [] : [words(reach)])
      + part("results", results(of: said)) + part("outcome", condition.outcomes.map(\.rawValue))
      + part("variant", condition.variants) + part("unknown", condition.unknown.map(\.rawValue))
      + part("conflicting", condition.conflicting.map(\.rawValue))
      + part(
        "elapsed",
        condition.elapsed.map { "\($0.event.rawValue) \($0.atLeast) to \($0.atMost)" })
  }

  private func results(of boxes: [CaseBox]) -> [String] {
    let names = criteria.table.results.indices.filter { number in
      criteria.table.cells.contains { cell in
        cell.result == number && boxes.contains { $0.intersects(cell.box) }
      }
    }.map(Prover(criteria).name)
    return names.count == criteria.table.results.count ? ["any"] : names
  }

  /// The complete cases in which a row is said, in boxes without common cases.
  private func cases(of condition: RowCondition) -> [CaseBox] {
    let whens = condition.when.isEmpty ? [criteria.space.whole] : condition.when.map(\.box)
    var said: [CaseBox] = []
    for cell in criteria.table.cells {
      let result = criteria.table.results[cell.result]
      let outcome: Outcome =
        if result.isNotCovered {
          .notCovered
        } else {
          switch result.variantIndices.count {
          case 0: .noVariant
          case 1: .matched
          default: .overlap
          }
        }
      if !condition.outcomes.isEmpty, !condition.outcomes.contains(outcome) { continue }
      let fits = criteria.table.variants(of: [cell.result])
      if !condition.variantSet.isEmpty, !condition.variantSet.intersects(fits) { continue }
      for (index, when) in whens.enumerated() {
        let hit = cell.box.intersection(when)
        if hit.isEmpty { continue }
        said += [hit].subtracting(Array(whens[..<index]))
          .subtracting(condition.unless.map(\.box))
      }
    }
    return said
  }

  // MARK: Words

  /// The answers of a box where it does not allow all of them.
  private func words(_ box: CaseBox) -> String {
    criteria.space.dimensions.enumerated().compactMap { lane, dimension in
      let bits = box[lane] & dimension.all
      if bits == dimension.all { return nil }
      return "\(dimension.key) \(dimension.values(bits).map(\.rawValue).joined(separator: "|"))"
    }.joined(separator: ", ")
  }

  private func part(_ name: String, _ value: String?) -> String {
    value.map { "; \(name) \($0)" } ?? ""
  }

  private func part(_ name: String, _ values: [String]) -> String {
    values.isEmpty ? "" : "; \(name) \(values.joined(separator: ", "))"
  }

  private func part(_ name: String, _ flag: Bool) -> String {
    flag ? "; \(name)" : ""
  }
}

extension ContraindicationTable.Treatment {
  fileprivate static let allTreatments: [Self] = [.thrombolysis, .anticoagulation]
}

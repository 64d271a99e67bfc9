/// What can be told from boxes alone, over every complete case.
extension Prover {
  /// Every case lies in exactly one cell.
  mutating func checkPartition() {
    for (index, one) in cells.enumerated() {
      for other in cells[(index + 1)...] where one.box.intersects(other.box) {
        report(.partition, "A case lies in two cells.", case: one.box.intersection(other.box))
      }
    }
    let sum = cells.reduce(0) { $0 + count($1.box) }
    let all = count(criteria.space.whole)
    if sum != all { report(.partition, "The cells hold \(sum) of \(all) cases.") }
  }

  /// Variants overlap only where a row documents it, and every documented overlap occurs.
  mutating func checkOverlaps() {
    var found: Set<Set<String>> = []
    for cell in cells {
      let codes = Set(codes(of: cell.result))
      guard codes.count > 1 else { continue }
      if !criteria.overlaps.contains(where: { Set($0.variants) == codes }), !found.contains(codes) {
        report(
          .overlap,
          "The variants \(name(of: cell.result)) fit the same case and no row of \"overlaps\" "
            + "says so.", case: cell.box)
      }
      found.insert(codes)
    }
    for row in criteria.overlaps where !found.contains(Set(row.variants)) {
      report(.unreachable, "The overlap \(row.id) is documented and never occurs.")
    }
  }

  /// Every variant, each of its conditions and every row of another topic decide some case.
  mutating func checkReachability() {
    let results = criteria.table.results
    for (index, row) in criteria.notCovered.enumerated()
    where !results.contains(.notCovered(index)) {
      report(.unreachable, "No case comes to the row \"\(row.id)\" of \"not-covered\".")
    }
    for (index, variant) in criteria.variants.enumerated() {
      let own = cells.filter { results[$0.result].variantIndices.contains(index) }
      if own.isEmpty {
        report(.unreachable, "No case comes to the variant \"\(variant.code)\".")
        continue
      }
      for (number, box) in criteria.table.variants[index].enumerated()
      where !own.contains(where: { $0.box.intersects(box) }) {
        report(
          .unreachable,
          "Condition \(number + 1) of the variant \"\(variant.code)\" decides no case.")
      }
    }
  }

  /// Where no variant fits, a row explains why, and every such row explains something.
  mutating func checkGaps() {
    let gaps = cells.filter { criteria.table.gap.contains($0.result) }
    let rows = criteria.remarks.filter(\.explainsGap)
    let explained = rows.flatMap { $0.condition.when.map(\.box) }
    for gap in gaps {
      if let piece = [gap.box].subtracting(explained).first {
        report(
          .gap, "No variant fits and no row of \"remarks\" with \"gap\" says why.", case: piece)
        break
      }
    }
    for row in rows {
      let boxes = row.condition.when.map(\.box)
      if !gaps.contains(where: { gap in boxes.contains { $0.intersects(gap.box) } }) {
        report(.unreachable, "The gap \(row.id) is explained and never occurs.")
      }
    }
  }

  /// The rules come to what the rows of `precedence` say: of each case the first that speaks of it.
  mutating func checkPrecedence() {
    var open = [criteria.space.whole]
    for row in criteria.precedence {
      let box = row.when.box.intersection(criteria.space.whole)
      let own = open.map { $0.intersection(box) }.filter { !$0.isEmpty }
      open = open.subtracting([box])
      spoken.append(own.reduce(0) { $0 + count($1) })
      if own.isEmpty {
        report(.unreachable, "The row \(row.id) of \"precedence\" speaks of no case.")
      }
      check(own, against: row)
    }
    if let piece = open.first {
      report(.precedence, "No row of \"precedence\" speaks of a case.", case: piece)
    }
  }

  private mutating func check(_ boxes: [CaseBox], against row: PrecedenceRow) {
    for box in boxes {
      for cell in cells where cell.box.intersects(box) {
        guard !isResult(cell.result, row.result) else { continue }
        report(
          .precedence,
          "\(row.id): \(row.text) The rules give \(name(of: cell.result)) instead of \(row.name).",
          case: cell.box.intersection(box))
        return
      }
      guard case .gap(let id) = row.result else { continue }
      let explained = criteria.remarks.filter { $0.id == id && $0.explainsGap }
        .flatMap { $0.condition.when.map(\.box) }
      if let piece = [box].subtracting(explained).first {
        report(
          .precedence, "\(row.id): \(row.text) The remark \(id) does not explain this case.",
          case: piece)
        return
      }
    }
  }

  private func isResult(_ number: Int, _ expected: PrecedenceRow.Result) -> Bool {
    switch (criteria.table.results[number], expected) {
    case (.notCovered(let index), .notCovered(let id)): criteria.notCovered[index].id == id
    case (.variants(let variants), .gap): variants.isEmpty
    case (.variants, .variants(let wanted)): Set(codes(of: number)) == Set(wanted)
    default: false
    }
  }
}

import CaseRecord

extension Criteria {
  /// Proves that the rules have no hole, over every complete case.
  ///
  /// The rules are divided into boxes without common cases; every property is then one of boxes. When asked to
  /// enumerate, every case is besides evaluated one by one straight from the rows, without boxes, and the two
  /// ways have to agree on every case.
  ///
  /// - Parameter isEnumerating: whether to check every case one by one as well.
  /// - Returns: the counts, and a counterexample for everything that fails.
  public func prove(isEnumerating: Bool = true) -> Proof {
    var prover = Prover(self)
    prover.checkPartition()
    prover.checkOverlaps()
    prover.checkReachability()
    prover.checkGaps()
    prover.checkClaims()
    if isEnumerating { prover.checkByEnumeration() }
    return prover.proof(isEnumerated: isEnumerating)
  }
}

/// The proof in the making.
struct Prover {
  let criteria: Criteria
  /// The lanes that the rules ask for.
  let lanes: [Int]
  /// All cases; lanes that no rule asks for are held at their first answer.
  let universe: CaseBox
  let cells: [VariantTable.Cell]
  var faults: [Proof.Counterexample] = []

  init(_ criteria: Criteria) {
    self.criteria = criteria
    lanes = Prover.ruledLanes(criteria)
    var universe = criteria.space.whole
    for lane in criteria.space.dimensions.indices where !lanes.contains(lane) {
      universe[lane] = 1
    }
    self.universe = universe
    cells = criteria.table.cells(of: universe)
  }

  private static func ruledLanes(_ criteria: Criteria) -> [Int] {
    let boxes = criteria.table.notCovered + criteria.table.variants.flatMap { $0 }
    return criteria.space.dimensions.indices.filter { lane in
      boxes.contains { $0[lane] != criteria.space.all(lane) }
    }
  }

  func proof(isEnumerated: Bool) -> Proof {
    var tally: [VariantTable.Result: Int] = [:]
    var order: [VariantTable.Result] = []
    for cell in cells {
      if tally[cell.result] == nil { order.append(cell.result) }
      tally[cell.result, default: 0] += count(cell.box)
    }
    let rows = order.map { result in
      Proof.Tally(outcome: outcome(of: result), name: name(of: result), cases: tally[result] ?? 0)
    }
    return Proof(
      edition: criteria.edition.code, dimensions: lanes.map { criteria.space.dimensions[$0].key },
      cases: count(universe), cells: cells.count,
      tally: rows.sorted { ($0.name, $0.cases) < ($1.name, $1.cases) },
      isEnumerated: isEnumerated, counterexamples: faults)
  }

  // MARK: Properties

  /// Every case lies in exactly one cell.
  mutating func checkPartition() {
    for (index, one) in cells.enumerated() {
      for other in cells[(index + 1)...] where one.box.intersects(other.box) {
        report("partition", "A case lies in two cells.", one.box.intersection(other.box))
      }
    }
    let sum = cells.reduce(0) { $0 + count($1.box) }
    if sum != count(universe) {
      report("partition", "The cells hold \(sum) of \(count(universe)) cases.", nil)
    }
  }

  /// Variants overlap only where a row documents it, and every documented overlap occurs.
  mutating func checkOverlaps() {
    var found: Set<Set<String>> = []
    for cell in cells where cell.result.variantIndices.count > 1 {
      let codes = Set(codes(of: cell.result))
      if !criteria.overlaps.contains(where: { Set($0.variants) == codes }), !found.contains(codes) {
        report(
          "overlap",
          "The variants \(name(of: cell.result)) fit the same case and no row of \"overlaps\" "
            + "says so.", cell.box)
      }
      found.insert(codes)
    }
    for row in criteria.overlaps where !found.contains(Set(row.variants)) {
      report("unreachable", "The overlap \(row.id) is documented and never occurs.", nil)
    }
  }

  /// Every variant, each of its conditions and every row of another topic decide some case.
  mutating func checkReachability() {
    for (index, row) in criteria.notCovered.enumerated()
    where !cells.contains(where: { $0.result == .notCovered(index) }) {
      report("unreachable", "No case comes to the row \"\(row.id)\" of \"not-covered\".", nil)
    }
    for (index, variant) in criteria.variants.enumerated() {
      let own = cells.filter { $0.result.variantIndices.contains(index) }
      if own.isEmpty {
        report("unreachable", "No case comes to the variant \"\(variant.code)\".", nil)
        continue
      }
      for (number, box) in criteria.table.variants[index].enumerated()
      where !own.contains(where: { $0.box.intersects(box) }) {
        report(
          "unreachable",
          "Condition \(number + 1) of the variant \"\(variant.code)\" decides no case.", nil)
      }
    }
  }

  /// Where no variant fits, a row explains why, and every such row explains something.
  mutating func checkGaps() {
    let gaps = cells.filter { $0.result == .variants(0) }
    let rows = criteria.remarks.filter(\.explainsGap)
    let explained = rows.flatMap { $0.condition.when.map(\.box) }
    for gap in gaps {
      var open = [gap.box]
      for box in explained {
        var rest: [CaseBox] = []
        for piece in open { piece.subtracting(box, into: &rest) }
        open = rest
      }
      if let piece = open.first {
        report("gap", "No variant fits and no row of \"remarks\" with \"gap\" says why.", piece)
        break
      }
    }
    for row in rows {
      let boxes = row.condition.when.map(\.box)
      if !gaps.contains(where: { gap in boxes.contains { $0.intersects(gap.box) } }) {
        report("unreachable", "The gap \(row.id) is explained and never occurs.", nil)
      }
    }
  }

  /// What the claims restate apart from the rules follows from them.
  mutating func checkClaims() {
    for claim in criteria.claims {
      var isEmpty = true
      for cell in cells {
        let part = cell.box.intersection(claim.when.box)
        if part.isEmpty { continue }
        isEmpty = false
        if Set(codes(of: cell.result)) != Set(claim.variants) {
          report(
            "claim", "\(claim.id): \(claim.text) The rules give \(name(of: cell.result)).", part)
          break
        }
      }
      if isEmpty { report("unreachable", "The claim \(claim.id) speaks of no case.", nil) }
    }
  }

  // MARK: Words and numbers

  mutating func report(_ property: String, _ message: String, _ box: CaseBox?) {
    faults.append(
      .init(property: property, message: message, witness: box.map(witness) ?? []))
  }

  /// The first case of a box, answer by answer, on the lanes that the rules ask for.
  func witness(_ box: CaseBox) -> [String] {
    lanes.map { lane in
      let dimension = criteria.space.dimensions[lane]
      let answer = dimension.values(box[lane]).first?.rawValue ?? "-"
      return "\(dimension.key) \(answer)"
    }
  }

  /// The cases of a box over the lanes that the rules ask for.
  func count(_ box: CaseBox) -> Int {
    lanes.reduce(1) { $0 * box[$1].nonzeroBitCount }
  }

  func codes(of result: VariantTable.Result) -> [String] {
    result.variantIndices.map { criteria.variants[$0].code }
  }

  func outcome(of result: VariantTable.Result) -> Outcome {
    if result.isNotCovered { return .notCovered }
    return switch result.variantIndices.count {
    case 0: .noVariant
    case 1: .matched
    default: .overlap
    }
  }

  func name(of result: VariantTable.Result) -> String {
    if case .notCovered(let index) = result { return criteria.notCovered[index].id }
    let codes = codes(of: result)
    return codes.isEmpty ? "no variant" : codes.joined(separator: " + ")
  }
}

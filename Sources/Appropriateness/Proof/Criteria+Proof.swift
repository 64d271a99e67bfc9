import CaseRecord

extension Criteria {
  /// Proves that the rules have no hole.
  ///
  /// The rules are divided into boxes without common cases; every property is then one of boxes. Beyond that, as far as
  /// the extent goes, every case and every record is evaluated naively, straight from the rows of the file, and engine
  /// and rows have to agree on each.
  ///
  /// - Parameter extent: how far to go.
  /// - Returns: the counts, and a counterexample for everything that fails.
  public func prove(_ extent: Proof.Extent = .records) -> Proof {
    var prover = Prover(self)
    prover.checkPartition()
    prover.checkOverlaps()
    prover.checkReachability()
    prover.checkGaps()
    prover.checkPrecedence()
    if extent.isEnumerating {
      prover.checkByEnumeration()
      prover.checkSentences()
    }
    let records = extent.records.flatMap { prover.checkRecords($0) }
    return prover.proof(isEnumerated: extent.isEnumerating, records: records)
  }
}

/// The proof in the making.
struct Prover {
  let criteria: Criteria
  /// The lanes that the rules ask for.
  let lanes: [Int]
  /// The cells of the rules.
  let cells: [VariantTable.Cell]
  /// How many cases each row of `precedence` speaks of.
  var spoken: [Int] = []
  /// The number of rows that were found to say something.
  var sentences = 0
  private var faults: [Proof.Counterexample] = []

  init(_ criteria: Criteria) {
    self.criteria = criteria
    cells = criteria.table.cells
    let boxes =
      criteria.table.notCovered + criteria.table.variants.flatMap { $0 }
      + criteria.precedence.map { $0.when.box.intersection(criteria.space.whole) }
    lanes = criteria.space.dimensions.indices.filter { lane in
      boxes.contains { $0[lane] != criteria.space.all(lane) }
    }
  }

  func proof(isEnumerated: Bool, records: Proof.RecordCount?) -> Proof {
    let tally = zip(criteria.precedence, spoken).map { row, cases in
      Proof.Tally(row: row.id, outcome: row.outcome, name: row.name, cases: cases)
    }
    let unnamed = criteria.remarks.filter { $0.explainsGap && $0.entries.isEmpty }
    return Proof(
      edition: criteria.edition.code, dimensions: lanes.map { criteria.space.dimensions[$0].key },
      cases: count(criteria.space.whole), cells: cells.count, tally: tally,
      unnamedGaps: unnamed.map { "\($0.id) (\($0.sources.joined(separator: ", ")))" },
      namedEntries: criteria.namedEntries, sentences: sentences, isEnumerated: isEnumerated,
      records: records, counterexamples: faults)
  }

  // MARK: Words and numbers

  /// Notes a fault; of each property the first few are enough.
  mutating func report(_ property: Proof.Property, _ message: String, case box: CaseBox? = nil) {
    report(property, message, witness: box.map(witness) ?? [])
  }

  mutating func report(_ property: Proof.Property, _ message: String, witness: [String]) {
    guard faults.count(where: { $0.property == property }) < 5 else { return }
    faults.append(.init(property: property, message: message, witness: witness))
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

  func codes(of number: Int) -> [String] {
    criteria.table.results[number].variantIndices.map { criteria.variants[$0].code }
  }

  func name(of number: Int) -> String {
    if case .notCovered(let index) = criteria.table.results[number] {
      return criteria.notCovered[index].id
    }
    let codes = codes(of: number)
    return codes.isEmpty ? "no variant" : codes.joined(separator: " + ")
  }
}

extension PrecedenceRow {
  /// The outcome of its cases.
  var outcome: Outcome {
    switch result {
    case .notCovered: .notCovered
    case .variants(let codes): codes.count > 1 ? .overlap : .matched
    case .gap: .noVariant
    }
  }

  /// What its cases come to, in a few words.
  var name: String {
    switch result {
    case .notCovered(let id), .gap(let id): id
    case .variants(let codes): codes.joined(separator: " + ")
    }
  }
}

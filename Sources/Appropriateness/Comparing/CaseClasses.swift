import CaseRecord

/// Which complete cases two editions answer differently: all of them, not examples.
public struct CaseClasses: Sendable, Hashable {
  /// Cases that come from one result to another one.
  public struct Move: Sendable, Hashable {
    /// What the former edition makes of them.
    public let before: Result
    /// What the current edition makes of them.
    public let after: Result
    /// The number of complete cases.
    public let cases: Int
    /// Whether other variants fit, or another topic covers the case; else only ratings differ.
    public let isElsewhere: Bool
  }

  /// What an edition makes of a case.
  public struct Result: Sendable, Hashable {
    /// `matched`, `overlap`, `no-variant` or `not-covered`.
    public let outcome: Outcome
    /// The variants that fit, or the row of the other topic.
    public let codes: [String]
  }

  /// How one option changes.
  public struct OptionClasses: Sendable, Hashable {
    /// The option.
    public let option: String
    /// Its name for a reader.
    public let title: String
    /// The classes of cases in which it was rated or is, and not alike; those that were and are come first.
    public let changes: [Change]

    /// The number of cases in which its rating changes.
    public var cases: Int { changes.reduce(0) { $0 + $1.cases } }
  }

  /// Cases for which an option's standing changes alike.
  public struct Change: Sendable, Hashable {
    /// How the option stood.
    public let before: Standing
    /// How it stands.
    public let after: Standing
    /// The number of complete cases.
    public let cases: Int
    /// Who they are: conditions of which at least one holds.
    public let descriptions: [CaseDescription]
    /// Whether it is proven that no fewer conditions say it.
    public let isSmallest: Bool

    /// The step from one rating to the other, when both are one rating.
    public var step: RatingChange? { before.change(to: after) }
  }

  /// The questions for which the rules of either edition ask; no other can change a result.
  public let dimensions: [String]
  /// The number of complete cases over these.
  public let cases: Int
  /// The number of cases for which both editions come to the same result and rate every option alike.
  public let unchanged: Int
  /// Every other pair of results, the most frequent first.
  public let moves: [Move]
  /// The options, each with the cases for which its standing changes.
  public let options: [OptionClasses]
  /// Whether every case was also evaluated one by one by both editions, without boxes, and agreed.
  public let isEnumerated: Bool
}

/// The division of all cases by what two editions make of them.
struct CaseDivision {
  /// Cases that come to the same pair of results.
  struct Cell {
    let box: CaseBox
    let before: VariantTable.Result
    let after: VariantTable.Result
  }

  /// More cases than this are not gone through one by one.
  static let mostEnumerated = 20_000_000

  let pair: EditionPair
  let shared: SharedCaseSpace
  let cells: [Cell]

  /// A division that is known.
  init(pair: EditionPair, shared: SharedCaseSpace, cells: [Cell]) {
    self.pair = pair
    self.shared = shared
    self.cells = cells
  }

  /// Divides all cases.
  init(_ pair: EditionPair) throws(ComparisonError) {
    let shared = try SharedCaseSpace(pair)
    var cells: [Cell] = []
    let former = pair.former.table
    let current = pair.current.table
    let news = current.cells.map { (box: shared.box($0.box, of: .current), result: $0.result) }
    for old in former.cells {
      let moved = shared.box(old.box, of: .former)
      for part in shared.universe.map(moved.intersection) where !part.isEmpty {
        for new in news where new.box.intersects(part) {
          cells.append(
            Cell(
              box: new.box.intersection(part), before: former.results[old.result],
              after: current.results[new.result]))
        }
      }
    }
    self.init(pair: pair, shared: shared, cells: cells)
  }

  /// The classes of cases that change.
  ///
  /// - Parameter isEnumerating: whether to check every case one by one as well, when there are not too many.
  /// - Returns: the classes, with their counts.
  /// - Throws: when the two ways of working it out disagree, which is a fault of the program.
  func classes(isEnumerating: Bool) throws(ComparisonError) -> CaseClasses {
    let cases = shared.universe.reduce(0) { $0 + shared.count($1) }
    let isEnumerated = isEnumerating && cases <= CaseDivision.mostEnumerated
    if isEnumerated { try checkByEnumeration(of: cases) }
    let options = pair.options.map(classes)
    let moves = moves()
    return CaseClasses(
      dimensions: shared.lanes.map { shared.space.dimensions[$0].key }, cases: cases,
      unchanged: cases - moves.reduce(0) { $0 + $1.cases }, moves: moves, options: options,
      isEnumerated: isEnumerated)
  }

  // MARK: By result

  private func moves() -> [CaseClasses.Move] {
    struct Results: Hashable {
      let before: VariantTable.Result
      let after: VariantTable.Result
    }
    var order: [Results] = []
    var counts: [Results: Int] = [:]
    for cell in cells {
      let results = Results(before: cell.before, after: cell.after)
      if counts[results] == nil { order.append(results) }
      counts[results, default: 0] += shared.count(cell.box)
    }
    let moves = order.compactMap { results -> CaseClasses.Move? in
      let before = result(results.before, in: pair.former)
      let after = result(results.after, in: pair.current)
      let isElsewhere = isElsewhere(before, after)
      let isRatedAlike = pair.options.allSatisfy { option in
        pair.former.standing(of: option.code, under: results.before)
          == pair.current.standing(of: option.code, under: results.after)
      }
      if !isElsewhere && isRatedAlike { return nil }
      return CaseClasses.Move(
        before: before, after: after, cases: counts[results] ?? 0, isElsewhere: isElsewhere)
    }
    return moves.enumerated().sorted { one, other in
      (-one.element.cases, one.offset) < (-other.element.cases, other.offset)
    }.map(\.element)
  }

  private func isElsewhere(_ before: CaseClasses.Result, _ after: CaseClasses.Result) -> Bool {
    switch (before.outcome, after.outcome) {
    case (.notCovered, .notCovered): before.codes != after.codes
    case (.notCovered, _), (_, .notCovered): true
    default: !pair.correspond(before.codes, after.codes)
    }
  }

  private func result(
    _ result: VariantTable.Result, in criteria: Criteria
  ) -> CaseClasses.Result {
    if case .notCovered(let row) = result {
      return CaseClasses.Result(outcome: .notCovered, codes: [criteria.notCovered[row].id])
    }
    let codes = result.variantIndices.map { criteria.variants[$0].code }
    let outcome: Outcome = codes.isEmpty ? .noVariant : codes.count == 1 ? .matched : .overlap
    return CaseClasses.Result(outcome: outcome, codes: codes)
  }

  // MARK: By option

  private func classes(of option: OptionRow) -> CaseClasses.OptionClasses {
    struct Step: Hashable {
      let before: Standing
      let after: Standing
    }
    let steps = cells.map { cell in
      Step(
        before: pair.former.standing(of: option.code, under: cell.before),
        after: pair.current.standing(of: option.code, under: cell.after))
    }
    var order: [Step] = []
    for step in steps where step.before != step.after && !order.contains(step) {
      // Without a rating before or after, none has changed.
      if step.before.isRated || step.after.isRated { order.append(step) }
    }
    let changes = order.map { step in
      var own: [CaseBox] = []
      var others: [CaseBox] = []
      for (cell, its) in zip(cells, steps) {
        if its == step { own.append(cell.box) } else { others.append(cell.box) }
      }
      let cover = BoxCover(of: own, butNot: others, over: shared.lanes)
      return CaseClasses.Change(
        before: step.before, after: step.after,
        cases: own.reduce(0) { $0 + shared.count($1) },
        descriptions: cover.boxes.map {
          CaseDescription($0, lanes: shared.lanes, in: shared.space)
        }, isSmallest: cover.isSmallest)
    }
    let ordered = changes.enumerated().sorted { one, other in
      (one.element.rank, one.offset) < (other.element.rank, other.offset)
    }.map(\.element)
    return CaseClasses.OptionClasses(option: option.code, title: option.title, changes: ordered)
  }

  // MARK: One by one

  /// Goes through every case: both editions, evaluated straight from their rows, come to what the cell says, and every
  /// case lies in exactly one cell.
  private func checkByEnumeration(of cases: Int) throws(ComparisonError) {
    let former = shared.ownLanes(of: .former)
    let current = shared.ownLanes(of: .current)
    let formerRules = NaiveRules(pair.former, lanes: former.lanes)
    let currentRules = NaiveRules(pair.current, lanes: current.lanes)
    let radices = shared.lanes.map { shared.space.dimensions[$0].domain.count }
    var isSeen = [Bool](repeating: false, count: radices.reduce(1, *))
    var seen = 0
    var isSound = true
    for cell in cells {
      cell.box.forEachCase(over: shared.lanes) { answers in
        let number = zip(answers, radices).reduce(0) { $0 * $1.1 + $1.0 }
        if isSeen[number] || formerRules.result(former.places.map { answers[$0] }) != cell.before
          || currentRules.result(current.places.map { answers[$0] }) != cell.after
        {
          isSound = false
        }
        isSeen[number] = true
        seen += 1
      }
    }
    guard isSound, seen == cases else {
      throw ComparisonError(
        description: "boxes and case-by-case evaluation disagree, which is a fault of this "
          + "program; please report it with both criteria files")
    }
  }
}

extension CaseClasses.Change {
  /// Reversed ratings first, then those that moved, then what is new or gone, then the rest.
  fileprivate var rank: Int {
    switch step {
    case .reversed: 0
    case .up: 1
    case .down: 2
    case .agreement: 3
    case .new: 4
    case .dropped: 5
    case .unchanged, nil: 6
    }
  }
}

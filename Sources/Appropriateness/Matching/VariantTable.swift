/// The rules of an edition as boxes: what the matcher needs, and nothing to read.
struct VariantTable: Sendable {
  /// What a complete case comes to.
  enum Result: Sendable, Hashable {
    /// Another topic: the index of the row.
    case notCovered(Int)
    /// The indices of the variants that fit: none for no variant, several for an overlap.
    case variants(BitSet)
  }

  /// A box of cases that all come to the same result.
  struct Cell: Sendable {
    let box: CaseBox
    /// The number of the result.
    let result: Int
  }

  /// Where two cells with different results touch: cases that differ in one answer only.
  private struct Border: Sendable, Hashable {
    let lane: Int
    /// The answers on either side.
    let one: UInt8
    let other: UInt8
    /// The cases on both sides, whatever the answer in the lane.
    let box: CaseBox
  }

  /// The conditions of the not-covered rows, in order.
  let notCovered: [CaseBox]
  /// The alternatives of each variant, in order of precedence.
  let variants: [[CaseBox]]
  /// The variants that each variant overrides.
  let overridden: [BitSet]
  /// What cases come to, each once.
  let results: [Result]
  /// All cases, divided into boxes without common cases.
  let cells: [Cell]
  /// The numbers of the results that are another topic.
  let otherTopics: BitSet
  /// The number of the result that no variant fits, if it occurs.
  let gap: BitSet

  private let borders: [Border]

  init(notCovered: [NotCoveredRow], variants: [VariantRow], space: CaseSpace) {
    self.notCovered = notCovered.map { $0.when.box.intersection(space.whole) }
    let variants = variants.prefix(BitSet.capacity)
    self.variants = variants.map { variant in
      variant.conditions.map { $0.box.intersection(space.whole) }.filter { !$0.isEmpty }
    }
    overridden = variants.map { variant in
      var bits = BitSet()
      for (index, other) in variants.enumerated() where variant.overrides.contains(other.code) {
        bits.insert(index)
      }
      return bits
    }
    var division = Division(of: space.whole)
    division.takeOut(self.notCovered)
    division.divide(by: self.variants, overridden: overridden)
    cells = division.cells
    results = division.results
    var otherTopics = BitSet()
    var gap = BitSet()
    for (number, result) in results.prefix(BitSet.capacity).enumerated() {
      if result.isNotCovered { otherTopics.insert(number) }
      if result == .variants([]) { gap.insert(number) }
    }
    self.otherTopics = otherTopics
    self.gap = gap
    borders = VariantTable.borders(of: cells)
  }

  private static func borders(of cells: [Cell]) -> [Border] {
    var borders: Set<Border> = []
    for (index, one) in cells.enumerated() {
      for other in cells[(index + 1)...] where one.result != other.result {
        guard let lane = one.box.onlyLaneApart(from: other.box) else { continue }
        var box = one.box.intersection(other.box)
        box[lane] = .max
        borders.insert(Border(lane: lane, one: one.box[lane], other: other.box[lane], box: box))
      }
    }
    return Array(borders)
  }

  /// The numbers of the results that occur within a box.
  func results(in box: CaseBox) -> BitSet {
    var found = BitSet()
    for cell in cells where cell.box.intersects(box) { found.insert(cell.result) }
    return found
  }

  /// The variants of some results, all together.
  func variants(of numbers: BitSet) -> BitSet {
    var all = BitSet()
    for number in numbers {
      if case .variants(let variants) = results[number] { all.formUnion(variants) }
    }
    return all
  }

  /// The lanes of a box in which two cases may differ, in nothing else, and come to different results.
  func relevantLanes(in box: CaseBox) -> BitSet {
    var relevant = BitSet()
    for border in borders where !relevant.contains(border.lane) {
      let open = box[border.lane]
      if open & border.one != 0, open & border.other != 0, border.box.intersects(box) {
        relevant.insert(border.lane)
      }
    }
    return relevant
  }
}

extension VariantTable.Result {
  /// The indices of the variants that fit.
  var variantIndices: [Int] {
    guard case .variants(let bits) = self else { return [] }
    return Array(bits)
  }

  /// Whether the case belongs to another topic.
  var isNotCovered: Bool {
    if case .notCovered = self { true } else { false }
  }
}

/// All cases on the way to being divided into cells.
private struct Division {
  /// A box of cases with the variants that fit, overridden ones included.
  private struct Region {
    let box: CaseBox
    var fits = BitSet()
  }

  private(set) var cells: [VariantTable.Cell] = []
  private(set) var results: [VariantTable.Result] = []
  private var regions: [Region]

  init(of whole: CaseBox) {
    regions = [Region(box: whole)]
  }

  /// Takes the cases of other topics out, row after row.
  mutating func takeOut(_ conditions: [CaseBox]) {
    for (index, condition) in conditions.enumerated() {
      var rest: [CaseBox] = []
      for region in regions {
        add(region.box.intersection(condition), .notCovered(index))
        region.box.subtracting(condition, into: &rest)
      }
      regions = rest.map { Region(box: $0) }
    }
  }

  /// Divides the other cases by the variants that fit; those that another one overrides do not count.
  mutating func divide(by variants: [[CaseBox]], overridden: [BitSet]) {
    for (index, alternatives) in variants.enumerated() { divide(by: alternatives, of: index) }
    for region in regions {
      var remaining = region.fits
      for index in region.fits { remaining.subtract(overridden[index]) }
      add(region.box, .variants(remaining))
    }
  }

  private mutating func divide(by alternatives: [CaseBox], of variant: Int) {
    var divided: [Region] = []
    for region in regions {
      var fits = region.fits
      fits.insert(variant)
      var open = [region.box]
      for alternative in alternatives {
        var rest: [CaseBox] = []
        for box in open {
          let hit = box.intersection(alternative)
          if !hit.isEmpty { divided.append(Region(box: hit, fits: fits)) }
          box.subtracting(alternative, into: &rest)
        }
        open = rest
      }
      divided += open.map { Region(box: $0, fits: region.fits) }
    }
    regions = divided
  }

  private mutating func add(_ box: CaseBox, _ result: VariantTable.Result) {
    if box.isEmpty { return }
    if !results.contains(result) { results.append(result) }
    cells.append(.init(box: box, result: results.firstIndex(of: result) ?? 0))
  }
}

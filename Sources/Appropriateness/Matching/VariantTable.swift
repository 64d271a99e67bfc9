/// The rules of an edition as boxes: what the matcher needs, and nothing to read.
struct VariantTable: Sendable {
  /// What a complete case comes to.
  enum Result: Sendable, Hashable {
    /// Another topic: the index of the row.
    case notCovered(Int)
    /// The variants that fit: a bit for each index; none for no variant, several for an overlap.
    case variants(UInt32)
  }

  /// A box of cases that all come to the same result.
  struct Cell: Sendable {
    var box: CaseBox
    let result: Result
  }

  /// Variants that one set of bits can hold.
  static let mostVariants = 32

  /// The conditions of the not-covered rows, in order.
  let notCovered: [CaseBox]
  /// The alternatives of each variant, in order of precedence.
  let variants: [[CaseBox]]
  /// The variants that each variant overrides.
  let overridden: [UInt32]

  init(notCovered: [NotCoveredRow], variants: [VariantRow], space: CaseSpace) {
    self.notCovered = notCovered.map { $0.when.box.intersection(space.whole) }
    let variants = variants.prefix(VariantTable.mostVariants)
    self.variants = variants.map { variant in
      variant.conditions.map { $0.box.intersection(space.whole) }.filter { !$0.isEmpty }
    }
    overridden = variants.map { variant in
      var bits: UInt32 = 0
      for (index, other) in variants.enumerated() where variant.overrides.contains(other.code) {
        bits |= 1 << UInt32(index)
      }
      return bits
    }
  }

  /// Divides a box into cells without common cases, each with its result.
  func cells(of box: CaseBox) -> [Cell] {
    var cells: [Cell] = []
    var open = [box]
    for (index, condition) in notCovered.enumerated() {
      var rest: [CaseBox] = []
      for box in open {
        let hit = box.intersection(condition)
        if !hit.isEmpty { cells.append(Cell(box: hit, result: .notCovered(index))) }
        box.subtracting(condition, into: &rest)
      }
      open = rest
    }
    var regions = open.map { (box: $0, fits: UInt32(0)) }
    for (index, alternatives) in variants.enumerated() {
      regions = divide(regions, by: alternatives, bit: 1 << UInt32(index))
    }
    for region in regions {
      cells.append(Cell(box: region.box, result: .variants(effective(region.fits))))
    }
    return cells
  }

  private func divide(
    _ regions: [(box: CaseBox, fits: UInt32)], by alternatives: [CaseBox], bit: UInt32
  ) -> [(box: CaseBox, fits: UInt32)] {
    var divided: [(box: CaseBox, fits: UInt32)] = []
    divided.reserveCapacity(regions.count * 2)
    var open: [CaseBox] = []
    var rest: [CaseBox] = []
    for region in regions {
      open.removeAll(keepingCapacity: true)
      open.append(region.box)
      for alternative in alternatives {
        rest.removeAll(keepingCapacity: true)
        for box in open {
          let hit = box.intersection(alternative)
          if !hit.isEmpty { divided.append((hit, region.fits | bit)) }
          box.subtracting(alternative, into: &rest)
        }
        swap(&open, &rest)
      }
      for box in open { divided.append((box, region.fits)) }
    }
    return divided
  }

  /// The variants that remain when those that another fitting variant overrides are taken out.
  func effective(_ fits: UInt32) -> UInt32 {
    var remaining = fits
    for (index, bits) in overridden.enumerated() where fits & (1 << UInt32(index)) != 0 {
      remaining &= ~bits
    }
    return remaining
  }
}

extension VariantTable.Result {
  /// The indices of the variants that fit.
  var variantIndices: [Int] {
    guard case .variants(var bits) = self else { return [] }
    var indices: [Int] = []
    while bits != 0 {
      indices.append(bits.trailingZeroBitCount)
      bits &= bits - 1
    }
    return indices
  }

  /// Whether the case belongs to another topic.
  var isNotCovered: Bool {
    if case .notCovered = self { true } else { false }
  }
}

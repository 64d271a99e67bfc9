/// A set of cases that is a product: for every dimension the answers that are allowed.
///
/// The variants of the criteria are unions of boxes, and so is what a record leaves open; all reasoning of the
/// engine is intersecting, subtracting and counting boxes. A lane of eight bits holds one dimension, one bit
/// for each answer; the eighth bit stays clear, so that all lanes of a word can be tested for emptiness by
/// one addition.
struct CaseBox: Sendable, Hashable {
  /// Dimensions that fit.
  static let laneCount = 32
  /// Answers that fit into one dimension.
  static let answersPerLane = 7

  private static let full: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let top: UInt64 = 0x8080_8080_8080_8080

  private var first = CaseBox.full
  private var second = CaseBox.full
  private var third = CaseBox.full
  private var fourth = CaseBox.full

  /// The box of which nothing is excluded.
  static let everything = CaseBox()

  /// The answers allowed in one dimension, a bit for each.
  subscript(lane: Int) -> UInt8 {
    get {
      UInt8(truncatingIfNeeded: word(lane >> 3) >> CaseBox.shift(lane))
    }
    set {
      let shift = CaseBox.shift(lane)
      let cleared = word(lane >> 3) & ~(0x7F << shift)
      setWord(lane >> 3, to: cleared | (UInt64(newValue & 0x7F) << shift))
    }
  }

  /// Whether no case is in it: some dimension has no answer left.
  var isEmpty: Bool {
    !(CaseBox.hasNoEmptyLane(first) && CaseBox.hasNoEmptyLane(second)
      && CaseBox.hasNoEmptyLane(third) && CaseBox.hasNoEmptyLane(fourth))
  }

  /// The cases that are in both; may be empty.
  func intersection(_ other: CaseBox) -> CaseBox {
    var result = self
    result.first &= other.first
    result.second &= other.second
    result.third &= other.third
    result.fourth &= other.fourth
    return result
  }

  /// The smallest box that holds both.
  func hull(with other: CaseBox) -> CaseBox {
    var result = self
    result.first |= other.first
    result.second |= other.second
    result.third |= other.third
    result.fourth |= other.fourth
    return result
  }

  /// Whether a case is in both.
  func intersects(_ other: CaseBox) -> Bool {
    !intersection(other).isEmpty
  }

  /// Whether every case of the other is in this one.
  func contains(_ other: CaseBox) -> Bool {
    other.intersection(self) == other
  }

  /// The cases of this box that are not in the other, as boxes without common cases.
  ///
  /// Peels one dimension after the other: what lies outside in that dimension is a piece, the rest goes on.
  func subtracting(_ other: CaseBox, into pieces: inout [CaseBox]) {
    if !intersects(other) {
      pieces.append(self)
      return
    }
    var rest = self
    for lane in 0..<CaseBox.laneCount {
      let outside = rest[lane] & ~other[lane]
      if outside != 0 {
        var piece = rest
        piece[lane] = outside
        pieces.append(piece)
        rest[lane] = rest[lane] & other[lane]
      }
    }
  }

  /// The one dimension in which the two have no answer in common; `nil` when there is none or more than one.
  ///
  /// Two cases that differ in a single answer lie in two such boxes.
  func onlyLaneApart(from other: CaseBox) -> Int? {
    let common = intersection(other)
    var found: Int?
    for index in 0..<4 {
      let word = common.word(index)
      var empty = ~(word &+ CaseBox.full) & CaseBox.top
      while empty != 0 {
        if found != nil { return nil }
        found = index * 8 + empty.trailingZeroBitCount / 8
        empty &= empty - 1
      }
    }
    return found
  }

  private static func shift(_ lane: Int) -> UInt64 {
    UInt64((lane & 7) * 8)
  }

  private static func hasNoEmptyLane(_ word: UInt64) -> Bool {
    (word &+ full) & top == top
  }

  private func word(_ index: Int) -> UInt64 {
    switch index {
    case 0: first
    case 1: second
    case 2: third
    default: fourth
    }
  }

  private mutating func setWord(_ index: Int, to word: UInt64) {
    switch index {
    case 0: first = word
    case 1: second = word
    case 2: third = word
    default: fourth = word
    }
  }
}

/// A set of small numbers, a bit for each: results, variants or lanes.
struct BitSet: Sendable, Hashable {
  /// Numbers below this fit.
  static let capacity = 64

  private(set) var bits: UInt64 = 0

  /// Whether nothing is in it.
  var isEmpty: Bool { bits == 0 }
  /// How many are in it.
  var count: Int { bits.nonzeroBitCount }
  /// The smallest number.
  var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

  /// Whether a number is in it.
  func contains(_ number: Int) -> Bool { bits & (1 << UInt64(number)) != 0 }

  /// Whether some number is in both.
  func intersects(_ other: BitSet) -> Bool { bits & other.bits != 0 }

  /// Whether every number is in the other.
  func isSubset(of other: BitSet) -> Bool { bits & ~other.bits == 0 }

  /// Adds a number.
  mutating func insert(_ number: Int) { bits |= 1 << UInt64(number) }

  /// Takes a number out.
  mutating func remove(_ number: Int) { bits &= ~(1 << UInt64(number)) }

  /// Adds every number of another set.
  mutating func formUnion(_ other: BitSet) { bits |= other.bits }

  /// Takes every number of another set out.
  mutating func subtract(_ other: BitSet) { bits &= ~other.bits }
}

extension BitSet {
  /// Creates a set of numbers.
  init(_ numbers: some Sequence<Int>) {
    for number in numbers { insert(number) }
  }
}

extension BitSet: ExpressibleByArrayLiteral {
  /// Creates a set of numbers.
  init(arrayLiteral numbers: Int...) {
    self.init(numbers)
  }
}

/// In ascending order.
extension BitSet: Sequence {
  struct Iterator: IteratorProtocol {
    fileprivate var bits: UInt64

    mutating func next() -> Int? {
      guard bits != 0 else { return nil }
      defer { bits &= bits - 1 }
      return bits.trailingZeroBitCount
    }
  }

  func makeIterator() -> Iterator { Iterator(bits: bits) }
}

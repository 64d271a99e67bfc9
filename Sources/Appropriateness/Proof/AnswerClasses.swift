/// For each question of the rules, the answers that no rule tells apart, put together.
///
/// Cases that differ only inside classes come to the same result; so it is enough to go through classes. That it is so
/// is checked on every case, and that no cell of the engine cuts through a class as well.
struct AnswerClasses {
  /// The lanes.
  let lanes: [Int]
  /// For each lane its classes, in the order of their first answers, each as bits.
  let classes: [[UInt8]]

  init(_ criteria: Criteria, lanes: [Int]) {
    let boxes = criteria.table.notCovered + criteria.table.variants.flatMap { $0 }
    self.lanes = lanes
    classes = lanes.map { lane in
      var classes: [(signature: [Bool], bits: UInt8)] = []
      for answer in criteria.space.dimensions[lane].domain.indices {
        let bit = UInt8(1) << UInt8(answer)
        let signature = boxes.map { $0[lane] & bit != 0 }
        if let index = classes.firstIndex(where: { $0.signature == signature }) {
          classes[index].bits |= bit
        } else {
          classes.append((signature, bit))
        }
      }
      return classes.map(\.bits)
    }
  }

  /// The class of an answer at a position.
  func index(of answer: Int, at position: Int) -> Int {
    classes[position].firstIndex { $0 & (1 << UInt8(answer)) != 0 } ?? 0
  }

  /// The first answer of a class.
  func representative(_ index: Int, at position: Int) -> Int {
    classes[position][index].trailingZeroBitCount
  }

  /// The classes that some answers touch, all of each.
  func closure(of bits: UInt8, at position: Int) -> UInt8 {
    classes[position].filter { $0 & bits != 0 }.reduce(0, |)
  }
}

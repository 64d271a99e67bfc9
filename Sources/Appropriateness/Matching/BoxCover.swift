/// A set of cases described by as few boxes as possible, each as large as possible; boxes may share cases.
struct BoxCover {
  /// The boxes, the largest first.
  let boxes: [CaseBox]
  /// Whether it is proven that no fewer boxes do; only very ragged sets exhaust the search.
  let isSmallest: Bool

  private static let mostMaximalBoxes = 2_000
  private static let mostSteps = 20_000

  /// Describes cases.
  ///
  /// - Parameters:
  ///   - cases: the cases, as boxes without common cases.
  ///   - others: boxes that hold every case that must not be described; what is in neither may be.
  ///   - lanes: the dimensions in which they differ.
  init(of cases: [CaseBox], butNot others: [CaseBox], over lanes: [Int]) {
    guard let hull = cases.dropFirst().reduce(cases.first, { $0?.hull(with: $1) }) else {
      boxes = []
      isSmallest = true
      return
    }
    let search = Search(
      lanes: lanes, cases: cases, others: others.filter(hull.intersects), bounds: hull)
    let grown = search.grownBoxes()
    var found = (boxes: grown, isSmallest: grown.count <= 1)
    if !found.isSmallest, let maximal = search.maximalBoxes() {
      found = search.smallest(of: maximal, orElse: grown)
    }
    // What lies in neither may still be taken in, where that makes a box larger and so its words fewer.
    let bounds = others.reduce(hull) { $0.hull(with: $1) }
    let everywhere = Search(lanes: lanes, cases: cases, others: others, bounds: bounds)
    boxes = found.boxes.map(everywhere.grown).sorted(by: search.isBefore)
    isSmallest = found.isSmallest
  }

  private struct Search {
    let lanes: [Int]
    let cases: [CaseBox]
    let others: [CaseBox]
    /// Boxes do not grow beyond it.
    let bounds: CaseBox

    func size(_ box: CaseBox) -> Int {
      lanes.reduce(1) { $0 * box[$1].nonzeroBitCount }
    }

    /// The larger first; among equals by their answers, so that the order is always the same.
    func isBefore(_ one: CaseBox, _ other: CaseBox) -> Bool {
      let sizes = (size(one), size(other))
      if sizes.0 != sizes.1 { return sizes.0 > sizes.1 }
      return lanes.map { one[$0] }.lexicographicallyPrecedes(lanes.map { other[$0] })
    }

    /// The box with every answer added that takes no other case in.
    func grown(_ box: CaseBox) -> CaseBox {
      var grown = box
      for lane in lanes {
        for answer in 0..<CaseBox.answersPerLane {
          let bit: UInt8 = 1 << UInt8(answer)
          guard bounds[lane] & bit != 0, grown[lane] & bit == 0 else { continue }
          var larger = grown
          larger[lane] |= bit
          if !others.contains(where: larger.intersects) { grown = larger }
        }
      }
      return grown
    }

    /// Boxes that cover all cases, grown one by one: few, though perhaps not the fewest.
    func grownBoxes() -> [CaseBox] {
      var rest = cases
      var boxes: [CaseBox] = []
      while let largest = rest.min(by: isBefore) {
        let box = grown(largest)
        boxes.append(box)
        rest = rest.subtracting([box])
      }
      return boxes
    }

    /// Every box of cases that no larger one contains; `nil` when there are too many.
    func maximalBoxes() -> [CaseBox]? {
      var maximal = [bounds]
      for other in others.sorted(by: isBefore) {
        var kept: [CaseBox] = []
        var pieces: [CaseBox] = []
        for box in maximal {
          guard box.intersects(other) else {
            kept.append(box)
            continue
          }
          for lane in lanes {
            let outside = box[lane] & ~other[lane]
            if outside == 0 { continue }
            var piece = box
            piece[lane] = outside
            pieces.append(piece)
          }
        }
        // A piece may lie in a box that stays or in a larger piece; the boxes that stay lie in none.
        for piece in pieces.sorted(by: isBefore)
        where !kept.contains(where: { $0.contains(piece) }) {
          kept.append(piece)
        }
        if kept.count > BoxCover.mostMaximalBoxes { return nil }
        maximal = kept
      }
      return maximal.filter { box in cases.contains(where: box.intersects) }.sorted(by: isBefore)
    }

    /// The fewest of these boxes that cover all cases, found by trying one more each time.
    func smallest(
      of maximal: [CaseBox], orElse known: [CaseBox]
    ) -> (boxes: [CaseBox], isSmallest: Bool) {
      var steps = 0
      for count in 1..<known.count {
        if let found = cover(cases, with: maximal, atMost: count, &steps) { return (found, true) }
        if steps > BoxCover.mostSteps { return (known, false) }
      }
      return (known, true)
    }

    private func cover(
      _ rest: [CaseBox], with maximal: [CaseBox], atMost count: Int, _ steps: inout Int
    ) -> [CaseBox]? {
      if rest.isEmpty { return [] }
      steps += 1
      if count == 0 || steps > BoxCover.mostSteps { return nil }
      // The case that fewest boxes hold: one of them must be taken.
      let choices = rest.map { piece in
        let single = piece.firstCase(over: lanes)
        return maximal.filter { $0.contains(single) }
      }
      guard let fewest = choices.min(by: { $0.count < $1.count }) else { return nil }
      for box in fewest {
        if let others = cover(rest.subtracting([box]), with: maximal, atMost: count - 1, &steps) {
          return [box] + others
        }
      }
      return nil
    }
  }
}

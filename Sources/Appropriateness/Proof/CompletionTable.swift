import CaseRecord

/// What the completions of every set of cases come to, worked out naively.
///
/// A set of cases leaves in each lane one class of answers or all of them. Its results are those of the sets that are
/// left when one of its open lanes is answered; a set without an open lane is a case, and the rules are asked.
struct CompletionTable {
  /// The choices in one lane: its classes, then all of them together; one choice when the lane is held.
  struct Lane {
    let lane: Int
    let classes: [UInt8]
    let all: UInt8

    /// The number of choices.
    var count: Int { classes.count > 1 ? classes.count + 1 : 1 }

    /// The bits of a choice.
    func bits(_ choice: Int) -> UInt8 { choice < classes.count ? classes[choice] : all }

    /// The choice with these bits.
    func choice(_ bits: UInt8) -> Int? {
      bits == all && classes.count > 1 ? classes.count : classes.firstIndex(of: bits)
    }
  }

  let lanes: [Lane]
  /// The distance between two choices of a lane in the tables.
  let strides: [Int]
  /// The results of each set of cases, a bit for each number.
  let results: [BitSet]
  /// The positions of the lanes in which two cases of the set differ, in nothing else, and come to different results.
  let relevant: [BitSet]

  /// The number of sets.
  var count: Int { results.count }

  /// Fills the tables; `number` tells the number of what a case comes to, by its answers.
  init(_ lanes: [Lane], number: ([Int]) -> Int) {
    self.lanes = lanes
    var strides = [Int](repeating: 1, count: lanes.count)
    for position in lanes.indices.dropLast().reversed() {
      strides[position] = strides[position + 1] * lanes[position + 1].count
    }
    let count = lanes.reduce(1) { $0 * $1.count }
    var results = [BitSet](repeating: [], count: count)
    var relevant = [BitSet](repeating: [], count: count)
    var choices = [Int](repeating: 0, count: lanes.count)
    // Sets with more open lanes come later: "all" is the last choice of a lane.
    for index in 0..<count {
      var open = BitSet()
      for (position, lane) in lanes.enumerated() where choices[position] == lane.classes.count {
        open.insert(position)
      }
      if let first = open.first {
        var answered = index
        for _ in lanes[first].classes {
          answered -= strides[first]
          results[index].formUnion(results[answered])
          // Whether the first lane itself matters shows when another one is answered.
          var others = relevant[answered]
          others.remove(first)
          relevant[index].formUnion(others)
        }
        open.remove(first)
        answered = index
        if let second = open.first {
          for _ in lanes[second].classes {
            answered -= strides[second]
            if relevant[answered].contains(first) { relevant[index].insert(first) }
          }
        } else if results[index].count > 1 {
          relevant[index].insert(first)
        }
      } else {
        let answers = zip(lanes, choices).map { $0.classes[$1].trailingZeroBitCount }
        results[index].insert(number(answers))
      }
      for position in choices.indices.reversed() {
        choices[position] += 1
        if choices[position] < lanes[position].count { break }
        choices[position] = 0
      }
    }
    self.strides = strides
    self.results = results
    self.relevant = relevant
  }
}

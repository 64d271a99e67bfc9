extension CaseBox {
  /// The first case of the box in some dimensions; the others stay as they are.
  func firstCase(over lanes: [Int]) -> CaseBox {
    var single = self
    for lane in lanes { single[lane] = single[lane] & (~single[lane] &+ 1) }
    return single
  }

  /// Calls the body with every case of the box: for each of some dimensions the position of its answer.
  func forEachCase(over lanes: [Int], answers body: (_ answers: [Int]) -> Void) {
    let choices = lanes.map { lane in
      (0..<CaseBox.answersPerLane).filter { self[lane] & (1 << UInt8($0)) != 0 }
    }
    var positions = [Int](repeating: 0, count: choices.count)
    var answers = choices.map { $0.first ?? 0 }
    while true {
      body(answers)
      var digit = choices.count - 1
      while digit >= 0 {
        positions[digit] += 1
        if positions[digit] < choices[digit].count {
          answers[digit] = choices[digit][positions[digit]]
          break
        }
        positions[digit] = 0
        answers[digit] = choices[digit].first ?? 0
        digit -= 1
      }
      if digit < 0 { return }
    }
  }
}

extension [CaseBox] {
  /// The cases of boxes without common cases that are in none of the others.
  func subtracting(_ others: [CaseBox]) -> [CaseBox] {
    var rest = self
    for other in others {
      var pieces: [CaseBox] = []
      for box in rest { box.subtracting(other, into: &pieces) }
      rest = pieces
    }
    return rest
  }
}

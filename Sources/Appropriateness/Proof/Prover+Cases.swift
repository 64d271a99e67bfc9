/// Every complete case, one by one, straight from the rows.
extension Prover {
  /// Boxes and naive evaluation give every case the same result; nothing looks inside a class of answers.
  mutating func checkByEnumeration() {
    let rules = NaiveRules(criteria, lanes: lanes)
    let classes = AnswerClasses(criteria, lanes: lanes)
    let radices = rules.radices
    func number(_ answers: [Int]) -> Int {
      zip(answers, radices).reduce(0) { $0 * $1.1 + $1.0 }
    }
    var byBoxes = [Int](repeating: -1, count: radices.reduce(1, *))
    for cell in cells {
      for (position, lane) in lanes.enumerated()
      where classes.closure(of: cell.box[lane], at: position) != cell.box[lane] {
        report(.enumeration, "A cell divides answers that no rule tells apart.", case: cell.box)
      }
      cell.box.forEachCase(over: lanes, answers: { byBoxes[number($0)] = cell.result })
    }
    var answers = [Int](repeating: 0, count: radices.count)
    for case let found in byBoxes {
      let result = rules.result(answers)
      let representative = answers.enumerated().map { position, answer in
        classes.representative(classes.index(of: answer, at: position), at: position)
      }
      if found < 0 || criteria.table.results[found] != result {
        report(
          .enumeration, "Boxes and naive evaluation give different results.",
          witness: words(answers))
      } else if byBoxes[number(representative)] != found {
        report(
          .enumeration, "A case differs from another one that no rule tells apart from it.",
          witness: words(answers))
      }
      for digit in answers.indices.reversed() {
        answers[digit] += 1
        if answers[digit] < radices[digit] { break }
        answers[digit] = 0
      }
    }
  }

  private func words(_ answers: [Int]) -> [String] {
    zip(lanes, answers).map { lane, answer in
      let dimension = criteria.space.dimensions[lane]
      return "\(dimension.key) \(dimension.domain[answer].rawValue)"
    }
  }
}

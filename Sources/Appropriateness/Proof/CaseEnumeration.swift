import CaseRecord

/// Every complete case, evaluated one by one straight from the rows of the file.
///
/// Independent of boxes on purpose: it is the oracle against which they are checked. A case is a list of answers,
/// one for each dimension that the rules ask for; its number counts through them like a mileage counter.
struct CaseEnumeration {
  /// A dimension with the number of its answers.
  private struct Digit {
    let key: String
    let answers: [FeatureValue]
  }

  /// A condition as tables of allowed answers.
  private struct Test {
    let digit: Int
    let isAllowed: [Bool]
  }

  private let criteria: Criteria
  private let digits: [Digit]
  private let notCovered: [[Test]]
  private let variants: [[[Test]]]

  /// The number of cases.
  let count: Int

  /// Cases over the given dimensions of an edition.
  init(_ criteria: Criteria, lanes: [Int]) {
    self.criteria = criteria
    let digits = lanes.map { lane in
      let dimension = criteria.space.dimensions[lane]
      return Digit(key: dimension.key, answers: dimension.domain)
    }
    func tests(_ condition: CaseCondition) -> [Test] {
      condition.terms.compactMap { term in
        guard let digit = digits.firstIndex(where: { $0.key == term.key }) else { return nil }
        return Test(
          digit: digit, isAllowed: digits[digit].answers.map { term.values.contains($0) })
      }
    }
    self.digits = digits
    notCovered = criteria.notCovered.map { tests($0.when) }
    variants = criteria.variants.map { $0.conditions.map(tests) }
    count = digits.reduce(1) { $0 * $1.answers.count }
  }

  /// Calls the body with the number and the result of every case, in order.
  func visit(_ body: (_ number: Int, _ result: VariantTable.Result) -> Void) {
    var answers = [Int](repeating: 0, count: digits.count)
    for number in 0..<count {
      body(number, result(answers))
      for digit in digits.indices.reversed() {
        answers[digit] += 1
        if answers[digit] < digits[digit].answers.count { break }
        answers[digit] = 0
      }
    }
  }

  /// The number of a case by its answers, each the position in its dimension.
  func number(_ answers: [Int]) -> Int {
    zip(answers, digits).reduce(0) { $0 * $1.1.answers.count + $1.0 }
  }

  private func result(_ answers: [Int]) -> VariantTable.Result {
    func holds(_ tests: [Test]) -> Bool {
      for test in tests where !test.isAllowed[answers[test.digit]] { return false }
      return true
    }
    for (index, tests) in notCovered.enumerated() where holds(tests) { return .notCovered(index) }
    var fitting: [Int] = []
    for (index, alternatives) in variants.enumerated() where alternatives.contains(where: holds) {
      fitting.append(index)
    }
    var bits: UInt32 = 0
    for index in fitting {
      let code = criteria.variants[index].code
      let isOverridden = fitting.contains { criteria.variants[$0].overrides.contains(code) }
      if !isOverridden { bits |= 1 << UInt32(index) }
    }
    return .variants(bits)
  }
}

extension Prover {
  /// Boxes and enumeration give every case the same result.
  mutating func checkByEnumeration() {
    let enumeration = CaseEnumeration(criteria, lanes: lanes)
    var byBoxes = [VariantTable.Result?](repeating: nil, count: enumeration.count)
    for cell in cells {
      forEachCase(of: cell.box) { answers in
        byBoxes[enumeration.number(answers)] = cell.result
      }
    }
    var differing: Int?
    enumeration.visit { number, result in
      if differing == nil, byBoxes[number] != result { differing = number }
    }
    if let differing {
      report(
        "enumeration", "Boxes and enumeration give case number \(differing) different results.",
        nil)
    }
  }

  private func forEachCase(of box: CaseBox, _ body: ([Int]) -> Void) {
    let choices = lanes.map { lane in
      (0..<CaseBox.answersPerLane).filter { box[lane] & (1 << UInt8($0)) != 0 }
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

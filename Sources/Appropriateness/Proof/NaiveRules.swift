import CaseRecord

/// The rules of a file evaluated row by row on one complete case, without boxes.
///
/// Independent of the engine on purpose: it is the oracle against which the engine is checked. A case is a list of
/// answers, each the position of the answer in its dimension.
struct NaiveRules {
  /// A dimension with its answers.
  private struct Digit {
    let key: String
    let answers: [FeatureValue]
  }

  /// A condition as tables of allowed answers.
  private struct Test {
    let digit: Int
    let isAllowed: [Bool]
  }

  private let digits: [Digit]
  private let notCovered: [[Test]]
  private let variants: [[[Test]]]
  /// The variants that override each variant.
  private let overriding: [[Int]]

  /// The rules over the given dimensions of an edition.
  init(_ criteria: Criteria, lanes: [Int]) {
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
    overriding = criteria.variants.map { variant in
      criteria.variants.indices.filter { criteria.variants[$0].overrides.contains(variant.code) }
    }
  }

  /// The number of answers to each question.
  var radices: [Int] { digits.map(\.answers.count) }

  /// What a case comes to.
  func result(_ answers: [Int]) -> VariantTable.Result {
    func holds(_ tests: [Test]) -> Bool {
      for test in tests where !test.isAllowed[answers[test.digit]] { return false }
      return true
    }
    for (index, tests) in notCovered.enumerated() where holds(tests) { return .notCovered(index) }
    let fits = variants.map { $0.contains(where: holds) }
    var remaining = BitSet()
    for index in fits.indices where fits[index] {
      if !overriding[index].contains(where: { fits[$0] }) { remaining.insert(index) }
    }
    return .variants(remaining)
  }
}

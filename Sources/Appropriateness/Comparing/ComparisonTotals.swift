import CaseRecord

/// What became of many cases: counts only, so that it stays small however many there are.
public struct ComparisonTotals: Sendable, Hashable {
  /// Two results of a case.
  public struct Move: Sendable, Hashable {
    /// The former edition's result: the variants' codes, or the outcome.
    public let before: String
    /// The current edition's result.
    public let after: String
  }

  /// Two standings of an option.
  public struct Step: Sendable, Hashable {
    /// The option.
    public let option: String
    /// Its name for a reader.
    public let title: String
    /// How it stood.
    public let before: Standing
    /// How it stands.
    public let after: Standing
  }

  /// Documents and lines that were given.
  public private(set) var inputs = 0
  /// Those that could not be read, or name no patient.
  public private(set) var withoutCase = 0
  /// Files in folders that hold no FHIR, or answers of a system like this one; in line-delimited files, lines.
  public private(set) var passedOver = 0
  /// The legs' cases that were compared.
  public private(set) var cases = 0
  /// Cases by what became of them.
  public private(set) var kinds: [CaseComparison.Kind: Int] = [:]
  private var moveCounts: [Move: Int] = [:]
  private var stepCounts: [Step: Int] = [:]

  /// Nothing counted yet.
  public init() {}

  /// Counts a document or line that was read, with its cases.
  public mutating func add(_ comparisons: [CaseComparison]) {
    inputs += 1
    for comparison in comparisons { add(comparison) }
  }

  /// Counts a document or line that could not be used.
  public mutating func addWithoutCase() {
    inputs += 1
    withoutCase += 1
  }

  /// Counts a file that is no input.
  public mutating func addPassedOver() {
    passedOver += 1
  }

  private mutating func add(_ comparison: CaseComparison) {
    cases += 1
    kinds[comparison.kind, default: 0] += 1
    guard comparison.kind != .unchanged, comparison.kind != .unusable else { return }
    let move = Move(before: comparison.before.resultCode, after: comparison.after.resultCode)
    moveCounts[move, default: 0] += 1
    for option in comparison.options where option.isChanged {
      let step = Step(
        option: option.option, title: option.title, before: option.before, after: option.after)
      stepCounts[step, default: 0] += 1
    }
  }

  /// The pairs of results that changed, the most frequent first.
  public var moves: [(move: Move, count: Int)] {
    moveCounts.map { (move: $0.key, count: $0.value) }.sorted { one, other in
      (-one.count, one.move.before, one.move.after)
        < (-other.count, other.move.before, other.move.after)
    }
  }

  /// The steps of each option, by option and then the most frequent first.
  public var steps: [(step: Step, count: Int)] {
    stepCounts.map { (step: $0.key, count: $0.value) }.sorted { one, other in
      let left = (one.step.option, -one.count, one.step.before.code, one.step.after.code)
      let right = (other.step.option, -other.count, other.step.before.code, other.step.after.code)
      return left < right
    }
  }
}

extension CaseComparison.Side {
  /// The variants' codes when some fit, else the outcome.
  var resultCode: String {
    switch outcome {
    case .matched, .provisional, .overlap: variants.map(\.code).joined(separator: " + ")
    default: outcome.rawValue
    }
  }
}
